"""What a layout of the grid is made from: at once where it is quick, else in the background."""

from __future__ import annotations

from dataclasses import dataclass

from photoclip.core.listing import Aspects
from photoclip.gui.grid.justified_layout import JustifiedLayout
from photoclip.gui.grid.layout import GridLayout, Layout, Section

AT_ONCE = 8_000
"""So many whole photos are laid out well within a frame."""


@dataclass(frozen=True, slots=True, eq=False)
class GridPlan:
    """Photos, headings and the room for them. aspects: for lines of whole photos, else squares."""

    width: int
    zoom: int
    heading: int
    count: int
    sections: tuple[Section, ...] = ()
    aspects: Aspects | None = None

    @property
    def is_quick(self) -> bool:
        """Whether the window's thread may make the layout itself."""
        return self.aspects is None or self.count <= AT_ONCE

    def fits(self, other: GridPlan) -> bool:
        """Whether a layout made from this one is right for the room of another."""
        mine = (self.width, self.zoom, self.heading, self.count)
        return mine == (other.width, other.zoom, other.heading, other.count)

    def layout(self) -> Layout:
        """Where everything lies; for any thread."""
        if self.aspects is None:
            return GridLayout.of(self.width, self.zoom, self.count, self.sections, self.heading)
        return JustifiedLayout.of(self.width, self.zoom, self.aspects, self.sections, self.heading)
