"""What the keys do in the viewer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QToolButton

from photoclip.gui.widgets.focus_ring import _focus

if TYPE_CHECKING:
    from photoclip.gui.viewer.viewer import Viewer

PAN = 80
KEYPAD_OR_SHIFT = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier


def action_of(viewer: Viewer, event: QKeyEvent) -> Callable[[], object] | None:
    """What a key press is to do, None where the viewer has no use for it."""
    if event.modifiers() & ~KEYPAD_OR_SHIFT:
        return None
    keys, key = Qt.Key, event.key()
    if keys.Key_0 <= key <= keys.Key_5:
        return lambda: viewer.rate(key - keys.Key_0)
    if key in (keys.Key_Return, keys.Key_Enter) and isinstance(_focus(viewer), QToolButton):
        return _focus(viewer).click
    is_shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    actions: dict[int, Callable[[], object]] = {
        keys.Key_Escape: viewer.escape,
        keys.Key_F11: viewer.toggle_full_screen,
        keys.Key_S: viewer.toggle_slide_show,
        keys.Key_F5: viewer.toggle_slide_show,
        keys.Key_B: viewer.toggle_film_strip,
        keys.Key_PageUp: lambda: viewer.step(-1),
        keys.Key_PageDown: lambda: viewer.step(1),
        keys.Key_Home: lambda: viewer.step(-viewer.count),
        keys.Key_End: lambda: viewer.step(viewer.count),
        keys.Key_Plus: lambda: viewer.canvas.step_zoom(1),
        keys.Key_Equal: lambda: viewer.canvas.step_zoom(1),
        keys.Key_Minus: lambda: viewer.canvas.step_zoom(-1),
        keys.Key_Z: viewer.canvas.toggle_zoom,
        keys.Key_Return: viewer.canvas.toggle_zoom,
        keys.Key_Enter: viewer.canvas.toggle_zoom,
        keys.Key_F: viewer.toggle_favourite,
        keys.Key_A: viewer.ask_for_album,
        keys.Key_R: lambda: viewer.rotate(-90 if is_shifted else 90),
        keys.Key_T: viewer.tags_wanted.emit,
        keys.Key_M: viewer.ask_for_similar,
        keys.Key_Left: lambda: _arrow(viewer, -1, 0),
        keys.Key_Right: lambda: _arrow(viewer, 1, 0),
        keys.Key_Up: lambda: _arrow(viewer, 0, -1),
        keys.Key_Down: lambda: _arrow(viewer, 0, 1),
        keys.Key_Space: viewer.space,
    }
    return actions.get(key)  # an int: not every key of the world is in Qt.Key


def _arrow(viewer: Viewer, across: int, down: int) -> None:
    """Leaf through fitted photos, move an enlarged one."""
    if viewer.canvas.is_fitted:
        viewer.step(across or down)
    else:
        viewer.canvas.pan(-across * PAN, -down * PAN)
