"""The settings, as a person opens and uses them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QDesktopServices, QKeySequence, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from scenery import ROOT
from window_acts import (
    WAIT_MS,
    OpenWindow,
    Paint,
    type_text,
    wait_for_names,
    wait_until_indexed,
)

from photoclip.app.library import Library
from photoclip.core.config import Preferences
from photoclip.core.events import PaceChanged, Slowness
from photoclip.gui.app import Application
from photoclip.gui.language.translation import install_translation
from photoclip.gui.look import theme
from photoclip.gui.settings.dialog import SettingsDialog
from photoclip.gui.settings.parts import SettingsPage
from photoclip.services.indexing.pacing import MachineSensor
from photoclip.services.photos.previews import PreviewService


def open_settings(qtbot: QtBot, application: Application) -> SettingsDialog:
    """By the keys."""
    QTest.keySequence(application.window, QKeySequence("Ctrl+,"))
    assert application.session is not None
    dialog = application.session.settings
    assert dialog is not None
    assert dialog.isVisible()
    return dialog


def go_to(qtbot: QtBot, dialog: SettingsDialog, page: SettingsPage) -> None:
    """Down the list of pages, with the arrow key."""
    while dialog.page is not page:
        before = dialog.page
        qtbot.keyClick(dialog.names, Qt.Key.Key_Down)
        assert dialog.page is not before, "this page is not in the list"


def click(qtbot: QtBot, button: object) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def preferences(application: Application) -> Preferences:
    assert application.library is not None
    return application.library.preferences.read()


def test_the_settings_open_with_a_key_or_the_gear_and_close_with_escape(
    open_window: OpenWindow, qtbot: QtBot, photos: Path, paint: Paint
) -> None:
    paint("rose.png")
    window = open_window(photos)
    qtbot.waitUntil(lambda: window.window.sidebar.isVisible(), timeout=WAIT_MS)
    dialog = open_settings(qtbot, window)
    assert not dialog.isModal()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()

    click(qtbot, window.window.sidebar.settings)

    assert dialog.isVisible()


def test_every_page_has_a_name_and_something_to_say(window: Application, qtbot: QtBot) -> None:
    dialog = open_settings(qtbot, window)
    seen = set()
    for row in range(dialog.names.count()):
        dialog.names.setCurrentRow(row)
        assert dialog.page.isVisible()
        assert dialog.page.accessibleName()
        seen.add(dialog.page)
    assert len(seen) == dialog.pages.count() == 10


def test_who_chooses_dark_sees_dark_at_once_and_at_the_next_start(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window()
    dialog = open_settings(qtbot, window)
    go_to(qtbot, dialog, dialog.appearance)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    try:
        click(qtbot, dialog.appearance.themes.buttons["dark"])
        assert app.palette().color(QPalette.ColorRole.Window).name() == theme.DARK.window.lower()
        window.window.close()
        window.close()
        theme.theme().force(False)

        second = open_window()

        assert theme.theme().is_dark
        dialog = open_settings(qtbot, second)
        assert dialog.appearance.themes.key == "dark"
        go_to(qtbot, dialog, dialog.appearance)
        click(qtbot, dialog.appearance.themes.buttons["light"])
        assert app.palette().color(QPalette.ColorRole.Window).name() == theme.LIGHT.window.lower()
    finally:
        theme.theme().force(False)


def test_another_language_is_spoken_by_the_window_that_opens_again(
    open_window: OpenWindow, qtbot: QtBot, photos: Path, paint: Paint, qapp: QApplication
) -> None:
    paint("rose.png")
    window = open_window(photos)
    wait_for_names(qtbot, window, "rose.png")
    dialog = open_settings(qtbot, window)
    go_to(qtbot, dialog, dialog.language)
    assert not dialog.language.notice.isVisible()
    former = window.window
    try:
        click(qtbot, dialog.language.languages.buttons["ko"])
        click(qtbot, dialog.language.notice.button)
        qtbot.waitUntil(lambda: window.window is not former, timeout=WAIT_MS)
        qtbot.waitUntil(lambda: window.session is not None, timeout=WAIT_MS)
        wait_for_names(qtbot, window, "rose.png")
        assert QCoreApplication.translate("Sidebar", "All photos") == "모든 사진"
        assert open_settings(qtbot, window).language.languages.key == "ko"
    finally:
        install_translation(qapp, "en")


def test_a_pattern_says_what_it_would_leave_out_and_then_does(
    open_window: OpenWindow, qtbot: QtBot, photos: Path, paint: Paint
) -> None:
    paint("rose.png")
    paint("proofs/one.png", shade=1)
    paint("proofs/two.png", shade=2)
    window = open_window(photos)
    wait_for_names(qtbot, window, "rose.png", "one.png", "two.png")
    part = open_settings(qtbot, window).folders.exclusions

    type_text(qtbot, part.edit, "proofs")
    qtbot.waitUntil(lambda: "2 photos would leave" in part.verdict.text(), timeout=WAIT_MS)
    assert "proofs/one.png" in part.verdict.text()
    qtbot.keyClick(part.edit, Qt.Key.Key_Return)

    wait_for_names(qtbot, window, "rose.png")
    assert part.patterns[-1] == "proofs"
    click(qtbot, part.rows[-1].remove)
    wait_for_names(qtbot, window, "rose.png", "one.png", "two.png")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("*", "every photo"),
        ("/home/anna", "Begin at the watched folder"),
        ("[abc", "needs a “]”"),
        ("node_modules", "already"),
    ],
)
def test_a_pattern_that_makes_no_sense_is_explained_and_cannot_be_added(
    window: Application, qtbot: QtBot, typed: str, said: str
) -> None:
    part = open_settings(qtbot, window).folders.exclusions
    type_text(qtbot, part.edit, typed)
    assert said in part.verdict.text()
    assert not part.add.isEnabled()
    qtbot.keyClick(part.edit, Qt.Key.Key_Return)
    assert part.edit.text() == typed
    assert preferences(window) == Preferences()


def test_a_folder_can_be_removed_from_the_page_of_folders(
    open_window: OpenWindow, qtbot: QtBot, photos: Path, paint: Paint
) -> None:
    paint("rose.png")
    paint("lily.png", shade=1)
    window = open_window(photos)
    wait_until_indexed(qtbot, window, 2)
    page = open_settings(qtbot, window).folders
    qtbot.waitUntil(lambda: len(page.rows) == 1, timeout=WAIT_MS)
    assert page.rows[0].count.text() == "2 photos"

    click(qtbot, page.rows[0].remove)

    qtbot.waitUntil(lambda: not page.rows, timeout=WAIT_MS)
    assert (photos / "rose.png").exists()


def test_a_folder_that_is_away_says_so(
    open_window: OpenWindow, qtbot: QtBot, photos: Path, paint: Paint
) -> None:
    paint("rose.png")
    paint("lily.png", shade=1)
    window = open_window(photos)
    wait_until_indexed(qtbot, window, 2)
    page = open_settings(qtbot, window).folders
    # The watch begins a moment after the scan.
    watcher = window.library.background._watching._watcher
    qtbot.waitUntil(
        lambda: photos in watcher.roots and bool(watcher.watched_directories(photos)),
        timeout=WAIT_MS,
    )
    photos.rename(photos.with_name("elsewhere"))
    qtbot.waitUntil(
        lambda: bool(page.rows) and page.rows[0].count.text() == "away · 2 photos", timeout=WAIT_MS
    )


def test_the_model_says_how_fast_it_is_here(window: Application, qtbot: QtBot) -> None:
    dialog = open_settings(qtbot, window)
    go_to(qtbot, dialog, dialog.model)
    page = dialog.model
    qtbot.waitUntil(lambda: "texts a second" in page.speed.text(), timeout=WAIT_MS)
    assert page.runtime.text() == "colours on the CPU"
    click(qtbot, page.again)
    assert page.speed.text() == "Measuring…"
    qtbot.waitUntil(lambda: "texts a second" in page.speed.text(), timeout=WAIT_MS)


def test_a_device_that_is_not_there_cannot_be_chosen_and_says_why(
    window: Application, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("photoclip.services.models.gpu_signs", lambda: ())
    dialog = open_settings(qtbot, window)
    go_to(qtbot, dialog, dialog.model)
    devices = dialog.model.devices
    qtbot.waitUntil(lambda: "cuda" in devices.buttons, timeout=WAIT_MS)
    assert not devices.buttons["cuda"].isEnabled()
    assert "no such graphics card" in devices.buttons["cuda"].accessibleDescription()
    assert not dialog.model.notice.isVisible()

    click(qtbot, devices.buttons["cpu"])

    qtbot.waitUntil(lambda: dialog.model.notice.isVisible(), timeout=WAIT_MS)
    assert preferences(window).device == "cpu"
    former = window.library
    click(qtbot, dialog.model.notice.button)
    qtbot.waitUntil(lambda: window.library not in (None, former), timeout=WAIT_MS)
    assert window.library is not None
    assert window.library.settings.device == "cpu"


def test_a_broken_model_folder_is_explained_and_a_whole_one_is_taken(
    window: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "My model"
    folder.mkdir()
    dialog = open_settings(qtbot, window)
    go_to(qtbot, dialog, dialog.model)
    page = dialog.model
    page.use_folder(folder)
    qtbot.waitUntil(lambda: "holds no model" in page.problem.text(), timeout=WAIT_MS)

    starter = ROOT / "resources" / "models" / "starter"
    shutil.copy(starter / "open_clip_config.json", folder)
    weights = (starter / "open_clip_model.safetensors").read_bytes()
    (folder / "open_clip_model.safetensors").write_bytes(weights[:-1000])
    page.use_folder(folder)
    qtbot.waitUntil(lambda: "cut off" in page.problem.text(), timeout=WAIT_MS)
    assert preferences(window).model == "starter"

    (folder / "open_clip_model.safetensors").write_bytes(weights)
    page.use_folder(folder)
    key = f"folder:{folder}"
    qtbot.waitUntil(lambda: page.models.key == key, timeout=WAIT_MS)
    assert preferences(window).model == key
    assert not page.problem.isVisible()
    assert "opened again" in page.notice.text.text()


def test_going_slower_can_be_switched_off_with_the_keyboard(
    window: Application, qtbot: QtBot
) -> None:
    dialog = open_settings(qtbot, window)
    go_to(qtbot, dialog, dialog.speed)
    switch = dialog.speed.battery.switch
    assert switch.isChecked()
    switch.setFocus()
    qtbot.keyClick(switch, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not preferences(window).slows_on_battery, timeout=WAIT_MS)
    assert preferences(window).slows_when_busy


def test_on_battery_the_task_line_says_why_it_is_slow(
    open_window: OpenWindow,
    qtbot: QtBot,
    photos: Path,
    paint: Paint,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(MachineSensor, "is_on_battery", lambda _: True)
    # The first rest has no end, so that there is time to read the line.
    for name in ("REST", "LONGEST_REST_S"):
        monkeypatch.setattr(f"photoclip.services.indexing.pacing.{name}", 1e6)
    for number in range(40):
        paint(f"{number}.png", shade=number)
    window = open_window(photos)
    line = window.window.task_line
    qtbot.waitUntil(lambda: line.text.endswith("slower: on battery"), timeout=WAIT_MS)
    line.show_pace(PaceChanged(Slowness.BUSY))
    assert line.text.endswith("slower: the computer is busy")
    line.show_pace(PaceChanged(None))
    assert "slower" not in line.text


def test_the_library_says_where_it_lies_and_is_backed_up_on_demand(
    open_window: OpenWindow,
    qtbot: QtBot,
    photos: Path,
    paint: Paint,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) or True
    )
    # None of its own accord, which might come after the page has looked.
    monkeypatch.setattr(Library, "_back_up_if_due", lambda self: None)
    paint("rose.png")
    window = open_window(photos)
    wait_until_indexed(qtbot, window, 1)
    dialog = open_settings(qtbot, window)
    go_to(qtbot, dialog, dialog.data)
    page = dialog.data
    qtbot.waitUntil(lambda: "no backup" in page.backup.text(), timeout=WAIT_MS)
    assert page.sizes["catalog"].endswith("B")

    click(qtbot, page.back_up)
    qtbot.waitUntil(lambda: "The last one is of" in page.backup.text(), timeout=WAIT_MS)
    assert list((window.library_folder / "backups").glob("catalog-*.sqlite3"))

    click(qtbot, page.library_place.button)
    assert opened == [str(window.library_folder)]


def test_thumbnails_can_be_deleted(
    open_window: OpenWindow,
    qtbot: QtBot,
    photos: Path,
    paint: Paint,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # What the window shows is made again as it is painted, which may come before the look below.
    monkeypatch.setattr(PreviewService, "restore_thumbnail", lambda *_: None)
    paint("rose.png", (250, 10, 10))
    application = open_window(photos)
    wait_until_indexed(qtbot, application, 1)
    library = application.library
    assert library is not None
    dialog = open_settings(qtbot, application)
    go_to(qtbot, dialog, dialog.data)
    qtbot.waitUntil(lambda: dialog.data.sizes.get("thumbnails") not in (None, "0 bytes"))

    click(qtbot, dialog.data.delete)

    qtbot.waitUntil(lambda: dialog.data.sizes["thumbnails"] == "0 bytes", timeout=WAIT_MS)
    content = library.browse.rows(library.browse.ids())[0].content_hash
    assert not library.thumbnails.has(content)
