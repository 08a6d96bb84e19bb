"""Sentences for people that can be said in another language further up."""

from __future__ import annotations

import json
import numbers
import re
from typing import Any, Self

_STEERING = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Characters that steer a terminal, break or turn a line, or cannot be printed at all."""


class Message(str):
    """A sentence that remembers how it was made: a template of str.format and its values.

    It is plain English text everywhere; only a window looks at the template, translates it and
    puts the values in again. Without values it only marks a sentence as one to be translated.
    Values are text or numbers, so that every message can be sent to another process. What may come
    from a file name or a stranger's file is made fit to be shown.
    """

    template: str
    values: dict[str, str | int | float]

    def __new__(cls, template: str, /, **values: object) -> Self:
        """Raises KeyError or IndexError for a template with a place that has no value."""
        kept = {name: _plain(one) for name, one in values.items()}
        made = super().__new__(cls, template.format(**kept))
        made.template = template
        made.values = kept
        return made

    def __reduce__(self) -> tuple[object, ...]:
        return (_make, (self.template, self.values))


def _plain(value: object) -> str | int | float:
    if isinstance(value, Message | int | float):
        return value
    # Numbers of numpy are no float, but are formatted like one.
    return float(value) if isinstance(value, numbers.Real) else _STEERING.sub("\ufffd", str(value))


def _make(template: str, values: dict[str, str | int | float]) -> Message:
    return Message(template, **values)


_KEPT = '{"template": '
"""How a message begins that is kept as text; no sentence for people does."""


def to_keep(text: str) -> str:
    """A sentence as it can be stored, with how it was made if it is a Message."""
    if not isinstance(text, Message):
        return text
    return json.dumps(_parts(text), ensure_ascii=False)


def from_kept(stored: str) -> str:
    """The sentence that ``to_keep`` made this of."""
    if not stored.startswith(_KEPT):
        return stored
    try:
        return _made_of(json.loads(stored))
    except (ValueError, KeyError, IndexError, TypeError, AttributeError):
        return stored  # of another version, or a hand


def _parts(text: Message) -> dict[str, object]:
    values = {
        name: _parts(one) if isinstance(one, Message) else one for name, one in text.values.items()
    }
    return {"template": text.template, "values": values}


def _made_of(parts: dict[str, Any]) -> Message:
    values = {
        name: _made_of(one) if isinstance(one, dict) else one
        for name, one in parts["values"].items()
    }
    return Message(parts["template"], **values)
