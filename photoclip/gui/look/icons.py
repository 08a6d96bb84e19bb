"""Line icons, drawn in a colour of the theme and sharp at every scale."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from photoclip.app.paths import resources_folder
from photoclip.gui.look.theme import tokens

SMALL, LARGE = 16, 20
_SCALES = (1.0, 1.5, 2.0, 3.0)


def icon(name: str, color: str = "text") -> QIcon:
    """The icon ``name`` in a colour token; each size is there for all usual screen scales."""
    return _icon(name, getattr(tokens(), color))


def pixmap(name: str, size: int, color: str = "text", scale: float = 1.0) -> QPixmap:
    """One icon as a picture of ``size`` logical pixels."""
    return _pixmap(name, size, getattr(tokens(), color), scale)


def colored(name: str, size: int, color: str, scale: float = 1.0) -> QPixmap:
    """One icon in a fixed colour (#RRGGBB), for grounds that do not follow the theme."""
    return _pixmap(name, size, color, scale)


@lru_cache(maxsize=256)
def _icon(name: str, color: str) -> QIcon:
    made = QIcon()
    for size in (SMALL, LARGE):
        for scale in _SCALES:
            made.addPixmap(_pixmap(name, size, color, scale))
    return made


@lru_cache(maxsize=1024)
def _pixmap(name: str, size: int, color: str, scale: float) -> QPixmap:
    picture = QPixmap(QSize(size, size) * scale)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _renderer(name, color).render(painter, QRectF(0, 0, size * scale, size * scale))
    painter.end()
    picture.setDevicePixelRatio(scale)
    return picture


@lru_cache(maxsize=256)
def _renderer(name: str, color: str) -> QSvgRenderer:
    drawn = (resources_folder() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    # 1.75 instead of 2 units: calmer beside 13-px text.
    drawn = drawn.replace("currentColor", color).replace('stroke-width="2"', 'stroke-width="1.75"')
    return QSvgRenderer(QByteArray(drawn.encode()))
