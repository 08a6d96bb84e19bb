"""Letters and digits in the grid: a command, or the beginning of a search?

The rule:

1. While no photo is selected, whatever is typed is a search.
2. While photos are selected, the letters and digits that are commands (A, F, M, R, T, 0 to 5; Y and
   N in an album that learns) act on them, and any other letter begins a search.
3. T opens the field for tags at once, and what is typed after it goes there: whoever presses T
   means to type, and need not wait for anything.
4. Of the others, two different characters in quick succession are typing, whatever they are: "food"
   or "2019" typed over a selected photo searches and marks nothing. So a command waits for a
   quarter of a second whether more is typed. The same key twice is the command twice, any other
   key (an arrow, Enter) or a click does the command at once.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

BURST_MS = 250

Command = Callable[[], object]


class LetterKeys(QObject):
    """Holds a command back for as long as it may turn out to be the first letter of a word."""

    typed = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._letter = ""
        self._command: Command | None = None
        self._timer = QTimer(self, singleShot=True, interval=BURST_MS)
        self._timer.timeout.connect(self.settle)

    def press(self, letter: str, command: Command | None, *, opens_field: bool = False) -> bool:
        """A letter was typed, which may be a command. False where it begins a search.

        opens_field: the command gives the keyboard to a field, so that nothing is held back.
        """
        if self._command is not None:
            if command is None or letter.casefold() != self._letter.casefold():
                word, self._command = self._letter + letter, None
                self._timer.stop()
                self.typed.emit(word)
                return True
            self.settle()
        if command is None:
            return False
        self._letter, self._command = letter, command
        if opens_field:
            self.settle()
        else:
            self._timer.start()
        return True

    def settle(self) -> None:
        """It was a command: do it."""
        command, self._command = self._command, None
        self._timer.stop()
        if command is not None:
            command()
