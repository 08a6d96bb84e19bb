"""The small box that asks for an album: a line to type in, and the albums that fit."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from photoclip.core.album_tree import SEPARATOR, AlbumTree, name_key
from photoclip.gui.language import albums as album_words
from photoclip.gui.look import icons
from photoclip.gui.look.theme import SPACE, tokens

WIDTH, LINES = 300, 7
ALBUM_ID = Qt.ItemDataRole.UserRole + 1


class AlbumPopover(QFrame):
    """Goes away by itself when something is chosen, with Esc, or with a click beside it."""

    chosen = Signal(int)
    named = Signal(str)
    """A new album of this name is wanted; “Trips/Seoul” is one in “Trips”."""

    def __init__(self, window: QWidget, albums: AlbumTree) -> None:
        super().__init__(window, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAccessibleName(self.tr("Add to an album"))
        # What fills itself comes last: a photo put there teaches it instead of filling it.
        listed = sorted(albums, key=lambda one: (not one.is_manual, name_key(albums.path(one.id))))
        self._albums = [(one, albums.path(one.id)) for one in listed]
        self._taken = {name_key(path) for _, path in self._albums}
        self.edit = QLineEdit()
        self.edit.setProperty("kind", "field")
        self.edit.setPlaceholderText(self.tr("Album"))
        self.edit.setAccessibleName(self.tr("Name of the album"))
        self.edit.textEdited.connect(self._offer)
        self.edit.installEventFilter(self)
        self.list = QListWidget()
        self.list.setProperty("kind", "popover")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setIconSize(QSize(icons.SMALL, icons.SMALL))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setMouseTracking(True)
        self.list.itemEntered.connect(self.list.setCurrentItem)
        self.list.itemClicked.connect(self._take)
        self.list.setAccessibleName(self.tr("Albums"))
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(SPACE // 2)
        column.addWidget(self.edit)
        column.addWidget(self.list)
        self.setFixedWidth(WIDTH)
        self._offer("")

    @property
    def offered(self) -> Sequence[str]:
        """The lines on show."""
        return [self.list.item(row).text() for row in range(self.list.count())]

    def open_at(self, place: QPoint) -> None:
        """Open with its middle over a place of the screen."""
        self.adjustSize()
        corner = place - QPoint(self.width() // 2, self.height() // 2)
        area = self.screen().availableGeometry()
        x = min(max(corner.x(), area.left()), area.right() - self.width())
        y = min(max(corner.y(), area.top()), area.bottom() - self.height())
        self.move(x, y)
        self.show()
        self.edit.setFocus(Qt.FocusReason.PopupFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        # A window whose corners can be seen through gets no ground from the style sheet.
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(tokens().color("line"))
        painter.setBrush(tokens().color("surface_raised"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event.key())
        return super().eventFilter(watched, event)

    def _key(self, key: int) -> bool:
        count = self.list.count()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and count:
            step = 1 if key == Qt.Key.Key_Down else -1
            self.list.setCurrentRow((self.list.currentRow() + step) % count)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            current = self.list.currentItem()
            if current is not None:
                self._take(current)
            return True
        if key == Qt.Key.Key_Escape:
            self.close()
            return True
        return False

    def _offer(self, text: str) -> None:
        typed = name_key(text)
        self.list.clear()
        fits = [pair for pair in self._albums if typed in name_key(pair[1])]
        # What begins with the words goes before what only holds them.
        fits.sort(key=lambda pair: not name_key(pair[0].name).startswith(typed))
        for album, path in fits[: LINES * 10]:
            shown = path.replace(SEPARATOR, " › ")
            item = QListWidgetItem(icons.icon(album_words.ICONS[album.kind]), shown, self.list)
            item.setData(ALBUM_ID, album.id)
        if typed and typed not in self._taken:
            shown = text.strip().replace(SEPARATOR, " › ")
            said = self.tr("New album “{name}”").format(name=shown)
            QListWidgetItem(icons.icon("plus"), said, self.list)
        self.list.setCurrentRow(0)
        lines = min(max(self.list.count(), 1), LINES)
        height = self.list.sizeHintForRow(0) if self.list.count() else 0
        self.list.setVisible(self.list.count() > 0)
        self.list.setFixedHeight(lines * height + 10)
        self.adjustSize()

    def _take(self, item: QListWidgetItem) -> None:
        album_id, text = item.data(ALBUM_ID), self.edit.text().strip()
        self.close()
        if album_id is not None:
            self.chosen.emit(album_id)
        else:
            self.named.emit(text)
