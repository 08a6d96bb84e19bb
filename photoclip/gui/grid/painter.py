"""Paints what of a grid is in sight."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QWidget

from photoclip.gui.grid.layout import GAP, MARGIN, Layout, Section
from photoclip.gui.look import icons
from photoclip.gui.look.theme import RADIUS, SECONDARY_PX, scaled, tokens

if TYPE_CHECKING:
    from photoclip.gui.grid.delegate import PhotoDelegate
    from photoclip.gui.grid.model import PhotoModel


@dataclass(frozen=True, slots=True)
class Keyboard:
    """Where the keyboard is: on a row, on a heading, or on neither (-1)."""

    row: int
    heading: int


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """What there is to paint.

    offset: how far it is scrolled, in pixels. chosen: one bit a row. band: the rubber band.
    """

    grid: Layout
    offset: int
    chosen: npt.NDArray[np.bool_]
    keyboard: Keyboard
    band: QRect | None
    font: QFont


class GridPainter:
    """Headings, cells and the rubber band; the delegate paints the cells."""

    def __init__(self, viewport: QWidget, model: PhotoModel, delegate: PhotoDelegate) -> None:
        self._viewport = viewport
        self._model = model
        self._delegate = delegate

    def paint(self, dirty: QRect, scene: Scene) -> None:
        """Everything that touches ``dirty``, in coordinates of the viewport."""
        area = dirty.translated(0, scene.offset)
        painter = QPainter(self._viewport)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        painter.translate(0, -scene.offset)
        self._paint_headings(painter, area, scene)
        self._paint_cells(painter, area, scene)
        if scene.band is not None:
            self._paint_band(painter, scene.band)
        painter.end()

    def _paint_cells(self, painter: QPainter, area: QRect, scene: Scene) -> None:
        grid = scene.grid
        reach = area.adjusted(-GAP, -GAP, GAP, GAP)
        for first, last in grid.inside(reach):
            is_dimmed = grid.sections[grid.section_of(first)].is_dimmed
            for row in range(first, last):
                self._delegate.paint_cell(
                    painter,
                    grid.rect(row),
                    self._model.photo(row),
                    is_selected=bool(scene.chosen[row]),
                    has_focus=row == scene.keyboard.row,
                    is_dimmed=is_dimmed,
                )

    def _paint_headings(self, painter: QPainter, area: QRect, scene: Scene) -> None:
        grid = scene.grid
        if not grid.has_headings:
            return
        for place in grid.headings(area.top(), area.bottom()):
            rect = grid.heading_rect(place, self._viewport.width())
            if rect.intersects(area):
                self._paint_heading(painter, rect, grid.sections[place], scene.font)
                if place == scene.keyboard.heading:
                    self._paint_focus(painter, rect)

    def _paint_heading(
        self, painter: QPainter, rect: QRect, section: Section, plain: QFont
    ) -> None:
        font = QFont(plain)
        font.setWeight(QFont.Weight.DemiBold)
        rest = rect.adjusted(MARGIN, 0, -MARGIN, 0)
        if section.is_foldable or section.is_folded:
            scale = painter.device().devicePixelRatioF()
            name = "chevron-right" if section.is_folded else "chevron-down"
            sign = icons.pixmap(name, icons.SMALL, "text_secondary", scale)
            painter.drawPixmap(QPoint(rest.left(), rect.center().y() - icons.SMALL // 2 + 1), sign)
            rest.setLeft(rest.left() + icons.SMALL + GAP)
        painter.setFont(font)
        painter.setPen(tokens().color("text"))
        # One baseline for both voices.
        baseline = rect.center().y() + QFontMetrics(font).ascent() // 2
        painter.drawText(QPoint(rest.left(), baseline), section.title)
        if section.note:
            left = rest.left() + QFontMetrics(font).horizontalAdvance(section.title) + 2 * GAP
            second = QFont(plain)
            second.setPixelSize(scaled(SECONDARY_PX))
            painter.setFont(second)
            painter.setPen(tokens().color("text_secondary"))
            painter.drawText(QPoint(left, baseline), section.note)

    def _paint_focus(self, painter: QPainter, rect: QRect) -> None:
        painter.setPen(QPen(tokens().color("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(MARGIN - 6, 5, 6 - MARGIN, -5), RADIUS, RADIUS)

    def _paint_band(self, painter: QPainter, band: QRect) -> None:
        accent = tokens().color("accent")
        fill = QColor(accent)
        fill.setAlpha(36)
        painter.setPen(QPen(accent, 1))
        painter.setBrush(fill)
        painter.drawRect(band)
        painter.setBrush(Qt.BrushStyle.NoBrush)
