"""Albums that learn from yes and no: what they hold, how good they are, what they ask next."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from photoclip.catalog.database import Catalog
from photoclip.core.albums import Album
from photoclip.core.models import PhotoIds, Probabilities, Scores, Vectors
from photoclip.relevance.learned import (
    AlbumClassifier,
    TextPrior,
    first_unlike,
    held_out_logits,
    learn,
    question_rank,
)
from photoclip.services.album_previews import texts_of
from photoclip.services.matching import USUAL_CUT_OFF, LibraryScores, sigmoid

_CANDIDATES = 20
_FEW = 3


@dataclass(frozen=True, slots=True)
class LearnedQuality:
    """How good an album is, measured on what the person said of photos.

    yes, no: judgements so far. counted: judged photos that the album would have taken by itself,
    each seen by a classifier that learned without it (cross-validation). precision: the share of
    them that the person says belongs; None while fewer than three are counted. It is of the
    photos asked about, which are harder than those of the album as a whole.
    """

    yes: int
    no: int
    counted: int
    precision: float | None


class LearnedAlbums:
    """Classifies the library for albums that learn. Computed in milliseconds from what was said,
    so nothing is stored: a change of model needs no new judgements."""

    def __init__(self, catalog: Catalog, scores: LibraryScores) -> None:
        self._catalog = catalog
        self._scores = scores

    def fill(self, album: Album) -> tuple[PhotoIds, Probabilities]:
        """All photos that the classifier takes, best first, and how probably each belongs."""
        ids, logits = self._ranking(album)
        probabilities = sigmoid(logits)
        cut_off = USUAL_CUT_OFF if album.cut_off is None else album.cut_off
        count = int((probabilities >= cut_off).sum())
        return ids[:count], probabilities[:count]

    def questions(self, album: Album, count: int = 1) -> PhotoIds:
        """int64 (k,): the photos not judged yet that it is most useful to ask about, best first.

        Ask again after each answer where that is possible: the answer changes what is useful.
        Also for an album of words, which learns from the first answer on.
        """
        ids, logits = self._ranking(album)
        said = self._catalog.albums.judgements(album.id)
        is_open = ~np.isin(ids, np.array(list(said), np.int64))
        ids, logits = ids[is_open], logits[is_open]
        if not len(ids):
            return ids
        seen = self._scores.vectors(np.array(list(said), np.int64))[1]
        chosen: list[int] = []
        while len(chosen) < count and len(ids):
            # Of those that nobody answered yet, nothing is known but that they were asked.
            rank = question_rank(logits, [*said.values(), *(False for _ in chosen)])
            known, vectors = self._scores.vectors(ids[rank : rank + _CANDIDATES])
            place = first_unlike(vectors, seen)
            chosen.append(int(known[place]))
            seen = np.concatenate([seen.reshape(-1, vectors.shape[1]), vectors[place : place + 1]])
            is_open = ids != known[place]
            ids, logits = ids[is_open], logits[is_open]
        return np.array(chosen, np.int64)

    def quality(self, album: Album) -> LearnedQuality:
        """How good an album is on the photos that were judged."""
        said = self._catalog.albums.judgements(album.id)
        yes = sum(said.values())
        if not said or self._scores.model_id() is None:
            return LearnedQuality(yes, len(said) - yes, 0, None)
        vectors, belongs = self._judged(said)
        logits = held_out_logits(self._prior(album), self._scores.mean(), vectors, belongs)
        cut_off = USUAL_CUT_OFF if album.cut_off is None else album.cut_off
        taken = belongs[sigmoid(logits) >= cut_off]
        precision = float(taken.mean()) if len(taken) >= _FEW else None
        return LearnedQuality(yes, len(said) - yes, len(taken), precision)

    def _ranking(self, album: Album) -> tuple[PhotoIds, Scores]:
        if self._scores.model_id() is None:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        classifier = self._classifier(album)
        ids, products = self._scores.products(classifier.direction)
        return ids, products + np.float32(classifier.offset)

    def _classifier(self, album: Album) -> AlbumClassifier:
        vectors, belongs = self._judged(self._catalog.albums.judgements(album.id))
        return learn(self._prior(album), self._scores.mean(), vectors, belongs)

    def _judged(self, said: dict[int, bool]) -> tuple[Vectors, npt.NDArray[np.bool_]]:
        """float32 (n, d) and bool (n,), of the judged photos that have a vector."""
        ids, vectors = self._scores.vectors(np.array(list(said), np.int64))
        return vectors, np.array([said[one] for one in ids.tolist()], np.bool_)

    def _prior(self, album: Album) -> TextPrior:
        """What the calibration says of the words; several texts count as one between them."""
        texts = texts_of(album.query, album.labels)
        if not texts:
            return TextPrior.none(len(self._scores.mean()))
        parts = [self._scores.direction(one) for one in self._scores.queries(texts)]
        directions = np.stack([direction for direction, _ in parts])
        return TextPrior(directions.mean(axis=0), float(np.mean([offset for _, offset in parts])))
