"""The small slider by the heading of a search: fewer results, or more."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSlider, QWidget

from photoclip.gui.bands import MOST_PULLED
from photoclip.gui.parts import label
from photoclip.gui.theme import SPACE


class CutOff(QWidget):
    """Emits steps towards more (positive) or fewer results. A double click goes back to 0."""

    pulled = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(-MOST_PULLED, MOST_PULLED)
        self.slider.setPageStep(2)
        self.slider.setFixedWidth(88)
        self.slider.setAccessibleName(self.tr("How many results count as matches"))
        self.slider.setToolTip(
            self.tr("How well a photo must match to be shown; remembered for these words")
        )
        self.slider.valueChanged.connect(self.pulled)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        row.addWidget(label(self.tr("fewer", "results of a search"), "secondary"))
        row.addWidget(self.slider)
        row.addWidget(label(self.tr("more", "results of a search"), "secondary"))

    def show_steps(self, steps: int) -> None:
        """Show where the cut-off is, without pulling it."""
        self.slider.blockSignals(True)
        self.slider.setValue(steps)
        self.slider.blockSignals(False)
