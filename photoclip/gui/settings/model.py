"""The page of the settings on the model that looks at photos, and where it runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QFileDialog, QFrame, QVBoxLayout

from photoclip.gui.language import words
from photoclip.gui.look.theme import SPACE, SPACE_LARGE
from photoclip.gui.settings.parts import Choice, ChoiceList, Notice, SettingsPage
from photoclip.gui.widgets.parts import button, label

if TYPE_CHECKING:
    from photoclip.app.library import Library
    from photoclip.core.config import Preferences
    from photoclip.embed.models.registry import ModelSpec
    from photoclip.gui.threads.bridge import Bridge
    from photoclip.services.models import DeviceChoice, ModelInUse


@dataclass(frozen=True, slots=True)
class Offered:
    """What can be chosen here, and what is preferred now."""

    models: list[ModelSpec]
    devices: list[DeviceChoice]
    preferences: Preferences
    lacks_torch: bool


class ModelPage(SettingsPage):
    """The model in use with its measured speed, and what could be used instead."""

    def __init__(self, bridge: Bridge, library: Library, reopen: Callable[[], object]) -> None:
        super().__init__()
        self._bridge = bridge
        self._library = library
        self._has_measured = False
        self.title = label("…")
        self.runtime = label("", "quiet", wraps=True)
        self.speed = label("", "quiet", wraps=True)
        self.again = button(self.tr("Measure again"), self.measure, "link")
        self.models = ChoiceList(self.tr("Model"))
        self.devices = ChoiceList(self.tr("Device"))
        self.take_folder = button(self.tr("Use a model from a folder…"), self._ask)
        self.problem = label("", "danger", wraps=True)
        self.problem.hide()
        self.extra = label(
            self.tr(
                "Graphics cards, and models that were not made for PhotoClip, need more packages. "
                "They are installed with: pip install “photoclip[torch]”"
            ),
            "quiet",
            wraps=True,
        )
        self.extra.hide()
        self.notice = Notice(
            self.tr(
                "What you chose is used once the window is opened again. With another model, all "
                "photos are then looked at once more in the background; a search finds those that "
                "have been. What the former model saw is kept, in case you go back to it."
            ),
            self.tr("Open again now"),
            reopen,
        )
        self.models.chosen.connect(lambda key: self._change(model=key))
        self.devices.chosen.connect(lambda key: self._change(device=key))
        self._lay_out()

    def refresh(self) -> None:
        """Look for what is there now; measure the first time."""
        library = self._library

        def look(_: object) -> Offered:
            chosen = library.preferences.read()
            models = library.models
            return Offered(
                models.choices(chosen.model), models.devices(), chosen, models.lacks_torch
            )

        self._bridge.run("models and devices", look, self._show_offered)
        if not self._has_measured:
            self.measure()

    def measure(self) -> None:
        """Time the model in the background; a search meanwhile waits for a second at most."""
        library = self._library
        self.again.setEnabled(False)
        self.speed.setText(self.tr("Measuring…"))
        self._bridge.run(
            "measure the model", lambda _: library.models.measure(), self._show_in_use, self._failed
        )

    def use_folder(self, folder: Path) -> None:
        """Prefer the model in a folder, or say what is wrong with it."""
        library = self._library
        self.problem.hide()

        def take(_: object) -> None:
            spec = library.models.from_folder(folder)
            library.preferences.change(model=spec.key)

        def refused(error: Exception) -> None:
            self.problem.setText(words.told(error))
            self.problem.show()

        self._bridge.run_each("take a model", take, lambda _: None, refused)

    def _lay_out(self) -> None:
        card = QFrame()
        card.setProperty("kind", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(SPACE_LARGE, 12, SPACE_LARGE, SPACE)
        inside.setSpacing(2)
        inside.addWidget(self.title)
        inside.addWidget(self.runtime)
        inside.addWidget(self.speed)
        inside.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        self.begin(self.tr("Model and device"))
        self.column.addWidget(card)
        self.column.addWidget(self.notice)
        self.add_section(self.tr("Model"))
        self.column.addWidget(self.models)
        self.column.addSpacing(SPACE)
        self.column.addWidget(self.take_folder, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.problem)
        self.column.addWidget(self.extra)
        self.add_section(self.tr("Device"))
        self.column.addWidget(self.devices)
        self.finish()

    def _show_in_use(self, found: ModelInUse) -> None:
        self._has_measured = True
        self.again.setEnabled(True)
        self.title.setText(_title(found.spec) if found.spec else found.ready.keys.texts)
        self.runtime.setText("\n".join([found.speed.label, *map(words.said, found.ready.notices)]))
        photos = _rate(found.speed.photos_per_s)
        texts = _rate(found.speed.texts_per_s)
        said = self.tr("{photos} photos or {texts} texts a second, without reading them from disk")
        self.speed.setText(said.format(photos=photos, texts=texts))

    def _failed(self, error: Exception) -> None:
        self.again.setEnabled(True)
        self.title.setText(self.tr("The model does not run"))
        self.speed.setText(words.told(error))

    def _show_offered(self, offered: Offered) -> None:
        chosen, running = offered.preferences, self._library.models
        choices = [Choice(one.key, _title(one), self._about(one)) for one in offered.models]
        if chosen.model not in [one.key for one in choices]:
            gone = self.tr("It cannot be found on this computer any more.")
            choices.append(Choice(chosen.model, chosen.model, reason=gone))
        self.models.show_choices(choices, chosen.model)
        self.devices.show_choices(
            [self._device(one) for one in offered.devices],
            chosen.device,
        )
        is_other = (chosen.model, chosen.device) != (running.model, running.device)
        self.notice.setVisible(is_other)
        self.extra.setVisible(offered.lacks_torch)

    def _about(self, spec: ModelSpec) -> str:
        parts = [words.size(spec.size_mb * 1_000_000)] if spec.size_mb else []
        parts.append(self._languages(spec))
        if spec.licence:
            parts.append(self.tr("licence: {name}").format(name=spec.licence))
        if spec.key.startswith("folder:"):
            parts = [words.printable(spec.folder)]
        return " · ".join(parts)

    def _languages(self, spec: ModelSpec) -> str:
        if "multi" in spec.languages:
            return self.tr("about a hundred languages")
        return ", ".join(_language(one) for one in spec.languages)

    def _device(self, one: DeviceChoice) -> Choice:
        names = {
            "auto": (self.tr("Automatic"), self.tr("The fastest that works, found by measuring.")),
            "cpu": (self.tr("Processor"), ""),
            "cuda": (self.tr("Graphics card (CUDA)"), ""),
            "mps": (self.tr("Apple graphics (MPS)"), ""),
        }
        reasons = {
            "no-gpu": self.tr("There is no such graphics card in this computer."),
            "torch-for-cpu": self.tr("The torch that is installed is made for the processor only."),
            "no-torch": self.tr("It needs packages that are not installed: photoclip[torch]"),
            "no-apple-gpu": self.tr("Only on Macs with an Apple processor."),
        }
        title, text = names[one.key]
        return Choice(one.key, title, text, reasons[one.absence] if one.absence else "")

    def _change(self, **values: str) -> None:
        preferences = self._library.preferences
        self._bridge.run_each(
            "choose a model", lambda _: preferences.change(**values), lambda _: None
        )

    def _ask(self) -> None:
        dialog = QFileDialog(self, self.tr("Choose the folder of a model"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.use_folder(Path(path)))
        dialog.open()


def _title(spec: ModelSpec) -> str:
    return words.printable(words.said(spec.title))


def _rate(value: float) -> str:
    return words.number(value, 1 if value < 10 else 0)


def _language(code: str) -> str:
    """A language's name in itself; Qt's "American English" is just English here."""
    name = QLocale(code).nativeLanguageName()
    return "English" if code == "en" else name or code
