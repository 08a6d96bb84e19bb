"""The picture that is searched by, in the search bar."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from photoclip.gui import icons
from photoclip.gui.parts import IconButton, label
from photoclip.gui.theme import SPACE_SMALL, scaled

CHIP_EDGE = 24
CHIP_WIDEST = 200


class Chip(QFrame):
    """The picture that is searched by, with a cross to drop it."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "chip")
        self.picture = QLabel()
        self.name = label()
        self.remove = IconButton("x", self.tr("Stop searching by this picture"), 12)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_SMALL, 2, 2, 2)
        row.setSpacing(SPACE_SMALL)
        row.addWidget(self.picture)
        row.addWidget(self.name)
        row.addWidget(self.remove)
        self.setMaximumHeight(scaled(CHIP_EDGE + 6))
        self.hide()

    def show_name(self, name: str) -> None:
        """Name the picture; its thumbnail follows when it is known."""
        said = self.tr("like {name}").format(name=name)
        cut = self.fontMetrics().elidedText(said, Qt.TextElideMode.ElideMiddle, CHIP_WIDEST)
        self.name.setText(cut)
        self.setToolTip(said)
        self.picture.setPixmap(icons.pixmap("image", icons.SMALL, "text_secondary"))
        self.show()

    def show_picture(self, image: QImage) -> None:
        """The picture itself, small."""
        small = QPixmap.fromImage(image).scaled(
            CHIP_EDGE,
            CHIP_EDGE,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        self.picture.setPixmap(small)
