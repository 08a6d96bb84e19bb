"""Which files are taken for pictures, by name alone, so that a scan opens nothing.

The name only decides whether a file is looked at; what it holds is found out from its content.
Imports nothing heavy: the app process uses this, and it never decodes.
"""

from __future__ import annotations

COMMON_EXTENSIONS = frozenset(
    {
        # JPEG
        *("jpg", "jpeg", "jpe", "jfif", "mpo"),
        # PNG, WebP, GIF, BMP, TIFF
        *("png", "apng", "webp", "gif", "bmp", "dib", "tif", "tiff"),
        # JPEG 2000
        *("jp2", "j2k", "jpf", "jpx", "j2c", "jpc"),
        # HEIC/HEIF and AVIF
        *("heic", "heif", "hif", "heics", "heifs", "avif", "avifs"),
    }
)
"""Extensions, lower case without the dot, of formats that are decoded in full."""

RAW_EXTENSIONS = frozenset(
    {
        *("3fr", "fff"),  # Hasselblad
        *("arw", "sr2", "srf"),  # Sony
        *("cr2", "cr3", "crw"),  # Canon
        *("dcr", "kdc", "k25"),  # Kodak
        *("dng",),  # Adobe, Leica, Pentax, phones
        *("erf",),  # Epson
        *("gpr",),  # GoPro
        *("iiq", "cap"),  # Phase One
        *("mef", "mos"),  # Mamiya, Leaf
        *("mrw",),  # Minolta
        *("nef", "nrw"),  # Nikon
        *("orf", "ori"),  # Olympus, OM System
        *("pef", "ptx"),  # Pentax
        *("raf",),  # Fujifilm
        *("raw", "rw2", "rwl"),  # Panasonic, Leica
        *("srw",),  # Samsung
        *("x3f",),  # Sigma
    }
)
"""Extensions of camera RAW files, shown by their embedded preview."""

PICTURE_EXTENSIONS = COMMON_EXTENSIONS | RAW_EXTENSIONS
"""Every extension that a scan takes for a picture."""


def is_picture_name(name: str) -> bool:
    """Whether a file of this name is looked at. Hidden files and macOS "._" companions are not."""
    return not name.startswith(".") and _extension(name) in PICTURE_EXTENSIONS


def is_watched_name(name: str) -> bool:
    """Whether a change of such a file is noticed: of pictures, and of sidecars beside them."""
    return is_picture_name(name) or (not name.startswith(".") and _extension(name) == "xmp")


def is_raw_name(name: str) -> bool:
    """Whether the name is that of a camera RAW file."""
    return _extension(name) in RAW_EXTENSIONS


def _extension(name: str) -> str:
    stem, dot, extension = name.rpartition(".")
    return extension.lower() if dot and stem else ""
