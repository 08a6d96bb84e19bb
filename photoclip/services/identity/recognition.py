"""Which photo a file holds that a scan met: known by what it is first, by its name last."""

from __future__ import annotations

import os
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import timedelta

from photoclip.catalog.database import Catalog
from photoclip.catalog.files.identities import FormerFile
from photoclip.core.file_identity import Claim, Difference, FileStat
from photoclip.core.models import FileState, FoundFile
from photoclip.ingest.walk import is_regular
from photoclip.media.birth import birth_ns

WAIT = timedelta(minutes=10)
"""How long the marks of a photo wait for a file with the name of the one that is gone. Editors
that keep a copy write the new file within seconds; one that asks a question first takes longer."""


@dataclass(slots=True)
class Recognised:
    """What became of some files. moved: of which photos a file moved, None while it is not read.

    moved_ids: ids of files that moved. waiting: how many wait to be read.
    """

    moved: list[int | None] = field(default_factory=list)
    moved_ids: set[int] = field(default_factory=set)
    waiting: int = 0


class Recognition:
    """Enters the files of one directory. To be used inside one transaction.

    gone: ids of files that the directory holds no more. is_watched: changes were seen as they
    happened, so that what has the name of a file that was there minutes ago may be its successor.
    """

    def __init__(
        self, catalog: Catalog, folder_id: int, gone: Collection[int], *, is_watched: bool
    ) -> None:
        self._catalog = catalog
        self._identities = catalog.identities
        self._folder_id = folder_id
        self._gone = frozenset(gone)
        self._by_name = Claim.WATCHED if is_watched else Claim.NAMED
        self._fresh: list[FoundFile] = []
        self._left: list[tuple[int, FoundFile]] = []
        self.result = Recognised()

    def enter(self, found: FoundFile) -> None:
        """Take in one file: moved here, written to, or new."""
        self._enter(self._folder_id, found)

    def finish(self) -> None:
        """Enter the new files, and what lies now in the places that others left."""
        self._enter_fresh()
        while self._left:
            self._enter(*self._left.pop())
        self._enter_fresh()

    def _enter(self, folder_id: int, found: FoundFile) -> None:
        there = self._identities.at_place(folder_id, found)
        former = self._find(found, there)
        if former is not None:
            self._move(former, folder_id, found)
        elif there is not None:
            self._compare(there, found)
        else:
            self._begin(folder_id, found)

    def _enter_fresh(self) -> None:
        if self._fresh:
            self._catalog.files.add_pending(self._folder_id, self._fresh)
            self.result.waiting += len(self._fresh)
            self._fresh = []

    def _find(self, found: FoundFile, there: FormerFile | None) -> FormerFile | None:
        """What this file was elsewhere: the same inode and time, or the same inode written to."""
        here = None if there is None else there.file_id
        if there is not None and there.photo_id and there.stat.is_same_inode(found.stat):
            return None
        candidates = [
            one
            for one in self._identities.by_inode(found)
            if (one.file_id is None or one.file_id != here)
            and found.stat.is_same_inode(one.stat) is not False
            and self._is_vacated(one)
        ]
        # What the same file was last; else, of those with its inode, one that nobody wrote to.
        candidates.sort(key=lambda one: (self._grade(one, found), one.age))
        return candidates[0] if candidates else None

    @staticmethod
    def _grade(former: FormerFile, found: FoundFile) -> int:
        """0: certainly the same file. 1: one of the same inode, size and time. 2: of the inode."""
        if former.stat.is_same_inode(found.stat):
            return 0
        return 2 if former.stat.difference(found.stat) is Difference.CHANGED else 1

    def _is_vacated(self, former: FormerFile) -> bool:
        """Whether the place where a file was known holds it no more."""
        if former.file_id is None or former.file_id in self._gone:
            return True
        try:
            status = os.stat(former.path)
        except (FileNotFoundError, NotADirectoryError):
            return True
        except (OSError, ValueError):
            return False
        stat = FileStat.of(status, birth_ns(former.path))
        return stat.is_same_inode(former.stat) is False

    def _move(self, former: FormerFile, folder_id: int, found: FoundFile) -> None:
        difference = former.stat.difference(found.stat)
        is_written = difference is Difference.CHANGED
        claim = Claim.SAME if former.stat.is_same_inode(found.stat) else self._by_name
        file_id = self._identities.move(
            former,
            folder_id,
            found,
            claim=None if difference is Difference.NONE else claim,
            # Every rename changes the inode's time, so the content follows in the background.
            is_doubted=difference is Difference.TOUCHED,
        )
        self.result.moved.append(former.photo_id)
        self.result.moved_ids.add(file_id)
        self.result.waiting += is_written
        self._look_where_it_was(former)

    def _look_where_it_was(self, former: FormerFile) -> None:
        """Something else may lie in the old place, which the scan may have passed already."""
        stat = None if former.file_id is None else look_at(former.path)
        if stat is not None:
            self._left.append((former.folder_id, FoundFile(former.directory, former.name, stat)))

    def _compare(self, there: FormerFile, found: FoundFile) -> None:
        """The file in a known place is another one, or was written to."""
        is_same = there.stat.is_same_inode(found.stat) is True
        by_name = Claim.NAMED if there.is_away else self._by_name
        claim = Claim.SAME if is_same else by_name
        difference = there.stat.difference(found.stat)
        if difference is Difference.TOUCHED and there.state is FileState.READY:
            self._identities.doubt(there, claim)
            self.result.waiting += 1
        elif difference is not Difference.NONE or there.state is FileState.FAILED:
            self._identities.change(there, found, claim)
            self.result.waiting += 1

    def _begin(self, folder_id: int, found: FoundFile) -> None:
        left = self._identities.left_place(folder_id, found, WAIT)
        if left is not None:
            self._identities.claim(folder_id, found, left, self._by_name)
            self.result.waiting += 1
        elif folder_id == self._folder_id:
            self._fresh.append(found)
        else:
            self.result.waiting += self._catalog.files.add_pending(folder_id, [found])


def look_at(path: str) -> FileStat | None:
    """The identity of a regular file at a path, None where there is none."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None
    return FileStat.of(status, birth_ns(path)) if is_regular(status) else None
