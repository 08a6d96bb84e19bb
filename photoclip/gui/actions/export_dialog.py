"""Copies of the chosen photos: where to, how large, and what they tell of their maker."""

from __future__ import annotations

import os

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QListWidget,
    QProgressBar,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from photoclip.core.events import ExportProgressed
from photoclip.core.files import ExportFormat, ExportReport, ExportSettings, Strip
from photoclip.gui.language import words
from photoclip.gui.look.theme import SPACE
from photoclip.gui.widgets.choice_box import ChoiceBox
from photoclip.gui.widgets.parts import ElidedLabel, button, label
from photoclip.gui.widgets.sheet import Sheet

SIDES = (1024, 2048, 4096)
FIRST_OWN, LARGEST = 1600, 30_000
LINES_SHOWN = 6


class ExportDialog(Sheet):
    """First the choices, then the progress, then what could not be copied."""

    export_asked = Signal(object)
    cancel_asked = Signal()
    folder_asked = Signal(str)
    """Show where the copies are."""

    def __init__(self, window: QWidget, count: int, settings: ExportSettings) -> None:
        title = self.tr("Export %n copies", "", count)
        super().__init__(window, words.grouped(title, count), 460)
        self._folder_path = settings.folder
        self._is_running = False
        self._choices = QWidget()
        self._form = QFormLayout(self._choices)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(SPACE * 2)
        self._form.setVerticalSpacing(SPACE + 2)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._add_folder()
        self._add_size(settings)
        self._add_format(settings)
        self._add_privacy(settings)
        for box in (self.size_box, self.format_box):
            box.currentIndexChanged.connect(self._adapt)
        self._adapt()
        self.body.addWidget(self._choices)
        self.body.addWidget(self._progress_part())
        self._cancel = self.add_button(self.tr("Cancel"), self.reject)
        deed = words.grouped(self.tr("Export %n copies", "", count), count)
        self.deed = self.add_button(deed, self._begin, "primary")
        self.deed.setDefault(True)
        self.deed.setFocus()

    @property
    def settings(self) -> ExportSettings:
        """What is chosen now."""
        side = self.size_box.currentData()
        return ExportSettings(
            folder=self._folder_path,
            long_side=self.side_box.value() if side == -1 else side,
            format=ExportFormat(self.format_box.currentData()),
            quality=self.quality_box.value(),
            strip=Strip(self.strip_box.currentData()),
            dated_names=bool(self.name_box.currentData()),
        )

    def set_folder(self, folder: str) -> None:
        """Where the copies go."""
        self._folder_path = folder
        self.folder_text.set_text(words.place_on_disk(folder))

    def show_progress(self, progress: ExportProgressed) -> None:
        """How far it is."""
        if self._is_running:
            self._bar.setRange(0, progress.total)
            self._bar.setValue(progress.done)
            done, total = words.number(progress.done), words.number(progress.total)
            self.state.setText(self.tr("{done} of {total} copied").format(done=done, total=total))

    def show_report(self, report: ExportReport) -> None:
        """It is done, but not all of it: say which photos have no copy, and why."""
        self._end_run()
        count = len(report.paths)
        made = words.grouped(self.tr("%n copies made", "", count), count)
        failed = len(report.failures)
        not_made = words.grouped(self.tr("%n photos could not be copied", "", failed), failed)
        self.state.setText(f"{made} · {not_made}")
        for one in report.failures:
            name = words.printable(os.path.basename(one.path))
            said = words.said(one.message)
            self.failures.addItem(f"{name}: {said}" if name else said)
        self.failures.show()
        self._bar.hide()
        self._choices.hide()
        self.deed.setText(self.tr("Show the folder"))
        self.deed.clicked.disconnect()
        self.deed.clicked.connect(lambda: self.folder_asked.emit(report.folder))
        self.deed.setVisible(count > 0)
        self._cancel.setText(self.tr("Close"))
        self._cancel.setFocus()
        self.shrink()

    def show_error(self, message: str) -> None:
        """It could not go on; the choices stay, so that another folder can be taken."""
        self._end_run()
        self._bar.hide()
        self.state.setText(message)

    def reject(self) -> None:
        """Cancel: what is copied already stays."""
        if self._is_running:
            self.cancel_asked.emit()
        super().reject()

    def _begin(self) -> None:
        self._is_running = True
        self._choices.setEnabled(False)
        self.deed.setEnabled(False)
        self._progress.show()
        self._bar.show()
        self._bar.setRange(0, 0)
        self.state.setText(self.tr("Beginning…"))
        self._cancel.setFocus()
        self.export_asked.emit(self.settings)

    def _end_run(self) -> None:
        self._is_running = False
        self._choices.setEnabled(True)
        self.deed.setEnabled(True)

    # Parts

    def _add_folder(self) -> None:
        self.folder_text = ElidedLabel(mode=Qt.TextElideMode.ElideMiddle)
        self.set_folder(self._folder_path)
        choose = button(self.tr("Choose…"), self._choose_folder)
        choose.setAccessibleName(self.tr("Choose the folder for the copies"))
        choose.setAutoDefault(False)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(self.folder_text, 1)
        row.addWidget(choose)
        self._form.addRow(self.tr("Folder"), row)

    def _add_size(self, settings: ExportSettings) -> None:
        self.size_box = ChoiceBox(self.tr("Size"))
        self.size_box.addItem(self.tr("Original size"), None)
        for side in SIDES:
            text = self.tr("Long side {pixels} pixels").format(pixels=words.number(side))
            self.size_box.addItem(text, side)
        self.size_box.addItem(self.tr("Long side of my own"), -1)
        self.side_box = QSpinBox()
        self.side_box.lineEdit().setTextMargins(SPACE, 0, SPACE, 0)
        self.side_box.setRange(16, LARGEST)
        self.side_box.setSingleStep(100)
        self.side_box.setSuffix(" px")
        self.side_box.setAccessibleName(self.tr("Pixels of the long side"))
        self.side_box.setValue(settings.long_side or FIRST_OWN)
        known = self.size_box.findData(settings.long_side)
        self._form.addRow(self.tr("Size"), self._beside(self.size_box, self.side_box))
        self.size_box.setCurrentIndex(known if known >= 0 else len(SIDES) + 1)

    def _add_format(self, settings: ExportSettings) -> None:
        self.format_box = ChoiceBox(self.tr("Format"))
        self.format_box.addItem(self.tr("As the original"), ExportFormat.KEEP.value)
        self.format_box.addItem("JPEG", ExportFormat.JPEG.value)
        self.format_box.setToolTip(
            self.tr("HEIC, AVIF and RAW become JPEG as soon as anything about them changes.")
        )
        self.quality_box = QSpinBox()
        self.quality_box.lineEdit().setTextMargins(SPACE, 0, SPACE, 0)
        self.quality_box.setRange(40, 95)
        self.quality_box.setSingleStep(5)
        self.quality_box.setPrefix(self.tr("Quality") + " ")
        self.quality_box.setAccessibleName(self.tr("Quality"))
        self.quality_box.setValue(settings.quality)
        self._form.addRow(self.tr("Format"), self._beside(self.format_box, self.quality_box))
        self.format_box.setCurrentIndex(self.format_box.findData(settings.format.value))

    def _add_privacy(self, settings: ExportSettings) -> None:
        self.strip_box = ChoiceBox(self.tr("Details"))
        self.strip_box.addItem(self.tr("Keep camera, date and place"), Strip.NOTHING.value)
        self.strip_box.addItem(self.tr("Leave out the place"), Strip.PLACE.value)
        self.strip_box.addItem(self.tr("Leave out all details"), Strip.ALL.value)
        self.strip_box.setCurrentIndex(self.strip_box.findData(settings.strip.value))
        self.name_box = ChoiceBox(self.tr("Names"))
        self.name_box.addItem(self.tr("As the original"), False)
        self.name_box.addItem(self.tr("Begin with the date"), True)
        self.name_box.setCurrentIndex(int(settings.dated_names))
        self._form.addRow(self.tr("Details"), self.strip_box)
        self._form.addRow(self.tr("Names"), self.name_box)

    def _progress_part(self) -> QWidget:
        self._progress = QWidget()
        column = QVBoxLayout(self._progress)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self.state = label("", "quiet", wraps=True)
        self.failures = QListWidget()
        self.failures.setProperty("kind", "paths")
        self.failures.setAccessibleName(self.tr("Photos that could not be copied"))
        self.failures.setWordWrap(True)
        self.failures.setFixedHeight(LINES_SHOWN * self.fontMetrics().height() + 16)
        self.failures.hide()
        for one in (self._bar, self.state, self.failures):
            column.addWidget(one)
        self._progress.hide()
        return self._progress

    def _beside(self, first: QWidget, second: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(first, 1)
        row.addWidget(second)
        return row

    def _adapt(self) -> None:
        self.side_box.setVisible(self.size_box.currentData() == -1)
        is_jpeg = self.format_box.currentData() == ExportFormat.JPEG.value
        self.quality_box.setVisible(is_jpeg)

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, self.tr("Folder for the copies"), self._folder_path)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.set_folder)
        dialog.open()
