"""Moves photos to the system's trash, and brings them back where that is possible."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from photoclip.catalog.database import Catalog
from photoclip.core.errors import LibraryReadOnlyError, TrashError
from photoclip.core.events import EventBus, FilesFound, FilesGone, NoticeGiven, PhotosAdded
from photoclip.core.file_identity import Difference
from photoclip.core.files import FileFailure, PhotoFile, TrashPlan, TrashReport
from photoclip.core.ports import Trash
from photoclip.core.wording import Message
from photoclip.services.identity.file_guard import FileGuard
from photoclip.services.identity.recognition import look_at
from photoclip.services.tasks import CancelToken
from photoclip.services.undo import UndoStack

NAME = "move-to-trash"


class TrashService:
    """Plans, moves, and hands the way back to the undo stack.

    Not for the thread of a window: every file is a call to the system. read_again: called when a
    file came back that has to be taken in anew.
    """

    def __init__(
        self,
        catalog: Catalog,
        events: EventBus,
        undo: UndoStack,
        trash: Trash,
        read_again: Callable[[], object] = lambda: None,
    ) -> None:
        self._guard = FileGuard(catalog, read_again)
        self._catalog = catalog
        self._events = events
        self._undo = undo
        self._trash = trash
        self._read_again = read_again

    @property
    def can_undo(self) -> bool:
        """Whether photos can be brought back from here; elsewhere the system's trash has them."""
        return self._trash.can_restore

    def plan(self, photo_ids: Collection[int]) -> TrashPlan:
        """What ``move`` would do to these photos; nothing is touched.

        A photo leaves with all of its files. One with a file on a drive that is away stays, since
        it would be back with the drive. Raises LibraryReadOnlyError.
        """
        if self._catalog.is_read_only:
            raise LibraryReadOnlyError(
                "This library is open for looking only, so nothing is moved to the trash.",
                "Open it without “read only”.",
            )
        found = self._catalog.photo_files.of(dict.fromkeys(photo_ids))
        roots = {file.root for files in found.values() for file in files}
        away = {root for root in roots if not os.path.isdir(root)}
        leaving = {
            photo_id: files
            for photo_id, files in found.items()
            if not any(file.is_offline or file.root in away for file in files)
        }
        files = tuple(file for some in leaving.values() for file in some)
        copies = tuple(file for some in leaving.values() for file in some[1:])
        return TrashPlan(tuple(leaving), files, copies, len(found) - len(leaving))

    def move(self, plan: TrashPlan, token: CancelToken | None = None) -> TrashReport:
        """Move exactly the files of a plan; what cannot be moved stays and is told.

        Raises TrashError when not a single file could be moved.
        """
        command = MoveToTrash(
            self._catalog,
            self._events,
            self._trash,
            self._guard,
            plan.files,
            token,
            self._read_again,
        )
        if self._trash.can_restore:
            self._undo.do(command)
        else:
            command.do()
        return self._report(plan, command)

    def _report(self, plan: TrashPlan, command: MoveToTrash) -> TrashReport:
        failures = tuple(command.outcome.failures)
        moved = command.outcome.moved
        staying = {one.listed_id for one in plan.files} - {one.listed_id for one in moved}
        failed = {one.path for one in failures}
        staying |= {one.listed_id for one in plan.files if one.path in failed}
        gone = tuple(one for one in plan.photo_ids if one not in staying)
        return TrashReport(gone, len(moved), failures, self._trash.can_restore)


@dataclass(slots=True)
class Outcome:
    """What the last ``do`` of a command came to. moved: also files that were gone already."""

    moved: list[PhotoFile] = field(default_factory=list)
    failures: list[FileFailure] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class MoveToTrash:
    """An undo.Command. ``undo`` brings back what ``do`` has moved, wherever that still lies."""

    catalog: Catalog
    events: EventBus
    trash: Trash
    guard: FileGuard
    files: Sequence[PhotoFile]
    token: CancelToken | None
    read_again: Callable[[], object]
    outcome: Outcome = field(default_factory=Outcome)
    name: str = NAME

    def do(self) -> None:
        """Move the files. What was moved before an error or a stop is entered all the same."""
        outcome = self.outcome
        outcome.moved, outcome.failures = [], []
        try:
            for file in self.files:
                if self.token is not None and self.token.is_cancelled:
                    break
                self._move(file)
        finally:
            if outcome.moved:
                self.catalog.photo_files.remove(outcome.moved)
                self.events.emit(FilesGone(len(outcome.moved)))
        if not outcome.moved and outcome.failures:
            raise TrashError(outcome.failures[0].message)

    def undo(self) -> None:
        """Bring the files back. Those that cannot be brought back are named in a notice."""
        back: list[PhotoFile] = []
        lost: list[TrashError] = []
        for file in self.outcome.moved:
            try:
                self.trash.restore(file.path)
            except TrashError as error:
                lost.append(error)
                continue
            back.extend(_as_restored(file))
        if back:
            self.catalog.photo_files.enter_again(back)
            photo_ids = tuple({one.photo_id for one in back if one.photo_id is not None})
            self.events.emit(PhotosAdded(photo_ids) if photo_ids else FilesFound(len(back)))
            if any(one.photo_id is None for one in back):
                self.read_again()
        if lost:
            self.events.emit(NoticeGiven(lost[0].told))

    def _move(self, file: PhotoFile) -> None:
        refusal = self.guard.refusal(file)
        if refusal is not None:
            # Said alone, not in a list that names the file.
            said = Message("{name}: {reason}", name=file.name, reason=refusal)
            self.outcome.failures.append(FileFailure(file.path, said))
            return
        try:
            self.trash.put(file.path)
        except TrashError as error:
            if os.path.lexists(file.path):
                self.outcome.failures.append(FileFailure(file.path, error.told))
            elif os.path.isdir(file.root):
                # Somebody deleted it behind our back: that is what was asked for.
                self.outcome.moved.append(file)
            else:
                away = Message(
                    "The folder {folder} is away, so its photos stay in the library.",
                    folder=file.root,
                )
                self.outcome.failures.append(FileFailure(file.path, away))
        else:
            self.outcome.moved.append(file)


def _as_restored(file: PhotoFile) -> Iterator[PhotoFile]:
    """The file as it lies there now; one with other content has to be read first."""
    stat = look_at(file.path)
    if stat is None:
        return
    is_same = stat.difference(file.stat) is not Difference.CHANGED
    yield replace(file, stat=stat, photo_id=file.photo_id if is_same else None)
