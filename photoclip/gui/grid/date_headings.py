"""Headings that say when photos were taken. For any thread: a library has thousands of days."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from photoclip.core.listing import DateGroup
from photoclip.gui.grid.layout import Section
from photoclip.gui.language import words


def date_sections(groups: Sequence[DateGroup]) -> list[Section]:
    """One heading for each month or day."""
    locale = QLocale()
    form = QCoreApplication.translate("PhotoPage", "MMMM yyyy", "how a month is written")
    return [
        Section(
            _title(locale, form, group),
            group.first,
            group.count,
            words.number(group.count),
            month=(group.year, group.month),
        )
        for group in groups
    ]


def _title(locale: QLocale, form: str, group: DateGroup) -> str:
    if group.day:
        date = QDate(group.year, group.month, group.day)
        return locale.toString(date, QLocale.FormatType.LongFormat)
    return locale.toString(QDate(group.year, group.month, 1), form)
