"""What a person does with tags in the window, and the views of tags kept fresh."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QMenu

from photoclip.core.events import Event, TagsChanged
from photoclip.core.labels import Label
from photoclip.core.tagging import TagCount
from photoclip.gui.browse.place import Kind, Place
from photoclip.gui.language import tags as tag_words
from photoclip.gui.language import words
from photoclip.gui.tags.box import TagBox
from photoclip.gui.tags.popover import TagPopover

if TYPE_CHECKING:
    from photoclip.gui.actions.context import ActionContext
    from photoclip.gui.actions.photo_actions import PhotoActions
    from photoclip.gui.browse.browser import Browser
    from photoclip.gui.desktop.window_memory import WindowMemory
    from photoclip.gui.info.panel import InfoPanel
    from photoclip.gui.pages.photo_page import PhotoPage
    from photoclip.gui.sidebar.sidebar import Sidebar
    from photoclip.gui.viewer.viewer import Viewer

COUNT_MS = 800
FOLDED = "tags-folded"


@dataclass(frozen=True, slots=True)
class TagViews:
    """Where tags are seen in the window.

    is_info_beside: whether the info panel stands beside the photos, not over them.
    """

    sidebar: Sidebar
    info: InfoPanel
    is_info_beside: Callable[[], bool]
    browser: Browser
    memory: WindowMemory


class TagActions(QObject):
    """Adds, confirms and rejects tags in the background, and offers to undo it."""

    all_asked = Signal()
    """The whole label set is to be seen."""
    place_asked = Signal(Place)

    def __init__(
        self,
        context: ActionContext,
        photos: PhotoPage,
        viewer: Viewer,
        actions: PhotoActions,
        views: TagViews,
    ) -> None:
        super().__init__(context.parent)
        self._context, self._photos, self._views = context, photos, views
        self._viewer, self._actions = viewer, actions
        self._library, self._bridge = context.library, context.bridge
        self._popover: TagPopover | None = None
        self.section = views.sidebar.tags
        self.boxes = [views.info.tags, views.info.several.tags]
        for box in self.boxes:
            self._wire_box(box)
            box.left.connect(photos.setFocus)
        for view in (photos.grid.keys, viewer):
            view.tags_wanted.connect(self.ask)
        photos.grid.set_taggable(not context.library.is_read_only)
        if not context.library.is_read_only:
            actions.menu_parts.append(self._add_to_menu)
        self._timer = QTimer(self, singleShot=True, interval=COUNT_MS)
        self._timer.timeout.connect(self.count)
        self.section.fold(views.memory.flag(FOLDED))
        self.section.folded.connect(lambda folded: views.memory.set_flag(FOLDED, folded))
        self.section.all_asked.connect(self.all_asked)
        views.browser.overview_fetched.connect(lambda _: self.count())
        self._bridge.happened.connect(self._heard)

    @property
    def popover(self) -> TagPopover:
        """The tags beside the chosen photos, made when first asked for."""
        if self._popover is None:
            self._popover = TagPopover(self._context.parent, self._bridge)
            self.boxes.append(self._popover.box)
            self._wire_box(self._popover.box)
        return self._popover

    def ask(self) -> None:
        """Let the person type a tag for the chosen photos: in the info panel, if that is seen."""
        ids = [one for one in self._actions.chosen if one > 0]
        if not ids or self._library.is_read_only:
            return
        info = self._views.info
        is_beside = self._views.is_info_beside()
        box = info.tag_box if is_beside and not self._viewer.isVisible() else None
        if box is not None and box.ids == ids:
            box.focus_field()
            info.ensureWidgetVisible(box.field)
        else:
            self.popover.ask(ids, self._beside_choice())

    def add(self, ids: list[int], name: str) -> None:
        """Give photos a tag: a label's id, or a name that may be a new one's."""
        tags = self._library.tags

        def work(_: object) -> tuple[str, int]:
            changed = tags.add(ids, name)
            label = tags.labels().find(name)
            return (name if label is None else tag_words.name(label)), len(changed)

        def done(result: tuple[str, int]) -> None:
            title, count = result
            if not count:
                text = self.tr("They have the tag “{name}” already", "", len(ids))
                self._context.toast.say(text.format(name=title))
                return
            self._say(self.tr("Tag “{name}” added to %n photos", "", count), title, count)

        self._bridge.run_each("add a tag", work, done)

    def confirm(self, ids: list[int], label: Label) -> None:
        """Say that a tag is right."""
        tags = self._library.tags
        self._do(
            lambda _: tags.confirm(ids, label.id),
            lambda count: self.tr("Tag “{name}” confirmed for %n photos", "", count),
            label,
        )

    def reject(self, ids: list[int], label: Label) -> None:
        """Say that a tag is wrong, or take back one that was given by hand."""
        tags = self._library.tags
        self._do(
            lambda _: tags.remove(ids, label.id),
            lambda count: self.tr("Tag “{name}” taken from %n photos", "", count),
            label,
        )

    def show_photos(self, label: Label) -> None:
        """Go to the photos with a tag."""
        self.place_asked.emit(Place(Kind.TAG, key=label.id, title=tag_words.name(label)))

    def count(self) -> None:
        """Count anew, for the sidebar."""
        library = self._library
        self._timer.stop()
        self._bridge.run("count tags", lambda _: library.tags.counts(), self._take_counts, _ignore)

    def _wire_box(self, box: TagBox) -> None:
        box.attach(self._library)
        box.added.connect(self.add)
        box.confirmed.connect(self.confirm)
        box.rejected.connect(self.reject)
        box.photos_asked.connect(self.show_photos)

    def _add_to_menu(self, menu: QMenu, ids: list[int]) -> None:
        if any(one > 0 for one in ids):
            text = self.tr("Tags…")
            menu.addAction(f"{text}\tT").triggered.connect(
                lambda: self.ask(), Qt.ConnectionType.QueuedConnection
            )

    def _do(
        self,
        work: Callable[[object], tuple[int, ...]],
        text: Callable[[int], str],
        label: Label,
    ) -> None:
        def done(changed: tuple[int, ...]) -> None:
            if changed:
                self._say(text(len(changed)), tag_words.name(label), len(changed))

        self._bridge.run_each("change tags", work, done)

    def _say(self, text: str, name: str, count: int) -> None:
        said = words.grouped(text, count).format(name=name)
        self._context.toast.offer_way_back(said, self.tr("Undo"), self._context.undo)

    def _take_counts(self, counts: list[TagCount]) -> None:
        self.section.show_counts(counts)
        browser, place = self._views.browser, self._views.browser.place
        titles = tag_words.names_of([one.label for one in counts])
        title = titles.get(place.key, place.title)
        if place.kind is Kind.TAG and title != place.title:
            browser.place = replace(place, title=title)
            self._photos.announce(browser.place)
        if place.kind is Kind.TAG:
            self._views.sidebar.tree.show_place(place)

    def _heard(self, event: Event) -> None:
        if not isinstance(event, TagsChanged):
            return
        changed = None if event.photo_ids is None else set(event.photo_ids)
        for box in self.boxes:
            if changed is None or not changed.isdisjoint(box.ids):
                box.refresh()
        if not self._timer.isActive():
            self._timer.start()

    def _beside_choice(self) -> QPoint:
        """Below the photo that the keyboard is on, as a place of the window."""
        if self._viewer.isVisible():
            rect = self._viewer.rect()
            return self._viewer.mapTo(
                self._context.parent, QPoint(rect.center().x(), rect.bottom())
            )
        grid = self._photos.grid
        rect = grid.visualRect(grid.currentIndex()) & grid.viewport().rect()
        inside = rect if rect.isValid() else grid.viewport().rect()
        return grid.viewport().mapTo(
            self._context.parent, QPoint(inside.center().x(), inside.center().y())
        )


def _ignore(_: Exception) -> None:
    """A label file that cannot be read is told where tags are used."""
