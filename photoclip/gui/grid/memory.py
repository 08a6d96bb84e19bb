"""What a grid keeps of a person's place while its photos change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from photoclip.core.models import PhotoIds


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """What outlives a change of photos. anchor: the photo that stays where it is on the screen."""

    selected: PhotoIds = field(default_factory=lambda: np.empty(0, np.int64))
    current: int = 0
    anchor: int = 0
    above: int = 0


def renamed(ids: PhotoIds, became: Mapping[int, int]) -> PhotoIds:
    """Ids with those replaced that go on under other ones."""
    other = ids.copy()
    for place in np.flatnonzero(np.isin(ids, list(became))) if became else ():
        other[place] = became[int(ids[place])]
    return other
