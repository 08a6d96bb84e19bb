"""What changes in an open window at midnight."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from pytestqt.qtbot import QtBot
from window_acts import WAIT_MS, OpenWindow, Paint, wait_for_names, wait_until_indexed

from photoclip.core.events import DayBegan
from photoclip.gui.app import Application
from photoclip.gui.browse.place import RECENT
from photoclip.gui.desktop.new_day import NewDay, local_now, ms_to_midnight

RED = (255, 0, 0)


class Clock:
    """Goes only where it is put; where a day begins is up to this computer."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment.astimezone()

    def now(self) -> datetime:
        return self.moment


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2026, 5, 17, 23, 59, 58))


@pytest.fixture
def berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if not hasattr(time, "tzset"):
        pytest.skip("this system's zone cannot be chosen for one process")
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    if datetime(2026, 7, 1).astimezone().utcoffset() != timedelta(hours=2):
        pytest.skip("no zones are installed here")
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def heard(window: Application) -> list[DayBegan]:
    events: list[DayBegan] = []
    assert window.library is not None
    window.library.events.subscribe(
        lambda one: events.append(one) if isinstance(one, DayBegan) else None
    )
    return events


@pytest.fixture
def day(window: Application, clock: Clock) -> NewDay:
    assert window.library is not None
    return NewDay(window.library, window.window.bridge, window.window, clock.now)


def test_one_timer_waits_for_midnight(day: NewDay) -> None:
    assert day.timer.isSingleShot()
    assert day.timer.interval() == 2000


def test_the_library_hears_of_a_new_day_once(
    qtbot: QtBot, clock: Clock, day: NewDay, heard: list[DayBegan]
) -> None:
    clock.moment += timedelta(seconds=3)
    day.timer.timeout.emit()
    qtbot.waitUntil(lambda: len(heard) == 1, timeout=WAIT_MS)
    day.look()
    clock.moment += timedelta(hours=23)
    day.look()
    assert day.timer.interval() == 3599 * 1000
    clock.moment += timedelta(hours=1)
    day.look()
    qtbot.waitUntil(lambda: len(heard) == 2, timeout=WAIT_MS)


def test_a_timer_that_fires_early_only_waits_on(day: NewDay, clock: Clock, heard: list) -> None:
    clock.moment += timedelta(seconds=1)
    day.timer.timeout.emit()
    assert day.timer.interval() == 1000
    assert heard == []


def test_after_a_sleep_the_date_is_looked_at_without_waiting_for_the_timer(
    qtbot: QtBot, clock: Clock, day: NewDay, heard: list[DayBegan]
) -> None:
    clock.moment += timedelta(hours=9)
    day.sleep_changed(True)
    assert day.timer.interval() == 2000
    day.sleep_changed(False)
    qtbot.waitUntil(lambda: len(heard) == 1, timeout=WAIT_MS)


def test_a_person_who_comes_back_to_the_window_sees_the_new_day(
    qtbot: QtBot, dressed, clock: Clock, day: NewDay, heard: list[DayBegan]
) -> None:
    from PySide6.QtCore import Qt

    clock.moment += timedelta(days=2)
    dressed.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    assert day.timer.interval() == 2000
    dressed.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    qtbot.waitUntil(lambda: len(heard) == 1, timeout=WAIT_MS)


def test_a_day_on_which_clocks_are_put_back_is_longer(berlin: None) -> None:
    assert ms_to_midnight(datetime(2026, 10, 25).astimezone()) == 25 * 3600 * 1000
    assert ms_to_midnight(datetime(2026, 3, 29).astimezone()) == 23 * 3600 * 1000
    assert ms_to_midnight(datetime(2026, 5, 17, 23, 59, 59, 999_999).astimezone()) == 1
    assert local_now().utcoffset() is not None


def test_what_is_recent_is_so_no_longer_on_another_day(
    qtbot: QtBot, open_window: OpenWindow, paint: Paint, monkeypatch: pytest.MonkeyPatch
) -> None:
    application = open_window(paint("a/new.png", RED).parent)
    wait_until_indexed(qtbot, application, 1)
    session, library = application.session, application.library
    assert session is not None
    assert library is not None
    session.go(RECENT)
    wait_for_names(qtbot, application, "new.png")

    monkeypatch.setattr("photoclip.services.photos.browsing.RECENT", timedelta(0))
    library.events.emit(DayBegan())

    wait_for_names(qtbot, application)


def test_an_open_search_by_date_is_answered_anew(
    qtbot: QtBot, open_window: OpenWindow, paint: Paint
) -> None:
    application = open_window(paint("a/new.png", RED).parent)
    wait_until_indexed(qtbot, application, 1)
    session, library = application.session, application.library
    assert session is not None
    assert library is not None
    with qtbot.waitSignal(session.browser.photos_fetched, timeout=WAIT_MS):
        application.window.search.ask("after:2020")
    wait_for_names(qtbot, application, "new.png")

    with qtbot.waitSignal(session.browser.photos_fetched, timeout=WAIT_MS) as answered:
        library.events.emit(DayBegan())

    assert answered.args[0].is_refresh
