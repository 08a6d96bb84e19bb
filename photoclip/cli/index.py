"""``photoclip index``: progress while it runs, a summary at the end."""

from __future__ import annotations

import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from photoclip.cli.output import duration_text, note, printable, say
from photoclip.core.errors import LabelError
from photoclip.core.events import Event, IndexingProgressed, NoticeGiven, WorkerRestarted
from photoclip.core.models import IndexReport
from photoclip.interrupts import STOPPED as INTERRUPTED
from photoclip.interrupts import leave
from photoclip.services.tasks import CancelToken

if TYPE_CHECKING:
    from photoclip.app.library import Library

PLAIN_LINE_EVERY_S = 5.0
PROBLEMS_SHOWN = 10
POLL_S = 0.2


def run_index(library: Library, folders: Sequence[Path], *, retry: bool, verify: bool) -> int:
    """Index with a progress line; the exit code."""
    token = CancelToken()
    if retry:
        library.retry_problems()
    with _progress(library), _stop_on_interrupt(token):
        report = library.index(folders, token=token, verify=verify)
        _build_index(library, token)
    _summarise(report)
    if not report.was_cancelled:
        _tag(library)
    return INTERRUPTED if report.was_cancelled else 0


def _tag(library: Library) -> None:
    """Tag what is new, unless the labels have yet to be prepared for this model."""
    try:
        tagged = library.tags.tag_new(may_embed=False)
    except LabelError as error:
        note(printable(f"The photos were not tagged. {error}"))
        return
    if tagged is None:
        note("Photos are not tagged with this model yet; “photoclip tag” prepares the labels once.")
    elif tagged.photos:
        say(f"{tagged.photos:,} photos tagged; “photoclip tags list” shows with what.")


def _build_index(library: Library, token: CancelToken) -> None:
    """A large library gets its graph here, since a search on the shell is over too soon for it."""
    task = None if token.is_cancelled else library.build_index()
    if task is None:
        return
    note("Preparing fast search for this large library; Ctrl+C leaves that for the next run.")
    while not task.is_done:
        if token.is_cancelled:
            task.cancel()
        task.wait(POLL_S)


@contextmanager
def _stop_on_interrupt(token: CancelToken) -> Iterator[None]:
    def stop(_signal: int, _frame: FrameType | None) -> None:
        if token.is_cancelled:
            leave()
        token.cancel()
        note("Stopping; what is done is kept. Ctrl+C again stops at once.")

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _progress(library: Library) -> Iterator[None]:
    shown = _Bar() if sys.stderr.isatty() else _Lines()

    def listen(event: Event) -> None:
        if isinstance(event, IndexingProgressed):
            shown.update(event)
        elif isinstance(event, NoticeGiven):
            shown.notice(event.message)
        elif isinstance(event, WorkerRestarted):
            shown.notice(f"The helper process was started again: {event.reason}.")

    unsubscribe = library.events.subscribe(listen)
    try:
        yield
    finally:
        unsubscribe()
        shown.close()


def _line(event: IndexingProgressed) -> str:
    parts = [f"{event.done:,} of {event.total:,}{'+' if event.is_scanning else ''}"]
    if event.photos_per_s is not None:
        parts.append(f"{event.photos_per_s:.1f} photos/s")
    if event.seconds_left is not None:
        parts.append(f"{duration_text(event.seconds_left)} left")
    if event.failed:
        parts.append(f"{event.failed:,} skipped")
    return " · ".join(parts)


class _Lines:
    """For logs and pipes: a line now and then."""

    def __init__(self) -> None:
        self._next = time.monotonic() + PLAIN_LINE_EVERY_S

    def update(self, event: IndexingProgressed) -> None:
        if event.total and time.monotonic() >= self._next:
            self._next = time.monotonic() + PLAIN_LINE_EVERY_S
            note(_line(event))

    def notice(self, message: str) -> None:
        note(printable(message))

    def close(self) -> None:
        """Nothing is left on the screen."""


class _Bar:
    """For a terminal: one line that changes."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn

        self._progress = Progress(
            SpinnerColumn(),
            BarColumn(bar_width=30),
            TextColumn("{task.description}"),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._progress.add_task("looking for photos", total=None)
        self._progress.start()

    def update(self, event: IndexingProgressed) -> None:
        total = event.total or None
        self._progress.update(
            self._task, completed=event.done, total=total, description=_line(event)
        )

    def notice(self, message: str) -> None:
        self._progress.console.print(printable(message), markup=False, highlight=False)

    def close(self) -> None:
        self._progress.stop()


def _summarise(report: IndexReport) -> None:
    rate = f", {report.embedded / report.seconds:.1f} a second" if report.embedded else ""
    recognised = report.recognised + report.moved
    # What an earlier run had found but not finished is new to the person, changed or not.
    others = report.found - report.embedded - recognised - report.failed - report.remaining
    say(
        f"{report.found:,} photos found: {report.embedded:,} new, {max(0, others):,} unchanged, "
        f"{recognised:,} recognised, {report.gone:,} gone, "
        f"{report.failed:,} skipped ({duration_text(report.seconds)}{rate})."
    )
    if report.verified:
        say(f"{report.verified:,} files were read again and are what they were.")
    if report.was_cancelled:
        say(f"Stopped with {report.remaining:,} still to do; run the command again to go on.")
    elif report.remaining:
        say(f"{report.remaining:,} could not be done now and wait for the next run.")
    if report.problems:
        counts = Counter(one.problem.value for one in report.problems)
        kinds = ", ".join(f"{count:,} {kind}" for kind, count in counts.most_common())
        say(f"Skipped: {kinds}.")
        for problem in report.problems[:PROBLEMS_SHOWN]:
            say(f"  {printable(problem.path)}: {printable(problem.message)}")
        if report.failed > PROBLEMS_SHOWN:
            say("  … “photoclip status --problems” lists all of them.")
