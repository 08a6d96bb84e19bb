"""Files of photos as actions see them: what is copied, exported or moved to the trash."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from photoclip.core.file_identity import FileStat


@dataclass(frozen=True, slots=True)
class PhotoFile:
    """One file of a photo, with all that is needed to enter it in the catalog again.

    photo_id: None for a file that is not taken in yet. directory: relative to the watched folder.
    root: the watched folder's path. is_offline: its drive was away at the last look. is_certain:
    what it holds was read since it last changed. content_hash: of the photo, None without one.
    """

    file_id: int
    photo_id: int | None
    folder_id: int
    root: str
    directory: str
    name: str
    path: str
    stat: FileStat
    is_offline: bool = False
    is_certain: bool = True
    content_hash: bytes | None = None

    @property
    def listed_id(self) -> int:
        """How lists name it: the photo's id, or minus the file's id while it is not taken in."""
        return -self.file_id if self.photo_id is None else self.photo_id


@dataclass(frozen=True, slots=True)
class FileFailure:
    """A file with which something could not be done, and why, in a sentence or two."""

    path: str
    message: str


@dataclass(frozen=True, slots=True)
class TrashPlan:
    """What would be moved to the trash.

    photo_ids: the photos that go, as lists name them. files: all of their files. copies: the files
    beside the first one of each photo. away: photos that stay, since a drive with a file of theirs
    is away.
    """

    photo_ids: tuple[int, ...] = ()
    files: tuple[PhotoFile, ...] = ()
    copies: tuple[PhotoFile, ...] = ()
    away: int = 0


@dataclass(frozen=True, slots=True)
class TrashReport:
    """What became of a plan. photo_ids: photos of which nothing is left where it was.

    failures: files that stay. can_undo: whether PhotoClip itself can bring the files back.
    """

    photo_ids: tuple[int, ...] = ()
    files: int = 0
    failures: tuple[FileFailure, ...] = ()
    can_undo: bool = False


class ExportFormat(enum.StrEnum):
    """KEEP stays with the original's format where it can be written, and takes JPEG elsewhere."""

    KEEP = "keep"
    JPEG = "jpeg"


class Strip(enum.StrEnum):
    """What copies leave out of what cameras and programs wrote into the originals."""

    NOTHING = "nothing"
    PLACE = "place"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class ExportSettings:
    """How copies are made. long_side: pixels at the most, None for the original's; never enlarged.

    quality: of JPEG, 1 to 95. dated_names: names begin with the day the photo was taken.
    """

    folder: str
    long_side: int | None = None
    format: ExportFormat = ExportFormat.KEEP
    quality: int = 90
    strip: Strip = Strip.NOTHING
    dated_names: bool = False


@dataclass(frozen=True, slots=True)
class ExportJob:
    """One copy to make. stem: its name without the extension. rotation: degrees clockwise."""

    source: str
    stem: str
    rotation: int
    settings: ExportSettings


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What an export did. paths: the copies. failures: originals without a copy, and why."""

    folder: str
    paths: tuple[str, ...] = ()
    failures: tuple[FileFailure, ...] = ()
    was_cancelled: bool = False
