"""A key as it is shown to a person: on a cap."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from photoclip.gui.keys.keymap import shown_key
from photoclip.gui.widgets.parts import label


def key_cap(key: str) -> QLabel:
    """A key in a frame."""
    made = label(shown_key(key), "key")
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return made
