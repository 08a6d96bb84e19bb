"""Pictures to search by: dropped or pasted files, images, and photos of this very library."""

from __future__ import annotations

import os

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QImage

from photoclip.gui.desktop.drops import first_path, has_remote
from photoclip.gui.desktop.photo_drag import photo_ids
from photoclip.media.formats import is_picture_name


class PictureInput(QObject):
    """Sorts what was dropped or pasted."""

    picture_given = Signal(str)
    photo_given = Signal(int)
    """A photo of the library, by its id."""
    image_pasted = Signal(QImage)
    odd_thing_given = Signal(QMimeData)

    def fits(self, data: QMimeData) -> bool:
        """Whether a drag may be let go here."""
        return data.hasImage() or is_picture_name(os.path.basename(first_path(data)))

    def take(self, data: QMimeData) -> bool:
        """Pass on what is in it; False for something else, such as text."""
        own = photo_ids(data)
        if own and own[0] > 0:  # a file that is not taken in yet has no id
            self.photo_given.emit(own[0])
            return True
        path = first_path(data)
        if is_picture_name(os.path.basename(path)):
            self.picture_given.emit(path)
            return True
        if data.hasImage() and not data.hasText():
            image = data.imageData()
            if isinstance(image, QImage) and not image.isNull():
                self.image_pasted.emit(image)
                return True
        if has_remote(data):
            self.odd_thing_given.emit(data)
            return True
        return False
