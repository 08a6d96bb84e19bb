"""Tells the library of each new day, for what is asked relative to today."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication

from photoclip.core.events import DayBegan

if TYPE_CHECKING:
    from photoclip.app.library import Library
    from photoclip.gui.threads.bridge import Bridge

Now = Callable[[], datetime]


def local_now() -> datetime:
    """The present moment, in the zone of this computer."""
    return datetime.now().astimezone()


class NewDay(QObject):
    """One timer to the next midnight of this place.

    Timers do not count the hours that a computer sleeps, and know nothing of a clock that is set
    or of a journey. So the date is looked at once more whenever the system says that it woke, and
    whenever the person turns to the window.
    """

    def __init__(
        self, library: Library, bridge: Bridge, parent: QObject, now: Now = local_now
    ) -> None:
        super().__init__(parent)
        self._library, self._bridge, self._now = library, bridge, now
        self._today = now().date()
        self.timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self.timer.timeout.connect(self.look)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.applicationStateChanged.connect(self._state_changed)
        self._wait()
        if sys.platform == "linux":
            bridge.run_each("hear of waking", lambda _: _listen(self), lambda _: None)

    @Slot()
    def look(self) -> None:
        """Look at the date, and wait for the next midnight."""
        today = self._now().date()
        if today != self._today:
            self._today = today
            emit = self._library.events.emit
            self._bridge.run_each("begin a day", lambda _: emit(DayBegan()), lambda _: None)
        self._wait()

    @Slot(bool)
    def sleep_changed(self, falls_asleep: bool) -> None:
        """The system is about to sleep, or has woken."""
        if not falls_asleep:
            self.look()

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self.look()

    def _wait(self) -> None:
        self.timer.start(ms_to_midnight(self._now()))


def ms_to_midnight(now: datetime) -> int:
    """Milliseconds from a moment to the next midnight where it is, at least one.

    Not always the rest of 24 hours: on two days of the year clocks are put forward or back.
    """
    midnight = datetime.combine(now.date() + timedelta(1), time())
    # Without a zone of its own the moment is one of this place, as its clocks will be then.
    return max(round((midnight.astimezone() - now).total_seconds() * 1000), 1)


def _listen(day: NewDay) -> None:
    """systemd-logind says on the system bus when the computer falls asleep and wakes."""
    from PySide6.QtCore import SLOT
    from PySide6.QtDBus import QDBusConnection

    bus = QDBusConnection.systemBus()
    if bus.isConnected():
        service, path = "org.freedesktop.login1", "/org/freedesktop/login1"
        manager, slot = f"{service}.Manager", SLOT("sleep_changed(bool)")
        # Qt declares bytes, and takes the text that its own SLOT makes.
        bus.connect(service, path, manager, "PrepareForSleep", day, slot)  # type: ignore[call-overload]
