"""What the keys do in the viewer, by the names of its commands."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

KEYPAD_OR_SHIFT = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier

_KEYS = Qt.Key
_COMMANDS: dict[int, str] = {
    _KEYS.Key_Escape: "escape",
    _KEYS.Key_F11: "full-screen",
    _KEYS.Key_S: "slide-show",
    _KEYS.Key_F5: "slide-show",
    _KEYS.Key_B: "film-strip",
    _KEYS.Key_PageUp: "previous",
    _KEYS.Key_PageDown: "next",
    _KEYS.Key_Home: "first",
    _KEYS.Key_End: "last",
    _KEYS.Key_Plus: "zoom-in",
    _KEYS.Key_Equal: "zoom-in",
    _KEYS.Key_Minus: "zoom-out",
    _KEYS.Key_Z: "actual-size",
    _KEYS.Key_Return: "actual-size",
    _KEYS.Key_Enter: "actual-size",
    _KEYS.Key_F: "favourite",
    _KEYS.Key_A: "album",
    _KEYS.Key_R: "rotate-right",
    _KEYS.Key_T: "tag",
    _KEYS.Key_M: "similar",
    _KEYS.Key_Left: "left",
    _KEYS.Key_Right: "right",
    _KEYS.Key_Up: "up",
    _KEYS.Key_Down: "down",
    _KEYS.Key_Space: "space",
}


def command_of(event: QKeyEvent) -> str:
    """The command that a key press asks for, "" where the viewer has no use for it."""
    if event.modifiers() & ~KEYPAD_OR_SHIFT:
        return ""
    key = event.key()  # an int: not every key of the world is in Qt.Key
    if _KEYS.Key_0 <= key <= _KEYS.Key_5:
        return f"rate-{key - _KEYS.Key_0}"
    if key == _KEYS.Key_R and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
        return "rotate-left"
    return _COMMANDS.get(key, "")
