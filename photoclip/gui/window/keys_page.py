"""The page of keys (F1): what the keyboard does, over the window until a key closes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from photoclip.gui.keys.action import Section, section_title
from photoclip.gui.keys.keymap import keymap, shown_key
from photoclip.gui.keys.table import ACTIONS
from photoclip.gui.look.theme import SPACE, SPACE_LARGE, SPACE_SMALL
from photoclip.gui.widgets.key_cap import key_cap
from photoclip.gui.widgets.owned import layout_of, parent_of
from photoclip.gui.widgets.parts import IconButton, label

WIDEST, TALLEST, MARGIN = 820, 640, 32
SHADE = QColor(0, 0, 0, 110)


@dataclass(frozen=True, slots=True)
class KeyLine:
    """keys: as Qt writes them, any of which does it. text: what it does."""

    keys: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class KeySection:
    """Keys that belong together."""

    title: str
    lines: Sequence[KeyLine]


class KeysPage(QWidget):
    """Covers its parent while it is open; Esc, F1 or a click beside the card closes it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._before: QWidget | None = None
        self.sections = self._sections()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Keys"))
        self.setAccessibleDescription(self._spoken())
        self._card = QFrame(self)
        self._card.setProperty("kind", "card")
        self._close = IconButton("x", self.tr("Close"), 20)
        self._close.clicked.connect(self.close_page)
        top = QHBoxLayout()
        top.addWidget(label(self.tr("Keys"), "heading"), 1)
        top.addWidget(self._close)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._content = self._columns()
        self._scroll.setWidget(self._content)
        column = QVBoxLayout(self._card)
        column.setContentsMargins(SPACE_LARGE + SPACE, SPACE_LARGE, SPACE_LARGE, SPACE_LARGE)
        column.setSpacing(SPACE)
        column.addLayout(top)
        column.addWidget(self._scroll, 1)
        window.installEventFilter(self)
        self.hide()

    def toggle(self) -> None:
        """Open the page, or close it."""
        if self.isVisible():
            self.close_page()
            return
        self._before = self.window().focusWidget()
        self._fit()
        self.show()
        self.raise_()
        self.setFocus()

    def close_page(self) -> None:
        """Back to where the keyboard was."""
        self.hide()
        if self._before is not None:
            self._before.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        bar = self._scroll.verticalScrollBar()
        steps = {
            Qt.Key.Key_Down: bar.singleStep(),
            Qt.Key.Key_Up: -bar.singleStep(),
            Qt.Key.Key_PageDown: bar.pageStep(),
            Qt.Key.Key_PageUp: -bar.pageStep(),
        }
        if event.key() == Qt.Key.Key_Escape:
            self.close_page()
        elif event.key() in steps:
            bar.setValue(bar.value() + steps[Qt.Key(event.key())])
        # Every other key stays here: what lies beneath cannot be seen.

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if not self._card.geometry().contains(event.position().toPoint()):
            self.close_page()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.fillRect(self.rect(), SHADE)
        painter.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        room = parent_of(self).rect()
        self.setGeometry(room)
        width = min(WIDEST, room.width() - 2 * MARGIN)
        inner = width - 3 * SPACE_LARGE
        content = layout_of(self._content).totalHeightForWidth(inner) + 96
        height = min(TALLEST, content, room.height() - 2 * MARGIN)
        self._card.setGeometry(
            (room.width() - width) // 2, (room.height() - height) // 2, width, height
        )

    def _columns(self) -> QWidget:
        body = QWidget()
        body.setObjectName("keys")
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, SPACE, 0)
        row.setSpacing(MARGIN + SPACE)
        half = (sum(len(one.lines) + 2 for one in self.sections) + 1) // 2
        columns, used = [QVBoxLayout(), QVBoxLayout()], 0
        for section in self.sections:
            # A section goes to where most of it fits.
            place = columns[0] if used + len(section.lines) / 2 < half else columns[1]
            used += len(section.lines) + 2
            place.addWidget(label(section.title, "section"))
            place.addLayout(self._table(section))
            place.addSpacing(SPACE_LARGE)
        for one in columns:
            one.setSpacing(SPACE_SMALL)
            one.addStretch()
            row.addLayout(one, 1)
        return body

    def _table(self, section: KeySection) -> QGridLayout:
        table = QGridLayout()
        table.setHorizontalSpacing(SPACE_LARGE)
        table.setVerticalSpacing(SPACE_SMALL)
        table.setColumnStretch(0, 1)
        for number, line in enumerate(section.lines):
            table.addWidget(label(line.text, wraps=True), number, 0)
            caps = QHBoxLayout()
            caps.setSpacing(SPACE_SMALL)
            caps.addStretch()
            for key in line.keys:
                caps.addWidget(key_cap(key), 0, Qt.AlignmentFlag.AlignVCenter)
            table.addLayout(caps, number, 1)
        return table

    def _spoken(self) -> str:
        lines = [line for section in self.sections for line in section.lines]
        return "; ".join(f"{' / '.join(map(shown_key, one.keys))}: {one.text}" for one in lines)

    def _sections(self) -> list[KeySection]:
        return [KeySection(section_title(one), lines_of(one)) for one in Section]


def lines_of(section: Section) -> list[KeyLine]:
    """What the table of actions has in a section; actions that share words share a line."""
    lines: dict[str, list[str]] = {}
    for action in ACTIONS:
        if action.section is section:
            keys = lines.setdefault(action.line_text, [])
            # Enter is the key of the number pad that does what Return does.
            keys += [one for one in keymap().keys(action.id) if one not in (*keys, "Enter")]
    return [KeyLine(tuple(keys), text) for text, keys in lines.items() if keys]
