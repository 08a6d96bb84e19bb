"""The page of the settings on how much of the machine indexing may take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from photoclip.gui.settings.parts import SettingsPage, SwitchRow, quiet

if TYPE_CHECKING:
    from photoclip.app.library import Library
    from photoclip.gui.threads.bridge import Bridge


class SpeedPage(SettingsPage):
    """Two reasons to go slower, each of which can be switched off."""

    def __init__(self, bridge: Bridge, library: Library) -> None:
        super().__init__()
        self.begin(self.tr("Indexing speed"))
        self._bridge = bridge
        self._library = library
        self.battery = SwitchRow(
            self.tr("Slower on battery"),
            self.tr("New photos are looked at with long rests, so that the battery lasts."),
        )
        self.busy = SwitchRow(
            self.tr("Slower when the computer is busy"),
            self.tr("Other programs come first while they take more than half of the processor."),
        )
        self.battery.toggled.connect(lambda is_on: self._change(slows_on_battery=is_on))
        self.busy.toggled.connect(lambda is_on: self._change(slows_when_busy=is_on))
        self.column.addWidget(self.battery)
        self.column.addWidget(self.busy)
        self.column.addSpacing(8)
        self.column.addWidget(
            quiet(
                self.tr(
                    "Slower means about a third of the full speed. With both switched off, "
                    "photos are always looked at as fast as this computer can."
                )
            )
        )
        self.finish()

    def refresh(self) -> None:
        """Show what holds."""
        chosen = self._library.preferences.read()
        self.battery.show_state(chosen.slows_on_battery)
        self.busy.show_state(chosen.slows_when_busy)

    def _change(self, **values: bool) -> None:
        preferences = self._library.preferences
        self._bridge.run_each(
            "change the speed", lambda _: preferences.change(**values), lambda _: None
        )
