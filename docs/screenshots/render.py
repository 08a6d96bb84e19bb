"""Renders the main views in both themes and both languages into this folder, without a display.

Run it with ``python docs/screenshots/render.py`` and look at what comes out.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTranslator
from PySide6.QtGui import QColorSpace, QImage
from PySide6.QtWidgets import QApplication, QWidget

from photoclip.gui.app import Application
from photoclip.gui.browse import place as places
from photoclip.gui.language.translation import install_translation
from photoclip.gui.look import theme

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SIZE = (1160, 720)
COLOURS = 256
FULL = ("light-en", "dark-ko")
"""The endings for which every view is rendered; the others show what differs most."""
ANSWERS = 12
CITIES = ("skyline", "city", "bogota", "piazza", "beacon-street", "casa-mila")
NOTHING = "a printed tax form"
LONGEST_WAIT_S = 180.0


def wait(app: QApplication, is_true: Callable[[], object], rest_s: float = 0.6) -> None:
    """Let the window live until something has happened, and a moment longer."""
    until = time.monotonic() + LONGEST_WAIT_S
    while not is_true():
        assert time.monotonic() < until, "it did not happen in time"
        app.processEvents()
        time.sleep(0.005)
    until = time.monotonic() + rest_s
    while time.monotonic() < until:
        app.processEvents()
        time.sleep(0.005)


def save(widget: QWidget, name: str) -> None:
    """One picture of a window. Few colours keep it small; nobody sees the difference."""
    from PIL import Image

    shot = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    shot.setColorSpace(QColorSpace())
    data = bytes(shot.constBits())
    picture = Image.frombuffer(
        "RGB", (shot.width(), shot.height()), data, "raw", "RGB", shot.bytesPerLine(), 1
    )
    picture.quantize(COLOURS, kmeans=2).save(HERE / f"{name}.png", optimize=True)


def tour(app: QApplication, photos: Path, ending: str) -> None:
    """Walk through the window, taking pictures."""
    with tempfile.TemporaryDirectory() as place:
        application = Application(Path(place) / "library", [])
        window = application.window
        window.resize(*SIZE)
        application.start()
        wait(app, lambda: window.welcome.isVisible())
        save(application.window, f"start-{ending}")
        session = application.session
        assert session is not None
        session.folders.add([photos])
        library = application.library
        assert library is not None
        wait(app, lambda: library.status().photos > 30 and window.task_line.isVisible(), 0.2)
        if ending in FULL:
            save(application.window, f"indexing-{ending}")
        wait(app, lambda: library.status().photos >= 85 and not window.task_line.isVisible(), 2)
        visit(app, application, ending)
        window.close()
        application.close()


def visit(app: QApplication, application: Application, ending: str) -> None:
    """The views of a library that is taken in."""
    window, session = application.window, application.session
    assert session is not None
    page = session.photos
    page.grid.go_to(int(page.model.ids[1]))
    wait(app, lambda: window.info.similar_count > 0)
    save(window, f"photos-{ending}")
    window.search.type_first("a boat on the sea at sunset")
    wait(app, lambda: page.place.text.startswith("a boat"), 1.2)
    page.grid.go_to(int(page.model.ids[1]))
    wait(app, lambda: window.info.similar_count > 0)
    save(application.window, f"search-{ending}")
    session.searches.search_like(int(page.model.ids[0]))
    wait(app, lambda: window.search.strip.isVisible(), 1.2)
    if ending in FULL:
        save(application.window, f"similar-{ending}")
    window.search.clear()
    window.search.type_first(NOTHING)
    wait(app, lambda: page.advice.isVisible(), 1.2)
    save(window, f"nothing-{ending}")
    window.search.clear()
    wait(app, lambda: not page.advice.isVisible())
    if ending in ("light-en", "light-ko"):  # the viewer is dark in every theme
        view(app, application, ending.removeprefix("light-"))
    ask(app, application, ending)
    if ending in FULL:
        compose(app, application, ending)
    teach(app, application, ending)
    window.sidebar.place_chosen.emit(places.PROBLEMS)
    wait(app, lambda: session.problems.isVisible())
    save(application.window, f"problems-{ending}")
    window.sidebar.place_chosen.emit(places.FAVOURITES)
    wait(app, lambda: page.isVisible() and page.message)
    save(application.window, f"favourites-{ending}")


def teach(app: QApplication, application: Application, ending: str) -> None:
    """The review of an album, after some answers."""
    session, library = application.session, application.library
    assert session is not None
    assert library is not None
    name = "도시" if ending.endswith("ko") else "Cities"
    session.review.teach(library.albums.create(name, "auto", query="city"))
    page = session.review.page

    def is_seen() -> bool:
        picture = page.stage.canvas.picture
        return picture is not None and picture.photo_id == page.photo_id

    for number in range(1, ANSWERS + 1):
        wait(app, is_seen, 0.2)
        row = page.stage.row
        assert row is not None
        page.judge(any(one in row.name for one in CITIES))
        assert page.queue.judged == number
    wait(app, is_seen, 1.5)
    save(application.window, f"review-{ending}")
    page.end()


def compose(app: QApplication, application: Application, ending: str) -> None:
    """A search of several parts, the labels in the settings, and an album of words."""
    window, session, library = application.window, application.session, application.library
    assert session is not None
    assert library is not None
    page = session.photos
    window.search.type_first("city -people type:jpeg ")
    wait(app, lambda: "type:jpeg" in page.place.text, 1.5)
    save(window, f"query-{ending}")
    window.search.clear()
    wait(app, lambda: not page.place.text, 0.3)
    session.show_settings("tags")
    settings = session.settings
    assert settings is not None
    wait(app, settings.tags.isVisible, 1)
    save(settings, f"settings-tags-{ending}")
    settings.close()
    session.albums.ask_words()
    dialog = session.albums.dialog
    assert dialog is not None
    dialog.words.setText("boat, sea")
    wait(app, lambda: dialog.slider.step is not None, 2)
    save(dialog, f"new-album-{ending}")
    dialog.reject()
    name = "바다" if ending.endswith("ko") else "By the sea"
    session.albums.go(library.albums.create(name, "auto", query="boat, sea"))
    strip = session.albums.page.strip
    wait(app, lambda: strip.isVisible() and strip.slider.step is not None, 2)
    save(window, f"album-{ending}")
    session.go(places.ALL)
    wait(app, lambda: page.place == places.ALL, 0.5)


def ask(app: QApplication, application: Application, ending: str) -> None:
    """What lies over the window: keys, settings, and the questions before a deed."""
    session = application.session
    assert session is not None
    session.keys.toggle()
    wait(app, session.keys.isVisible)
    save(application.window, f"keys-{ending}")
    session.keys.toggle()
    session.show_settings()
    settings = session.settings
    assert settings is not None
    for name, page in (("folders", settings.folders), ("model", settings.model)):
        settings.go_to(page)
        wait(app, page.isVisible, 2)
        if page is settings.model:  # its speed is being measured
            wait(app, lambda: any(one.isdigit() for one in settings.model.speed.text()))
        save(settings, f"settings-{name}-{ending}")
    settings.close()
    ids = session.photos.model.ids[:12].tolist()
    for name, actions in (("export", session.actions.exports), ("trash", session.actions.trash)):
        actions.ask(ids)
        wait(app, lambda actions=actions: actions.dialog is not None)
        save(actions.dialog, f"{name}-{ending}")
        actions.dialog.reject()
        wait(app, lambda actions=actions: actions.dialog is None)


def view(app: QApplication, application: Application, language: str) -> None:
    """One photo, large, with its neighbours below."""
    session = application.session
    assert session is not None
    ids = session.photos.model.ids
    session.viewer.open(ids, int(ids[1]))
    if not session.viewer.is_strip_wanted:
        session.viewer.toggle_film_strip()
    wait(app, lambda: session.viewer.isVisible(), 1.5)
    session.viewer.controls.show()
    wait(app, lambda: True, 0.3)
    save(application.window, f"viewer-{language}")
    session.viewer.close_view()


def main() -> None:
    """Both languages, each in both themes."""
    app = QApplication([])
    app.setQuitOnLastWindowClosed(False)
    with tempfile.TemporaryDirectory() as place:
        # What is shown of paths is no matter of the machine that renders.
        os.environ["HOME"] = place
        photos = Path(place) / "Pictures"
        shutil.copytree(ROOT / "resources" / "sample-photos", photos)
        (photos / "half-copied.jpg").write_bytes(b"")
        (photos / "notes-renamed.png").write_text("no picture")
        for language in ("en", "ko"):
            for translator in app.findChildren(QTranslator):
                app.removeTranslator(translator)
            install_translation(app, language)
            for is_dark in (False, True):
                theme.install(app).force(is_dark)
                tour(app, photos, f"{'dark' if is_dark else 'light'}-{language}")


if __name__ == "__main__":
    main()
