"""The field in which labels are chosen: typed with completion, kept as chips."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCompleter,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from photoclip.gui.look.theme import SPACE, SPACE_SMALL
from photoclip.gui.widgets.flow_layout import FlowLayout
from photoclip.gui.widgets.parts import IconButton, label


class LabelField(QWidget):
    """Names are shown in the person's language; what comes out is what the model is asked."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._texts: Mapping[str, str] = {}
        self._chosen: dict[str, QFrame] = {}
        self.edit = QLineEdit()
        self.edit.setProperty("kind", "field")
        self.edit.setPlaceholderText(self.tr("Add a label"))
        self.edit.setAccessibleName(self.tr("Labels"))
        self._model = QStringListModel(self)
        self._completer = QCompleter(self._model, self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.setMaxVisibleItems(7)
        popup = self._completer.popup()
        assert popup is not None
        popup.setProperty("kind", "popup")
        # Queued: the completer still writes into the line after it told of the choice.
        self._completer.activated.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self.edit.setCompleter(self._completer)
        self.edit.returnPressed.connect(self._take_typed)
        self.edit.installEventFilter(self)
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips, SPACE_SMALL)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(self.edit)
        column.addWidget(self._chips)
        self._chips.hide()

    @property
    def chosen(self) -> list[str]:
        """What the model is asked for each chosen label."""
        return list(self._chosen)

    @property
    def chosen_names(self) -> list[str]:
        """How the chosen labels are called."""
        names = {text: name for name, text in self._texts.items()}
        return [names.get(one, one) for one in self._chosen]

    def offer(self, texts: Mapping[str, str]) -> None:
        """The labels there are: what the model is asked, by name."""
        self._texts = texts
        self._model.setStringList(sorted(texts, key=str.casefold))
        for one, chip in self._chosen.items():
            name = chip.findChild(QLabel, "name")
            assert name is not None
            name.setText(self._name_of(one))

    def choose(self, texts: Sequence[str]) -> None:
        """Begin with these."""
        for one in texts:
            self._add(one)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            is_back = event.key() == Qt.Key.Key_Backspace and not self.edit.text()
            if is_back and self._chosen:
                self._remove(list(self._chosen)[-1])
            if is_back:
                return True
        return super().eventFilter(watched, event)

    def _take_typed(self) -> None:
        typed = self.edit.text().strip().casefold()
        found = next((one for one in self._texts if one.casefold() == typed), None)
        if found is not None:
            self._take(found)

    def _take(self, name: str) -> None:
        self.edit.clear()
        if name in self._texts and self._texts[name] not in self._chosen:
            self._add(self._texts[name])
            self.changed.emit()

    def _add(self, text: str) -> None:
        chip = QFrame()
        chip.setProperty("kind", "chip")
        name = label(self._name_of(text))
        name.setObjectName("name")
        remove = IconButton("x", self.tr("Remove “{label}”").format(label=name.text()), 12)
        remove.clicked.connect(lambda: self._remove(text))
        row = QHBoxLayout(chip)
        row.setContentsMargins(SPACE, 2, 2, 2)
        row.setSpacing(SPACE_SMALL)
        row.addWidget(name)
        row.addWidget(remove)
        self._chosen[text] = chip
        self._flow.addWidget(chip)
        self._chips.show()

    def _remove(self, text: str) -> None:
        chip = self._chosen.pop(text, None)
        if chip is not None:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
            self._chips.setVisible(bool(self._chosen))
            self.edit.setFocus()
            self.changed.emit()

    def _name_of(self, text: str) -> str:
        return next((name for name, one in self._texts.items() if one == text), text)
