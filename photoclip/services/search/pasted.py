"""Pictures that were pasted to search by: each a file of its own, kept as long as it is named.

They lie in the library and not in its cache: an album that was saved from such a search is the
person's work, and nobody can make the picture again.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from photoclip.core.errors import DiskFullError, LibraryReadOnlyError, is_disk_full
from photoclip.core.wording import Message
from photoclip.media.fingerprint import content_hash
from photoclip.media.whole_files import TEMPORARY, write_whole
from photoclip.services.tasks import CancelToken, TaskRunner

FOLDER = "pasted"
_NAME = re.compile(r"[0-9a-f]{32}\.png")


class PastedPictures:
    """PNG files named by the BLAKE2b hash of their content, in ``library/pasted``."""

    def __init__(
        self, library: Path, saved_queries: Callable[[], Iterable[str]], tasks: TaskRunner
    ) -> None:
        """saved_queries: the texts of all queries that the catalog keeps."""
        self.folder = library / FOLDER
        self._saved_queries = saved_queries
        self._tasks = tasks

    def keep(self, png: bytes) -> Path:
        """Where the picture lies now; the same picture again is the same file.

        Raises DiskFullError, LibraryReadOnlyError.
        """
        path = self.folder / f"{content_hash(png).hex()}.png"
        try:
            self.folder.mkdir(mode=0o700, exist_ok=True)
            if not path.is_file():
                write_whole(path, png)
        except OSError as error:
            kind = DiskFullError if is_disk_full(error) else LibraryReadOnlyError
            raise kind(
                Message("The pasted picture cannot be kept: {reason}.", reason=error.strerror),
                Message("Save it as a file and drop that."),
            ) from error
        return path

    def clean_up(self, also: Iterable[str] = ()) -> None:
        """Delete in the background what no query names any more; see :meth:`sweep`."""
        named = tuple(also)
        self._tasks.submit("clean pasted pictures", lambda token: self.sweep(named, token))

    def sweep(self, also: Iterable[str] = (), token: CancelToken | None = None) -> int:
        """Delete the pictures that no saved query names, nor a text of ``also``; how many.

        To be called when a window begins, before anything is pasted.
        """
        try:
            # The names first: a query that is saved while we look keeps its picture.
            names = [one for one in os.listdir(self.folder) if _NAME.fullmatch(one)]
        except OSError:
            return 0
        texts = "\n".join((*also, *self._saved_queries()))
        removed = 0
        for name in names:
            if name in texts or (token is not None and token.is_cancelled):
                continue
            with contextlib.suppress(OSError):
                os.unlink(self.folder / name)
                removed += 1
        for partial in self.folder.glob(f"*{TEMPORARY}"):
            with contextlib.suppress(OSError):
                partial.unlink()
        return removed
