"""Tags of photos: derived by the model, taught by the person, in English and Korean."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from photoclip.catalog.database import Catalog
from photoclip.catalog.tags import Decisions
from photoclip.core.events import EventBus, TagsChanged
from photoclip.core.korean import Translated
from photoclip.core.labels import Label, LabelSet
from photoclip.core.models import PhotoIds
from photoclip.core.tagging import Decision, PhotoTag, SharedTag, StoredTag, TagCount, TaggingReport
from photoclip.services.search.bilingual import QueryTranslator
from photoclip.services.tags import label_sets
from photoclip.services.tags.label_sets import LabelSetStore, must_find
from photoclip.services.tags.label_vectors import Progress
from photoclip.services.tags.runs import TagRuns
from photoclip.services.tasks import CancelToken
from photoclip.services.undo import UndoStack

Edit = Callable[[LabelSet, LabelSet], LabelSet]


@dataclass(frozen=True, slots=True)
class ChangeTags:
    """Changes decisions, the label set, or both; knows what was before.

    labels: the person's label file before and after, None where the set stays as it is.
    """

    name: str
    catalog: Catalog
    store: LabelSetStore
    events: EventBus
    before: Decisions
    after: Decisions
    labels: tuple[str | None, str | None] | None = None

    def do(self) -> None:
        """Enter the new decisions and labels."""
        self._enter(self.after, self.labels and self.labels[1])

    def undo(self) -> None:
        """Enter those that were there before."""
        self._enter(self.before, self.labels and self.labels[0])

    def _enter(self, decisions: Decisions, text: str | None) -> None:
        with self.catalog.transaction():
            if decisions:
                named = {label for _, label in decisions}
                kept = named if self.labels is None else self.store.with_own(text).by_id.keys()
                self.catalog.tags.decide(decisions, forgotten=named - kept)
            # The file comes last: where it cannot be written, nothing was decided either.
            if self.labels is not None:
                self.store.write(text)
        photo_ids = tuple(dict.fromkeys(photo_id for photo_id, _ in decisions))
        changed = self.labels is not None
        self.events.emit(TagsChanged(None if changed else photo_ids, labels_changed=changed))


class TaggingService:
    """All that a person does with tags. Every change is one event and one step of undo.

    Methods may take tens of milliseconds: not for the thread of a window.
    """

    def __init__(
        self,
        catalog: Catalog,
        events: EventBus,
        undo: UndoStack,
        store: LabelSetStore,
        runs: TagRuns,
        model: str,
    ) -> None:
        self._catalog = catalog
        self._events = events
        self._undo = undo
        self._store = store
        self._runs = runs
        self._translator = QueryTranslator(store.load, model)

    @property
    def store(self) -> LabelSetStore:
        """Where the label set lies."""
        return self._store

    def labels(self) -> LabelSet:
        """The label set in use. Raises LabelError when the person's file is broken."""
        return self._store.load()

    def translate(self, text: str) -> Translated | None:
        """A Korean query in English, for a model that knows no Korean. See QueryTranslator."""
        return self._translator.translate(text)

    def hardly_read(self, text: str) -> list[str]:
        """Words in scripts in which the model was never measured. See QueryTranslator."""
        return self._translator.hardly_read(text)

    def retag(
        self,
        photo_ids: Collection[int] | None = None,
        *,
        token: CancelToken | None = None,
        progress: Progress = lambda *_: None,
    ) -> TaggingReport | None:
        """Tag every photo anew, or only these, from stored vectors. See TagRuns.run."""
        return self._runs.run(photo_ids, anew=photo_ids is None, token=token, progress=progress)

    def tag_new(
        self,
        *,
        token: CancelToken | None = None,
        may_embed: bool = True,
        progress: Progress = lambda *_: None,
    ) -> TaggingReport | None:
        """Tag what is new since the last run; cheap when nothing is. See TagRuns.run."""
        return self._runs.run(token=token, may_embed=may_embed, progress=progress)

    def tags_of(self, photo_id: int, *, with_rejected: bool = False) -> list[PhotoTag]:
        """The tags of a photo: a person's first, then the most probable ones."""
        labels = self._store.load()
        tags = self._catalog.tags.of([photo_id]).get(photo_id, [])
        return [
            PhotoTag(labels.by_id[one.label_id], one)
            for one in tags
            if one.label_id in labels.by_id and (one.holds or with_rejected)
        ]

    def shared(self, photo_ids: Collection[int]) -> list[SharedTag]:
        """The tags that any of these photos has: a person's first, then the most frequent ones."""
        labels = self._store.load()
        found: dict[str, list[tuple[int, StoredTag]]] = {}
        for photo_id, tags in self._catalog.tags.of([one for one in photo_ids if one > 0]).items():
            for one in tags:
                if one.holds and one.label_id in labels.by_id:
                    found.setdefault(one.label_id, []).append((photo_id, one))
        shared = [_shared(labels.by_id[label], tags) for label, tags in found.items()]
        return sorted(
            shared,
            key=lambda one: (
                not one.is_certain,
                -len(one.photo_ids),
                -(one.probability or 0.0),
                one.label.english,
            ),
        )

    def photo_ids(self, name: str) -> PhotoIds | None:
        """The same as ``photos_with``, but None where there is no such label: for queries."""
        label = self._store.load().find(name)
        return None if label is None else self._catalog.tags.photos_with(label.id)

    def names(self) -> list[str]:
        """Every name of every label, for completion."""
        return [name for one in self._store.load().labels for name in one.names()]

    def photos_with(self, name: str) -> PhotoIds:
        """int64 (n,), ascending: photos with the tag of that English or Korean name.

        Raises LabelError, with near names, when there is no such label.
        """
        return self._catalog.tags.photos_with(must_find(self._store.load(), name).id)

    def counts(self) -> list[TagCount]:
        """Every label that some photo has or a person decided on, the most frequent first."""
        labels = self._store.load()
        found = [
            TagCount(labels.by_id[label], photos, decided)
            for label, (photos, decided) in self._catalog.tags.counts().items()
            if label in labels.by_id
        ]
        return sorted(found, key=lambda one: (-one.photos, one.label.english))

    def confirm(self, photo_ids: Collection[int], name: str) -> tuple[int, ...]:
        """Say that a tag is right. Returns the photos for which that is news."""
        label = must_find(self._store.load(), name)
        return self._decide("confirm-tag", photo_ids, label, lambda *_: Decision.CONFIRMED)

    def reject(self, photo_ids: Collection[int], name: str) -> tuple[int, ...]:
        """Say that a tag is wrong; no model gives it to these photos again."""
        label = must_find(self._store.load(), name)
        return self._decide("reject-tag", photo_ids, label, lambda *_: Decision.REJECTED)

    def add(self, photo_ids: Collection[int], name: str) -> tuple[int, ...]:
        """Give photos a tag by hand. A new name becomes a label that no model is asked about."""
        label = self._store.load().find(name)
        if label is not None:
            return self._decide("add-tag", photo_ids, label, lambda *_: Decision.ADDED)
        with self._undo.lock:
            before = self._store.text()
            after = self._store.edited(label_sets.add_label(name, is_scored=False))
            known = self._catalog.marks.get([one for one in photo_ids if one > 0])
            if not known:
                return ()
            label_id = label_sets.parse_own(after, self._store.path).labels[-1].id
            nothing = {(one, label_id): None for one in known}
            added = {(one, label_id): Decision.ADDED for one in known}
            self._do("add-tag", nothing, added, (before, after))
        return tuple(known)

    def remove(self, photo_ids: Collection[int], name: str) -> tuple[int, ...]:
        """Take a tag off photos: one given by hand is taken back, a derived one is rejected."""
        label = must_find(self._store.load(), name)
        tags = self._catalog.tags.of(photo_ids)
        derived = {
            photo_id
            for photo_id, some in tags.items()
            if any(one.label_id == label.id and one.origin is not None for one in some)
        }
        return self._decide(
            "remove-tag",
            photo_ids,
            label,
            lambda photo_id: Decision.REJECTED if photo_id in derived else None,
        )

    def add_label(self, english: str, korean: str = "", group: str = "own") -> Label:
        """A new label that photos are tagged with at the next run. Raises LabelError."""
        self._edit("add-label", label_sets.add_label(english, korean, group=group))
        return must_find(self._store.load(), english)

    def rename_label(
        self, name: str, english: str | None = None, korean: str | None = None
    ) -> Label:
        """Other names for a label; decisions about it stay. Raises LabelError."""
        label_id = must_find(self._store.load(), name).id
        self._edit("rename-label", label_sets.rename_label(name, english, korean))
        return self._store.load().by_id[label_id]

    def remove_label(self, name: str) -> Label:
        """Take a label out of use; decisions about it are kept for its return."""
        label = must_find(self._store.load(), name)
        self._edit("remove-label", label_sets.remove_label(name))
        return label

    def add_synonym(self, name: str, english: str = "", korean: str = "") -> Label:
        """A further name for a label, for searching. Raises LabelError where it is taken."""
        self._edit("add-synonym", label_sets.add_synonym(name, english, korean))
        return must_find(self._store.load(), name)

    def remove_synonym(self, name: str, synonym: str) -> Label:
        """Take a further name from a label. Raises LabelError where it has no such name."""
        label_id = must_find(self._store.load(), name).id
        self._edit("remove-synonym", label_sets.remove_synonym(name, synonym))
        return self._store.load().by_id[label_id]

    def reset_labels(self) -> None:
        """Go back to the built-in set; the person's file goes, and undo brings it back."""
        with self._undo.lock:
            before = self._store.text()
            if before is not None:
                self._do("reset-labels", {}, {}, (before, None))

    def _edit(self, name: str, edit: Edit) -> None:
        with self._undo.lock:
            self._do(name, {}, {}, (self._store.text(), self._store.edited(edit)))

    def _decide(
        self,
        name: str,
        photo_ids: Collection[int],
        label: Label,
        said: Callable[[int], Decision | None],
    ) -> tuple[int, ...]:
        with self._undo.lock:
            before = self._catalog.tags.decisions([one for one in photo_ids if one > 0], label.id)
            after = {key: said(key[0]) for key in before}
            after = {key: value for key, value in after.items() if value is not before[key]}
            if after:
                self._do(name, {key: before[key] for key in after}, after, None)
        return tuple(photo_id for photo_id, _ in after)

    def _do(
        self,
        name: str,
        before: Decisions,
        after: Decisions,
        labels: tuple[str | None, str | None] | None,
    ) -> None:
        self._undo.do(
            ChangeTags(name, self._catalog, self._store, self._events, before, after, labels)
        )


def _shared(label: Label, tags: list[tuple[int, StoredTag]]) -> SharedTag:
    derived = [one.probability for _, one in tags if one.probability is not None]
    return SharedTag(
        label,
        tuple(photo_id for photo_id, _ in tags),
        sum(one.decision is not None for _, one in tags),
        sum(derived) / len(derived) if derived else None,
        tuple(dict.fromkeys(one.origin for _, one in tags if one.origin is not None)),
    )
