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
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from photoclip.catalog.database import Catalog
from photoclip.core.models import PhotoIds, Scores, Vectors
from photoclip.core.ports import FilterResolver
from photoclip.core.query import Like, Text
from photoclip.index.library_index import LibraryIndex
from photoclip.services.query_plan import Clause, Seen
from photoclip.services.relevance import RelevanceService

SPARE = 16
SAMPLED = 2048
ROWS_AT_ONCE = 8192

_LIKE_DEVIATIONS = 2.0
_LIKE_STEEPNESS = 2.0

Probabilities = npt.NDArray[np.float64]

Cosines = Mapping[Seen, Scores]
"""float32 (n,) for each part, of the same n photos."""


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """ids int64 (n,), best first; scores float32 (n,): cosines, 1 where no words were asked for.

    probabilities: float64 (n,), NaN where a picture was asked for.
    """

    ids: PhotoIds
    scores: Scores
    probabilities: Probabilities

    @classmethod
    def nothing(cls) -> Found:
        """No photo."""
        return cls(np.empty(0, np.int64), np.empty(0, np.float32), np.empty(0))


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
        folder: Path | None = None,
    ) -> None:
        """index: None where no clause asks for words or pictures. vectors: float32 (d,), unit
        length, of each of these. folder: only photos in it."""
        self._catalog = catalog
        self._given_index = index
        self._relevance = relevance
        self._resolver = resolver
        self._model_id = model_id
        self._vectors = vectors
        self._folder = folder
        self._sample: Vectors | None = None

    def best(self, clauses: Sequence[Clause], count: int) -> Found:
        """The ``count`` best of all alternatives. Of several, a photo has the best one's place."""
        parts = [self._best_of(one, count) for one in clauses]
        return parts[0] if len(parts) == 1 else _merged(parts, count)

    def all_above(self, clauses: Sequence[Clause], cut_off: float) -> Found:
        """Every photo with at least this probability, by a look at every vector.

        Pictures have no calibrated probability: theirs is 0.5 at two standard deviations above
        the library's mean cosine.
        """
        parts = [self._all_of(one, cut_off) for one in clauses]
        return _merged(parts, None)

    def _best_of(self, clause: Clause, count: int) -> Found:
        if not clause.wanted:
            return self._listed(clause, count)
        candidates = self._candidates(clause)
        vector = self._combined(clause.wanted)
        left_out = [one.photo_id for one in clause.wanted if isinstance(one, Like) and one.photo_id]
        asked = (2 * count if clause.unwanted else count) + SPARE
        while True:
            ids, scores = self._index.search(vector, asked, candidates)
            kept = self._is_kept(clause, ids) & ~np.isin(ids, left_out)
            if candidates is None:
                kept &= np.isin(ids, self._present(ids))
            if len(ids) < asked or np.count_nonzero(kept) >= count:
                break
            if candidates is None:
                candidates = self._catalog.photos.present_ids(None)
            else:
                asked *= 4
        ids, scores = ids[kept][:count], scores[kept][:count]
        return Found(ids, scores, self._fulfilled(clause, ids))

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
        return Found(ids, np.ones(len(ids), np.float32), np.ones(len(ids)))

    def _all_of(self, clause: Clause, cut_off: float) -> Found:
        if not clause.wanted:
            return self._listed(clause, None)
        ids = self._catalog.filters.ids(clause.filters, self._resolver, self._folder)
        seen = (*clause.wanted, *clause.unwanted)
        rows = np.stack([self._combined(clause.wanted), *(self._vectors[one] for one in seen)])
        ids, cosines = self._cosines(ids, rows)
        by_part = dict(zip(seen, cosines.T[1:], strict=True))
        fits = self._fulfilled_by(clause.wanted, by_part)
        chosen = (fits >= cut_off) & ~self._is_unwanted_by(clause, by_part)
        return Found(ids[chosen], cosines[chosen, 0], fits[chosen])

    def _candidates(self, clause: Clause) -> PhotoIds | None:
        if clause.filters is None and self._folder is None:
            return None
        return self._catalog.filters.ids(clause.filters, self._resolver, self._folder)

    def _present(self, ids: PhotoIds) -> PhotoIds:
        return np.fromiter(self._catalog.photos.paths_of(ids.tolist()), np.int64)

    def _combined(self, wanted: Sequence[Seen]) -> Vectors:
        """float32 (d,), unit length."""
        is_mixed = len({isinstance(one, Like) for one in wanted}) > 1
        total = np.zeros(len(self._vectors[wanted[0]]), np.float64)
        for one in wanted:
            spread = max(float(self._over_library(one).std()), 1e-3) if is_mixed else 1.0
            total += self._vectors[one].astype(np.float64) * (one.weight / spread)
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
        found = np.zeros(len(next(iter(by_part.values()))), bool)
        for one in clause.unwanted:
            fits = self._probabilities(one, by_part[one]) ** (1.0 / one.weight)
            found |= fits >= self._relevance.thresholds().likely
        return found

    def _fulfilled(self, clause: Clause, ids: PhotoIds) -> Probabilities:
        """float64 (n,) in the order of ids, all of which are in the index. NaN where a picture is
        asked for: words beside it say how the picture is to be changed, not what is to be seen."""
        texts = [one for one in clause.wanted if isinstance(one, Text)]
        if len(texts) < len(clause.wanted):
            return np.full(len(ids), np.nan)
        known, by_part = self._measured(texts, ids)
        by_id = dict(zip(known.tolist(), self._fulfilled_by(texts, by_part), strict=True))
        return np.array([by_id.get(one, np.nan) for one in ids.tolist()], np.float64)

    def _fulfilled_by(self, wanted: Sequence[Seen], by_part: Cosines) -> Probabilities:
        """float64 (n,): as likely as the least likely of these parts; below a weight of 1 a part
        is asked for less strictly."""
        fits = [self._probabilities(one, by_part[one]) ** min(one.weight, 1.0) for one in wanted]
        least: Probabilities = np.min(fits, axis=0)
        return least

    def _probabilities(self, one: Seen, cosines: Scores) -> Probabilities:
        if isinstance(one, Text):
            vector = self._vectors[one]
            return self._relevance.probabilities(one.text, vector, cosines, self._model_id)
        usual = self._over_library(one)
        above = (cosines - usual.mean()) / max(float(usual.std()), 1e-3) - _LIKE_DEVIATIONS
        fits: Probabilities = 0.5 * (1.0 + np.tanh(0.5 * _LIKE_STEEPNESS * above))
        return fits

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

    def _over_library(self, one: Seen) -> Scores:
        """float32 (m,): the cosines of some photos of the library."""
        if self._sample is None:
            ids = self._index.ids
            _, self._sample = self._index.vectors_of(ids[:: max(1, len(ids) // SAMPLED)][:SAMPLED])
        if not len(self._sample):
            return np.zeros(1, np.float32)
        cosines: Scores = self._sample @ self._vectors[one]
        return cosines

    @property
    def _index(self) -> LibraryIndex:
        assert self._given_index is not None
        return self._given_index


def _merged(parts: Sequence[Found], count: int | None) -> Found:
    """All parts as one, each photo once, with its best place: by probability, then by score."""
    ids = np.concatenate([np.empty(0, np.int64), *(one.ids for one in parts)])
    scores = np.concatenate([np.empty(0, np.float32), *(one.scores for one in parts)])
    fits = np.concatenate([np.empty(0), *(one.probabilities for one in parts)])
    place = np.arange(len(ids))
    order = np.lexsort((place, -scores, -np.nan_to_num(fits, nan=0.0)))
    _, first = np.unique(ids[order], return_index=True)
    order = order[np.sort(first)][:count]
    return Found(ids[order], scores[order], fits[order])
