"""The menu of the window: every action of the table, with its key.

Those of a review are buttons on its page, which lies over the window and its menu.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMenu, QWidget

from photoclip.gui.keys.action import Action, Section, Where, section_title
from photoclip.gui.keys.keymap import keymap, shown_key
from photoclip.gui.keys.table import ACTIONS
from photoclip.gui.look import icons

if TYPE_CHECKING:
    from photoclip.gui.keys.deeds import Deeds

IsPossible = Callable[[Action], bool]

NOT_HERE = Where.REVIEW


class WindowMenu(QMenu):
    """A menu below a button; what makes no sense now is grey."""

    def __init__(
        self,
        parent: QWidget,
        deeds: Deeds,
        is_possible: IsPossible,
        press: Callable[[Action], object],
    ) -> None:
        """press: does an action whose keys nobody can change, by pressing its key."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(QCoreApplication.translate("Actions", "Menu of all actions"))
        self._deeds, self._is_possible, self._press = deeds, is_possible, press
        for section in Section:
            some = [
                one
                for one in ACTIONS
                if one.section is section and (deeds.has(one.id) or one.is_fixed)
            ]
            if section is Section.WINDOW:
                self.addSeparator()
                self._fill(self, some)
            elif some:
                self._fill(self.addMenu(section_title(section)), some)

    def _fill(self, menu: QMenu, actions: list[Action]) -> None:
        for one in actions:
            if one.where is NOT_HERE or one.id == "window.menu":
                continue
            # The keys are listened to elsewhere; here they are only shown.
            shown = ", ".join(map(shown_key, keymap().keys(one.id)[:1]))
            text = one.text.replace("&", "&&")
            entry = menu.addAction(icons.icon(one.icon), f"{text}\t{shown}" if shown else text)
            entry.setData(one.id)
            entry.setEnabled(self._is_possible(one))
            entry.triggered.connect(lambda _=False, action=one: self._do(action))

    def _do(self, action: Action) -> None:
        if self._deeds.has(action.id):
            self._deeds.do(action.id)
        else:
            self._press(action)
