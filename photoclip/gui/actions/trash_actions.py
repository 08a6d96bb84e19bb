"""To the trash: the question, the deed, and the word about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject

from photoclip.core.files import TrashPlan, TrashReport
from photoclip.gui.actions.trash_dialog import TrashDialog
from photoclip.gui.language import words

if TYPE_CHECKING:
    from photoclip.gui.actions.context import ActionContext
    from photoclip.gui.pages.photo_page import PhotoPage
    from photoclip.gui.viewer.viewer import Viewer


class TrashActions(QObject):
    """Nothing leaves without a yes to a question that names how many."""

    def __init__(self, context: ActionContext, page: PhotoPage, viewer: Viewer) -> None:
        super().__init__(context.parent)
        self._window, self._library = context.parent, context.library
        self._page, self._viewer = page, viewer
        self._bridge, self._toast = context.bridge, context.toast
        self.dialog: TrashDialog | None = None

    def ask(self, ids: list[int]) -> None:
        """Ask whether these photos shall go."""
        trash = self._library.trash
        if ids:
            self._bridge.run("plan the trash", lambda _: trash.plan(ids), self._confirm)

    def move(self, plan: TrashPlan) -> None:
        """Move them, as was agreed."""
        trash = self._library.trash
        self._bridge.run_each(
            "move to the trash", lambda token: trash.move(plan, token), self._moved
        )

    def _confirm(self, plan: TrashPlan) -> None:
        if not plan.files:
            if plan.away:
                text = self.tr("%n photos stay: their drive is away.", "", plan.away)
                self._toast.say(words.grouped(text, plan.away))
            else:
                self._toast.say(self.tr("These photos have left the library already."))
            return
        dialog = TrashDialog(self._window, plan, can_undo=self._library.trash.can_undo)
        dialog.accepted.connect(lambda: self.move(plan))
        dialog.destroyed.connect(self._forget_dialog)
        self.dialog = dialog
        dialog.open()

    def _forget_dialog(self) -> None:
        self.dialog = None

    def _moved(self, report: TrashReport) -> None:
        self._go_on_without(report.photo_ids)
        count, failed = len(report.photo_ids), len(report.failures)
        said = [words.grouped(self.tr("%n photos moved to Trash", "", count), count)]
        if failed:
            stayed = words.grouped(self.tr("%n files could not be moved", "", failed), failed)
            said += [stayed, words.said(report.failures[0].message)]
        elif not report.can_undo:
            said.append(self.tr("the system's trash has them"))
        text = " · ".join(said)
        if report.can_undo and report.files:
            self._toast.offer_way_back(text, self.tr("Undo"), self._undo)
        else:
            self._toast.say(text)

    def _undo(self) -> None:
        undo = self._library.undo
        back = self._page.grid.arrivals.expect
        self._bridge.run_each("undo", lambda _: undo.undo(), lambda _: back())

    def _go_on_without(self, gone: tuple[int, ...]) -> None:
        """The next photo takes the place of those that left, in the viewer and in the grid."""
        ids = self._page.model.ids
        staying = ids[~np.isin(ids, gone)]
        shown = self._viewer.photo_id
        is_viewed = self._viewer.isVisible() and shown in gone
        current = shown if is_viewed else self._page.grid.current_id()
        if current is None or current not in gone:
            return
        row = self._page.model.row_of(current)
        after = staying[np.isin(staying, ids[max(row, 0) :])]
        following = after if len(after) else staying[-1:]
        if is_viewed and not len(following):
            self._viewer.close_view()
        elif is_viewed:
            self._viewer.open(staying, int(following[0]))
        elif len(following):
            self._page.grid.go_to(int(following[0]))
