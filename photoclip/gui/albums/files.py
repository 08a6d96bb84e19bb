"""Albums that leave the library, or come into it: folders of photos, and JSON."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog

from photoclip.core.events import Event, SharingProgressed
from photoclip.gui.desktop.opening import open_files
from photoclip.gui.language import words

if TYPE_CHECKING:
    from photoclip.core.albums import Album, ShareAs
    from photoclip.gui.actions.context import ActionContext
    from photoclip.gui.threads.bridge import Job
    from photoclip.services.albums.exchange import ImportReport
    from photoclip.services.albums.sharing import SharedFolder

JSON = "JSON (*.json)"
TOLD_EVERY_S = 0.25


class AlbumFiles(QObject):
    """Asks where to, works in the background, and says what came of it."""

    def __init__(self, context: ActionContext) -> None:
        super().__init__(context.parent)
        self._window, self._library = context.parent, context.library
        self._bridge, self._toast = context.bridge, context.toast
        self._undo = context.undo
        self._sharing: Job | None = None
        self._said = ""
        self._bridge.happened.connect(self._heard)
        self.dialog: QFileDialog | None = None

    # Folders

    def ask_share(self, album: Album, how: ShareAs) -> None:
        """Ask for the place of the folder."""
        title = self.tr("Where to put the folder “{album}”").format(album=album.name)
        dialog = self._ask(title, QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda path: self.share(album, Path(path), how))
        dialog.open()

    def share(self, album: Album, destination: Path, how: ShareAs) -> None:
        """Make the folder."""
        sharing, events = self._library.album_desk.sharing, self._library.events
        self._said = self.tr("Making the folder “{album}”…").format(album=album.name)
        self._toast.say(self._said, self.tr("Stop"), self._stop)
        told_at = 0.0

        def tell(done: int, total: int) -> None:
            nonlocal told_at
            if time.monotonic() - told_at >= TOLD_EVERY_S:
                told_at = time.monotonic()
                events.emit(SharingProgressed(album.id, done, total))

        self._sharing = self._bridge.run_each(
            "share an album",
            lambda token: sharing.share(
                album.id, destination, how, progress=tell, is_cancelled=lambda: token.is_cancelled
            ),
            self._shared,
            self._not_shared,
        )

    def _heard(self, event: Event) -> None:
        """The line stays as long as the work goes on, unless something else is said there."""
        if not isinstance(event, SharingProgressed) or self._sharing is None:
            return
        is_ours = self._toast.text == self._said
        if is_ours != self._toast.isVisible():
            # Closed by the person, or in use for another message.
            return
        done, total = words.number(event.done), words.number(event.total)
        text = self.tr("Making the folder: {done} of {total} photos")
        self._said = text.format(done=done, total=total)
        self._toast.say(self._said, self.tr("Stop"), self._stop)

    def _stop(self) -> None:
        if self._sharing is not None and self._sharing.task is not None:
            self._sharing.task.cancel()

    def _not_shared(self, error: Exception) -> None:
        self._sharing = None
        self._toast.say(words.told(error))

    def _shared(self, folder: SharedFolder) -> None:
        self._sharing = None
        count, missing = folder.written, len(folder.missing)
        said = words.grouped(self.tr("%n photos are in “{folder}”", "", count), count)
        said = said.format(folder=words.printable(folder.path.name))
        if missing:
            lost = self.tr("%n photos could not be reached", "", missing)
            said = f"{said} · {words.grouped(lost, missing)}"
        path = str(folder.path)
        self._toast.say(said, self.tr("Show"), lambda: self._open(path))

    def _open(self, path: str) -> None:
        self._bridge.run_each("show a folder", lambda _: open_files([path]), lambda _: None)

    # JSON

    def ask_export(self, album: Album | None) -> None:
        """Ask for the file; of one album with those in it, or of all."""
        dialog = self._ask(self.tr("Export albums"), QFileDialog.FileMode.AnyFile)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("json")
        name = self.tr("Albums") if album is None else album.name
        from photoclip.services.albums.sharing import file_name

        dialog.selectFile(f"{file_name(name)}.json")
        dialog.setNameFilter(JSON)
        dialog.fileSelected.connect(lambda path: self.export(Path(path), album))
        dialog.open()

    def export(self, path: Path, album: Album | None) -> None:
        """Write albums as JSON."""
        exchange = self._library.album_desk.exchange

        def work(_: object) -> str:
            exchange.write(path, [] if album is None else [album.id])
            return path.name

        said = self.tr("The albums are in “{file}” now")
        self._bridge.run_each(
            "export albums",
            work,
            lambda name: self._toast.say(said.format(file=words.printable(name))),
            self._failed,
        )

    def ask_import(self) -> None:
        """Ask for the file."""
        dialog = self._ask(self.tr("Import albums"), QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(JSON)
        dialog.fileSelected.connect(lambda path: self.read(Path(path)))
        dialog.open()

    def read(self, path: Path) -> None:
        """Take in the albums of a JSON file."""
        exchange = self._library.album_desk.exchange
        self._bridge.run_each(
            "import albums",
            lambda _: exchange.read(path),
            self._imported,
            self._failed,
        )

    def _imported(self, report: ImportReport) -> None:
        if not report.has_changed:
            self._toast.say(self.tr("All of these albums are here already"))
            return
        made, merged = len(report.made), len(report.merged)
        parts = [self.tr("%n new albums", "", made)]
        if merged:
            parts.append(self.tr("%n albums took what they lacked", "", merged))
        if report.contradicted:
            stays = self.tr("%n photos stay as you judged them here", "", report.contradicted)
            parts.append(words.grouped(stays, report.contradicted))
        if report.missing:
            lost = self.tr("%n photos are not in this library", "", report.missing)
            parts.append(words.grouped(lost, report.missing))
        self._toast.offer_way_back(" · ".join(parts), self.tr("Undo"), self._undo)

    def _failed(self, error: Exception) -> None:
        text = words.told(error)
        if isinstance(error, OSError):
            text = self.tr("“{file}” cannot be read or written: {reason}").format(
                file=words.printable(Path(str(error.filename or "")).name),
                reason=error.strerror or "",
            )
        self._toast.say(text)

    def _ask(self, title: str, mode: QFileDialog.FileMode) -> QFileDialog:
        place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self._window, title, place)
        dialog.setFileMode(mode)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.destroyed.connect(self._forget)
        self.dialog = dialog
        return dialog

    def _forget(self) -> None:
        self.dialog = None
