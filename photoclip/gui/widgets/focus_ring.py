"""Tab walks through a few widgets in a circle."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget


def focus_next(within: QWidget, is_forward: bool) -> None:
    """Move the keyboard among the controls of one widget alone, the widget itself first."""
    controls = [
        one
        for one in within.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisible() and one.isEnabled()
    ]
    # As they are read: from top to bottom, from left to right.
    controls.sort(key=lambda one: (_corner(within, one).y(), _corner(within, one).x()))
    ring = [within, *controls]
    focus = _focus(within)
    place = ring.index(focus) if focus in ring else 0
    reason = Qt.FocusReason.TabFocusReason if is_forward else Qt.FocusReason.BacktabFocusReason
    ring[(place + (1 if is_forward else -1)) % len(ring)].setFocus(reason)


def _corner(within: QWidget, one: QWidget) -> QPoint:
    return one.mapTo(within, one.rect().topLeft())


def _focus(within: QWidget) -> QWidget | None:
    return within.window().focusWidget()
