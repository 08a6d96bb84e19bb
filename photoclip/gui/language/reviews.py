"""How far the teaching of an album is, and what its numbers mean, in the person's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from photoclip.gui.language import words

if TYPE_CHECKING:
    from photoclip.services.albums.learning import Review

FEW = 30
"""With fewer counted answers a precision of 0.9 may as well be 0.8 (its standard error is 0.05)."""


def progress(judged: int, review: Review | None) -> str:
    """For example “12 judged · precision 0.91 → 0.95”."""
    text = QCoreApplication.translate("Review", "%n judged", "", judged)
    said = words.grouped(text, judged)
    if review is None or review.now.precision is None:
        return said
    now = words.number(review.now.precision, 2)
    if review.before.precision is None or judged == 0:
        precision = QCoreApplication.translate("Review", "precision {now}").format(now=now)
    else:
        before = words.number(review.before.precision, 2)
        text = QCoreApplication.translate("Review", "precision {before} → {now}")
        precision = text.format(before=before, now=now)
    return f"{said} · {precision}"


def measured(review: Review | None) -> str:
    """On how many answers the precision rests, and how much it is worth."""
    if review is None:
        return ""
    counted = review.now.counted
    if review.now.precision is None:
        return QCoreApplication.translate("Review", "The precision shows after a few more answers.")
    text = QCoreApplication.translate("Review", "measured on %n answers", "", counted)
    said = words.grouped(text, counted)
    if counted < FEW:
        return said + QCoreApplication.translate("Review", "; few, so take it with care")
    return said


def explanation(review: Review | None) -> str:
    """What the precision says, and what it does not."""
    text = QCoreApplication.translate(
        "Review",
        "Precision is the share of right photos among those that the album takes by itself. It is "
        "measured on your answers by cross-validation: each is foretold by an album that was "
        "taught all the others. The first number is the album as it was when you began. The "
        "photos asked about are the hard ones, so the album as a whole is mostly better than "
        "this. What you say always counts: a photo with your yes stays in, one with your no "
        "stays out.",
    )
    if review is not None and review.unsure:
        unsure = QCoreApplication.translate(
            "Review", "The album is unsure of %n more photos.", "", review.unsure
        )
        return f"{text} {words.grouped(unsure, review.unsure)}"
    return text
