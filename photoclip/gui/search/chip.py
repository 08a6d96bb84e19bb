"""One finished part of a query in the search bar: a field, a phrase, a picture."""

from __future__ import annotations

import os

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QImage, QKeyEvent, QMouseEvent, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from photoclip.core.query import chips as query_chips
from photoclip.core.query.text import PartKind
from photoclip.gui.grid.images import square
from photoclip.gui.language import words
from photoclip.gui.look import icons
from photoclip.gui.look.theme import SPACE_SMALL, scaled
from photoclip.gui.widgets.owned import layout_of
from photoclip.gui.widgets.parts import IconButton, label, plain_tip, set_state

CHIP_EDGE = 22
CHIP_WIDEST, CHIP_LEAST = 160, 48
"""Pixels of a chip's name at most, and what it keeps however narrow the bar is."""

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_REMOVING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_WEIGHING = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
_EDITING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)


class Chip(QFrame):
    """Can be chosen, turned into its contrary, edited and removed, by mouse and by keys."""

    negate_asked = Signal()
    weight_asked = Signal(int)
    """It is to count more (1) or less (-1)."""
    remove_asked = Signal()
    edit_asked = Signal()
    step_asked = Signal(int)
    """To the chip before (-1) or after (1)."""
    typed = Signal(str)
    """A letter was typed while the chip had the keyboard."""
    leave_asked = Signal()

    def __init__(self, source: str) -> None:
        """source: the part of the query, as typed."""
        super().__init__()
        self.setProperty("kind", "chip")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.source = source
        self._picture_name = ""
        self._room = 1000
        self.has_picture = False
        """Whether the picture that is searched by is seen, not only an icon for it."""
        self.picture = QLabel()
        self.name = label()
        self.negate = IconButton("minus", "", 12)
        self.remove = IconButton("x", "", 12)
        for one, asked in ((self.negate, self.negate_asked), (self.remove, self.remove_asked)):
            one.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            one.setFixedSize(scaled(CHIP_EDGE - 2), scaled(CHIP_EDGE - 2))
            one.clicked.connect(asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_SMALL + 2, 0, 1, 0)
        row.setSpacing(0)
        row.addWidget(self.picture)
        row.addWidget(self.name)
        row.addSpacing(SPACE_SMALL)
        row.addWidget(self.negate)
        row.addWidget(self.remove)
        self.setFixedHeight(scaled(CHIP_EDGE + 6))
        self.picture.hide()
        self.show_source(source)

    @property
    def title(self) -> str:
        """What the chip says."""
        return self.name.property("full") or ""

    @property
    def picture_target(self) -> str:
        """The path or number of the picture that is searched by, "" for anything else."""
        part = query_chips.part_of(self.source)
        return part.text if part.kind is PartKind.LIKE else ""

    def show_source(self, source: str) -> None:
        """Stand for another part."""
        self.source = source
        part = query_chips.part_of(source)
        said = self._said(part.kind, part.text)
        if part.weight != 1.0:
            digits = next((one for one in (0, 1) if (part.weight * 10**one).is_integer()), 2)
            said += f" × {words.number(part.weight, digits)}"
        said = f"−{said}" if part.is_negated else said
        self.name.setProperty("full", said)
        self.negate.describe(self.tr("Want it again") if part.is_negated else self.tr("Exclude it"))
        is_picture = part.kind is PartKind.LIKE
        self.remove.describe(
            self.tr("Stop searching by this picture") if is_picture else self.tr("Take it away")
        )
        set_state(self, "negated", part.is_negated)
        if is_picture and not self.picture.pixmap():
            self.picture.setPixmap(self._icon())
        self.picture.setVisible(is_picture)
        self.name.setIndent(SPACE_SMALL if is_picture else 0)
        self._elide()
        self.setAccessibleName(said)
        self.setAccessibleDescription(
            self.tr(
                "Part of the search. Minus excludes it, Up and Down let it count more or less, "
                "Delete takes it away, Enter edits it"
            )
        )
        self.setToolTip(plain_tip(said))

    def show_picture(self, name: str, image: QImage | None = None) -> None:
        """The picture that is searched by: its name ("" for what it is called already), and
        itself, small."""
        self._picture_name = name or self._picture_name
        if image is not None and not image.isNull():
            scale = self.devicePixelRatioF()
            small = QPixmap.fromImage(square(image, round(scaled(CHIP_EDGE) * scale)))
            small.setDevicePixelRatio(scale)
            self.picture.setPixmap(small)
            self.has_picture = True
        self.show_source(self.source)

    def fit_into(self, width: int) -> None:
        """Shorten the name where the bar has no more room than this."""
        if width != self._room:
            self._room = width
            self._elide()

    def show_fault(self, is_shown: bool) -> None:
        """Show that what it asks for is not understood, or no longer."""
        set_state(self, "fault", is_shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        key, text = event.key(), event.text()
        if key in _STEPS:
            self.step_asked.emit(_STEPS[Qt.Key(key)])
        elif key in _WEIGHING:
            self.weight_asked.emit(_WEIGHING[Qt.Key(key)])
        elif key in _REMOVING:
            self.remove_asked.emit()
        elif key in _EDITING:
            self.edit_asked.emit()
        elif key == Qt.Key.Key_Minus:
            self.negate_asked.emit()
        elif key == Qt.Key.Key_Escape:
            self.leave_asked.emit()
        elif text.isprintable() and text.strip():
            self.typed.emit(text)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.button() == Qt.MouseButton.LeftButton:
            self.edit_asked.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        set_state(self, "active", True)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        set_state(self, "active", False)

    def _elide(self) -> None:
        middle = Qt.TextElideMode.ElideMiddle
        metrics = self.name.fontMetrics()
        layout_of(self).invalidate()
        beside = self.sizeHint().width() - metrics.horizontalAdvance(self.name.text())
        widest = max(min(self._room - beside, scaled(CHIP_WIDEST)), scaled(CHIP_LEAST))
        self.name.setText(metrics.elidedText(self.title, middle, widest))
        layout_of(self).invalidate()
        self.updateGeometry()

    def _icon(self) -> QPixmap:
        return icons.pixmap("image", icons.SMALL, "text_secondary", self.devicePixelRatioF())

    def _said(self, kind: PartKind, text: str) -> str:
        if kind is PartKind.PHRASE:
            return f"“{text}”"
        if kind is PartKind.LIKE:
            return self.tr("like {name}").format(
                name=self._picture_name or words.printable(os.path.basename(text))
            )
        return words.printable(text)
