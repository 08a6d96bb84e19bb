"""Which keys do what: those of the table, and those that the person chose in their place."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence

from photoclip.gui.keys.action import Action, Where
from photoclip.gui.keys.table import ACTIONS, BY_ID

Load = Callable[[str], str | None]
Save = Callable[[str, str | None], None]

SEPARATOR = "\n"
"""Between the keys of one action where they are kept: no key is written with it."""

EVERYWHERE = ("Esc", "Left", "Right", "Up", "Down")
"""These mean their own thing wherever one is."""

_BESIDE = {
    # Where keys of one place could be taken for those of another: F11 in the viewer, Del in both.
    Where.GRID: Where.GRID | Where.WINDOW,
    Where.VIEWER: Where.VIEWER | Where.WINDOW,
    Where.WINDOW: Where.WINDOW | Where.GRID | Where.VIEWER | Where.ALBUMS | Where.REVIEW,
    Where.REVIEW: Where.REVIEW,
    Where.ALBUMS: Where.ALBUMS | Where.WINDOW,
    Where.QUERY: Where.QUERY | Where.WINDOW,
}


class KeyMap(QObject):
    """The keys of every action. ``changed`` tells those who show or listen to them."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._own: dict[str, tuple[str, ...]] = {}
        self._save: Save = lambda _id, _keys: None

    def attach(self, load: Load, save: Save) -> None:
        """Use what the person chose before, and keep what is chosen from now on."""
        self._save = save
        self._own = {}
        for action in ACTIONS:
            kept = load(action.id)
            if kept is not None and not action.is_fixed:
                self._own[action.id] = tuple(filter(None, kept.split(SEPARATOR)))
        self.changed.emit()

    def keys(self, action_id: str) -> tuple[str, ...]:
        """The keys of an action, as Qt writes them; empty where the person took them away."""
        return self._own.get(action_id, BY_ID[action_id].keys)

    def is_changed(self, action_id: str) -> bool:
        """Whether the person chose the keys."""
        return action_id in self._own

    def find(self, where: Where, event: QKeyEvent, *, is_loose: bool = False) -> str:
        """The action that a key press asks for in one place, "" for none.

        is_loose: Shift with a key that means nothing there is the key alone.
        """
        pressed = written(event)
        found = self._with_key(where, pressed)
        if not found and is_loose and pressed.startswith("Shift+"):
            found = self._with_key(where, pressed.removeprefix("Shift+"))
        return found

    def _with_key(self, where: Where, key: str) -> str:
        for action in ACTIONS:
            if key and action.where & where and key in self.keys(action.id):
                return action.id
        return ""

    def others_with(self, action_id: str, key: str) -> list[Action]:
        """The other actions that a key means already, where it would count."""
        mine = BY_ID[action_id].where
        reach = Where(0)
        for place in mine:
            reach |= _BESIDE[place]
        return [
            one
            for one in ACTIONS
            if one.id != action_id
            and (one.where & reach or (one.is_fixed and key in EVERYWHERE))
            and key in self.keys(one.id)
        ]

    def choose(self, action_id: str, keys: Sequence[str]) -> None:
        """Give an action these keys. Nothing is taken from others: see ``others_with``."""
        assert not BY_ID[action_id].is_fixed
        self._own[action_id] = tuple(keys)
        self._save(action_id, SEPARATOR.join(keys))
        self.changed.emit()

    def reset(self, action_id: str) -> None:
        """Back to the keys of the table."""
        if self._own.pop(action_id, None) is not None:
            self._save(action_id, None)
            self.changed.emit()

    def reset_all(self) -> None:
        """All keys as in the table."""
        for action_id in list(self._own):
            self._own.pop(action_id)
            self._save(action_id, None)
        self.changed.emit()


def written(event: QKeyEvent) -> str:
    """A key press as the table writes it, "" for a modifier alone.

    A sign that needs Shift on one keyboard and none on the other is the sign.
    """
    key = event.key()
    if key in (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, 0):
        return ""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    text = event.text()
    if text and text.isprintable() and not text.isalnum() and not text.isspace():
        held &= ~Qt.KeyboardModifier.ShiftModifier
    try:
        pressed = QKeyCombination(held, Qt.Key(key))
    except ValueError:  # not every key of the world is in Qt.Key
        return ""
    return QKeySequence(pressed).toString(QKeySequence.SequenceFormat.PortableText)


_KEYMAP: list[KeyMap] = []


def keymap() -> KeyMap:
    """The one of this program."""
    if not _KEYMAP:
        _KEYMAP.append(KeyMap())
    return _KEYMAP[0]


def shown_keys(action_id: str) -> str:
    """The first key of an action as this system writes it, "" where it has none."""
    keys = keymap().keys(action_id)
    return shown_key(keys[0]) if keys else ""


def with_key(text: str, action_id: str) -> str:
    """A tool tip with the key that does the same."""
    shown = shown_keys(action_id)
    return f"{text} ({shown})" if shown else text


def shown_key(key: str) -> str:
    """A key as this system writes it."""
    arrows = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓"}
    if key in arrows:
        return arrows[key]
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) or key
