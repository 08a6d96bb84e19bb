"""Notices what an image-text model cannot do in a typed query, and what works instead.

Such models are weak at negation (Alhamoud et al. 2025, "Vision-Language Models Do Not Understand
Negation"), at counting (Paiss et al. 2023, "Teaching CLIP to Count to Ten"), at reading small
text, and at fine kinds (Radford et al. 2021, section 6).
"""

from __future__ import annotations

import re

from photoclip.core.advice import Limit, QueryAdvice
from photoclip.core.errors import QuerySyntaxError
from photoclip.core.query import limits_korean
from photoclip.core.query.limits_negation import negation
from photoclip.core.query.parser import parse

_NUMBERS = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    "seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|dozens?|exactly\\s+\\w+|"
    "at\\s+least\\s+\\w+|more\\s+than\\s+\\w+|[2-9]|[1-9]\\d"
)
_MANY = r"[^\W\d_]+s|people|children|men|women|sheep|fish|mice|geese|deer"
_COUNTS = re.compile(
    rf"(?<!top )(?<!channel )(?<!number )\b(?:(?:{_NUMBERS})\s+(?:[^\W\d_]+\s+)?(?:{_MANY})|"
    r"(?:exactly|only|just)\s+(?:one|1|a\s+single)\s+[^\W\d_]+)\b",
    re.IGNORECASE,
)
_NO_COUNT = re.compile(
    r"\b(?:years?|hours?|days?|o'clock|minutes?|seconds?|weeks?|months?|decades|centuries|euros?|"
    r"dollars?|pounds?|cents?|percent|degrees?|mm|cm|km|kg|lens|miles?|met(?:er|re)s?|feet|inch(?:es)?|"
    r"pixels?|megapixels?|stars?|seasons?|wonders|times|stor(?:ies|eys)|news|am|pm)\b",
    re.IGNORECASE,
)
_SIGNS = "sign|signpost|banner|poster|label|plate|board|billboard|caption|(?:t-)?shirt|neon"
_READS = re.compile(
    rf"\b(?:(?:{_SIGNS}|text|note|letter|book|screen|page|card|cake|document|words?|tattoo|graffiti|cover)"
    r"\s+(?:that\s+|which\s+)?(?:says|saying|say|with\s+the\s+(?:words?|text|name|number)|called|"
    rf"titled)|(?:{_SIGNS}|letter|note|page)\s+(?:(?:that|which)\s+reads|reads|reading)|"
    r"(?:with|has|having|shows?|showing|containing)\s+(?:the\s+)?(?:text|words|word|inscription)\s+"
    r"(?!on\b|in\b|at\b)\S+|written\s+(?!by\b|in\b|on\b|with\b)\S+|letters\s+spelling\s+\S+|"
    r"(?:number|licen[cs]e)\s+plate\s+(?:\S+\s+)?\S*\d\S*|the\s+words?\s+(?!of\b)\S+)(?!\w)",
    re.IGNORECASE,
)
_FINE_KINDS: dict[str, tuple[str, ...]] = {
    "dog": (
        "labrador", "poodle", "dachshund", "beagle", "border collie", "golden retriever",
        "german shepherd", "rottweiler", "chihuahua", "shih tzu", "maltese", "pomeranian",
        "schnauzer", "corgi", "pug", "bulldog", "great dane", "doberman", "samoyed", "greyhound",
        "bichon", "husky", "malamute", "spaniel", "terrier", "whippet", "shiba inu",
    ),
    "cat": ("siamese", "maine coon", "ragdoll cat", "burmese cat", "british shorthair", "sphynx",
            "persian cat", "bengal cat", "russian blue", "scottish fold"),
    "horse": ("arabian horse", "friesian", "haflinger", "thoroughbred", "lipizzaner"),
    "bird": ("chiffchaff", "willow warbler", "marsh tit", "house sparrow", "tree sparrow",
             "song thrush", "common buzzard"),
    "mushroom": ("chanterelle", "porcini", "death cap", "fly agaric"),
    "car": ("bmw", "audi", "toyota", "volkswagen", "mercedes", "tesla", "hyundai", "honda civic"),
}  # fmt: skip
_KIND_OF = {name: broader for broader, names in _FINE_KINDS.items() for name in names}
_FINE = re.compile(
    r"(?<!nikola )\b(?P<kind>"
    + "|".join(sorted(map(re.escape, _KIND_OF), key=len, reverse=True))
    + rf")(?P<many>s?)\b(?!\s+(?:voice|coil))(?:\s+(?:{'|'.join(_FINE_KINDS)})\b)?",
    re.IGNORECASE,
)

MAX_LOOKED_AT = 1000
"""Characters of a query that are looked at; nobody negates after so many."""


def advice_for(text: str) -> QueryAdvice | None:
    """The first thing that the model cannot do in the words of a query, None mostly.

    text: in English or Korean. Words in quotation marks count as text to be found, not as reading.
    """
    looked_at = " ".join(text[:MAX_LOOKED_AT].split())
    known = (
        (Limit.NEGATION, _negation(looked_at)),
        (Limit.READING, _reading(looked_at) or limits_korean.reading(looked_at)),
        (Limit.COUNTING, _counting(looked_at) or limits_korean.counting(looked_at)),
        (Limit.FINE_KINDS, _fine_kind(looked_at) or limits_korean.fine_kind(looked_at)),
    )
    for limit, found in known:
        if found is not None:
            words, suggestion = (found, "") if isinstance(found, str) else found
            return QueryAdvice(limit, words, suggestion, text)
    return None


def _negation(text: str) -> tuple[str, str] | None:
    found = negation(text) or limits_korean.negation(text)
    if found is None:
        return None
    words, rest, minus = found
    query = f"{rest} {minus}".strip()
    try:
        parse(query)
    except QuerySyntaxError:
        # It was quoted, and cannot stand there without its marks.
        return words, minus
    return words, query


def _reading(text: str) -> str | None:
    match = _READS.search(text)
    return match and match.group()


def _counting(text: str) -> str | None:
    for match in _COUNTS.finditer(text):
        if not _NO_COUNT.search(match.group()):
            return match.group()
    return None


def _fine_kind(text: str) -> tuple[str, str] | None:
    match = _FINE.search(text)
    if match is None:
        return None
    broader = _KIND_OF[match["kind"].lower()] + match["many"].lower()
    kind = match["kind"] + match["many"]
    return kind, f"{text[: match.start()]}{broader}{text[match.end() :]}"
