"""The window of ``network.py``: takes a folder in, searches, looks at a photo, and closes.

python network_window.py LIBRARY PHOTOS
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QTimer

from photoclip.gui.app import Application, run_window
from photoclip.start import WindowRequest

PATIENCE_MS = 120_000
LOOK_MS = 20


class Visitor:
    """Does one thing after the other, each when the window has come to it."""

    def __init__(self, application: Application) -> None:
        self._application = application
        self._steps = self._visit()
        self._until: Callable[[], bool] = lambda: True
        self._timer = QTimer(application, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        QTimer.singleShot(PATIENCE_MS, application, lambda: sys.exit("the window is stuck"))

    def _look(self) -> None:
        if self._until():
            try:
                self._until = next(self._steps)
            except StopIteration:
                self._timer.stop()
                self._application.window.close()

    def _visit(self) -> Iterator[Callable[[], bool]]:
        yield lambda: self._application.session is not None
        session, window = self._application.session, self._application.window
        yield lambda: session.searches.is_model_ready and len(session.photos.model.ids) > 0
        answers: list[object] = []
        session.browser.photos_fetched.connect(answers.append)
        window.search.ask("an elephant")
        yield lambda: bool(answers)
        session.photos.grid.keys.photo_opened.emit(int(session.photos.model.ids[0]))
        session.show_settings("privacy")
        yield lambda: session.settings is not None


def main() -> None:
    library, photos = map(Path, sys.argv[1:3])
    begin = Application.start

    def start(application: Application) -> None:
        begin(application)
        application.visitor = Visitor(application)

    Application.start = start
    sys.exit(run_window(WindowRequest(library=library, folders=(photos,))))


if __name__ == "__main__":
    main()
