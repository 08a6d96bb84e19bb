"""One writer a library; readers are always welcome."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path

from filelock import FileLock, Timeout

from photoclip.core.errors import LibraryLockedError, LibraryReadOnlyError
from photoclip.core.own_files import FILE_MODE, private_opener
from photoclip.core.wording import Message

LOCK_NAME = "library.lock"
HOLDER_NAME = "library.holder.json"


class WriterLock:
    """Held by the one process that may write. The system frees it when that process dies."""

    def __init__(self, folder: Path) -> None:
        self._holder = folder / HOLDER_NAME
        # Not bound to a thread: a window opens its library in one and closes it in another.
        self._lock = FileLock(
            str(folder / LOCK_NAME), timeout=0, thread_local=False, mode=FILE_MODE
        )

    def acquire(self) -> None:
        """Raises LibraryLockedError with the holder's process, or LibraryReadOnlyError."""
        try:
            self._lock.acquire()
        except Timeout:
            raise LibraryLockedError(
                Message("This library is in use by another PhotoClip{who}.", who=self._who()),
                "Close it there, or wait until it is done; searching works meanwhile.",
            ) from None
        except OSError as error:
            raise LibraryReadOnlyError(
                Message("The library cannot be written: {reason}.", reason=error.strerror or error),
                "Check the permissions of its folder, or choose another with --library.",
            ) from error
        with (
            contextlib.suppress(OSError),
            open(self._holder, "w", encoding="utf-8", opener=private_opener) as file,
        ):
            file.write(json.dumps({"pid": os.getpid()}))

    def release(self) -> None:
        """Let others write. Does nothing when it is not held."""
        if self._lock.is_locked:
            with contextlib.suppress(OSError):
                self._holder.unlink()
            self._lock.release()

    def _who(self) -> str:
        try:
            return f" (process {json.loads(self._holder.read_text(encoding='utf-8'))['pid']})"
        except (OSError, ValueError, KeyError, TypeError):
            return ""
