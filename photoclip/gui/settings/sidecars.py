"""The page of the settings on sidecars: what is shared with other programs, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from photoclip.core.events import Event, SidecarsProgressed
from photoclip.core.files import FileFailure
from photoclip.core.sidecars import SidecarReport, SidecarStatus
from photoclip.gui.language import words
from photoclip.gui.look.theme import SPACE
from photoclip.gui.settings.parts import SettingsPage, SwitchRow, empty, quiet
from photoclip.gui.widgets.parts import ElidedLabel, button, label, rule

if TYPE_CHECKING:
    from photoclip.app.library import Library
    from photoclip.gui.threads.bridge import Bridge, Job

MOST_SHOWN = 50
"""Failures on show; more are counted."""


class SidecarsPage(SettingsPage):
    """Two switches that are off at first, what sidecars hold, and a run over all photos."""

    def __init__(self, bridge: Bridge, library: Library) -> None:
        super().__init__()
        self._bridge = bridge
        self._library = library
        self._job: Job | None = None
        self._said = ""
        self.switches: dict[str, SwitchRow] = {}
        self.write_all = button(self.tr("Write all now"), self._write_all)
        self.read_all = button(self.tr("Read all now"), self._read_all)
        self.stop = button(self.tr("Stop"), self._stop)
        self.state = quiet()
        self.problems = QFrame()
        self.problems.setProperty("kind", "card")
        self._list = QVBoxLayout(self.problems)
        self._list.setContentsMargins(12, SPACE, 12, SPACE)
        self._list.setSpacing(SPACE)
        self._lay_out()
        self.stop.hide()
        self.problems.hide()
        bridge.happened.connect(self._heard)

    def refresh(self) -> None:
        """Show what holds, and what failed last."""
        chosen = self._library.preferences.read()
        for name, row in self.switches.items():
            row.show_state(getattr(chosen, name))
        self.switches["sidecar_model_tags"].setEnabled(chosen.sidecar_tags)
        sidecars = self._library.sidecars
        self._bridge.run("state of sidecars", lambda _: sidecars.status(), self._show_status)

    def _lay_out(self) -> None:
        self.begin(
            self.tr("Sidecars"),
            self.tr(
                "Small files beside your photos, such as photo.jpg.xmp, through which digiKam, "
                "Lightroom and other programs share what you say of them. "
                "The photos themselves are never touched."
            ),
        )
        self._add_switch(
            "writes_sidecars",
            self.tr("Write sidecars"),
            self.tr("What you change here is written beside the photo. All else in there stays."),
        )
        self._add_switch(
            "reads_sidecars",
            self.tr("Read sidecars"),
            self.tr("What you change in other programs is taken in. The later word counts."),
        )
        self.add_section(self.tr("What they hold"))
        self._add_switch(
            "sidecar_tags", self.tr("Tags"), self.tr("Those that you gave or confirmed.")
        )
        self._add_switch(
            "sidecar_model_tags",
            self.tr("Tags that PhotoClip found"),
            self.tr("Written together with yours, though some of them are wrong."),
        )
        self._add_switch("sidecar_ratings", self.tr("Ratings"), self.tr("One to five stars."))
        self._add_switch(
            "sidecar_albums",
            self.tr("Albums"),
            self.tr(
                "Their names, below the keyword “Albums”, for photos that you put in yourself."
            ),
        )
        self.add_section(self.tr("Names of new sidecars"))
        self._add_switch(
            "sidecar_adobe_names",
            self.tr("As Lightroom names them"),
            self.tr("photo.xmp instead of photo.jpg.xmp, where it can belong to one photo only."),
        )
        self.add_section(self.tr("All photos"))
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        for one in (self.write_all, self.read_all, self.stop):
            row.addWidget(one)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addWidget(self.state)
        self.column.addWidget(self.problems)
        self.finish()

    def _add_switch(self, name: str, title: str, text: str) -> None:
        row = self.switches[name] = SwitchRow(title, text)
        row.toggled.connect(lambda is_on: self._change(**{name: is_on}))
        self.column.addWidget(row)

    def _change(self, **values: Any) -> None:
        preferences = self._library.preferences
        self._bridge.run_each(
            "change what sidecars hold", lambda _: preferences.change(**values), lambda _: None
        )

    # A run over all photos

    def _write_all(self) -> None:
        sidecars = self._library.sidecars
        self._begin(lambda token: sidecars.write(token=token), self._written)

    def _read_all(self) -> None:
        sidecars = self._library.sidecars
        self._begin(lambda token: sidecars.read(token=token), self._taken_in)

    def _begin(self, work: Any, done: Any) -> None:
        self._show_running(is_running=True)
        self.state.setText(self.tr("Looking for photos…"))
        self._job = self._bridge.run_each("all sidecars", work, done, self._failed)

    def _stop(self) -> None:
        if self._job is not None and self._job.task is not None:
            self._job.task.cancel()

    def _show_running(self, *, is_running: bool) -> None:
        self.stop.setVisible(is_running)
        self.write_all.setEnabled(not is_running)
        self.read_all.setEnabled(not is_running)
        if not is_running:
            self._job = None

    def _written(self, report: SidecarReport) -> None:
        text = self.tr("%n sidecars were written.", "", report.written)
        self._finish(words.grouped(text, report.written), report)

    def _taken_in(self, report: SidecarReport) -> None:
        text = self.tr("%n photos got other tags or ratings.", "", report.imported)
        text = words.grouped(text, report.imported)
        if report.imported:
            text = f"{text} {self.tr('Ctrl+Z in the window takes it back.')}"
        self._finish(text, report)

    def _finish(self, text: str, report: SidecarReport) -> None:
        self._show_running(is_running=False)
        if report.away:
            away = self.tr("%n photos are away with their drive.", "", report.away)
            text = f"{text} {words.grouped(away, report.away)}"
        if report.was_cancelled:
            text = f"{self.tr('Stopped.')} {text}"
        self._said = text
        self.refresh()

    def _failed(self, error: Exception) -> None:
        self._show_running(is_running=False)
        self._said = words.told(error)
        self.refresh()

    def _heard(self, event: Event) -> None:
        if isinstance(event, SidecarsProgressed) and self._job is not None:
            text = self.tr("{done} of {total} photos").format(
                done=words.number(event.done), total=words.number(event.total)
            )
            self.state.setText(text)

    def _show_status(self, status: SidecarStatus) -> None:
        if self._job is None:
            known = self.tr("%n sidecars are known.", "", status.known)
            self.state.setText(f"{self._said} {words.grouped(known, status.known)}".strip())
        empty(self._list)
        for failure in status.problems[:MOST_SHOWN]:
            self._add_problem(failure)
        left = len(status.problems) - MOST_SHOWN
        if left > 0:
            more = self.tr("%n more could not be read or written.", "", left)
            self._list.addWidget(label(words.grouped(more, left), "secondary"))
        self.problems.setVisible(bool(status.problems))

    def _add_problem(self, failure: FileFailure) -> None:
        if self._list.count():
            self._list.addWidget(rule())
        path = words.printable(failure.path)
        self._list.addWidget(ElidedLabel(path, "", Qt.TextElideMode.ElideMiddle))
        self._list.addWidget(label(words.said(failure.message), "secondary", wraps=True))
