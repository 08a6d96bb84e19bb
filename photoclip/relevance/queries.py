"""What kind of text a query is, and which texts are embedded for it.

A label of one or two words becomes a small prompt ensemble (Radford et al. 2021, section 3.1.4),
which tells present from absent a little better than the bare words. A longer text rarely has a
high cosine even where it is true; there its words are looked for one by one as well.
"""

from __future__ import annotations

import enum
import re

from photoclip.core.korean import content_words, is_korean

MAX_NAMED = 8
"""So many words of a text are embedded by themselves: more would take too long."""

LABEL_TEMPLATES = ("{c}", "a photo of {c}", "a picture of {c}", "{c} in a photo")

KOREAN_TEMPLATES = ("{c}", "{c} 사진", "{c}의 사진", "사진 속의 {c}")
"""The same for a label in Hangul: an English sentence around it would be of two languages."""

_ARTICLES = frozenset(("a", "an", "the"))
_WORD = re.compile(r"[^\W\d_][\w'-]+")
_SMALL_WORDS = frozenset(
    """a an the of in on at to with and or for from by is are was were be been being its it his
    her their this that these those as into onto up down out over under through across behind
    beside between while who which there near next about around off some two three one four
    another other each they he she him them himself herself has have having do does doing not
    very""".split()  # noqa: SIM905
)


class QueryKind(enum.StrEnum):
    """Kinds of queries that are calibrated apart; a leading article does not count."""

    LABEL = "label"
    """One or two words."""
    PHRASE = "phrase"
    """Up to five."""
    SENTENCE = "sentence"
    """More."""


def query_kind(text: str) -> QueryKind:
    """The kind of a query by its number of words."""
    count = len(_without_article(text).split())
    if count <= 2:
        return QueryKind.LABEL
    return QueryKind.PHRASE if count <= 5 else QueryKind.SENTENCE


def texts_of(text: str) -> tuple[list[str], list[str]]:
    """What to embed: texts whose mean is the query's vector, and the words that it names.

    A label names no word apart; of other texts at most MAX_NAMED.
    """
    kind = query_kind(text)
    if kind is QueryKind.LABEL:
        label = _without_article(text)
        templates = KOREAN_TEMPLATES if is_korean(label) else LABEL_TEMPLATES
        return [template.replace("{c}", label) for template in templates], []
    return [text], named_words(text)


def named_words(text: str) -> list[str]:
    """The words of a text that could show in a picture, each once, the first MAX_NAMED."""
    words = (word for word in _WORD.findall(text.lower()) if word not in _SMALL_WORDS)
    others = (word for word in words if not is_korean(word))
    return list(dict.fromkeys((*content_words(text), *others)))[:MAX_NAMED]


def _without_article(text: str) -> str:
    words = text.split()
    if len(words) > 1 and words[0].lower() in _ARTICLES:
        words = words[1:]
    return " ".join(words)
