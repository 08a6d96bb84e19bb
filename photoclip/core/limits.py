"""Notices what an image-text model cannot do in a typed query, and what works instead.

Such models are weak at negation (Alhamoud et al. 2025, "Vision-Language Models Do Not Understand
Negation"), at counting (Paiss et al. 2023, "Teaching CLIP to Count to Ten"), at reading small
text, and at fine kinds (Radford et al. 2021, section 6).
"""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass


class Limit(enum.StrEnum):
    """What the model is not good at."""

    NEGATION = "negation"
    COUNTING = "counting"
    READING = "reading"
    FINE_KINDS = "fine-kinds"


@dataclass(frozen=True, slots=True)
class QueryAdvice:
    """One quiet line about a query.

    limit: the kind, for views that put it in their own words. words: those that it is about.
    suggestion: a query that may do better, "" where there is none.
    """

    limit: Limit
    words: str
    suggestion: str = ""

    @property
    def message(self) -> str:
        """The line in English."""
        if self.limit is Limit.NEGATION:
            return f"Searches do not understand “{self.words}”; a minus does: {self.suggestion}"
        if self.limit is Limit.COUNTING:
            return f"Searches cannot count well, so “{self.words}” may be any number."
        if self.limit is Limit.READING:
            return f"Searches hardly read text in photos, so “{self.words}” is a guess."
        broader = f"; broader: {self.suggestion}" if self.suggestion else ""
        return f"Searches hardly tell fine kinds apart, such as “{self.words}”{broader}."


_NEGATIONS = re.compile(
    r"\b(?:without(?:\s+any)?|with\s+no|not\s+any|not|no|never|except(?:\s+for)?|excluding|"
    r"free\s+of|nobody|no\s+one)\b(?:\s+(?:a|an|the)\b)?\s*(?P<what>[^\W\d_][\w'-]*)?",
    re.IGNORECASE,
)
_NEGATED_PEOPLE = frozenset(("nobody", "no one"))
_NO_NEGATION = re.compile(
    r"\bno\s+(?:smoking|parking|entry|exit)\b|\bnot\s+only\b|\bnotre\b", re.IGNORECASE
)
_NUMBERS = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|exactly\\s+\\w+|"
    "at\\s+least\\s+\\w+|more\\s+than\\s+\\w+|[2-9]|[1-9]\\d"
)
_MANY = r"[^\W\d_]+s|people|children|men|women|sheep|fish|mice|geese|deer"
_COUNTS = re.compile(rf"\b(?:{_NUMBERS})\s+(?:[^\W\d_]+\s+)?(?:{_MANY})\b", re.IGNORECASE)
_NO_COUNT = re.compile(r"\b(?:years?|hours?|days?|o'clock|minutes?|euros?|dollars?)\b", re.I)
_READS = re.compile(
    r"\b(?:(?:sign|text|note|letter|banner|poster|label|plate|caption|shirt|book|screen|page|"
    r"board|document|words?)\s+(?:that\s+|which\s+)?(?:says?|saying|reads?|reading|with\s+the\s+"
    r"(?:words?|text|name|number)|called|titled)|number\s+plate\s+\w*\d|the\s+words?\s+\S+)",
    re.IGNORECASE,
)
_FINE_KINDS: dict[str, tuple[str, ...]] = {
    "dog": (
        "labrador", "poodle", "dachshund", "beagle", "border collie", "golden retriever",
        "german shepherd", "rottweiler", "chihuahua", "shih tzu", "maltese", "pomeranian",
        "schnauzer", "corgi", "husky", "malamute", "spaniel", "terrier", "whippet", "shiba inu",
    ),
    "cat": ("siamese", "maine coon", "ragdoll cat", "burmese cat", "british shorthair", "sphynx"),
    "horse": ("arabian horse", "friesian", "haflinger", "thoroughbred", "lipizzaner"),
    "bird": ("chiffchaff", "willow warbler", "marsh tit", "house sparrow", "tree sparrow",
             "song thrush", "common buzzard"),
    "mushroom": ("chanterelle", "porcini", "death cap", "fly agaric"),
    "car": ("bmw", "audi", "toyota", "volkswagen", "mercedes", "tesla", "hyundai", "honda civic"),
}  # fmt: skip
_KIND_OF = {name: broader for broader, names in _FINE_KINDS.items() for name in names}
_FINE = re.compile(
    r"\b(?:" + "|".join(sorted(map(re.escape, _KIND_OF), key=len, reverse=True)) + r")s?\b",
    re.IGNORECASE,
)

MAX_LOOKED_AT = 1000
"""Characters of a query that are looked at; nobody negates after so many."""


def advice_for(text: str) -> QueryAdvice | None:
    """The first thing that the model cannot do in the words of a query, None mostly.

    Words in quotation marks count as text to be found, not as reading.
    """
    text = " ".join(text[:MAX_LOOKED_AT].split())
    return _negation(text) or _reading(text) or _counting(text) or _fine_kinds(text)


def _negation(text: str) -> QueryAdvice | None:
    if _NO_NEGATION.search(text):
        return None
    match = _NEGATIONS.search(text)
    if match is None:
        return None
    said, what = match.group(), match.group("what")
    opening = " ".join(said.lower().split()[:2])
    if opening in _NEGATED_PEOPLE or opening.startswith("nobody"):
        said, what = said.split()[0] if opening.startswith("nobody") else "no one", "people"
        end = match.start() + len(said)
    elif what:
        end = match.end()
    else:
        return None
    rest = " ".join(f"{text[: match.start()]} {text[end:]}".split())
    rest = re.sub(r"\s*\b(?:and|but|with|or)$", "", rest)
    return QueryAdvice(Limit.NEGATION, " ".join(said.split()), f"{rest} -{what}".strip())


def _reading(text: str) -> QueryAdvice | None:
    match = _READS.search(text)
    return QueryAdvice(Limit.READING, match.group()) if match else None


def _counting(text: str) -> QueryAdvice | None:
    match = _COUNTS.search(text)
    if match is None or _NO_COUNT.search(match.group()):
        return None
    return QueryAdvice(Limit.COUNTING, match.group())


def _fine_kinds(text: str) -> QueryAdvice | None:
    match = _FINE.search(text)
    if match is None:
        return None
    name = match.group().lower()
    broader = _KIND_OF.get(name) or _KIND_OF[name.removesuffix("s")]
    return QueryAdvice(Limit.FINE_KINDS, match.group(), broader)
