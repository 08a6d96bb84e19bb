"""The first page of an empty library."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from photoclip.app.paths import resources_folder
from photoclip.gui.look.theme import SPACE, SPACE_LARGE
from photoclip.gui.widgets.parts import IconLabel, button, label, set_state

WIDTH = 520


class WelcomePage(QWidget):
    """Offers the three ways to begin, and says what the built-in model can and cannot do."""

    folders_chosen = Signal(list)
    models_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._target = QFrame()
        self._target.setProperty("kind", "drop-target")
        self._target.setFixedSize(WIDTH, 320)
        column = QVBoxLayout(self._target)
        column.setContentsMargins(32, 40, 32, 28)
        column.setSpacing(SPACE)
        centre = Qt.AlignmentFlag.AlignHCenter
        title = label(self.tr("Drop folders of photos here"), "title")
        title.setAlignment(centre)
        text = label(
            self.tr("PhotoClip looks at them and finds photos by what they show."),
            "quiet",
            wraps=True,
        )
        text.setAlignment(centre)
        self.choose = button(self.tr("Choose folders…"), self.ask, "primary")
        self.sample = button(self.tr("Look around with sample photos"), self._take_samples, "link")
        column.addWidget(IconLabel("images", 40, "accent"), 0, centre)
        column.addSpacing(SPACE)
        column.addWidget(title)
        column.addWidget(text)
        column.addStretch()
        column.addWidget(self.choose, 0, centre)
        column.addWidget(self.sample, 0, centre)
        page = QVBoxLayout(self)
        page.setSpacing(SPACE_LARGE)
        page.addStretch(3)
        page.addWidget(self._target, 0, centre)
        page.addLayout(self._promise())
        page.addLayout(self._limits())
        page.addStretch(4)

    def _promise(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addStretch()
        row.addWidget(IconLabel("circle-check", 16))
        row.addWidget(label(self.tr("Everything stays on this computer."), "quiet"))
        row.addStretch()
        return row

    def _limits(self) -> QVBoxLayout:
        centre = Qt.AlignmentFlag.AlignHCenter
        self.limits = label(
            self.tr(
                "The built-in model is small and quick. It knows everyday things, scenes and "
                "occasions, and reads English and the Korean words of its label list. It hardly "
                "reads text in photos, counts, or tells fine kinds apart, such as breeds."
            ),
            "quiet",
            wraps=True,
        )
        self.limits.setAlignment(centre)
        self.limits.setFixedWidth(WIDTH)
        self.models = button(
            self.tr("Use a larger model from a folder…"), self.models_asked.emit, "link"
        )
        # Beside stretches and not aligned: only so a layout asks how high the text is at its width.
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self.limits)
        row.addStretch()
        column = QVBoxLayout()
        column.setSpacing(SPACE // 2)
        column.addLayout(row)
        column.addWidget(self.models, 0, centre)
        return column

    def show_drag(self, is_over: bool) -> None:
        """Light up while folders are held over the window."""
        set_state(self._target, "active", is_over)

    def ask(self) -> None:
        """Let the person choose a folder; Pictures is offered."""
        place = QStandardPaths.StandardLocation.PicturesLocation
        start = QStandardPaths.writableLocation(place)
        dialog = QFileDialog(self, self.tr("Choose folders"), start)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self._take)
        dialog.open()

    def _take(self, paths: list[str]) -> None:
        self.folders_chosen.emit([Path(one) for one in paths])

    def _take_samples(self) -> None:
        self.folders_chosen.emit([resources_folder() / "sample-photos"])
