"""Tags of photos: found by themselves, corrected by the person, and never fought over."""

from __future__ import annotations

import json
import shutil
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from fakes import load_tagging_colours
from scenery import OpenLibrary, Paint, wait_until

from photoclip.app.library import Library
from photoclip.catalog.tags import TagTable
from photoclip.core.advice import Limit
from photoclip.core.albums import AlbumKind
from photoclip.core.config import Settings
from photoclip.core.errors import AlbumError, DiskFullError, LabelError
from photoclip.core.events import Event, TaggingProgressed, TagsChanged
from photoclip.core.models import PhotoIds, Vectors
from photoclip.core.tagging import Decision

RED, GREEN, BLUE = (255, 0, 0), (0, 255, 0), (0, 0, 255)
LABELS = {
    "groups": [{"id": "colour", "english": "Colours", "korean": "색"}],
    "labels": [
        {"id": "red", "group": "colour", "english": "red", "korean": "빨강"},
        {"id": "green", "group": "colour", "english": "green", "also": [["leafy green", "초록"]]},
    ],
}


@pytest.fixture
def colours(tmp_path: Path, open_library: OpenLibrary, monkeypatch: pytest.MonkeyPatch) -> Library:
    """A library that knows the labels red and green and no others."""
    from photoclip.app import tagging

    built_in = tmp_path / "colours.json"
    built_in.write_text(json.dumps(LABELS), encoding="utf-8")
    # A path that is absolute stands for itself, wherever it is joined to.
    monkeypatch.setattr(tagging, "BUILT_IN", built_in)
    monkeypatch.setenv("PHOTOCLIP_CACHE_DIR", str(tmp_path / "cache"))
    return open_library(loader=load_tagging_colours)


@pytest.fixture
def english(open_library: OpenLibrary, colours: Library, photos: Path, paint: Paint) -> Library:
    """The same photos and labels with a model that reads English only."""
    paint("rose.png", RED)
    paint("meadow.png", GREEN)
    paint("sea.png", BLUE)
    folder = colours.folder.with_name("english")
    model = Settings(model="vit-b-32-openai")
    library = open_library(folder, loader=load_tagging_colours, settings=model)
    library.index(photos)
    return library


@pytest.fixture
def tagged(colours: Library, photos: Path, paint: Paint) -> Library:
    """Three photos, of which a rose and a meadow have tags."""
    paint("rose.png", RED)
    paint("meadow.png", GREEN)
    paint("sea.png", BLUE)
    colours.index(photos)
    assert colours.tags.retag() is not None
    return colours


def photo(library: Library, name: str) -> int:
    (folder,) = library.folders()
    photo_id = library.details.photo_at(folder.path / name)
    assert photo_id is not None
    return photo_id


def tags(library: Library, name: str) -> list[str]:
    return [one.label.english for one in library.tags.tags_of(photo(library, name))]


def changes(library: Library) -> list[TagsChanged]:
    heard: list[TagsChanged] = []

    def listen(event: Event) -> None:
        if isinstance(event, TagsChanged):
            heard.append(event)

    library.events.subscribe(listen)
    return heard


