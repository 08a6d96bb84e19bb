"""The one style sheet. Widgets are named by a dynamic property ``kind``, never by colour."""

from __future__ import annotations

import re
from string import Template
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from photoclip.gui.look.tokens import Tokens

_SHEET = Template("""
QWidget { color: $text; font-size: 13px; }
QWidget#window, QWidget#centre { background: $window; }
QToolTip { background: $surface_raised; color: $text; border: 1px solid $line; padding: 4px; }

*[kind="pane"] { background: $window; }
*[kind="heading"] { font-size: 17px; font-weight: 600; }
*[kind="title"] { font-size: 22px; font-weight: 600; }
*[kind="section"] { color: $text_secondary; font-size: 11px; font-weight: 600; }
*[kind="secondary"] { color: $text_secondary; font-size: 11px; }
*[kind="quiet"] { color: $text_secondary; }
*[kind="danger"] { color: $danger; }

QPushButton {
    background: $surface; border: 1px solid $line; border-radius: 6px; padding: 6px 14px;
}
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $line; }
QPushButton:disabled, QPushButton QLabel:disabled { color: $text_secondary; }
QPushButton:focus { border: 2px solid $accent; padding: 5px 13px; }
QPushButton[kind="primary"] {
    background: $accent; color: $accent_text; border: 1px solid $accent; font-weight: 600;
    padding: 8px 18px;
}
QPushButton[kind="primary"]:focus { border: 2px solid $text; padding: 7px 17px; }
QPushButton[kind="primary"]:disabled {
    background: $line; color: $text_secondary; border-color: $line;
}
QPushButton[kind="link"] {
    background: transparent; border: 2px solid transparent; color: $accent; padding: 4px 6px;
}
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="link"]:focus { border: 2px solid $accent; padding: 4px 6px; }

QToolButton {
    background: transparent; border: 2px solid transparent; border-radius: 6px; padding: 4px;
}
QToolButton[kind="thumbnail"] { padding: 0; }
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked { background: $line; }
QToolButton:focus { border-color: $accent; }
QToolButton::menu-indicator { image: none; width: 0; }

QWidget[kind="advice"] QPushButton[kind="link"] { margin-left: -8px; }
QWidget[kind="notes"] QPushButton[kind="link"] { padding: 2px 4px; }
QSlider::groove:horizontal { background: $line; height: 4px; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $accent; border-radius: 2px; }
QSlider::handle:horizontal {
    background: $surface_raised; border: 1px solid $text_secondary; width: 12px; height: 12px;
    margin: -5px 0; border-radius: 7px;
}
QSlider::handle:horizontal:hover { border-color: $accent; }
QSlider:focus { outline: none; }
QSlider::handle:horizontal:focus { border: 2px solid $accent; }

QFrame[kind="search"] { background: $surface; border: 1px solid $line; border-radius: 10px; }
QFrame[kind="search"][active="true"] { border: 2px solid $accent; }
QFrame[kind="search"] QLineEdit {
    background: transparent; border: none; font-size: 16px; padding: 0 4px;
    selection-background-color: $accent; selection-color: $accent_text;
}
QFrame[kind="search"] QScrollArea, QFrame[kind="search"] QWidget#chips { background: transparent; }
QFrame[kind="chip"] { background: $selected; border: 2px solid $selected; border-radius: 6px; }
QFrame[kind="chip"][negated="true"] { background: transparent; border: 1px solid $handle; }
QFrame[kind="chip"][negated="true"] QLabel { color: $text_secondary; }
QFrame[kind="chip"][fault="true"] { border: 2px solid $danger; }
QFrame[kind="chip"][active="true"] { border: 2px solid $accent; }
QFrame[kind="chip"] QToolButton { padding: 0; border-width: 1px; }

QFrame[kind="rule"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
QFrame[kind="upright-rule"] { background: $line; border: none; max-width: 1px; min-width: 1px; }
QFrame[kind="toast"] {
    background: $surface_raised; border: 1px solid $line; border-radius: 8px;
}
QFrame[kind="overlay"] { background: $window; border: none; border-left: 1px solid $line; }
QFrame[kind="drop-target"] {
    background: $surface; border: 2px dashed $line; border-radius: 12px;
}
QFrame[kind="drop-target"][active="true"] { border-color: $accent; background: $selected; }
QListView[kind="popover"] { background: transparent; border: none; }
QListView[kind="popover"]::item { padding: 6px 8px; border-radius: 4px; min-height: 18px; }
QListView[kind="popover"]::item:selected { background: $selected; color: $text; }
QFrame[kind="card"] { background: $surface; border: 1px solid $line; border-radius: 8px; }

QFrame[kind="popover"] {
    background: $surface_raised; border: 1px solid $line; border-radius: 8px;
}
QPushButton[kind="pill"] {
    background: transparent; border: 1px solid $line; border-radius: 11px; padding: 2px 0;
}
QFrame[kind="popover"] QPushButton[kind="pill"] { border-color: $handle; }
QPushButton[kind="pill"][own="true"] { background: $selected; border-color: $selected; }
QPushButton[kind="pill"]:hover { background: $hover; }
QPushButton[kind="pill"][own="true"]:hover { background: $selected; border-color: $handle; }
QPushButton[kind="pill"]:focus { border: 2px solid $accent; padding: 1px 0; }
QPushButton[kind="pill"][part="name"] { text-align: left; padding-left: 10px; }
QPushButton[kind="pill"][part="name"]:focus { padding-left: 9px; }
QPushButton[kind="pill"] QToolButton { padding: 0; border: none; border-radius: 8px; }
QPushButton[kind="pill"] QToolButton:hover { background: $line; }

QAbstractItemView { border: none; outline: none; background: $window; }
QTreeView QLineEdit {
    background: $surface; border: 2px solid $accent; border-radius: 4px; padding: 0 2px;
    selection-background-color: $accent; selection-color: $accent_text;
}
QTreeView::item, QTreeView::item:hover, QTreeView::item:selected { background: transparent; }
QTreeView::branch { background: transparent; border-image: none; image: none; }
QListView[kind="popup"] {
    background: $surface_raised; border: 1px solid $line; border-radius: 6px; padding: 4px;
}
QListView[kind="popup"]::item { padding: 6px 8px; border-radius: 4px; min-height: 18px; }
QListView[kind="popup"]::item:selected { background: $selected; color: $text; }

QLabel[kind="key"] {
    background: $window; border: 1px solid $line; border-radius: 4px; padding: 1px 6px;
    min-width: 12px; font-size: 12px;
}
QWidget#keys { background: transparent; }

QComboBox, QSpinBox {
    background: $surface; border: 1px solid $line; border-radius: 6px; padding: 5px 8px;
    min-height: 18px; selection-background-color: $accent; selection-color: $accent_text;
}
QSpinBox { padding: 4px 0; }
QSpinBox::up-button, QSpinBox::down-button { width: 0; border: none; }
QComboBox:disabled, QSpinBox:disabled { color: $text_secondary; }
QComboBox:focus { border: 2px solid $accent; padding: 4px 7px; }
QSpinBox:focus { border: 2px solid $accent; padding: 3px 0; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: none; width: 0; }
QComboBox QAbstractItemView {
    background: $surface_raised; border: 1px solid $line; padding: 4px;
    selection-background-color: $selected; selection-color: $text;
}
QListWidget[kind="paths"] {
    background: $surface; border: 1px solid $line; border-radius: 6px; padding: 4px;
}
QListWidget[kind="paths"]:focus { border-color: $accent; }

QMenu { background: $surface_raised; border: 1px solid $line; border-radius: 6px; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: $selected; }
QMenu::item:disabled { color: $text_secondary; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }

QDialog#settings { background: $surface; }
QDialog#settings QListView { background: $window; border: none; }
QListView[kind="pages"]::item {
    padding: 8px; margin: 1px 8px; border: 2px solid transparent; border-radius: 6px; color: $text;
}
QListView[kind="pages"]::item:hover { background: $hover; }
QListView[kind="pages"]::item:selected { background: $selected; color: $text; }
QListView[kind="pages"]::item:selected:focus { border-color: $accent; }
QLineEdit[kind="field"] {
    background: $window; border: 1px solid $line; border-radius: 6px; padding: 6px 8px;
    selection-background-color: $accent; selection-color: $accent_text;
}
QLineEdit[kind="field"]:focus { border: 2px solid $accent; padding: 5px 7px; }
QTableView[kind="table"] {
    background: $window; border: 1px solid $line; border-radius: 6px; padding: 2px;
    selection-background-color: $selected; selection-color: $text;
}
QTableView[kind="table"]:focus { border-color: $accent; }
QTableView[kind="table"]::item { padding: 2px 8px; }
QTableView[kind="table"]::item:selected { background: $selected; color: $text; }
QTableView[kind="table"] QLineEdit {
    background: $surface; border: 2px solid $accent; border-radius: 4px; padding: 0 6px;
    selection-background-color: $accent; selection-color: $accent_text;
}
QTreeView[kind="list"] {
    background: $window; border: 1px solid $line; border-radius: 6px; padding: 2px;
    selection-background-color: $selected; selection-color: $text;
}
QTreeView[kind="list"]:focus { border-color: $accent; }
QTreeView[kind="list"]::item { padding: 3px 6px; }
QTreeView[kind="list"]::item:selected { background: $selected; color: $text; }
QKeySequenceEdit QLineEdit {
    background: $surface; border: 1px solid $line; border-radius: 6px; padding: 6px 8px;
}
QKeySequenceEdit QLineEdit:focus { border-color: $accent; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section {
    background: transparent; color: $text_secondary; border: none; padding: 4px 8px;
    border-bottom: 1px solid $line; font-size: 11px; font-weight: 600;
}
QHeaderView::up-arrow, QHeaderView::down-arrow { image: none; width: 0; height: 0; }
QRadioButton { spacing: 10px; padding: 2px; border: 2px solid transparent; border-radius: 6px; }
QRadioButton:focus { border-color: $accent; }
QRadioButton:disabled { color: $text_secondary; }
QRadioButton::indicator {
    width: 14px; height: 14px; border-radius: 8px; border: 1px solid $text_secondary;
    background: $surface;
}
QRadioButton::indicator:disabled { border-color: $line; }
QRadioButton::indicator:checked {
    width: 6px; height: 6px; border: 5px solid $accent; background: $accent_text;
}
QFrame[kind="card"] QPushButton[kind="link"] { margin-left: -8px; }
QFrame[kind="notice"] { background: $selected; border: none; border-radius: 8px; }

QProgressBar { background: $line; border: none; border-radius: 2px; max-height: 4px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }

QSplitter::handle { background: $line; }
QSplitter::handle:hover { background: $accent; }

QScrollArea { border: none; background: transparent; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar::handle:vertical {
    background: $line; border-radius: 3px; min-height: 32px; margin: 2px;
}
QScrollBar::handle:vertical:hover { background: $text_secondary; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle:horizontal {
    background: $line; border-radius: 3px; min-width: 32px; margin: 2px;
}
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
""")


_FONT_SIZE = re.compile(r"font-size: (\d+)px")


def style_sheet(tokens: Tokens, scale: float = 1.0) -> str:
    """The sheet in the colours of one scheme. scale: of all text, 2 where it is twice as large."""
    sheet = _SHEET.substitute({name: getattr(tokens, name) for name in tokens.__slots__})
    return _FONT_SIZE.sub(lambda size: f"font-size: {round(int(size[1]) * scale)}px", sheet)
