"""The preview of an album: three rows of photos, of those in it, at the edge, and outside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from photoclip.core.albums import CUT_OFFS, AlbumKind
from photoclip.gui.albums.fetch import cover_images
from photoclip.gui.language import words
from photoclip.gui.look.theme import RADIUS, SPACE, SPACE_SMALL, tokens
from photoclip.gui.widgets.parts import label

if TYPE_CHECKING:
    from photoclip.app.library import Library
    from photoclip.services.albums.previews import AlbumPreview
    from photoclip.services.tasks import CancelToken

EDGE, SHOWN, DENSITY = 72, 12, 2


@dataclass(frozen=True, slots=True)
class Wish:
    """What an album shall look for. cut_off: None for the usual one."""

    kind: AlbumKind
    query: str
    labels: tuple[str, ...]
    cut_off: float | None


@dataclass(frozen=True, slots=True, eq=False)
class PreviewShown:
    """A preview with its pictures. wish: in words that the model reads."""

    wish: Wish
    preview: AlbumPreview
    rows: tuple[tuple[QImage, ...], ...]


def fetch_preview(library: Library, wish: Wish, token: CancelToken) -> PreviewShown | None:
    """What an album would hold; None when nobody waits for it. For a background thread.

    Raises AlbumError, SearchError.
    """
    if wish.kind is AlbumKind.SMART:
        ids, found = library.searches.matching(wish.query, CUT_OFFS[0])
        from photoclip.services.albums.previews import preview_of

        preview = preview_of(ids, found, wish.cut_off)
    else:
        wish = readable(library, wish)
        preview = library.album_desk.auto.preview(wish.query, wish.labels, wish.cut_off)
    rows = []
    for ids in (preview.inside, preview.edge, preview.outside):
        if token.is_cancelled:
            return None
        rows.append(tuple(cover_images(library, ids[:SHOWN].tolist(), EDGE * DENSITY)))
    return PreviewShown(wish, preview, tuple(rows))


def readable(library: Library, wish: Wish) -> Wish:
    """The same in words that the model reads, as far as they are known. For a background thread."""
    if wish.kind is AlbumKind.SMART or not wish.query:
        return wish
    translated = library.tags.translate(wish.query)
    if translated is None or not translated.text:
        return wish
    return replace(wish, query=translated.text)


class PhotoStrip(QWidget):
    """One line of photos, as many as there is room for."""

    def __init__(self) -> None:
        super().__init__()
        self._images: Sequence[QImage] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(5 * (EDGE + SPACE_SMALL), EDGE)

    @property
    def count(self) -> int:
        """How many photos it has."""
        return len(self._images)

    def show_images(self, images: Sequence[QImage]) -> None:
        """Show these."""
        self._images = images
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        places = max(1, (self.width() + SPACE_SMALL) // (EDGE + SPACE_SMALL))
        for place in range(places):
            box = QRect(place * (EDGE + SPACE_SMALL), 0, EDGE, EDGE)
            if place < len(self._images):
                painter.drawImage(box, self._images[place])
            elif place == 0:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(tokens().color("photo_ground"))
                painter.drawRoundedRect(box, RADIUS, RADIUS)
        painter.end()


class PreviewRows(QWidget):
    """The three rows with their headings."""

    def __init__(self) -> None:
        super().__init__()
        self.titles = [label(one) for one in self._names()]
        self.counts = [label("", "quiet") for _ in self.titles]
        self.strips = [PhotoStrip() for _ in self.titles]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_SMALL)
        for title, count, strip in zip(self.titles, self.counts, self.strips, strict=True):
            head = QHBoxLayout()
            head.setSpacing(SPACE)
            head.addWidget(title)
            head.addWidget(count, 1)
            column.addLayout(head)
            column.addWidget(strip)
            column.addSpacing(SPACE)

    def show_preview(self, shown: PreviewShown | None) -> None:
        """Show who is where, or nothing."""
        numbers = [0, 0, 0]
        if shown is not None:
            one = shown.preview
            numbers = [len(one.inside), len(one.edge), len(one.outside)]
        for place, strip in enumerate(self.strips):
            strip.show_images(() if shown is None else shown.rows[place])
            # Of those outside only the nearest are looked at; their number says nothing.
            is_told = shown is not None and place < 2
            self.counts[place].setText(words.number(numbers[place]) if is_told else "")
            strip.setAccessibleName(f"{self.titles[place].text()}: {numbers[place]}")

    def _names(self) -> list[str]:
        return [self.tr("In the album"), self.tr("At the edge"), self.tr("Not in it, but near")]
