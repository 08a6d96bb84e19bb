"""The part of the settings on what is left out of watched folders."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from photoclip.gui.language import words
from photoclip.gui.look.theme import SPACE
from photoclip.gui.settings.parts import SwitchRow, empty, quiet
from photoclip.gui.widgets.parts import ElidedLabel, IconButton, button, rule, set_state
from photoclip.ingest.exclusions import PatternProblem, problem_of

if TYPE_CHECKING:
    from photoclip.app.library import Library
    from photoclip.gui.threads.bridge import Bridge
    from photoclip.services.preferences import Leaving

LOOK_AFTER_MS = 250


class PatternRow(QWidget):
    """One pattern and the button that takes it away."""

    def __init__(self, pattern: str) -> None:
        super().__init__()
        self.pattern = pattern
        said = words.printable(pattern)
        self.remove = IconButton("x", self.tr("No longer leave out “{name}”").format(name=said))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, SPACE, 0)
        row.addWidget(ElidedLabel(said), 1)
        row.addWidget(self.remove)


class ExclusionsPart(QWidget):
    """Patterns with a look at what each would leave out, before it does."""

    def __init__(self, bridge: Bridge, library: Library) -> None:
        super().__init__()
        self._bridge = bridge
        self._library = library
        self.rows: list[PatternRow] = []
        self.hidden = SwitchRow(
            self.tr("Look into hidden folders"),
            self.tr(
                "Folders and files that the system hides, such as those that begin with a dot."
            ),
        )
        self.edit = QLineEdit()
        self.edit.setProperty("kind", "field")
        self.edit.setPlaceholderText(self.tr("A name or a pattern: Proofs, *.tmp.jpg, 2024/raw*"))
        self.edit.setAccessibleName(self.tr("What to leave out"))
        self.add = button(self.tr("Leave out"), self._add)
        self.verdict = quiet()
        self._card = QFrame()
        self._card.setProperty("kind", "card")
        self._list = QVBoxLayout(self._card)
        self._list.setContentsMargins(0, 4, 0, 4)
        self._list.setSpacing(0)
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(LOOK_AFTER_MS)
        self._look.timeout.connect(self._look_at_files)
        self._lay_out()
        self.hidden.toggled.connect(lambda is_on: self._change(looks_into_hidden=is_on))
        self.edit.textChanged.connect(self._typed)
        self.edit.returnPressed.connect(self._add)
        self._typed("")

    @property
    def patterns(self) -> list[str]:
        """The patterns on show."""
        return [one.pattern for one in self.rows]

    def refresh(self) -> None:
        """Show what holds."""
        chosen = self._library.preferences.read()
        self.hidden.show_state(chosen.looks_into_hidden)
        if list(chosen.excluded) == self.patterns:
            return
        empty(self._list)
        self.rows = []
        for pattern in chosen.excluded:
            if self.rows:
                self._list.addWidget(rule())
            row = PatternRow(pattern)
            row.remove.clicked.connect(lambda _=False, one=pattern: self._take_away(one))
            self.rows.append(row)
            self._list.addWidget(row)
        self._card.setVisible(bool(self.rows))

    def _lay_out(self) -> None:
        entry = QHBoxLayout()
        entry.setSpacing(SPACE)
        entry.addWidget(self.edit, 1)
        entry.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(
            quiet(
                self.tr(
                    "Photos with such names, or in folders with them, leave the grid and keep what "
                    "you gave them. Caches and bins of other programs are always left out."
                )
            )
        )
        column.addWidget(self._card)
        column.addLayout(entry)
        column.addWidget(self.verdict)
        column.addWidget(self.hidden)

    # A new pattern

    def _typed(self, text: str) -> None:
        problem = self._problem(text)
        self.add.setEnabled(not problem)
        self._bridge.cancel("try a pattern")
        self._say(problem or "", is_wrong=bool(problem) and bool(text.strip()))
        if problem is None:
            self._look.start()
        else:
            self._look.stop()

    def _problem(self, text: str) -> str | None:
        """Why a pattern cannot be added; None for a good one."""
        if text.strip() in self.patterns:
            return self.tr("This is left out already.")
        found = problem_of(text)
        said = {
            PatternProblem.EMPTY: "",
            PatternProblem.EVERYTHING: self.tr("This would leave out every photo."),
            PatternProblem.ABSOLUTE: self.tr(
                "Begin at the watched folder, not at the disk: a name, or a path inside it."
            ),
            PatternProblem.UNCLOSED: self.tr("A “[” needs a “]” after it."),
        }
        return None if found is None else said[found]

    def _look_at_files(self) -> None:
        pattern, preferences = self.edit.text().strip(), self._library.preferences
        self._bridge.run(
            "try a pattern", lambda token: preferences.would_leave(pattern, token), self._show_found
        )

    def _show_found(self, found: Leaving) -> None:
        if not found.count:
            self._say(self.tr("None of your photos is named like this at the moment."))
            return
        text = words.grouped(self.tr("%n photos would leave", "", found.count), found.count)
        names = ", ".join(words.printable(one) for one in found.examples)
        if found.count > len(found.examples):
            names += ", …"
        self._say(f"{text}: {names}")

    def _say(self, text: str, *, is_wrong: bool = False) -> None:
        self.verdict.setText(text)
        self.verdict.setVisible(bool(text))
        set_state(self.verdict, "kind", "danger" if is_wrong else "quiet")

    def _add(self) -> None:
        pattern = self.edit.text().strip()
        if self.add.isEnabled():
            self._change(excluded=(*self._library.preferences.read().excluded, pattern))
            self.edit.clear()
            self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_away(self, pattern: str) -> None:
        left = (one for one in self._library.preferences.read().excluded if one != pattern)
        self._change(excluded=tuple(left))

    def _change(self, **values: Any) -> None:
        preferences = self._library.preferences
        self._bridge.run_each(
            "change what is left out", lambda _: preferences.change(**values), lambda _: None
        )
