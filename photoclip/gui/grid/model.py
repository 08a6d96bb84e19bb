"""The photos of a grid: ids for all of them, rows only for those in sight."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from enum import IntEnum
from typing import Any, Protocol

import numpy as np
from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from photoclip.core.events import Event, FoldersChanged, PhotosAdded, PhotosMarked
from photoclip.core.listing import Aspects, PhotoRow
from photoclip.core.models import PhotoIds
from photoclip.gui.grid.layout import Section
from photoclip.gui.language import photos as photo_words
from photoclip.gui.language import words
from photoclip.gui.threads.bridge import Bridge

ROWS_KEPT = 8192
ROWS_AT_ONCE = 256
JOBS = 2
MANY, WIDEST_TABLE = 1000, 1 << 24

Index = QModelIndex | QPersistentModelIndex


class PhotoRole(IntEnum):
    """What a delegate or a test can ask for, beyond Qt's own roles."""

    PHOTO_ID = Qt.ItemDataRole.UserRole + 1
    ROW = Qt.ItemDataRole.UserRole + 2
    MOMENT = Qt.ItemDataRole.UserRole + 3
    IS_FAVOURITE = Qt.ItemDataRole.UserRole + 4
    RATING = Qt.ItemDataRole.UserRole + 5


class RowSource(Protocol):
    """Where rows come from: the library's browse service."""

    def rows(self, ids: PhotoIds) -> list[PhotoRow]:
        """What to show of these photos; those that are gone are left out."""
        ...

    def became(self, pending: Collection[int]) -> dict[int, int]:
        """Which photo each pending file (minus its file id) has become."""
        ...


