"""Who does what: actions of the table, bound to the deeds behind them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal

from photoclip.gui.keys.table import ACTIONS, BY_ID

Deed = Callable[[], object]


class Deeds(QObject):
    """Each action has one deed in a window; several parts of it bind theirs."""

    done = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._deeds: dict[str, Deed] = {}

    def bind(self, deeds: Mapping[str, Deed]) -> None:
        """What some actions do."""
        for name, deed in deeds.items():
            assert name in BY_ID, f"{name} is not in the table"
            self._deeds[name] = deed

    def has(self, action_id: str) -> bool:
        """Whether somebody does it."""
        return action_id in self._deeds

    def do(self, action_id: str) -> None:
        """Do it."""
        self._deeds[action_id]()
        self.done.emit(action_id)

    @property
    def missing(self) -> list[str]:
        """Actions with changeable keys that nobody does."""
        return [one.id for one in ACTIONS if not one.is_fixed and one.id not in self._deeds]
