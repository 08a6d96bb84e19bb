"""What the review page is made of: the photo, buttons with their keys, the answers so far."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from photoclip.gui.grid.model import RowSource
from photoclip.gui.grid.thumbnails import Thumbnails
from photoclip.gui.keys.keymap import shown_key
from photoclip.gui.look import icons
from photoclip.gui.look.theme import SPACE, SPACE_SMALL, theme, tokens
from photoclip.gui.review.queue import Step
from photoclip.gui.threads.bridge import Bridge
from photoclip.gui.viewer.pictures import Previews
from photoclip.gui.viewer.stage import PictureStage
from photoclip.gui.widgets.owned import layout_of
from photoclip.gui.widgets.parts import label

if TYPE_CHECKING:
    from photoclip.media.thumbnails import ThumbnailStore

EDGE, MARK = 48, 18
STRIP_BYTES = 8 << 20
READ_AHEAD = 2


class ReviewStage(PictureStage):
    """The photo that is asked about, on the grey of the theme; the next ones are read ahead."""

    def __init__(
        self,
        bridge: Bridge,
        source: RowSource,
        store: ThumbnailStore,
        parent: QWidget,
        previews: Previews | None,
    ) -> None:
        super().__init__(bridge, source, store, parent, previews)
        self.strip.hide()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        theme().changed.connect(self._dress)
        self._dress()

    def want(self) -> None:
        """Read the one on show first, then those that follow, then the one before."""
        if self.count:
            last = min(self.place + READ_AHEAD, self.count - 1)
            around = [*range(self.place, last + 1), max(self.place - 1, 0)]
            ids = dict.fromkeys(int(self._ids[one]) for one in around)
            self._cache.want(list(ids), self.canvas.box)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self.canvas.setGeometry(self.rect())
        self.notice.place(self.rect())
        self.want_later()

    def _dress(self) -> None:
        self.canvas.set_ground(tokens().photo_ground)


class KeyButton(QPushButton):
    """A push button that shows the keys that do the same."""

    def __init__(self, text: str, keys: Sequence[str], on_click: Callable[[], object]) -> None:
        super().__init__()
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._text = label(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE + 6, SPACE_SMALL + 2, SPACE + 2, SPACE_SMALL + 2)
        row.setSpacing(SPACE_SMALL)
        row.addWidget(self._text)
        row.addSpacing(SPACE_SMALL)
        for key in keys:
            cap = label(shown_key(key), "key")
            cap.setAlignment(Qt.AlignmentFlag.AlignCenter)
            row.addWidget(cap)
        for one in self.children():
            if isinstance(one, QWidget):
                one.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: on_click())

    def sizeHint(self) -> QSize:  # noqa: N802
        return layout_of(self).sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return self.sizeHint()


class AnswerStrip(QWidget):
    """The photos judged so far, newest at the right, each with a mark for yes or no."""

    def __init__(self, bridge: Bridge, store: ThumbnailStore) -> None:
        super().__init__()
        self._thumbnails = Thumbnails(bridge, store, STRIP_BYTES)
        self._thumbnails.loaded.connect(lambda _: self.update())
        self._steps: list[Step] = []
        self.setFixedHeight(EDGE)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Show these answers."""
        self._steps = [one for one in steps if one.said is not None]
        self.setAccessibleName(
            self.tr("{yes} yes, {no} no").format(
                yes=sum(one.said is True for one in self._steps),
                no=sum(one.said is False for one in self._steps),
            )
        )
        self._want()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._want()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, step in enumerate(self._in_sight()):
            self._paint(painter, QRect(place * (EDGE + SPACE_SMALL), 0, EDGE, EDGE), step)
        painter.end()

    def _paint(self, painter: QPainter, cell: QRect, step: Step) -> None:
        colors = tokens()
        picture = None if step.row is None else self._thumbnails.picture(step.row)
        if picture is None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colors.color("photo_ground"))
            painter.drawRoundedRect(cell, SPACE_SMALL, SPACE_SMALL)
        else:
            painter.drawPixmap(cell, picture)
        disc = QRect(cell.right() - MARK - 1, cell.bottom() - MARK - 1, MARK, MARK)
        painter.setPen(QPen(colors.color("surface_raised"), 1.5))
        painter.setBrush(colors.color("accent" if step.said else "text_secondary"))
        painter.drawEllipse(disc)
        mark = icons.pixmap(
            "check" if step.said else "x", 12, "accent_text", self.devicePixelRatioF()
        )
        painter.drawPixmap(disc.left() + 3, disc.top() + 3, mark)

    def _in_sight(self) -> list[Step]:
        room = max(1, (self.width() + SPACE_SMALL) // (EDGE + SPACE_SMALL))
        return self._steps[-room:]

    def _want(self) -> None:
        self._thumbnails.set_cell(EDGE, self.devicePixelRatioF())
        self._thumbnails.want([one.row for one in self._in_sight() if one.row is not None])
