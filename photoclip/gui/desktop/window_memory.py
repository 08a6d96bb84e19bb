"""What the window remembers between two starts: sizes, folds, recent searches."""

from __future__ import annotations

import contextlib
from pathlib import Path

from PySide6.QtCore import QByteArray, QRect, QSettings, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSplitter, QWidget

from photoclip.core.own_files import make_folder, make_private

FILE_NAME = "window.ini"
FIRST_SIZE = QSize(1280, 820)


class WindowMemory:
    """A small file in the library's folder; without one, everything has its first value."""

    def __init__(self, library_folder: Path) -> None:
        path = library_folder / FILE_NAME
        # Qt keeps the permissions of a file that is there. One that cannot be made is not written.
        with contextlib.suppress(OSError):
            make_folder(library_folder)
            make_private(path)
        self._settings = QSettings(str(path), QSettings.Format.IniFormat)

    def theme(self) -> str:
        """The scheme that the person chose: "light", "dark", or "" for the system's."""
        value = self._settings.value("theme", "")
        return value if value in ("light", "dark") else ""

    def set_theme(self, name: str) -> None:
        """Remember a scheme; "" follows the system."""
        self._settings.setValue("theme", name)

    def language(self) -> str:
        """The language that the person chose, such as "ko"; "" for the system's."""
        value = self._settings.value("language", "")
        return value if isinstance(value, str) else ""

    def set_language(self, code: str) -> None:
        """Remember a language for the next window; "" follows the system."""
        self._settings.setValue("language", code)
        self._settings.sync()

    def restore(self, window: QWidget) -> None:
        """Put the window where it was, if that is still on a screen."""
        geometry = self._settings.value("geometry")
        if not isinstance(geometry, QByteArray) or not window.restoreGeometry(geometry):
            window.resize(FIRST_SIZE)
        keep_on_screen(window)

    def restore_splitter(self, splitter: QSplitter, sizes: list[int]) -> None:
        """Give the panes their former widths, or the first ones."""
        state = self._settings.value("panes")
        if not isinstance(state, QByteArray) or not splitter.restoreState(state):
            splitter.setSizes(sizes)

    def is_folded(self, pane: str) -> bool:
        """Whether a side pane was folded away."""
        return self._settings.value(f"folded/{pane}", "false") in (True, "true")

    def set_folded(self, pane: str, value: bool) -> None:
        """Remember whether a side pane is folded away."""
        self._settings.setValue(f"folded/{pane}", value)

    def choice(self, name: str, first: str = "") -> str:
        """What was chosen last, by the name of the choice."""
        return str(self._settings.value(f"choices/{name}", first))

    def keep_choice(self, name: str, value: str) -> None:
        """Remember what was chosen."""
        self._settings.setValue(f"choices/{name}", value)

    def keys(self, action_id: str) -> str | None:
        """The keys that the person chose for an action, None where they are as they were."""
        value = self._settings.value(f"keys/{action_id}")
        return value if isinstance(value, str) else None

    def keep_keys(self, action_id: str, keys: str | None) -> None:
        """Remember keys; None to forget them."""
        if keys is None:
            self._settings.remove(f"keys/{action_id}")
        else:
            self._settings.setValue(f"keys/{action_id}", keys)

    def flag(self, name: str) -> bool:
        """A choice that was remembered; False before."""
        return self._settings.value(name, "false") in (True, "true")

    def set_flag(self, name: str, value: bool) -> None:
        """Remember a choice."""
        self._settings.setValue(name, value)

    def whole_number(self, name: str, default: int) -> int:
        """A number that was remembered."""
        try:
            return int(str(self._settings.value(name, default)))
        except ValueError:
            return default

    def set_whole_number(self, name: str, value: int) -> None:
        """Remember a number."""
        self._settings.setValue(name, value)

    def recent_searches(self) -> list[str]:
        """Newest first."""
        value = self._settings.value("recent-searches", [])
        found = value if isinstance(value, list) else [value]
        return [one for one in found if isinstance(one, str) and one]

    def set_recent_searches(self, searches: list[str]) -> None:
        """Remember them."""
        self._settings.setValue("recent-searches", searches)

    def keep(self, window: QWidget, splitter: QSplitter) -> None:
        """Remember the present place and widths."""
        self._settings.setValue("geometry", window.saveGeometry())
        self._settings.setValue("panes", splitter.saveState())
        self._settings.sync()


def keep_on_screen(window: QWidget) -> None:
    """Bring a window back that lies on a screen that is gone, and shrink one that is too large."""
    frame = window.geometry()
    rooms = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    if not rooms:
        return
    seen = max(rooms, key=lambda room: _area(room.intersected(frame)))
    size = frame.size().boundedTo(seen.size())
    if size == frame.size() and _area(seen.intersected(frame)) >= _area(frame) // 4:
        return
    place = QRect(seen.topLeft(), size)
    place.moveCenter(seen.center())
    window.setGeometry(place)


def _area(rect: QRect) -> int:
    return max(0, rect.width()) * max(0, rect.height())
