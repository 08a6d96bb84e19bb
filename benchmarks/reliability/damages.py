"""Ways in which a disk, a cable or another program damages a catalog. Each is given the dice."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from random import Random

PAGE = 8192

Damage = Callable[[Path, Random], None]


def _overwrite(path: Path, offset: int, content: bytes) -> None:
    with path.open("rb+") as file:
        file.seek(offset)
        file.write(content)


def _run(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.create_function("fits", 2, lambda *_: 0)
    try:
        for one in statements:
            connection.execute(one)
    finally:
        connection.close()


def _as_if_untouched(damage: Damage) -> Damage:
    """A disk that loses bytes by itself leaves the time of the file as it was."""

    def done(path: Path, dice: Random) -> None:
        status = path.stat()
        damage(path, dice)
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))

    return done


def random_bytes(path: Path, dice: Random) -> None:
    """Bytes in some pages, wherever they lie."""
    size = path.stat().st_size
    for _ in range(dice.choice((1, 3, 12))):
        content = dice.randbytes(dice.choice((1, 8, 200)))
        _overwrite(path, dice.randrange(100, size - len(content)), content)


def header(path: Path, dice: Random) -> None:
    """Bytes of the first hundred."""
    content = dice.randbytes(dice.choice((4, 16, 100)))
    _overwrite(path, dice.randrange(0, 101 - len(content)), content)


def schema_text(path: Path, dice: Random) -> None:
    """Bytes of the schema, as text that is no UTF-8."""
    found = re.finditer(b"CREATE (TABLE|INDEX|TRIGGER)", path.read_bytes())
    _overwrite(
        path, dice.choice([one.start() for one in found]) + dice.randrange(60), b"\xff\xfe\x80"
    )


def truncated(path: Path, dice: Random) -> None:
    """The end is missing."""
    with path.open("rb+") as file:
        file.truncate(dice.randrange(0, path.stat().st_size))


def zeroed(path: Path, dice: Random) -> None:
    """A range of zeros, as of blocks that were never written."""
    size = path.stat().st_size
    start = dice.randrange(0, size // 512) * 512
    _overwrite(path, start, bytes(min(dice.choice((512, 4096, 4 * PAGE)), size - start)))


def swapped_pages(path: Path, dice: Random) -> None:
    """Two pages in each other's place."""
    content = path.read_bytes()
    one, other = dice.sample(range(1, len(content) // PAGE), 2)
    first, second = (content[n * PAGE : (n + 1) * PAGE] for n in (one, other))
    _overwrite(path, one * PAGE, second)
    _overwrite(path, other * PAGE, first)


def free_pages(path: Path, dice: Random) -> None:
    """The list of the pages that are not in use."""
    trunk = int.from_bytes(path.read_bytes()[32:36], "big")
    assert trunk, "the catalog has free pages"
    _overwrite(path, (trunk - 1) * PAGE + dice.randrange(8), dice.randbytes(4))


def _without_index(path: Path, index: str, change: str) -> None:
    """Do something to a table that an index does not hear of."""
    connection = sqlite3.connect(path)
    row = connection.execute(
        "SELECT type, name, tbl_name, rootpage, sql FROM sqlite_schema WHERE name = ?", (index,)
    ).fetchone()
    connection.close()
    _run(
        path,
        "PRAGMA writable_schema = ON",
        f"DELETE FROM sqlite_schema WHERE name = '{index}'",
    )
    _run(path, "PRAGMA foreign_keys = OFF", change)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute("INSERT INTO sqlite_schema VALUES (?, ?, ?, ?, ?)", row)
    connection.close()


def index_lacks_rows(path: Path, dice: Random) -> None:
    """Rows missing from an index, which a quick check passes over."""
    _without_index(
        path,
        dice.choice(("files_by_photo", "files_by_state", "files_shown")),
        """INSERT INTO files (folder_id, directory, name, size, modified_ns, state, photo_id,
           found_at) SELECT folder_id, directory, CAST(name || x'31' AS BLOB), size,
           modified_ns, state, photo_id, found_at FROM files LIMIT 3""",
    )


def table_lacks_rows(path: Path, dice: Random) -> None:
    """Rows that only an index still knows."""
    _without_index(
        path,
        dice.choice(("files_by_photo", "files_by_state")),
        "DELETE FROM files WHERE id IN (SELECT id FROM files ORDER BY id DESC LIMIT 3)",
    )


def odd_values(path: Path, dice: Random) -> None:
    """Values that nobody wrote, in a file whose structure is sound."""
    change = dice.choice(
        (
            "UPDATE photos SET camera = CAST(x'ff41fe' AS TEXT) WHERE id = 3",
            "UPDATE folders SET path = x'2f6100622f'",
            "UPDATE folders SET added_at = 'yesterday'",
            "UPDATE settings SET value = '{\"half\"'",
            "UPDATE vectors SET vector = x'0102' WHERE seq = 5",
            "UPDATE vectors SET vector = x'ffffffffffffffff' WHERE seq = 5",
            "UPDATE albums SET labels = '{}'",
            "UPDATE albums SET photo_order = 'sideways'",
            "UPDATE files SET name = x'' WHERE id = 2",
            "UPDATE photos SET taken_at = '2020-13-45T99:00:00' WHERE id = 4",
        )
    )
    _run(path, change)


def missing_parts(path: Path, dice: Random) -> None:
    """A table, an index, a trigger or a column that is not there any more."""
    change = dice.choice(
        (
            "DROP TABLE albums",
            "DROP TABLE settings",
            "DROP TABLE files",
            "DROP INDEX files_by_state",
            "DROP TRIGGER vector_arrived",
            "ALTER TABLE photos DROP COLUMN lens",
        )
    )
    _run(path, "PRAGMA foreign_keys = OFF", change)


def identity(path: Path, dice: Random) -> None:
    """The numbers by which a catalog says what it is."""
    offset, content = dice.choice(
        (
            (60, b"\x7f\xff\xff\xff"),
            (60, b"\xff\xff\xff\xff"),
            (60, b"\0\0\0\0"),
            (60, b"\0\0\0\x01"),
            (68, dice.randbytes(4)),
        )
    )
    _overwrite(path, offset, content)


def a_folder(path: Path, _dice: Random) -> None:
    """A folder stands where the catalog was."""
    path.unlink()
    (path / "in it").mkdir(parents=True)


def nothing_left(path: Path, dice: Random) -> None:
    """The file is empty, or all zeros."""
    size = path.stat().st_size
    path.write_bytes(bytes(dice.choice((0, PAGE, size))))


def wal(path: Path, dice: Random) -> None:
    """Bytes of what was committed and not yet in the file, or its end, or all of its start."""
    beside = path.with_name(path.name + "-wal")
    size = beside.stat().st_size
    way = dice.randrange(4)
    if way == 0:
        _overwrite(beside, 0, dice.randbytes(32))
    elif way == 1:
        with beside.open("rb+") as file:
            file.truncate(dice.randrange(1, size))
    elif way == 2:
        _overwrite(beside, dice.randrange(size - 400), dice.randbytes(400))
    else:
        beside.unlink()
        beside.mkdir()


DAMAGES: dict[str, Damage] = {
    "random bytes": random_bytes,
    "random bytes, time kept": _as_if_untouched(random_bytes),
    "header": header,
    "schema no UTF-8": schema_text,
    "truncated": truncated,
    "zeroed range": zeroed,
    "zeroed range, time kept": _as_if_untouched(zeroed),
    "swapped pages": swapped_pages,
    "swapped pages, time kept": _as_if_untouched(swapped_pages),
    "free pages": free_pages,
    "index lacks rows": index_lacks_rows,
    "table lacks rows": table_lacks_rows,
    "odd values": odd_values,
    "missing parts": missing_parts,
    "identity": identity,
    "a folder": a_folder,
    "nothing left": nothing_left,
    "WAL": wal,
}
