"""The cut-offs that a person pulled: remembered for the query or album, and learned from.

The rule: the same query gets its own cut-off again. Any other gets the default one, moved by
what the person's cut-offs have in common: the mean of their distances from the default (in
logits), shrunken as if four more people had left it alone, and at most one logit either way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from photoclip.catalog.database import Catalog
from photoclip.core.events import CutOffsChanged, EventBus
from photoclip.relevance.logistic import log_odds, logistic
from photoclip.services.undo import UndoStack

SHRINKAGE = 4
"""How many cut-offs left at the default weigh against what was pulled."""

MAX_SHIFT = 1.0
"""Logits by which the cut-off of other queries moves at the most."""

KEPT = 500

_KEY = "relevance:cut-offs"


@dataclass(frozen=True, slots=True)
class ChangeCutOffs:
    """Keeps other cut-offs; knows the ones there were."""

    name: str
    catalog: Catalog
    events: EventBus
    before: Mapping[str, float]
    after: Mapping[str, float]

    def do(self) -> None:
        """Keep the new ones."""
        self._keep(self.after)

    def undo(self) -> None:
        """Bring the former ones back."""
        self._keep(self.before)

    def _keep(self, cut_offs: Mapping[str, float]) -> None:
        self.catalog.settings.set(_KEY, dict(cut_offs))
        changed = {one for one, _ in self.before.items() ^ self.after.items()}
        self.events.emit(CutOffsChanged(tuple(sorted(changed))))


class CutOffMemory:
    """Cut-offs by subject: a query as it was typed, or ``album:NUMBER``."""

    def __init__(self, catalog: Catalog, events: EventBus, undo: UndoStack) -> None:
        self._catalog = catalog
        self._events = events
        self._undo = undo

    def all(self) -> dict[str, float]:
        """Every remembered cut-off, a probability, oldest first."""
        found = self._catalog.settings.get(_KEY, {})
        return {str(key): float(value) for key, value in found.items()}

    def learn(self, subject: str, cut_off: float) -> None:
        """Remember that the person put the cut-off of this query or album here.

        cut_off: a probability. Raises ValueError for one outside [0, 1]. One step of undo.
        """
        if not 0.0 <= cut_off <= 1.0:
            raise ValueError(f"a cut-off is a probability, not {cut_off}")
        with self._undo.lock:
            before = self.all()
            after = {key: value for key, value in before.items() if key != _name(subject)}
            after[_name(subject)] = float(cut_off)
            newest = dict(list(after.items())[-KEPT:])
            self._change("set-cut-off", before, newest)

    def forget(self, subject: str | None = None) -> bool:
        """Forget the cut-off of a query or album, or all of them; False where there was none."""
        with self._undo.lock:
            before = self.all()
            gone = set(before) if subject is None else {_name(subject)} & set(before)
            if not gone:
                return False
            after = {key: value for key, value in before.items() if key not in gone}
            self._change("forget-cut-off", before, after)
        return True

    def cut_off(self, subject: str, default: float) -> float:
        """The cut-off for a query or album, where ``default`` is the calibration's own."""
        known = self.all()
        own = known.get(_name(subject))
        if own is not None:
            return own
        distances = [log_odds(one) - log_odds(default) for one in known.values()]
        shift = sum(distances) / (len(distances) + SHRINKAGE)
        shift = min(max(shift, -MAX_SHIFT), MAX_SHIFT)
        return float(logistic(log_odds(default) + shift))

    def _change(self, name: str, before: Mapping[str, float], after: Mapping[str, float]) -> None:
        self._undo.do(ChangeCutOffs(name, self._catalog, self._events, before, after))


def _name(subject: str) -> str:
    return " ".join(subject.casefold().split())
