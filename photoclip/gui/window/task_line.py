"""One line at the bottom that says what goes on in the background, gone when nothing does."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from photoclip.core.events import (
    Activity,
    ActivityChanged,
    IndexingProgressed,
    PaceChanged,
    Slowness,
    TaggingProgressed,
)
from photoclip.gui.language import words
from photoclip.gui.look.theme import SPACE, SPACE_LARGE
from photoclip.gui.widgets.parts import IconButton, label, plain_tip, rule


class TaskLine(QWidget):
    """Progress, speed, time left, pause. A click asks for the list of what was skipped."""

    pause_asked = Signal()
    resume_asked = Signal()
    details_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("What goes on in the background"))
        self._progress: IndexingProgressed | None = None
        self._activity = Activity.IDLE
        self._slowness: Slowness | None = None
        self._tagging: TaggingProgressed | None = None
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(120)
        self._text = label("", "quiet")
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._button = IconButton("pause", self.tr("Pause"))
        self._button.clicked.connect(self._press)
        row = QHBoxLayout()
        row.setContentsMargins(SPACE_LARGE, SPACE // 2, SPACE, SPACE // 2)
        row.setSpacing(SPACE_LARGE)
        row.addWidget(self._bar)
        row.addWidget(self._text, 1)
        row.addWidget(self._button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(rule())
        column.addLayout(row)
        self.hide()

    @property
    def text(self) -> str:
        """The words on show."""
        return self._text.text()

    def show_progress(self, progress: IndexingProgressed) -> None:
        """Take in how far indexing is."""
        self._progress = progress
        self._refresh()

    def show_pace(self, change: PaceChanged) -> None:
        """Take in that indexing goes slower, or no longer."""
        self._slowness = change.slowness
        self._refresh()

    def show_tagging(self, progress: TaggingProgressed) -> None:
        """Take in how far labels are prepared: told only while nothing else goes on."""
        self._tagging = progress if progress.done < progress.total else None
        self._refresh()

    def show_activity(self, change: ActivityChanged) -> None:
        """Take in that indexing began, rested, was paused or stopped."""
        self._activity = change.activity
        if change.activity is Activity.RUNNING:
            self._progress = None
        is_paused = change.activity in (Activity.PAUSED, Activity.STOPPED)
        self._button.show_icon("play" if is_paused else "pause")
        self._button.describe(self.tr("Go on") if is_paused else self.tr("Pause"))
        self._refresh(change)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self.details_asked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.details_asked.emit()
        else:
            super().keyPressEvent(event)

    def _press(self) -> None:
        if self._activity in (Activity.PAUSED, Activity.STOPPED):
            self.resume_asked.emit()
        else:
            self.pause_asked.emit()

    def _refresh(self, change: ActivityChanged | None = None) -> None:
        self._button.setVisible(self._activity is not Activity.IDLE)
        if self._activity is Activity.IDLE:
            self._show_tagging()
            return
        if self._activity is Activity.STOPPED:
            self._bar.hide()
            if change is not None:
                told = f"{words.said(change.message)} {words.said(change.hint)}".strip()
                self._text.setText(self.tr("Stopped: {reason}").format(reason=told))
                self._text.setToolTip(plain_tip(told))
        else:
            self._show_running()
        # A run that has nothing to embed is over before anybody could read of it.
        progress = self._progress
        has_work = progress is not None and progress.total > 0
        self.setVisible(has_work or self._activity is not Activity.RUNNING)

    def _show_tagging(self) -> None:
        progress = self._tagging
        if progress is not None:
            self._bar.show()
            self._bar.setRange(0, progress.total)
            self._bar.setValue(progress.done)
            text = self.tr("Preparing tags: {done} of {total} labels")
            done, total = words.number(progress.done), words.number(progress.total)
            self._text.setText(text.format(done=done, total=total))
        self.setVisible(progress is not None)

    def _show_running(self) -> None:
        progress = self._progress
        self._bar.show()
        parts = [self.tr("Paused")] if self._activity is Activity.PAUSED else []
        if progress is not None:
            self._bar.setRange(0, max(1, progress.total))
            self._bar.setValue(progress.done)
            parts += self._numbers(progress)
        self._text.setText(" · ".join(parts))

    def _numbers(self, progress: IndexingProgressed) -> list[str]:
        done, total = words.number(progress.done), words.number(progress.total)
        parts = [self.tr("{done} of {total} photos").format(done=done, total=total)]
        if progress.is_scanning:
            parts = [self.tr("Looking for photos: {total} so far").format(total=total)]
        if self._activity is Activity.RUNNING:
            if progress.photos_per_s is not None:
                speed = words.number(progress.photos_per_s, 1 if progress.photos_per_s < 10 else 0)
                parts.append(self.tr("{speed} a second").format(speed=speed))
            if progress.seconds_left:
                left = words.duration(progress.seconds_left)
                parts.append(self.tr("{time} left").format(time=left))
            if self._slowness is Slowness.BATTERY:
                parts.append(self.tr("slower: on battery"))
            elif self._slowness is Slowness.BUSY:
                parts.append(self.tr("slower: the computer is busy"))
        if progress.failed:
            skipped = self.tr("%n skipped", "", progress.failed)
            parts.append(words.grouped(skipped, progress.failed))
        return parts
