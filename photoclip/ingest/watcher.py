"""From what happens in watched folders to the directories that are to be scanned again."""

from __future__ import annotations

import errno
import logging
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from photoclip.core.wording import Message
from photoclip.ingest.exclusions import Exclusions
from photoclip.ingest.walk import Identity, identify
from photoclip.ingest.watch_polling import PollingTree

log = logging.getLogger(__name__)

LOOK_AT_ROOT_S = 2.0
"""Seconds between two looks at whether a folder is still the one that is watched."""


class Tree(Protocol):
    """One watched folder, on whatever the system offers."""

    @property
    def directories(self) -> frozenset[str]:
        """Relative directories that are watched."""
        ...

    def read(self, now: float) -> set[str]:
        """Relative directories that changed since the last call. Never waits."""
        ...

    def close(self) -> None:
        """End the watch, threads included."""
        ...


@dataclass(frozen=True, slots=True)
class WatchReport:
    """What became of one watched folder.

    directories: relative paths to scan again, new and vanished ones included. is_offline: the
    folder is away; it is reported once, and again with is_offline False and all its directories
    when it is back. notice: a sentence for the person, or "".
    """

    root: Path
    directories: frozenset[str] = frozenset()
    is_offline: bool = False
    notice: str = ""


@dataclass(slots=True)
class _Root:
    exclusions: Exclusions
    tree: Tree | None = None
    identity: Identity | None = None
    looked_at: float | None = None
    first: dict[str, float] = field(default_factory=dict)
    last: dict[str, float] = field(default_factory=dict)
    notice: str = ""


class FolderWatcher:
    """Watches folders without a thread of its own: somebody calls ``collect`` now and then.

    A directory is reported once it was quiet for settle_s, or longest_wait_s after its first
    change. All calls come from one thread: ``watch`` walks the folder, so not the window's.
    open_tree: how a folder is watched here. polling_s: seconds between two looks at a folder
    for which the system has no watches left.
    """

    def __init__(
        self,
        exclusions: Exclusions,
        settle_s: float = 0.5,
        longest_wait_s: float = 2.0,
        polling_s: float = 60.0,
        open_tree: Callable[[Path, Exclusions], Tree] | None = None,
    ) -> None:
        self._exclusions = exclusions
        self._settle_s = settle_s
        self._longest_wait_s = longest_wait_s
        self._polling_s = polling_s
        self._open_tree = open_tree or open_system_tree
        self._roots: dict[Path, _Root] = {}
        self._has_told_limit = False

    @property
    def roots(self) -> tuple[Path, ...]:
        """Folders that are watched or waited for."""
        return tuple(self._roots)

    def watched_directories(self, root: Path) -> frozenset[str]:
        """Relative directories watched in a folder; none while it is away."""
        tree = self._roots[root].tree
        return tree.directories if tree is not None else frozenset()

    def watch(self, root: Path) -> None:
        """Begin to watch a folder. One that is away is waited for; one watched stays so."""
        if root not in self._roots:
            state = self._roots[root] = _Root(self._exclusions.within(root))
            self._open(root, state)

    def unwatch(self, root: Path) -> None:
        """Stop watching a folder; one that is not watched is passed over."""
        state = self._roots.pop(root, None)
        if state is not None:
            _close(state)

    def close(self) -> None:
        """Stop everything; afterwards no thread and no open file of a watch is left."""
        for root in self.roots:
            self.unwatch(root)

    def collect(self, now: float) -> tuple[WatchReport, ...]:
        """What is due. now: seconds of a steady clock (time.monotonic). Never waits.

        Call it a few times a second.
        """
        reports = [self._collect(root, state, now) for root, state in self._roots.items()]
        return tuple(report for report in reports if report is not None)

    def _collect(self, root: Path, state: _Root, now: float) -> WatchReport | None:
        if state.looked_at is None or now - state.looked_at >= LOOK_AT_ROOT_S:
            state.looked_at = now
            changed = self._look_at(root, state)
            if changed is not None:
                return changed
        if state.tree is None:
            return None
        for directory in self._read(root, state, state.tree, now):
            state.first.setdefault(directory, now)
            state.last[directory] = now
        if not state.tree.directories:  # the top itself went, so there is nothing to scan
            gone = self._look_at(root, state)
            if gone is not None:
                return gone
        due = frozenset(one for one in state.first if self._is_due(state, one, now))
        for directory in due:
            del state.first[directory], state.last[directory]
        if not due and not state.notice:
            return None
        notice, state.notice = state.notice, ""
        return WatchReport(root, due, notice=notice)

    def _is_due(self, state: _Root, directory: str, now: float) -> bool:
        is_quiet = now - state.last[directory] >= self._settle_s
        return is_quiet or now - state.first[directory] >= self._longest_wait_s

    def _look_at(self, root: Path, state: _Root) -> WatchReport | None:
        """Notice that a folder went away, was replaced, or came back."""
        identity = identify(root)
        if state.tree is not None and identity != state.identity:
            _close(state)
            return WatchReport(root, is_offline=True)
        if state.tree is None and identity is not None:
            self._open(root, state)
            if state.tree is not None:
                notice, state.notice = state.notice, ""
                return WatchReport(root, self.watched_directories(root), notice=notice)
        return None

    def _read(self, root: Path, state: _Root, tree: Tree, now: float) -> set[str]:
        try:
            return tree.read(now)
        except OSError as error:
            before = tree.directories
            self._fall_back(root, state, error)
            return set(before | self.watched_directories(root))

    def _open(self, root: Path, state: _Root) -> None:
        state.identity = identify(root)
        if state.identity is None:
            return
        try:
            state.tree = self._open_tree(root, state.exclusions)
        except OSError as error:
            if identify(root) is not None:
                self._fall_back(root, state, error)

    def _fall_back(self, root: Path, state: _Root, error: OSError) -> None:
        log.warning("cannot watch %s (%s), looking at it now and then", root, error)
        _close(state)
        state.identity = identify(root)
        state.tree = PollingTree(root, state.exclusions, self._polling_s)
        if not self._has_told_limit:
            self._has_told_limit = True
            limit = "instances" if error.errno == errno.EMFILE else "watches"
            state.notice = Message(
                "The system cannot watch all of {root} ({reason}), so changes in it are "
                "looked for every {seconds:.0f} seconds. On Linux, a higher limit "
                "fs.inotify.max_user_{limit} helps.",
                root=root,
                reason=error.strerror,
                seconds=self._polling_s,
                limit=limit,
            )


def open_system_tree(root: Path, exclusions: Exclusions) -> Tree:
    """Watch a folder in the way that this system does best. Raises OSError where it cannot."""
    if sys.platform == "linux":
        from photoclip.ingest.watch_inotify import InotifyTree

        return InotifyTree(root, exclusions)
    from photoclip.ingest.watch_observer import ObserverTree

    return ObserverTree(root, exclusions)


def _close(state: _Root) -> None:
    if state.tree is not None:
        state.tree.close()
        state.tree = None
    state.first.clear()
    state.last.clear()
