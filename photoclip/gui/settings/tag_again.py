"""The part of the settings that tags every photo anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QGridLayout, QProgressBar, QWidget

from photoclip.core.tagging import TaggingReport
from photoclip.gui.language import words
from photoclip.gui.look.theme import SPACE
from photoclip.gui.settings.parts import quiet
from photoclip.gui.widgets.parts import button

if TYPE_CHECKING:
    from photoclip.app.library import Library
    from photoclip.gui.threads.bridge import Bridge
    from photoclip.services.tasks import CancelToken

LOOK_EVERY_MS = 100


class TagAgain(QWidget):
    """A button, and how far it is or how long it took."""

    def __init__(self, bridge: Bridge, library: Library) -> None:
        super().__init__()
        self._bridge, self._library = bridge, library
        self._progress: tuple[int, int] | None = None
        self.again = button(self.tr("Tag again now"), self._tag_again)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.hide()
        self.state = quiet(
            self.tr("New labels are looked for by themselves, in what is known of each photo.")
        )
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self._show_progress)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(SPACE)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self.state, 0, 0)
        grid.addWidget(self.again, 0, 1)
        grid.addWidget(self.bar, 1, 0, 1, 2)

    def _tag_again(self) -> None:
        library = self._library
        self.again.setEnabled(False)
        self._progress = None
        self.state.setText(self.tr("Tagging…"))
        self.bar.setRange(0, 0)
        self.bar.show()
        self._timer.start()

        def told(done: int, total: int) -> None:
            self._progress = (done, total)

        def work(token: CancelToken) -> TaggingReport | None:
            return library.tags.retag(token=token, progress=told)

        self._bridge.run_each("tag again", work, self._tagged, self._not_tagged)

    def _show_progress(self) -> None:
        if self._progress is not None:
            done, total = self._progress
            self.bar.setRange(0, max(1, total))
            self.bar.setValue(done)
            text = self.tr("Preparing labels: {done} of {total}")
            self.state.setText(text.format(done=words.number(done), total=words.number(total)))

    def _rest(self, text: str) -> None:
        self._timer.stop()
        self.bar.hide()
        self.again.setEnabled(True)
        self.state.setText(text)

    def _tagged(self, report: TaggingReport | None) -> None:
        if report is None:
            self._rest("")
            return
        said = self.tr("%n photos tagged in {seconds} s", "", report.photos)
        text = words.grouped(said, report.photos)
        tags = words.grouped(self.tr("%n tags", "", report.tags), report.tags)
        self._rest(f"{text.format(seconds=words.number(report.seconds, 1))} · {tags}")

    def _not_tagged(self, error: Exception) -> None:
        self._rest(words.told(error))
