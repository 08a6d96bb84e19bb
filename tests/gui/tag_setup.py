"""A window on photos that have tags: a rose, a meadow and a sea, and labels for two of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fakes import load_tagging_colours
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from window_acts import WAIT_MS, OpenWindow, Paint, wait_for_names, wait_until_indexed

from photoclip.gui.app import Application
from photoclip.gui.tags.box import TagBox

RED, GREEN, BLUE = (255, 0, 0), (0, 255, 0), (0, 0, 255)
LABELS = {
    "groups": [{"id": "colour", "english": "Colours", "korean": "색"}],
    "labels": [
        {"id": "red", "group": "colour", "english": "red", "korean": "빨강"},
        {"id": "green", "group": "colour", "english": "green", "also": [["leafy green", "초록"]]},
        {"id": "dog", "group": "colour", "english": "dog", "korean": "강아지", "scored": False},
    ],
}
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NO_KEY = Qt.KeyboardModifier.NoModifier


class Tagged:
    """What a person does with the tags in the window, and what they see of them."""

    def __init__(self, application: Application, qtbot: QtBot) -> None:
        assert application.session is not None
        assert application.library is not None
        self.application, self.qtbot = application, qtbot
        self.window, self.session = application.window, application.session
        self.library, self.grid = application.library, application.session.photos.grid
        self.info, self.section = application.window.info, application.window.sidebar.tags

    def id_of(self, name: str) -> int:
        rows = self.library.browse.rows(self.library.browse.ids())
        return next(row.photo_id for row in rows if row.name == name)

    def choose(self, *names: str) -> list[int]:
        ids = [self.id_of(one) for one in names]
        self.grid.setFocus()
        self.grid.go_to(ids[0])
        model, selection = self.session.photos.model, self.grid.selectionModel()
        for one in ids[1:]:
            selection.select(model.index(model.row_of(one)), selection.SelectionFlag.Select)
        self.qtbot.waitUntil(lambda: sorted(self.box.ids) == sorted(ids), timeout=WAIT_MS)
        return ids

    @property
    def box(self) -> TagBox:
        """The tags on show in the info panel."""
        return self.info.tag_box or self.info.tags

    def wait_for_tags(self, *names: str) -> None:
        self.qtbot.waitUntil(
            lambda: self.info.tag_box is not None and self.box.names == list(names),
            timeout=WAIT_MS,
        )

    def tags_of(self, name: str) -> list[str]:
        return [one.label.english for one in self.library.tags.tags_of(self.id_of(name))]

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NO_KEY) -> None:
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow, timeout=WAIT_MS)
        QTest.keyClick(QApplication.focusWidget() or self.grid, key, held)

    def type(self, text: str) -> None:
        type_into(QApplication.focusWidget(), text)


def type_into(widget: QWidget, text: str) -> None:
    """Key by key; what is no key of a keyboard comes from an input method."""
    if text.isascii():
        QTest.keyClicks(widget, text)
    else:
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(widget, event)


@pytest.fixture
def tagged(
    open_window: OpenWindow,
    qtbot: QtBot,
    photos: Path,
    paint: Paint,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Tagged:
    """Its rose is red, its meadow green, its sea nothing."""
    from photoclip.app import tagging

    built_in = tmp_path / "colours.json"
    built_in.write_text(json.dumps(LABELS), encoding="utf-8")
    # A path that is absolute stands for itself, wherever it is joined to.
    monkeypatch.setattr(tagging, "BUILT_IN", built_in)
    monkeypatch.setenv("PHOTOCLIP_CACHE_DIR", str(tmp_path / "cache"))
    names = ("rose.png", "meadow.png", "sea.png")
    for name, colour in zip(names, (RED, GREEN, BLUE), strict=True):
        paint(name, colour)
    application = open_window(photos, loader=load_tagging_colours)
    wait_until_indexed(qtbot, application, 3)
    made = Tagged(application, qtbot)
    qtbot.waitUntil(lambda: len(made.library.tags.counts()) == 2, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: (made.session.photos.model.ids > 0).all(), timeout=WAIT_MS)
    wait_for_names(qtbot, application, *names)
    return made
