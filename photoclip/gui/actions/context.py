"""What every action needs, in one piece, so that none of them has to know the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from photoclip.app.library import Library
    from photoclip.gui.threads.bridge import Bridge
    from photoclip.gui.widgets.toast import Toast


@dataclass(frozen=True, slots=True)
class ActionContext:
    """parent: owns dialogs and menus, and is what a place on the screen is measured by.

    undo: takes the last step back; what a toast offers.
    """

    parent: QWidget
    library: Library
    bridge: Bridge
    toast: Toast
    undo: Callable[[], None]
