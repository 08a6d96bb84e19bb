"""What the window says of background work, also where a pause meets its beginning or end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from scenery import wait_until

from photoclip.app.library import Library
from photoclip.core.events import Activity, ActivityChanged, Event
from photoclip.core.models import IndexReport
from photoclip.services.indexing.background import BackgroundService
from photoclip.services.indexing.watching import Turn
from photoclip.services.tasks import CancelToken


class QuietWatch:
    """Folders in which nothing happens."""

    def poll(self, _now: float) -> Turn:
        return Turn()

    def prepare(self, _folders: object) -> None:
        pass

    def scanned(self, _folders: object) -> None:
        pass

    def close(self) -> None:
        pass


@dataclass
class Run:
    """An indexing run that does nothing but what a test lets happen meanwhile."""

    meanwhile: Callable[[], object] = lambda: None
    tokens: list[CancelToken] = field(default_factory=list)

    def run(self, _folders: object, token: CancelToken, _pacer: object) -> IndexReport:
        self.tokens.append(token)
        self.meanwhile()
        return IndexReport(was_cancelled=token.is_cancelled)


@dataclass
class Background:
    """A background service, and what it said."""

    library: Library
    run: Run = field(default_factory=Run)
    after: Callable[[], object] = lambda: None
    heard: list[Activity] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.library.events.subscribe(self._listen)
        self.service = BackgroundService(
            self.library._catalog,
            self.run,  # type: ignore[arg-type]
            QuietWatch(),  # type: ignore[arg-type]
            self.library.events,
            after_run=lambda: self.after(),
        )

    def _listen(self, event: Event) -> None:
        if isinstance(event, ActivityChanged):
            self.heard.append(event.activity)

    def until(self, *activities: Activity) -> None:
        wait_until(lambda: self.heard[-len(activities) :] == list(activities))


@pytest.fixture
def background(library: Library) -> Iterator[Background]:
    made = Background(library)
    yield made
    made.service.stop()


def test_work_runs_and_rests(background: Background) -> None:
    background.service.start()
    background.until(Activity.RUNNING, Activity.IDLE)


def test_a_pause_while_the_backup_is_made_stays_a_pause(background: Background) -> None:
    background.after = background.service.pause
    background.service.start()
    background.until(Activity.RUNNING, Activity.PAUSED)
    background.after = lambda: None
    background.service.resume()
    # Had the end of the first run been told, it would stand before the second one.
    background.until(Activity.RUNNING, Activity.PAUSED, Activity.RUNNING, Activity.IDLE)
    assert background.service.activity is Activity.IDLE


def test_a_pause_at_the_very_beginning_of_a_run_is_what_is_said_in_the_end(
    background: Background,
) -> None:
    background.run.meanwhile = background.service.pause
    background.service.start()
    background.until(Activity.RUNNING, Activity.PAUSED)
    assert background.run.tokens[0].is_cancelled
    background.run.meanwhile = lambda: None
    background.service.resume()
    background.until(Activity.PAUSED, Activity.RUNNING, Activity.IDLE)
    assert not background.run.tokens[1].is_cancelled
