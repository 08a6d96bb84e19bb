"""The page of the settings on tags: the label set, and tagging anew."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableView,
)

from photoclip.core.events import Event, TagsChanged, UndoChanged
from photoclip.core.labels import Label, LabelSet
from photoclip.gui.language import tags as tag_words
from photoclip.gui.language import words
from photoclip.gui.look.theme import scaled
from photoclip.gui.settings.label_model import PHOTOS, LabelModel
from photoclip.gui.settings.label_names import LabelNames
from photoclip.gui.settings.parts import SettingsPage, field, line, quiet
from photoclip.gui.settings.tag_again import TagAgain
from photoclip.gui.widgets.parts import button, label, set_state

if TYPE_CHECKING:
    from photoclip.app.library import Library
    from photoclip.gui.threads.bridge import Bridge

TABLE_HEIGHT = 190
EDITS = (
    *("add-label", "rename-label", "remove-label", "reset-labels"),
    *("add-synonym", "remove-synonym"),
)
HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")


class TagsPage(SettingsPage):
    """Labels are added, renamed and removed in the table; what goes wrong is said below it."""

    photos_asked = Signal(Label)

    def __init__(self, bridge: Bridge, library: Library) -> None:
        super().__init__()
        self._bridge, self._library = bridge, library
        self._labels = LabelSet()
        self._wanted = ""
        self.model = LabelModel()
        self.model.is_editable = not library.is_read_only
        self.filter = field(self.tr("Find a label"))
        self.table = QTableView()
        self.also = quiet()
        self.names = LabelNames()
        self.synonym = field(self.tr("Another name for it"))
        self.add_name = button(self.tr("Add name"), self._add_synonym)
        self.show_photos = button(self.tr("Show photos"), self._show_photos)
        self.remove = button(self.tr("Remove label"), self._remove)
        self.verdict = label("", "danger", wraps=True)
        self.undo = button(self.tr("Undo"), self._undo, "link")
        self.new_verdict = label("", "danger", wraps=True)
        self.english = field(self.tr("English name"))
        self.korean = field(self.tr("Korean name (optional)"))
        self.add = button(self.tr("Add label"), self._add)
        self.reset = button(self.tr("Back to the built-in labels"), self._reset, "link")
        self.tagging = TagAgain(bridge, library)
        self._dress_table()
        self._lay_out()
        self._wire()
        self._say("")
        self._choose(QModelIndex())

    @property
    def chosen(self) -> Label | None:
        """The label that is chosen in the table."""
        return self.model.label_at(self.table.currentIndex())

    def refresh(self) -> None:
        """Look at labels and counts again."""
        library = self._library

        def look(_: object) -> tuple[LabelSet, dict[str, int]]:
            counts = {one.label.id: one.photos for one in library.tags.counts()}
            return library.tags.labels(), counts

        self._bridge.run("labels", look, self._show, self._failed)

    def _dress_table(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setProperty("kind", "table")
        table.setAccessibleName(self.tr("Labels"))
        table.setMinimumHeight(scaled(TABLE_HEIGHT))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setSortingEnabled(True)
        table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        rows = table.verticalHeader()
        rows.hide()
        # One height for all: Qt need not look at each of ten thousand rows.
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(table.fontMetrics().height() + 10)
        columns = table.horizontalHeader()
        columns.setHighlightSections(False)
        columns.setAccessibleName(self.tr("Order of the labels"))
        # A second way, for the mouse: the keyboard finds labels by typing.
        columns.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        columns.setSectionResizeMode(PHOTOS, QHeaderView.ResizeMode.Fixed)
        columns.resizeSection(PHOTOS, scaled(90))

    def _lay_out(self) -> None:
        self.begin(
            self.tr("Tags"),
            self.tr(
                "Photos are tagged by themselves with these labels; what you say of a tag always "
                "wins. Double-click a name, or press F2, to change it."
            ),
        )
        self.column.addWidget(self.filter)
        self.column.addWidget(self.table, 1)
        self.column.addLayout(line(self.verdict, self.undo, stretch=self.verdict))
        self.column.addLayout(line(self.also, self.show_photos, self.remove, stretch=self.also))
        self.column.addWidget(self.names)
        self.column.addLayout(line(self.synonym, self.add_name, stretch=self.synonym))
        self.add_section(self.tr("New label"))
        new = line(self.english, self.korean, self.add, stretch=self.english)
        new.setStretchFactor(self.korean, 1)
        self.column.addLayout(new)
        self.column.addWidget(self.new_verdict)
        self.column.addWidget(self.reset, 0, Qt.AlignmentFlag.AlignLeft)
        self.add_section(self.tr("Tag again"))
        self.column.addWidget(self.tagging)

    def _wire(self) -> None:
        self.filter.textChanged.connect(self._filter)
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        self.model.modelReset.connect(self._keep_choice)
        self.model.renamed.connect(self._rename)
        self.names.removed.connect(self._remove_synonym)
        self.synonym.returnPressed.connect(self._add_synonym)
        for one in (self.english, self.korean):
            one.returnPressed.connect(self._add)
            one.textChanged.connect(lambda _: self._say(""))
        self._bridge.happened.connect(self._heard)
        if self._library.is_read_only:
            for part in (self.add, self.english, self.korean, self.tagging, self.reset):
                part.setEnabled(False)

    # What is shown

    def _show(self, found: tuple[LabelSet, dict[str, int]]) -> None:
        self._labels, counts = found
        chosen = self.chosen
        self._wanted = self._wanted or (chosen.id if chosen is not None else "")
        self.model.show_labels(self._labels, counts)

    def _filter(self, text: str) -> None:
        chosen = self.chosen
        self._wanted = chosen.id if chosen is not None else ""
        self.model.set_filter(text)

    def _keep_choice(self) -> None:
        row = self.model.row_of(self._wanted) if self._wanted else -1
        self._wanted = ""
        if row >= 0:
            self.table.setCurrentIndex(self.model.index(row, 0))
            self.table.scrollTo(self.model.index(row, 0))
        else:
            self._choose(QModelIndex())

    def _choose(self, _: QModelIndex, __: QModelIndex | None = None) -> None:
        chosen, can_write = self.chosen, not self._library.is_read_only
        for one in (self.synonym, self.add_name, self.remove):
            one.setEnabled(chosen is not None and can_write)
        self.show_photos.setEnabled(chosen is not None)
        also = chosen.also if chosen is not None else ()
        self.names.show_names([one for pair in also for one in pair if one], can_remove=can_write)
        for first, second in pairwise([self.remove, *self.names.pills, self.synonym]):
            self.setTabOrder(first, second)
        if chosen is None:
            self.also.setText(self.tr("Choose a label to see its other names."))
            return
        text = self.tr("“{name}” has no other names.")
        if self.names.names:
            text = self.tr("“{name}” is also found by these names:")
        self.also.setText(text.format(name=tag_words.name(chosen)))

    def _say(self, text: str, *, is_wrong: bool = True, can_undo: bool = False) -> None:
        self.new_verdict.hide()
        self.verdict.setText(text)
        self.verdict.setVisible(bool(text))
        self.undo.setVisible(can_undo)
        set_state(self.verdict, "kind", "danger" if is_wrong else "quiet")

    def _failed(self, error: Exception) -> None:
        self._say(words.told(error))

    def _refused(self, error: Exception) -> None:
        self._say("")
        self.new_verdict.setText(words.told(error))
        self.new_verdict.show()

    def _heard(self, event: Event) -> None:
        if isinstance(event, TagsChanged) and self.isVisible():
            self.refresh()
        elif isinstance(event, UndoChanged) and event.undo not in EDITS:
            # The link takes back the last deed of all, which is another one now.
            self.undo.hide()

    # What is done

    def _do(self, work: Callable[[], object], text: str) -> None:
        """Change the label set in the background."""

        def done(_: object) -> None:
            self._say(text, is_wrong=False, can_undo=True)
            self.refresh()

        self._say("")
        self._bridge.run_each("change the labels", lambda _: work(), done, self._failed)

    def _add(self) -> None:
        english, korean = self.english.text().strip(), self.korean.text().strip()
        if not english and not korean:
            return
        tags = self._library.tags

        def done(made: Label) -> None:
            self.english.clear()
            self.korean.clear()
            self.filter.clear()
            self._wanted = made.id
            text = self.tr("“{name}” is a label now; photos are tagged with it.")
            self._say(text.format(name=tag_words.name(made)), is_wrong=False, can_undo=True)
            self.refresh()

        self._bridge.run_each(
            "add a label", lambda _: tags.add_label(english, korean), done, self._refused
        )

    def _rename(self, about: Label, is_english: bool, name: str) -> None:
        tags = self._library.tags
        names: dict[str, Any] = {"english" if is_english else "korean": name}
        text = self.tr("The label has its new name; what you said of it stays.")
        self._do(lambda: tags.rename_label(about.id, **names), text)

    def _add_synonym(self) -> None:
        about, name = self.chosen, self.synonym.text().strip()
        if about is None or not name:
            return
        tags = self._library.tags
        pair = ("", name) if HANGUL.search(name) else (name, "")
        self.synonym.clear()
        self._do(
            lambda: tags.add_synonym(about.id, *pair),
            self.tr("The label answers to “{name}” as well.").format(name=name),
        )

    def _remove_synonym(self, name: str) -> None:
        about, tags = self.chosen, self._library.tags
        if about is not None:
            self._do(
                lambda: tags.remove_synonym(about.id, name),
                self.tr("The label does not answer to “{name}” any more.").format(name=name),
            )

    def _remove(self) -> None:
        about = self.chosen
        if about is None:
            return
        tags = self._library.tags
        text = self.tr("“{name}” is no label any more; what you said of it is kept.")
        self._do(lambda: tags.remove_label(about.id), text.format(name=tag_words.name(about)))

    def _reset(self) -> None:
        tags = self._library.tags
        self._do(tags.reset_labels, self.tr("The built-in labels hold again."))

    def _undo(self) -> None:
        undo = self._library.undo

        def done(_: object) -> None:
            self._say("")
            self.refresh()

        self._bridge.run_each("undo", lambda _: undo.undo(), done, self._failed)

    def _show_photos(self) -> None:
        if self.chosen is not None:
            self.photos_asked.emit(self.chosen)
