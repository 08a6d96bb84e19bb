"""The page of the settings on sidecars, as a person uses it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTranslator
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from window_acts import WAIT_MS, OpenWindow, Paint, wait_for_names, wait_until_indexed

from photoclip.app.paths import resources_folder
from photoclip.core.config import Preferences
from photoclip.gui.app import Application
from photoclip.gui.settings.sidecars import SidecarsPage
from photoclip.media.sidecar import read_sidecar


def click(qtbot: QtBot, button: object) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.fixture
def window(open_window: OpenWindow, photos: Path, paint: Paint, qtbot: QtBot) -> Application:
    """A window on a rose."""
    paint("rose.png")
    opened = open_window(photos)
    wait_for_names(qtbot, opened, "rose.png")
    wait_until_indexed(qtbot, opened, 1)
    return opened


def open_page(qtbot: QtBot, application: Application) -> SidecarsPage:
    assert application.session is not None
    application.session.show_settings()
    dialog = application.session.settings
    assert dialog is not None
    dialog.go_to(dialog.sidecars)
    qtbot.waitUntil(lambda: bool(dialog.sidecars.state.text()), timeout=WAIT_MS)
    return dialog.sidecars


def preferences(application: Application) -> Preferences:
    assert application.library is not None
    return application.library.preferences.read()


def rate(application: Application, stars: int) -> None:
    library = application.library
    assert library is not None
    ids = library.browse.listing().ids
    library.marks.set_rating([int(one) for one in ids], stars)


def test_sidecars_are_off_until_somebody_wants_them(window: Application, qtbot: QtBot) -> None:
    page = open_page(qtbot, window)
    assert not page.switches["writes_sidecars"].switch.isChecked()
    assert not page.switches["reads_sidecars"].switch.isChecked()

    click(qtbot, page.switches["writes_sidecars"].switch)

    qtbot.waitUntil(lambda: preferences(window).writes_sidecars, timeout=WAIT_MS)
    assert not preferences(window).reads_sidecars


def test_the_models_tags_need_the_persons(window: Application, qtbot: QtBot) -> None:
    page = open_page(qtbot, window)
    assert page.switches["sidecar_model_tags"].isEnabled()
    click(qtbot, page.switches["sidecar_tags"].switch)
    qtbot.waitUntil(lambda: not page.switches["sidecar_model_tags"].isEnabled(), timeout=WAIT_MS)


def test_a_button_writes_all_and_says_how_many(
    window: Application, qtbot: QtBot, photos: Path
) -> None:
    rate(window, 4)
    page = open_page(qtbot, window)

    click(qtbot, page.write_all)

    qtbot.waitUntil(lambda: "written" in page.state.text(), timeout=WAIT_MS)
    assert read_sidecar(str(photos / "rose.png.xmp")).packet.rating == 4
    assert page.write_all.isEnabled()
    assert not page.stop.isVisible()


def test_what_failed_is_listed_with_the_reason(
    window: Application, qtbot: QtBot, photos: Path
) -> None:
    (photos / "rose.png.xmp").write_text("<torn", encoding="utf-8")
    rate(window, 4)
    page = open_page(qtbot, window)
    assert not page.problems.isVisible()

    click(qtbot, page.read_all)

    qtbot.waitUntil(page.problems.isVisible, timeout=WAIT_MS)
    said = " ".join(one.text() for one in page.problems.findChildren(QLabel))
    assert "rose.png.xmp" in said
    assert "broken" in said


@pytest.mark.parametrize(
    "content", ["<torn", "<a/>", "<!DOCTYPE a []><a/>", "<b:a/>", "<a>" * 300], ids=range(5)
)
def test_a_reason_is_told_in_the_language_of_the_window(
    window: Application, qtbot: QtBot, photos: Path, content: str
) -> None:
    (photos / "rose.png.xmp").write_text(content, encoding="utf-8")
    library = window.library
    assert library is not None
    library.sidecars.read()
    translator = QTranslator()
    assert translator.load(str(resources_folder() / "translations" / "photoclip_ko.qm"))
    QCoreApplication.installTranslator(translator)
    try:
        page = open_page(qtbot, window)
        qtbot.waitUntil(page.problems.isVisible, timeout=WAIT_MS)
        said = [one.text() for one in page.problems.findChildren(QLabel)]
    finally:
        QCoreApplication.removeTranslator(translator)
    (reason,) = [one for one in said if one.startswith("사이드카 rose.png.xmp")]
    left = reason.replace("rose.png.xmp", "").replace("rdf:RDF", "")
    assert re.findall(r"[a-z]{2,}", left) == []


def test_every_control_of_the_page_is_named_and_takes_the_keyboard(
    window: Application, qtbot: QtBot
) -> None:
    page = open_page(qtbot, window)
    controls = [one.switch for one in page.switches.values()]
    for one in (*controls, page.write_all, page.read_all, page.stop):
        assert one.accessibleName() or one.text()
        assert one.focusPolicy() & Qt.FocusPolicy.TabFocus
