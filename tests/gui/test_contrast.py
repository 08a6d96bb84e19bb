"""Whatever is written can be read: contrast as in the Web Content Accessibility Guidelines 2.2."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor

from photoclip.gui.look.theme import DARK, LIGHT
from photoclip.gui.look.tokens import Tokens

TEXT, GRAPHICS = 4.5, 3.0
"""Success criteria 1.4.3 (text) and 1.4.11 (what a control is recognised by)."""

GROUNDS = ("window", "surface", "surface_raised", "hover", "selected", "photo_ground")
WRITTEN = [
    *((ink, ground) for ink in ("text", "text_secondary") for ground in GROUNDS),
    *((ink, ground) for ink in ("accent", "danger") for ground in ("window", "surface")),
    ("accent", "surface_raised"),
    ("accent_text", "accent"),
    ("text", "line"),
]
DRAWN = [("accent", ground) for ground in GROUNDS]


def luminance(color: QColor) -> float:
    """Relative luminance, 0 (black) to 1 (white)."""

    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(one) for one in (color.redF(), color.greenF(), color.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    """From 1 (the same) to 21 (black on white)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), WRITTEN)
def test_text_can_be_read_on_every_ground(scheme: Tokens, ink: str, ground: str) -> None:
    assert contrast(scheme.color(ink), scheme.color(ground)) >= TEXT


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), DRAWN)
def test_the_ring_of_the_keyboard_can_be_seen_on_every_ground(
    scheme: Tokens, ink: str, ground: str
) -> None:
    assert contrast(scheme.color(ink), scheme.color(ground)) >= GRAPHICS


@given(st.integers(0, 0xFFFFFF))
def test_contrast_is_between_one_and_twenty_one(value: int) -> None:
    color = QColor(value)
    assert contrast(color, color) == 1
    assert 1 <= contrast(color, QColor("white")) <= 21.001
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)
