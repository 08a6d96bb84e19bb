"""Quiet lines over the results of a search: its translation, and what searches cannot do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from photoclip.core.advice import Limit, QueryAdvice
from photoclip.core.models import SearchResults
from photoclip.core.query import chips as query_chips
from photoclip.gui.look.theme import SPACE, SPACE_LARGE, SPACE_SMALL
from photoclip.gui.widgets.parts import ElidedLabel, IconLabel, button


class NoteLine(QWidget):
    """An icon, a sentence, and a button where something can be done."""

    acted = Signal()

    def __init__(self, icon: str) -> None:
        super().__init__()
        self.text = ElidedLabel(kind="quiet")
        self.act = button("", self.acted.emit, "link")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        row.addWidget(IconLabel(icon, 16))
        row.addWidget(self.text, 1)
        row.addWidget(self.act)
        row.addStretch()
        self.hide()

    def say(self, text: str, act: str = "") -> None:
        """Show this, or nothing for ""."""
        self.text.setMaximumWidth(self.text.fontMetrics().horizontalAdvance(text) + SPACE)
        self.text.set_text(text)
        self.act.setText(act)
        self.act.setVisible(bool(act))
        self.setAccessibleName(text)
        self.setVisible(bool(text))


class SearchNotes(QWidget):
    """At most one line each: a translation, what was left out, one thing that models cannot do."""

    query_asked = Signal(str)
    """The person takes the offered query instead."""
    models_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "notes")
        self._better = ""
        self.translated = NoteLine("languages")
        self.left_out = NoteLine("info")
        self.advice = NoteLine("info")
        self.left_out.acted.connect(self.models_asked)
        self.advice.acted.connect(lambda: self.query_asked.emit(self._better))
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_LARGE, 0, SPACE_LARGE, SPACE_SMALL)
        column.setSpacing(0)
        for line in (self.translated, self.left_out, self.advice):
            line.setMinimumHeight(28)
            column.addWidget(line, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_results(self, results: SearchResults | None) -> None:
        """Say what there is to say about a search, nothing for None."""
        self._say_translation(results)
        self._say_advice(results)
        lines = (self.translated, self.left_out, self.advice)
        self.setVisible(any(not one.isHidden() for one in lines))

    def _say_translation(self, results: SearchResults | None) -> None:
        searched = results.searched_for if results is not None else None
        unknown = results.untranslated if results is not None else ()
        said = self.tr("Searched for: {words}").format(words=searched) if searched else ""
        self.translated.say(said)
        listed = ", ".join(f"“{one}”" for one in unknown)
        text = self.tr("Left out, since this model reads English: {words}").format(words=listed)
        self.left_out.say(text if unknown else "", self.tr("Models that read Korean"))

    def _say_advice(self, results: SearchResults | None) -> None:
        advice = results.advice if results is not None else None
        self._better = ""
        if results is None or advice is None:
            self.advice.say("")
            return
        better = None
        if advice.suggestion:
            better = query_chips.reworded(results.query, advice.text, advice.suggestion)
        self._better = better or ""
        offer = self.tr("Search for {query}").format(query=self._better) if better else ""
        self.advice.say(self._told(advice), offer)

    def _told(self, advice: QueryAdvice) -> str:
        if advice.limit is Limit.LENGTH:
            if advice.words_read < 2:
                return self.tr("Searches read only the beginning of so long a text.")
            return self.tr(
                "Searches read only the first %n words of so long a text.", "", advice.words_read
            )
        said = {
            Limit.NEGATION: self.tr("Searches do not understand “{words}”, but a minus works."),
            Limit.COUNTING: self.tr("Searches cannot count well: “{words}” may be any number."),
            Limit.READING: self.tr("Searches hardly read text in photos: “{words}” is a guess."),
            Limit.LANGUAGE: self.tr(
                "This model may hardly read “{words}”: it was tried in English and Korean."
            ),
            Limit.FINE_KINDS: self.tr("Searches hardly tell kinds such as “{words}” apart."),
        }[advice.limit]
        return said.format(words=advice.words)
