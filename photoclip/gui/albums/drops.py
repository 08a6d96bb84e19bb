"""Dragging in the tree of albums, and the keys of its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QDrag, QDragMoveEvent, QDropEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from photoclip.gui.desktop.photo_drag import photo_ids
from photoclip.gui.keys.action import Where
from photoclip.gui.keys.keymap import keymap

if TYPE_CHECKING:
    from PySide6.QtGui import QStandardItem

    from photoclip.gui.sidebar.place_tree import PlaceTree

ALBUM_MIME = "application/x-photoclip-album"
"""The id of an album as a decimal number: what a drag inside the tree means."""

OPEN_MS = 700


class AlbumDrops(QObject):
    """Watches the tree: photos fall on albums, albums into one another."""

    moved = Signal(int, object)
    """An album, and the one it fell into; None for the top."""
    photos_dropped = Signal(object, list)
    """Photos on an album; on none (None) where they fell on the heading."""
    name_asked = Signal(int)
    delete_asked = Signal(int)
    menu_asked = Signal()

    def __init__(self, tree: PlaceTree, heading: QStandardItem, parent: QObject) -> None:
        super().__init__(parent)
        self._tree, self._heading = tree, heading
        self._pressed: tuple[int, QPoint] | None = None
        self._open = QTimer(self, singleShot=True, interval=OPEN_MS)
        self._open.timeout.connect(self._open_target)
        self._under = QPersistentModelIndex()
        self._tree.viewport().setAcceptDrops(True)
        self._tree.viewport().installEventFilter(self)
        self._tree.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if watched is self._tree:
            return isinstance(event, QKeyEvent) and self._key(event)
        match event.type():
            case QEvent.Type.MouseButtonPress | QEvent.Type.MouseMove:
                return self._mouse(event)
            case QEvent.Type.MouseButtonRelease:
                self._pressed = None
            case QEvent.Type.DragEnter | QEvent.Type.DragMove:
                return self._over(event)
            case QEvent.Type.DragLeave:
                self._leave()
                return True
            case QEvent.Type.Drop:
                return self._drop(event)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        album_id = self._tree.album_at(self._tree.currentIndex())
        if album_id is None or self._tree.state() == self._tree.State.EditingState:
            return False
        action = keymap().find(Where.ALBUMS, event)
        if event.type() == QEvent.Type.ShortcutOverride and action:
            event.accept()
            return True
        if event.type() != QEvent.Type.KeyPress or not action:
            return False
        if action == "album.menu":
            self.menu_asked.emit()
        elif action == "album.rename":
            self.name_asked.emit(album_id)
        else:
            self.delete_asked.emit(album_id)
        return True

    # An album is picked up

    def _mouse(self, event: QEvent) -> bool:
        assert isinstance(event, QMouseEvent)
        place = event.position().toPoint()
        if event.type() == QEvent.Type.MouseButtonPress:
            album_id = self._tree.album_at(self._tree.indexAt(place))
            is_left = event.button() == Qt.MouseButton.LeftButton
            self._pressed = (album_id, place) if is_left and album_id is not None else None
            return False
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return False
        album_id, start = self._pressed
        if (place - start).manhattanLength() >= QApplication.startDragDistance():
            self._pressed = None
            self.carry(album_id, self._tree.indexAt(start))
        return True

    def carry(self, album_id: int, row: QModelIndex) -> None:
        """Begin to drag an album, which stands in this row."""
        data = QMimeData()
        data.setData(ALBUM_MIME, str(album_id).encode())
        drag = QDrag(self._tree)
        drag.setMimeData(data)
        rect = self._tree.visualRect(row)
        drag.setPixmap(self._tree.viewport().grab(rect))
        drag.setHotSpot(QPoint(12, rect.height() // 2))
        drag.exec(Qt.DropAction.MoveAction, Qt.DropAction.MoveAction)

    # Something falls

    def _over(self, event: QEvent) -> bool:
        assert isinstance(event, QDragMoveEvent)
        target = self._target(event)
        if target is None:
            self._leave()
            # Who lets nothing in at the edge is not asked again further inside.
            is_ours = _album_of(event.mimeData()) is not None or photo_ids(event.mimeData())
            event.setAccepted(bool(is_ours) and event.type() == QEvent.Type.DragEnter)
            return True
        if self._under != target:
            self._under = QPersistentModelIndex(target)
            self._open.start()
            self._tree.mark_target(target)
        event.setDropAction(_action_of(event.mimeData()))
        event.accept()
        return True

    def _drop(self, event: QEvent) -> bool:
        assert isinstance(event, QDropEvent)
        target = self._target(event)
        self._leave()
        if target is None:
            event.ignore()
            return True
        event.setDropAction(_action_of(event.mimeData()))
        event.accept()
        album_id = self._tree.album_at(target)
        carried = _album_of(event.mimeData())
        if carried is not None:
            self.moved.emit(carried, album_id)
        else:
            self.photos_dropped.emit(album_id, photo_ids(event.mimeData()))
        return True

    def _target(self, event: QDropEvent) -> QModelIndex | None:
        """The row that it would fall into: an album, or the heading; None where it cannot."""
        index = self._tree.indexAt(event.position().toPoint())
        carried = _album_of(event.mimeData())
        is_album = self._tree.album_at(index) is not None
        if carried is None and not photo_ids(event.mimeData()):
            return None
        if not is_album and index != self._heading.index():
            return None
        step = index
        while carried is not None and step.isValid():
            if self._tree.album_at(step) == carried:
                return None
            step = step.parent()
        return index

    def _leave(self) -> None:
        self._open.stop()
        self._under = QPersistentModelIndex()
        self._tree.mark_target(QModelIndex())

    def _open_target(self) -> None:
        if self._under.isValid():
            self._tree.expand(self._under.sibling(self._under.row(), 0))


def _album_of(data: QMimeData) -> int | None:
    written = bytes(data.data(ALBUM_MIME).data()).decode("ascii", "replace")
    return int(written) if written.isdigit() else None


def _action_of(data: QMimeData) -> Qt.DropAction:
    is_album = _album_of(data) is not None
    return Qt.DropAction.MoveAction if is_album else Qt.DropAction.CopyAction
