"""Sidecars: what a person says is shared with other programs, and theirs is never lost."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest
from fakes import load_tagging_colours
from scenery import OpenLibrary, Paint, wait_until

from photoclip.app import tagging
from photoclip.app.library import Library
from photoclip.core.errors import DiskFullError
from photoclip.core.tagging import SIDECAR
from photoclip.media import sidecar as files
from photoclip.media.sidecar import read_sidecar
from photoclip.media.xmp import HIERARCHY, SUBJECT, TAGS_LIST, XmpPacket
from photoclip.media.xmp_changes import new_packet, with_items, with_rating
from photoclip.services.sidecars import writing as sidecar_writing

FUTURE_S = 4_000_000_000
LONG_AGO_S = 1_000_000_000
FOREIGN = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><!-- theirs -->
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:crs="urn:raw" crs:Tint="+4"/>
 </rdf:RDF>
</x:xmpmeta>
"""


@pytest.fixture
def red(open_library: OpenLibrary, photos: Path, paint: Paint) -> Library:
    """A library with a rose and a sea."""
    paint("rose.png", (255, 0, 0))
    paint("sea.png", (0, 0, 255))
    library = open_library(loader=load_tagging_colours)
    library.index(photos)
    return library


def photo(library: Library, name: str) -> int:
    (folder,) = library.folders()
    photo_id = library.details.photo_at(folder.path / name)
    assert photo_id is not None
    return photo_id


def tags(library: Library, name: str) -> list[str]:
    return sorted(one.label.english for one in library.tags.tags_of(photo(library, name)))


def rating(library: Library, name: str) -> int:
    photo_id = photo(library, name)
    return library.marks.get([photo_id])[photo_id].rating


def packet(path: Path) -> XmpPacket:
    return read_sidecar(str(path)).packet


def put(
    path: Path,
    keywords: Sequence[str] = (),
    stars: int | None = None,
    at_s: float | None = None,
) -> None:
    """Another program writes a sidecar, with what was in it."""
    was = packet(path) if path.exists() else new_packet(path.name, "xmp.did:x", path.stem)
    made = with_items(was, SUBJECT, keywords, set(was.items(SUBJECT)) - set(keywords))
    path.write_bytes(with_rating(made, stars).stored())
    if at_s is not None:
        os.utime(path, (at_s, at_s))


def test_by_default_nothing_is_written_and_nothing_is_read(red: Library, photos: Path) -> None:
    put(photos / "rose.png.xmp", ["dog"], 3)
    red.marks.set_rating([photo(red, "sea.png")], 4)
    red.index()
    assert tags(red, "rose.png") == []
    assert sorted(one.name for one in photos.iterdir()) == ["rose.png", "rose.png.xmp", "sea.png"]


def test_tags_ratings_and_albums_go_to_a_new_sidecar(red: Library, photos: Path) -> None:
    rose = photo(red, "rose.png")
    before = (photos / "rose.png").read_bytes()
    red.tags.add([rose], "dog")
    red.tags.add([rose], "한글 tag")
    red.marks.set_rating([rose], 4)
    outer = red.albums.create("Trips")
    red.albums.create("Sea|side", parent_id=outer.id, photo_ids=[rose])

    report = red.sidecars.write()

    assert (report.photos, report.written, report.made, report.failures) == (2, 1, 1, [])
    assert not (photos / "sea.png.xmp").exists(), "nothing is to be said of it"
    made = packet(photos / "rose.png.xmp")
    assert made.rating == 4
    assert sorted(made.items(SUBJECT)) == ["dog", "한글 tag"]
    assert sorted(made.items(HIERARCHY)) == ["Albums|Trips|Sea-side", "dog", "한글 tag"]
    assert b"xmp.did:" in made.data
    assert b"rose.png</xmpMM:PreservedFileName>" in made.data
    assert (photos / "rose.png").read_bytes() == before
    assert red.sidecars.write().written == 0, "the second time nothing is left to do"


