"""The right pane: what is known of the chosen photo, and photos like it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import (
    QFormLayout,
    QGridLayout,
    QLabel,
    QScrollArea,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from photoclip.core.models import PhotoDetails
from photoclip.gui.grid.images import SIMILAR_EDGE
from photoclip.gui.info.knowledge import Known, gather, gather_reasons
from photoclip.gui.info.selection_page import SelectionPage
from photoclip.gui.language import words
from photoclip.gui.look.theme import SPACE, SPACE_LARGE
from photoclip.gui.tags.box import TagBox
from photoclip.gui.widgets.parts import ElidedLabel, label, plain_tip, rule

if TYPE_CHECKING:
    from photoclip.app.library import Library
    from photoclip.gui.threads.bridge import Bridge

COLUMNS = 3


class InfoPanel(QScrollArea):
    """Shows one photo, or how many are chosen."""

    photo_asked = Signal(int)

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._library: Library | None = None
        self._photo_id = 0
        self._asked = ("", "")
        self._told: list[tuple[str, str]] = []
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = QWidget()
        body.setProperty("kind", "pane")
        body.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._pages = QStackedLayout(body)
        self._nothing = label(
            self.tr("Choose a photo to see what is known of it."), "quiet", wraps=True
        )
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setMargin(24)
        self._pages.addWidget(self._nothing)
        self.tags = TagBox(bridge, "one photo")
        self.several = SelectionPage(bridge)
        self._pages.addWidget(self._build())
        self._pages.addWidget(self.several)
        self.setWidget(body)

    def attach(self, library: Library) -> None:
        """Ask this library from now on."""
        self._library = library

    @property
    def least_width(self) -> int:
        """In pixels: the similar photos side by side, in the frames that show the keyboard."""
        return COLUMNS * (SIMILAR_EDGE + 2 * SPACE) + 2 * SPACE_LARGE

    @property
    def facts(self) -> dict[str, str]:
        """What is told of the photo, by the name of each fact."""
        return dict(self._told)

    @property
    def reasons(self) -> list[str]:
        """Why the photo is among the results of a search, line by line."""
        return self._why.text().splitlines() if self._why.isVisibleTo(self) else []

    @property
    def tag_box(self) -> TagBox | None:
        """The tags on show, None while no photo is chosen or what is known of it is on its way."""
        return (None, self.tags, self.several.tags)[self._pages.currentIndex()]

    def show_photo(self, photo_id: int, why: str = "", query: str = "") -> None:
        """Show one photo. why: how a search came to it; query: its words, to say more."""
        self._photo_id = photo_id
        self._asked = (why, query)
        self._show_why([why] if why else [])
        library = self._library
        if library is None or photo_id <= 0:
            self.show_nothing()
            self._nothing.setText(self.tr("This photo has not been looked at yet."))
            return
        self.tags.show_photos([photo_id])
        self._bridge.run(
            "photo info", lambda token: gather(library, photo_id, token), self._show_known
        )
        self._bridge.cancel("reasons")
        if query:
            self._bridge.run(
                "reasons",
                lambda token: gather_reasons(library, photo_id, query),
                lambda found: self._show_why([why, *found]),
                lambda _error: None,
            )

    def show_nothing(self) -> None:
        """No photo is chosen."""
        self._bridge.cancel("photo info")
        self._photo_id = 0
        self._pages.setCurrentIndex(0)

    def show_several(self, photo_ids: Sequence[int]) -> None:
        """More than one photo is chosen."""
        self.show_nothing()
        self.several.show_photos(photo_ids)
        self._pages.setCurrentIndex(2)

    def refresh(self) -> None:
        """Look again at what is known of the photo on show."""
        if self._photo_id:
            self.show_photo(self._photo_id, *self._asked)

    def _build(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(SPACE_LARGE, SPACE_LARGE, SPACE_LARGE, SPACE_LARGE)
        column.setSpacing(SPACE)
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._picture.setMinimumHeight(120)
        self._name = ElidedLabel(kind="heading", mode=Qt.TextElideMode.ElideMiddle)
        self._folder = ElidedLabel(kind="secondary", mode=Qt.TextElideMode.ElideLeft)
        self._why_title = label(self.tr("Why it is here"), "section")
        self._why = label("", "quiet", wraps=True)
        self._facts = QFormLayout()
        self._facts.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        self._facts.setHorizontalSpacing(SPACE_LARGE)
        self._facts.setVerticalSpacing(6)
        self._similar_title = label(self.tr("Similar photos"), "section")
        self._similar = QGridLayout()
        self._similar.setSpacing(4)
        why = (self._why_title, self._why)
        for widget in (self._picture, self._name, self._folder, *why, rule()):
            column.addWidget(widget)
        column.addLayout(self._facts)
        column.addSpacing(SPACE)
        column.addWidget(label(self.tr("Tags"), "section"))
        column.addWidget(self.tags)
        column.addSpacing(SPACE)
        column.addWidget(self._similar_title)
        column.addLayout(self._similar)
        column.addStretch()
        return page

    def _show_known(self, known: Known) -> None:
        if known.photo_id != self._photo_id:
            return
        if known.details is None:
            self.show_nothing()
            return
        path = known.details.paths[0]
        self._name.set_text(words.printable(os.path.basename(path)))
        self._folder.set_text(words.place_on_disk(os.path.dirname(path)))
        self._show_image(known.image)
        while self._facts.rowCount():
            self._facts.removeRow(0)
        self._told = self._facts_of(known)
        for name, value in self._told:
            text = label(value, wraps=True)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            title = label(name, "quiet")
            title.setAlignment(Qt.AlignmentFlag.AlignTop)
            self._facts.addRow(title, text)
        self._show_similar(known)
        self._pages.setCurrentIndex(1)

    def _show_why(self, lines: list[str]) -> None:
        self._why.setText("\n".join(lines))
        for one in (self._why_title, self._why):
            one.setVisible(bool(lines))

    def _show_image(self, image: QImage | None) -> None:
        if image is None:
            self._picture.clear()
            return
        ratio = self.devicePixelRatioF()
        width = max(120, self.viewport().width() - 2 * SPACE_LARGE)
        fitted = image.scaled(
            QSize(int(width * ratio), int(180 * ratio)),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        picture = QPixmap.fromImage(fitted)
        picture.setDevicePixelRatio(ratio)
        self._picture.setPixmap(picture)

    def _facts_of(self, known: Known) -> list[tuple[str, str]]:
        details = known.details
        assert details is not None
        metadata = details.metadata
        facts: list[tuple[str, str | None]] = [
            self._moment_of(known),
            (self.tr("Size"), words.pixels(metadata.width, metadata.height)),
            (self.tr("File"), _file_text(details)),
            (self.tr("Camera"), metadata.camera),
            (self.tr("Lens"), metadata.lens),
            (self.tr("Exposure"), words.exposure(metadata)),
            (self.tr("Place"), self._with_source(_place_text(details), metadata.placed_from)),
            (self.tr("Rating"), "★" * known.rating),
            (self.tr("Favourite"), self.tr("Yes") if known.is_favourite else None),
        ]
        if len(details.paths) > 1:
            facts.append((self.tr("Copies"), words.number(len(details.paths) - 1)))
        return [(name, value) for name, value in facts if value]

    def _with_source(self, text: str | None, source: str | None) -> str | None:
        """A fact with who told it, where it was not the picture itself."""
        if text is None or source is None:
            return text
        return self.tr("{fact} (from the sidecar)").format(fact=text)

    def _moment_of(self, known: Known) -> tuple[str, str | None]:
        """When it was taken; where the picture does not say, when its file was written."""
        metadata = known.details.metadata if known.details else None
        if metadata is not None and metadata.taken_at is not None:
            taken = words.moment(metadata.taken_at)
            return self.tr("Taken"), self._with_source(taken, metadata.taken_from)
        return self.tr("File date"), words.moment(known.modified) if known.modified else None

    def _show_similar(self, known: Known) -> None:
        while item := self._similar.takeAt(0):
            former = item.widget()
            if former is not None:
                former.deleteLater()
        self._similar_title.setVisible(bool(known.similar))
        for place, (photo_id, name, image) in enumerate(known.similar):
            made = QToolButton()
            made.setProperty("kind", "thumbnail")
            made.setIcon(QIcon(QPixmap.fromImage(image)))
            made.setIconSize(QSize(SIMILAR_EDGE, SIMILAR_EDGE))
            made.setToolTip(plain_tip(name))
            made.setAccessibleName(self.tr("Similar photo {name}").format(name=name))
            made.clicked.connect(lambda _=False, one=photo_id: self.photo_asked.emit(one))
            self._similar.addWidget(made, place // COLUMNS, place % COLUMNS)
        self._similar.setColumnStretch(COLUMNS, 1)


def _file_text(details: PhotoDetails) -> str:
    parts = [details.metadata.format]
    if details.size is not None:
        parts.append(words.size(details.size))
    return " · ".join(parts)


def _place_text(details: PhotoDetails) -> str | None:
    metadata = details.metadata
    if metadata.latitude is None or metadata.longitude is None:
        return None
    text = words.place(metadata.latitude, metadata.longitude)
    if metadata.altitude_m is not None:
        text += f", {words.number(round(metadata.altitude_m))} m"
    return text
