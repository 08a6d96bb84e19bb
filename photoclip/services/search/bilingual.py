"""Korean queries with a model that reads English only: the label set translates what it covers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from photoclip.core.advice import Limit, QueryAdvice
from photoclip.core.errors import ModelError
from photoclip.core.korean import KoreanDictionary, Translated, foreign_words, is_foreign, is_korean
from photoclip.core.labels import LabelSet
from photoclip.core.ports import Translator
from photoclip.core.query.limits import advice_for
from photoclip.core.query.tree import And, Node, Not, Or, Query, Text, conjunction, disjunction
from photoclip.embed.models.registry import find_model

KOREAN_READERS = frozenset({"ko", "multi"})
ALL_LANGUAGES = "multi"


class QueryTranslator:
    """Translates queries where the chosen model needs it. Any thread may use it."""

    def __init__(self, labels: Callable[[], LabelSet], model: str) -> None:
        """labels: gives the label set in use. model: its key in the registry."""
        self._labels = labels
        languages = _languages(model)
        self._reads_korean = not KOREAN_READERS.isdisjoint(languages)
        self._is_measured = self._reads_korean and ALL_LANGUAGES not in languages
        self._dictionary: tuple[LabelSet, KoreanDictionary] | None = None

    def translate(self, text: str) -> Translated | None:
        """The English of a text in Korean letters, without words in other ones that are not Latin;
        None for one that the model reads as it is.

        Raises LabelError when the label set is broken.
        """
        if self._reads_korean or not (is_korean(text) or is_foreign(text)):
            return None
        labels = self._labels()
        known = self._dictionary
        if known is None or known[0] is not labels:
            known = self._dictionary = (labels, KoreanDictionary(labels))
        return known[1].translate(text)

    def hardly_read(self, text: str) -> list[str]:
        """Words in scripts in which the model was never measured; none where it is said to read
        all, and where they are translated or left out anyway."""
        return foreign_words(text) if self._is_measured else []


@dataclass(frozen=True, slots=True)
class Spoken:
    """A query in words that the model reads.

    searched_for: its texts in English, None where none was translated. untranslated: words that
    nothing is known of; a part with none but such is left away.
    """

    query: Query
    searched_for: str | None = None
    untranslated: tuple[str, ...] = ()


def spoken(query: Query, translator: Translator) -> Spoken:
    """The query with each of its texts translated where it needs to be."""
    english: list[str] = []
    unknown: list[str] = []
    is_changed = False

    def visit(node: Node, sign: str = "") -> Node | None:
        nonlocal is_changed
        if isinstance(node, Text):
            translated = translator.translate(node.text)
            text = node.text if translated is None else translated.text
            if translated is not None:
                is_changed = True
                unknown.extend(translated.uncovered)
            if text:
                english.append(sign + text)
            return replace(node, text=text) if text else None
        if isinstance(node, Not):
            inner = visit(node.node, "" if sign else "-")
            return None if inner is None else replace(node, node=inner)
        if isinstance(node, And | Or):
            kept = [one for each in node.nodes if (one := visit(each, sign)) is not None]
            join = conjunction if isinstance(node, And) else disjunction
            return join(kept, node.span) if kept else None
        return node

    root = None if query.root is None else visit(query.root)
    said = ", ".join(english) if is_changed else ""
    return Spoken(Query(root), said or None, tuple(dict.fromkeys(unknown)))


def advice_about(text: str, translator: Translator) -> QueryAdvice | None:
    """What a person is told about the words of a query, None mostly."""
    strange = translator.hardly_read(text)
    if strange:
        return QueryAdvice(Limit.LANGUAGE, " ".join(strange), text=text)
    return advice_for(text)


def _languages(model: str) -> tuple[str, ...]:
    try:
        return find_model(model).languages
    except ModelError:
        return ()