def test_what_was_taken_back_here_leaves_the_sidecar(red: Library, photos: Path) -> None:
    rose = photo(red, "rose.png")
    put(photos / "rose.png.xmp", ["theirs"])
    before = (photos / "rose.png.xmp").read_bytes()
    red.tags.add([rose], "dog")
    album = red.albums.create("Trips", photo_ids=[rose])
    red.sidecars.write()
    assert packet(photos / "rose.png.xmp").items(SUBJECT) == ("theirs", "dog")
    assert packet(photos / "rose.png.xmp").items(HIERARCHY) == ("theirs", "dog", "Albums|Trips")

    red.tags.remove([rose], "dog")
    red.albums.delete(album.id)
    red.sidecars.write()

    after = packet(photos / "rose.png.xmp")
    assert after.items(SUBJECT) == ("theirs",)
    assert after.items(HIERARCHY) == ("theirs",)
    assert with_items(after, HIERARCHY, [], ["theirs"]).stored() == before


def test_a_keyword_that_was_there_before_stays_when_the_tag_goes(
    red: Library, photos: Path
) -> None:
    rose = photo(red, "rose.png")
    put(photos / "rose.png.xmp", ["Dog"])
    red.tags.add([rose], "dog")
    red.sidecars.write()
    assert packet(photos / "rose.png.xmp").items(SUBJECT) == ("Dog",)
    red.tags.remove([rose], "dog")
    red.sidecars.write()
    assert packet(photos / "rose.png.xmp").items(SUBJECT) == ("Dog",)


def test_what_other_programs_wrote_stays_to_the_byte(red: Library, photos: Path) -> None:
    (photos / "rose.png.xmp").write_text(FOREIGN)
    red.marks.set_rating([photo(red, "rose.png")], 2)
    red.sidecars.write()
    after = (photos / "rose.png.xmp").read_text()
    head, _, tail = FOREIGN.partition("\n </rdf:RDF>")
    assert after.startswith(head)
    assert after.endswith("\n </rdf:RDF>" + tail)


