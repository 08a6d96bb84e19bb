"""Indexing makes room for the person."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from scenery import Paint, wait_until

from photoclip.app.library import Library
from photoclip.core.config import Preferences
from photoclip.core.events import EventBus, PaceChanged, Slowness
from photoclip.services.indexing.pacing import SAMPLE_EVERY_S, MachineSensor, Pacer


class FakeMachine:
    """A machine whose power and load a test decides, with a clock of its own."""

    def __init__(self) -> None:
        self.now = 100.0
        self.has_power = True
        self.load = 0.0
        self.looks = 0

    def clock(self) -> float:
        return self.now

    def is_on_battery(self) -> bool:
        self.looks += 1
        return not self.has_power

    def load_of_others(self) -> float | None:
        return self.load


class Desk:
    """A pacer on a fake machine, with what it says and what the person prefers."""

    def __init__(self) -> None:
        self.machine = FakeMachine()
        self.preferences = Preferences()
        self.said: list[Slowness | None] = []
        events = EventBus()
        events.subscribe(
            lambda one: self.said.append(one.slowness) if isinstance(one, PaceChanged) else None
        )
        self.pacer = Pacer(self.machine, lambda: self.preferences, events, self.machine.clock)

    def let_pass(self, seconds: float) -> None:
        """Time in which the pacer is asked several times a second, with files under way."""
        until = self.machine.now + seconds
        while self.machine.now < until:
            self.machine.now += 0.25
            self.pacer.places(64, 16)

    def share_at_work(self, seconds: float, portion_s: float = 1.0) -> float:
        """The share of time in which files are under way, when each portion takes so long."""
        busy, done_at, end = 0.0, 0.0, self.machine.now + seconds
        while self.machine.now < end:
            is_working = self.machine.now < done_at
            if not is_working and self.pacer.places(64, 0):
                done_at, is_working = self.machine.now + portion_s, True
            busy += 0.125 if is_working else 0.0
            self.machine.now += 0.125
        return busy / seconds


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_at_a_calm_desk_with_power_everything_is_handed_out_at_once(desk: Desk) -> None:
    assert desk.pacer.places(64, 0) == 64
    assert desk.pacer.places(10, 54) == 10
    assert desk.said == []


def test_on_battery_about_a_third_of_the_time_is_spent_at_work(desk: Desk) -> None:
    desk.machine.has_power = False
    assert 0.30 < desk.share_at_work(600) < 0.37
    assert desk.said == [Slowness.BATTERY]


def test_a_portion_that_took_very_long_is_not_followed_by_a_rest_without_end(desk: Desk) -> None:
    desk.machine.has_power = False
    desk.pacer.places(64, 0)
    desk.machine.now += 3600
    desk.pacer.places(64, 0)
    desk.machine.now += 31
    assert desk.pacer.places(64, 0) > 0


def test_work_goes_on_at_full_speed_once_the_plug_is_in(desk: Desk) -> None:
    desk.machine.has_power = False
    desk.let_pass(4)
    desk.machine.has_power = True
    desk.let_pass(4)
    assert desk.pacer.places(64, 0) == 64
    assert desk.said == [Slowness.BATTERY, None]


def test_a_busy_machine_slows_it_down_after_some_seconds_and_a_short_burst_does_not(
    desk: Desk,
) -> None:
    desk.let_pass(15)
    desk.machine.load = 0.9
    desk.let_pass(SAMPLE_EVERY_S)
    assert desk.said == []
    desk.let_pass(9)
    assert desk.said == [Slowness.BUSY]


def test_the_pace_does_not_flutter_around_the_limit(desk: Desk) -> None:
    for load in (0.9, 0.45, 0.55, 0.4, 0.5, 0.45, 0.1):
        desk.machine.load = load
        desk.let_pass(12)
    assert desk.said == [Slowness.BUSY, None]


def test_who_wants_full_speed_gets_it_even_in_the_middle(desk: Desk) -> None:
    desk.machine.has_power, desk.machine.load = False, 1.0
    desk.let_pass(20)
    desk.preferences = replace(desk.preferences, slows_on_battery=False)
    desk.let_pass(0.25)
    assert desk.said == [Slowness.BATTERY, Slowness.BUSY]
    desk.preferences = replace(desk.preferences, slows_when_busy=False)
    assert desk.pacer.places(64, 0) == 64
    assert desk.said[-1] is None


def test_the_machine_is_looked_at_every_few_seconds_only(desk: Desk) -> None:
    desk.let_pass(60)
    assert 15 <= desk.machine.looks <= 21


def test_a_load_of_long_ago_says_nothing_about_now(desk: Desk) -> None:
    desk.machine.load = 1.0
    desk.let_pass(20)
    desk.machine.now += 600
    assert desk.pacer.places(64, 0) == 64


def test_the_real_machine_can_be_asked() -> None:
    sensor = MachineSensor(os.getpid)
    assert sensor.load_of_others() is None
    sum(range(3_000_000))  # our own work is nobody else's load, and takes the clock a tick on
    load = sensor.load_of_others()
    assert load is None or 0.0 <= load <= 1.0
    assert sensor.is_on_battery() in (True, False)


def test_indexing_on_battery_takes_every_photo_in_all_the_same(
    library: Library, photos: Path, paint: Paint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(MachineSensor, "is_on_battery", lambda _: True)
    for number in range(40):
        paint(f"{number}.png", shade=number)
    told: list[object] = []
    library.events.subscribe(told.append)
    library.add_folder(photos)

    library.background.start()

    wait_until(lambda: library.status().photos == 40)
    assert PaceChanged(Slowness.BATTERY) in told
