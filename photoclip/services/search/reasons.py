"""Why a search found a photo: which of its words the photo shows, by the model's own judgement."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from photoclip.catalog.database import Catalog
from photoclip.core.korean import content_words, is_korean
from photoclip.core.ports import Translator
from photoclip.services.search.matching import sigmoid
from photoclip.services.search.modelkeys import remembered_model
from photoclip.services.search.relevance import EmbeddedQuery, RelevanceService
from photoclip.services.search.text_vectors import TextVectors

WORDS_AT_MOST = 6

# Words that show nothing.
_EMPTY = frozenset(
    {"a", "an", "and", "are", "as", "at", "by", "for", "from", "in", "is", "it", "its", "my", "of"}
    | {"on", "or", "our", "over", "the", "their", "to", "under", "with"}
    | {"image", "images", "photo", "photos", "picture", "pictures"}
)
# One letter says something in Korean (개, 꽃, 산), not in Latin script.
_WORD = re.compile(r"(?<![\w:-])(?:[\uac00-\ud7a3]|[^\W\d_]{2,})(?![\w:])")


@dataclass(frozen=True, slots=True)
class WordReason:
    """One word of a query. probability: how likely the photo shows it, in [0, 1]."""

    word: str
    probability: float


class ReasonService:
    """Compares a photo's stored vector with single words; needs the worker, for no new photo."""

    def __init__(
        self,
        catalog: Catalog,
        texts: TextVectors,
        relevance: RelevanceService,
        translator: Translator,
        *,
        model: str,
    ) -> None:
        self._catalog = catalog
        self._texts = texts
        self._relevance = relevance
        self._translator = translator
        self._model = model

    def words(self, query: str, photo_id: int) -> list[WordReason]:
        """The words of a query, the one that fits the photo best first; empty without a vector.

        They stay in the person's language; the model is asked in one that it reads, and words
        that it cannot be asked about are left out. Raises ModelError or WorkerError when the
        model fails, LabelError when the label set is broken.
        """
        spoken = {word: self._spoken(word) for word in words_of(query)}
        found = [word for word, text in spoken.items() if text]
        model_id = remembered_model(self._catalog, self._model)
        if model_id is None or not found:
            return []
        _, stored = self._catalog.vectors.get(model_id, [photo_id])
        if not len(stored):
            return []
        texts = self._texts.embed([spoken[one] for one in found])
        cosines = texts @ stored[0].astype(np.float32)
        bare = texts[:0]
        lines = [
            self._relevance.line(EmbeddedQuery(spoken[word], text, bare), model_id)
            for word, text in zip(found, texts, strict=True)
        ]
        factors, offsets = np.array(lines).T
        fits = sigmoid(factors * cosines + offsets)
        reasons = [WordReason(word, float(fit)) for word, fit in zip(found, fits, strict=True)]
        return sorted(reasons, key=lambda one: -one.probability)

    def _spoken(self, word: str) -> str:
        translated = self._translator.translate(word)
        return word if translated is None else translated.text


def words_of(query: str) -> list[str]:
    """The words of a query that can be seen in a picture, each once, in their order.

    Fields (camera:x), excluded words (-x) and words that show nothing are left out.
    """
    found = [one for one in _WORD.findall(query) if one.casefold() not in _EMPTY]
    found = [one for one in found if not is_korean(one) or content_words(one)]
    once = {one.casefold(): one for one in reversed(found)}
    return [one for one in found if once[one.casefold()] is one][:WORDS_AT_MOST]
