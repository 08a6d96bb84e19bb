"""The further names of a label, each with a way to take it away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from photoclip.gui.language import words
from photoclip.gui.look.theme import SPACE, scaled
from photoclip.gui.tags.pill import MARK, STEPS
from photoclip.gui.widgets.flow_layout import FlowLayout
from photoclip.gui.widgets.parts import IconButton, plain_tip

ROOM = 12


class NamePill(QPushButton):
    """Delete takes the name away; the mark at its end does the same for the mouse."""

    removed = Signal()
    step_asked = Signal(int)

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__(parent)
        self.setProperty("kind", "pill")
        self.setProperty("part", "name")
        self.setAutoDefault(False)
        self.name, self._full = name, words.printable(name)
        self.setAccessibleName(self._full)
        self.setAccessibleDescription(self.tr("Delete takes this name away"))
        self.setToolTip(plain_tip(self._full))
        tip = self.tr("Take the name “{name}” away (Delete)").format(name=self._full)
        self.remove = IconButton("x", tip, scaled(MARK))
        self.remove.setParent(self)
        self.remove.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.remove.clicked.connect(self.removed)

    def sizeHint(self) -> QSize:  # noqa: N802
        # The style gives it another font, which counts before it is first shown as well.
        self.ensurePolished()
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(self._full) + self._taken() + 2
        return QSize(width, metrics.height() + SPACE)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        side = scaled(MARK) + 4
        self.remove.setGeometry(self.width() - side - 5, (self.height() - side) // 2, side, side)
        room = max(self.width() - self._taken(), 8)
        cut = self.fontMetrics().elidedText(self._full, Qt.TextElideMode.ElideRight, room)
        # An ampersand is no shortcut here.
        self.setText(cut.replace("&", "&&"))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            # A key that is held down says nothing of the next name.
            if not event.isAutoRepeat() and self.remove.isEnabled():
                self.removed.emit()
        elif event.key() in STEPS:
            self.step_asked.emit(STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _taken(self) -> int:
        """Pixels that are not for the name: before it, and for the mark after it."""
        return scaled(ROOM) + scaled(MARK) + 4 + SPACE


class LabelNames(QWidget):
    """Pills in lines; the arrow keys go from one to the next."""

    removed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.pills: list[NamePill] = []
        self._host = QWidget()
        self._flow = FlowLayout(self._host, 6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._host)
        self.setAccessibleName(self.tr("Other names of the label"))
        self.hide()

    @property
    def names(self) -> list[str]:
        """Those on show."""
        return [one.name for one in self.pills]

    def show_names(self, names: Sequence[str], *, can_remove: bool) -> None:
        """Show these instead. The keyboard stays near the name that went."""
        if list(names) == self.names:
            return
        place = next((at for at, one in enumerate(self.pills) if one.hasFocus()), -1)
        while self._flow.takeAt(0) is not None:
            pass
        for one in self.pills:
            one.hide()
            one.deleteLater()
        self.pills = [self._made(one, can_remove) for one in names]
        self.setVisible(bool(self.pills))
        self._host.updateGeometry()
        if place >= 0 and self.pills:
            self.pills[min(place, len(self.pills) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _made(self, name: str, can_remove: bool) -> NamePill:
        made = NamePill(self._host, name)
        made.remove.setEnabled(can_remove)
        made.removed.connect(lambda: self.removed.emit(name))
        made.step_asked.connect(lambda step: self._step_from(made, step))
        self._flow.addWidget(made)
        made.show()
        return made

    def _step_from(self, pill: NamePill, step: int) -> None:
        place = self.pills.index(pill) + step
        near = self.pills[max(0, min(place, len(self.pills) - 1))]
        near.setFocus(Qt.FocusReason.TabFocusReason)
