"""The application: one window on one library."""

from __future__ import annotations

import logging
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QEvent, QIODevice, QObject, Qt, Signal
from PySide6.QtGui import QIcon, QImageReader
from PySide6.QtWidgets import QApplication

from photoclip.app.paths import default_library_folder, resources_folder
from photoclip.core.config import Settings
from photoclip.core.errors import DiskFullError, PhotoClipError
from photoclip.gui.desktop.instance import FirstInstance, hand_over
from photoclip.gui.desktop.window_memory import WindowMemory
from photoclip.gui.language import words
from photoclip.gui.language.translation import install_translation
from photoclip.gui.look import theme
from photoclip.gui.threads.allocator import keep_memory_together
from photoclip.gui.threads.garbage import GarbageCollector
from photoclip.gui.widgets.message_page import MessagePage
from photoclip.gui.window.main_window import MainWindow
from photoclip.gui.window.session import Session
from photoclip.interrupts import STOPPED, call_once, was_interrupted
from photoclip.services.tasks import TaskRunner

if TYPE_CHECKING:
    from photoclip.app.library import Library
    from photoclip.embed.worker.messages import ModelLoader
    from photoclip.start import WindowRequest

log = logging.getLogger(__name__)


class Application(QObject):
    """Owns the window and the library in it; opens the library behind the window's back."""

    opened = Signal()

    def __init__(
        self,
        library_folder: Path,
        folders: list[Path],
        settings: Settings | None = None,
        loader: ModelLoader | None = None,
    ) -> None:
        super().__init__()
        self.library_folder = library_folder
        self._folders = list(folders)
        self._settings = settings or Settings()
        self._loader = loader
        self._tasks = TaskRunner(threads=1)
        self.library: Library | None = None
        self.session: Session | None = None
        self.window = self._make_window()
        self.instance = FirstInstance(library_folder, self)
        self.instance.folders_given.connect(self._take_folders)

    def start(self) -> None:
        """Show the window; the library follows as soon as it is open."""
        self.window.show()
        self._open()

    def close(self) -> None:
        """Close the library and end everything that runs."""
        self.instance.close()
        self.window.bridge.close()
        self._tasks.close()
        if self.library is not None:
            self.library.close()

    def dispose(self) -> None:
        """Close, and destroy the window while Qt is still there to do it."""
        self.close()
        self.session = None
        self.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def reopen(self) -> None:
        """Close the library and open it in a fresh window: for another language or model.

        What was asked for at the start gives way to what the person has chosen since.
        """
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        quits = app.quitOnLastWindowClosed()
        app.setQuitOnLastWindowClosed(False)
        former, library = self.window, self.library
        former.close()
        self.library = self.session = None
        if library is not None:
            library.close()
        self._settings = replace(self._settings, model="", device="")
        install_translation(app, former.memory.language() or None)
        self.window = self._make_window()
        self.start()
        former.deleteLater()
        app.setQuitOnLastWindowClosed(quits)

    def _make_window(self) -> MainWindow:
        window = MainWindow(self.library_folder, self._tasks)
        # Queued: the button that asks belongs to the window that goes.
        window.reopen_asked.connect(self.reopen, Qt.ConnectionType.QueuedConnection)
        return window

    def _open(self) -> None:
        folder, settings, loader = self.library_folder, self._settings, self._loader
        self.window.bridge.run(
            "open the library",
            lambda _: open_library(folder, settings, loader),
            self._use,
            self._show_error,
        )

    def _use(self, library: Library) -> None:
        self.library = library
        self.session = Session(self.window, library)
        self.session.start(self._folders)
        self._folders = []
        if library.restored:
            self.window.toast.say(words.said(library.restored))
        self.opened.emit()

    def _show_error(self, error: Exception) -> None:
        title, text = words.told(error), ""
        if isinstance(error, PhotoClipError):
            title, text = words.said(error.message), words.said(error.hint)
        choices = [
            (self.tr("Try again"), self._open),
            (self.tr("Close"), self.window.close),
        ]
        self.window.show_frame(is_shown=False)
        self.window.show_page(MessagePage("triangle-alert", title, text, choices))

    def _take_folders(self, folders: list[Path]) -> None:
        self.window.come_to_front()
        if self.session is not None:
            self.session.folders.add(folders)
        else:
            self._folders.extend(folders)


def open_library(folder: Path, settings: Settings, loader: ModelLoader | None) -> Library:
    """For a background thread: importing and opening take longer than a window may stand still."""
    from photoclip.app.library import Library

    try:
        return Library.open(folder, settings=settings, loader=loader)
    except DiskFullError:
        return Library.open_to_look(folder, settings=settings, loader=loader)


def prepare_process() -> None:
    """What keeps a window that shares its process with other threads light and quick."""
    keep_memory_together()
    # A busy thread hands Python's lock over after this many seconds; at the usual 5 ms the window
    # stood still for 60 ms during its start.
    sys.setswitchinterval(0.001)
    load_picture_plugins()


def load_picture_plugins() -> None:
    """Have Qt load what reads thumbnails, in this thread: two threads that load plugins at the
    same time, one of them with Python's lock in hand, may wait for one another for ever."""
    data = QBuffer()
    data.open(QIODevice.OpenModeFlag.ReadOnly)
    for kind in (b"jpeg", b"png", b"svg"):
        QImageReader(data, kind).canRead()


def run_window(request: WindowRequest) -> int:
    """Open the window and stay until it is closed; the exit code."""
    level = logging.DEBUG if request.is_verbose else logging.ERROR
    logging.basicConfig(level=level, format="%(levelname)s %(name)s: %(message)s")
    prepare_process()
    app = QApplication(sys.argv[:1])
    app.setApplicationName("PhotoClip")
    app.setDesktopFileName("photoclip")
    app.setWindowIcon(QIcon(str(resources_folder() / "icons" / "photoclip.svg")))
    folder = Path(request.library or default_library_folder()).expanduser().absolute()
    if hand_over(folder, list(request.folders)):
        return 0
    install_translation(app, WindowMemory(folder).language() or None)
    theme.install(app)
    settings = Settings(model=request.model or "", device=request.device)
    application = Application(folder, list(request.folders), settings)
    application.start()
    collector = GarbageCollector(app)
    collector.start()
    call_once(app.quit)
    code = app.exec()
    application.dispose()
    collector.stop()
    return STOPPED if was_interrupted() else code
