"""Albums that the library might have: journeys, events and things that recur. Only offered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from photoclip.catalog.database import Catalog
from photoclip.catalog.photos import TakenPhotos
from photoclip.core.album_tree import SEPARATOR, checked_name, free_name
from photoclip.core.albums import USUAL_CUT_OFF, Album, AlbumKind, AlbumState, SuggestionKind
from photoclip.core.models import PhotoIds, Vectors
from photoclip.relevance.clusters import alike, events, trips
from photoclip.services.albums.changes import AlbumEditor
from photoclip.services.albums.service import AlbumService
from photoclip.services.search.matching import LibraryScores, TextMatcher

LEAST_PHOTOS = 12
MOST_OF_A_KIND = 30
THINGS = 12
_GROUPS = 150
_SAMPLED = 8192
_LOOKED_AT = 100
_DAYS = 3
_COVERED = 0.8


@dataclass(frozen=True, slots=True, eq=False)
class Suggestion:
    """An album that might be made. key: names it for good, also in a larger library.

    label: what most of its photos show, "" where no label fits. first, last: days. photo_ids:
    int64 (n,), by time, or best first for a thing.
    """

    key: str
    kind: SuggestionKind
    label: str
    first: date | None
    last: date | None
    photo_ids: PhotoIds

    @property
    def name(self) -> str:
        """A name for the album: label and days, as far as there are any."""
        if self.first is None or self.last is None or self.kind is SuggestionKind.THING:
            return self.label.capitalize()
        days = f"{self.first}" if self.first == self.last else f"{self.first} – {self.last}"
        return f"{self.label.capitalize()}, {days}" if self.label else days


class AlbumSuggestions:
    """Looks through the library for albums; seconds for 100,000 photos, so for the background."""

    def __init__(
        self,
        catalog: Catalog,
        editor: AlbumEditor,
        albums: AlbumService,
        scores: LibraryScores,
        labels: Callable[[], Sequence[str]],
    ) -> None:
        """labels: words for what photos may show, for the names."""
        self._catalog = catalog
        self._editor = editor
        self._albums = albums
        self._scores = scores
        self._matcher = TextMatcher(scores)
        self._labels = labels

    def find(self) -> list[Suggestion]:
        """Trips and events, the newest first, then things, the most frequent first.

        Left out: what was dismissed, and what one album holds already, or nearly.
        """
        taken = self._catalog.photos.taken()
        namer = _Namer(self._scores, self._labels())
        found = [*self._runs(taken, namer), *self._things(taken, namer)]
        dismissed = self._editor.table.dismissed()
        held = [set(self._editor.table.places(one.id)) for one in self._albums.tree()]
        rules = {label for one in self._albums.tree() for label in (*one.labels, one.query)}
        return [
            one
            for one in found
            if one.key not in dismissed
            and not (one.kind is SuggestionKind.THING and one.label in rules)
            and not _is_covered(one.photo_ids, held)
        ]

    def accept(self, suggestion: Suggestion, name: str | None = None) -> Album:
        """Make the album: of a thing one that fills itself, of the others one with its photos."""
        wanted = checked_name((name or suggestion.name).replace(SEPARATOR, "-"))
        with self._editor.lock:
            tree = self._editor.tree()
            wanted = free_name(wanted, lambda one: tree.named(one, None) is not None)
            if suggestion.kind is SuggestionKind.THING:
                return self._albums.create(wanted, AlbumKind.AUTO, labels=[suggestion.label])
            return self._albums.create(wanted, photo_ids=suggestion.photo_ids.tolist())

    def dismiss(self, key: str) -> None:
        """Never offer this again; can be undone."""
        with self._editor.lock:
            if key not in self._editor.table.dismissed():
                before, after = (
                    AlbumState(dismissed={key: False}),
                    AlbumState(dismissed={key: True}),
                )
                self._editor.change("dismiss-suggestion", before, after)

    def _runs(self, taken: TakenPhotos, namer: _Namer) -> list[Suggestion]:
        arrays = (taken.moments, taken.latitudes, taken.longitudes)
        journeys = [one for one in trips(*arrays) if len(one) >= LEAST_PHOTOS]
        on_journey = np.zeros(len(taken.photo_ids), np.bool_)
        for one in journeys:
            on_journey[one] = True
        others = [
            one
            for one in events(*arrays)
            if len(one) >= LEAST_PHOTOS and on_journey[one].mean() < 0.5
        ]
        made = []
        for kind, runs in ((SuggestionKind.TRIP, journeys), (SuggestionKind.EVENT, others)):
            for places in runs[::-1][:MOST_OF_A_KIND]:
                first, last = (taken.moment(places[end]).date() for end in (0, -1))
                photo_ids = taken.photo_ids[places]
                key = f"{kind}:{taken.moment(places[0]).isoformat(timespec='hours')}"
                made.append(Suggestion(key, kind, namer.of(photo_ids), first, last, photo_ids))
        return made

    def _things(self, taken: TakenPhotos, namer: _Namer) -> list[Suggestion]:
        """Labels that fit whole groups of similar photos, taken on several days."""
        present = self._catalog.photos.present_ids()
        if len(present) < LEAST_PHOTOS or not namer.labels:
            return []
        _, vectors = self._scores.vectors(present[:: 1 + len(present) // _SAMPLED])
        sizes: dict[str, int] = {}
        for group in alike(vectors, min(_GROUPS, 1 + len(vectors) // LEAST_PHOTOS)):
            if label := namer.of_vectors(vectors[group]):
                sizes[label] = sizes.get(label, 0) + len(group)
        made = []
        for label in sorted(sizes, key=lambda one: (-sizes[one], one))[:THINGS]:
            ids, probabilities = self._matcher.probabilities([label])
            ids = ids[probabilities >= USUAL_CUT_OFF]
            dated, days = taken.days_of(ids)
            # Scans and messages say nothing of their day; then being many must do.
            is_recurring = days >= _DAYS or dated < len(ids) / 2
            if LEAST_PHOTOS <= len(ids) < len(present) / 2 and is_recurring:
                key = f"thing:{label}"
                made.append(Suggestion(key, SuggestionKind.THING, label, None, None, ids))
        return made


class _Namer:
    """Finds the label that fits some photos best on average, if one does."""

    def __init__(self, scores: LibraryScores, labels: Sequence[str]) -> None:
        self.labels = list(labels) if scores.model_id() is not None else []
        self._scores = scores
        if self.labels:
            parts = [scores.direction(one) for one in scores.labels(self.labels)]
            self._directions: Vectors = np.stack([direction for direction, _ in parts])
            self._offsets = np.array([offset for _, offset in parts])

    def of(self, photo_ids: PhotoIds) -> str:
        """The label of some photos, "" where none is more likely than not."""
        if not self.labels:
            return ""
        some = photo_ids[:: 1 + len(photo_ids) // _LOOKED_AT]
        return self.of_vectors(self._scores.vectors(some)[1])

    def of_vectors(self, vectors: Vectors) -> str:
        """The same of their vectors, float32 (n, d)."""
        if not len(vectors):
            return ""
        logits = self._directions @ vectors.mean(axis=0) + self._offsets
        best = int(logits.argmax())
        return self.labels[best] if logits[best] > 0 else ""


def _is_covered(photo_ids: PhotoIds, held: Sequence[set[int]]) -> bool:
    wanted = set(photo_ids.tolist())
    return any(len(wanted & one) >= _COVERED * len(wanted) for one in held)
