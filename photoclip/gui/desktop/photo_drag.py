"""What other programs get when photos are copied or dragged out: always the originals' places."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMimeData, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QDrag, QFont, QImage, QPainter, QPainterPath, QPixmap
from PySide6.QtWidgets import QWidget

from photoclip.core.listing import PhotoRow
from photoclip.gui.desktop.opening import url_text
from photoclip.gui.language import words
from photoclip.gui.look.theme import THUMBNAIL_RADIUS, tokens

PHOTOS_MIME = "application/x-photoclip-photos"
"""Ids of photos as decimal numbers with commas between: what a drag means inside the window."""

_GNOME_MIME = "x-special/gnome-copied-files"
EDGE, STEP, BADGE = 96, 7, 24


@dataclass(frozen=True, slots=True)
class Bundle:
    """Photos as other programs understand them, written out once: any number of them may be many.

    uri_list: RFC 2483. text: one path a line. ids: see PHOTOS_MIME.
    """

    count: int
    uri_list: bytes
    text: str
    ids: bytes

    @classmethod
    def of(cls, rows: Sequence[PhotoRow]) -> Bundle:
        """For a background thread where there are many."""
        return cls(
            len(rows),
            b"".join(url_text(one.path).encode() + b"\r\n" for one in rows),
            "\n".join(words.printable(one.path) for one in rows),
            ",".join(str(one.photo_id) for one in rows).encode(),
        )


def photo_data(bundle: Bundle) -> QMimeData:
    """What a drag carries."""
    data = QMimeData()
    data.setData("text/uri-list", bundle.uri_list)
    data.setText(bundle.text)
    data.setData(PHOTOS_MIME, bundle.ids)
    return data


def clipboard_data(bundle: Bundle, image: QImage | None = None) -> QMimeData:
    """The same for the clipboard; ``image`` beside it for programs that paste pictures."""
    data = photo_data(bundle)
    # Nautilus and its kin paste files only when they are told to copy them.
    listed = bundle.uri_list.replace(b"\r\n", b"\n").rstrip()
    data.setData(_GNOME_MIME, b"copy\n" + listed)
    if image is not None and not image.isNull():
        data.setImageData(image)
    return data


def photo_ids(data: QMimeData) -> list[int]:
    """The photos of a drag that began in this window, none for any other drag."""
    listed = bytes(data.data(PHOTOS_MIME).data()).decode("ascii", "replace")
    return [int(one) for one in listed.split(",") if one.lstrip("-").isdigit()]


def drag_out(source: QWidget, bundle: Bundle, pictures: Iterable[QPixmap]) -> None:
    """Let the person carry photos to another program, which may copy them and nothing else."""
    drag = QDrag(source)
    drag.setMimeData(photo_data(bundle))
    drag.setPixmap(drag_pixmap(list(pictures), bundle.count, source.devicePixelRatioF()))
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


def reachable(rows: Iterable[PhotoRow]) -> list[PhotoRow]:
    """Those whose file is there now. For a background thread."""
    return [one for one in rows if not one.is_offline and os.path.exists(one.path)]
