"""What is said of one photo of a grid, to eyes and ears."""

from __future__ import annotations

import os

from PySide6.QtCore import QCoreApplication, QLocale

from photoclip.core.listing import PhotoRow
from photoclip.gui.language import words


def tool_tip(row: PhotoRow) -> str:
    """What a rest of the pointer tells of a photo."""
    lines = [words.printable(row.name), words.place_on_disk(os.path.dirname(row.path))]
    facts = [words.moment(row.moment)]
    if row.width:
        facts.append(f"{row.width} × {row.height}")
    lines.append(" · ".join(facts))
    if row.is_offline:
        lines.append(QCoreApplication.translate("PhotoModel", "Its drive is away"))
    return "\n".join(lines)


def _stars(rating: int) -> str:
    text = QCoreApplication.translate("PhotoModel", "rated {rating} of 5")
    return text.format(rating=words.number(rating))


def spoken(row: PhotoRow) -> str:
    """What a screen reader says of a photo."""
    date = QLocale().toString(words.qt_moment(row.moment), QLocale.FormatType.LongFormat)
    parts = [words.printable(row.name), date]
    if row.is_favourite:
        parts.append(QCoreApplication.translate("PhotoModel", "favourite"))
    if row.rating:
        parts.append(_stars(row.rating))
    if row.is_pending:
        parts.append(QCoreApplication.translate("PhotoModel", "not taken in yet"))
    if row.is_offline:
        parts.append(QCoreApplication.translate("PhotoModel", "its drive is away"))
    return ", ".join(parts)
