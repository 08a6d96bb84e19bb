"""What albums meet in the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from photoclip.gui.actions.context import ActionContext
    from photoclip.gui.actions.photo_actions import PhotoActions
    from photoclip.gui.browse.browser import Browser
    from photoclip.gui.pages.photo_page import PhotoPage
    from photoclip.gui.sidebar.sidebar import Sidebar
    from photoclip.gui.viewer.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The parts of the window that albums put something into, or ask.

    is_model_ready: whether albums that go by words can be filled already. show_page: brings a
    page into the middle of the window.
    """

    context: ActionContext
    browser: Browser
    sidebar: Sidebar
    photos: PhotoPage
    viewer: Viewer
    actions: PhotoActions
    is_model_ready: Callable[[], bool]
    show_page: Callable[[QWidget], None]
