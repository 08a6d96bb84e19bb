"""The letters that have a meaning in a query, on keyboards of several languages."""

from __future__ import annotations

QUOTES = '"“”„＂'
SIGNS = "+-"

# Full-width forms as Korean, Japanese and Chinese keyboards write them (Unicode, block FF00), their
# space, and the dashes that telephones and word processors put in the place of a minus.
_NARROW = {0xFF01 + place: 0x21 + place for place in range(0x5E)}
_NARROW |= dict.fromkeys(map(ord, "‐‑–−﹣"), ord("-"))
_NARROW[0x3000] = 0x20
# Nobody sees these, and texts copied from pages and right-to-left keyboards are full of them: the
# zero-width space and its like, the marks of writing direction. Joiners belong to their word.
_NARROW |= dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)), 0x20)
_NARROW |= dict.fromkeys((0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF, 0x061C), 0x20)
_NARROW |= dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), 0x20)


def narrow(text: str) -> str:
    """The text with such letters in the place of their wider relatives; as long as it was."""
    return text if text.isascii() and text.isprintable() else text.translate(_NARROW)
