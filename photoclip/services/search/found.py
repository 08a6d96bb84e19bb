"""What a search found, before it is put into words."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from photoclip.core.models import Band, PhotoIds, Scores, SearchResults

Probabilities = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """ids int64 (n,), best first; scores float32 (n,): cosines, 1 where no words were asked for.

    probabilities: float64 (n,). is_judged: bool (n,), whether it is a calibrated one; where a
    picture was asked for it is not, and only says how far the photo stands out.
    """

    ids: PhotoIds
    scores: Scores
    probabilities: Probabilities
    is_judged: npt.NDArray[np.bool_]

    def among(self, some: Container[int]) -> tuple[PhotoIds, Scores]:
        """Ids and scores of the photos that are among these."""
        chosen = np.array([one in some for one in self.ids.tolist()], bool)
        return self.ids[chosen], self.scores[chosen]

    @classmethod
    def nothing(cls) -> Found:
        """No photo."""
        return cls(np.empty(0, np.int64), np.empty(0, np.float32), np.empty(0), np.empty(0, bool))


def merged(parts: Sequence[Found], count: int | None) -> Found:
    """All parts as one, each photo once, with its best place: by probability, then by score, and
    among equals as a photo that was judged."""
    ids = np.concatenate([np.empty(0, np.int64), *(one.ids for one in parts)])
    scores = np.concatenate([np.empty(0, np.float32), *(one.scores for one in parts)])
    fits = np.concatenate([np.empty(0), *(one.probabilities for one in parts)])
    judged = np.concatenate([np.empty(0, bool), *(one.is_judged for one in parts)])
    order = np.lexsort((np.arange(len(ids)), ~judged, -scores, -fits))
    _, first = np.unique(ids[order], return_index=True)
    order = order[np.sort(first)][:count]
    return Found(ids[order], scores[order], fits[order], judged[order])


def goes_on(results: SearchResults) -> bool:
    """Whether photos above the fold are among the last ones: others may follow.

    Several of the last are looked at, since a query of several parts is ranked by all of them
    together and judged by the least fitting.
    """
    last = results.hits[-max(len(results.hits) // 10, 1) :]
    return any(one.band in (Band.STRONG, Band.LIKELY) for one in last)
