"""Paints one photo of a grid: the picture and, quietly over it, what a person said of it."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    QSizeF,
    Qt,
)
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from photoclip.core.listing import PhotoRow
from photoclip.gui.grid.model import PhotoRole
from photoclip.gui.grid.thumbnails import Thumbnails
from photoclip.gui.look import icons
from photoclip.gui.look.theme import THUMBNAIL_RADIUS, tokens

RING = 3
INSET = 6
BADGE = 20
HEART = 16
DOT = 5
AWAY_OPACITY = 0.55
DIMMED_OPACITY = 0.45


class PhotoDelegate(QStyledItemDelegate):
    """Everything that costs is drawn once and kept as a small picture."""

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._thumbnails = thumbnails
        self.cell = 160
        self.is_focus_shown = False

    def sizeHint(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(self.cell, self.cell)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        state = option.state
        self.paint_cell(
            painter,
            option.rect,
            index.data(PhotoRole.ROW),
            is_selected=bool(state & QStyle.StateFlag.State_Selected),
            has_focus=bool(state & QStyle.StateFlag.State_HasFocus),
        )

    def paint_cell(
        self,
        painter: QPainter,
        rect: QRect,
        row: PhotoRow | None,
        *,
        is_selected: bool,
        has_focus: bool,
        is_dimmed: bool = False,
    ) -> None:
        """One photo. row: None while it is not known yet, which shows as a quiet grey."""
        picture = self._thumbnails.picture(row) if row is not None else None
        if picture is None:
            self._paint_ground(painter, rect, row)
        else:
            is_away = row is not None and row.is_offline
            painter.setOpacity(DIMMED_OPACITY if is_dimmed else AWAY_OPACITY if is_away else 1)
            self._paint_picture(painter, rect, picture)
            painter.setOpacity(1)
        if row is not None:
            self._paint_marks(painter, rect, row)
        if is_selected:
            self._paint_selected(painter, rect)
        if has_focus and self.is_focus_shown:
            _outline(painter, rect, tokens().color("text"), 2, 0)

    def _paint_ground(self, painter: QPainter, rect: QRect, row: PhotoRow | None) -> None:
        scale = painter.device().devicePixelRatioF()
        painter.drawPixmap(rect, _ground(rect.width(), rect.height(), tokens().photo_ground, scale))
        if row is not None and self._thumbnails.has_failed(row):
            size = icons.LARGE
            shown = icons.pixmap("image", size, "text_secondary", scale)
            corner = rect.center() - QPointF(size / 2, size / 2).toPoint()
            painter.setOpacity(0.6)
            painter.drawPixmap(corner, shown)
            painter.setOpacity(1)

    def _paint_picture(self, painter: QPainter, rect: QRect, picture: QPixmap) -> None:
        whole, cell = QSizeF(picture.size()), QSizeF(rect.size())
        middle = cell.scaled(whole, Qt.AspectRatioMode.KeepAspectRatio)
        corner = QPointF(whole.width() - middle.width(), whole.height() - middle.height()) / 2
        if corner.x() < 2 and corner.y() < 2:
            painter.drawPixmap(rect, picture)
        else:
            # Of another shape still, from before photos were shown as squares, or whole.
            painter.drawPixmap(QRectF(rect), picture, QRectF(corner, middle))

    def _paint_marks(self, painter: QPainter, rect: QRect, row: PhotoRow) -> None:
        scale = painter.device().devicePixelRatioF()
        left, bottom = rect.left() + INSET, rect.bottom() + 1 - INSET
        if row.is_favourite:
            painter.drawPixmap(left, bottom - HEART, heart(scale))
            left += HEART + INSET
        if row.rating:
            dots = _dots(row.rating, scale)
            height = round(dots.height() / scale)
            painter.drawPixmap(left, bottom - (HEART + height) // 2, dots)
        if row.is_offline:
            painter.drawPixmap(rect.left() + INSET, rect.top() + INSET, _away(scale))

    def _paint_selected(self, painter: QPainter, rect: QRect) -> None:
        scale = painter.device().devicePixelRatioF()
        accent = tokens().color("accent")
        # A hairline of the ground keeps the ring apart from a picture of the same colour.
        _outline(painter, rect, tokens().color("surface"), RING + 1.5, 0)
        _outline(painter, rect, accent, RING, 0)
        corner = rect.topRight() + QPointF(1 - INSET - BADGE, INSET).toPoint()
        painter.drawPixmap(corner, _check(accent.name(), tokens().accent_text, scale))


def _outline(painter: QPainter, rect: QRect, color: QColor, width: float, inset: float) -> None:
    half = inset + width / 2
    painter.setPen(QPen(color, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inner = QRectF(rect).adjusted(half, half, -half, -half)
    radius = max(THUMBNAIL_RADIUS - half / 2, 1)
    painter.drawRoundedRect(inner, radius, radius)


def _canvas(width: float, height: float, scale: float) -> tuple[QPixmap, QPainter]:
    picture = QPixmap(QSize(round(width * scale), round(height * scale)))
    picture.fill(Qt.GlobalColor.transparent)
    picture.setDevicePixelRatio(scale)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return picture, painter


@lru_cache(maxsize=256)
def _ground(width: int, height: int, color: str, scale: float) -> QPixmap:
    picture, painter = _canvas(width, height, scale)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(color))
    painter.drawRoundedRect(QRectF(0, 0, width, height), THUMBNAIL_RADIUS, THUMBNAIL_RADIUS)
    painter.end()
    return picture


@lru_cache(maxsize=8)
def heart(scale: float, edge: int = HEART) -> QPixmap:
    """White with a dark edge: it stays visible on snow and on night alike."""
    picture, painter = _canvas(edge, edge, scale)
    painter.scale(edge / HEART, edge / HEART)
    path = QPainterPath(QPointF(8, 14))
    path.cubicTo(3.2, 10.6, 1.2, 8.4, 1.2, 5.6)
    path.cubicTo(1.2, 3.2, 2.9, 1.8, 4.7, 1.8)
    path.cubicTo(6.2, 1.8, 7.4, 2.7, 8, 3.9)
    path.cubicTo(8.6, 2.7, 9.8, 1.8, 11.3, 1.8)
    path.cubicTo(13.1, 1.8, 14.8, 3.2, 14.8, 5.6)
    path.cubicTo(14.8, 8.4, 12.8, 10.6, 8, 14)
    painter.setPen(QPen(QColor(0, 0, 0, 130), 2.2))
    painter.drawPath(path)
    painter.fillPath(path, QColor("white"))
    painter.end()
    return picture


@lru_cache(maxsize=40)
def _dots(count: int, scale: float) -> QPixmap:
    step = DOT + 3
    picture, painter = _canvas(count * step + 5, DOT + 8, scale)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, 110))
    height = DOT + 8
    painter.drawRoundedRect(QRectF(0, 0, count * step + 5, height), height / 2, height / 2)
    painter.setBrush(QColor("white"))
    for place in range(count):
        painter.drawEllipse(QRectF(4 + place * step, 4, DOT, DOT))
    painter.end()
    return picture


@lru_cache(maxsize=16)
def _check(accent: str, ink: str, scale: float) -> QPixmap:
    picture, painter = _canvas(BADGE, BADGE, scale)
    painter.setPen(QPen(QColor(ink), 1.5))
    painter.setBrush(QColor(accent))
    painter.drawEllipse(QRectF(1, 1, BADGE - 2, BADGE - 2))
    pen = QPen(QColor(ink), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawPolyline([QPointF(6, 10.3), QPointF(8.8, 13), QPointF(14, 7.4)])
    painter.end()
    return picture


@lru_cache(maxsize=8)
def _away(scale: float) -> QPixmap:
    picture, painter = _canvas(BADGE, BADGE, scale)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, 140))
    painter.drawEllipse(QRectF(0, 0, BADGE, BADGE))
    sign = icons.colored("unplug", 12, "#FFFFFF", scale)
    painter.drawPixmap(4, 4, sign)
    painter.end()
    return picture
