"""What is said over the nearest photos when nothing matches a search."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from photoclip.gui.look.theme import SPACE, SPACE_LARGE
from photoclip.gui.widgets.parts import IconLabel, button, label


class AdviceStrip(QWidget):
    """One sentence, what to try, and the way back; it stands over the grid, not in its place."""

    all_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "advice")
        self.title = label(
            self.tr("Nothing in your library matches; the closest are below"), "heading", wraps=True
        )
        self.text = label(
            self.tr(
                "Try other or fewer words, or name what is in the picture. "
                "A larger model knows more words (Settings)."
            ),
            "quiet",
            wraps=True,
        )
        self.back = button(self.tr("Back to all photos"), self.all_asked.emit, "link")
        column = QVBoxLayout()
        column.setSpacing(SPACE)
        column.addWidget(self.title)
        column.addWidget(self.text)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_LARGE, SPACE_LARGE, SPACE_LARGE, SPACE)
        row.setSpacing(SPACE_LARGE)
        icon = IconLabel("search-x", 32)
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        self.setAccessibleName(f"{self.title.text()} {self.text.text()}")
        self.hide()
