"""What other programs get when photos are copied or dragged out: always the originals' places."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QMimeData, QPoint, QRectF, QSize, Qt, QUrl
from PySide6.QtGui import QColor, QDrag, QFont, QImage, QPainter, QPainterPath, QPixmap
from PySide6.QtWidgets import QWidget

from photoclip.core.listing import PhotoRow
from photoclip.gui import words
from photoclip.gui.desktop import url_text
from photoclip.gui.theme import THUMBNAIL_RADIUS, tokens

PHOTOS_MIME = "application/x-photoclip-photos"
"""Ids of photos as decimal numbers with commas between: what a drag means inside the window."""

_GNOME_MIME = "x-special/gnome-copied-files"
EDGE, STEP, BADGE = 96, 7, 24


def photo_data(rows: Sequence[PhotoRow]) -> QMimeData:
    """The files of photos as URLs, as text, and the photos' ids."""
    data = QMimeData()
    urls = [url_text(one.path) for one in rows]
    data.setUrls([QUrl.fromEncoded(one.encode()) for one in urls])
    data.setText("\n".join(words.printable(one.path) for one in rows))
    data.setData(PHOTOS_MIME, ",".join(str(one.photo_id) for one in rows).encode())
    return data


def clipboard_data(rows: Sequence[PhotoRow], image: QImage | None = None) -> QMimeData:
    """The same for the clipboard; ``image`` beside it for programs that paste pictures."""
    data = photo_data(rows)
    # Nautilus and its kin paste files only when they are told to copy them.
    lines = ["copy", *(url_text(one.path) for one in rows)]
    data.setData(_GNOME_MIME, "\n".join(lines).encode())
    if image is not None and not image.isNull():
        data.setImageData(image)
    return data


def photo_ids(data: QMimeData) -> list[int]:
    """The photos of a drag that began in this window, none for any other drag."""
    listed = bytes(data.data(PHOTOS_MIME).data()).decode("ascii", "replace")
    return [int(one) for one in listed.split(",") if one.lstrip("-").isdigit()]


def drag_out(source: QWidget, rows: Sequence[PhotoRow], pictures: Iterable[QPixmap]) -> None:
    """Let the person carry photos to another program, which may copy them and nothing else."""
    drag = QDrag(source)
    drag.setMimeData(photo_data(rows))
    drag.setPixmap(drag_pixmap(list(pictures), len(rows), source.devicePixelRatioF()))
    drag.setHotSpot(QPoint(-12, -8))
    # A program that thinks that it moved the files would make them vanish from here.
    drag.exec(Qt.DropAction.CopyAction, Qt.DropAction.CopyAction)


def drag_pixmap(pictures: Sequence[QPixmap], count: int, scale: float = 1.0) -> QPixmap:
    """Up to three photos as a small stack, with a badge that says how many are carried."""
    stack = list(pictures[:3]) or [QPixmap()]
    side = EDGE + STEP * (len(stack) - 1) + BADGE // 2
    made = QPixmap(QSize(side, side) * scale)
    made.setDevicePixelRatio(scale)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHints(
        QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
    )
    for depth in reversed(range(len(stack))):
        corner = QRectF(depth * STEP, BADGE / 2 + (len(stack) - 1 - depth) * STEP, EDGE, EDGE)
        _draw_photo(painter, stack[depth], corner)
    if count > 1:
        _draw_badge(painter, words.number(count), EDGE + (len(stack) - 1) * STEP)
    painter.end()
    return made


def _draw_photo(painter: QPainter, picture: QPixmap, area: QRectF) -> None:
    path = QPainterPath()
    path.addRoundedRect(area, THUMBNAIL_RADIUS, THUMBNAIL_RADIUS)
    painter.save()
    painter.setClipPath(path)
    painter.fillRect(area, QColor(tokens().photo_ground))
    if not picture.isNull():
        painter.drawPixmap(area, picture, QRectF(picture.rect()))
    painter.restore()
    painter.setPen(QColor(255, 255, 255, 200))
    painter.drawPath(path)


def _draw_badge(painter: QPainter, text: str, right: float) -> None:
    font = QFont(painter.font())
    font.setPixelSize(12)
    font.setBold(True)
    painter.setFont(font)
    width = max(BADGE, painter.fontMetrics().horizontalAdvance(text) + 14)
    area = QRectF(right + BADGE / 2 - width, 0, width, BADGE)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens().accent))
    painter.drawRoundedRect(area, BADGE / 2, BADGE / 2)
    painter.setPen(QColor(tokens().accent_text))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)


def reachable(rows: Iterable[PhotoRow]) -> tuple[list[PhotoRow], int]:
    """Rows whose file is there now, and how many are not. For a background thread."""
    asked = list(rows)
    there = [one for one in asked if not one.is_offline and os.path.exists(one.path)]
    return there, len(asked) - len(there)
