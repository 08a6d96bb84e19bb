"""The slide show: when the next photo is due, and the controls for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from photoclip.gui.language import words
from photoclip.gui.look.theme import SPACE, SPACE_SMALL
from photoclip.gui.widgets.fading_panel import FadingPanel, dark_icon, name_button

if TYPE_CHECKING:
    from photoclip.gui.desktop.window_memory import WindowMemory

SECONDS = (2, 3, 4, 5, 7, 10, 15, 20, 30)
FIRST_SECONDS = 5
AGAIN_MS = 150
"""Until the next look whether the following photo has been read."""
PATIENCE_MS = 10_000
SECONDS_KEY, LOOP_KEY = "viewer/slide-seconds", "viewer/slide-loop"


class SlideShow(QObject):
    """Counts the time that a photo is shown, and remembers how a person likes it."""

    turn_due = Signal()
    changed = Signal()

    def __init__(self, memory: WindowMemory | None, parent: QObject) -> None:
        super().__init__(parent)
        self._memory = memory
        seconds = memory.whole_number(SECONDS_KEY, FIRST_SECONDS) if memory else FIRST_SECONDS
        self._seconds = min(max(seconds, SECONDS[0]), SECONDS[-1])
        self._is_looping = bool(memory and memory.flag(LOOP_KEY))
        self._is_running = self._is_paused = False
        self._tries = 0
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.turn_due)

    @property
    def is_running(self) -> bool:
        """Whether there is a slide show, paused or not."""
        return self._is_running

    @property
    def is_paused(self) -> bool:
        """Whether it waits for the person."""
        return self._is_paused

    @property
    def is_advancing(self) -> bool:
        """Whether the next photo comes by itself."""
        return self._is_running and not self._is_paused

    @property
    def is_looping(self) -> bool:
        """Whether the first photo follows the last."""
        return self._is_looping

    @property
    def seconds(self) -> int:
        """How long each photo is shown, 2 to 30."""
        return self._seconds

    def start(self) -> None:
        """Begin; the photo on show stays for its time."""
        self._is_running, self._is_paused = True, False
        self.count_down()
        self.changed.emit()

    def end(self) -> None:
        """No photo follows by itself any more."""
        if self._is_running:
            self._is_running = self._is_paused = False
            self._timer.stop()
            self.changed.emit()

    def toggle_pause(self) -> None:
        """Wait for the person, or go on."""
        self._is_paused = not self._is_paused
        self.count_down()
        self.changed.emit()

    def change_interval(self, by: int) -> None:
        """Steps longer or shorter."""
        nearest = min(SECONDS, key=lambda one: abs(one - self._seconds))
        step = min(max(SECONDS.index(nearest) + by, 0), len(SECONDS) - 1)
        self._seconds = SECONDS[step]
        if self._memory is not None:
            self._memory.set_whole_number(SECONDS_KEY, self._seconds)
        self.count_down()
        self.changed.emit()

    def toggle_loop(self) -> None:
        """Begin again after the last photo, or end there."""
        self._is_looping = not self._is_looping
        if self._memory is not None:
            self._memory.set_flag(LOOP_KEY, self._is_looping)
        self.changed.emit()

    def count_down(self) -> None:
        """The photo on show gets its full time from now on."""
        self._tries = 0
        self._wait(self._seconds * 1000)

    def try_again(self) -> bool:
        """The next photo is not read yet: look again in a moment. False: that has lasted long."""
        self._tries += 1
        self._wait(AGAIN_MS)
        return self._tries * AGAIN_MS < PATIENCE_MS

    def _wait(self, milliseconds: int) -> None:
        self._timer.stop()
        if self.is_advancing:
            self._timer.start(milliseconds)


class SlideBar(FadingPanel):
    """Pause, time for each photo, loop, end."""

    def __init__(self, show: SlideShow, parent: QWidget) -> None:
        super().__init__(parent, "pill")
        self._show = show
        make = self.make_button
        self.pause = make("pause", self.tr("Pause"), show.toggle_pause)
        self.shorter = make("minus", self.tr("Shorter"), lambda: show.change_interval(-1))
        self.longer = make("plus", self.tr("Longer"), lambda: show.change_interval(1))
        self.loop = make("repeat", self.tr("Begin again after the last photo"), show.toggle_loop)
        self.loop.setCheckable(True)
        self.finish = make("x", self.tr("End the slide show"), show.end)
        self._time = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE, SPACE_SMALL, SPACE, SPACE_SMALL)
        row.setSpacing(SPACE_SMALL)
        for one in (self.pause, self.shorter, self._time, self.longer, self.loop, self.finish):
            row.addWidget(one)
        row.insertSpacing(1, SPACE)
        row.insertSpacing(5, SPACE)
        show.changed.connect(self._dress)
        self._dress()

    @property
    def time(self) -> str:
        """The time for each photo as it is written."""
        return self._time.text()

    def _dress(self) -> None:
        show = self._show
        self.pause.setIcon(dark_icon("play" if show.is_paused else "pause"))
        name_button(self.pause, self.tr("Go on") if show.is_paused else self.tr("Pause"))
        widest = self.tr("{seconds} s").format(seconds=words.number(SECONDS[-1]))
        self._time.setMinimumWidth(self._time.fontMetrics().horizontalAdvance(widest) + SPACE)
        text = self.tr("{seconds} s").format(seconds=words.number(show.seconds))
        self._time.setText(text)
        self._time.setAccessibleName(text)
        self.shorter.setEnabled(show.seconds > SECONDS[0])
        self.longer.setEnabled(show.seconds < SECONDS[-1])
        self.loop.setChecked(show.is_looping)
