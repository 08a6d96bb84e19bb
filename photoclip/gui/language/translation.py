"""Which language the window speaks: the system's, where there is a translation of it."""

from __future__ import annotations

import logging

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from photoclip.app.paths import resources_folder

log = logging.getLogger(__name__)


def install_translation(app: QApplication, language: str | None = None) -> None:
    """Load the texts of ``language`` ("ko", "en"; None for the system's), Qt's own too.

    English has a file as well: it holds the plurals.
    """
    for former in app.findChildren(QTranslator):
        app.removeTranslator(former)
        former.deleteLater()
    locale = QLocale(language) if language else QLocale.system()
    QLocale.setDefault(locale)
    folder = str(resources_folder() / "translations")
    qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for name, where in (("qtbase", qt_folder), ("photoclip", folder)):
        translator = QTranslator(app)
        is_there = translator.load(locale, name, "_", where)
        if is_there or (name == "photoclip" and translator.load("photoclip_en", folder)):
            app.installTranslator(translator)


def languages() -> dict[str, str]:
    """The languages that the window can speak: what each calls itself, by its code."""
    files = sorted((resources_folder() / "translations").glob("photoclip_*.qm"))
    codes = [one.stem.removeprefix("photoclip_") for one in files]
    # English is called "American English" by Qt, of which there is nothing particular here.
    return {one: "English" if one == "en" else QLocale(one).nativeLanguageName() for one in codes}
