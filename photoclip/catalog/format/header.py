"""What a catalog file is, read from its bytes before SQLite may touch it.

Offsets follow https://www.sqlite.org/fileformat2.html, sections 1.3 (header) and 4 (WAL).
"""

from __future__ import annotations

import enum
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path

from photoclip.catalog.format.migrations import APPLICATION_ID

_MAGIC = b"SQLite format 3\x00"
_HEADER_BYTES = 100
_WAL_MAGICS = (0x377F0682, 0x377F0683)
_WAL_HEADER = struct.Struct(">8I")
_WAL_FRAME = struct.Struct(">6I")


class FileKind(enum.Enum):
    """What lies where a catalog is expected."""

    ABSENT = "absent"
    FOLDER = "folder"
    EMPTY = "empty"
    CATALOG = "catalog"
    OTHER_DATABASE = "other-database"
    NO_DATABASE = "no-database"


@dataclass(frozen=True, slots=True)
class CatalogHeader:
    """version: the newest ``user_version``, in file or WAL. is_whole: no page is cut off."""

    kind: FileKind
    version: int = 0
    is_whole: bool = True


def wal_of(path: Path) -> Path:
    """Where SQLite keeps what is committed and not yet in the file itself."""
    return path.with_name(path.name + "-wal")


def shm_of(path: Path) -> Path:
    """Where SQLite keeps the index of the WAL."""
    return path.with_name(path.name + "-shm")


def has_wal(path: Path) -> bool:
    """Does a WAL with anything in it lie beside the catalog? A clean end leaves none."""
    try:
        return wal_of(path).stat().st_size > 0
    except FileNotFoundError:
        return False


def read_header(path: Path) -> CatalogHeader:
    """Look at a file without changing anything. Raises OSError when it cannot be read."""
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER_BYTES)
            size = file.seek(0, 2)
    except FileNotFoundError:
        return CatalogHeader(FileKind.ABSENT)
    except IsADirectoryError:
        return CatalogHeader(FileKind.FOLDER)
    if not header:
        return CatalogHeader(FileKind.EMPTY)
    if len(header) < _HEADER_BYTES or not header.startswith(_MAGIC):
        return CatalogHeader(FileKind.NO_DATABASE)
    version, application_id = _identity(header)
    if application_id != APPLICATION_ID:
        return CatalogHeader(FileKind.OTHER_DATABASE, version)
    if has_wal(path) and wal_of(path).is_file():
        # The version may have been raised by a commit that still lies in the WAL, and the
        # size says nothing while pages wait there.
        return CatalogHeader(FileKind.CATALOG, max(version, _version_in_wal(wal_of(path), version)))
    return CatalogHeader(FileKind.CATALOG, version, size >= _expected_size(header))


def _identity(page: bytes) -> tuple[int, int]:
    """user_version and application_id of a first page."""
    (version,) = struct.unpack_from(">i", page, 60)
    (application_id,) = struct.unpack_from(">i", page, 68)
    return version, application_id


def _expected_size(header: bytes) -> int:
    """Bytes that the header promises, 0 where it makes no valid promise."""
    (page_size,) = struct.unpack_from(">H", header, 16)
    changes, pages = struct.unpack_from(">2I", header, 24)
    (valid_for,) = struct.unpack_from(">I", header, 92)
    return pages * (65536 if page_size == 1 else page_size) if changes == valid_for else 0


def _version_in_wal(wal: Path, known: int) -> int:
    """user_version in the last committed first page of a WAL; 0 where none is above ``known``.

    Frames count up to the last commit whose salts and checksums are right, as they do for SQLite:
    a version that stands in damaged bytes must not make the catalog look like a newer one.
    Raises OSError.
    """
    with wal.open("rb") as file:
        start = file.read(_WAL_HEADER.size)
        if len(start) < _WAL_HEADER.size:
            return 0
        magic, _, page_size, _, *salts, _, _ = _WAL_HEADER.unpack(start)
        if magic not in _WAL_MAGICS or not 512 <= page_size <= 65536:
            return 0
        found = list(_first_pages(file, page_size, salts))
    if all(version <= known for version, _ in found):
        return 0
    # Rare: only an update leaves a higher version. Summing up takes a second or two.
    end = _valid_length(wal, page_size, magic)
    valid = [version for version, position in found if position < end]
    return valid[-1] if valid else 0


def _first_pages(
    file: BufferedReader, page_size: int, salts: list[int]
) -> Iterator[tuple[int, int]]:
    """The user_version of each first page in a WAL, and where its frame begins."""
    position = _WAL_HEADER.size
    while len(raw := file.read(_WAL_FRAME.size)) == _WAL_FRAME.size:
        page, _, *frame_salts, _, _ = _WAL_FRAME.unpack(raw)
        if frame_salts != salts:
            return
        if page == 1:
            content = file.read(_HEADER_BYTES)
            if len(content) == _HEADER_BYTES and content.startswith(_MAGIC):
                yield _identity(content)[0], position
        position += _WAL_FRAME.size + page_size
        file.seek(position)


def _valid_length(wal: Path, page_size: int, magic: int) -> int:
    """Bytes of a WAL up to its last commit whose checksums are right (section 4.2)."""
    order = ">" if magic & 1 else "<"
    with wal.open("rb") as file:
        start = file.read(_WAL_HEADER.size)
        sums = _summed(start[:24], order, (0, 0))
        end = 0
        if sums != struct.unpack_from(">2I", start, 24):
            return end
        while len(frame := file.read(_WAL_FRAME.size + page_size)) == _WAL_FRAME.size + page_size:
            sums = _summed(frame[:8], order, sums)
            sums = _summed(frame[_WAL_FRAME.size :], order, sums)
            if sums != struct.unpack_from(">2I", frame, 16):
                return end
            if struct.unpack_from(">I", frame, 4)[0]:
                end = file.tell()
    return end


def _summed(data: bytes, order: str, sums: tuple[int, int]) -> tuple[int, int]:
    first, second = sums
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for even, odd in zip(words[::2], words[1::2], strict=True):
        first = (first + even + second) & 0xFFFFFFFF
        second = (second + odd + first) & 0xFFFFFFFF
    return first, second
