"""What a person does with chosen photos: copy, drag, open, export, throw away, take back."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from photo_grid_setup import cell_of
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QDrag,
    QGuiApplication,
    QImage,
    QKeySequence,
    QShortcut,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from window_acts import (
    WAIT_MS,
    OpenWindow,
    Paint,
    drop,
    mime_of,
    wait_for_names,
    wait_for_toast,
    wait_until_indexed,
)

from photoclip.core.errors import TrashError
from photoclip.core.files import ExportFormat, Strip
from photoclip.gui.actions import photo_actions
from photoclip.gui.actions.export_dialog import ExportDialog
from photoclip.gui.actions.photo_actions import PhotoActions
from photoclip.gui.actions.trash_dialog import TrashDialog
from photoclip.gui.app import Application
from photoclip.gui.desktop.opening import (
    commands_of,
    hand_on,
    open_files,
    open_with,
    show_in_file_manager,
    url_text,
)
from photoclip.gui.desktop.photo_drag import PHOTOS_MIME, Bundle, drag_pixmap, photo_data, photo_ids
from photoclip.gui.desktop.programs import Program, find_programs, programs_for
from photoclip.gui.keys.table import BY_ID

NO_KEY, LEFT = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class FolderTrash:
    """Stands in for the system's trash."""

    can_restore = True

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.stuck = ""

    def put(self, path: str) -> None:
        if os.path.basename(path) == self.stuck:
            raise TrashError(f"{self.stuck} will not move.", "Try again.")
        self.folder.mkdir(exist_ok=True)
        os.rename(path, self.folder / os.path.basename(path))

    def restore(self, path: str) -> None:
        os.rename(self.folder / os.path.basename(path), path)


class Chosen:
    """A window on the photos a, b and c."""

    def __init__(self, application: Application, qtbot: QtBot, trash: FolderTrash) -> None:
        assert application.session is not None
        assert application.library is not None
        self.application, self.qtbot, self.trash = application, qtbot, trash
        self.window, self.library = application.window, application.library
        self.session = application.session
        self.actions: PhotoActions = self.session.actions
        self.grid = self.session.photos.grid

    def id_of(self, name: str) -> int:
        rows = self.library.browse.rows(self.library.browse.ids())
        return next(row.photo_id for row in rows if row.name == name)

    def choose(self, *names: str) -> list[int]:
        ids = [self.id_of(one) for one in names]
        self.grid.setFocus()
        self.grid.go_to(ids[0])
        model = self.session.photos.model
        for one in ids[1:]:
            index = model.index(model.row_of(one))
            self.grid.selectionModel().select(
                index, self.grid.selectionModel().SelectionFlag.Select
            )
        return ids

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NO_KEY) -> None:
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow, timeout=WAIT_MS)
        QTest.keyClick(QApplication.focusWidget() or self.grid, key, held)

    def trash_question(self) -> TrashDialog:
        self.qtbot.waitUntil(lambda: self.actions.trash.dialog is not None, timeout=WAIT_MS)
        dialog = self.actions.trash.dialog
        assert dialog is not None
        return dialog

    def export_question(self) -> ExportDialog:
        self.qtbot.waitUntil(lambda: self.actions.exports.dialog is not None, timeout=WAIT_MS)
        dialog = self.actions.exports.dialog
        assert dialog is not None
        return dialog


@pytest.fixture
def chosen(
    open_window: OpenWindow, qtbot: QtBot, paint: Paint, photos: Path, tmp_path: Path
) -> Chosen:
    for shade, name in enumerate(("a.png", "b.png", "c.png")):
        paint(name, shade=shade)
    application = open_window(photos)
    wait_until_indexed(qtbot, application, 3)
    wait_for_names(qtbot, application, "a.png", "b.png", "c.png")
    assert application.library is not None
    trash = FolderTrash(tmp_path / "bin")
    application.library.trash._trash = trash
    made = Chosen(application, qtbot, trash)
    qtbot.waitUntil(lambda: (made.session.photos.model.ids > 0).all(), timeout=WAIT_MS)
    wait_for_names(qtbot, application, "a.png", "b.png", "c.png")
    return made


