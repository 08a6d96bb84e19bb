"""Albums from words or labels: who is in, and what a pull at the slider would change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from photoclip.core.albums import CUT_OFFS, USUAL_CUT_OFF, Album
from photoclip.core.errors import AlbumError
from photoclip.core.models import PhotoIds, Probabilities
from photoclip.services.search.matching import TextMatcher

EDGE = 0.15
"""How far from the cut-off, in probability, a photo may be to count as doubtful."""

SHOWN_OUTSIDE = 200


@dataclass(frozen=True, slots=True)
class SliderStep:
    """What a cut-off would give. count: photos in. expected_precision: their mean probability,
    None where nobody is in."""

    cut_off: float
    count: int
    expected_precision: float | None


@dataclass(frozen=True, slots=True, eq=False)
class AlbumPreview:
    """What an album would hold. All ids are int64, the most probable first.

    inside: everyone who is in. edge: those within ``EDGE`` of the cut-off, on either side.
    outside: the best of the others. steps: the slider, by rising cut-off.
    """

    cut_off: float
    inside: PhotoIds
    edge: PhotoIds
    outside: PhotoIds
    expected_precision: float | None
    steps: tuple[SliderStep, ...]


class AutoAlbums:
    """Fills albums from words and labels, and previews them."""

    def __init__(self, matcher: TextMatcher) -> None:
        self._matcher = matcher

    def fill(self, album: Album) -> tuple[PhotoIds, Probabilities]:
        """All photos that belong in the album, best first, and how probably each does."""
        ids, found = self._matcher.probabilities(texts_of(album.query, album.labels))
        count = _count(found, USUAL_CUT_OFF if album.cut_off is None else album.cut_off)
        return ids[:count], found[:count]

    def preview(
        self, query: str = "", labels: Iterable[str] = (), cut_off: float | None = None
    ) -> AlbumPreview:
        """What an album of these words or labels would hold. Raises AlbumError for none at all."""
        texts = texts_of(query, labels)
        if not texts:
            raise AlbumError(
                "This album has nothing to look for.", "Type some words or choose labels."
            )
        return preview_of(*self._matcher.probabilities(texts), cut_off)


def preview_of(ids: PhotoIds, falling: Probabilities, cut_off: float | None = None) -> AlbumPreview:
    """What an album would hold of photos, int64 (n,), with these probabilities, float32 (n,)."""
    chosen = USUAL_CUT_OFF if cut_off is None else cut_off
    count = _count(falling, chosen)
    is_edge = np.abs(falling - chosen) < EDGE
    return AlbumPreview(
        chosen,
        ids[:count],
        ids[is_edge],
        ids[count:][~is_edge[count:]][:SHOWN_OUTSIDE],
        _precision(falling, count),
        steps_of(falling),
    )


def steps_of(falling: Probabilities) -> tuple[SliderStep, ...]:
    """The slider over photos with these probabilities, float32 (n,), the highest first."""
    counts = [_count(falling, one) for one in CUT_OFFS]
    return tuple(
        SliderStep(one, count, _precision(falling, count))
        for one, count in zip(CUT_OFFS, counts, strict=True)
    )


def texts_of(query: str, labels: Iterable[str]) -> list[str]:
    """What an album asks the model, without repetition."""
    return list(dict.fromkeys(one for one in (query.strip(), *labels) if one))


def _count(falling: Probabilities, cut_off: float) -> int:
    return int((falling >= cut_off).sum())


def _precision(falling: Probabilities, count: int) -> float | None:
    return float(falling[:count].mean()) if count else None
