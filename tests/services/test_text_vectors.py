"""What is asked twice is embedded once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from scenery import Paint

from photoclip.app.library import Library
from photoclip.core.models import Vectors
from photoclip.services.search import text_vectors
from photoclip.services.search.text_vectors import TextVectors


class Asked:
    """Counts what reaches the worker."""

    def __init__(self, library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
        self.trips: list[tuple[str, ...]] = []
        self.pictures = 0
        client = library._client
        embed_texts, embed_picture = client.embed_texts, client.embed_picture

        def texts(asked: Sequence[str], *, is_typed: bool = False) -> Vectors:
            self.trips.append(tuple(asked))
            return embed_texts(asked, is_typed=is_typed)

        def picture(path: str) -> Vectors:
            self.pictures += 1
            return embed_picture(path)

        monkeypatch.setattr(client, "embed_texts", texts)
        monkeypatch.setattr(client, "embed_picture", picture)


@pytest.fixture
def asked(library: Library, monkeypatch: pytest.MonkeyPatch, paint: Paint) -> Asked:
    for number in range(4):
        paint(f"red-{number}.png", (255, 0, 0), shade=number)
        paint(f"blue-{number}.png", (0, 0, 255), shade=number)
    library.index(paint("red-0.png", (255, 0, 0)).parent)
    return Asked(library, monkeypatch)


def test_a_query_that_is_asked_twice_goes_to_the_worker_once(
    library: Library, asked: Asked
) -> None:
    first = library.search("red")
    trips = len(asked.trips)

    again = library.search("red")

    assert trips > 0
    assert len(asked.trips) == trips
    assert again == first


def test_all_texts_of_a_query_go_in_one_trip(library: Library, asked: Asked) -> None:
    library.search("a red thing or a blue thing -green")

    with_words = [one for one in asked.trips if any("thing" in text for text in one)]
    assert len(with_words) == 1
    assert any("green" in text for text in with_words[0])


def test_a_picture_is_read_again_only_when_it_has_changed(
    library: Library, asked: Asked, paint: Paint, tmp_path: Path
) -> None:
    other = paint("red-0.png", (255, 0, 0)).rename(tmp_path / "other.png")
    first = library.search_like(other)
    library.search_like(other)
    assert asked.pictures == 1

    paint("green.png", (0, 255, 0)).replace(other)
    changed = library.search_like(other)

    assert asked.pictures == 2
    assert changed.hits != first.hits


def test_names_of_labels_are_known_after_the_next_start(
    library: Library, asked: Asked, tmp_path: Path
) -> None:
    names = [f"a red label {number}" for number in range(40)]
    first = TextVectors(library._client, tmp_path / "texts").embed_names(names)
    portions = [len(one) for one in asked.trips]
    assert portions == [text_vectors.LABELS_AT_ONCE, 40 - text_vectors.LABELS_AT_ONCE]
    asked.trips.clear()

    again = TextVectors(library._client, tmp_path / "texts").embed_names([*names, "another"])

    assert asked.trips == [("another",)]
    assert np.allclose(again[:-1], first, atol=1e-3)


def test_a_broken_file_of_names_is_passed_over(
    library: Library, asked: Asked, tmp_path: Path
) -> None:
    texts = TextVectors(library._client, tmp_path / "texts")
    texts.embed_names(["red"])
    (kept,) = (tmp_path / "texts").iterdir()
    kept.write_bytes(b"PK\x03\x04 nothing")
    asked.trips.clear()

    assert len(TextVectors(library._client, tmp_path / "texts").embed_names(["red"])) == 1
    assert asked.trips == [("red",)]


def test_what_is_kept_in_memory_is_bounded(
    library: Library, asked: Asked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text_vectors, "KEPT", 3)
    texts = TextVectors(library._client, tmp_path / "texts")
    for word in ("red", "green", "blue", "red", "grey"):
        texts.embed([word])

    texts.embed(["red"])
    assert asked.trips == [("red",), ("green",), ("blue",), ("grey",)]
    texts.embed(["green"])
    assert asked.trips[-1] == ("green",)


def test_no_text_has_no_vector(library: Library, asked: Asked) -> None:
    assert TextVectors(library._client, Path("unused")).embed([]).shape == (0, library.model().dim)
    assert asked.trips == []
