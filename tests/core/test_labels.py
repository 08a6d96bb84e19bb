"""The label set: what comes with the application, and what a person may make of it."""

from __future__ import annotations

import json
import time

import pytest
from scenery import ROOT

from photoclip.core.errors import LabelError
from photoclip.core.label_file import format_labels, parse_labels
from photoclip.core.labels import Label, LabelGroup, LabelSet, check

BUILT_IN = ROOT / "resources" / "labels" / "everyday.json"
ANIMALS = LabelGroup("animal", "Animals", "동물")


def built_in() -> LabelSet:
    return parse_labels(BUILT_IN.read_text(encoding="utf-8"), BUILT_IN.name)


def a_set(*labels: Label) -> LabelSet:
    return LabelSet((ANIMALS,), labels)


def test_the_built_in_set_is_whole_and_named_in_both_languages() -> None:
    labels = built_in()

    check(labels)
    assert 400 <= len(labels.labels) <= 500
    assert all(one.english and one.korean for one in labels.labels)
    assert {one.id for one in labels.groups if one.is_exclusive} == {"place", "time", "season"}
    assert labels.find("강아지") == labels.find("Puppy") == labels.by_id["dog"]


def test_a_set_is_read_as_it_was_written() -> None:
    labels = built_in()
    assert parse_labels(format_labels(labels), "copy") == labels


def test_a_further_name_gives_way_to_the_main_name_of_another_label() -> None:
    dog = Label("dog", "animal", "dog", also=(("hound", "사냥개"),))
    hound = Label("hound", "animal", "hound")
    assert a_set(dog, hound).find("HOUND") == hound


def test_a_change_adds_replaces_and_removes() -> None:
    base = a_set(Label("dog", "animal", "dog"), Label("cat", "animal", "cat"))
    change = LabelSet(labels=(Label("dog", "animal", "hound"),), removed=("cat",))

    changed = base.changed_by(change)

    assert [one.english for one in changed.labels] == ["hound"]
    assert changed.version != base.version
    assert base.changed_by(LabelSet()).version == base.version


def test_further_names_leave_the_version_and_so_the_tags_alone() -> None:
    one = a_set(Label("dog", "animal", "dog"))
    other = a_set(Label("dog", "animal", "dog", "개", also=(("puppy", "강아지"),)))
    assert one.version == other.version


@pytest.mark.parametrize(
    ("labels", "said"),
    [
        ([{"id": "a", "group": "animal", "english": " "}], "has no name"),
        ([{"id": "a", "group": "plants", "english": "fern"}], "“plants”, which does not exist"),
        (
            [
                {"id": "a", "group": "animal", "english": "Dog"},
                {"id": "b", "group": "animal", "english": "dog"},
            ],
            "“a” and “b” have the same name “dog”",
        ),
        ([{"id": "a", "group": "animal", "english": "x" * 201}], "longer than 200"),
        ([{"id": "a", "group": "animal", "english": "a\nb"}], "control characters"),
    ],
)
def test_what_makes_no_sense_is_named(labels: list[dict[str, str]], said: str) -> None:
    text = json.dumps({"groups": [{"id": "animal", "english": "Animals"}], "labels": labels})
    with pytest.raises(LabelError, match=said):
        LabelSet().changed_by(parse_labels(text, "labels.json"))


def test_an_id_that_occurs_twice_is_named() -> None:
    with pytest.raises(LabelError, match="“dog” occurs twice"):
        check(a_set(Label("dog", "animal", "dog"), Label("dog", "animal", "hound")))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"labels": [1]}',
        '{"groups": [5]}',
        '{"groups": ["a"]}',
        '{"labels": [{"id": "a", "group": "g", "english": "a", "also": 5}]}',
        '{"labels": 5}',
        '{"labels": [{"id": 3}]}',
        "[" * 100_000,
    ],
)
def test_a_file_of_another_form_is_refused_by_its_name(text: str) -> None:
    with pytest.raises(LabelError, match=r"label set my-labels\.json"):
        parse_labels(text, "my-labels.json")


def test_a_long_value_of_a_wrong_form_is_not_quoted_in_full() -> None:
    with pytest.raises(LabelError) as caught:
        parse_labels(json.dumps({"removed": [["x"] * 10_000]}), "my-labels.json")
    assert len(caught.value.message) < 500


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '{"labels": [{"id": "a", "group": "g", "english": "a"}, {"id": "b"}]}',
            "number 2 of “labels”: “group” is missing",
        ),
        ('{"words": [["dog", "개"], ["cat"]]}', "number 2 of “words”"),
        ('{"labels": {"id": "a"}}', "“labels” in the label set my.json is no list"),
        ('{\n"labels": [\n}', "my.json is not valid JSON: .*line 3 column 1"),
        (
            '{"labels": [{"id": "a", "group": "g", "english": "x"},'
            ' {"id": "a", "group": "g", "english": "y"}]}',
            "my.json has the id “a” twice in “labels”: numbers 1 and 2",
        ),
        (
            '{"labels": [\n{"id": "a", "group": "g", "english": "x"},\n'
            '{"id": "b", "group": "g", "english": " "}]}',
            "my.json, line 3: A label of the group “g” has no name",
        ),
    ],
)
def test_a_mistake_in_a_file_is_found_by_its_place(text: str, said: str) -> None:
    with pytest.raises(LabelError, match=said):
        parse_labels(text, "my.json")


def test_ten_thousand_labels_are_taken_at_once() -> None:
    many = a_set(*(Label(f"l{n}", "animal", f"label {n}", f"이름 {n}") for n in range(10_000)))
    started = time.monotonic()

    merged = built_in().changed_by(parse_labels(format_labels(many), "many"))

    assert len(merged.labels) == len(built_in().labels) + 10_000
    assert merged.find("이름 9999") is not None
    assert time.monotonic() - started < 10


def test_more_labels_than_anybody_needs_are_refused() -> None:
    with pytest.raises(LabelError, match="more than 20,000"):
        check(a_set(*(Label(f"l{n}", "animal", f"label {n}") for n in range(20_001))))
