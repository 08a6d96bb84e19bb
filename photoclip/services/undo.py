"""What a person did, so that it can be undone and done again."""

from __future__ import annotations

import threading
from typing import Protocol

from photoclip.core.events import EventBus, UndoChanged

KEPT = 100


class Command(Protocol):
    """One action. Frozen: it holds all that ``do`` and ``undo`` need, as often as they are asked.

    name: a key such as "set-favourite", which a view turns into words.
    """

    @property
    def name(self) -> str: ...

    def do(self) -> None:
        """Act, in one transaction and with one event."""
        ...

    def undo(self) -> None:
        """Bring back what was before ``do``."""
        ...


class UndoStack:
    """Keeps the last actions of a session. Any thread may use it; actions run one by one.

    ``lock`` is held from reading what is there to ``do``, so that no action is built on a state
    that another one has left meanwhile.
    """

    def __init__(self, events: EventBus, kept: int = KEPT) -> None:
        self._events = events
        self._kept = kept
        self._done: list[Command] = []
        self._undone: list[Command] = []
        self.lock = threading.RLock()

    @property
    def undo_name(self) -> str | None:
        """The name of what ``undo`` would take back, None where there is nothing."""
        done = self._done
        return done[-1].name if done else None

    @property
    def redo_name(self) -> str | None:
        """The name of what ``redo`` would do again, None where there is nothing."""
        undone = self._undone
        return undone[-1].name if undone else None

    @property
    def latest(self) -> Command | None:
        """The last action that ``undo`` would take back: another one after every change."""
        done = self._done
        return done[-1] if done else None

    def do(self, command: Command) -> None:
        """Act and remember it. One that fails is not remembered; what was undone is forgotten."""
        with self.lock:
            command.do()
            self._done = [*self._done, command][-self._kept :]
            self._undone = []
        self._tell()

    def undo(self) -> bool:
        """Take the last action back. False where there is none."""
        with self.lock:
            if not self._done:
                return False
            command = self._done[-1]
            command.undo()
            self._done = self._done[:-1]
            self._undone = [*self._undone, command]
        self._tell()
        return True

    def redo(self) -> bool:
        """Do the last undone action again. False where there is none."""
        with self.lock:
            if not self._undone:
                return False
            command = self._undone[-1]
            command.do()
            self._undone = self._undone[:-1]
            self._done = [*self._done, command]
        self._tell()
        return True

    def _tell(self) -> None:
        self._events.emit(UndoChanged(self.undo_name, self.redo_name))
