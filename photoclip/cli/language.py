"""Sentences on the shell, in the language of whoever asks."""

from __future__ import annotations

import json
import os
from functools import cache

from photoclip.app.paths import resources_folder
from photoclip.core.korean import is_korean
from photoclip.core.wording import Message

ENGLISH, KOREAN = "en", "ko"


def language_of(text: str = "") -> str:
    """Korean for a text with Hangul in it, and where the system speaks Korean; else English."""
    settings = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    system = next(filter(None, settings), "")
    return KOREAN if is_korean(text) or system.startswith(KOREAN) else ENGLISH


def said(text: str, language: str) -> str:
    """A sentence of the library in a language; as it is where there is no translation."""
    if language == ENGLISH:
        return text
    if not isinstance(text, Message):
        return _sentences(language).get(text, text)
    template = _sentences(language).get(text.template, text.template)
    values = {
        name: said(one, language) if isinstance(one, str) else one
        for name, one in text.values.items()
    }
    try:
        return template.format(**values)
    except (KeyError, IndexError, ValueError):
        # A translation with a place that the sentence does not have.
        return str(text)


@cache
def _sentences(language: str) -> dict[str, str]:
    """Translations of the library's sentences, which packaging/translate.sh writes."""
    path = resources_folder() / "translations" / f"library_{language}.json"
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
