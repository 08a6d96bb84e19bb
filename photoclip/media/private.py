"""What a copy of a picture goes on to say of itself (EXIF, CIPA DC-008)."""

from __future__ import annotations

import contextlib

from PIL import ExifTags, Image

from photoclip.core.files import Strip

ORIENTATION = int(ExifTags.Base.Orientation)

# How a TIFF file lays out its own pixels (TIFF 6.0), and blocks that travel in other ways:
# profile, XMP, IPTC, Photoshop. In a copy they would describe a file that is not there.
_LAYOUT = frozenset(
    {254, 255, 256, 257, 258, 259, 262, 263, 264, 265, 266, 273, 277, 278, 279, 280, 281, 284}
    | {288, 289, 290, 291, 292, 293, 297, 301, 317, 318, 319, 320, 321, 322, 323, 324, 325}
    | {330, 332, 333, 334, 336, 338, 339, 340, 341, 342, 347, 512, 513, 514, 529, 530, 531, 532}
    | {700, 33723, 34377, 34675, 37724}
)
_WIDTH, _HEIGHT = int(ExifTags.Base.ExifImageWidth), int(ExifTags.Base.ExifImageHeight)
_SUBFOLDERS = (ExifTags.IFD.Exif, ExifTags.IFD.GPSInfo, ExifTags.IFD.Interop)


def kept_exif(exif: Image.Exif, strip: Strip, *, size: tuple[int, int] | None = None) -> Image.Exif:
    """What is left of ``exif``; entries that cannot be read are left out.

    size: pixels of a copy that was drawn anew and stands upright; None where the pixels stay as
    they are, and so does their orientation.
    """
    kept = Image.Exif()
    if strip is Strip.ALL:
        return kept
    for tag in list(exif):
        if tag in _LAYOUT or tag in _SUBFOLDERS:
            continue
        with contextlib.suppress(Exception):
            kept[tag] = exif[tag]
    for folder in _SUBFOLDERS:
        if folder is ExifTags.IFD.GPSInfo and strip is Strip.PLACE:
            continue
        with contextlib.suppress(Exception):
            found = dict(exif.get_ifd(folder))
            found.pop(int(ExifTags.IFD.Interop), None)
            if found:
                kept.get_ifd(folder).update(found)
    if size is not None:
        kept.pop(ORIENTATION, None)
        details = kept.get_ifd(ExifTags.IFD.Exif)
        if _WIDTH in details and _HEIGHT in details:
            details[_WIDTH], details[_HEIGHT] = size
    return kept
