"""From words to token numbers, with the ``tokenizers`` library alone.

One ``tokenizer.json`` and a :class:`TokenizerSpec` stand for whatever tokenizer open_clip would
build for a model; the numbers are the same. ``open_clip.tokenizer`` itself imports torch, and
transformers for most models, which a cold text query cannot afford.
"""

from __future__ import annotations

import html
import re
import string
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from photoclip.core.errors import ModelError
from photoclip.core.wording import Message

Tokens = npt.NDArray[np.int64]
"""int64 (n, length): token numbers, padded; length is at most that of the context."""

CLIP_CONTEXT_LENGTH = 77
"""Tokens of a text where a configuration says nothing (Radford et al. 2021)."""

_NEEDS_NO_FIXING = re.compile("[ -%'-~가-힣]*")
"""Printable ASCII without "&", and Hangul syllables: ftfy and html.unescape change none of it."""

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")

_NO_PUNCTUATION = str.maketrans("", "", string.punctuation)

MAX_CHARACTERS = 20_000
"""A longer text is cut before tokenizing: no context of any model reaches that far."""

LONGEST_WORD = 100


@dataclass(frozen=True, slots=True)
class TokenizerSpec:
    """What open_clip does around a tokenizer.json.

    context_length: tokens a text. clean: "whitespace", "lower" or "canonicalize", the names of
    open_clip. pad_id, pad_token: what fills up a short text. pad_left: on which side.
    strip_id: this token is replaced by 0 afterwards (open_clip's strip_sep_token), -1 for none.
    is_padded: every text is filled up to the context; else only to the longest of its batch.
    """

    context_length: int
    clean: str = "whitespace"
    pad_id: int = 0
    pad_token: str = "[PAD]"
    pad_left: bool = False
    strip_id: int = -1
    is_padded: bool = True

    @classmethod
    def from_config(cls, config: Mapping[str, Any]) -> TokenizerSpec:
        """The spec that :meth:`to_config` wrote."""
        return cls(**config)

    def to_config(self) -> dict[str, Any]:
        """This spec as a dictionary, ready for JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class TokenizerFile:
    """A tokenizer that can be written down: definition is the content of a tokenizer.json."""

    definition: str
    spec: TokenizerSpec

    def load(self) -> TextTokenizer:
        """Make it ready for use. Raises ModelError when the definition is broken."""
        return TextTokenizer(self.definition, self.spec)


class TextTokenizer:
    """Turns texts into the token numbers that open_clip's own tokenizer gives."""

    def __init__(self, definition: str, spec: TokenizerSpec) -> None:
        """definition: the content of a tokenizer.json. Raises ModelError when it is none."""
        try:
            self._tokenizer = Tokenizer.from_str(definition)
        except Exception as error:  # the library raises plain Exception
            raise ModelError(
                Message("The model's tokenizer cannot be read: {error}.", error=error),
                "Install the model again.",
            ) from error
        self._tokenizer.enable_truncation(spec.context_length)
        self._tokenizer.no_padding()
        self._clean = _CLEANERS[spec.clean]
        self.spec = spec

    @classmethod
    def from_file(cls, path: Path, spec: TokenizerSpec) -> TextTokenizer:
        """Read a tokenizer.json. Raises ModelError when it is missing or broken."""
        try:
            definition = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise ModelError(
                Message("The model's tokenizer cannot be read: {error}.", error=error),
                "Install the model again.",
            ) from error
        return cls(definition, spec)

    def __call__(self, texts: Sequence[str]) -> Tokens:
        """int64 (n, length). Longer texts are cut, their end token stays."""
        spec = self.spec
        # One by one: encode_batch starts a thread pool, which costs more than it saves here.
        rows = [self._encode(text).ids[: spec.context_length] for text in texts]
        length = spec.context_length if spec.is_padded else max(map(len, rows), default=0)
        tokens = np.full((len(texts), length), spec.pad_id, dtype=np.int64)
        for row, numbers in enumerate(rows):
            first = length - len(numbers) if spec.pad_left else 0
            tokens[row, first : first + len(numbers)] = numbers
        if self.spec.strip_id >= 0:
            tokens[tokens == self.spec.strip_id] = 0
        return tokens

    def words_read(self, text: str) -> int | None:
        """How many words at the beginning of a text are read; None where all are.

        Those that fit into the context, up to a word so long that the tokenizer gives it up as
        unknown, though words after that one are read. 0 where the first word is not read.
        """
        typed = text.split()
        given_up = (place for place, word in enumerate(typed) if self._is_given_up(word))
        words = typed[: next(given_up, len(typed))]
        if self._fits(words):
            return None if len(words) == len(typed) else len(words)
        fitting, too_many = 0, len(words)
        while too_many - fitting > 1:
            count = (fitting + too_many) // 2
            if self._fits(words[:count]):
                fitting = count
            else:
                too_many = count
        return fitting

    def _is_given_up(self, word: str) -> bool:
        # WordPiece makes one unknown token of a word of more than 100 letters.
        return len(word) > LONGEST_WORD and len(self._encode(word).ids) <= 3

    def _fits(self, words: Sequence[str]) -> bool:
        text = " ".join(words)
        if len(text) > MAX_CHARACTERS:
            return False
        return not self._encode(text).overflowing

    def _encode(self, text: str) -> Any:
        return self._tokenizer.encode(self._clean(_printable(text)))


def _printable(text: str) -> str:
    # A file name that is no UTF-8 reaches us with lone surrogates, which no tokenizer takes.
    return _LONE_SURROGATE.sub("\ufffd", text[:MAX_CHARACTERS])


def _basic(text: str) -> str:
    if _NEEDS_NO_FIXING.fullmatch(text):
        return text.strip()
    # Deferred: a tenth of a second that most queries need not pay.
    from ftfy import fix_text

    return html.unescape(html.unescape(fix_text(text))).strip()


def _clean_whitespace(text: str) -> str:
    return " ".join(_basic(text).split())


def _clean_lower(text: str) -> str:
    return _clean_whitespace(text).lower()


def _canonicalize(text: str) -> str:
    bare = _basic(text).replace("_", " ").translate(_NO_PUNCTUATION)
    return " ".join(bare.lower().split())


_CLEANERS: dict[str, Callable[[str], str]] = {
    "whitespace": _clean_whitespace,
    "lower": _clean_lower,
    "canonicalize": _canonicalize,
}
