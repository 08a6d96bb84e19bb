"""The slider of an album: fewer and surer photos, or more; it says what each step would give."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QSlider, QWidget

from photoclip.core.albums import CUT_OFFS
from photoclip.gui.language import albums as album_words
from photoclip.gui.look.theme import SPACE
from photoclip.gui.widgets.parts import label

if TYPE_CHECKING:
    from photoclip.services.albums.previews import SliderStep

SETTLE_MS = 400


class _Slider(QSlider):
    reset_asked = Signal()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self.reset_asked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.reset_asked.emit()
        else:
            super().keyPressEvent(event)


class AlbumSlider(QWidget):
    """From the highest cut-off at the left to the lowest at the right."""

    pulled = Signal()
    settled = Signal(float)
    """The cut-off where it came to rest."""
    reset_asked = Signal()
    """The usual cut-off is wanted again."""

    def __init__(self, width: int = 96) -> None:
        super().__init__()
        self._steps: Sequence[SliderStep] = ()
        self._rest = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._rest.timeout.connect(lambda: self.settled.emit(self.cut_off))
        self.slider = _Slider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, len(CUT_OFFS) - 1)
        self.slider.setPageStep(3)
        self.slider.setMinimumWidth(width)
        self.slider.setAccessibleName(self.tr("How many photos belong in the album"))
        self.slider.setToolTip(
            self.tr(
                "How well a photo must fit; remembered for this album. "
                "Double click or Delete: reset"
            )
        )
        self.slider.valueChanged.connect(self._move)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        row.addWidget(label(self.tr("fewer", "photos in an album"), "secondary"))
        row.addWidget(self.slider, 1)
        row.addWidget(label(self.tr("more", "photos in an album"), "secondary"))
        self.reset_asked.connect(self._rest.stop)
        self.slider.reset_asked.connect(self.reset_asked)

    @property
    def cut_off(self) -> float:
        """Where it stands: the least probability of what is in."""
        return CUT_OFFS[len(CUT_OFFS) - 1 - self.slider.value()]

    @property
    def is_moving(self) -> bool:
        """Whether the person is at it."""
        return self._rest.isActive() or self.slider.isSliderDown()

    @property
    def step(self) -> SliderStep | None:
        """What the present place would give, None while that is not known."""
        return next((one for one in self._steps if one.cut_off == self.cut_off), None)

    @property
    def said(self) -> str:
        """The same in words."""
        step = self.step
        if step is None:
            return ""
        parts = [album_words.photos(step.count), album_words.precision(step.expected_precision)]
        return " · ".join(one for one in parts if one)

    def show_cut_off(self, cut_off: float) -> None:
        """Stand at the nearest place, unless the person is at it."""
        if self.is_moving:
            return
        nearest = min(CUT_OFFS, key=lambda one: abs(one - cut_off))
        self.slider.blockSignals(True)
        self.slider.setValue(len(CUT_OFFS) - 1 - CUT_OFFS.index(nearest))
        self.slider.blockSignals(False)

    def show_steps(self, steps: Sequence[SliderStep]) -> None:
        """What each place would give."""
        self._steps = steps
        self.slider.setAccessibleDescription(self.said)

    @property
    def decides(self) -> bool:
        """Whether the places differ: a search that only filters finds the same at all of them."""
        return len({one.count for one in self._steps}) > 1

    def _move(self) -> None:
        self._rest.start()
        self.slider.setAccessibleDescription(self.said)
        self.pulled.emit()
