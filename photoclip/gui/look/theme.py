"""Colours, spacing and type of the window in one place; follows the system's light and dark."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from photoclip.gui.look.style_sheet import style_sheet
from photoclip.gui.look.tokens import Tokens

SPACE_SMALL, SPACE, SPACE_LARGE = 4, 8, 16
RADIUS, THUMBNAIL_RADIUS = 6, 4
BODY_PX, SECONDARY_PX, HEADING_PX, SEARCH_PX = 13, 11, 17, 18


LIGHT = Tokens(
    window="#F7F7F8",
    surface="#FFFFFF",
    surface_raised="#FFFFFF",
    text="#1C1C1E",
    text_secondary="#67676C",
    line="#E3E3E6",
    accent="#2A68E2",
    accent_text="#FFFFFF",
    danger="#C5352B",
    hover="#EDEDF0",
    selected="#E2E9F8",
    photo_ground="#EFEFEF",
    handle="#C2C2C7",
)
DARK = Tokens(
    window="#1B1B1D",
    surface="#232326",
    surface_raised="#2C2C30",
    text="#EDEDEF",
    text_secondary="#A0A0A6",
    line="#34343A",
    accent="#6B9CFF",
    accent_text="#10131A",
    danger="#FF7A70",
    hover="#2A2A2E",
    selected="#2B3650",
    photo_ground="#2A2A2A",
    handle="#55555C",
)


class Theme(QObject):
    """The scheme in use. ``changed`` is emitted when the system turns dark or light."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._forced: bool | None = None
        self.tokens = LIGHT
        # Before the first dress: afterwards the application's font is ours.
        self.text_scale = text_scale_of(QGuiApplication.font())
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(lambda _: self.apply())

    @property
    def is_dark(self) -> bool:
        """Whether the dark scheme is in use."""
        return self.tokens is DARK

    def force(self, is_dark: bool | None) -> None:
        """Keep to one scheme whatever the system says; None follows it again."""
        self._forced = is_dark
        self.apply()

    def apply(self) -> None:
        """Dress the whole application in the present scheme."""
        system = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        self.tokens = DARK if (system if self._forced is None else self._forced) else LIGHT
        self._app.setFont(body_font(self.text_scale))
        self._app.setPalette(palette_of(self.tokens))
        self._app.setStyleSheet(style_sheet(self.tokens, self.text_scale))
        self.changed.emit()


_current: list[Theme] = []


def install(app: QApplication) -> Theme:
    """Dress the application and keep it in step with the system."""
    app.setStyle("Fusion")
    theme = Theme(app)
    _current[:] = [theme]
    theme.apply()
    return theme


def theme() -> Theme:
    """The theme of this application; made on first use where none was installed."""
    if not _current or _current[0].parent() is not QApplication.instance():
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        return install(app)
    return _current[0]


def tokens() -> Tokens:
    """The colours in use now."""
    return theme().tokens


def text_scale_of(font: QFont) -> float:
    """How much larger the system's text is than usual, from 1 to 3; small fonts do not shrink."""
    usual, px = 13.5, float(font.pixelSize())
    if px <= 0:
        px = font.pointSizeF() * (72 if sys.platform == "darwin" else 96) / 72
    return min(max(px / usual, 1.0), 3.0) if px / usual > 1.12 else 1.0


def scaled(px: int) -> int:
    """A size of text, or of what must hold it, at the person's text size."""
    # Never installs a theme: a layout in the middle of one asks as well.
    return round(px * _current[0].text_scale) if _current else px


def body_font(scale: float = 1.0) -> QFont:
    """The system's font at the size of running text; larger where the system asks for it."""
    font = QFont(QGuiApplication.font())
    if QGuiApplication.platformName() == "offscreen" or font.family() == "Sans Serif":
        font.setFamilies(
            ["Inter", "Noto Sans", "DejaVu Sans", "NanumBarunGothic", "Noto Sans CJK KR"]
        )
    font.setPixelSize(round(BODY_PX * scale))
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return font


def palette_of(scheme: Tokens) -> QPalette:
    """A palette for the parts that the style sheet leaves to the style."""
    roles = QPalette.ColorRole
    palette = QPalette()
    for role, name in (
        (roles.Window, "window"),
        (roles.Base, "surface"),
        (roles.AlternateBase, "window"),
        (roles.Button, "surface"),
        (roles.ToolTipBase, "surface_raised"),
        (roles.ToolTipText, "text"),
        (roles.WindowText, "text"),
        (roles.Text, "text"),
        (roles.ButtonText, "text"),
        (roles.PlaceholderText, "text_secondary"),
        (roles.Highlight, "accent"),
        (roles.HighlightedText, "accent_text"),
        (roles.Link, "accent"),
        (roles.Mid, "line"),
        (roles.Dark, "line"),
        (roles.Light, "surface"),
    ):
        palette.setColor(role, scheme.color(name))
    palette.setColor(QPalette.ColorGroup.Disabled, roles.ButtonText, scheme.color("text_secondary"))
    palette.setColor(QPalette.ColorGroup.Disabled, roles.Text, scheme.color("text_secondary"))
    return palette
