"""Label sets as JSON text: one label a line, so that people can read, edit and compare it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from photoclip.core.errors import LabelError
from photoclip.core.labels import Label, LabelGroup, LabelSet, check_label
from photoclip.core.wording import Message

Entry = TypeVar("Entry")

HINT = Message("Mend the file, or remove it to go back to the labels that come with PhotoClip.")


def parse_labels(text: str, source: str) -> LabelSet:
    """A label set from JSON; ``source`` names it in errors.

    The parts are not yet held against each other, since a change refers to the set below it.
    Raises LabelError when it is no JSON or has another form.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise LabelError(
            Message(
                "The label set {source} is not valid JSON: {error}.", source=source, error=error
            ),
            HINT,
        ) from error
    if not isinstance(data, dict):
        raise LabelError(Message("The label set {source} is no JSON object.", source=source), HINT)
    labels = _entries(data, "labels", _label, source)
    groups = _entries(data, "groups", _group, source)
    _expect_no_duplicates([one.id for one in labels], "labels", source)
    _expect_no_duplicates([one.id for one in groups], "groups", source)
    for one in labels:
        try:
            check_label(one)
        except LabelError as error:
            raise located(error, text, source) from error
    removed = _entries(data, "removed", _text, source)
    return LabelSet(groups, labels, removed, _entries(data, "words", _pair, source))


def located(error: LabelError, text: str, source: str) -> LabelError:
    """An error about some labels with the file that they stand in, and the lines there."""
    lines = [
        number
        for number, line in enumerate(text.splitlines(), 1)
        for found in re.findall(r'"id"\s*:\s*("(?:[^"\\]|\\.)*")', line)
        if json.loads(found, strict=False) in error.labels
    ]
    if not lines:
        message = Message("The label set {source}: {reason}", source=source, reason=error.message)
    else:
        message = Message(
            "The label set {source}, line {lines}: {reason}",
            source=source,
            lines=", ".join(map(str, lines)),
            reason=error.message,
        )
    return LabelError(message, error.hint).about(*error.labels)


def _entries(
    data: Mapping[str, Any], name: str, read: Callable[[Any], Entry], source: str
) -> tuple[Entry, ...]:
    entries = data.get(name, [])
    if not isinstance(entries, list):
        raise LabelError(
            Message("“{name}” in the label set {source} is no list.", name=name, source=source),
            HINT,
        )
    found = []
    for number, one in enumerate(entries, 1):
        try:
            found.append(read(one))
        except (KeyError, TypeError, ValueError) as error:
            missing = f"“{error.args[0]}” is missing" if isinstance(error, KeyError) else error
            raise LabelError(
                Message(
                    "The label set {source} has an entry of a wrong form, number {number} of "
                    "“{name}”: {error}.",
                    source=source,
                    number=number,
                    name=name,
                    error=missing,
                ),
                HINT,
            ) from error
    return tuple(found)


def _expect_no_duplicates(ids: Sequence[str], name: str, source: str) -> None:
    # Of two entries with one id the second would silently replace the first.
    first: dict[str, int] = {}
    for number, one in enumerate(ids, 1):
        if first.setdefault(one, number) != number:
            raise LabelError(
                Message(
                    "The label set {source} has the id “{id}” twice in “{name}”: numbers {first} "
                    "and {second}.",
                    source=source,
                    id=one,
                    name=name,
                    first=first[one],
                    second=number,
                ),
                "Remove one of the two.",
            )


def format_labels(labels: LabelSet) -> str:
    """The JSON text that ``parse_labels`` reads."""
    parts: dict[str, list[Any]] = {
        "groups": [_group_data(one) for one in labels.groups],
        "labels": [_label_data(one) for one in labels.labels],
        "removed": list(labels.removed),
        "words": [list(pair) for pair in labels.words],
    }
    blocks = [
        f'  "{name}": [\n'
        + ",\n".join(f"    {json.dumps(one, ensure_ascii=False)}" for one in entries)
        + "\n  ]"
        for name, entries in parts.items()
        if entries
    ]
    return "{\n" + ",\n".join(blocks) + "\n}\n"


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value.strip()


def _pair(value: object) -> tuple[str, str]:
    if not isinstance(value, list) or len(value) != 2:
        raise TypeError(f"{value!r} is no pair of an English and a Korean name")
    return _text(value[0]), _text(value[1])


def _object(value: object) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise TypeError(f"{value!r} is no JSON object")
    return value


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError(f"{value!r} is no list")
    return value


def _flag(data: Mapping[str, Any], name: str, default: bool) -> bool:
    value = data.get(name, default)
    if not isinstance(value, bool):
        raise TypeError(f"{name} must be true or false, not {value!r}")
    return value


def _group(value: object) -> LabelGroup:
    data = _object(value)
    exclusive = _flag(data, "exclusive", False)
    return LabelGroup(
        _text(data["id"]), _text(data["english"]), _text(data.get("korean", "")), exclusive
    )


def _label(value: object) -> Label:
    data = _object(value)
    return Label(
        _text(data["id"]),
        _text(data["group"]),
        _text(data["english"]),
        _text(data.get("korean", "")),
        _text(data.get("prompt", "")),
        tuple(_pair(one) for one in _list(data.get("also", []))),
        _flag(data, "scored", True),
    )


def _group_data(group: LabelGroup) -> dict[str, Any]:
    data: dict[str, Any] = {"id": group.id, "english": group.english, "korean": group.korean}
    return data | ({"exclusive": True} if group.is_exclusive else {})


def _label_data(label: Label) -> dict[str, Any]:
    data: dict[str, Any] = {"id": label.id, "group": label.group, "english": label.english}
    further = {"korean": label.korean, "prompt": label.prompt}
    data |= {name: value for name, value in further.items() if value}
    if label.also:
        data["also"] = [list(pair) for pair in label.also]
    if not label.is_scored:
        data["scored"] = False
    return data
