"""A key as it is shown to a person: on a cap."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel

from photoclip.gui.widgets.parts import label


def shown_key(key: str) -> str:
    """A key as this system writes it; what is no key stays as it is."""
    arrows = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓"}
    if key in arrows:
        return arrows[key]
    written = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
    return written if written and "–" not in key else key


def key_cap(key: str) -> QLabel:
    """A key in a frame."""
    made = label(shown_key(key), "key")
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return made