# Copying and dragging


def test_one_photo_is_copied_as_file_as_text_and_as_picture(
    chosen: Chosen, qtbot: QtBot, photos: Path
) -> None:
    chosen.choose("a.png")
    chosen.press(Qt.Key.Key_C, CONTROL)
    wait_for_toast(qtbot, chosen.application, " copied")

    data = QGuiApplication.clipboard().mimeData()
    path = str(photos / "a.png")
    assert [one.toLocalFile() for one in data.urls()] == [path]
    assert data.text() == path
    image = data.imageData()
    assert isinstance(image, QImage)
    assert (image.width(), image.height()) == (64, 48)


def test_several_photos_are_copied_as_files(chosen: Chosen, qtbot: QtBot, photos: Path) -> None:
    chosen.choose("a.png", "c.png")
    chosen.press(Qt.Key.Key_C, CONTROL)
    wait_for_toast(qtbot, chosen.application, "2 photos copied")

    data = QGuiApplication.clipboard().mimeData()
    assert {one.toLocalFile() for one in data.urls()} == {
        str(photos / "a.png"),
        str(photos / "c.png"),
    }
    assert not data.hasImage()
    listed = bytes(data.data("x-special/gnome-copied-files").data()).decode()
    assert listed.startswith("copy\nfile://")


def test_a_photo_deleted_behind_the_apps_back_is_not_copied(
    chosen: Chosen, qtbot: QtBot, photos: Path
) -> None:
    chosen.choose("a.png")
    QGuiApplication.clipboard().setText("before")
    (photos / "a.png").unlink()
    chosen.actions.copy()

    wait_for_toast(qtbot, chosen.application, "cannot be reached")
    wait_for_names(qtbot, chosen.application, "b.png", "c.png")
    chosen.session.viewer.open([999], 999)
    chosen.window.toast.hide()
    chosen.actions.copy()
    wait_for_toast(qtbot, chosen.application, "cannot be reached")
    chosen.session.viewer.close_view()
    assert QGuiApplication.clipboard().text() == "before"


