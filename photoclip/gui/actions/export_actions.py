"""Copies of chosen photos: the dialog, the work behind it, and the word about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from photoclip.core.events import Event, ExportProgressed
from photoclip.core.files import ExportReport, ExportSettings
from photoclip.gui.actions.export_dialog import ExportDialog
from photoclip.gui.desktop.opening import open_files, pictures_folder, show_in_file_manager
from photoclip.gui.language import words

if TYPE_CHECKING:
    from photoclip.gui.actions.context import ActionContext
    from photoclip.gui.threads.bridge import Job


class ExportActions(QObject):
    """One export at a time; the choices of the last one are offered again."""

    def __init__(self, context: ActionContext) -> None:
        super().__init__(context.parent)
        self._window, self._library = context.parent, context.library
        self._bridge, self._toast = context.bridge, context.toast
        self._last = ExportSettings(pictures_folder())
        self._job: Job | None = None
        self.dialog: ExportDialog | None = None
        self._bridge.happened.connect(self._heard)

    def ask(self, ids: list[int]) -> None:
        """Ask how the copies of these photos shall be."""
        if not ids or self.dialog is not None:
            return
        dialog = ExportDialog(self._window, len(ids), self._last)
        dialog.export_asked.connect(lambda settings: self._run(ids, settings))
        dialog.cancel_asked.connect(self._stop)
        dialog.folder_asked.connect(self._show_folder)
        dialog.destroyed.connect(self._forget_dialog)
        self.dialog = dialog
        dialog.open()

    def _run(self, ids: list[int], settings: ExportSettings) -> None:
        self._last = settings
        exports = self._library.exports
        self._job = self._bridge.run_each(
            "export copies",
            lambda token: exports.run(ids, settings, token),
            self._finished,
            self._failed,
        )

    def _stop(self) -> None:
        # The report of what is copied already is still wanted, so only the work is told to stop.
        if self._job is not None and self._job.task is not None:
            self._job.task.cancel()

    def _finished(self, report: ExportReport) -> None:
        self._job = None
        if report.failures and self.dialog is not None:
            self.dialog.show_report(report)
            return
        if self.dialog is not None:
            self.dialog.accept()
        count = len(report.paths)
        said = words.grouped(self.tr("%n copies made", "", count), count)
        if report.was_cancelled:
            said = words.grouped(self.tr("Stopped after %n copies", "", count), count)
        if count:
            paths = list(report.paths)
            self._toast.say(said, self.tr("Show"), lambda: self._show(paths))
        else:
            self._toast.say(said)

    def _failed(self, error: Exception) -> None:
        self._job = None
        if self.dialog is not None:
            self.dialog.show_error(str(error))
        else:
            self._toast.say(str(error))

    def _heard(self, event: Event) -> None:
        if isinstance(event, ExportProgressed) and self.dialog is not None:
            self.dialog.show_progress(event)

    def _show(self, paths: list[str]) -> None:
        self._bridge.run_each("show copies", lambda _: show_in_file_manager(paths), lambda _: None)

    def _show_folder(self, folder: str) -> None:
        self._bridge.run_each("show copies", lambda _: open_files([folder]), lambda _: None)

    def _forget_dialog(self) -> None:
        self.dialog = None
