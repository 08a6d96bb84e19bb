"""The tokens of the theme: colours and sizes that the style sheet and painters use."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one scheme, as #RRGGBB. photo_ground: the untinted grey around photos."""

    window: str
    surface: str
    surface_raised: str
    text: str
    text_secondary: str
    line: str
    accent: str
    accent_text: str
    danger: str
    hover: str
    selected: str
    photo_ground: str
    handle: str

    def color(self, name: str) -> QColor:
        """A token as a colour."""
        return QColor(getattr(self, name))