def test_chosen_photos_are_dragged_out_as_copies_of_their_files(
    chosen: Chosen, qtbot: QtBot, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = chosen.choose("a.png", "b.png")
    carried: list[tuple[object, ...]] = []

    def carry(drag: QDrag, actions: Qt.DropAction, default: Qt.DropAction) -> Qt.DropAction:
        data = drag.mimeData()
        paths = {one.toLocalFile() for one in data.urls()}
        carried.append((paths, photo_ids(data), actions, default, drag.pixmap().isNull()))
        return Qt.DropAction.CopyAction

    monkeypatch.setattr(QDrag, "exec", carry)
    viewport, start = chosen.grid.viewport(), cell_of(chosen.grid, ids[0])
    QTest.mousePress(viewport, LEFT, NO_KEY, start)
    for step in (10, 40, 80):
        QTest.mouseMove(viewport, start + QPoint(step, 0))
    QTest.mouseRelease(viewport, LEFT, NO_KEY, start + QPoint(80, 0))

    copy = Qt.DropAction.CopyAction
    paths = {str(photos / "a.png"), str(photos / "b.png")}
    assert len(carried) == 1
    assert carried[0][0] == paths
    assert sorted(carried[0][1]) == sorted(ids)  # type: ignore[call-overload]
    assert carried[0][2:] == (copy, copy, False)
    assert sorted(chosen.grid.selected_ids()) == sorted(ids)
    assert chosen.grid.band is None


def test_a_click_on_one_of_several_chosen_photos_chooses_it_alone(chosen: Chosen) -> None:
    ids = chosen.choose("a.png", "b.png")
    QTest.mouseClick(chosen.grid.viewport(), LEFT, NO_KEY, cell_of(chosen.grid, ids[0]))

    assert chosen.grid.selected_ids() == [ids[0]]


def test_a_drag_from_the_window_dropped_on_it_adds_nothing(chosen: Chosen, photos: Path) -> None:
    row = chosen.session.photos.model.known(chosen.id_of("a.png"))
    assert row is not None

    assert not drop(chosen.window, photo_data(Bundle.of([row])))
    assert drop(chosen.window, mime_of(photos / "a.png"))
    assert [one.path for one in chosen.library.folders()] == [photos]


def test_a_drag_shows_how_many_photos_are_carried(chosen: Chosen) -> None:
    one, many = drag_pixmap([], 1), drag_pixmap([], 1200)

    assert one.toImage() != many.toImage()
    assert not photo_ids(mime_of(text="1,2"))
    data = mime_of()
    data.setData(PHOTOS_MIME, b"3,-4,x")
    assert photo_ids(data) == [3, -4]


# The menu


def texts(actions: list[QAction]) -> list[str]:
    return [one.text().split("\t")[0] for one in actions if not one.isSeparator()]


@pytest.mark.parametrize("key", [(Qt.Key.Key_Menu, NO_KEY), (Qt.Key.Key_F10, SHIFT)])
def test_the_menu_opens_by_key_with_all_that_can_be_done(
    chosen: Chosen, qtbot: QtBot, key: tuple[Qt.Key, Qt.KeyboardModifier]
) -> None:
    chosen.choose("a.png")
    chosen.press(*key)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    menu = QApplication.activePopupWidget()

    assert [one for one in texts(menu.actions()) if one != "Open with"] == [
        "Open with the default program",
        "Show in file manager",
        "More like this photo",
        "Favourite, or no longer",
        "Rotate to the right",
        "Tags…",
        "Add to album…",
        "Copy",
        "Export copies…",
        "Move to Trash…",
    ]
    menu.close()


def test_a_right_click_opens_the_menu_in_grid_and_viewer(chosen: Chosen, qtbot: QtBot) -> None:
    (photo_id,) = chosen.choose("b.png")
    chosen.grid.clearSelection()
    viewport, canvas = chosen.grid.viewport(), chosen.session.viewer.canvas

    def ask(widget: QWidget, place: QPoint) -> QMenu | None:
        reason = QContextMenuEvent.Reason.Mouse
        QTest.mouseClick(widget, Qt.MouseButton.RightButton, NO_KEY, place)
        event = QContextMenuEvent(reason, place, widget.mapToGlobal(place))
        QApplication.sendEvent(widget, event)
        menu = QApplication.activePopupWidget()
        return menu if isinstance(menu, QMenu) else None

    assert ask(viewport, QPoint(viewport.width() - 3, viewport.height() - 3)) is None
    menu = ask(viewport, cell_of(chosen.grid, photo_id))
    assert menu is not None
    assert chosen.grid.selected_ids() == [photo_id]
    menu.close()
    other = chosen.id_of("c.png")
    chosen.session.viewer.open([other], other)
    menu = ask(canvas, QPoint(50, 50))
    assert menu is not None
    assert chosen.actions.chosen == [other]
    menu.close()
    chosen.session.viewer.close_view()


def test_the_dots_show_while_photos_are_chosen(chosen: Chosen, qtbot: QtBot) -> None:
    dots = chosen.session.photos.more
    chosen.grid.clearSelection()
    assert not dots.isVisible()
    chosen.choose("a.png", "b.png")
    assert dots.isVisible()

    dots.click()
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    menu = QApplication.activePopupWidget()
    assert "More like this photo" not in texts(menu.actions())
    next(one for one in menu.actions() if one.text().startswith("Favourite")).trigger()
    menu.close()
    wait_for_toast(qtbot, chosen.application, "2 photos are favourites now")


# Other programs


def test_photos_open_in_the_default_program_and_in_the_file_manager(
    chosen: Chosen, qtbot: QtBot, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[tuple[str, list[str]]] = []
    for name in ("open_files", "show_in_file_manager"):
        monkeypatch.setattr(
            photo_actions, name, lambda paths, name=name: opened.append((name, list(paths)))
        )
    chosen.choose("b.png")
    chosen.press(Qt.Key.Key_O, CONTROL)
    qtbot.waitUntil(lambda: len(opened) == 1)
    chosen.press(Qt.Key.Key_R, CONTROL | SHIFT)
    qtbot.waitUntil(lambda: len(opened) == 2)

    path = [str(photos / "b.png")]
    assert opened == [("open_files", path), ("show_in_file_manager", path)]


@pytest.mark.skipif(os.name != "posix", reason="these programs are small scripts")
@pytest.mark.parametrize(("script", "is_taken"), [("exit 0", True), ("exit 3", False)])
def test_a_file_that_no_program_takes_is_noticed(
    tmp_path: Path, script: str, is_taken: bool
) -> None:
    opener = tmp_path / "opener"
    opener.write_text(f"#!/bin/sh\n{script}\n")
    opener.chmod(0o700)

    assert hand_on(str(opener), ["a.jpg"], patience_s=30) == is_taken
    assert not hand_on(str(tmp_path / "nothing"), ["a.jpg"])


def test_a_desktop_without_programs_says_what_to_do(tmp_path: Path) -> None:
    program = Program("Painter", "painter %f", frozenset({"image/png"}))
    path = [str(tmp_path / "a b.png")]
    for act, word in (
        (lambda: open_files(path, lambda *_: False), "default program"),
        (lambda: open_with(program, path, lambda *_: False), "Painter"),
    ):
        with pytest.raises(Exception, match=word):
            act()


@pytest.mark.skipif(os.name != "posix", reason="desktop entries are a thing of Linux")
def test_programs_are_found_by_what_they_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = tmp_path / "share" / "applications"
    entries.mkdir(parents=True)
    for name, more in {
        "paint": "Name=Paint\nName[ko]=그림판\nMimeType=image/png;image/jpeg;",
        "text": "Name=Text\nMimeType=text/plain;",
        "secret": "Name=Secret\nMimeType=image/png;\nNoDisplay=true",
        "gone": "Name=Gone\nMimeType=image/png;\nTryExec=no-such-program-at-all",
    }.items():
        (entries / f"{name}.desktop").write_text(
            f"[Desktop Entry]\nType=Application\nExec={name} %U\n{more}\n", encoding="utf-8"
        )
    (entries / "broken.desktop").write_bytes(b"\xff\xfe")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "none"))
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path / "share"))

    assert [one.name for one in find_programs("en")] == ["Paint"]
    (found,) = find_programs("ko")
    assert found.name == "그림판"
    assert programs_for([found], ["/x/a.PNG", "/x/b.jpg"]) == [found]
    assert programs_for([found], ["/x/a.png", "/x/b.heic"]) == []


