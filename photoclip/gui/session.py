"""A window with a library in it: what a person does, and what the window then shows."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Qt
from PySide6.QtGui import QImage, QKeySequence, QShortcut

from photoclip.core.errors import ModelError, PhotoClipError
from photoclip.core.events import Event, FilesMoved, PhotosMarked
from photoclip.core.models import Folder, ProblemFile
from photoclip.gui import places
from photoclip.gui.browser import Overview, Shown
from photoclip.gui.folder_actions import FolderActions
from photoclip.gui.info_panel import thumbnail_image
from photoclip.gui.mark_actions import MarkActions
from photoclip.gui.message_page import MessagePage
from photoclip.gui.photo_page import PhotoPage
from photoclip.gui.places import Kind, Place
from photoclip.gui.problems_page import ProblemsPage
from photoclip.gui.viewer import Viewer

if TYPE_CHECKING:
    from photoclip.app.library import Library
    from photoclip.gui.main_window import MainWindow

PASTED = "pasted.png"


class Session(QObject):
    """Ties the parts of the window to an open library."""

    def __init__(self, window: MainWindow, library: Library) -> None:
        super().__init__(window)
        self.window = window
        self.library = library
        self.bridge, self.browser = window.bridge, window.browser
        self.photos = PhotoPage(self.bridge, library)
        self.problems = ProblemsPage()
        self.folders = FolderActions(library, self.bridge, window.toast)
        self.viewer = Viewer(self.bridge, library.browse, library.thumbnails, window)
        self.marks = MarkActions(library, self.bridge, self.photos, self.viewer, window.toast)
        self._has_folders: bool | None = None
        self._is_model_ready = False
        self.bridge.attach(library)
        window.info.attach(library)
        self._wire_browser()
        self._wire_search()
        self._wire_panes()
        self._wire_keys()

    def start(self, folders: list[Path]) -> None:
        """Show the library, and let it catch up with the disk."""
        self.browser.attach(self.library)
        self.browser.go(places.ALL)
        if folders:
            self.folders.add(folders)
        background = self.library.background
        self.bridge.run_each("start indexing", lambda _: background.start(), lambda _: None)
        self._load_model()

    def go_back(self) -> None:
        """One step of the way back: out of a search first."""
        if self.browser.place.is_search:
            self.window.search.show_text("")
            self.browser.leave_search()
        else:
            self.browser.back()

    def take_drop(self, data: QMimeData) -> None:
        """Something was dropped on the window."""
        self.folders.take_drop(data)

    def search_like(self, photo_id: int) -> None:
        """Show the photos most like one of the library."""
        row = self.photos.model.known(photo_id)
        place = Place(Kind.LIKE_PHOTO, picture=row.path if row else "", photo_id=photo_id)
        self.window.search.show_like(place.picture)
        self.browser.go(place)
        if row is not None and row.content_hash:
            self.bridge.run(
                "chip",
                lambda _: thumbnail_image(self.library, row.content_hash),
                lambda image: self.window.search.show_like(place.picture, image),
            )

    # What is wired to what

    def _wire_browser(self) -> None:
        self.browser.left.connect(self._show_place)
        self.browser.photos_fetched.connect(self._show_photos)
        self.browser.problems_fetched.connect(self._show_problems)
        self.browser.overview_fetched.connect(self._show_overview)
        self.browser.failed.connect(self._show_failure)
        self.bridge.fault_met.connect(self.window.toast.say)
        self.bridge.notice_given.connect(self.window.toast.say)
        self.bridge.worker_restarted.connect(self._worker_restarted)
        self.bridge.happened.connect(self._heard)

    def _wire_search(self) -> None:
        search = self.window.search
        search.typed.connect(self.browser.drop_search)
        search.text_searched.connect(self._search_text)
        search.submitted.connect(self._submit)
        search.picture_given.connect(self._search_picture)
        search.image_pasted.connect(self._search_image)
        search.cleared.connect(self.browser.leave_search)
        search.back_asked.connect(self.go_back)
        search.down_asked.connect(lambda: self.photos.grid.setFocus(Qt.FocusReason.TabFocusReason))
        search.odd_thing_given.connect(self.folders.take_drop)

    def _wire_panes(self) -> None:
        window, grid = self.window, self.photos.grid
        window.sidebar.place_chosen.connect(self._go)
        window.sidebar.add_asked.connect(window.welcome.ask)
        window.sidebar.removal_asked.connect(self.folders.remove)
        window.sidebar.rescan_asked.connect(self._rescan)
        window.welcome.folders_chosen.connect(self.folders.add)
        window.info.photo_asked.connect(self._show_one)
        grid.selection_changed.connect(self._show_info)
        grid.similar_wanted.connect(self.search_like)
        grid.photo_opened.connect(self._open)
        grid.quick_look_wanted.connect(lambda one: self._open(one, is_quick=True))
        self.viewer.closed.connect(self._viewer_closed)
        self.viewer.similar_wanted.connect(self._like_from_viewer)
        grid.typed.connect(window.search.type_first)
        self.photos.order_chosen.connect(self.browser.set_order)
        self.photos.add_asked.connect(window.welcome.ask)
        self.photos.all_asked.connect(lambda: window.search.clear())
        self.problems.retry_asked.connect(self._retry_problems)
        line = window.task_line
        self.bridge.progressed.connect(line.show_progress)
        self.bridge.activity_changed.connect(line.show_activity)
        self.bridge.activity_changed.connect(lambda _: window.info.refresh())
        line.pause_asked.connect(self.library.background.pause)
        line.resume_asked.connect(self.library.background.resume)
        line.details_asked.connect(lambda: self._go(places.PROBLEMS))

    def _wire_keys(self) -> None:
        window = self.window
        for keys, act in (
            (QKeySequence.StandardKey.Find, self._focus_search),
            (QKeySequence("F9"), lambda: window.fold("sidebar")),
            (QKeySequence("F10"), lambda: window.fold("info")),
            (QKeySequence("F11"), window.toggle_full_screen),
            (QKeySequence.StandardKey.Undo, self.marks.undo),
            (QKeySequence("Ctrl+Shift+Z"), self.marks.redo),
            (QKeySequence.StandardKey.Quit, window.close),
        ):
            QShortcut(QKeySequence(keys), window, activated=act)

    # Places

    def _go(self, place: Place) -> None:
        self.window.search.show_text("")
        self.browser.go(place)

    def _show_place(self, place: Place) -> None:
        self.window.sidebar.show_place(place)
        if place.kind is Kind.PROBLEMS:
            self.window.info.show_nothing()
            return
        self.photos.announce(place)
        if place.is_search and not self._is_model_ready and place.kind is not Kind.LIKE_PHOTO:
            self.photos.show_waiting(self.tr("The model is still loading; your search follows"))
        self._show_middle(self.photos)

    def _show_photos(self, shown: Shown) -> None:
        self.photos.show_photos(shown)
        self._show_middle(self.photos)
        if not shown.is_refresh:
            self._show_info()

    def _show_problems(self, files: list[ProblemFile]) -> None:
        self.problems.show_files(files)
        self._show_middle(self.problems)

    def _show_overview(self, overview: Overview) -> None:
        sidebar = self.window.sidebar
        sidebar.set_folders(overview.folders, overview.directories)
        sidebar.set_problem_count(overview.problems)
        sidebar.set_photo_count(overview.photos)
        has_folders = bool(overview.folders)
        if has_folders != self._has_folders:
            self._has_folders = has_folders
            self.window.show_frame(is_shown=has_folders)
            if has_folders:
                self._show_middle(self.photos)
                self._focus_search()
            else:
                self.window.show_page(self.window.welcome)
                self.window.setFocus()

    def _show_middle(self, page: PhotoPage | ProblemsPage) -> None:
        if self._has_folders:
            self.window.show_page(page)

    def _show_info(self) -> None:
        grid = self.photos.grid
        count = grid.selected_count()
        if count == 1:
            photo_id = grid.selected_ids()[0]
            self.window.info.show_photo(photo_id, self.photos.why(photo_id))
        else:
            self.window.info.show_nothing(count)

    def _open(self, photo_id: int, *, is_quick: bool = False) -> None:
        self.viewer.open(self.photos.model.ids, photo_id, is_quick=is_quick)

    def _viewer_closed(self, photo_id: int) -> None:
        self.photos.grid.go_to(photo_id)
        self.photos.grid.setFocus()

    def _like_from_viewer(self, photo_id: int) -> None:
        self.viewer.close_view()
        self.search_like(photo_id)

    def _show_one(self, photo_id: int) -> None:
        """A photo that was met in the info panel: where it is shown, or among those like it."""
        if not self.photos.grid.go_to(photo_id):
            self.search_like(photo_id)

    # Searching

    def _focus_search(self) -> None:
        self.window.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.window.search.edit.selectAll()

    def _search_text(self, text: str) -> None:
        if text:
            self.browser.go(Place(Kind.SEARCH, text=text))

    def _submit(self, text: str) -> None:
        if self.browser.place != Place(Kind.SEARCH, text=text):
            self._search_text(text)

    def _search_picture(self, path: str) -> None:
        self.window.search.show_like(path)
        self.browser.go(Place(Kind.LIKE_FILE, picture=path))

    def _search_image(self, image: QImage) -> None:
        self.bridge.run(
            "keep a pasted picture", lambda _: keep_picture(image), self._search_picture
        )

    def _show_failure(self, place: Place, error: Exception) -> None:
        told, hint = str(error) or type(error).__name__, ""
        if isinstance(error, PhotoClipError):
            told, hint = error.message, error.hint
        title = told
        if isinstance(error, ModelError):
            title = self.tr("The model could not be loaded, so nothing can be searched for now")
            hint = f"{told} {hint}".strip()
        again = (self.tr("Try again"), lambda: self.browser.go(place))
        back = (self.tr("Back to the photos"), self.window.search.clear)
        choices = [again, back] if place.is_search else [again]
        self.photos.show_message(MessagePage("triangle-alert", title, hint, choices))
        self.photos.show_waiting("")
        self._show_middle(self.photos)

    def _load_model(self) -> None:
        def ready(_: object) -> None:
            self._is_model_ready = True

        def failed(error: Exception) -> None:
            reason = error.message if isinstance(error, PhotoClipError) else str(error)
            text = self.tr("Looking at photos works, searching does not: {reason}")
            self.window.toast.say(text.format(reason=reason))

        self.bridge.run_each("load the model", lambda _: self.library.model(), ready, failed)

    def _worker_restarted(self, reason: str) -> None:
        text = self.tr("The helper that reads photos was started again: {reason}")
        self.window.toast.say(text.format(reason=reason))

    # The library

    def _heard(self, event: Event) -> None:
        if isinstance(event, FilesMoved):
            self.photos.model.refresh(event.photo_ids)
        if isinstance(event, PhotosMarked | FilesMoved):
            self.window.info.refresh()

    def _rescan(self, folder: Folder) -> None:
        self.library.background.index([folder])

    def _retry_problems(self) -> None:
        library = self.library

        def retry(_: object) -> int:
            count = library.retry_problems()
            library.background.index()
            return count

        def said(count: int) -> None:
            self.window.toast.say(self.tr("%n files are tried again", "", count))
            self.browser.refresh()

        self.bridge.run_each("try problems again", retry, said)


def keep_picture(image: QImage) -> str:
    """Write a pasted picture where the worker can read it. For a background thread."""
    path = str(Path(tempfile.gettempdir()) / f"photoclip-{PASTED}")
    image.save(path, "PNG")
    return path
