"""What a person chose for a library stays chosen, and takes effect at once where it can."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scenery import OpenLibrary, Paint, wait_until

from photoclip.app.library import Library
from photoclip.core.config import DEVICES, Preferences, Settings
from photoclip.core.errors import LibraryReadOnlyError, ModelError
from photoclip.core.events import Event, PreferencesChanged
from photoclip.services.indexing.pacing import MachineSensor
from photoclip.services.preferences import KEY, from_json, to_json

PREFERENCES = st.builds(
    Preferences,
    model=st.text(),
    device=st.sampled_from(DEVICES),
    excluded=st.lists(st.text()).map(tuple),
    looks_into_hidden=st.booleans(),
    slows_on_battery=st.booleans(),
    slows_when_busy=st.booleans(),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


def photos_of(library: Library) -> int:
    return library.status().photos


@given(PREFERENCES)
def test_every_choice_survives_being_written_down(chosen: Preferences) -> None:
    assert from_json(json.loads(json.dumps(to_json(chosen)))) == chosen


@given(JSON | st.dictionaries(st.sampled_from(Preferences.__slots__), JSON))
def test_whatever_stands_there_instead_some_preferences_hold(found: Any) -> None:
    read = from_json(found)
    assert read.device in DEVICES
    assert all(isinstance(one, str) for one in read.excluded)
    assert isinstance(read.slows_on_battery, bool)


def test_a_choice_is_told_of_once_and_is_there_at_the_next_start(
    open_library: OpenLibrary,
) -> None:
    first = open_library()
    told: list[Event] = []
    first.events.subscribe(told.append)

    first.preferences.change(slows_on_battery=False)
    first.preferences.change(slows_on_battery=False)
    first.close()

    assert told == [PreferencesChanged(Preferences(slows_on_battery=False))]
    assert open_library().preferences.read() == Preferences(slows_on_battery=False)


def test_a_better_default_of_a_later_version_reaches_who_never_chose(library: Library) -> None:
    library.preferences.change(device="cpu")
    assert library._catalog.settings.get(KEY) == {"device": "cpu"}


def test_who_only_looks_cannot_change_anything(open_library: OpenLibrary) -> None:
    open_library().close()
    reader = open_library(read_only=True)
    with pytest.raises(LibraryReadOnlyError):
        reader.preferences.change(device="cpu")
    assert reader.preferences.read() == Preferences()


def test_the_model_of_the_start_goes_before_the_preferred_one(open_library: OpenLibrary) -> None:
    first = open_library()
    first.preferences.change(model="vit-b-32-openai", device="cpu")
    first.close()
    second = open_library()
    assert (second.settings.model, second.settings.device) == ("vit-b-32-openai", "cpu")
    second.close()
    third = open_library(settings=Settings(model="starter"))
    assert (third.settings.model, third.settings.device) == ("starter", "cpu")


def test_a_library_whose_model_is_gone_can_be_opened_all_the_same(
    open_library: OpenLibrary, photos: Path, paint: Paint, tmp_path: Path
) -> None:
    paint("rose.png")
    first = open_library()
    first.index(photos)
    first.preferences.change(model=f"folder:{tmp_path / 'gone'}")
    first.close()

    second = open_library(loader=None)

    assert photos_of(second) == 1
    with pytest.raises(ModelError, match="holds no model"):
        second.model()


def test_photos_in_an_excluded_folder_leave_and_come_back_with_their_marks(
    library: Library, photos: Path, paint: Paint
) -> None:
    paint("rose.png")
    paint("proofs/draft.png", (0, 255, 0))
    library.index(photos)
    draft = next(hit for hit in library.search("green").hits if hit.path.endswith("draft.png"))
    library.marks.set_rating([draft.photo_id], 4)
    library.background.start()

    library.preferences.change(excluded=("proofs",))
    wait_until(lambda: photos_of(library) == 1)

    library.preferences.change(excluded=())
    wait_until(lambda: photos_of(library) == 2)
    assert library.marks.get([draft.photo_id])[draft.photo_id].rating == 4


def test_what_arrives_in_an_excluded_folder_is_not_looked_at_and_what_is_no_longer_excluded_is(
    library: Library, photos: Path, paint: Paint
) -> None:
    paint("rose.png")
    (photos / "proofs").mkdir()
    library.preferences.change(excluded=("proofs",))
    library.index(photos)
    library.background.start()
    paint("proofs/first.png", shade=1)
    paint("seen.png", shade=2)
    wait_until(lambda: photos_of(library) == 2)

    library.preferences.change(excluded=())
    wait_until(lambda: photos_of(library) == 3)
    paint("proofs/second.png", shade=3)
    wait_until(lambda: photos_of(library) == 4)


def test_hidden_folders_are_taken_in_where_the_person_wants_it(
    library: Library, photos: Path, paint: Paint
) -> None:
    paint(".secret/rose.png")
    assert library.index(photos).found == 0
    library.preferences.change(looks_into_hidden=True)
    assert library.index(photos).embedded == 1


def test_an_exclusion_does_not_wait_for_a_long_run_to_end(
    library: Library, photos: Path, paint: Paint, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Resting for hours after the first portion, the run does not end by itself.
    monkeypatch.setattr(MachineSensor, "is_on_battery", lambda _: True)
    for name in ("REST", "LONGEST_REST_S"):
        monkeypatch.setattr(f"photoclip.services.indexing.pacing.{name}", 1e6)
    for number in range(40):
        paint(f"many/{number}.png", shade=number)
    library.add_folder(photos)
    library.background.start()
    wait_until(lambda: photos_of(library) > 0)

    library.preferences.change(excluded=("many",))

    wait_until(lambda: not sum(library.status().files.values()))
