"""What the info panel says while several photos are chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from photoclip.gui.language import words
from photoclip.gui.look.theme import SPACE, SPACE_LARGE
from photoclip.gui.tags.box import TagBox
from photoclip.gui.widgets.parts import label

if TYPE_CHECKING:
    from photoclip.gui.threads.bridge import Bridge


class SelectionPage(QWidget):
    """How many they are, and the tags that they share."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.count = label("", "heading", wraps=True)
        self.tags = TagBox(bridge, "several photos")
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_LARGE, SPACE_LARGE, SPACE_LARGE, SPACE_LARGE)
        column.setSpacing(SPACE)
        column.addWidget(self.count)
        column.addSpacing(SPACE)
        column.addWidget(label(self.tr("Tags"), "section"))
        column.addWidget(self.tags)
        column.addStretch()

    def show_photos(self, ids: Sequence[int]) -> None:
        """Show what these photos have in common."""
        chosen = self.tr("%n photos are chosen", "", len(ids))
        self.count.setText(words.grouped(chosen, len(ids)))
        self.tags.show_photos(ids)
