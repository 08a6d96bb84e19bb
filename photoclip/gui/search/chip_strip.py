"""The finished parts of a query in a row, as wide as they need and the bar allows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QLinearGradient,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from photoclip.core.query import chips as query_chips
from photoclip.gui.look.theme import SPACE_SMALL, scaled, tokens
from photoclip.gui.search.chip import CHIP_EDGE, Chip

FADE = 40


class Fade(QWidget):
    """Lets what is scrolled out of sight fade away instead of being cut off."""

    def __init__(self, strip: QWidget, *, is_left: bool) -> None:
        super().__init__(strip)
        self._is_left = is_left
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        solid, clear = QColor(tokens().color("surface")), QColor(tokens().color("surface"))
        clear.setAlpha(0)
        shade = QLinearGradient(0, 0, self.width(), 0)
        shade.setColorAt(0.0 if self._is_left else 1.0, solid)
        shade.setColorAt(1.0 if self._is_left else 0.0, clear)
        painter = QPainter(self)
        painter.fillRect(self.rect(), shade)
        painter.end()


class ChipStrip(QScrollArea):
    """Scrolls by itself to the chip that has the keyboard, and to the newest."""

    changed = Signal()
    """A person removed a chip, turned one round or gave it another weight."""
    edit_asked = Signal(str)
    """This part is to be text again; its chip is gone."""
    typed = Signal(str)
    picture_wanted = Signal(str)
    """A chip searches by this picture, a path or a photo's number."""
    left = Signal()
    """The keyboard goes back to the text."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setFixedHeight(scaled(CHIP_EDGE + 6))
        inside = QWidget()
        inside.setObjectName("chips")
        self._row = QHBoxLayout(inside)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE_SMALL)
        self.setWidget(inside)
        self._room = 400
        self.fades = (Fade(self, is_left=True), Fade(self, is_left=False))
        bar = self.horizontalScrollBar()
        bar.valueChanged.connect(self._show_fades)
        bar.rangeChanged.connect(self._follow)
        self.chips: list[Chip] = []
        """From left to right."""
        self.hide()

    @property
    def sources(self) -> tuple[str, ...]:
        """The part of the query behind each chip."""
        return tuple(one.source for one in self.chips)

    def show_sources(self, sources: Sequence[str]) -> None:
        """Show these instead; chips of the same parts stay, pictures and all."""
        kept = list(self.chips)
        self.chips = []
        for source in sources:
            same = next((one for one in kept if one.source == source), None)
            if same is not None:
                kept.remove(same)
            self.chips.append(same or self._made(source))
        for one in kept:
            self._row.removeWidget(one)
            one.hide()
            one.deleteLater()
        for place, one in enumerate(self.chips):
            is_new = self._row.indexOf(one) < 0
            if self._row.indexOf(one) != place:
                self._row.insertWidget(place, one)
            one.show()
            if is_new and (target := one.picture_target):
                self.picture_wanted.emit(target)
        self._fit()
        self._follow()

    def show_picture(self, target: str, name: str, image: QImage | None = None) -> None:
        """Name the picture of every chip that searches by it."""
        for chip in self.chips:
            if chip.picture_target == target:
                chip.show_picture(name, image)
        self._fit()

    def show_fault(self, place: int | None) -> None:
        """Mark the chip at this place in the query's text as the one at fault, or none."""
        start = 0
        for chip, text in zip(self.chips, query_chips.written(self.sources), strict=True):
            end = start + len(text)
            chip.show_fault(place is not None and start <= place <= end)
            start = end + 1

    def set_room(self, width: int) -> None:
        """Use at most this much of the bar."""
        self._room = width
        for chip in self.chips:
            chip.fit_into(width)
        self._fit()

    def focus_last(self) -> None:
        """Give the keyboard to the chip before the text."""
        if self.chips:
            self._focus(len(self.chips) - 1)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        bar, delta = self.horizontalScrollBar(), event.angleDelta()
        bar.setValue(bar.value() - (delta.y() or delta.x()) // 2)
        event.accept()

    def _made(self, source: str) -> Chip:
        chip = Chip(source)
        chip.fit_into(self._room)
        chip.negate_asked.connect(lambda: self._negate(chip))
        chip.weight_asked.connect(lambda step: self._weigh(chip, step))
        chip.remove_asked.connect(lambda: self._remove(chip))
        chip.edit_asked.connect(lambda: self._edit(chip))
        chip.step_asked.connect(lambda step: self._focus(self.chips.index(chip) + step))
        chip.typed.connect(self.typed)
        chip.leave_asked.connect(self.left)
        return chip

    def _negate(self, chip: Chip) -> None:
        chip.show_source(query_chips.negated(chip.source))
        self._fit()
        self.changed.emit()

    def _weigh(self, chip: Chip, step: int) -> None:
        source = query_chips.reweighted(chip.source, step)
        if source is not None:
            chip.show_source(source)
            self._fit()
            self.changed.emit()

    def _remove(self, chip: Chip) -> None:
        place, had_keyboard = self.chips.index(chip), chip.hasFocus()
        self.show_sources([one.source for one in self.chips if one is not chip])
        if had_keyboard:
            self._focus(place)
        self.changed.emit()

    def _edit(self, chip: Chip) -> None:
        source = chip.source
        self.show_sources([one.source for one in self.chips if one is not chip])
        self.edit_asked.emit(source)

    def _focus(self, place: int) -> None:
        if place >= len(self.chips):
            self.left.emit()
            return
        chip = self.chips[max(place, 0)]
        chip.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.ensureWidgetVisible(chip, scaled(16), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        left, right = self.fades
        width = scaled(FADE)
        left.setGeometry(0, 0, width, self.height())
        right.setGeometry(self.width() - width, 0, width, self.height())
        self._show_fades()

    def _follow(self) -> None:
        """To the chip that has the keyboard, or to the newest: rows grow when pictures arrive."""
        bar = self.horizontalScrollBar()
        focused = next((one for one in self.chips if one.hasFocus()), None)
        if focused is None:
            bar.setValue(bar.maximum())
        else:
            self.ensureWidgetVisible(focused, scaled(16), 0)
        self._show_fades()

    def _show_fades(self) -> None:
        bar = self.horizontalScrollBar()
        left, right = self.fades
        left.setVisible(bar.value() > 0)
        right.setVisible(bar.value() < bar.maximum())
        for one in self.fades:
            one.raise_()

    def _fit(self) -> None:
        self.setVisible(bool(self.chips))
        self._row.activate()
        self.setFixedWidth(min(self._row.sizeHint().width(), self._room))
