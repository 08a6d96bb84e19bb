"""What a person is told about words that an image-text model cannot follow."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Limit(enum.StrEnum):
    """What the model is not good at."""

    NEGATION = "negation"
    COUNTING = "counting"
    READING = "reading"
    FINE_KINDS = "fine-kinds"
    LENGTH = "length"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class QueryAdvice:
    """One quiet line about a query.

    limit: the kind, for views that put it in their own words. words: those that it is about.
    suggestion: what may do better in the place of ``text``, the words of the query that were looked
    at; "" where there is nothing. words_read: of a text that is too long, how many words at its
    beginning the model reads.
    """

    limit: Limit
    words: str
    suggestion: str = ""
    text: str = ""
    words_read: int = 0

    @property
    def message(self) -> str:
        """The line in English."""
        if self.limit is Limit.LENGTH:
            if self.words_read < 2:
                return "Searches read only the beginning of so long a text."
            return f"Searches read only the first {self.words_read} words of so long a text."
        if self.limit is Limit.LANGUAGE:
            return f"This model may hardly read “{self.words}”: it was tried in English and Korean."
        if self.limit is Limit.NEGATION:
            return f"Searches do not understand “{self.words}”; a minus does: {self.suggestion}"
        if self.limit is Limit.COUNTING:
            return f"Searches cannot count well, so “{self.words}” may be any number."
        if self.limit is Limit.READING:
            return f"Searches hardly read text in photos, so “{self.words}” is a guess."
        broader = f"; broader: {self.suggestion}" if self.suggestion else ""
        return f"Searches hardly tell fine kinds apart, such as “{self.words}”{broader}."
