"""Searches for the alternatives of one query in one model's vectors.

Several wanted parts become one vector, the weighted sum of their unit vectors: the ensemble of
Radford et al. 2021 (section 3.1.4), and for a picture with words the sum that Baldrati et al. 2022
("Effective conditioned and composed image retrieval combining CLIP-based features") start from.
Pictures lie much nearer to pictures than to words (Liang et al. 2022, "Mind the Gap"), so where
both are asked for, each is divided by the standard deviation of its cosines over the library, or
the words would not count.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from photoclip.catalog.database import Catalog
from photoclip.core.models import PhotoIds, Scores, SearchHit, Vectors
from photoclip.core.ports import FilterResolver
from photoclip.core.query.tree import Like, Text
from photoclip.index.library_index import LibraryIndex
from photoclip.relevance.logistic import logistic
from photoclip.services.search.found import Found, Probabilities, merged
from photoclip.services.search.query_plan import Clause, Seen
from photoclip.services.search.relevance import EmbeddedQuery, RelevanceService

SPARE = 16
ROWS_AT_ONCE = 8192

UNWANTED_ODDS = 0.5
"""Who shuts something out misses a photo less than they mind a leftover, so half the odds of the
*likely* band are enough. Measured with the starter model on labelled photos, as shares of right
and of other photos removed: things, where it was chosen, 77 and 0.5 % (68 and 0.2 % at the band
itself), rooms 98 and 10 % (97 and 8 %), weather 15 and 4 % (9 and 2 %)."""

_LIKE_DEVIATIONS = 2.0
_LIKE_STEEPNESS = 2.0


Cosines = Mapping[Seen, Scores]
"""float32 (n,) for each part, of the same n photos."""


class QueryRun:
    """One query on its way through the library."""

    def __init__(
        self,
        catalog: Catalog,
        index: LibraryIndex | None,
        relevance: RelevanceService,
        resolver: FilterResolver,
        *,
        model_id: int = 0,
        vectors: Mapping[Seen, Vectors] = MappingProxyType({}),
        texts: Mapping[Text, EmbeddedQuery] = MappingProxyType({}),
        folder: Path | None = None,
    ) -> None:
        """index: None where no clause asks for words or pictures. vectors: float32 (d,), unit
        length, of each of these. texts: what relevance knows of those that are texts. folder:
        only photos in it."""
        self._catalog = catalog
        self._given_index = index
        self._relevance = relevance
        self._resolver = resolver
        self._model_id = model_id
        self._vectors = vectors
        self._texts = texts
        self._best_cosines: dict[Seen, Scores] = {}
        self._folder = folder

    @property
    def main_text(self) -> str | None:
        """The text whose bands count for the whole query: the first one that was typed."""
        return next(iter(self.text_list), None)

    @property
    def text_list(self) -> list[str]:
        """Every text that the model is asked about, the wanted ones first."""
        return [one.text for one in self._texts]

    @property
    def likely(self) -> float:
        """The probability from which a photo counts as found."""
        return self._relevance.thresholds(self.main_text or "").likely

    def best(self, clauses: Sequence[Clause], count: int) -> Found:
        """The ``count`` best of all alternatives. Of several, a photo has the best one's place."""
        parts = [self._best_of(one, count) for one in clauses]
        return parts[0] if len(parts) == 1 else merged(parts, count)

    def all_above(self, clauses: Sequence[Clause], cut_off: float) -> Found:
        """Every photo with at least this probability, by a look at every vector.

        Pictures have no calibrated probability: theirs is 0.5 at two standard deviations above
        the library's mean cosine.
        """
        parts = [self._all_of(one, cut_off) for one in clauses]
        return merged(parts, None)

    def _best_of(self, clause: Clause, count: int) -> Found:
        if not clause.wanted:
            return self._listed(clause, count)
        candidates = self._candidates(clause)
        vector = self._combined(clause.wanted)
        left_out = [one.photo_id for one in clause.wanted if isinstance(one, Like) and one.photo_id]
        asked = (2 * count if clause.unwanted else count) + SPARE
        while True:
            ids, scores = self._index.search(vector, asked, candidates)
            if candidates is None and isinstance(clause.wanted[0], Text) and not clause.wanted[1:]:
                # This is the search that its probabilities would ask for.
                self._best_cosines.setdefault(clause.wanted[0], scores[:2])
            kept = self._is_kept(clause, ids) & ~np.isin(ids, left_out)
            if candidates is None:
                kept &= np.isin(ids, self._catalog.photos.present_among(ids))
            if len(ids) < asked or np.count_nonzero(kept) >= count:
                break
            if candidates is None:
                candidates = self._catalog.photos.present_ids(None)
            else:
                asked *= 4
        ids, scores = ids[kept][:count], scores[kept][:count]
        return self._found(clause, ids, scores, self._fulfilled(clause, ids, vector, scores))

    def extended(self, text: Text, hits: Sequence[SearchHit], photo_ids: PhotoIds) -> Found:
        """What was found for a text alone, with photos that came in meanwhile, and their fits.

        hits: the best of all others, as they were found. Only the new photos are looked at, which
        are in no hit.
        """
        old = np.fromiter((one.photo_id for one in hits), np.int64, len(hits))
        was = np.fromiter((one.score for one in hits), np.float32, len(hits))
        ids, cosines = self._cosines(np.unique(photo_ids), self._vectors[text][None])
        ids, scores = np.concatenate([old, ids]), np.concatenate([was, cosines[:, 0]])
        order = np.argsort(-scores, kind="stable")
        ids, scores = ids[order], scores[order]
        self._best_cosines[text] = scores[:2]
        fits = self._probabilities(text, scores) ** min(text.weight, 1.0)
        return Found(ids, scores, fits, np.ones(len(ids), bool))

    def _listed(self, clause: Clause, count: int | None) -> Found:
        """Newest first: nothing else orders them."""
        ids, _ = self._catalog.filters.listed(clause.filters, self._resolver, self._folder)
        if clause.unwanted:
            kept: list[int] = []
            for start in range(0, len(ids), ROWS_AT_ONCE):
                part = ids[start : start + ROWS_AT_ONCE]
                kept += part[self._is_kept(clause, part)].tolist()
                if count is not None and len(kept) >= count:
                    break
            ids = np.array(kept, np.int64)
        ids = ids[:count]
        return self._found(clause, ids, np.ones(len(ids), np.float32), np.ones(len(ids)))

    def _all_of(self, clause: Clause, cut_off: float) -> Found:
        if not clause.wanted:
            return self._listed(clause, None)
        ids = self._catalog.filters.ids(clause.filters, self._resolver, self._folder)
        seen = (*clause.wanted, *clause.unwanted)
        vector = self._combined(clause.wanted)
        rows = np.stack([vector, *(self._vectors[one] for one in seen)])
        ids, cosines = self._cosines(ids, rows)
        by_part = dict(zip(seen, cosines.T[1:], strict=True))
        if _is_judged(clause):
            fits = self._fulfilled_by(clause.wanted, by_part)
        else:
            fits = self._likeness(vector, cosines[:, 0])
        # In the precision that callers are given, who may ask again with a photo's own figure.
        is_enough = fits.astype(np.float32) >= np.float32(cut_off)
        chosen = is_enough & ~self._is_unwanted_by(clause, by_part)
        return self._found(clause, ids[chosen], cosines[chosen, 0], fits[chosen])

    def _found(self, clause: Clause, ids: PhotoIds, scores: Scores, fits: Probabilities) -> Found:
        return Found(ids, scores, fits, np.full(len(ids), _is_judged(clause)))

    def _candidates(self, clause: Clause) -> PhotoIds | None:
        if clause.filters is None and self._folder is None:
            return None
        return self._catalog.filters.ids(clause.filters, self._resolver, self._folder)

    def _combined(self, wanted: Sequence[Seen]) -> Vectors:
        """float32 (d,), unit length."""
        is_mixed = len({isinstance(one, Like) for one in wanted}) > 1
        total = np.zeros(len(self._vectors[wanted[0]]), np.float64)
        for one in wanted:
            vector = self._vectors[one]
            spread = max(float(self._over_library(vector).std()), 1e-3) if is_mixed else 1.0
            total += vector.astype(np.float64) * (one.weight / spread)
        length = float(np.linalg.norm(total))
        if length < 1e-6:
            total, length = self._vectors[wanted[0]].astype(np.float64), 1.0
        combined: Vectors = (total / length).astype(np.float32)
        return combined

    def _is_kept(self, clause: Clause, ids: PhotoIds) -> npt.NDArray[np.bool_]:
        """bool (n,): shows nothing unwanted. A photo without a vector yet cannot be judged."""
        if not clause.unwanted:
            return np.ones(len(ids), bool)
        known, by_part = self._measured(clause.unwanted, ids)
        return ~np.isin(ids, known[self._is_unwanted_by(clause, by_part)])

    def _is_unwanted_by(self, clause: Clause, by_part: Cosines) -> npt.NDArray[np.bool_]:
        """bool (n,): a weight above 1 shuts out more, one below 1 less."""
        odds = UNWANTED_ODDS * _odds(self.likely)
        enough = odds / (1.0 + odds)
        found = np.zeros(len(next(iter(by_part.values()))), bool)
        for one in clause.unwanted:
            fits = self._probabilities(one, by_part[one]) ** (1.0 / one.weight)
            found |= fits >= enough
        return found

    def _fulfilled(
        self, clause: Clause, ids: PhotoIds, vector: Vectors, scores: Scores
    ) -> Probabilities:
        """float64 (n,) in the order of ids, 0 for one that has left the index meanwhile.

        Words beside a picture say how it is to be changed, not what is to be seen, so there the
        sum of all counts. scores: the cosines that the index found, with the sum of all.
        """
        if len(clause.wanted) == 1 and not _is_judged(clause):
            return self._likeness(vector, scores)
        if len(clause.wanted) == 1:
            return self._fulfilled_by(clause.wanted, {clause.wanted[0]: scores})
        if _is_judged(clause):
            known, by_part = self._measured(clause.wanted, ids)
            fits = self._fulfilled_by(clause.wanted, by_part)
        else:
            known, cosines = self._cosines(ids, vector[None])
            fits = self._likeness(vector, cosines[:, 0])
        by_id = dict(zip(known.tolist(), fits.tolist(), strict=True))
        return np.array([by_id.get(one, 0.0) for one in ids.tolist()], np.float64)

    def _fulfilled_by(self, wanted: Sequence[Seen], by_part: Cosines) -> Probabilities:
        """float64 (n,): as likely as the least likely of these parts; below a weight of 1 a part
        is asked for less strictly."""
        fits = [self._probabilities(one, by_part[one]) ** min(one.weight, 1.0) for one in wanted]
        least: Probabilities = np.min(fits, axis=0)
        return least

    def _probabilities(self, one: Seen, cosines: Scores) -> Probabilities:
        """float64 (n,), on the scale of ``likely``: texts of different kinds have different bands,
        so their odds are moved until the bands begin at the same place."""
        if not isinstance(one, Text):
            return self._likeness(self._vectors[one], cosines)
        if one not in self._best_cosines:
            # The lead of the library's best photo is part of the evidence.
            _, self._best_cosines[one] = self._index.search(self._vectors[one], 2)
        if not len(cosines):
            return np.empty(0)
        fits = self._relevance.probabilities(
            self._texts[one], cosines, self._model_id, best=self._best_cosines[one]
        )
        return self._on_scale(fits, one.text)

    def _on_scale(self, fits: Probabilities, text: str) -> Probabilities:
        """The same with the odds moved until the band of ``text`` begins at ``likely``."""
        own = self._relevance.thresholds(text).likely
        if own == self.likely:
            return fits
        factor = _odds(self.likely) / _odds(own)
        moved: Probabilities = factor * fits / (factor * fits + 1.0 - fits)
        return moved

    def _likeness(self, vector: Vectors, cosines: Scores) -> Probabilities:
        """float64 (n,) in [0, 1], on the scale of ``likely``, not calibrated: for a picture alone
        0.5 at two standard deviations above the mean over the library."""
        usual = self._over_library(vector)
        above = (cosines - usual.mean()) / max(float(usual.std()), 1e-3) - _LIKE_DEVIATIONS
        return self._on_scale(logistic(_LIKE_STEEPNESS * above), "")

    def _measured(self, seen: Sequence[Seen], ids: PhotoIds) -> tuple[PhotoIds, Cosines]:
        known, cosines = self._cosines(ids, np.stack([self._vectors[one] for one in seen]))
        return known, dict(zip(seen, cosines.T, strict=True))

    def _cosines(self, ids: PhotoIds, rows: Vectors) -> tuple[PhotoIds, Scores]:
        """Those of ids (m,) that have a vector, and float32 (n, k) with each of rows (k, d)."""
        known, parts = [np.empty(0, np.int64)], [np.empty((0, len(rows)), np.float32)]
        for start in range(0, len(ids), ROWS_AT_ONCE):
            some, vectors = self._index.vectors_of(ids[start : start + ROWS_AT_ONCE])
            known.append(some)
            parts.append(vectors @ rows.T)
        return np.concatenate(known), np.concatenate(parts)

    def _over_library(self, vector: Vectors) -> Scores:
        """float32 (m,): the cosines of some photos of the library."""
        _, sample = self._relevance.sample.of(self._model_id)
        if not len(sample):
            return np.zeros(1, np.float32)
        cosines: Scores = sample @ vector
        return cosines

    @property
    def _index(self) -> LibraryIndex:
        assert self._given_index is not None
        return self._given_index


def _odds(probability: float) -> float:
    return probability / max(1.0 - probability, 1e-9)


def _is_judged(clause: Clause) -> bool:
    # Where nothing is wanted, as in “-dog”, photos are only left out: there is nothing to judge.
    is_only_left_out = bool(clause.unwanted) and not clause.wanted
    return not is_only_left_out and not any(isinstance(one, Like) for one in clause.wanted)
