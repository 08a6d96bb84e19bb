"""The line over a picture: what it is, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from photoclip.core.listing import PhotoRow
from photoclip.gui.grid.delegate import heart
from photoclip.gui.language import words
from photoclip.gui.look import icons
from photoclip.gui.look.theme import SPACE, SPACE_LARGE, SPACE_SMALL
from photoclip.gui.widgets.fading_panel import FadingPanel, dark_icon
from photoclip.gui.widgets.parts import ElidedLabel


class ViewerBar(FadingPanel):
    """The controls at the top of the viewer."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "bar")
        self._name, self._second = ElidedLabel(), ElidedLabel()
        self._second.setObjectName("second")
        self._place = QLabel()
        self._place.setObjectName("second")
        self._place.setTextFormat(Qt.TextFormat.PlainText)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(SPACE_LARGE, SPACE, SPACE_LARGE, SPACE)
        self._row.setSpacing(SPACE_SMALL)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self._name)
        texts.addWidget(self._second)
        self._row.addLayout(texts, 1)
        self._row.addWidget(self._place)
        self._row.addSpacing(SPACE)

    @property
    def facts(self) -> str:
        """The second line on show."""
        return self._second.full_text

    @property
    def place(self) -> str:
        """Which of how many is on show."""
        return self._place.text()

    def add_button(self, icon: str, tip: str, on_click: Callable[[], object]) -> QToolButton:
        """One more button at the right end."""
        made = self.make_button(icon, tip, on_click)
        self._row.addWidget(made)
        return made

    def show_heart(self, button: QToolButton, is_filled: bool) -> None:
        """A filled heart for a favourite."""
        button.setIcon(_filled_heart() if is_filled else dark_icon("heart"))

    def describe(self, row: PhotoRow | None, place: int, count: int) -> None:
        """Name the photo on show."""
        self._name.set_text(words.printable(row.name) if row is not None else "")
        facts = []
        if row is not None:
            facts.append(words.moment(row.moment))
            if row.width:
                facts.append(f"{row.width} × {row.height}")
            if row.rating:
                facts.append("★" * row.rating)
        self._second.set_text(" · ".join(facts))
        text = self.tr("{place} of {count}")
        self._place.setText(text.format(place=words.number(place), count=words.number(count)))


def _filled_heart() -> QIcon:
    made = QIcon()
    for scale in (1.0, 2.0):
        made.addPixmap(heart(scale, icons.LARGE))
    return made
