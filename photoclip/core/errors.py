"""One tree of known errors. Each says what happened and what the person can do about it."""

from __future__ import annotations

import errno
from typing import Self

from photoclip.core.models import Problem
from photoclip.core.wording import Message

_LONGEST_QUOTED = 300
"""Characters of a value that a message quotes: most paths, and a part of what a stranger wrote."""


def _brief(message: str, longest: int = _LONGEST_QUOTED) -> str:
    """The sentence with the middle of long values left out; the ends of a path say most."""
    if not isinstance(message, Message):
        return message
    half = longest // 2
    values = {
        name: f"{one[:half]}…{one[-half:]}"
        for name, one in message.values.items()
        if isinstance(one, str) and not isinstance(one, Message) and len(one) > longest
    }
    return Message(message.template, **{**message.values, **values}) if values else message


class PhotoClipError(Exception):
    """A known error, shown to people in its own words.

    message: what happened, one sentence. hint: what to do next, one sentence, or "". What either
    quotes is shortened where it is long.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        message, hint = _brief(message), _brief(hint)
        super().__init__(message)
        self.message = message
        self.hint = hint

    @property
    def told(self) -> str:
        """Both sentences as one message."""
        if not self.hint:
            return self.message
        return Message("{message} {hint}", message=self.message, hint=self.hint)

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class CancelledError(Exception):
    """The person, or the end of the program, stopped what was waited for. Nobody is told of it."""


class LibraryError(PhotoClipError):
    """The library as a whole cannot be used as asked."""


class LibraryLockedError(LibraryError):
    """Another PhotoClip is writing to this library."""


class LibraryReadOnlyError(LibraryError):
    """The library lies on a place that cannot be written."""


class LibraryNewerError(LibraryError):
    """The catalog was written by a newer PhotoClip; it is left untouched."""


class CatalogCorruptError(LibraryError):
    """The catalog file is damaged and no backup could take its place."""


class DiskFullError(LibraryError):
    """No room is left where the library lies."""


def is_disk_full(error: OSError) -> bool:
    """Whether a disk has no room left, or the person's share of it (quota) is used up."""
    return error.errno in (errno.ENOSPC, errno.EDQUOT)


class FolderError(PhotoClipError):
    """A folder cannot be watched, or is away."""


class FolderOfflineError(FolderError):
    """A watched folder is away: nothing in it may count as gone."""


class PictureError(PhotoClipError):
    """One file cannot be taken in. Nothing else is lost."""

    def __init__(self, problem: Problem, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.problem = problem

    def __reduce__(self) -> tuple[type[PictureError], tuple[Problem, str, str]]:
        # Exception's own pickling would call __init__ with the message alone.
        return (type(self), (self.problem, self.message, self.hint))


class UnfitFileError(PhotoClipError):
    """A file that is to be read as a whole is no file at all, or far too large to be meant."""


class PassingError(PictureError):
    """One file cannot be read, or not be taken in, now; that says nothing of the file."""


_PASSING = frozenset(
    {
        *(errno.ENOSPC, errno.EDQUOT),
        *(errno.EIO, errno.ESTALE, errno.ETIMEDOUT, errno.EAGAIN, errno.EINTR, errno.EBUSY),
        *(errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.ENOBUFS, errno.ENOLCK),
        *(errno.EHOSTDOWN, errno.EHOSTUNREACH, errno.ENETDOWN, errno.ENETUNREACH),
        *(errno.ECONNRESET, errno.ECONNABORTED, errno.ECONNREFUSED, errno.ENOTCONN, errno.EPIPE),
    }
)


def is_passing(error: OSError) -> bool:
    """Whether an error tells of the moment (a disk, a drive, a network, the memory), not of a
    file: what failed by it is tried again, and nothing is held against it."""
    return error.errno in _PASSING


class ModelError(PhotoClipError):
    """A model is missing, broken, or does not run here."""


class WorkerError(PhotoClipError):
    """The worker process cannot be started or keeps dying."""


class SearchError(PhotoClipError):
    """A search cannot be answered."""


_LONGEST_TYPED = 80


class QuerySyntaxError(SearchError):
    """A search that is not understood.

    span: start and end of the place in the typed text, in characters. suggestion: what may have
    been meant there, or "". A long piece of the typed text is shortened in the message.
    """

    def __init__(
        self, message: str, hint: str, span: tuple[int, int], suggestion: str = ""
    ) -> None:
        super().__init__(_brief(message, _LONGEST_TYPED), _brief(hint, _LONGEST_TYPED))
        self.span = span
        self.suggestion = suggestion


class LabelError(PhotoClipError):
    """A set of labels, or a change of it, makes no sense as it stands.

    labels: the ids of those that it is about, as far as they are known.
    """

    labels: tuple[str, ...] = ()

    def about(self, *labels: str) -> Self:
        """This error with the labels that it is about."""
        self.labels = labels
        return self


class AlbumError(PhotoClipError):
    """An album cannot be made, changed, filled or written as asked."""


class ExportError(PhotoClipError):
    """A copy of a photo cannot be written where it was asked for."""


class TrashError(PhotoClipError):
    """A file cannot be moved to the system's trash, or not be brought back from it."""


class SidecarError(PhotoClipError):
    """An XMP sidecar cannot be read or written. It is as it was."""


class OfferError(PhotoClipError):
    """An offer of marks is not there, or has its answer already."""


class SidecarChangedError(SidecarError):
    """Another program wrote the sidecar between our look and our write."""