class PhotoModel(QAbstractListModel):
    """Ids as one array; a row is read in the background when it comes into sight.

    ``set_ids`` is a reset: at 100,000 photos it costs the copy of an array. A photo keeps what is
    known of it by its id, so nothing blinks; a view keeps its selection by id as well.
    """

    rows_loaded = Signal(list)
    """Ids whose rows have just arrived or changed."""
    reshaped = Signal()
    """Photos that are shown whole were turned on their side."""
    files_taken_in = Signal()
    """Files on show go on as photos, under other ids."""

    def __init__(self, bridge: Bridge, source: RowSource) -> None:
        super().__init__()
        self._bridge = bridge
        self._source = source
        self._ids: PhotoIds = np.empty(0, np.int64)
        self._sections: tuple[Section, ...] = ()
        self._aspects: Aspects | None = None
        self._rows: OrderedDict[int, PhotoRow] = OrderedDict()
        self._outdated: set[int] = set()
        self._asked: set[int] = set()
        self._gone: set[int] = set()
        self._wanted: list[int] = []
        self._jobs = 0
        bridge.happened.connect(self._heard)

    @property
    def ids(self) -> PhotoIds:
        """All photos in order, int64 (n,); not to be changed."""
        return self._ids

    @property
    def sections(self) -> tuple[Section, ...]:
        """The headings; none for a plain grid."""
        return self._sections

    @property
    def aspects(self) -> Aspects | None:
        """Width by height of each photo, float32 (n,), where photos are shown whole."""
        return self._aspects

    @property
    def bridge(self) -> Bridge:
        """The way to the library's threads."""
        return self._bridge

    def set_ids(
        self,
        ids: Collection[int] | PhotoIds,
        sections: Sequence[Section] = (),
        aspects: Aspects | None = None,
    ) -> None:
        """Show these photos. The sections cover all rows in order, or there are none.

        aspects: float32 (n,), to show them whole in lines; None for squares.
        """
        self.beginResetModel()
        self._ids = np.array(ids, np.int64)
        self._aspects = aspects
        self._sections = tuple(sections)
        self._gone.clear()
        self._wanted.clear()
        self.endResetModel()

    def set_sections(self, sections: Sequence[Section]) -> None:
        """Other headings over the same photos, such as one that was folded."""
        self._sections = tuple(sections)
        self.layoutChanged.emit()

    def become(self, became: Mapping[int, int]) -> None:
        """Files on show that were taken in go on as photos, each in the row where it was.

        A photo that is on show already does not show twice: its file stays until the next list.
        """
        if not became:
            return
        places = np.flatnonzero(np.isin(self._ids, list(became)))
        shown = set(self._ids[self.rows_of(list(became.values()))].tolist())
        changed = []
        for place in places:
            photo_id = became[int(self._ids[place])]
            if photo_id not in shown:
                shown.add(photo_id)
                changed.append(photo_id)
                self._ids[place] = photo_id
        if changed:
            self._tell(changed)
            self.files_taken_in.emit()

    def row_of(self, photo_id: int) -> int:
        """Where a photo is, -1 where it is not shown."""
        found = np.flatnonzero(self._ids == photo_id)
        return int(found[0]) if len(found) else -1

    def rows_of(self, photo_ids: Collection[int] | PhotoIds) -> PhotoIds:
        """Where photos are, ascending, int64 (k,); those that are not shown are left out."""
        wanted = np.asarray(photo_ids, np.int64)
        if len(wanted) < MANY or not len(self._ids):
            return np.flatnonzero(np.isin(self._ids, wanted))
        lowest = min(self._ids.min(), wanted.min())
        span = int(max(self._ids.max(), wanted.max()) - lowest) + 1
        if span > WIDEST_TABLE:
            return np.flatnonzero(np.isin(self._ids, wanted))
        # A third of the time of isin, which a refresh with everything selected has to spare.
        is_wanted = np.zeros(span, bool)
        is_wanted[wanted - lowest] = True
        return np.flatnonzero(is_wanted[self._ids - lowest])

    def photo(self, row: int) -> PhotoRow | None:
        """What is known of the photo in a row, None until it has been read."""
        return self._rows.get(int(self._ids[row]))

    def known(self, photo_id: int) -> PhotoRow | None:
        """What is known of a photo, None until it has been read."""
        return self._rows.get(photo_id)

    def want(self, rows: Iterable[int]) -> None:
        """Read these rows soon, the first ones first; what was wanted before is dropped."""
        self._wanted = [
            one
            for one in self._ids[list(rows)].tolist()
            if (one not in self._rows or one in self._outdated)
            and one not in self._asked
            and one not in self._gone
        ]
        self._read()

    def refresh(self, photo_ids: Iterable[int]) -> None:
        """Read these again when they are in sight; they are shown as they were until then."""
        changed = [one for one in photo_ids if one in self._rows]
        self._outdated.update(changed)
        self._gone.difference_update(photo_ids)
        self.rows_loaded.emit(changed)

    def find_became(self, pending: Collection[int], then: Callable[[dict[int, int]], None]) -> None:
        """Look up, in the background, which photos these files have become."""
        work = list(pending)
        self._bridge.run("find photos again", lambda _token: self._source.became(work), then)

    def mark(self, photo_ids: Iterable[int], **changes: Any) -> None:
        """Show marks at once, before the library has written them down."""
        known = [one for one in photo_ids if one in self._rows]
        for one in known:
            self._rows[one] = replace(self._rows[one], **changes)
        self._tell(known)

    # Qt's side

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._ids):
            return None
        photo_id = int(self._ids[index.row()])
        if role == PhotoRole.PHOTO_ID:
            return photo_id
        row = self._rows.get(photo_id)
        if row is None:
            return self.tr("Photo") if role == Qt.ItemDataRole.AccessibleTextRole else None
        return _value(row, role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    # Reading

    def _heard(self, event: Event) -> None:
        if isinstance(event, PhotosMarked | PhotosAdded):
            self.refresh(event.photo_ids)
        elif isinstance(event, FoldersChanged):
            self.refresh(list(self._rows))

    def _read(self) -> None:
        while self._wanted and self._jobs < JOBS:
            ids, self._wanted = self._wanted[:ROWS_AT_ONCE], self._wanted[ROWS_AT_ONCE:]
            self._asked.update(ids)
            self._outdated.difference_update(ids)
            self._jobs += 1
            self._read_some(ids)

    def _read_some(self, ids: list[int]) -> None:
        asked = np.array(ids, np.int64)
        self._bridge.run_each(
            "read rows",
            lambda _: self._source.rows(asked),
            lambda rows: self._take_in(ids, rows),
            lambda _: self._take_in(ids, []),
        )

    def _take_in(self, ids: list[int], rows: list[PhotoRow]) -> None:
        self._jobs -= 1
        self._asked.difference_update(ids)
        turned = []
        for row in rows:
            former = self._rows.get(row.photo_id)
            if former is not None and (former.rotation - row.rotation) % 180:
                turned.append(row.photo_id)
            self._rows[row.photo_id] = row
            self._rows.move_to_end(row.photo_id)
        if turned and self._aspects is not None:
            self._aspects = self._aspects.copy()
            self._aspects[self.rows_of(turned)] **= -1
            self.reshaped.emit()
        self._gone.update(set(ids) - {row.photo_id for row in rows})
        while len(self._rows) > ROWS_KEPT:
            self._outdated.discard(self._rows.popitem(last=False)[0])
        self._tell([row.photo_id for row in rows])
        self._read()

    def _tell(self, ids: list[int]) -> None:
        """Say which rows changed, as runs of neighbours: few, since they were in sight together."""
        rows = self.rows_of(ids)
        for run in np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1):
            if len(run):
                self.dataChanged.emit(self.index(int(run[0])), self.index(int(run[-1])))
        self.rows_loaded.emit(ids)


def _value(row: PhotoRow, role: int) -> Any:
    match role:
        case Qt.ItemDataRole.DisplayRole:
            return words.printable(row.name)
        case Qt.ItemDataRole.ToolTipRole:
            return photo_words.tool_tip(row)
        case Qt.ItemDataRole.AccessibleTextRole:
            return photo_words.spoken(row)
        case PhotoRole.ROW:
            return row
        case PhotoRole.MOMENT:
            return row.moment
        case PhotoRole.IS_FAVOURITE:
            return row.is_favourite
        case PhotoRole.RATING:
            return row.rating
    return None
