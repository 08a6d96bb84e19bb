"""Albums that learn from yes and no: what they hold, how good they are, what they ask next."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from photoclip.catalog.database import Catalog
from photoclip.core.albums import USUAL_CUT_OFF, Album
from photoclip.core.models import PhotoIds, Probabilities, Scores, Vectors
from photoclip.relevance.learned import (
    USUAL,
    Strengths,
    TextPrior,
    first_unlike,
    held_out_logits,
    learn,
    question_rank,
)
from photoclip.services.albums.previews import texts_of
from photoclip.services.search.matching import LibraryScores, sigmoid

UNSURE = 0.1
"""Between this and one minus this, an album is unsure whether a photo belongs."""

_CANDIDATES = 20
_FEW = 3

Said = Mapping[int, bool]
"""What the person said, by photo id."""


@dataclass(frozen=True, slots=True)
class LearnedQuality:
    """How good an album is, measured on what the person said of photos.

    yes, no: judgements so far. counted: judged photos that the album would have taken by itself,
    each seen by a classifier that learned without it (cross-validation). precision: the share of
    them that the person says belongs; None while fewer than three are counted. It is of the
    photos asked about, so of the best ones: of the others fewer belong (docs/albums.md).
    """

    yes: int
    no: int
    counted: int
    precision: float | None


@dataclass(frozen=True, slots=True, eq=False)
class Review:
    """Where the teaching of an album stands. questions: int64 (k,), what to ask next, best first.

    unsure: photos not judged whose probability is neither low nor high. before: how good the album
    was with the answers that it had when the review began; now: with all of them.
    """

    questions: PhotoIds
    unsure: int
    before: LearnedQuality
    now: LearnedQuality


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

    def questions(
        self, album: Album, count: int = 1, passed_over: Collection[int] = ()
    ) -> PhotoIds:
        """int64 (k,): the photos not judged yet that it is most useful to ask about, best first.

        passed_over: photos that were asked about already, without an answer; neither they nor
        their near duplicates are asked about. Ask again after each answer where that is possible:
        the answer changes what is useful. Also for an album of words, which learns from the first
        answer on.
        """
        ids, logits = self._ranking(album, USUAL)
        said = self._catalog.albums.judgements(album.id)
        return self._chosen(ids, logits, said, count, passed_over)

    def review(
        self, album: Album, count: int, passed_over: Collection[int], earlier: Said
    ) -> Review:
        """All that a person who teaches an album sees. earlier: the judgements at the beginning.

        One pass over the library; arguments as of ``questions``.
        """
        ids, logits = self._ranking(album, USUAL)
        said = self._catalog.albums.judgements(album.id)
        is_open = ~np.isin(ids, np.array(list(said), np.int64))
        probabilities = sigmoid(logits[is_open])
        unsure = (probabilities >= UNSURE) & (probabilities <= 1 - UNSURE)
        return Review(
            self._chosen(ids, logits, said, count, passed_over),
            int(unsure.sum()),
            self._quality(
                album, said, {one: is_in for one, is_in in earlier.items() if one in said}
            ),
            self._quality(album, said, said),
        )

    def judgements(self, album: Album) -> dict[int, bool]:
        """What the person said of photos so far."""
        return dict(self._catalog.albums.judgements(album.id))

    def quality(self, album: Album) -> LearnedQuality:
        """How good an album is on the photos that were judged."""
        said = self._catalog.albums.judgements(album.id)
        return self._quality(album, said, said)

    def _quality(self, album: Album, said: Said, known: Said) -> LearnedQuality:
        """The album that was taught only what is ``known``, measured on all that was said."""
        yes = sum(said.values())
        if not said or self._scores.model_id() is None:
            return LearnedQuality(yes, len(said) - yes, 0, None)
        ids, vectors = self._scores.vectors(np.array(list(said), np.int64))
        belongs = np.array([said[one] for one in ids.tolist()], np.bool_)
        is_known = np.isin(ids, np.array(list(known), np.int64))
        taught = np.array([known[one] for one in ids[is_known].tolist()], np.bool_)
        prior, mean = self._prior(album), self._scores.mean()
        logits = learn(prior, mean, vectors[is_known], taught).logits(vectors)
        logits[is_known] = held_out_logits(prior, mean, vectors[is_known], taught)
        cut_off = USUAL_CUT_OFF if album.cut_off is None else album.cut_off
        taken = belongs[sigmoid(logits) >= cut_off]
        precision = float(taken.mean()) if len(taken) >= _FEW else None
        return LearnedQuality(yes, len(said) - yes, len(taken), precision)

    def _chosen(
        self, ids: PhotoIds, logits: Scores, said: Said, count: int, passed_over: Collection[int]
    ) -> PhotoIds:
        asked = np.array([*said, *passed_over], np.int64)
        is_open = ~np.isin(ids, asked)
        ids, logits = ids[is_open], logits[is_open]
        if not len(ids):
            return ids
        seen = self._scores.vectors(asked)[1]
        unanswered = sum(one not in said for one in set(passed_over))
        chosen: list[int] = []
        while len(chosen) < count and len(ids):
            # Of those that nobody answered yet, nothing is known but that they were asked.
            open_answers = (False for _ in range(unanswered + len(chosen)))
            rank = question_rank(logits, [*said.values(), *open_answers])
            known, vectors = self._scores.vectors(ids[rank : rank + _CANDIDATES])
            place = first_unlike(vectors, seen)
            chosen.append(int(known[place]))
            seen = np.concatenate([seen.reshape(-1, vectors.shape[1]), vectors[place : place + 1]])
            is_open = ids != known[place]
            ids, logits = ids[is_open], logits[is_open]
        return np.array(chosen, np.int64)

    def _ranking(self, album: Album, given: Strengths | None = None) -> tuple[PhotoIds, Scores]:
        if self._scores.model_id() is None:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        vectors, belongs = self._judged(self._catalog.albums.judgements(album.id))
        classifier = learn(self._prior(album), self._scores.mean(), vectors, belongs, given)
        ids, products = self._scores.products(classifier.direction)
        return ids, products + np.float32(classifier.offset)

    def _judged(self, said: dict[int, bool]) -> tuple[Vectors, npt.NDArray[np.bool_]]:
        """float32 (n, d) and bool (n,), of the judged photos that have a vector."""
        ids, vectors = self._scores.vectors(np.array(list(said), np.int64))
        return vectors, np.array([said[one] for one in ids.tolist()], np.bool_)

    def _prior(self, album: Album) -> TextPrior:
        """What the calibration says of the words; several texts count as one between them."""
        texts = texts_of(album.query, album.labels)
        if not texts:
            return TextPrior.none(len(self._scores.mean()))
        queries = self._scores.queries(self._scores.spoken(texts))
        parts = [self._scores.direction(one, is_there=True) for one in queries]
        directions = np.stack([direction for direction, _ in parts])
        return TextPrior(directions.mean(axis=0), float(np.mean([offset for _, offset in parts])))
