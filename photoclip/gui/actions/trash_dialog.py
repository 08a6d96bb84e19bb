"""The question before photos go to the trash: how many, and which files."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QWidget

from photoclip.core.files import TrashPlan
from photoclip.gui.language import words
from photoclip.gui.widgets.parts import label, plain_tip
from photoclip.gui.widgets.sheet import Sheet

LISTED = 500
LINES = 5


class TrashDialog(Sheet):
    """Accepted when the person means it."""

    def __init__(self, window: QWidget, plan: TrashPlan, *, can_undo: bool) -> None:
        self.plan = plan
        count = len(plan.photo_ids)
        title = self.tr("Move %n photos to Trash?", "", count)
        super().__init__(window, words.grouped(title, count), 420)
        if can_undo:
            text = self.tr("You can take this back with Undo as long as they lie in the trash.")
        else:
            text = self.tr("The system's trash keeps them until it is emptied.")
        self.text = label(text, "quiet", wraps=True)
        self.body.addWidget(self.text)
        self.copies = QListWidget()
        if plan.copies:
            self._list_copies()
        if plan.away:
            stay = self.tr(
                "%n more photos stay where they are: their drive is away.", "", plan.away
            )
            self.body.addWidget(label(words.grouped(stay, plan.away), "quiet", wraps=True))
        self.add_button(self.tr("Cancel"), self.reject)
        deed = words.grouped(self.tr("Move %n photos to Trash", "", count), count)
        self.deed = self.add_button(deed, self.accept, "primary")
        self.deed.setDefault(True)
        self.deed.setFocus()

    def _list_copies(self) -> None:
        """A photo leaves with all of its files, so the person reads of each."""
        copies = self.plan.copies
        count = len(copies)
        text = self.tr("%n copies of them, in other files, go too:", "", count)
        self.body.addWidget(label(words.grouped(text, count), wraps=True))
        listed = self.copies
        listed.setProperty("kind", "paths")
        listed.setAccessibleName(self.tr("Copies that go too"))
        listed.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        listed.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for one in copies[:LISTED]:
            path = words.place_on_disk(one.path)
            listed.addItem(path)
            listed.item(listed.count() - 1).setToolTip(plain_tip(path))
        height = listed.sizeHintForRow(0) * min(count, LINES) + 10
        listed.setFixedHeight(height)
        self.body.addWidget(listed)
