"""Looks once more, at the last moment, whether a file still holds the photo that is meant.

Between the look that a list was made of and the step that a person asks for, another program may
have put another picture in a file's place. So before a file goes to the trash, is exported or
shared, or gets a sidecar, its identity is compared, and where that differs, its content. On any
doubt the step is refused.
"""

from __future__ import annotations

import os
from collections.abc import Callable

from photoclip.catalog.database import Catalog
from photoclip.core.errors import PictureError
from photoclip.core.file_identity import Difference
from photoclip.core.files import PhotoFile
from photoclip.core.wording import Message
from photoclip.media.fingerprint import hash_file
from photoclip.services.identity.recognition import look_at


class FileGuard:
    """Asked for one file after the other. look_again: called when one turned out to differ, to
    have it taken in anew; for any thread but a window's, since it may read a whole file."""

    def __init__(self, catalog: Catalog, look_again: Callable[[], object] = lambda: None) -> None:
        self._catalog = catalog
        self._look_again = look_again

    def refusal(self, file: PhotoFile) -> Message | None:
        """Why a step with this file is refused, None where it holds what it is known for.

        The sentence does not name the file, since it stands beside its name in most places.
        A file that is not there is not refused here: each step has its own words for that.
        """
        if not os.path.lexists(file.path) or self._is_certain(file):
            return None
        if not self._catalog.is_read_only:
            self._catalog.files.doubt(file.file_id)
            self._look_again()
        return Message(
            "The picture there is not the one that PhotoClip knows, so it was left alone. "
            "It is looked at again; then try once more."
        )

    def refusal_at(self, photo_id: int, path: str) -> Message | None:
        """The same for one of a photo's files, by its path."""
        files = self._catalog.photo_files.of([photo_id]).get(photo_id, [])
        file = next((one for one in files if one.path == path), None)
        if file is None:
            return Message("The file there is not known to hold this photo any more.")
        return self.refusal(file)

    def _is_certain(self, file: PhotoFile) -> bool:
        stat = look_at(file.path)
        if stat is None:
            return False
        difference = file.stat.difference(stat)
        if file.content_hash is None:
            return difference is Difference.NONE
        if file.is_certain and difference is Difference.NONE:
            return True
        if difference is Difference.CHANGED and file.is_certain and stat.size != file.stat.size:
            return False
        try:
            return hash_file(file.path) == file.content_hash
        except PictureError:
            return False
