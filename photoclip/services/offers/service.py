"""Marks that may belong to a photo: listed with their reasons, given or dismissed by the person."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from photoclip.catalog.database import Catalog
from photoclip.core.errors import OfferError, SidecarError
from photoclip.core.events import AlbumsChanged, EventBus, OffersChanged, PhotosMarked, TagsChanged
from photoclip.core.labels import Label, LabelSet
from photoclip.core.offers import Answer, MarkOffer, OfferedMarks, PhotoMarks, StoredOffer
from photoclip.core.tagging import Decision
from photoclip.core.wording import Message
from photoclip.media.sidecar import look
from photoclip.services.sidecars.reading import SidecarReader
from photoclip.services.sidecars.service import SidecarService
from photoclip.services.sidecars.sides import keyword_key
from photoclip.services.tags.label_sets import LabelSetStore
from photoclip.services.undo import UndoStack

_Marks = Mapping[int, PhotoMarks]


@dataclass
class AnswerOffers:
    """Gives marks, or dismisses them, and remembers which it was.

    heirs: from which photo each photo gets marks, as pairs. reader: what read the sidecars that
    give some, None where none does. What was given is known once it is done.
    """

    name: str
    catalog: Catalog
    events: EventBus
    answer: Answer
    offer_ids: tuple[int, ...]
    heirs: tuple[tuple[int, int], ...] = ()
    reader: SidecarReader | None = None
    _before: _Marks = field(default_factory=dict)
    _after: _Marks = field(default_factory=dict)

    def do(self) -> None:
        """Give what is offered, and remember the answer."""
        # First what may fail on a file of its own.
        if self.reader is not None:
            self.reader.enter()
        try:
            self._give()
        except BaseException:
            if self.reader is not None:
                self.reader.take_back()
            raise
        self._tell()

    def _give(self) -> None:
        photo_ids = sorted({heir for heir, _ in self.heirs})
        with self.catalog.transaction():
            self._before = self.catalog.offers.marks(photo_ids)
            for heir, former in self.heirs:
                self.catalog.succession.inherit(heir, former)
            self._after = self.catalog.offers.marks(photo_ids)
            self.catalog.offers.answer(self.offer_ids, self.answer)

    def undo(self) -> None:
        """Take back what was given and nothing else; the offers are open again."""
        with self.catalog.transaction():
            self.catalog.offers.take_back(self._before, self._after)
            self.catalog.offers.answer(self.offer_ids, None)
        if self.reader is not None:
            self.reader.take_back()
        self._tell()

    def _tell(self) -> None:
        changed = [one for one, was in self._before.items() if self._after[one] != was]
        if changed:
            self.events.emit(PhotosMarked(tuple(changed)))
        tagged = [one for one in changed if self._before[one].decisions != self._decisions(one)]
        if tagged:
            self.events.emit(TagsChanged(tuple(tagged)))
        albums = {album for one in changed for album in self._given_albums(one)}
        if albums:
            self.events.emit(AlbumsChanged(tuple(sorted(albums))))
        self.events.emit(OffersChanged())

    def _decisions(self, photo_id: int) -> Mapping[int, tuple[str, str, str]]:
        return self._after[photo_id].decisions

    def _given_albums(self, photo_id: int) -> set[int]:
        was, now = self._before[photo_id], self._after[photo_id]
        members = now.albums.keys() - was.albums.keys()
        return members | (now.judgements.keys() - was.judgements.keys())


class OfferService:
    """Offers are made by indexing and by reading sidecars; here the person answers them.

    An offer is open while there is something to give, and nothing tells that the photo which had
    the marks is still there. May read many rows and look at files: not for a window's thread.
    """

    def __init__(
        self,
        catalog: Catalog,
        store: LabelSetStore,
        sidecars: SidecarService,
        events: EventBus,
        undo: UndoStack,
    ) -> None:
        self._catalog = catalog
        self._store = store
        self._sidecars = sidecars
        self._events = events
        self._undo = undo

    def list(self) -> Sequence[MarkOffer]:
        """Every open offer, the oldest first."""
        return [offer for offer, _ in self._open()]

    def count(self) -> int:
        """How many offers are open."""
        stored = self._catalog.offers.unanswered()
        return len(self._open()) if stored else 0

    def accept(self, offer_ids: Collection[int] | None = None) -> tuple[int, ...]:
        """Give what is offered (None: by all open offers) as one step of undo; the photos' ids.

        Raises OfferError for an id that is no open offer, LabelError.
        """
        with self._undo.lock:
            chosen = [stored for _, stored in self._chosen(offer_ids)]
            beside = {one.file_id: one.photo_id for one in chosen if one.file_id is not None}
            if chosen:
                self._undo.do(
                    AnswerOffers(
                        "give-offers",
                        self._catalog,
                        self._events,
                        Answer.GIVEN,
                        tuple(one.id for one in chosen),
                        tuple((one.photo_id, one.from_id) for one in chosen if one.from_id),
                        self._sidecars.trusting(beside) if beside else None,
                    )
                )
        return tuple(dict.fromkeys(one.photo_id for one in chosen))

    def dismiss(self, offer_ids: Collection[int] | None = None) -> tuple[int, ...]:
        """Never ask about offers again (None: all open ones), as one step of undo; the photos' ids.

        Raises OfferError for an id that is no open offer.
        """
        with self._undo.lock:
            photo_ids = {stored.photo_id for _, stored in self._chosen(offer_ids)}
            # A sidecar that says the same would only ask once more.
            answered = [
                one for one in self._catalog.offers.unanswered() if one.photo_id in photo_ids
            ]
            wanted = {offer.id for offer, _ in self._chosen(offer_ids)}
            answered = [one for one in answered if one.id in wanted or one.sidecar is not None]
            if answered:
                ids = tuple(one.id for one in answered)
                self._undo.do(
                    AnswerOffers(
                        "dismiss-offers", self._catalog, self._events, Answer.DISMISSED, ids
                    )
                )
        return tuple(sorted(photo_ids))

    def _chosen(self, offer_ids: Collection[int] | None) -> Sequence[tuple[MarkOffer, StoredOffer]]:
        found = self._open()
        if offer_ids is None:
            return found
        known = {offer.id for offer, _ in found}
        for one in offer_ids:
            if one not in known:
                raise OfferError(
                    Message("There is no open offer {id}.", id=one),
                    "See which there are with: photoclip marks offered.",
                )
        return [one for one in found if one[0].id in set(offer_ids)]

    def _open(self) -> Sequence[tuple[MarkOffer, StoredOffer]]:
        stored = self._catalog.offers.unanswered()
        stored = [one for one in stored if one.sidecar is None or _is_unchanged(one)]
        ids = {id for one in stored for id in (one.photo_id, one.former_id) if id is not None}
        pictures = self._catalog.offers.pictures(ids)
        paths = self._catalog.photos.paths_of({one.photo_id for one in stored})
        given = _Given(self._catalog, self._store.load(), ids)
        found: dict[int, tuple[MarkOffer, StoredOffer]] = {}
        has_former: set[int] = set()
        # Where a photo has the marks and a sidecar says them again, one question is enough.
        for one in sorted(stored, key=lambda each: each.sidecar is not None):
            marks = given.by(one)
            path = next(iter(paths.get(one.photo_id, ())), None)
            if path is None or not marks or (one.sidecar and one.photo_id in has_former):
                continue
            if one.from_id is not None:
                has_former.add(one.photo_id)
            former = None if one.former_id is None else pictures.get(one.former_id)
            sidecar = one.sidecar.path if one.sidecar else ""
            offer = MarkOffer(
                one.id, pictures[one.photo_id], path, former, sidecar, marks, _reason(one)
            )
            found[one.id] = (offer, one)
        return [found[one] for one in sorted(found)]


class _Given:
    """What each offer would give: what one side has, and the other lacks."""

    def __init__(self, catalog: Catalog, labels: LabelSet, photo_ids: Collection[int]) -> None:
        self._marks = catalog.offers.marks(photo_ids)
        self._labels = labels
        self._label_ids = catalog.offers.labels() if photo_ids else {}
        self._albums = {one.id: one.name for one in catalog.albums.list()} if photo_ids else {}

    def by(self, offer: StoredOffer) -> OfferedMarks:
        """What the offer would give; nothing is false."""
        here = self._marks.get(offer.photo_id)
        if here is None:
            return OfferedMarks()
        if offer.sidecar is not None:
            return self._by_sidecar(offer.sidecar.rating, offer.sidecar.keywords, here)
        assert offer.from_id is not None, "an offer comes from a photo or from a sidecar"
        there = self._marks[offer.from_id]
        held = {album for album, is_in in there.judgements.items() if is_in} - {*here.judgements}
        albums = ({*there.albums} - {*here.albums}) | (held - {*here.albums})
        return OfferedMarks(
            rating=0 if here.rating else there.rating,
            is_favourite=there.is_favourite and not here.is_favourite,
            rotation=0 if here.rotation else there.rotation,
            albums=tuple(sorted(self._albums[one] for one in albums if one in self._albums)),
            tags=self._tags(
                self._label_ids[label_id]
                for label_id, (decision, *_) in there.decisions.items()
                if decision != Decision.REJECTED and label_id not in here.decisions
            ),
        )

    def _tags(self, label_ids: Iterable[str]) -> tuple[Label | str, ...]:
        known = (self._labels.by_id.get(one) for one in label_ids)
        return tuple(sorted((one for one in known if one), key=lambda one: one.english))

    def _by_sidecar(self, rating: int, keywords: tuple[str, ...], here: PhotoMarks) -> OfferedMarks:
        said = {f"label {self._label_ids[one]}" for one in here.decisions}
        by_key = {keyword_key(self._labels, one): one for one in keywords}
        lacking = sorted(one for key, one in by_key.items() if key not in said)
        tags = tuple(self._labels.find(one) or one for one in lacking)
        return OfferedMarks(rating=0 if here.rating else rating, tags=tags)


def _is_unchanged(offer: StoredOffer) -> bool:
    """Whether a sidecar is there as it was when it was read."""
    assert offer.sidecar is not None, "asked of offers of sidecars only"
    try:
        stamp = look(offer.sidecar.path)
    except SidecarError:
        return False
    seen = offer.sidecar
    return stamp is not None and (stamp.modified_ns, stamp.size) == (seen.modified_ns, seen.size)


def _reason(offer: StoredOffer) -> Message:
    if offer.sidecar is not None:
        return Message("A sidecar beside this photo belongs to another picture.")
    if offer.has_copies:
        return Message("One of several copies of the former picture was replaced by this one.")
    return Message("This picture has the name of one that had these marks and is gone.")