def test_files_are_handed_over_as_the_program_wants_them() -> None:
    paths = ["/p/a b.png", "/p/c.png"]

    assert commands_of("gimp %U", paths) == [["gimp", "file:///p/a%20b.png", "file:///p/c.png"]]
    assert commands_of("eog %F", paths) == [["eog", *paths]]
    assert commands_of("feh --at %f %i", paths) == [["feh", "--at", one] for one in paths]
    assert commands_of('"my view" x', paths[:1]) == [["my view", "x", "/p/a b.png"]]
    assert url_text(os.fsdecode(b"/p/\xff.png")) == "file:///p/%FF.png"


@pytest.mark.skipif(os.name != "posix", reason="where there is no D-Bus at all")
def test_the_folder_opens_where_no_file_manager_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus")
    started: list[list[str]] = []

    show_in_file_manager(["/p q/a.png"], lambda *call: started.append([call[0], *call[1]]) or True)

    assert started == [["xdg-open", "file:///p%20q"]]


# Exporting


def test_copies_are_exported_as_the_dialog_says(
    chosen: Chosen, qtbot: QtBot, tmp_path: Path
) -> None:
    chosen.choose("a.png", "b.png")
    chosen.press(Qt.Key.Key_E, CONTROL)
    dialog = chosen.export_question()
    assert dialog.heading.text() == "Export 2 copies"
    dialog.set_folder(str(tmp_path / "out"))
    dialog.size_box.setCurrentIndex(dialog.size_box.count() - 1)
    dialog.side_box.setValue(32)
    dialog.format_box.setCurrentIndex(1)
    dialog.strip_box.setCurrentIndex(2)
    assert (dialog.settings.format, dialog.settings.strip) == (ExportFormat.JPEG, Strip.ALL)
    dialog.deed.click()

    wait_for_toast(qtbot, chosen.application, "2 copies made")
    copies = sorted((tmp_path / "out").iterdir())
    assert [one.name for one in copies] == ["a.jpg", "b.jpg"]
    with Image.open(copies[0]) as image:
        assert image.size == (32, 24)
    qtbot.waitUntil(lambda: chosen.actions.exports.dialog is None)
    chosen.press(Qt.Key.Key_E, CONTROL)
    assert chosen.export_question().settings.long_side == 32


