"""The keyboard alone: every control can be reached, says its name, and does what Enter promises."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QMenu,
    QScrollBar,
    QWidget,
)
from pytestqt.qtbot import QtBot
from window_acts import WAIT_MS, OpenWindow, Paint, wait_for_names, wait_until_indexed

from photoclip.core.files import TrashPlan
from photoclip.core.models import Problem, ProblemFile
from photoclip.gui.actions.trash_dialog import TrashDialog
from photoclip.gui.app import Application
from photoclip.gui.browse import place as places
from photoclip.gui.desktop.window_memory import keep_on_screen
from photoclip.gui.pages.problems_page import ProblemsPage
from photoclip.gui.widgets.message_page import MessagePage

CONTROLS = (QAbstractButton, QComboBox, QLineEdit, QAbstractSlider, QAbstractItemView)
MORE_THAN_ENOUGH = 80


@pytest.fixture
def roses(open_window: OpenWindow, qtbot: QtBot, photos: Path, paint: Paint) -> Application:
    """A window on two photos, the first chosen."""
    paint("red.png", (250, 10, 10))
    paint("pink.png", (250, 100, 100))
    application = open_window(photos)
    wait_for_names(qtbot, application, "red.png", "pink.png")
    wait_until_indexed(qtbot, application, 2)
    assert application.session is not None
    grid = application.session.photos.grid
    qtbot.waitUntil(lambda: not application.window.task_line.isVisible(), timeout=WAIT_MS)
    grid.go_to(int(application.session.photos.model.ids[0]))
    qtbot.waitUntil(lambda: application.window.info._similar.count() > 0, timeout=WAIT_MS)
    return application


def controls_of(window: QWidget) -> list[QWidget]:
    """What a person in front of the window can act on now."""
    found = []
    for one in window.findChildren(QWidget):
        is_own = one.window() is window and not isinstance(one, QScrollBar | QHeaderView)
        if is_own and isinstance(one, CONTROLS) and one.isVisible() and one.isEnabled():
            found.append(one)
    return found


def reached(window: QWidget, key: Qt.Key = Qt.Key.Key_Tab) -> set[QWidget]:
    """Everything that has the keyboard once while somebody presses Tab again and again."""
    seen: set[QWidget] = set()
    for _ in range(MORE_THAN_ENOUGH):
        focus = window.focusWidget() or window
        seen.add(focus)
        QTest.keyClick(focus, key)
    return seen


def name_of(control: QWidget) -> str:
    text = control.text() if isinstance(control, QAbstractButton) else ""
    return control.accessibleName() or text


def surfaces(application: Application) -> Iterator[QWidget]:
    """The window, its viewer and each page of the settings, one after the other."""
    session = application.session
    assert session is not None
    session.photos.grid.setFocus()
    yield application.window
    session.show_settings()
    dialog = session.settings
    assert dialog is not None
    for row in range(dialog.names.count()):
        dialog.names.setCurrentRow(row)
        yield dialog
    dialog.close()
    session.go(places.PROBLEMS)
    session._show_problems([ProblemFile(1, "/a.jpg", Problem.UNREADABLE, "")])
    yield application.window


def test_every_control_has_a_name_and_is_reached_by_tab(roses: Application, qtbot: QtBot) -> None:
    for surface in surfaces(roses):
        QApplication.processEvents()
        controls = controls_of(surface)
        assert controls
        unnamed = [repr(one) for one in controls if not name_of(one)]
        assert not unnamed
        by_tab, by_arrows = reached(surface), (QAbstractButton,)
        for one in controls:
            # Of radio buttons that belong together Tab meets one, the arrows the others.
            is_grouped = isinstance(one, by_arrows) and one.autoExclusive()
            met = one in by_tab or any(one is each.focusProxy() for each in by_tab)
            met = met or one.focusProxy() in by_tab
            assert met or is_grouped, f"out of reach: {one!r} {name_of(one)}"


def test_in_the_viewer_every_control_has_a_name_and_is_reached_by_tab(
    roses: Application, qtbot: QtBot
) -> None:
    assert roses.session is not None
    viewer = roses.session.viewer
    QTest.keyClick(roses.session.photos.grid, Qt.Key.Key_Return)
    qtbot.waitUntil(viewer.isVisible)
    controls = [one for one in controls_of(roses.window) if viewer.isAncestorOf(one)]

    assert all(name_of(one) for one in controls)
    assert set(controls) <= reached(roses.window)


def test_the_viewer_offers_all_actions_behind_a_button(roses: Application, qtbot: QtBot) -> None:
    assert roses.session is not None
    viewer = roses.session.viewer
    QTest.keyClick(roses.session.photos.grid, Qt.Key.Key_Return)
    qtbot.waitUntil(viewer.isVisible)
    buttons = viewer.bar.findChildren(QAbstractButton)
    more = next(one for one in buttons if one.accessibleName() == "More actions")

    qtbot.mouseClick(more, Qt.MouseButton.LeftButton)

    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert "Export copies…" in [one.text() for one in menu.actions()]
    menu.close()


def test_enter_presses_the_button_that_has_the_keyboard(window: Application, qtbot: QtBot) -> None:
    view = window.window
    qtbot.waitUntil(view.welcome.isVisible, timeout=WAIT_MS)
    asked: list[list[Path]] = []
    view.welcome.folders_chosen.disconnect()
    view.welcome.folders_chosen.connect(asked.append)
    view.welcome.sample.setFocus()

    QTest.keyClick(view.welcome.sample, Qt.Key.Key_Return)

    assert [one.name for one in asked[0]] == ["sample-photos"]


def test_enter_on_cancel_moves_nothing_to_the_trash(window: Application, qtbot: QtBot) -> None:
    plan = TrashPlan(photo_ids=(1,), files=(), copies=(), away=0)
    dialog = TrashDialog(window.window, plan, can_undo=True)
    results: list[int] = []
    dialog.finished.connect(results.append)
    dialog.open()
    assert dialog.focusWidget() is dialog.deed
    QTest.keyClick(dialog.deed, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is not dialog.deed

    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)

    assert results == [TrashDialog.DialogCode.Rejected]


def test_enter_in_the_list_of_settings_pages_asks_for_no_folder(
    window: Application, qtbot: QtBot
) -> None:
    assert window.session is not None
    window.session.show_settings()
    dialog = window.session.settings
    assert dialog is not None

    QTest.keyClick(dialog.names, Qt.Key.Key_Return)

    assert dialog.isVisible()
    assert QApplication.activeModalWidget() is None


def test_the_menu_key_opens_one_menu(roses: Application, qtbot: QtBot) -> None:
    """It comes as a key press and, from most systems, as a request for a menu as well."""
    assert roses.session is not None
    grid = roses.session.photos.grid
    grid.setFocus()

    QTest.keyClick(grid, Qt.Key.Key_Menu)
    reason, middle = QContextMenuEvent.Reason.Keyboard, grid.rect().center()
    QApplication.sendEvent(grid, QContextMenuEvent(reason, middle, grid.mapToGlobal(QPoint())))

    menus = [one for one in roses.window.findChildren(QMenu) if one.isVisible()]
    assert len(menus) == 1
    menus[0].close()


def test_a_window_larger_than_the_screen_is_made_to_fit(window: Application) -> None:
    room = QGuiApplication.primaryScreen().availableGeometry()
    view = window.window
    view.setGeometry(room.adjusted(0, 0, 400, 500))

    keep_on_screen(view)

    assert room.contains(view.geometry())


def test_the_keyboard_shows_in_the_list_of_problems(qtbot: QtBot, dressed: QApplication) -> None:
    page = ProblemsPage()
    qtbot.addWidget(page)
    page.show_files([ProblemFile(1, "/a.jpg", Problem.UNREADABLE, "")])
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    page.retry.setFocus()
    qtbot.waitUntil(page.retry.hasFocus)
    before = page.list.grab().toImage()

    QTest.keyClick(page.retry, Qt.Key.Key_Tab)

    assert page.list.hasFocus()
    assert page.list.grab().toImage() != before


def test_a_long_sentence_in_place_of_photos_is_shown_in_full(
    qtbot: QtBot, dressed: QApplication
) -> None:
    page = MessagePage(
        "triangle-alert", "There is no model " + "folder-" * 20, "Try another. " * 30
    )
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    qtbot.waitExposed(page)

    for one in (page.title, page.text):
        assert one.height() >= one.heightForWidth(one.width())
