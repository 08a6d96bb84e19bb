"""The quiet line under the search bar that says what in a query is not understood."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from photoclip.core.errors import QuerySyntaxError
from photoclip.gui.language import words
from photoclip.gui.look.theme import SPACE, SPACE_SMALL
from photoclip.gui.widgets.parts import IconLabel, button, label

_KEYBOARD = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class QueryNotice(QFrame):
    """Lies over the photos, which stay where they are; Tab leads to what it suggests."""

    mended = Signal(str)
    """The person takes the suggestion: the whole query with it."""

    def __init__(self, bar: QWidget) -> None:
        super().__init__()
        self._bar = bar
        self._better = ""
        self.setProperty("kind", "toast")
        self.text = label(wraps=True)
        self.suggestion = button("", lambda: self.mended.emit(self._better), "link")
        # A click must not take the keyboard from the bar: the line would go before it is heard.
        self.suggestion.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE + SPACE_SMALL, SPACE_SMALL, SPACE, SPACE_SMALL)
        row.setSpacing(SPACE)
        row.addWidget(IconLabel("info", 16))
        row.addWidget(self.text, 1)
        row.addWidget(self.suggestion)
        self.hide()

    def tell(self, error: QuerySyntaxError, better: str | None) -> None:
        """Say what is wrong. better: the whole query with the suggestion in it."""
        self._better = better or ""
        said = words.said(error.message)
        if better is None:
            said = f"{said} {words.said(error.hint)}".strip()
        self.text.setText(said)
        self.setAccessibleName(said)
        self.suggestion.setText(self.tr("Did you mean {words}?").format(words=error.suggestion))
        self.suggestion.setVisible(better is not None)
        window = self._bar.window()
        if self.parentWidget() is not window:
            self.setParent(window)
            self.setTabOrder(self._bar.focusProxy() or self._bar, self.suggestion)
        corner = self._bar.mapTo(window, QPoint(0, self._bar.height() + SPACE_SMALL))
        width = self._bar.width()
        height = max(self.heightForWidth(width), self.sizeHint().height())
        self.setGeometry(corner.x(), corner.y(), width, height)
        self.show()
        self.raise_()

    def leave(self, reason: Qt.FocusReason) -> None:
        """The bar lost the keyboard; only Tab leads here."""
        if reason not in _KEYBOARD or not self.suggestion.isVisible():
            self.hide()