def test_tags_of_the_model_are_written_only_on_demand(
    tmp_path: Path,
    open_library: OpenLibrary,
    photos: Path,
    paint: Paint,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    label = {"id": "red", "group": "colour", "english": "red", "korean": "빨강"}
    group = {"id": "colour", "english": "Colours", "korean": "색"}
    labels = tmp_path / "labels.json"
    labels.write_text(json.dumps({"groups": [group], "labels": [label]}), encoding="utf-8")
    # A path that is absolute stands for itself, wherever it is joined to.
    monkeypatch.setattr(tagging, "BUILT_IN", labels)
    paint("rose.png", (255, 0, 0))
    library = open_library(loader=load_tagging_colours)
    library.index(photos)
    library.tags.retag()
    assert tags(library, "rose.png") == ["red"]
    assert library.sidecars.write().written == 0
    library.preferences.change(sidecar_model_tags=True)
    library.sidecars.write()
    assert packet(photos / "rose.png.xmp").items(SUBJECT) == ("red",)


@pytest.mark.parametrize("what", ["sidecar_tags", "sidecar_ratings", "sidecar_albums"])
def test_each_of_the_three_can_be_left_out(red: Library, photos: Path, what: str) -> None:
    rose = photo(red, "rose.png")
    red.tags.add([rose], "dog")
    red.marks.set_rating([rose], 4)
    red.albums.create("Trips", photo_ids=[rose])
    red.preferences.change(**{what: False})
    red.sidecars.write()
    made = packet(photos / "rose.png.xmp")
    assert ("dog" in made.items(SUBJECT)) is (what != "sidecar_tags")
    assert (made.rating == 4) is (what != "sidecar_ratings")
    assert ("Albums|Trips" in made.items(HIERARCHY)) is (what != "sidecar_albums")


def test_keywords_and_ratings_of_others_become_a_persons_tags(red: Library, photos: Path) -> None:
    put(photos / "rose.png.xmp", ["강아지", "my aunt"], 3)
    heard: list[object] = []
    red.events.subscribe(heard.append)

    report = red.sidecars.read()

    assert (report.read, report.imported) == (1, 1)
    assert tags(red, "rose.png") == ["dog", "my aunt"]
    assert rating(red, "rose.png") == 3
    assert {one.stored.source for one in red.tags.tags_of(photo(red, "rose.png"))} == {SIDECAR}
    assert {type(one).__name__ for one in heard} >= {"TagsChanged", "PhotosMarked"}
    assert red.sidecars.read().imported == 0


def test_an_import_is_undone_and_the_file_keeps_its_keywords(red: Library, photos: Path) -> None:
    put(photos / "rose.png.xmp", ["my aunt"], 3)
    before = (photos / "rose.png.xmp").read_bytes()
    red.sidecars.read()
    assert red.undo.undo()
    assert tags(red, "rose.png") == []
    assert rating(red, "rose.png") == 0
    assert red.tags.labels().find("my aunt") is None
    assert red.sidecars.read(only_changed=True).read == 0
    red.sidecars.write()
    assert (photos / "rose.png.xmp").read_bytes() == before
    assert red.undo.redo()
    assert tags(red, "rose.png") == ["my aunt"]


def test_a_keyword_taken_off_elsewhere_is_taken_off_here(red: Library, photos: Path) -> None:
    put(photos / "rose.png.xmp", ["dog", "cat"], 3)
    red.sidecars.read()
    put(photos / "rose.png.xmp", ["cat"], None, FUTURE_S)
    red.sidecars.read(only_changed=True)
    assert tags(red, "rose.png") == ["cat"]
    assert rating(red, "rose.png") == 0


def test_a_tag_taken_off_here_does_not_come_back(red: Library, photos: Path) -> None:
    rose = photo(red, "rose.png")
    put(photos / "rose.png.xmp", ["dog", "cat"], 3)
    red.sidecars.read()
    red.tags.remove([rose], "dog")
    red.sidecars.read()
    assert tags(red, "rose.png") == ["cat"]
    red.sidecars.write()
    assert packet(photos / "rose.png.xmp").items(SUBJECT) == ("cat",)


def test_a_label_out_of_use_leaves_the_keywords_of_others(red: Library, photos: Path) -> None:
    put(photos / "rose.png.xmp", ["my aunt", "dog"], 3)
    red.sidecars.read()
    before = (photos / "rose.png.xmp").read_bytes()
    red.tags.remove_label("dog")
    red.tags.reset_labels()
    red.tags.remove_label("dog")
    assert tags(red, "rose.png") == []
    red.sidecars.write()
    assert (photos / "rose.png.xmp").read_bytes() == before


@pytest.mark.parametrize(("at_s", "wins"), [(FUTURE_S, 2), (LONG_AGO_S, 5)])
def test_of_two_ratings_the_later_one_counts(
    red: Library, photos: Path, at_s: float, wins: int
) -> None:
    red.marks.set_rating([photo(red, "rose.png")], 5)
    put(photos / "rose.png.xmp", [], 2, at_s)
    red.sidecars.read()
    assert rating(red, "rose.png") == wins
    red.sidecars.write()
    assert packet(photos / "rose.png.xmp").rating == wins


@pytest.mark.parametrize(("at_s", "is_tagged"), [(FUTURE_S, True), (LONG_AGO_S, False)])
def test_a_rejected_tag_comes_back_only_by_a_later_word(
    red: Library, photos: Path, at_s: float, is_tagged: bool
) -> None:
    red.tags.reject([photo(red, "rose.png")], "dog")
    put(photos / "rose.png.xmp", ["dog"], None, at_s)
    red.sidecars.read()
    assert tags(red, "rose.png") == (["dog"] if is_tagged else [])


def test_rejected_photos_of_others_stay_rejected(red: Library, photos: Path) -> None:
    put(photos / "rose.png.xmp", [], -1)
    red.sidecars.read()
    red.tags.add([photo(red, "rose.png")], "dog")
    red.sidecars.write()
    assert rating(red, "rose.png") == 0
    assert packet(photos / "rose.png.xmp").rating == -1


def test_albums_that_others_flattened_do_not_become_tags(red: Library, photos: Path) -> None:
    path = photos / "rose.png.xmp"
    made = with_items(new_packet("x", "xmp.did:x", "x"), HIERARCHY, ["Albums|Trips", "a|dog"])
    path.write_bytes(with_items(made, SUBJECT, ["Albums", "Trips", "dog"]).stored())
    red.sidecars.read()
    assert tags(red, "rose.png") == ["dog"]


def test_hierarchies_alone_are_read_by_their_last_level(red: Library, photos: Path) -> None:
    made = with_items(new_packet("x", "xmp.did:x", "x"), TAGS_LIST, ["Animals/dog", "cat"])
    (photos / "rose.png.xmp").write_bytes(made.stored())
    red.sidecars.read()
    assert tags(red, "rose.png") == ["cat", "dog"]


def test_digikams_own_list_is_kept_up_where_it_is(red: Library, photos: Path) -> None:
    made = with_items(new_packet("x", "xmp.did:x", "x"), TAGS_LIST, ["Animals/dog"])
    (photos / "rose.png.xmp").write_bytes(made.stored())
    red.sidecars.read()
    red.tags.add([photo(red, "rose.png")], "cat")
    red.albums.create("Trips", photo_ids=[photo(red, "rose.png")])
    red.sidecars.write()
    assert packet(photos / "rose.png.xmp").items(TAGS_LIST) == (
        "Animals/dog",
        "cat",
        "Albums/Trips",
    )


def test_the_form_that_names_the_photo_wins_over_adobes(red: Library, photos: Path) -> None:
    put(photos / "rose.xmp", ["adobe"])
    put(photos / "rose.png.xmp", ["digikam"])
    red.sidecars.read()
    assert tags(red, "rose.png") == ["digikam"]


def test_the_form_that_is_there_is_written_to(red: Library, photos: Path) -> None:
    put(photos / "rose.xmp", ["adobe"])
    red.marks.set_rating([photo(red, "rose.png"), photo(red, "sea.png")], 1)
    red.preferences.change(sidecar_adobe_names=True)
    red.sidecars.write()
    assert sorted(one.name for one in photos.glob("*.xmp")) == ["rose.xmp", "sea.xmp"]


def test_adobes_form_is_not_shared_by_two_photos(red: Library, photos: Path, paint: Paint) -> None:
    paint("sea.jpg", (0, 0, 250), kind="JPEG")
    red.index()
    put(photos / "sea.xmp", ["whose"])
    red.preferences.change(sidecar_adobe_names=True)
    red.marks.set_rating([photo(red, "sea.png")], 1)
    red.sidecars.write()
    red.sidecars.read()
    assert (photos / "sea.png.xmp").exists()
    assert tags(red, "sea.png") == tags(red, "sea.jpg") == []


def test_a_broken_sidecar_is_told_and_left_alone(red: Library, photos: Path) -> None:
    (photos / "rose.png.xmp").write_text("<x:xmpmeta")
    put(photos / "sea.png.xmp", ["dog"])
    red.marks.set_rating([photo(red, "rose.png"), photo(red, "sea.png")], 1)

    read, written = red.sidecars.read(), red.sidecars.write()

    assert [Path(one.path).name for one in read.failures] == ["rose.png.xmp"]
    assert [Path(one.path).name for one in written.failures] == ["rose.png.xmp"]
    assert "broken" in written.failures[0].message
    assert (photos / "rose.png.xmp").read_text() == "<x:xmpmeta"
    assert tags(red, "sea.png") == ["dog"], "the others go on"
    (problem,) = red.sidecars.status().problems
    assert problem.path == str(photos / "rose.png.xmp")
    put_right = new_packet("x", "xmp.did:x", "x").stored()
    (photos / "rose.png.xmp").write_bytes(put_right)
    red.sidecars.write()
    assert red.sidecars.status().problems == ()


def test_a_write_of_another_program_in_between_is_not_lost(
    red: Library, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = photos / "rose.png.xmp"
    put(path, ["theirs"])
    red.marks.set_rating([photo(red, "rose.png")], 2)
    real, calls = sidecar_writing.read_sidecar, []

    def read_and_be_overtaken(name: str) -> object:
        found = real(name)
        if not calls:
            put(path, ["theirs", "newer"])
        calls.append(name)
        return found

    monkeypatch.setattr(sidecar_writing, "read_sidecar", read_and_be_overtaken)
    assert red.sidecars.write().failures == []
    assert len(calls) == 2
    assert packet(path).items(SUBJECT) == ("theirs", "newer")
    assert packet(path).rating == 2


def test_a_full_disk_ends_the_run_and_leaves_the_sidecar_whole(
    red: Library, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(photos / "rose.png.xmp", ["theirs"])
    before = (photos / "rose.png.xmp").read_bytes()
    red.marks.set_rating([photo(red, "rose.png")], 2)

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(DiskFullError, match="disk is full"):
        red.sidecars.write()
    assert (photos / "rose.png.xmp").read_bytes() == before
    assert len(list(photos.iterdir())) == 3, "nothing half-written is left"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions bind nobody here")
def test_a_protected_sidecar_is_told(red: Library, photos: Path) -> None:
    put(photos / "rose.png.xmp", ["theirs"])
    (photos / "rose.png.xmp").chmod(0o444)
    red.marks.set_rating([photo(red, "rose.png")], 2)
    (failure,) = red.sidecars.write().failures
    assert "cannot be written" in failure.message


def test_permissions_and_links_are_kept(red: Library, photos: Path, tmp_path: Path) -> None:
    real = tmp_path / "elsewhere.xmp"
    put(real, ["theirs"])
    real.chmod(0o640)
    (photos / "rose.png.xmp").symlink_to(real)
    red.marks.set_rating([photo(red, "rose.png")], 2)
    red.sidecars.write()
    assert (photos / "rose.png.xmp").is_symlink()
    assert packet(real).rating == 2
    assert real.stat().st_mode & 0o777 == 0o640


def test_a_folder_that_is_away_is_passed_over(red: Library, photos: Path) -> None:
    red.marks.set_rating([photo(red, "rose.png")], 2)
    photos.rename(photos.with_name("away"))
    for report in (red.sidecars.write(), red.sidecars.read()):
        assert (report.away, report.written, report.failures) == (2, 0, [])
    assert not photos.exists()


def test_a_photo_that_vanished_gets_no_sidecar(red: Library, photos: Path) -> None:
    red.marks.set_rating([photo(red, "rose.png")], 2)
    put(photos / "nobody.jpg.xmp", ["dog"])
    (photos / "rose.png").unlink()
    red.sidecars.write()
    red.sidecars.read()
    assert sorted(one.name for one in photos.glob("*.xmp")) == ["nobody.jpg.xmp"]


def test_a_run_can_be_stopped(red: Library) -> None:
    from photoclip.services.tasks import CancelToken

    token = CancelToken()
    token.cancel()
    red.marks.set_rating([photo(red, "rose.png")], 2)
    report = red.sidecars.write(token=token)
    assert report.was_cancelled
    assert report.written == 0


def test_indexing_reads_and_writes_where_it_is_wanted(red: Library, photos: Path) -> None:
    red.preferences.change(reads_sidecars=True, writes_sidecars=True)
    put(photos / "rose.png.xmp", ["dog"])
    red.marks.set_rating([photo(red, "sea.png")], 2)
    red.index()
    assert tags(red, "rose.png") == ["dog"]
    assert packet(photos / "sea.png.xmp").rating == 2


def test_in_the_background_both_sides_follow_each_other(red: Library, photos: Path) -> None:
    red.preferences.change(reads_sidecars=True, writes_sidecars=True)
    idle = threading.Event()
    red.events.subscribe(
        lambda event: idle.set() if getattr(event, "activity", "") == "idle" else None
    )
    red.background.start()
    assert idle.wait(60)
    path = photos / "rose.png.xmp"

    red.marks.set_rating([photo(red, "rose.png")], 4)
    wait_until(lambda: path.exists() and packet(path).rating == 4)

    put(path, ["dog"], 4)
    wait_until(lambda: tags(red, "rose.png") == ["dog"])

    album = red.albums.create("Trips", photo_ids=[photo(red, "rose.png")])
    wait_until(lambda: packet(path).items(HIERARCHY)[-1:] == ("Albums|Trips",))
    red.albums.rename(album.id, "Voyages")
    wait_until(lambda: packet(path).items(HIERARCHY)[-1:] == ("Albums|Voyages",))


def test_what_a_killed_process_left_half_written_is_taken_away(red: Library, photos: Path) -> None:
    old, fresh = (photos / f".photoclip-{sign * 16}.partial" for sign in "af")
    mine = photos / ".photoclip-notes.partial"
    for one in (old, fresh, mine):
        one.write_bytes(b"<x:xmpmeta")
    for one in (old, mine):
        os.utime(one, (0, 0))
    red.sidecars.write()
    assert not old.exists()
    assert fresh.exists()
    assert mine.exists()
