"""The page of the settings on keys: what each action's key is, and another one for it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
)

from photoclip.gui.keys.action import Action, Section, section_title
from photoclip.gui.keys.keymap import keymap, shown_key
from photoclip.gui.keys.table import ACTIONS, BY_ID
from photoclip.gui.settings.parts import SettingsPage, quiet
from photoclip.gui.widgets.parts import button

ID = Qt.ItemDataRole.UserRole


class KeyField(QKeySequenceEdit):
    """Takes any keys but Tab, which leads on as everywhere."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setMaximumSequenceLength(1)
        line = self.findChild(QLineEdit)
        for one in (self, line):
            if one is not None:
                one.setAccessibleName(name)

    def event(self, event: QEvent) -> bool:
        is_pressed = event.type() == QEvent.Type.KeyPress
        key = event.key() if is_pressed and isinstance(event, QKeyEvent) else 0
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            return self.focusNextPrevChild(key == Qt.Key.Key_Tab)
        return super().event(event)


class KeysSettingsPage(SettingsPage):
    """A list of actions; the chosen one gets the keys that are pressed in the field below."""

    def __init__(self) -> None:
        super().__init__()
        self.begin(
            self.tr("Keys"),
            self.tr("Choose an action, then press the keys that it is to have."),
        )
        self.list = QTreeWidget()
        self.list.setHeaderLabels([self.tr("Action"), self.tr("Keys")])
        self.list.setProperty("kind", "list")
        self.list.setRootIsDecorated(False)
        self.list.setIndentation(14)
        self.list.setAllColumnsShowFocus(True)
        palette = self.list.palette()
        palette.setColor(QPalette.ColorRole.Highlight, QColor(0, 0, 0, 0))
        self.list.setPalette(palette)
        self.list.setAccessibleName(self.tr("Actions and their keys"))
        self.list.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.list.setMinimumHeight(280)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.currentItemChanged.connect(self._chosen)
        self.field = KeyField(self.tr("New keys"))
        self.field.keySequenceChanged.connect(self._pressed)
        self.use = button(self.tr("Use"), self._use, "primary")
        self.none = button(self.tr("No key"), self._take_away)
        self.reset = button(self.tr("As it was"), self._reset)
        self.reset_all = button(self.tr("All as they were"), keymap().reset_all)
        self.notice = quiet()
        self.notice.setAccessibleName(self.tr("Notice"))
        row = QHBoxLayout()
        for part in (self.field, self.use, self.none, self.reset):
            row.addWidget(part)
        row.addStretch()
        row.addWidget(self.reset_all)
        self.column.addWidget(self.list, 1)
        self.column.addLayout(row)
        self.column.addWidget(self.notice)
        self._items: dict[str, QTreeWidgetItem] = {}
        self._fill()
        keymap().changed.connect(self._show_keys)
        self._show_keys()

    @property
    def action(self) -> Action | None:
        """The chosen one."""
        item = self.list.currentItem()
        name = None if item is None else item.data(0, ID)
        return BY_ID.get(name) if isinstance(name, str) else None

    def _fill(self) -> None:
        for section in Section:
            some = [one for one in ACTIONS if one.section is section and not one.is_fixed]
            heading = QTreeWidgetItem([section_title(section)])
            heading.setFlags(Qt.ItemFlag.ItemIsEnabled)
            heading.setFirstColumnSpanned(True)
            self.list.addTopLevelItem(heading)
            for one in some:
                item = self._items[one.id] = QTreeWidgetItem([one.text])
                item.setData(0, ID, one.id)
                heading.addChild(item)
        self.list.expandAll()
        first = next(iter(self._items.values()))
        self.list.setCurrentItem(first)

    def _show_keys(self) -> None:
        for name, item in self._items.items():
            item.setText(1, ", ".join(map(shown_key, keymap().keys(name))))
            font = item.font(1)
            font.setBold(keymap().is_changed(name))
            item.setFont(1, font)
        self._chosen()

    def _chosen(self) -> None:
        action = self.action
        self.field.clear()
        self.notice.setText("")
        for one in (self.field, self.none):
            one.setEnabled(action is not None)
        self.use.setEnabled(False)
        self.reset.setEnabled(action is not None and keymap().is_changed(action.id))

    @property
    def key(self) -> str:
        """The keys in the field, as the table writes them."""
        pressed = self.field.keySequence()
        return pressed.toString(QKeySequence.SequenceFormat.PortableText)

    def _pressed(self) -> None:
        action, key = self.action, self.key
        self.use.setEnabled(action is not None and bool(key))
        if action is None or not key:
            return
        others = keymap().others_with(action.id, key)
        self.use.setEnabled(not any(one.is_fixed for one in others))
        self.notice.setText(self._said_of(others, key))

    def _said_of(self, others: list[Action], key: str) -> str:
        """What a key means already, "" where it is free."""
        names = ", ".join(f"“{one.text}”" for one in others)
        if any(one.is_fixed for one in others):
            text = self.tr("{key} cannot be used: it means {names}.")
        elif others:
            text = self.tr("{key} means {names} already. “Use” takes it from there.")
        else:
            text = ""
        return text.format(key=shown_key(key), names=names)

    def _use(self) -> None:
        action, key = self.action, self.key
        if action is None or not key:
            return
        for other in keymap().others_with(action.id, key):
            rest = [one for one in keymap().keys(other.id) if one != key]
            keymap().choose(other.id, rest)
        keymap().choose(action.id, [key])
        self.list.setFocus()

    def _take_away(self) -> None:
        if self.action is not None:
            keymap().choose(self.action.id, [])

    def _reset(self) -> None:
        if self.action is not None:
            keymap().reset(self.action.id)
