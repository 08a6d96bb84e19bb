"""Keeps the screen on while a slide show runs."""

from __future__ import annotations

import os
import sys
import threading
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QProcess

if TYPE_CHECKING:
    from photoclip.gui.threads.bridge import Bridge

_SAVER = "org.freedesktop.ScreenSaver"
_SAVER_PATH = "/org/freedesktop/ScreenSaver"
_CONNECTION = "photoclip-screen-saver"
_ANSWER_MS = 3000
_ES_CONTINUOUS, _ES_DISPLAY_REQUIRED = 0x80000000, 0x00000002


class Screen(Protocol):
    """What keeps a screen on. is_quick: to be asked in the window's thread, else in another."""

    is_quick: bool

    def hold(self) -> None:
        """Keep it on."""
        ...

    def release(self) -> None:
        """Let it go dark again."""
        ...


class Wakefulness(QObject):
    """Holds the screen in the background, in the order in which that was asked for."""

    def __init__(self, bridge: Bridge, parent: QObject, screen: Screen | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._screen = screen or screen_of_this_system()
        self._lock = threading.Lock()
        self._is_wanted = self._is_held = False

    def keep(self, is_wanted: bool) -> None:
        """Keep the screen on from now on, or no longer."""
        if is_wanted != self._is_wanted:
            self._is_wanted = is_wanted
            if self._screen.is_quick:
                self._apply()
                return
            self._bridge.run_each("keep the screen on", lambda _: self._apply(), lambda _: None)

    def _apply(self) -> None:
        # Whichever thread comes last sees what is wanted by now.
        with self._lock:
            wanted = self._is_wanted
            if wanted == self._is_held:
                return
            if wanted:
                self._screen.hold()
            else:
                self._screen.release()
            self._is_held = wanted


class FreedesktopScreen:
    """Idle Inhibition Service of freedesktop.org; it ends with the connection that asked."""

    is_quick = False

    def hold(self) -> None:
        """Ask the session's screen saver; without one there is nothing to hold off."""
        from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage

        bus = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, _CONNECTION)
        if bus.isConnected():
            message = QDBusMessage.createMethodCall(_SAVER, _SAVER_PATH, _SAVER, "Inhibit")
            message.setArguments(["PhotoClip", "Slide show"])
            bus.call(message, QDBus.CallMode.Block, _ANSWER_MS)

    def release(self) -> None:
        """Leave: the screen saver forgets what we asked for."""
        from PySide6.QtDBus import QDBusConnection

        QDBusConnection.disconnectFromBus(_CONNECTION)


class MacScreen:
    """The system's own ``caffeinate``, which ends with this process at the latest."""

    is_quick = False

    def __init__(self) -> None:
        self._process_id = 0

    def hold(self) -> None:
        """Keep the display on."""
        arguments = ["-d", "-w", str(os.getpid())]
        _, self._process_id = QProcess.startDetached("caffeinate", arguments)

    def release(self) -> None:
        """Let it go dark again."""
        if self._process_id:
            QProcess.startDetached("kill", [str(self._process_id)])
            self._process_id = 0


class WindowsScreen:
    """SetThreadExecutionState of Windows: the wish belongs to the thread, so one that stays."""

    is_quick = True

    def hold(self) -> None:
        """Keep the display on."""
        self._wish(_ES_CONTINUOUS | _ES_DISPLAY_REQUIRED)

    def release(self) -> None:
        """Let it go dark again."""
        self._wish(_ES_CONTINUOUS)

    def _wish(self, state: int) -> None:
        import ctypes

        ctypes.windll.kernel32.SetThreadExecutionState(state)  # type: ignore[attr-defined]


def screen_of_this_system() -> Screen:
    """What keeps the screen on here."""
    if sys.platform == "darwin":
        return MacScreen()
    return WindowsScreen() if sys.platform == "win32" else FreedesktopScreen()
