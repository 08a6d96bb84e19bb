"""Why a photo is among the results of a search, in words."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from photoclip.gui.language import words

if TYPE_CHECKING:
    from photoclip.services.search.reasons import WordReason

SHOWN_FROM = 0.5


def reasons(
    query: str, fitting: Sequence[WordReason], path: str, moment: datetime | None
) -> list[str]:
    """One line each: the words that the photo shows, the folder and the date that were named."""
    lines = [_words(fitting), _folder(query, path), _date(query, moment)]
    return [one for one in lines if one]


def _words(fitting: Sequence[WordReason]) -> str:
    if len(fitting) < 2:
        return ""
    shown = [one.word for one in fitting if one.probability >= SHOWN_FROM]
    if not shown:
        text = QCoreApplication.translate("Reasons", "Nearest to “{word}”")
        return text.format(word=fitting[0].word)
    text = QCoreApplication.translate("Reasons", "Shows {words}")
    return text.format(words=", ".join(f"“{one}”" for one in shown))


def _folder(query: str, path: str) -> str:
    name = os.path.basename(os.path.dirname(path))
    if not _parts(name) & _parts(query):
        return ""
    text = QCoreApplication.translate("Reasons", "Folder “{name}”")
    return text.format(name=words.printable(name))


def _date(query: str, moment: datetime | None) -> str:
    if moment is None:
        return ""
    names = {locale.monthName(moment.month).casefold() for locale in (QLocale(), QLocale.c())}
    asked = _parts(query)
    if str(moment.year) not in asked and not names & asked:
        return ""
    text = QCoreApplication.translate("Reasons", "Taken in {month}")
    form = QCoreApplication.translate("PhotoPage", "MMMM yyyy", "how a month is written")
    return text.format(month=QLocale().toString(words.qt_moment(moment), form))


def _parts(text: str) -> set[str]:
    return {one.casefold() for one in re.findall(r"[^\W_]{3,}", text)}
