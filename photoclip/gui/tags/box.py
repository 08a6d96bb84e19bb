"""The tags of the chosen photos, with the field that adds one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from photoclip.core.labels import Label, LabelSet
from photoclip.core.tagging import SharedTag
from photoclip.gui.language import words
from photoclip.gui.language.tags import Vocabulary
from photoclip.gui.look.theme import SPACE
from photoclip.gui.tags.field import TagField
from photoclip.gui.tags.pill import TagPill
from photoclip.gui.widgets.flow_layout import FlowLayout
from photoclip.gui.widgets.parts import button, label

if TYPE_CHECKING:
    from photoclip.app.library import Library
    from photoclip.gui.threads.bridge import Bridge

SHOWN_AT_MOST = 14
REST_MS = 60
"""A rubber band changes the choice many times a second; tags are looked for when it rests."""


@dataclass(frozen=True, slots=True)
class Found:
    """Tags of some photos. vocabulary: only where the label set is another than before."""

    tags: list[SharedTag]
    vocabulary: Vocabulary | None


class TagBox(QWidget):
    """Pills in lines: a person's own first, then those of the model."""

    added = Signal(list, str)
    confirmed = Signal(list, Label)
    rejected = Signal(list, Label)
    photos_asked = Signal(Label)
    left = Signal()

    def __init__(self, bridge: Bridge, name: str) -> None:
        super().__init__()
        self._bridge, self._job = bridge, f"tags: {name}"
        self._library: Library | None = None
        self._labels: LabelSet | None = None
        self._tags: list[SharedTag] = []
        self._shows_all = False
        self._next = ""
        self.ids: list[int] = []
        self.pills: list[TagPill] = []
        self.field = TagField()
        self.none = label(self.tr("No tags yet"), "quiet", wraps=True)
        self.more = button("", self._show_all, "link")
        self._flow_host = QWidget()
        self._flow = FlowLayout(self._flow_host, 6)
        self._timer = QTimer(self, singleShot=True, interval=REST_MS)
        self._timer.timeout.connect(self.refresh)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        for one in (self.none, self._flow_host):
            column.addWidget(one)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.field)
        self.none.hide()
        self.more.hide()
        self.setAccessibleName(self.tr("Tags"))
        self.field.entered.connect(lambda name: self.added.emit(self.ids, name))
        self.field.left.connect(self.left)
        self.field.up_asked.connect(lambda: self._step_from(None, -1))

    def attach(self, library: Library) -> None:
        """Ask this library from now on."""
        self._library = library
        self._labels = None
        self.field.setVisible(not library.is_read_only)

    @property
    def names(self) -> list[str]:
        """The names on the pills, in order."""
        return [one.accessibleName() for one in self.pills]

    def show_photos(self, ids: Sequence[int]) -> None:
        """Show the tags of these photos; files that are not taken in yet have none."""
        ids = [one for one in ids if one > 0]
        if ids == self.ids:
            return
        if self._library is not None:
            self._bridge.cancel(self._job)
        self.ids = ids
        self._shows_all = False
        self._next = ""
        if len(ids) > 1:
            self._timer.start()
        else:
            self._timer.stop()
            self.refresh()

    def refresh(self) -> None:
        """Look again."""
        library, ids, labels = self._library, self.ids, self._labels
        if library is None or not ids:
            return
        self._bridge.run(self._job, lambda _: gather(library, ids, labels), self._take)

    def focus_field(self) -> None:
        """Let the person type a tag."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def pill(self, name: str) -> TagPill:
        """The pill of a tag, by its name in the window's language."""
        return self.pills[self.names.index(name)]

    def _take(self, found: Found) -> None:
        if found.vocabulary is not None:
            self._labels = found.vocabulary.labels
            self.field.set_vocabulary(found.vocabulary)
        self._tags = found.tags
        self._show()

    def _show_all(self) -> None:
        self._shows_all = True
        self._show()
        self.field.setFocus()

    def _show(self) -> None:
        focused = next((one for one in self.pills if one.hasFocus()), None)
        place = self.pills.index(focused) if focused is not None else -1
        tags = self._tags if self._shows_all else self._tags[:SHOWN_AT_MOST]
        former = {one.tag.label.id: one for one in self.pills}
        while self._flow.takeAt(0) is not None:
            pass
        self.pills = [self._pill(one, former.pop(one.label.id, None)) for one in tags]
        for one in self.pills:
            self._flow.addWidget(one)
            one.show()
        wanted = next((one for one in self.pills if one.tag.label.id == self._next), None)
        if focused is not None and (wanted is not None or focused not in self.pills):
            near = self.pills[min(place, len(self.pills) - 1)] if self.pills else self.field
            (wanted or near).setFocus(Qt.FocusReason.OtherFocusReason)
        self._next = ""
        for gone in former.values():
            gone.hide()
            gone.deleteLater()
        self._order_tabs()
        self._flow_host.setVisible(bool(self.pills))
        self._flow_host.updateGeometry()
        self.none.setVisible(not self.pills)
        hidden = len(self._tags) - len(tags)
        self.more.setText(words.grouped(self.tr("%n more", "", hidden), hidden))
        self.more.setVisible(hidden > 0)

    def _order_tabs(self) -> None:
        chain: list[QWidget] = [*self.pills, self.more, self.field]
        for first, second in pairwise(chain):
            QWidget.setTabOrder(first, second)

    def _pill(self, tag: SharedTag, known: TagPill | None) -> TagPill:
        if known is not None:
            known.show_tag(tag, len(self.ids))
            return known
        made = TagPill(self._flow_host, tag, len(self.ids))
        made.confirmed.connect(lambda: self._confirm(made))
        made.rejected.connect(lambda: self._reject(made))
        made.spread.connect(lambda: self.added.emit(self.ids, made.tag.label.id))
        made.photos_asked.connect(self.photos_asked)
        made.step_asked.connect(lambda step: self._step_from(made, step))
        made.left.connect(self.left)
        return made

    def _confirm(self, pill: TagPill) -> None:
        # The next one that is only likely: a key a tag is enough to go through all of them.
        after = self.pills[self.pills.index(pill) + 1 :]
        open_ones = [one for one in after if not one.tag.is_certain]
        self._next = (open_ones[0] if open_ones else pill).tag.label.id
        self.confirmed.emit(list(pill.tag.photo_ids), pill.tag.label)

    def _reject(self, pill: TagPill) -> None:
        self.rejected.emit(list(pill.tag.photo_ids), pill.tag.label)

    def _step_from(self, pill: TagPill | None, step: int) -> None:
        ring: list[QWidget] = [*self.pills, self.field]
        place = ring.index(pill or self.field) + step
        ring[max(0, min(place, len(ring) - 1))].setFocus(Qt.FocusReason.TabFocusReason)


def gather(library: Library, ids: Sequence[int], known: LabelSet | None) -> Found:
    """For a background thread. known: the label set that the names are known of."""
    labels = library.tags.labels()
    vocabulary = None if labels is known else Vocabulary(labels)
    return Found(library.tags.shared(ids), vocabulary)
