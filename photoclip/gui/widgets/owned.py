"""What Qt calls optional and a widget that was built always has."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLayout, QWidget


def parent_of(widget: QWidget) -> QWidget:
    """The widget that it lies in."""
    parent = widget.parentWidget()
    assert parent is not None, f"{widget} lies in no other widget"
    return parent


def layout_of(widget: QWidget) -> QLayout:
    """The layout of what lies in it."""
    layout = widget.layout()
    assert layout is not None, f"{widget} has no layout"
    return layout


def application() -> QApplication:
    """The one application object."""
    found = QApplication.instance()
    assert isinstance(found, QApplication)
    return found
