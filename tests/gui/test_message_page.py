"""A page with one sentence says all of it."""

from __future__ import annotations

import pytest

from photoclip.gui.widgets.message_page import MessagePage


@pytest.mark.parametrize("width", [640, 1600])
def test_long_sentences_are_never_cut_off(qtbot, width: int) -> None:
    page = MessagePage("triangle-alert", "A sentence of many words. " * 6, "And another one. " * 20)
    qtbot.addWidget(page)
    page.resize(width, 700)
    page.show()
    for one in (page.title, page.text):
        assert one.height() >= one.heightForWidth(one.width()) > 2 * one.fontMetrics().height()
