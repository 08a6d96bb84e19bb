"""What a person does with a window, and what they see of it."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from photoclip.gui.app import Application

WAIT_MS = 20_000

Paint = Callable[..., Path]
"""Makes a picture file of one colour."""

OpenWindow = Callable[..., Application]
"""Opens a window on some folders."""


def mime_of(*paths: Path, text: str | None = None, urls: Sequence[str] = ()) -> QMimeData:
    """What a file manager, an editor or a browser would hand over."""
    data = QMimeData()
    if text is not None:
        data.setText(text)
    if paths or urls:
        data.setUrls([*(QUrl.fromLocalFile(str(one)) for one in paths), *map(QUrl, urls)])
    return data


def drop(widget: QWidget, data: QMimeData) -> bool:
    """Drag ``data`` over a widget and let go; whether the drop was taken."""
    actions = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    with warnings.catch_warnings():
        # Newer versions of Qt want another type of point, older ones know only this one.
        warnings.simplefilter("ignore", DeprecationWarning)
        enter = QDragEnterEvent(QPoint(20, 20), actions, data, button, none)
    QApplication.sendEvent(widget, enter)
    if not enter.isAccepted():
        return False
    event = QDropEvent(QPointF(20, 20), actions, data, button, none)
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def shown_names(application: Application) -> list[str]:
    """The file names in the grid, in order; rows that are not read yet are left out."""
    assert application.session is not None
    model = application.session.photos.model
    model.want(range(model.rowCount()))
    names = (model.index(row).data() for row in range(model.rowCount()))
    return [one for one in names if one]


def wait_for_names(qtbot: QtBot, application: Application, *names: str) -> None:
    """Until the grid shows exactly these files, in any order."""
    wanted = sorted(names)
    qtbot.waitUntil(lambda: sorted(shown_names(application)) == wanted, timeout=WAIT_MS)


def wait_until_indexed(qtbot: QtBot, application: Application, count: int) -> None:
    """Until this many photos are taken in and can be found."""
    library = application.library
    assert library is not None
    qtbot.waitUntil(lambda: library.status().photos == count, timeout=WAIT_MS)


def wait_for_toast(qtbot: QtBot, application: Application, text: str) -> None:
    """Until a toast says this."""
    toast = application.window.toast
    qtbot.waitUntil(lambda: toast.isVisible() and text in toast.text, timeout=WAIT_MS)


def type_text(qtbot: QtBot, widget: QWidget, text: str) -> None:
    """Key by key."""
    qtbot.keyClicks(widget, text)
