"""The dialog for an album that fills itself: words or labels, and at once who would be in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from photoclip.core.albums import Album, AlbumKind
from photoclip.core.errors import LabelError
from photoclip.gui.albums.label_field import LabelField
from photoclip.gui.albums.preview import PreviewRows, PreviewShown, Wish, fetch_preview
from photoclip.gui.albums.slider import AlbumSlider
from photoclip.gui.language import albums as album_words
from photoclip.gui.language import words
from photoclip.gui.look.theme import SPACE, SPACE_LARGE
from photoclip.gui.widgets.parts import button, label, rule

if TYPE_CHECKING:
    from photoclip.app.library import Library
    from photoclip.gui.threads.bridge import Bridge

SOON_MS = 200
LONGEST_PROPOSED = 60
LEFT_WIDTH, SIZE = 250, (860, 500)
JOB = "preview of an album"


class AlbumDialog(QDialog):
    """Makes an album, or changes what one looks for. Nothing is stored before the button."""

    create_wanted = Signal(str, object)
    """A name and a Wish."""

    def __init__(
        self, window: QWidget, library: Library, bridge: Bridge, album: Album | None = None
    ) -> None:
        super().__init__(window)
        self._library, self._bridge, self.album = library, bridge, album
        self._kind = AlbumKind.AUTO if album is None else album.kind
        self._shown: PreviewShown | None = None
        self._cut_off = None if album is None else album.cut_off
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = self.tr("New album that fills itself")
        if album is not None:
            title = self.tr("What “{album}” looks for").format(album=album.name)
        self.setWindowTitle(title)
        self.resize(*SIZE)
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self._preview)
        self._build(title)
        self._begin()

    @property
    def wish(self) -> Wish:
        """What is asked for now, as it was typed."""
        labels = tuple(self.labels.chosen) if self._kind is not AlbumKind.SMART else ()
        return Wish(self._kind, self.words.text().strip(), labels, self._cut_off)

    def reject(self) -> None:
        """Leave everything as it is."""
        self._bridge.cancel(JOB)
        super().reject()

    # How it looks

    def _build(self, title: str) -> None:
        body = QHBoxLayout()
        body.setSpacing(24)
        body.addLayout(self._left())
        body.addWidget(rule(upright=True))
        body.addLayout(self._right(), 1)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE)
        foot.addStretch()
        cancel = button(self.tr("Cancel"), self.reject)
        cancel.setAutoDefault(False)
        text = self.tr("Create album") if self.album is None else self.tr("Save")
        self.deed = button(text, self._finish, "primary")
        self.deed.setAutoDefault(False)
        self.deed.setEnabled(False)
        foot.addWidget(cancel)
        foot.addWidget(self.deed)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, SPACE_LARGE + 4)
        column.setSpacing(SPACE_LARGE)
        column.addWidget(label(title, "heading"))
        column.addLayout(body, 1)
        column.addLayout(foot)

    def _left(self) -> QVBoxLayout:
        self.words, self.name = QLineEdit(), QLineEdit()
        self.labels = LabelField()
        is_smart = self._kind is AlbumKind.SMART
        said = self.tr("Search") if is_smart else self.tr("In words")
        column = QVBoxLayout()
        column.setSpacing(SPACE)
        self._add_field(column, said, self.words, self.tr("a dog on the beach"))
        if not is_smart:
            column.addSpacing(SPACE)
            column.addWidget(label(self.tr("Or by labels"), "section"))
            column.addWidget(self.labels)
            self.labels.changed.connect(self._changed)
        self.name.setVisible(self.album is None)
        if self.album is None:
            column.addSpacing(SPACE)
            self._add_field(column, self.tr("Name of the album"), self.name, "")
        self.note = label("", "quiet", wraps=True)
        column.addWidget(self.note)
        column.addStretch(1)
        for one in (self.words, self.name, self.labels):
            one.setFixedWidth(LEFT_WIDTH)
        self.note.setFixedWidth(LEFT_WIDTH)
        self.words.textChanged.connect(self._changed)
        self.words.returnPressed.connect(self._finish)
        self.name.returnPressed.connect(self._finish)
        return column

    def _add_field(self, column: QVBoxLayout, title: str, field: QLineEdit, example: str) -> None:
        field.setProperty("kind", "field")
        field.setAccessibleName(title)
        field.setPlaceholderText(example)
        column.addWidget(label(title, "section"))
        column.addWidget(field)

    def _right(self) -> QVBoxLayout:
        self.rows = PreviewRows()
        self.slider = AlbumSlider(180)
        self.slider.pulled.connect(self._pulled)
        self.slider.reset_asked.connect(self._reset)
        self.slider.setEnabled(False)
        self.sentence = label(self.tr("Type what to look for; who is in shows here"), "quiet")
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_LARGE)
        foot.addWidget(self.sentence, 1)
        foot.addWidget(self.slider)
        column = QVBoxLayout()
        column.setSpacing(SPACE)
        column.addWidget(self.rows)
        column.addStretch(1)
        column.addLayout(foot)
        return column

    # What it does

    def _begin(self) -> None:
        library, is_korean = self._library, QLocale().language() == QLocale.Language.Korean
        self._bridge.run(
            "labels of an album", lambda _: label_texts(library, is_korean), self._offer_labels
        )
        if self.album is not None:
            self.words.setText(self.album.query)
            self.labels.choose(self.album.labels)
            self._changed()
        self.words.setFocus()

    def _offer_labels(self, texts: Mapping[str, str]) -> None:
        self.labels.offer(texts)

    def _changed(self) -> None:
        wish = self.wish
        is_empty = not wish.query and not wish.labels
        self.deed.setEnabled(not is_empty)
        if self.album is None and not self.name.isModified():
            names = self.labels.chosen_names
            proposed = (wish.query or ", ".join(names)).replace("/", " ")[:LONGEST_PROPOSED].strip()
            self.name.setText(proposed[:1].upper() + proposed[1:])
        if is_empty:
            self._bridge.cancel(JOB)
            self._soon.stop()
            self._show(None)
        else:
            self._soon.start()

    def _pulled(self) -> None:
        self._cut_off = self.slider.cut_off
        self.sentence.setText(self.slider.said)
        self._soon.start()

    def _reset(self) -> None:
        self._cut_off = None
        self._soon.start()

    def _preview(self) -> None:
        library, wish = self._library, self.wish
        self._bridge.run(
            JOB, lambda token: fetch_preview(library, wish, token), self._show, self._show_error
        )

    def _show(self, shown: PreviewShown | None) -> None:
        self._shown = shown
        self.rows.show_preview(shown)
        self.slider.setEnabled(shown is not None)
        self.note.setText("")
        if shown is None:
            self.sentence.setText(self.tr("Type what to look for; who is in shows here"))
            return
        if shown.wish.query != self.wish.query:
            text = self.tr("Searched for: {words}").format(words=shown.wish.query)
            self.note.setText(text)
        self.slider.show_steps(shown.preview.steps)
        self.slider.show_cut_off(shown.preview.cut_off)
        count = len(shown.preview.inside)
        parts = [album_words.photos(count), album_words.precision(shown.preview.expected_precision)]
        if not count:
            parts = [self.tr("Nothing is that certain; pull the slider to “more”")]
        self.sentence.setText(" · ".join(one for one in parts if one))

    def _show_error(self, error: Exception) -> None:
        self._show(None)
        self.note.setText(words.told(error))

    def _finish(self) -> None:
        if not self.deed.isEnabled():
            return
        self.deed.setEnabled(False)
        self.create_wanted.emit(self.name.text().strip(), self.wish)

    def show_refusal(self, error: Exception) -> None:
        """It cannot be made like this; everything stays as it was typed."""
        self.deed.setEnabled(True)
        self.note.setText(words.told(error))


def label_texts(library: Library, is_korean: bool) -> dict[str, str]:
    """What the model is asked for each label, by its name. For a background thread."""
    try:
        labels = library.tags.labels().scored
    except LabelError:
        return {}
    return {(is_korean and one.korean) or one.english: one.english for one in labels}
