"""A window with a library in it: what a person does, and what the window then shows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from photoclip.core.events import (
    Event,
    FilesMoved,
    PaceChanged,
    PhotosDescribed,
    PhotosMarked,
    TaggingProgressed,
)
from photoclip.core.models import Folder, ProblemFile
from photoclip.gui.actions.context import ActionContext
from photoclip.gui.actions.folder_actions import FolderActions
from photoclip.gui.actions.mark_actions import MarkActions
from photoclip.gui.actions.photo_actions import PhotoActions
from photoclip.gui.actions.search_actions import SearchActions
from photoclip.gui.actions.tag_actions import TagActions, TagViews
from photoclip.gui.albums.in_window import AlbumsInWindow
from photoclip.gui.albums.surroundings import Surroundings
from photoclip.gui.browse import place as places
from photoclip.gui.browse.fetch import Manner, Overview, Shown
from photoclip.gui.browse.place import Kind, Place
from photoclip.gui.desktop.new_day import NewDay
from photoclip.gui.desktop.wakefulness import Wakefulness
from photoclip.gui.keys.deeds import Deeds
from photoclip.gui.offers.actions import OfferActions
from photoclip.gui.pages.photo_page import PhotoPage
from photoclip.gui.pages.problems_page import ProblemsPage
from photoclip.gui.review.actions import ReviewActions
from photoclip.gui.viewer.viewer import Viewer
from photoclip.gui.window.keyboard import Keyboard
from photoclip.gui.window.keys_page import KeysPage

if TYPE_CHECKING:
    from photoclip.app.library import Library
    from photoclip.gui.settings.dialog import SettingsDialog
    from photoclip.gui.window.main_window import MainWindow


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
        self.viewer = Viewer(
            self.bridge,
            library.browse,
            library.thumbnails,
            window,
            previews=library.previews,
            memory=window.memory,
        )
        self.awake = Wakefulness(self.bridge, self)
        self.viewer.slides.changed.connect(lambda: self.awake.keep(self.viewer.slides.is_advancing))
        self.marks = MarkActions(library, self.bridge, self.photos, self.viewer, window.toast)
        self.offers = OfferActions(library, self.bridge, self.browser, self.marks, window.toast)
        context = ActionContext(window, library, self.bridge, window.toast, self.marks.undo)
        self.context = context
        self.actions = PhotoActions(context, self.photos, self.viewer)
        self.tags = TagActions(context, self.photos, self.viewer, self.actions, self._tag_views())
        self._keys: KeysPage | None = None
        self.review = ReviewActions(context, self.photos)
        self.settings: SettingsDialog | None = None
        self._has_folders: bool | None = None
        self.searches = SearchActions(context, self.photos, window.search, self.browser)
        self.bridge.attach(library)
        window.cover, window.is_open = self.viewer, True
        window.back_asked.connect(self.searches.go_back)
        window.things_dropped.connect(self.folders.take_drop)
        self.new_day = NewDay(library, self.bridge, self)
        window.info.attach(library)
        window.toast.room_below = lambda: self.viewer.room_below
        self._wire_browser()
        self._wire_panes()
        self.deeds = Deeds(self)
        self._wire_keys()
        self.albums = AlbumsInWindow(self._album_surroundings())
        self.albums.review_asked.connect(self.review.start)
        self.albums.place_asked.connect(self.go)
        self.albums.menu_parts.append(self.review.add_to)
        self.keyboard = Keyboard(window, self.deeds, self.photos.grid, self.viewer)
        self.keyboard.bind(self.actions.deeds, self.albums.section)

    def start(self, folders: list[Path]) -> None:
        """Show the library, and let it catch up with the disk."""
        self.browser.attach(self.library)
        self.browser.go(places.ALL)
        if folders:
            self.folders.add(folders)
        background = self.library.background
        if not self.library.is_read_only:
            self.bridge.run_each("start indexing", lambda _: background.start(), lambda _: None)
        self.searches.load_model()
        self.library.previews.clean_up()
        self.library.pasted.clean_up(self.window.search.recent)

    @property
    def keys(self) -> KeysPage:
        """The page of keys, made when first asked for: its many labels would delay a start."""
        if self._keys is None:
            self._keys = KeysPage(self.window)
        return self._keys

    def show_keys(self) -> None:
        """Show the page of keys, or hide it again."""
        self.keys.toggle()

    def _tag_views(self) -> TagViews:
        window = self.window
        panes = window.sidebar, window.info
        return TagViews(*panes, lambda: window.is_info_beside, window.browser, window.memory)

    def _album_surroundings(self) -> Surroundings:
        searches, sidebar = self.searches, self.window.sidebar
        parts = sidebar, self.photos, self.viewer, self.actions
        return Surroundings(
            self.context, self.browser, *parts, lambda: searches.is_model_ready, self.show_middle
        )

    # What is wired to what

    def _wire_browser(self) -> None:
        self.browser.left.connect(self._show_place)
        self.browser.photos_fetched.connect(self._show_photos)
        self.browser.problems_fetched.connect(self._show_problems)
        self.browser.offers_fetched.connect(lambda _: self.show_middle(self.offers.page))
        self.browser.overview_fetched.connect(self._show_overview)
        self.browser.failed.connect(self._show_failure)
        self.bridge.fault_met.connect(self.window.toast.say)
        self.bridge.notice_given.connect(self.window.toast.say)
        self.bridge.worker_restarted.connect(self._worker_restarted)
        self.bridge.happened.connect(self._heard)

    def _wire_panes(self) -> None:
        window, grid = self.window, self.photos.grid
        window.search.pictures.odd_thing_given.connect(self.folders.take_drop)
        window.sidebar.place_chosen.connect(self.go)
        window.sidebar.add_asked.connect(window.welcome.ask)
        window.sidebar.removal_asked.connect(self.folders.remove)
        window.sidebar.settings_asked.connect(self.show_settings)
        window.sidebar.rescan_asked.connect(self._rescan)
        window.welcome.folders_chosen.connect(self.folders.add)
        window.welcome.models_asked.connect(lambda: self.show_settings("model"))
        window.info.photo_asked.connect(self._show_one)
        grid.selection_changed.connect(self._show_info)
        self.photos.model.files_taken_in.connect(self._show_info)
        grid.keys.photo_opened.connect(self._open)
        grid.keys.quick_look_wanted.connect(lambda one: self._open(one, is_quick=True))
        self.viewer.closed.connect(self._viewer_closed)
        self.viewer.similar_wanted.connect(self._like_from_viewer)
        choices, browser = self.photos.choices, self.browser
        choices.order_chosen.connect(browser.set_order)
        choices.grouping_chosen.connect(browser.set_grouping)
        choices.shape_chosen.connect(browser.set_whole)
        choices.restore(window.memory)
        browser.manner = Manner(grouping=choices.grouping, is_whole=choices.is_whole)
        self.photos.add_asked.connect(window.welcome.ask)
        self.photos.all_asked.connect(lambda: window.search.clear())
        self.tags.place_asked.connect(self.go)
        self.tags.all_asked.connect(lambda: self.show_settings("tags"))
        self.photos.notes.models_asked.connect(lambda: self.show_settings("model"))
        self.problems.retry_asked.connect(self._retry_problems)
        line = window.task_line
        self.bridge.progressed.connect(line.show_progress)
        self.bridge.activity_changed.connect(line.show_activity)
        self.bridge.activity_changed.connect(lambda _: window.info.refresh())
        line.pause_asked.connect(self.library.background.pause)
        line.resume_asked.connect(self.library.background.resume)
        line.details_asked.connect(lambda: self.go(places.PROBLEMS))

    def _wire_keys(self) -> None:
        window = self.window
        self.deeds.bind(
            {
                "search.focus": self.searches.focus_search,
                "window.keys": self.show_keys,
                "window.settings": lambda: self.show_settings(),
                "window.sidebar": lambda: window.fold("sidebar"),
                "window.info": lambda: window.fold("info"),
                "window.full-screen": window.toggle_full_screen,
                "window.menu": lambda: self.keyboard.show_menu(),
                "window.undo": self.marks.undo,
                "window.redo": self.marks.redo,
                "window.quit": window.close,
            }
        )

    # Places

    def go(self, place: Place) -> None:
        """Leave the search, and go to a place."""
        self.window.search.show_text("")
        self.browser.go(place)

    def _show_place(self, place: Place) -> None:
        self.window.sidebar.tree.show_place(place)
        if place.kind in (Kind.PROBLEMS, Kind.OFFERS, Kind.SUGGESTIONS):
            self.window.info.show_nothing()
            return
        self.photos.announce(place)
        needs_model = place.is_search and place.kind is not Kind.LIKE_PHOTO
        if needs_model and not self.searches.is_model_ready:
            self.photos.show_waiting(self.tr("The model is still loading; your search follows"))
        self.show_middle(self.photos)

    def _show_photos(self, shown: Shown) -> None:
        self.photos.show_photos(shown)
        self.review.show_album(shown.album.album if shown.album is not None else None)
        self.show_middle(self.photos)
        if not shown.is_refresh:
            self._show_info()

    def _show_failure(self, place: Place, error: Exception) -> None:
        page = self.albums.page if place.kind is Kind.ALBUM else self.searches
        page.show_failure(place, error)
        self.show_middle(self.photos)

    def _show_problems(self, files: list[ProblemFile]) -> None:
        self.problems.show_files(files)
        self.show_middle(self.problems)

    def _show_overview(self, overview: Overview) -> None:
        sidebar = self.window.sidebar
        sidebar.set_folders(overview.folders, overview.directories)
        sidebar.set_problem_count(overview.problems)
        sidebar.set_offer_count(overview.offers)
        sidebar.set_photo_count(overview.photos)
        has_folders = bool(overview.folders)
        if has_folders != self._has_folders:
            self._has_folders = has_folders
            self.window.show_frame(is_shown=has_folders)
            if has_folders:
                self.show_middle(self.photos)
                self.searches.focus_search()
            else:
                self.window.show_page(self.window.welcome)
                self.window.setFocus()

    def show_middle(self, page: QWidget) -> None:
        """Show a page, as soon as there is a folder of photos at all."""
        if self._has_folders:
            self.window.show_page(page)

    def _show_info(self) -> None:
        grid = self.photos.grid
        count = grid.selected_count()
        if count == 1:
            photo_id = grid.selected_ids()[0]
            why, query = self.photos.why(photo_id), self.photos.place.text
            self.window.info.show_photo(photo_id, why, query if why else "")
        elif count:
            self.window.info.show_several(grid.selected_ids())
        else:
            self.window.info.show_nothing()

    def _open(self, photo_id: int, *, is_quick: bool = False) -> None:
        self.viewer.open(self.photos.model.ids, photo_id, is_quick=is_quick)

    def _viewer_closed(self, photo_id: int) -> None:
        self.photos.grid.go_to(photo_id)
        self.photos.grid.setFocus()

    def _like_from_viewer(self, photo_id: int) -> None:
        self.viewer.close_view()
        self.searches.search_like(photo_id)

    def _show_one(self, photo_id: int) -> None:
        """A photo that was met in the info panel: where it is shown, or among those like it."""
        if not self.photos.grid.go_to(photo_id):
            self.searches.search_like(photo_id)

    # The library

    def _worker_restarted(self, reason: str) -> None:
        text = self.tr("The helper that reads photos was started again: {reason}")
        self.window.toast.say(text.format(reason=reason))

    def _heard(self, event: Event) -> None:
        if isinstance(event, FilesMoved | PhotosDescribed):
            self.photos.model.refresh(event.photo_ids)
        if isinstance(event, PhotosMarked | FilesMoved | PhotosDescribed):
            self.window.info.refresh()
        if isinstance(event, PaceChanged):
            self.window.task_line.show_pace(event)
        if isinstance(event, TaggingProgressed):
            self.window.task_line.show_tagging(event)

    def show_settings(self, page: str = "") -> None:
        """Open the settings, or bring them to the front. page: the one to turn to, by its name."""
        if self.settings is None:
            from photoclip.gui.settings.dialog import SettingsDialog

            self.settings = SettingsDialog(self.context, self.window.memory, self.folders)
            self.settings.reopen_asked.connect(self.window.reopen_asked)
            self.settings.tags.photos_asked.connect(self.tags.show_photos)
        if page:
            self.settings.go_to(getattr(self.settings, page))
        self.settings.appear()

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
