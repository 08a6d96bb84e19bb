"""The scroll bar of the grid as a time line: years along it, the month under the pointer."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar, QSlider, QWidget

from photoclip.gui.grid.scrub_labels import ScrubLabels
from photoclip.gui.look.theme import tokens

WIDTH = 18
HANDLE, HANDLE_HELD = 5, 8
SHORTEST = 36
EDGE = 4
LINGER_MS = 600


@dataclass(frozen=True, slots=True)
class Dates:
    """What lies where along the content. tops: pixels; titles, years: of each heading.

    years: 0 where a heading is no date.
    """

    tops: Sequence[int] = ()
    titles: Sequence[str] = ()
    years: Sequence[int] = ()

    def title_at(self, top: int) -> str:
        """The heading that a height of the content is under, "" where there are none."""
        place = bisect_right(self.tops, top) - 1
        return self.titles[max(place, 0)] if self.titles else ""

    def first_of_years(self) -> list[tuple[int, int]]:
        """Where each year begins: [(top, year)]."""
        found = []
        for place, year in enumerate(self.years):
            if year and (place == 0 or year != self.years[place - 1]):
                found.append((self.tops[place], year))
        return found


class Scrubber(QScrollBar):
    """Click or drag anywhere on it to go there; up and down go by month, page keys by year."""

    step_asked = Signal(int, bool)
    """Go one heading down (1) or up (-1); true: one year."""

    def __init__(self, view: QAbstractScrollArea) -> None:
        super().__init__(Qt.Orientation.Vertical, view)
        self._dates = Dates()
        self._years: list[tuple[int, int]] = []
        self._grip = 0.0
        self._labels = ScrubLabels(view)
        self._rest = QTimer(self, singleShot=True, interval=LINGER_MS)
        self._rest.timeout.connect(self._hide_labels)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("Time line"))
        self.valueChanged.connect(self._say)

    @property
    def labels(self) -> QWidget:
        """The years and the month beside the bar, on show while the pointer is on it."""
        return self._labels

    def show_dates(self, dates: Dates) -> None:
        """Lay these along the bar."""
        if dates.titles != self._dates.titles:
            self._labels.hide()
        self._dates = dates
        self._years = dates.first_of_years()
        self._say()
        self.update()

    def place_of(self, top: int) -> float:
        """The height on the bar where the middle of the handle is when ``top`` is in sight."""
        share = min(top, self.maximum()) / max(1, self.maximum())
        return EDGE + self._length() / 2 + share * self._room()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(WIDTH, super().sizeHint().height())

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.maximum() > 0:
            self._paint_years(painter)
            self._paint_handle(painter)
        painter.end()

    def _paint_years(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens().color("text_secondary"))
        painter.setOpacity(0.55)
        for top, _ in self._years if len(self._years) > 1 else ():
            painter.drawRect(QRectF(WIDTH - 7, self.place_of(top), 5, 1))
        painter.setOpacity(1)

    def _paint_handle(self, painter: QPainter) -> None:
        is_held = self.isSliderDown() or self.underMouse()
        width = HANDLE_HELD if is_held else HANDLE
        top = self.place_of(self.value()) - self._length() / 2
        box = QRectF(WIDTH - width - 2, top, width, self._length())
        painter.setPen(Qt.PenStyle.NoPen)
        if self.hasFocus():
            painter.setBrush(tokens().color("accent"))
        else:
            painter.setBrush(tokens().color("text_secondary" if is_held else "handle"))
        painter.drawRoundedRect(box, width / 2, width / 2)

    # Mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.button() != Qt.MouseButton.LeftButton:
            return
        at = event.position().y()
        middle = self.place_of(self.value())
        is_on_handle = abs(at - middle) <= self._length() / 2
        self._grip = at - middle if is_on_handle else 0.0
        self.setSliderDown(True)
        self._go_to(at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if self.isSliderDown():
            self._go_to(event.position().y())
        else:
            self._show_labels(event.position().y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self.setSliderDown(False)
        self._rest.start()
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802
        self._show_labels(event.position().y())
        self.update()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        self._rest.start()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        steps = {
            Qt.Key.Key_Up: (-1, False),
            Qt.Key.Key_Down: (1, False),
            Qt.Key.Key_PageUp: (-1, True),
            Qt.Key.Key_PageDown: (1, True),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None or not self._dates.titles:
            super().keyPressEvent(event)
            return
        self.step_asked.emit(*step)
        self._show_labels(self.place_of(self.value()))
        self._rest.start()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        self.update()

    def sliderChange(self, change: QSlider.SliderChange) -> None:  # noqa: N802
        super().sliderChange(change)
        self.update()

    def _go_to(self, at: float) -> None:
        share = (at - self._grip - EDGE - self._length() / 2) / max(1.0, self._room())
        self.setSliderPosition(round(min(max(share, 0.0), 1.0) * self.maximum()))
        self._show_labels(at)

    # Labels

    def _show_labels(self, at: float) -> None:
        if not self._dates.titles or self.maximum() <= 0:
            return
        self._rest.stop()
        if self.isSliderDown():
            top = self.value()
        else:
            share = (at - EDGE - self._length() / 2) / max(1.0, self._room())
            top = round(min(max(share, 0.0), 1.0) * self.maximum())
        years = [(self.place_of(where), str(year)) for where, year in self._years]
        self._labels.show_at(at, self._dates.title_at(top + 1), years if len(years) > 1 else [])

    def _hide_labels(self) -> None:
        if not self.underMouse() and not self.isSliderDown():
            self._labels.hide()

    def _say(self) -> None:
        said = self._dates.title_at(self.value() + 1)
        if said != self.accessibleDescription():
            self.setAccessibleDescription(said)

    def _length(self) -> float:
        whole = max(1, self.maximum() + self.pageStep())
        room = self.height() - 2 * EDGE
        return min(max(SHORTEST, room * self.pageStep() / whole), max(room, 1))

    def _room(self) -> float:
        return max(0.0, self.height() - 2 * EDGE - self._length())
