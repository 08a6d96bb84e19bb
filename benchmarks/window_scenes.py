"""The scenes of ``window.py``: runs in the window's process and prints one JSON object.

Times count from the moment in PHOTOCLIP_BORN, in seconds since the epoch, so that the start of
the interpreter is a part of them.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import shutil
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import psutil
from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from photoclip.core.listing import PhotoOrder
from photoclip.gui.app import Application, prepare_process
from photoclip.gui.browse import place as places
from photoclip.gui.look import theme
from photoclip.gui.threads.garbage import GarbageCollector
from photoclip.gui.threads.heartbeat import Heartbeat

SAMPLES = Path(__file__).resolve().parent.parent / "resources" / "sample-photos"
WORDS = ("boat", "a dog on grass", "sunset", "city at night", "flower")
NEW_WORDS = ("red car", "old bridge", "snow", "a child playing", "street food")
PATIENCE_S = 120.0


def let_live(milliseconds: int) -> None:
    """Let the window's loop run. QTest.qWait would keep Python's lock while it waits."""
    loop = QEventLoop()
    timer = QTimer(singleShot=True, interval=milliseconds, timerType=Qt.TimerType.PreciseTimer)
    timer.timeout.connect(loop.quit)
    timer.start()
    loop.exec()


class FirstPaint(QObject):
    """Notes when the window was painted first."""

    def __init__(self, born: float) -> None:
        super().__init__()
        self._born = born
        self.at_s: float | None = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if self.at_s is None and event.type() == QEvent.Type.Paint:
            self.at_s = time.time() - self._born
        return False


class Stage:
    """The window and what is done in it, measured."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self.window = application.window
        self.heartbeat = Heartbeat()
        self.stalls: dict[str, dict[str, float]] = {}

    @property
    def photos(self):
        return self.application.session.photos

    def wait(self, is_done: Callable[[], bool]) -> None:
        """Let the window live until something is so."""
        until = time.monotonic() + PATIENCE_S
        while not is_done():
            if time.monotonic() > until:
                raise SystemExit("the window did not come to what was waited for")
            let_live(1)

    def scene(self, name: str, act: Callable[[], None]) -> None:
        """Do something under the heartbeat."""
        self.heartbeat.start()
        act()
        let_live(50)
        self.heartbeat.stop()
        self.stalls[name] = {
            "worst_ms": round(self.heartbeat.worst_s * 1000, 1),
            "worst_busy_ms": round(self.heartbeat.worst_busy_s * 1000, 1),
        }

    def has_thumbnails(self) -> bool:
        """Whether the first photos in sight have their pictures."""
        session = self.application.session
        if session is None or not len(self.photos.model.ids):
            return False
        rows = [self.photos.model.known(int(one)) for one in self.photos.model.ids[:3]]
        pictures = self.photos.thumbnails
        return all(row is not None and pictures.picture(row) is not None for row in rows)

    def scroll(self) -> None:
        bar = self.photos.grid.verticalScrollBar()
        for step in (bar.pageStep(), 90, bar.maximum() // 60):
            bar.setValue(bar.maximum() // 3)
            for _ in range(40):
                bar.setValue(bar.value() + step)
                let_live(16)

    def sort(self) -> None:
        browser = self.application.session.browser
        for order in (PhotoOrder.NAME, PhotoOrder.ADDED, PhotoOrder.OLDEST, PhotoOrder.NEWEST):
            browser.set_order(order)
            self.wait(lambda: not browser._is_fetching)
            let_live(100)

    def select(self) -> None:
        grid = self.photos.grid
        grid.setFocus()
        grid.selectAll()
        let_live(600)
        grid.zoom(1)
        let_live(50)
        grid.zoom(-1)
        grid.clearSelection()

    def search(self, texts: Sequence[str] = WORDS) -> list[float]:
        """Type words letter by letter; milliseconds from the last key to the photos, each."""
        times = []
        browser, edit = self.application.session.browser, self.window.search.edit
        for words in texts:
            edit.clear()
            edit.setFocus()
            for letter in words:
                QTest.keyClick(edit, letter)
                pressed = time.perf_counter()
                let_live(20)
            self.wait(lambda words=words: browser.place.text == words and not browser._is_fetching)
            times.append((time.perf_counter() - pressed) * 1000)
            let_live(150)
        return times

    def look(self) -> None:
        """Open a photo, turn pages, close."""
        session = self.application.session
        session.browser.go(places.ALL)
        self.wait(lambda: not session.browser._is_fetching)
        session._open(int(self.photos.model.ids[0]))
        for _ in range(20):
            QTest.keyClick(session.viewer, Qt.Key.Key_Right)
            let_live(40)
        session.viewer.close_view()


class Arrivals:
    """Sample photos, copied into a watched folder one after the other, each a new content."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / str(int(time.time()))
        self._folder.mkdir(parents=True)
        self._sources = itertools.cycle(sorted(SAMPLES.glob("*.jpg")))
        self.count = 0

    def bring(self, count: int) -> None:
        """Copy so many; a trailing mark makes every copy a content of its own."""
        for _ in range(count):
            self.count += 1
            path = self._folder / f"new-{self.count:05}.jpg"
            shutil.copyfile(next(self._sources), path)
            with path.open("ab") as file:
                file.write(str(path).encode())


def memory_mb(process: psutil.Process) -> float:
    """MiB of the app process alone that nobody else shares, or all it holds where unknown."""
    found = process.memory_full_info()
    return round(getattr(found, "uss", found.rss) / 2**20, 1)


def measure_start(stage: Stage, paint: FirstPaint, born: float) -> dict[str, object]:
    stage.heartbeat.start()
    stage.wait(stage.has_thumbnails)
    thumbnails_s = time.time() - born
    let_live(2000)
    stage.heartbeat.stop()
    return {
        "visible_s": round(paint.at_s or 0.0, 3),
        "first_thumbnails_s": round(thumbnails_s, 3),
        "start_worst_ms": round(stage.heartbeat.worst_s * 1000, 1),
        "start_worst_busy_ms": round(stage.heartbeat.worst_busy_s * 1000, 1),
    }


def measure_scenes(stage: Stage, arrivals: Arrivals, new: int) -> dict[str, object]:
    stage.wait(stage.has_thumbnails)
    stage.wait(lambda: stage.application.session.searches.is_model_ready)
    typed: list[float] = []
    stage.search()
    quiet = stage.search()
    arrivals.bring(new)
    let_live(4000)
    stage.scene("scroll", stage.scroll)
    stage.scene("sort", stage.sort)
    stage.scene("select all", stage.select)
    stage.scene("search", lambda: typed.extend(stage.search()))
    stage.scene("viewer", stage.look)
    embedding = time_of_embedding(stage)
    return {
        "arrivals": arrivals.count,
        "still_waiting": stage.application.library.status().waiting,
        "stalls": stage.stalls,
        "worst_ms": max(one["worst_ms"] for one in stage.stalls.values()),
        "key_to_results_ms": round(statistics.median(quiet), 1),
        "key_to_results_while_indexing_ms": round(statistics.median(typed), 1),
        "text_embedding_ms": embedding,
        "memory_mb": memory_mb(psutil.Process()),
    }


def index_some(stage: Stage, arrivals: Arrivals, new: int) -> float:
    """Photos a second of so many that come in at once, until the last one can be found."""
    library = stage.application.library
    before = library.browse.count()
    started = time.perf_counter()
    arrivals.bring(new)
    stage.wait(lambda: library.browse.count() == before + new and not library.status().waiting)
    return new / (time.perf_counter() - started)


def measure_rates(stage: Stage, arrivals: Arrivals, new: int, rounds: int) -> dict[str, object]:
    """How fast photos come in with all photos on show and with a search on show, in turns, and
    how soon a typed query is answered meanwhile."""
    stage.wait(stage.has_thumbnails)
    session = stage.application.session
    stage.wait(lambda: session.searches.is_model_ready)
    stage.application.library.preferences.change(slows_when_busy=False)
    stage.search()  # the queries' vectors are known from here on, but for the ones below
    index_some(stage, arrivals, new // 4)
    rates: dict[str, list[float]] = {"all": [], "search": []}
    for _ in range(rounds):
        for shown in rates:
            if shown == "all":
                session.browser.go(places.ALL)
            else:
                session.searches.search_text(WORDS[0])
            stage.wait(lambda: not session.browser._is_fetching)
            rates[shown].append(index_some(stage, arrivals, new))
    middle = {shown: statistics.median(found) for shown, found in rates.items()}
    return {
        "indexing_with_all_on_show": [round(one, 1) for one in rates["all"]],
        "indexing_with_a_search_on_show": [round(one, 1) for one in rates["search"]],
        "indexing_ratio": round(middle["search"] / middle["all"], 3),
        **measure_typing(stage, arrivals, new),
    }


def measure_typing(stage: Stage, arrivals: Arrivals, new: int) -> dict[str, object]:
    """Milliseconds from the last key to the photos while indexing, for words never asked before."""
    library = stage.application.library
    arrivals.bring(new)
    stage.wait(lambda: library.status().waiting > new // 2)
    typed = stage.search(NEW_WORDS)
    return {
        "still_waiting_after_typing": library.status().waiting,
        "new_words_to_results_ms": [round(one) for one in typed],
        "new_words_to_results_median_ms": round(statistics.median(typed)),
    }


def time_of_embedding(stage: Stage) -> float:
    """Milliseconds for the vectors of one query in the worker."""
    stage.application.library.background.pause()
    let_live(1500)
    times = []
    for number in range(7):
        started = time.perf_counter()
        stage.application.library.relevance.embed(WORDS[number % len(WORDS)])
        times.append((time.perf_counter() - started) * 1000)
    return round(statistics.median(times), 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("library", type=Path)
    parser.add_argument("--only-start", action="store_true")
    parser.add_argument("--arrivals", type=Path)
    parser.add_argument("--new", type=int, default=1500)
    parser.add_argument("--rounds", type=int, default=0, help="measure indexing rates only")
    options = parser.parse_args()
    born = float(os.environ["PHOTOCLIP_BORN"])
    prepare_process()
    app = QApplication(sys.argv[:1])
    theme.install(app)
    application = Application(options.library, [])
    paint = FirstPaint(born)
    application.window.installEventFilter(paint)
    application.window.resize(1600, 1000)
    application.start()
    collector = GarbageCollector(app)
    collector.start()
    stage = Stage(application)
    try:
        if options.only_start:
            result = measure_start(stage, paint, born)
        elif options.rounds:
            arrivals = Arrivals(options.arrivals)
            result = measure_rates(stage, arrivals, options.new, options.rounds)
        else:
            result = measure_scenes(stage, Arrivals(options.arrivals), options.new)
    finally:
        del stage
        application.dispose()
        collector.stop()
    print(json.dumps(result))


if __name__ == "__main__":
    main()
