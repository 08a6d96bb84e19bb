"""Whether the new content of a file is what a photo has become, and who gets its marks.

Content and inode win over the name: the very same file, written to, is what its photo has become,
and so are the same pixels with other things written beside them. A name alone takes marks only
while PhotoClip was watching, within minutes, and when the new picture looks like the old one or was
taken by the same camera at the same time. Otherwise the marks stay with the content that had them,
and are offered.
"""

from __future__ import annotations

from photoclip.catalog.database import Catalog
from photoclip.catalog.files.identities import FormerFile
from photoclip.core.file_identity import Claim, Likeness
from photoclip.core.models import FileState, PhotoMetadata
from photoclip.embed.worker.messages import FileEmbedded


class Succession:
    """Decides about one file after the other; to be used inside the transaction of its commit."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def photo_for(self, outcome: FileEmbedded) -> int:
        """The photo that a file holds by the content that was read: known, edited, or new."""
        photos = self._catalog.photos
        content = (outcome.content_hash, outcome.stat.size, outcome.metadata)
        former = self._catalog.identities.of_file(outcome.file_id)
        known = photos.by_hash(outcome.content_hash)
        before = None if former is None else former.photo_id
        if known is not None:
            self._step_back(former, known)
        elif former is not None and before is not None and self._is_successor(former, outcome):
            if photos.file_count(before) == 1:
                photos.replace_content(before, *content)
                return before
            heir = photos.store(*content)
            self._catalog.succession.inherit(heir, before)
            return heir
        photo_id = photos.store(*content)
        if known is None and former is not None and before is not None:
            self._offer(photo_id, former)
        return photo_id

    def return_to(self, file_id: int, photo_id: int) -> bool:
        """A file holds a content that is known. One that was edited back keeps its marks.

        Returns whether the file was taken in as this photo, and only its content was in doubt.
        """
        former = self._catalog.identities.of_file(file_id)
        if former is None or former.photo_id is None:
            return False
        if former.photo_id == photo_id:
            return former.state is FileState.READY
        self._step_back(former, photo_id)
        return False

    def _step_back(self, former: FormerFile | None, photo_id: int) -> None:
        """Pass the marks on where this is what the file's photo was before it was edited."""
        if former is None or former.photo_id is None or former.claim is not Claim.SAME:
            return
        if self._catalog.succession.is_former(photo_id, former.photo_id):
            self._catalog.succession.step_back(photo_id, former.photo_id)

    def _is_successor(self, former: FormerFile, outcome: FileEmbedded) -> bool:
        if former.claim is Claim.SAME or outcome.likeness is Likeness.EQUAL:
            return True
        if former.claim is not Claim.WATCHED:
            return False
        assert former.photo_id is not None, "a claim is a claim on a photo"
        before = self._catalog.photos.metadata(former.photo_id)
        return outcome.likeness is Likeness.ALIKE or _is_same_shot(before, outcome.metadata)

    def _offer(self, photo_id: int, former: FormerFile) -> None:
        assert former.photo_id is not None, "a claim is a claim on a photo"
        if self._catalog.succession.has_marks(former.photo_id):
            self._catalog.succession.offer(photo_id, former.photo_id, has_copies=former.has_copies)


def _is_same_shot(one: PhotoMetadata | None, other: PhotoMetadata) -> bool:
    """Whether two pictures were taken by the same camera at the same time."""
    if one is None or one.camera is None or one.taken_at is None:
        return False
    return (one.camera, one.taken_at) == (other.camera, other.taken_at)
