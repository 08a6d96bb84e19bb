"""The backups of a catalog: which is the newest, which are kept, and when one is due.

Each backup has a number, one above all before it. It stands in the backup itself (the setting
``backup``) and in its name. Clocks jump, so no order and no end is ever taken from a time: a time
only says to a person, and to the choice of one a day, when it was.
"""

from __future__ import annotations

import contextlib
import filecmp
import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from photoclip.catalog.format.addresses import settled_uri

KEY = "backup"
"""The setting in which a backup says which one it is, and a catalog which was made of it last."""

DAYS_KEPT = 7
WEEKS_KEPT = 5
MOST_BYTES = 2 << 30

_NAME = re.compile(r"catalog-(?:(\d{6,})-)?(\d{8}-\d{6})\.sqlite3")
_STAMP = "%Y%m%d-%H%M%S"


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup. number: 0 for one that was made before backups had numbers. growth: how many
    rows its catalog had given a number to; it tells the order of those."""

    path: Path
    moment: datetime
    number: int
    growth: int
    size: int


def name_of(number: int, moment: datetime) -> str:
    """``catalog-NUMBER-YYYYMMDD-HHMMSS.sqlite3`` (UTC)."""
    return f"catalog-{number:06d}-{moment.astimezone(UTC).strftime(_STAMP)}.sqlite3"


def backup_moment(backup: Path) -> datetime:
    """When a backup was made, by its name. Raises ValueError for a file that is no backup."""
    match = _NAME.fullmatch(backup.name)
    if match is None:
        raise ValueError(f"{backup.name} is not the name of a backup")
    return datetime.strptime(match[2], _STAMP).replace(tzinfo=UTC)


def backups_in(directory: Path) -> list[Backup]:
    """Every backup in a folder, newest first. Empty where the folder cannot be read."""
    found = []
    with contextlib.suppress(OSError):
        for path in directory.iterdir():
            with contextlib.suppress(OSError, ValueError):
                if path.is_file():
                    found.append(_backup(path, backup_moment(path)))
    return sorted(found, key=lambda one: (one.number, one.growth, one.path.name), reverse=True)


def latest_backup(directory: Path) -> Path | None:
    """The newest backup, None where there is none."""
    return next((one.path for one in backups_in(directory)), None)


def next_number(backups: Iterable[Backup]) -> int:
    """The number of the backup that comes after these."""
    return 1 + max((one.number for one in backups), default=0)


def is_due(directory: Path, now: datetime, every: timedelta) -> bool:
    """Whether the newest backup is old. One from a time to come was made by a clock that was wrong
    then or is wrong now; either way it says nothing, and a backup too many does no harm."""
    newest = latest_backup(directory)
    return newest is None or abs(now - backup_moment(newest)) >= every


def superfluous(
    backups: Sequence[Backup], keep: int, is_good: Callable[[Backup], bool]
) -> list[Backup]:
    """Those of ``backups`` (newest first) that may go.

    The newest ``keep`` good ones stay, whatever they take; then the newest of each of the last
    days and weeks that have any, as long as all together stay below MOST_BYTES. Days count by
    backups, not by the calendar of today: after a year without any, none is too old. is_good:
    whether a backup can be read; asked of the newest ones only.
    """
    newest: list[Backup] = []
    rest = list(backups)
    damaged: list[Backup] = []
    while rest and len(newest) < keep:
        one = rest.pop(0)
        (newest if is_good(one) else damaged).append(one)
    if len(newest) < keep:
        return []  # as long as there are too few good ones, nothing is thrown away
    days = {one.moment.date() for one in newest}
    weeks = {one.moment.isocalendar()[:2] for one in newest}
    total = sum(one.size for one in newest)
    gone = damaged
    for one in rest:
        day, week = one.moment.date(), one.moment.isocalendar()[:2]
        is_day = day not in days and len(days) < DAYS_KEPT
        is_week = week not in weeks and len(weeks) < WEEKS_KEPT
        if not (is_day or is_week) or total + one.size > MOST_BYTES:
            gone.append(one)
            continue
        days.add(day)
        weeks.add(week)
        total += one.size
    return gone


def newer_than(path: Path, directory: Path) -> list[Backup]:
    """The backups, newest first, that a catalog came before: what lay between was lost with a WAL.

    None where somebody put a backup in the catalog's place on purpose.
    """
    number = growth_of(path)[0]
    backups = backups_in(directory)
    newer = [one for one in backups if one.number > number]
    if not newer:
        return []
    size = path.stat().st_size
    twins = [one.path for one in backups if one.size == size]
    return [] if any(filecmp.cmp(path, one, shallow=False) for one in twins) else newer


def _backup(path: Path, moment: datetime) -> Backup:
    match = _NAME.fullmatch(path.name)
    named = int(match[1]) if match is not None and match[1] else 0
    number, growth = growth_of(path)
    return Backup(path, moment, number or named, growth, path.stat().st_size)


def growth_of(path: Path) -> tuple[int, int]:
    """The number of the backup that a catalog or a backup tells of, and its growth; zeros where
    it cannot be read."""
    # Whatever a damaged file throws: it is then ordered by its name, and checked before use.
    with contextlib.suppress(Exception):
        connection = sqlite3.connect(settled_uri(path), uri=True)
        try:
            row = connection.execute("SELECT value FROM settings WHERE key = ?", (KEY,)).fetchone()
            (growth,) = connection.execute("SELECT SUM(seq) FROM sqlite_sequence").fetchone()
        finally:
            connection.close()
        number = json.loads(row[0])["number"] if row else 0
        return (number if isinstance(number, int) else 0), int(growth or 0)
    return 0, 0