def test_photos_that_cannot_be_exported_are_listed(
    chosen: Chosen, qtbot: QtBot, photos: Path, tmp_path: Path
) -> None:
    chosen.choose("a.png", "b.png")
    chosen.library.background.pause()
    chosen.press(Qt.Key.Key_E, CONTROL)
    dialog = chosen.export_question()
    dialog.set_folder(str(tmp_path / "out"))
    dialog.strip_box.setCurrentIndex(2)
    (photos / "b.png").write_bytes(b"no picture any more")
    dialog.deed.click()

    qtbot.waitUntil(lambda: dialog.failures.count() == 1, timeout=WAIT_MS)
    told = dialog.failures.item(0).text()
    assert told.startswith("b.png: ")
    assert "is not the one that PhotoClip knows" in told
    assert " made · 1 " in dialog.state.text()
    assert [one.name for one in (tmp_path / "out").iterdir()] == ["a.png"]
    dialog.reject()


def test_a_folder_that_cannot_be_written_is_told_and_another_can_be_chosen(
    chosen: Chosen, qtbot: QtBot, photos: Path, tmp_path: Path
) -> None:
    chosen.choose("a.png")
    chosen.press(Qt.Key.Key_E, CONTROL)
    dialog = chosen.export_question()
    dialog.set_folder(str(photos / "a.png" / "out"))
    dialog.deed.click()
    qtbot.waitUntil(lambda: "cannot be written" in dialog.state.text(), timeout=WAIT_MS)

    dialog.set_folder(str(tmp_path / "out"))
    dialog.deed.click()
    wait_for_toast(qtbot, chosen.application, " made")


# To the trash


def test_photos_go_to_the_trash_after_a_yes_and_come_back_by_undo(
    chosen: Chosen, qtbot: QtBot, photos: Path
) -> None:
    chosen.choose("a.png", "b.png")
    chosen.press(Qt.Key.Key_Delete)
    dialog = chosen.trash_question()
    assert dialog.heading.text() == "Move 2 photos to Trash?"
    assert dialog.deed.text() == "Move 2 photos to Trash"
    assert (photos / "a.png").exists()
    dialog.deed.click()

    wait_for_toast(qtbot, chosen.application, "2 photos moved to Trash")
    wait_for_names(qtbot, chosen.application, "c.png")
    assert [one.name for one in photos.iterdir()] == ["c.png"]
    chosen.window.toast.act()
    wait_for_names(qtbot, chosen.application, "a.png", "b.png", "c.png")
    chosen.press(Qt.Key.Key_Z, CONTROL | SHIFT)
    wait_for_names(qtbot, chosen.application, "c.png")
    chosen.press(Qt.Key.Key_Z, CONTROL)
    wait_for_names(qtbot, chosen.application, "a.png", "b.png", "c.png")


