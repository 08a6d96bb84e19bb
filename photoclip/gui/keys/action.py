"""What an action is: its words, its keys, where they count, and what it needs."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication


class Where(enum.Flag):
    """Where the keys of an action count."""

    GRID = enum.auto()
    VIEWER = enum.auto()
    WINDOW = enum.auto()
    """Everywhere, but where something lies over the window."""
    REVIEW = enum.auto()
    ALBUMS = enum.auto()
    """On a row of an album in the sidebar."""
    QUERY = enum.auto()
    """In the search bar."""


class Needs(enum.Enum):
    """What must be so for an action to make sense."""

    NOTHING = enum.auto()
    PHOTOS = enum.auto()
    """At least one photo is chosen, or open in the viewer."""
    VIEWER = enum.auto()
    """A photo is open in the viewer."""
    JUDGING = enum.auto()
    """An album that learns is on show, and photos are chosen."""
    ARRANGING = enum.auto()
    """An album that is ordered by hand is on show, and photos are chosen."""
    ALBUM = enum.auto()
    """An album is marked in the sidebar, or lies under a review."""
    QUERY = enum.auto()
    """The keyboard is in the search bar."""


class Section(enum.Enum):
    """What belongs together on the page of keys and in the menu."""

    PHOTOS = enum.auto()
    LOOKING = enum.auto()
    SEARCHING = enum.auto()
    ALBUMS = enum.auto()
    MOVING = enum.auto()
    WINDOW = enum.auto()


@dataclass(frozen=True, slots=True)
class Action:
    """One action. words: English, to be translated. keys: by default, as Qt writes them.

    is_fixed: the keys are those of every program, or mean something else in each place, so that
    nobody changes them. line: the words of several actions that share a line on the page of keys.
    """

    id: str
    words: str
    icon: str
    keys: tuple[str, ...]
    where: Where
    needs: Needs
    section: Section
    is_fixed: bool = False
    line: str = ""

    @property
    def text(self) -> str:
        """Its words, in the language of the window."""
        return QCoreApplication.translate("Actions", self.words)

    @property
    def line_text(self) -> str:
        """What the page of keys says of it."""
        return QCoreApplication.translate("Actions", self.line) if self.line else self.text


def section_title(section: Section) -> str:
    """What a part of the menu, and of the page of keys, is called."""
    titles = {
        Section.PHOTOS: QCoreApplication.translate("Actions", "Photos"),
        Section.LOOKING: QCoreApplication.translate("Actions", "Looking"),
        Section.SEARCHING: QCoreApplication.translate("Actions", "Searching"),
        Section.ALBUMS: QCoreApplication.translate("Actions", "Albums"),
        Section.MOVING: QCoreApplication.translate("Actions", "Moving about"),
        Section.WINDOW: QCoreApplication.translate("Actions", "Window"),
    }
    return titles[section]
