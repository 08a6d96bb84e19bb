"""The small slider by the heading of a search: fewer results, or more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QSlider, QWidget

from photoclip.gui.look.theme import SPACE, scaled
from photoclip.gui.widgets.parts import label
from photoclip.relevance.logistic import log_odds, logistic

if TYPE_CHECKING:
    from photoclip.relevance.bands import Thresholds

MOST_STEPS = 10
LOG_ODDS_PER_STEP = 0.4
SETTLE_MS = 700
ROOMY = 760


class _Slider(QSlider):
    """A double click goes back to where the search would draw the line by itself."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self.setValue(0)


class CutOff(QWidget):
    """Moves the least probability of what matches, in steps of equal distance in log-odds."""

    pulled = Signal()
    """At each step: what is on show can be banded anew."""
    settled = Signal(float)
    """The cut-off where the slider came to rest."""

    def __init__(self) -> None:
        super().__init__()
        self._first: Thresholds | None = None
        self._shown = 0.0
        self._rest = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._rest.timeout.connect(lambda: self.settled.emit(self.cut_off))
        self.slider = _Slider(Qt.Orientation.Horizontal)
        self.slider.setRange(-MOST_STEPS, MOST_STEPS)
        self.slider.setPageStep(2)
        self.slider.setFixedWidth(88)
        self.slider.setAccessibleName(self.tr("How many results count as matches"))
        self.slider.setToolTip(
            self.tr("How well a photo must match; remembered for these words. Double click: reset")
        )
        self.slider.valueChanged.connect(self._move)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        fewer = label(self.tr("fewer", "results of a search"), "secondary")
        more = label(self.tr("more", "results of a search"), "secondary")
        self._ends = (fewer, more)
        for one in (fewer, self.slider, more):
            row.addWidget(one)

    def fit_into(self, width: int) -> None:
        """Words at the ends of the slider only where a page so wide, in pixels, has room."""
        for one in self._ends:
            one.setVisible(width >= scaled(ROOMY))

    @property
    def cut_off(self) -> float:
        """The least probability of what matches, in [0, 1]."""
        return self._shown

    @property
    def thresholds(self) -> Thresholds | None:
        """Where the bands begin by the slider, None while no search with bands is on show."""
        return None if self._first is None else self._first.with_cut_off(self._shown)

    def show_search(self, first: Thresholds | None, cut_off: float | None) -> None:
        """Show where a search drew the line. first: where it would draw it by itself."""
        if self._rest.isActive() and first == self._first:
            return
        self._rest.stop()
        self._first = first
        self.setVisible(first is not None and cut_off is not None)
        if first is not None and cut_off is not None:
            self._shown = cut_off
            steps = round((log_odds(first.likely) - log_odds(cut_off)) / LOG_ODDS_PER_STEP)
            self.slider.blockSignals(True)
            self.slider.setValue(steps)
            self.slider.blockSignals(False)

    def _move(self, steps: int) -> None:
        if self._first is not None:
            odds = log_odds(self._first.likely) - steps * LOG_ODDS_PER_STEP
            self._shown = float(logistic(odds))
            self._rest.start()
            self.pulled.emit()
