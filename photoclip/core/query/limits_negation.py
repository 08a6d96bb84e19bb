"""Finds what an English text says not to be there, and writes it with a minus."""

from __future__ import annotations

import re

_HAVE = r"(?:\s+(?:have|has|show|contain)(?:\s+any)?)?"
_NEGATIONS = re.compile(
    r"(?<![\w'’-])(?:(?P<all>without(?:\s+any)?|except(?:\s+for)?|excluding|free\s+of|other\s+than)|"
    r"with\s+no|not\s+any|neither|(?:that|which|who)\s+(?:is|are|do|does)\s+not"
    + _HAVE
    + r"|(?:that|which|who)\s+(?:do|ca)n['’]t"
    + _HAVE
    + r"|(?:(?:that|which|who)\s+)?(?:is|are|was|were|does|has|have)n['’]t"
    + _HAVE
    + r"|(?P<people>nobody|no[\s-]one)|not|no(?!\s+one\b)|never)(?![\w'’-])",
    re.IGNORECASE,
)
_IDIOMS = re.compile(
    r"no\s+(?:smoking|parking|entry|exit|trespassing|fishing|swimming|vacancy|problem|doubt|matter|"
    r"way|idea|comment|more|less|man['’]s\s+land|fly\s+zone|time\s+to|\d)|no\s+\w+\s+(?:sign|allowed|"
    r"zone)\b|no\.|not\s+(?:only|allowed)\b|never[\s-]ending",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"(?:in|on|at|by|near|with|without|from|to|of|and|or|nor|but|for|under|over|behind|around|into|"
    r"between|inside|outside|next|before|after|during|while|as|like|who|that|which|is|are|allowed|"
    r"there|here|please|not|no|against|onto|across|along|above|below)",
    re.IGNORECASE,
)
_ARTICLES = frozenset(("a", "an", "the", "any", "other"))
_MOST_WORDS = 3
_BEFORE = re.compile(
    r"(?:(?:^|[\s,;])(?:and|but|or|with|who|that|which|is|are|it|there|everything|anything|a|the)|"
    r"[\s,;.])+$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"^(?:[\s,;.]|(?:and|but|or|in\s+it|in\s+them|at\s+all|around|anywhere|visible|there)(?=\s|$))+",
    re.IGNORECASE,
)
_NEXT = re.compile(r"\s*(?:,?\s*(?:or|nor)|,?\s*and\s+(?:no|without|not))\s+", re.IGNORECASE)
_NEXT_OF_ALL = re.compile(r"\s*(?:,?\s*(?:or|nor|and)|,)(?:\s+(?:no|without))?\s+", re.IGNORECASE)
_PLAIN = re.compile(r"[^\W\d_][\w'’-]*")


def negation(text: str) -> tuple[str, str, str] | None:
    """The words that say so, the text without them, and what takes their place; None where there
    are none, or where they are a common name (“no-fly zone”)."""
    for match in _NEGATIONS.finditer(text):
        if _IDIOMS.match(text, match.start()):
            continue
        unwanted, end = _unwanted(text, match)
        if unwanted:
            said = " ".join(text[match.start() : end].split()).rstrip(",;.:!?")
            minus = " ".join(
                f"-{one}" if _PLAIN.fullmatch(one) else f'-"{one}"' for one in unwanted
            )
            before = _BEFORE.sub("", text[: match.start()]).strip()
            after = _AFTER.sub("", text[end:]).strip()
            return said, f"{before} {after}".strip(), minus
    return None


def _unwanted(text: str, match: re.Match[str]) -> tuple[list[str], int]:
    """What is not to be there, and where its words end."""
    end = match.end()
    if match["people"]:
        return ["people"], end
    found: list[str] = []
    following = _NEXT_OF_ALL if match["all"] else _NEXT
    while True:
        words, after = _phrase(text, end)
        if not words:
            return found, end
        found.append(words)
        end = after
        link = following.match(text, end)
        if link is None:
            return found, end
        if not _phrase(text, link.end())[0]:
            return found, end
        end = link.end()


def _phrase(text: str, start: int) -> tuple[str, int]:
    """The words that belong together from a place on, without articles, and where they end."""
    words: list[str] = []
    end = start
    for match in re.compile(r"\s*(\S+)").finditer(text, start):
        word = match[1].rstrip(",;.:!?")
        if not word or _ENDS.fullmatch(word) or len(words) == _MOST_WORDS:
            break
        if words or word.lower() not in _ARTICLES:
            words.append(word.replace('"', ""))
        end = match.start(1) + len(word)
        if word != match[1]:
            break
    return " ".join(filter(None, words)), end
