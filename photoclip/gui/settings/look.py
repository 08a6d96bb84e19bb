"""The pages of the settings on how the window looks, and which language it speaks."""

from __future__ import annotations

from collections.abc import Callable

from photoclip.gui.desktop.window_memory import WindowMemory
from photoclip.gui.language.translation import languages
from photoclip.gui.look.theme import SPACE_LARGE, theme
from photoclip.gui.settings.parts import Choice, ChoiceList, Notice, SettingsPage, quiet

SYSTEM = "system"
_FORCED = {SYSTEM: None, "light": False, "dark": True}


class AppearancePage(SettingsPage):
    """Light, dark, or as the system is; a choice is seen at once."""

    def __init__(self, memory: WindowMemory) -> None:
        super().__init__()
        self.begin(self.tr("Appearance"))
        self._memory = memory
        self.themes = ChoiceList(self.tr("Colours"))
        self.themes.show_choices(
            [
                Choice(
                    SYSTEM, self.tr("As the system"), self.tr("Light or dark, as it is set there.")
                ),
                Choice("light", self.tr("Light")),
                Choice("dark", self.tr("Dark")),
            ],
            memory.theme() or SYSTEM,
        )
        self.themes.chosen.connect(self._choose)
        self.column.addWidget(self.themes)
        self.column.addSpacing(SPACE_LARGE)
        self.column.addWidget(quiet(self.tr("Movement in the window follows the system as well.")))
        self.finish()

    def _choose(self, name: str) -> None:
        self._memory.set_theme("" if name == SYSTEM else name)
        theme().force(_FORCED[name])


class LanguagePage(SettingsPage):
    """A language for the window that opens next; the button opens it at once."""

    def __init__(self, memory: WindowMemory, reopen: Callable[[], object]) -> None:
        super().__init__()
        self.begin(self.tr("Language"))
        self._memory = memory
        self._begun_with = memory.language() or SYSTEM
        self.languages = ChoiceList(self.tr("Language"))
        choices = [Choice(code, name) for code, name in languages().items()]
        first = Choice(SYSTEM, self.tr("As the system"))
        self.languages.show_choices([first, *choices], self._begun_with)
        self.languages.chosen.connect(self._choose)
        self.notice = Notice(
            self.tr("The window speaks the new language once it is opened again."),
            self.tr("Open again now"),
            reopen,
        )
        self.column.addWidget(self.languages)
        self.column.addSpacing(SPACE_LARGE)
        self.column.addWidget(self.notice)
        self.finish()

    def _choose(self, code: str) -> None:
        self._memory.set_language("" if code == SYSTEM else code)
        self.notice.setVisible(code != self._begun_with)