def test_what_was_tagged_before_the_disk_was_full_is_told(
    tagged: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace, calls = TagTable.replace, []

    def fill_up(table: TagTable, origin: int, photo_ids: PhotoIds, *rest: object) -> None:
        calls.append(photo_ids.tolist())
        if len(calls) == 3:
            raise DiskFullError("The disk is full.")
        replace(table, origin, photo_ids, *rest)

    monkeypatch.setattr("photoclip.services.tags.runs.ROWS_AT_ONCE", 1)
    monkeypatch.setattr(TagTable, "replace", fill_up)
    heard = changes(tagged)
    with pytest.raises(DiskFullError):
        tagged.tags.retag()
    assert heard == [TagsChanged((*calls[0], *calls[1]))]


def test_photos_are_tagged_with_what_they_show(tagged: Library) -> None:
    assert tags(tagged, "rose.png") == ["red"]
    assert tags(tagged, "meadow.png") == ["green"]
    assert tags(tagged, "sea.png") == []
    (tag,) = tagged.tags.tags_of(photo(tagged, "rose.png"))
    assert tag.stored.probability == pytest.approx(0.99, abs=0.02)
    assert tag.stored.origin is not None
    assert tag.stored.origin.model_key == "sure-colours"
    assert tag.stored.origin.label_version == tagged.tags.labels().version
    assert tag.stored.origin.prompts == "openai80"


def test_photos_are_found_by_english_and_korean_names(tagged: Library) -> None:
    rose, meadow = photo(tagged, "rose.png"), photo(tagged, "meadow.png")
    assert tagged.tags.photos_with("RED").tolist() == [rose]
    assert tagged.tags.photos_with("빨강").tolist() == [rose]
    assert tagged.tags.photos_with("초록").tolist() == [meadow]
    with pytest.raises(LabelError, match="Did you mean green"):
        tagged.tags.photos_with("greeen")


def test_a_query_finds_photos_by_their_tag(tagged: Library) -> None:
    assert [Path(hit.path).name for hit in tagged.search("tag:빨강").hits] == ["rose.png"]
    assert tagged.tags.photo_ids("no such tag") is None
    assert {"leafy green", "초록", "red"} <= set(tagged.tags.names())


def test_new_photos_alone_are_looked_at_the_next_time(
    tagged: Library, photos: Path, paint: Paint
) -> None:
    paint("tulip.png", RED, shade=9)
    tagged.index(photos)

    report = tagged.tags.tag_new()

    assert report is not None
    assert (report.photos, report.tags) == (1, 1)
    assert tags(tagged, "tulip.png") == ["red"]


def test_a_photo_that_was_painted_over_is_tagged_anew(
    tagged: Library, photos: Path, paint: Paint
) -> None:
    rose = photo(tagged, "rose.png")
    paint("rose.png", GREEN, shade=3)
    tagged.index(photos)
    tagged.tags.tag_new()

    assert photo(tagged, "rose.png") == rose
    assert tags(tagged, "rose.png") == ["green"]


def test_a_persons_word_wins_and_outlives_retagging(tagged: Library) -> None:
    rose, sea = photo(tagged, "rose.png"), photo(tagged, "sea.png")
    tagged.tags.reject([rose], "red")
    tagged.tags.add([sea], "green")

    tagged.tags.retag()

    assert tags(tagged, "rose.png") == []
    assert tags(tagged, "sea.png") == ["green"]
    (rejected,) = tagged.tags.tags_of(rose, with_rejected=True)
    assert rejected.stored.decision is Decision.REJECTED
    assert [(one.label.english, one.photos) for one in tagged.tags.counts()] == [
        ("green", 2),
        ("red", 0),
    ]


def test_each_decision_is_one_event_and_one_step_of_undo(tagged: Library) -> None:
    rose, sea = photo(tagged, "rose.png"), photo(tagged, "sea.png")
    heard = changes(tagged)

    assert tagged.tags.confirm([rose, sea], "red") == (rose, sea)
    assert tagged.tags.confirm([rose, sea], "red") == ()
    assert heard == [TagsChanged((rose, sea))]
    assert tagged.undo.undo_name == "confirm-tag"

    tagged.undo.undo()
    assert tags(tagged, "sea.png") == []
    assert tagged.tags.tags_of(rose)[0].is_certain is False
    tagged.undo.redo()
    assert tags(tagged, "sea.png") == ["red"]


def test_removing_takes_back_what_was_added_and_rejects_what_was_derived(tagged: Library) -> None:
    rose, sea = photo(tagged, "rose.png"), photo(tagged, "sea.png")
    tagged.tags.add([sea], "red")

    tagged.tags.remove([rose, sea], "red")

    assert tagged.tags.tags_of(sea, with_rejected=True) == []
    assert tagged.tags.tags_of(rose, with_rejected=True)[0].stored.decision is Decision.REJECTED


def test_a_name_of_ones_own_becomes_a_label_that_no_model_gives(tagged: Library) -> None:
    rose = photo(tagged, "rose.png")
    before = tagged.tags.labels().version

    tagged.tags.add([rose], "Grandma’s garden")

    label = tagged.tags.labels().find("grandma’s garden")
    assert label is not None
    assert not label.is_scored
    assert tagged.tags.labels().version == before
    assert tags(tagged, "rose.png") == ["Grandma’s garden", "red"]
    tagged.undo.undo()
    assert tagged.tags.labels().find("grandma’s garden") is None
    assert tags(tagged, "rose.png") == ["red"]


def known_labels(library: Library) -> set[str]:
    """The labels that the catalog keeps a number for."""
    with library._catalog.tags._connections.reading() as connection:
        return {label for (label,) in connection.execute("SELECT label FROM tag_labels")}


def test_a_new_name_that_is_taken_back_leaves_nothing_behind(tagged: Library) -> None:
    rose = photo(tagged, "rose.png")
    before = known_labels(tagged)
    tagged.tags.add([rose], "Grandma")
    assert known_labels(tagged) > before
    tagged.undo.undo()
    assert known_labels(tagged) == before
    tagged.undo.redo()
    assert tags(tagged, "rose.png") == ["Grandma", "red"]
    tagged.tags.add([rose], "garden")
    tagged.undo.undo()
    assert tags(tagged, "rose.png") == ["Grandma", "red"]


def test_pending_files_and_unknown_photos_get_no_tag(tagged: Library) -> None:
    assert tagged.tags.add([-1, 999], "red") == ()
    assert tagged.tags.add([999], "a name nobody used") == ()
    assert tagged.tags.labels().find("a name nobody used") is None


def test_a_new_label_tags_what_it_fits(tagged: Library) -> None:
    tagged.tags.add_label("blue", "파랑", group="colour")
    report = tagged.tags.tag_new()

    assert report is not None
    assert report.photos == 3
    assert tags(tagged, "sea.png") == ["blue"]
    tagged.undo.undo()
    tagged.tags.tag_new()
    assert tags(tagged, "sea.png") == []


def test_a_renamed_label_keeps_decisions_and_a_removed_one_brings_them_back(
    tagged: Library,
) -> None:
    sea = photo(tagged, "sea.png")
    tagged.tags.add([sea], "red")

    tagged.tags.rename_label("red", "crimson red")
    assert tags(tagged, "sea.png") == ["crimson red"]
    tagged.tags.remove_label("crimson red")
    assert tags(tagged, "sea.png") == []
    tagged.undo.undo()
    assert tags(tagged, "sea.png") == ["crimson red"]
    tagged.tags.reset_labels()
    assert tags(tagged, "sea.png") == ["red"]


def test_a_name_that_is_taken_is_refused(tagged: Library) -> None:
    with pytest.raises(LabelError, match="already a name of the label “green”"):
        tagged.tags.add_label("leafy green")
    with pytest.raises(LabelError, match="“빨강” is already a name of the label “빨강”"):
        tagged.tags.add_synonym("green", korean="빨강")
    with pytest.raises(LabelError, match="“plants”, which does not exist"):
        tagged.tags.add_label("fern", group="plants")
    tagged.tags.add_synonym("green", "moss", "이끼")
    assert tagged.tags.photos_with("이끼").tolist() == [photo(tagged, "meadow.png")]


def test_a_further_name_is_taken_away_alone_and_undo_brings_it_back(tagged: Library) -> None:
    tagged.tags.add_synonym("green", "moss", "이끼")

    left = tagged.tags.remove_synonym("green", "MOSS")

    assert ("", "이끼") in left.also
    assert tagged.tags.labels().find("moss") is None
    with pytest.raises(LabelError, match="no further name of the label “green”"):
        tagged.tags.remove_synonym("green", "green")
    assert tagged.undo.undo() is not None
    found = tagged.tags.labels().find("moss")
    assert found is not None
    assert ("moss", "이끼") in found.also


def test_a_broken_label_file_is_explained_and_mended_by_removing_it(tagged: Library) -> None:
    path = tagged.folder / "labels.json"
    path.write_text('{"labels": [{"id": "red"}]}', encoding="utf-8")

    with pytest.raises(LabelError, match=r"labels\.json has an entry of a wrong form"):
        tagged.tags.tag_new()
    path.unlink()
    assert tagged.tags.tag_new() is not None


def test_labels_that_do_not_go_together_are_found_by_file_and_line(tagged: Library) -> None:
    path = tagged.folder / "labels.json"
    path.write_text(
        '{"labels": [\n {"id": "sun", "group": "colour", "english": "Sun"},\n'
        ' {"id": "star", "group": "colour", "english": "sun"}\n]}',
        encoding="utf-8",
    )
    with pytest.raises(LabelError, match=r"labels\.json, line 2, 3: .*same name “sun”"):
        tagged.tags.labels()


def test_ten_thousand_labels_are_scored_with_fewer_prompts(tagged: Library) -> None:
    rows = [{"id": f"l{n}", "group": "colour", "english": f"shade {n}"} for n in range(10_000)]
    path = tagged.folder / "labels.json"
    path.write_text(json.dumps({"labels": rows}), encoding="utf-8")
    calls: list[int] = []

    from photoclip.services.tags import label_vectors

    def fast(_embed: object, text: str, templates: list[str]) -> object:
        calls.append(len(templates))
        rng = label_vectors.np.random.default_rng(len(calls))
        row = rng.normal(size=49).astype("float32")
        return row / label_vectors.np.linalg.norm(row)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(label_vectors, "embed_label", fast)
        report = tagged.tags.tag_new()

    assert report is not None
    assert (report.photos, report.labels) == (3, 10_002)
    assert set(calls) == {7}


def test_vectors_of_labels_are_embedded_once(
    tagged: Library, open_library: OpenLibrary, photos: Path
) -> None:
    tagged.close()
    again = open_library(loader=load_tagging_colours)

    report = again.tags.retag()

    assert report is not None
    assert report.tags == 2
    assert again.worker_process_id() is None, "stored vectors are enough"


def test_tags_follow_in_the_background(colours: Library, photos: Path, paint: Paint) -> None:
    paint("rose.png", RED)
    colours.add_folder(photos)
    colours.background.start()
    wait_until(lambda: [one.photos for one in colours.tags.counts()] == [1])

    colours.tags.add_label("scarlet red")
    wait_until(lambda: len(colours.tags.counts()) == 2)


def test_a_cancelled_run_goes_on_where_it_stopped(tagged: Library) -> None:
    from photoclip.services.tasks import CancelToken

    token = CancelToken()
    token.cancel()
    report = tagged.tags.retag(token=token)
    assert report is not None
    assert report.was_cancelled
    assert report.photos == 0

    report = tagged.tags.tag_new()
    assert report is not None
    assert report.photos == 3


def test_labels_that_come_back_after_half_a_run_with_others_tag_every_photo(
    tagged: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when the application is killed while it tags by changed labels, and they are undone."""
    from photoclip.catalog.tags import TagTable
    from photoclip.services.tags import runs as tag_runs
    from photoclip.services.tasks import CancelToken

    token, replace = CancelToken(), TagTable.replace

    def replace_and_stop(*args: Any) -> None:
        replace(*args)
        token.cancel()

    grey = {"id": "grey", "group": "colour", "english": "grey"}
    tagged.tags.store.write(json.dumps({"labels": [grey], "removed": ["red", "green"]}))
    with monkeypatch.context() as patch:
        patch.setattr(tag_runs, "ROWS_AT_ONCE", 1)
        patch.setattr(TagTable, "replace", replace_and_stop)
        report = tagged.tags.tag_new(token=token)
    assert report is not None
    assert report.photos == 1

    tagged.tags.store.write(None)
    tagged.tags.tag_new()
    assert tags(tagged, "rose.png") == ["red"]
    assert tags(tagged, "meadow.png") == ["green"]


def test_some_photos_alone_can_be_tagged_anew(tagged: Library) -> None:
    rose = photo(tagged, "rose.png")
    heard = changes(tagged)
    report = tagged.tags.retag([rose, 999])
    assert report is not None
    assert report.photos == 1
    assert heard == [TagsChanged((rose,))]


def test_korean_words_search_what_the_labels_translate(english: Library) -> None:
    found = english.search("빨강의 사진", limit=1)
    assert (found.query, found.searched_for) == ("빨강의 사진", "red")
    assert Path(found.hits[0].path).name == "rose.png"

    emptied = english.search("초록 없는 빨강")
    assert emptied.advice is not None
    assert (emptied.advice.limit, emptied.advice.suggestion) == (Limit.NEGATION, "빨강 -초록")

    nothing = english.search("쿠르릉")
    assert (list(nothing.hits), nothing.untranslated) == ([], ("쿠르릉",))
    assert english.search("red").searched_for is None

    partly = english.search("쿠르릉 빨강 -초록", limit=1)
    assert (partly.searched_for, partly.untranslated) == ("red, -leafy green", ("쿠르릉",))
    assert Path(partly.hits[0].path).name == "rose.png"


def test_an_album_of_words_that_nothing_translates_says_so(english: Library) -> None:
    unknown = english.albums.create("?", AlbumKind.AUTO, query="뛔쉛뷁")
    with pytest.raises(AlbumError, match="knows English only"):
        english.albums.content(unknown.id)


def test_a_model_that_reads_korean_gets_it_as_it_is(
    tagged: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    embed = tagged.searches._texts.embed

    def listen(texts: Sequence[str], **options: Any) -> Vectors:
        asked.extend(texts)
        return embed(texts, **options)

    monkeypatch.setattr(tagged.searches._texts, "embed", listen)
    found = tagged.search("바닷가에서 노는 아이", limit=1)
    assert "바닷가에서 노는 아이" in asked
    assert (found.searched_for, found.untranslated, found.advice) == (None, (), None)


@pytest.mark.parametrize("words", ["犬", "собака на траве", "كلب", "🐶", "แมว สีดำ"])
def test_a_script_that_the_model_was_never_measured_in_is_said_once(
    tagged: Library, words: str
) -> None:
    advice = tagged.search(words, limit=1).advice
    assert advice is not None
    assert (advice.limit, advice.words) == (Limit.LANGUAGE, words)
    assert "English and Korean" in advice.message


def test_decomposed_hangul_is_asked_like_composed(tagged: Library) -> None:
    typed = "빨강 초록"
    composed, decomposed = tagged.search(typed), tagged.search(unicodedata.normalize("NFD", typed))
    assert [one.photo_id for one in composed.hits] == [one.photo_id for one in decomposed.hits]
    assert decomposed.advice is None


def test_a_copy_shares_the_tags_of_its_photo(tagged: Library, photos: Path) -> None:
    tagged.tags.confirm([photo(tagged, "rose.png")], "red")
    shutil.copy(photos / "rose.png", photos / "copy.png")
    tagged.index(photos)
    assert tags(tagged, "copy.png") == ["red"]


def test_tags_that_photos_share_are_counted_and_a_persons_own_come_first(tagged: Library) -> None:
    rose, meadow, sea = (photo(tagged, one) for one in ("rose.png", "meadow.png", "sea.png"))
    tagged.tags.add([sea, meadow], "red")
    tagged.tags.confirm([meadow], "green")

    green, red = tagged.tags.shared([rose, meadow, sea, -4, 9999])
    assert (green.label.id, green.photo_ids, green.is_certain) == ("green", (meadow,), True)
    assert (red.label.id, set(red.photo_ids)) == ("red", {rose, meadow, sea})
    assert (red.certain, red.is_certain) == (2, False)
    assert red.probability == pytest.approx(0.99, abs=0.02), "the mean of what was derived"
    assert len(red.origins) == 1
    tagged.tags.reject([rose], "red")
    assert tagged.tags.shared([rose]) == []
    assert tagged.tags.shared([]) == []


def test_a_listing_holds_only_photos_with_a_tag(tagged: Library) -> None:
    among = tagged.tags.photos_with("red")
    listing = tagged.browse.listing("name", among=among)
    assert listing.ids.tolist() == [photo(tagged, "rose.png")]


def test_progress_is_told_while_labels_are_prepared_in_the_background(
    colours: Library, photos: Path, paint: Paint
) -> None:
    heard: list[TaggingProgressed] = []

    def listen(event: Event) -> None:
        if isinstance(event, TaggingProgressed):
            heard.append(event)

    colours.events.subscribe(listen)
    paint("rose.png", RED)
    colours.add_folder(photos)
    colours.background.start()
    wait_until(lambda: heard and heard[-1].done == heard[-1].total)
    assert heard[0].done == 0
    assert heard[0].total > 2