def test_a_no_leaves_everything_where_it_is(chosen: Chosen, qtbot: QtBot, photos: Path) -> None:
    chosen.choose("a.png")
    chosen.press(Qt.Key.Key_Delete)
    QTest.keyClick(chosen.trash_question(), Qt.Key.Key_Escape)

    qtbot.waitUntil(lambda: chosen.actions.trash.dialog is None)
    assert len(list(photos.iterdir())) == 3
    assert chosen.library.undo.undo_name is None


def test_the_question_names_copies_that_go_too(chosen: Chosen, qtbot: QtBot, photos: Path) -> None:
    (photos / "more").mkdir()
    (photos / "more" / "copy.png").write_bytes((photos / "a.png").read_bytes())
    photo_id = chosen.id_of("a.png")
    plan = chosen.library.trash.plan
    qtbot.waitUntil(lambda: len(plan([photo_id]).files) == 2, timeout=WAIT_MS)
    chosen.choose("a.png")
    chosen.press(Qt.Key.Key_Delete)

    dialog = chosen.trash_question()
    assert [dialog.copies.item(row).text() for row in range(dialog.copies.count())] == [
        str(photos / "more" / "copy.png")
    ]
    dialog.reject()


def test_what_stays_is_told(chosen: Chosen, qtbot: QtBot) -> None:
    chosen.trash.stuck = "b.png"
    chosen.choose("a.png", "b.png")
    chosen.press(Qt.Key.Key_Delete)
    chosen.trash_question().accept()

    wait_for_toast(qtbot, chosen.application, " moved to Trash · 1 ")
    assert "b.png will not move" in chosen.window.toast.text
    wait_for_names(qtbot, chosen.application, "b.png", "c.png")


def test_the_viewer_goes_on_to_the_next_photo(chosen: Chosen, qtbot: QtBot) -> None:
    ids = chosen.session.photos.model.ids.tolist()
    viewer = chosen.session.viewer
    viewer.open(ids, ids[0])
    QTest.keyClick(viewer, Qt.Key.Key_Delete)
    chosen.trash_question().accept()
    qtbot.waitUntil(lambda: viewer.photo_id == ids[1], timeout=WAIT_MS)
    assert viewer.isVisible()
    viewer.close_view()


# The page of keys


def test_every_shortcut_of_the_window_is_on_the_page_of_keys(chosen: Chosen, qtbot: QtBot) -> None:
    page = chosen.session.keys
    chosen.grid.setFocus()
    chosen.press(Qt.Key.Key_F1)
    qtbot.waitUntil(page.isVisible)

    listed = {key for section in page.sections for line in section.lines for key in line.keys}
    real = {one.key().toString() for one in chosen.window.findChildren(QShortcut)}
    acting = {
        key.toString() for one in chosen.actions.findChildren(QAction) for key in one.shortcuts()
    }
    assert (real | acting) - {""} <= listed
    assert {key for name in chosen.actions.deeds for key in BY_ID[name].keys} == acting
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert not page.isVisible()
    assert chosen.grid.hasFocus()


def test_undo_by_the_keys_takes_the_offer_of_the_message_back(chosen: Chosen, qtbot: QtBot) -> None:
    """Its button would take back an action before the one that it was offered for."""
    toast = chosen.window.toast
    one = chosen.choose("a.png")[0]
    chosen.press(Qt.Key.Key_F)
    wait_for_toast(qtbot, chosen.application, "favourite")
    QTest.keySequence(chosen.window, QKeySequence("Ctrl+Z"))

    qtbot.waitUntil(lambda: not chosen.library.browse.rows([one])[0].is_favourite)
    wait_for_toast(qtbot, chosen.application, "Undone: marking favourites")
    assert toast.findChild(QPushButton).text() == "Redo"
