"""Every action of the window, once.

Grid, viewer, menus, the page of keys (F1), the settings and the tool tips read it. The deed is
bound by whoever can do it (``deeds.Deeds``), by the action's id.
"""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from photoclip.gui.keys.action import Action, Needs, Section, Where

Row = tuple[str, str, str, object] | tuple[str, str, str, object, object]
"""Id, icon, keys with a space between, words, and the words of a line shared with others."""


def _rows(
    section: Section, where: Where, needs: Needs, *rows: Row, is_fixed: bool = False
) -> tuple[Action, ...]:
    """Actions that have all this in common."""
    return tuple(
        Action(
            name,
            str(words),
            icon,
            tuple(keys.split()),
            where,
            needs,
            section,
            is_fixed,
            "".join(map(str, line)),
        )
        for name, icon, keys, words, *line in rows
    )


# fmt: off
ACTIONS: tuple[Action, ...] = (
    *_rows(
        Section.PHOTOS, Where.GRID | Where.VIEWER, Needs.PHOTOS,
        ("photo.favourite", "heart", "F", QT_TRANSLATE_NOOP("Actions", "Favourite, or no longer")),
        ("photo.album", "album", "A", QT_TRANSLATE_NOOP("Actions", "Add to an album…")),
        ("photo.rate-1", "star", "1", QT_TRANSLATE_NOOP("Actions", "1 star"),
         QT_TRANSLATE_NOOP("Actions", "Give stars")),
        ("photo.rate-2", "star", "2", QT_TRANSLATE_NOOP("Actions", "2 stars"),
         QT_TRANSLATE_NOOP("Actions", "Give stars")),
        ("photo.rate-3", "star", "3", QT_TRANSLATE_NOOP("Actions", "3 stars"),
         QT_TRANSLATE_NOOP("Actions", "Give stars")),
        ("photo.rate-4", "star", "4", QT_TRANSLATE_NOOP("Actions", "4 stars"),
         QT_TRANSLATE_NOOP("Actions", "Give stars")),
        ("photo.rate-5", "star", "5", QT_TRANSLATE_NOOP("Actions", "5 stars"),
         QT_TRANSLATE_NOOP("Actions", "Give stars")),
        ("photo.rate-0", "star", "0", QT_TRANSLATE_NOOP("Actions", "Take the stars away")),
        ("photo.tag", "tag", "T", QT_TRANSLATE_NOOP("Actions", "Add a tag…"),
         QT_TRANSLATE_NOOP("Actions", "Tags: add, then ↑ to confirm (Enter) or reject (Del)")),
        ("photo.rotate-right", "rotate-cw", "R",
         QT_TRANSLATE_NOOP("Actions", "Rotate to the right"),
         QT_TRANSLATE_NOOP("Actions", "Rotate to the right, to the left")),
        ("photo.rotate-left", "rotate-cw", "Shift+R",
         QT_TRANSLATE_NOOP("Actions", "Rotate to the left"),
         QT_TRANSLATE_NOOP("Actions", "Rotate to the right, to the left")),
        ("photo.copy", "copy", "Ctrl+C", QT_TRANSLATE_NOOP("Actions", "Copy")),
        ("photo.export", "copy", "Ctrl+E", QT_TRANSLATE_NOOP("Actions", "Export copies…")),
        ("photo.open", "image", "Ctrl+O",
         QT_TRANSLATE_NOOP("Actions", "Open with the default program")),
        ("photo.show", "folder", "Ctrl+Shift+R",
         QT_TRANSLATE_NOOP("Actions", "Show in file manager")),
        ("photo.trash", "x", "Del", QT_TRANSLATE_NOOP("Actions", "Move to Trash…")),
        ("photo.menu", "ellipsis", "Menu Shift+F10", QT_TRANSLATE_NOOP("Actions", "All actions")),
    ),
    *_rows(
        Section.PHOTOS, Where.WINDOW, Needs.NOTHING,
        ("window.undo", "undo-2", "Ctrl+Z", QT_TRANSLATE_NOOP("Actions", "Undo")),
        ("window.redo", "rotate-cw", "Ctrl+Shift+Z Ctrl+Y", QT_TRANSLATE_NOOP("Actions", "Redo")),
    ),
    *_rows(
        Section.LOOKING, Where.GRID, Needs.PHOTOS,
        ("photo.look", "image", "Return Enter", QT_TRANSLATE_NOOP("Actions", "Open the photo"),
         QT_TRANSLATE_NOOP("Actions", "Open the photo; there: actual size")),
        ("photo.quick-look", "image", "Space", QT_TRANSLATE_NOOP("Actions", "Quick look")),
    ),
    *_rows(
        Section.LOOKING, Where.VIEWER, Needs.VIEWER,
        ("viewer.previous", "chevron-left", "PgUp", QT_TRANSLATE_NOOP("Actions", "Previous photo"),
         QT_TRANSLATE_NOOP("Actions", "Previous, next photo")),
        ("viewer.next", "chevron-right", "PgDown", QT_TRANSLATE_NOOP("Actions", "Next photo"),
         QT_TRANSLATE_NOOP("Actions", "Previous, next photo")),
        ("viewer.first", "chevron-left", "Home", QT_TRANSLATE_NOOP("Actions", "First photo"),
         QT_TRANSLATE_NOOP("Actions", "First, last photo")),
        ("viewer.last", "chevron-right", "End", QT_TRANSLATE_NOOP("Actions", "Last photo"),
         QT_TRANSLATE_NOOP("Actions", "First, last photo")),
        ("viewer.zoom-in", "plus", "+ =", QT_TRANSLATE_NOOP("Actions", "Larger"),
         QT_TRANSLATE_NOOP("Actions", "Larger, smaller")),
        ("viewer.zoom-out", "minus", "-", QT_TRANSLATE_NOOP("Actions", "Smaller"),
         QT_TRANSLATE_NOOP("Actions", "Larger, smaller")),
        ("viewer.actual-size", "search", "Z Return Enter",
         QT_TRANSLATE_NOOP("Actions", "Actual size, or fitted")),
        ("viewer.slide-show", "play", "S F5", QT_TRANSLATE_NOOP("Actions", "Slide show")),
        ("viewer.film-strip", "gallery-thumbnails", "B",
         QT_TRANSLATE_NOOP("Actions", "Film strip")),
    ),
    *_rows(
        Section.LOOKING, Where.VIEWER, Needs.VIEWER,
        ("viewer.escape", "x", "Esc", QT_TRANSLATE_NOOP("Actions", "Close the photo")),
        ("viewer.left", "chevron-left", "Left", QT_TRANSLATE_NOOP("Actions", "Left"),
         QT_TRANSLATE_NOOP("Actions", "Leaf through photos, or move an enlarged one")),
        ("viewer.right", "chevron-right", "Right", QT_TRANSLATE_NOOP("Actions", "Right"),
         QT_TRANSLATE_NOOP("Actions", "Leaf through photos, or move an enlarged one")),
        ("viewer.up", "chevron-down", "Up", QT_TRANSLATE_NOOP("Actions", "Up"),
         QT_TRANSLATE_NOOP("Actions", "Leaf through photos, or move an enlarged one")),
        ("viewer.down", "chevron-down", "Down", QT_TRANSLATE_NOOP("Actions", "Down"),
         QT_TRANSLATE_NOOP("Actions", "Leaf through photos, or move an enlarged one")),
        ("viewer.space", "chevron-right", "Space",
         QT_TRANSLATE_NOOP("Actions", "Next photo, or pause the slide show")),
        is_fixed=True,
    ),
    *_rows(
        Section.SEARCHING, Where.WINDOW, Needs.NOTHING,
        ("search.focus", "search", "Ctrl+F", QT_TRANSLATE_NOOP("Actions", "Search (or just type)")),
    ),
    *_rows(
        Section.SEARCHING, Where.GRID | Where.VIEWER, Needs.PHOTOS,
        ("photo.similar", "search", "M", QT_TRANSLATE_NOOP("Actions", "More like this photo")),
    ),
    *_rows(
        Section.SEARCHING, Where.QUERY, Needs.QUERY,
        ("query.paste", "image", "Ctrl+V",
         QT_TRANSLATE_NOOP("Actions", "Search by a copied picture")),
        ("query.to-photos", "chevron-down", "Down",
         QT_TRANSLATE_NOOP("Actions", "From the search to the photos")),
        ("query.to-parts", "chevron-left", "Left Right",
         QT_TRANSLATE_NOOP("Actions", "From the words to the parts before them, and on")),
        ("query.exclude", "minus", "-",
         QT_TRANSLATE_NOOP("Actions", "There: exclude the part, or want it again")),
        ("query.weigh", "chevron-down", "Up Down",
         QT_TRANSLATE_NOOP("Actions", "There: let it count more, less")),
        ("query.change", "file-pen", "Return F2", QT_TRANSLATE_NOOP("Actions", "There: change it")),
        ("query.take-away", "x", "Del Backspace",
         QT_TRANSLATE_NOOP("Actions", "There: take it away")),
        ("query.clear", "x", "Esc", QT_TRANSLATE_NOOP("Actions", "Clear the search, then back")),
        is_fixed=True,
    ),
    *_rows(
        Section.ALBUMS, Where.GRID, Needs.ARRANGING,
        ("photo.earlier", "chevron-left", "Alt+Left",
         QT_TRANSLATE_NOOP("Actions", "Move forwards in an album ordered by hand"),
         QT_TRANSLATE_NOOP("Actions", "Move within an album ordered by hand")),
        ("photo.later", "chevron-right", "Alt+Right",
         QT_TRANSLATE_NOOP("Actions", "Move backwards in an album ordered by hand"),
         QT_TRANSLATE_NOOP("Actions", "Move within an album ordered by hand")),
        ("photo.to-begin", "chevron-left", "Alt+Home",
         QT_TRANSLATE_NOOP("Actions", "Move to the beginning of the album"),
         QT_TRANSLATE_NOOP("Actions", "Move to its beginning, to its end")),
        ("photo.to-end", "chevron-right", "Alt+End",
         QT_TRANSLATE_NOOP("Actions", "Move to the end of the album"),
         QT_TRANSLATE_NOOP("Actions", "Move to its beginning, to its end")),
    ),
    *_rows(
        Section.ALBUMS, Where.GRID, Needs.JUDGING,
        ("photo.belongs", "check", "Y",
         QT_TRANSLATE_NOOP("Actions", "The photo belongs in the album"),
         QT_TRANSLATE_NOOP("Actions", "The photo belongs, does not")),
        ("photo.belongs-not", "x", "N",
         QT_TRANSLATE_NOOP("Actions", "The photo does not belong in the album"),
         QT_TRANSLATE_NOOP("Actions", "The photo belongs, does not")),
    ),
    *_rows(
        Section.ALBUMS, Where.REVIEW, Needs.ALBUM,
        ("review.yes", "check", "Y", QT_TRANSLATE_NOOP("Actions", "In the review: it belongs"),
         QT_TRANSLATE_NOOP("Actions", "In the review: it belongs, does not")),
        ("review.no", "x", "N", QT_TRANSLATE_NOOP("Actions", "In the review: it does not belong"),
         QT_TRANSLATE_NOOP("Actions", "In the review: it belongs, does not")),
        ("review.skip", "chevron-right", "Space Right",
         QT_TRANSLATE_NOOP("Actions", "In the review: skip the photo")),
        ("review.back", "chevron-left", "Left Ctrl+Z",
         QT_TRANSLATE_NOOP("Actions", "In the review: back, and take the answer back")),
        ("review.end", "x", "Esc", QT_TRANSLATE_NOOP("Actions", "In the review: enough")),
        is_fixed=True,
    ),
    *_rows(
        Section.ALBUMS, Where.ALBUMS, Needs.ALBUM,
        ("album.rename", "file-pen", "F2", QT_TRANSLATE_NOOP("Actions", "Rename the album")),
        ("album.delete", "x", "Del", QT_TRANSLATE_NOOP("Actions", "Delete the album")),
        ("album.menu", "ellipsis", "Menu Shift+F10",
         QT_TRANSLATE_NOOP("Actions", "All actions on the album")),
    ),
    *_rows(
        Section.MOVING, Where.GRID, Needs.NOTHING,
        ("grid.home", "chevron-left", "Home", QT_TRANSLATE_NOOP("Actions", "First photo of all"),
         QT_TRANSLATE_NOOP("Actions", "First, last photo")),
        ("grid.end", "chevron-right", "End", QT_TRANSLATE_NOOP("Actions", "Last photo of all"),
         QT_TRANSLATE_NOOP("Actions", "First, last photo")),
        ("grid.page-up", "chevron-down", "PgUp", QT_TRANSLATE_NOOP("Actions", "A page up"),
         QT_TRANSLATE_NOOP("Actions", "A page up, down")),
        ("grid.page-down", "chevron-down", "PgDown", QT_TRANSLATE_NOOP("Actions", "A page down"),
         QT_TRANSLATE_NOOP("Actions", "A page up, down")),
        is_fixed=True,
    ),
    *_rows(
        Section.MOVING, Where.GRID, Needs.NOTHING,
        ("grid.next-heading", "chevron-down", "Ctrl+PgDown",
         QT_TRANSLATE_NOOP("Actions", "Next heading"),
         QT_TRANSLATE_NOOP("Actions", "Next, previous heading")),
        ("grid.previous-heading", "chevron-down", "Ctrl+PgUp",
         QT_TRANSLATE_NOOP("Actions", "Previous heading"),
         QT_TRANSLATE_NOOP("Actions", "Next, previous heading")),
        ("grid.select-all", "circle-check", "Ctrl+A",
         QT_TRANSLATE_NOOP("Actions", "Choose all photos")),
        ("grid.larger", "grid-2x2", "Ctrl++ Ctrl+=",
         QT_TRANSLATE_NOOP("Actions", "Larger pictures"),
         QT_TRANSLATE_NOOP("Actions", "Larger, smaller pictures")),
        ("grid.smaller", "grid-3x3", "Ctrl+-", QT_TRANSLATE_NOOP("Actions", "Smaller pictures"),
         QT_TRANSLATE_NOOP("Actions", "Larger, smaller pictures")),
    ),
    *_rows(
        Section.WINDOW, Where.WINDOW, Needs.NOTHING,
        ("window.keys", "info", "F1", QT_TRANSLATE_NOOP("Actions", "Keys")),
        ("window.sidebar", "panel-left", "F9",
         QT_TRANSLATE_NOOP("Actions", "Show or hide the sidebar")),
        ("window.info", "panel-right", "F10",
         QT_TRANSLATE_NOOP("Actions", "Show or hide the info")),
        ("window.full-screen", "maximize", "F11", QT_TRANSLATE_NOOP("Actions", "Full screen")),
        ("window.menu", "ellipsis", "Ctrl+M", QT_TRANSLATE_NOOP("Actions", "Menu of all actions")),
        ("window.settings", "settings", "Ctrl+,", QT_TRANSLATE_NOOP("Actions", "Settings")),
        ("window.quit", "x", "Ctrl+Q", QT_TRANSLATE_NOOP("Actions", "Quit")),
    ),
)
# fmt: on

BY_ID = {one.id: one for one in ACTIONS}
