"""What a person is told about words that an image-text model cannot follow."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from photoclip.core.wording import Message

IN_ANOTHER_SCRIPT = "This model may hardly read “{words}”: it was tried in English and Korean."
NO_COUNTING = "Searches cannot count well, so “{words}” may be any number."
NO_READING = "Searches hardly read text in photos, so “{words}” is a guess."
NO_FINE_KINDS = "Searches hardly tell fine kinds apart, such as “{words}”; broader: {suggestion}."


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
        """The line, as a Message."""
        if self.limit is Limit.LENGTH:
            if self.words_read < 2:
                return Message("Searches read only the beginning of so long a text.")
            return Message(
                "Searches read only the first {count} words of so long a text.",
                count=self.words_read,
            )
        if self.limit is Limit.FINE_KINDS and not self.suggestion:
            return Message(
                "Searches hardly tell fine kinds apart, such as “{words}”.", words=self.words
            )
        if self.limit is Limit.NEGATION:
            # No full stop: the end is what may be typed instead.
            return Message(
                "Searches do not understand “{words}”; a minus does: {suggestion}",
                words=self.words,
                suggestion=self.suggestion,
            )
        template = {
            Limit.LANGUAGE: IN_ANOTHER_SCRIPT,
            Limit.COUNTING: NO_COUNTING,
            Limit.READING: NO_READING,
            Limit.FINE_KINDS: NO_FINE_KINDS,
        }[self.limit]
        return Message(template, words=self.words, suggestion=self.suggestion)
