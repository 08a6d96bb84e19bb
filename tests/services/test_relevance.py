"""What a search says of its results, and what the person's own cut-offs do to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from scenery import SAMPLES, OpenLibrary, Paint

from photoclip.app.library import Library
from photoclip.core.events import CutOffsChanged, Event
from photoclip.core.models import Band, Match
from photoclip.services.search.cutoffs import MAX_SHIFT, CutOffMemory


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of the sample photos with the starter model."""
    folder = tmp_path_factory.mktemp("relevance") / "library"
    with Library.open(folder) as library:
        library.index(SAMPLES)
    return folder


def test_what_is_there_is_found_and_what_is_not_is_not(samples: Path) -> None:
    with Library.open(samples) as library:
        for text in ("a lemon", "an airplane", "an elephant", "a bicycle"):
            results = library.search(text, limit=5)
            assert results.verdict is Match.FOUND, text
            assert results.hits[0].band in (Band.STRONG, Band.LIKELY)
        for text in ("violin", "penguin", "a dentist bends over a patient lying in the chair"):
            results = library.search(text, limit=5)
            assert results.verdict is Match.NOTHING, text
            assert len(results.hits) == 5, "the closest ones are still shown"
            assert {hit.band for hit in results.hits} <= {Band.WEAK, Band.NONE}


def test_probabilities_fall_with_the_score_and_meet_the_cut_off(samples: Path) -> None:
    with Library.open(samples) as library:
        results = library.search("a bird", limit=89)
    found = [hit.probability for hit in results.hits]
    assert None not in found
    assert found == sorted(found, reverse=True)
    above = [hit for hit in results.hits if hit.band in (Band.STRONG, Band.LIKELY)]
    assert above == [hit for hit in results.hits if hit.probability >= results.cut_off]


def test_a_pulled_cut_off_regroups_the_same_results(samples: Path) -> None:
    with Library.open(samples) as library:
        results = library.search("a bird", limit=20)
        strict = library.relevance.with_cut_off(results, 1.0)
        loose = library.relevance.with_cut_off(results, 0.0)
    assert strict.verdict is Match.NOTHING
    assert loose.verdict is Match.FOUND
    assert {hit.band for hit in loose.hits} <= {Band.STRONG, Band.LIKELY}
    assert [hit.path for hit in strict.hits] == [hit.path for hit in loose.hits]


def test_a_model_without_a_bias_is_judged_too(open_library: OpenLibrary, paint: Paint) -> None:
    library = open_library()
    for number in range(12):
        paint(f"{number}.png", (0, 0, 255), shade=number)
    paint("red.png", (255, 0, 0))
    library.index([paint("green.png", (0, 255, 0)).parent])
    results = library.search("something red", limit=14)
    assert results.verdict is not None
    assert all(hit.probability is not None and hit.band is not None for hit in results.hits)
    assert results.hits[0].path.endswith("red.png")


def test_a_search_by_picture_is_not_judged(library: Library, paint: Paint) -> None:
    picture = paint("red.png")
    library.index([picture.parent])
    results = library.search_like(picture)
    assert results.verdict is None
    assert results.hits[0].band is None


def test_the_same_query_gets_its_cut_off_again(samples: Path) -> None:
    with Library.open(samples) as library:
        before = library.search("a bird").cut_off
        library.relevance.cut_offs.learn("A  Bird", 0.9)
        assert library.search("a bird").cut_off == pytest.approx(0.9)
    with Library.open(samples) as library:
        assert library.search("a bird").cut_off == pytest.approx(0.9), "it is kept"
        assert library.relevance.cut_offs.forget("a bird")
        assert not library.relevance.cut_offs.forget("a bird")
        assert library.search("a bird").cut_off == pytest.approx(before)


def test_other_queries_follow_slowly_and_not_too_far(library: Library) -> None:
    memory = library.relevance.cut_offs
    assert memory.cut_off("sea", 0.5) == pytest.approx(0.5)
    shifts = []
    for number in range(40):
        memory.learn(f"query {number}", 0.99)
        shifts.append(memory.cut_off("sea", 0.5))
    assert 0.5 < shifts[0] < 0.75
    assert shifts == sorted(shifts)
    assert shifts[-1] == pytest.approx(1 / (1 + 2.718281828**-MAX_SHIFT))
    assert memory.cut_off("album:3", 0.5) == shifts[-1]
    assert memory.forget()
    assert memory.cut_off("sea", 0.5) == pytest.approx(0.5)


def test_a_learned_cut_off_is_one_event_and_can_be_undone(library: Library) -> None:
    memory: CutOffMemory = library.relevance.cut_offs
    heard: list[Event] = []
    library.events.subscribe(heard.append)
    memory.learn("sea", 0.3)
    assert [one for one in heard if isinstance(one, CutOffsChanged)] == [CutOffsChanged(("sea",))]
    memory.learn("sea", 0.4)
    assert library.undo.undo()
    assert memory.all() == {"sea": 0.3}
    assert library.undo.undo()
    assert memory.all() == {}
    assert library.undo.redo()
    assert memory.all() == {"sea": 0.3}


@pytest.mark.parametrize("cut_off", [-0.1, 1.1, float("nan")])
def test_a_cut_off_is_a_probability(library: Library, cut_off: float) -> None:
    with pytest.raises(ValueError, match="probability"):
        library.relevance.cut_offs.learn("sea", cut_off)


def test_a_search_says_the_probability_that_was_calibrated(samples: Path) -> None:
    # The lead of the best photo is evidence, so it must not be compared with itself.
    with Library.open(samples) as library:
        for text in ("puppy", "a lemon", "violin"):
            album = library.albums.create(text, "auto", query=text, cut_off=0.0)
            every = library.albums.content(album.id).probabilities
            shown = [one.probability for one in library.search(text, limit=5).hits]
            assert shown == pytest.approx(every[:5].tolist(), abs=1e-3)
