"""From what happens in watched folders to the directories that are to be scanned again."""

from __future__ import annotations

import errno
import logging
import sys
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from photoclip.core.wording import Message
from photoclip.ingest.exclusions import Exclusions
from photoclip.ingest.mounts import Mounts, MountWatch
from photoclip.ingest.walk import Identity, identify
from photoclip.ingest.watch_mounts import places_changed, volumes_in
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

    @property
    def links(self) -> frozenset[str]:
        """Relative paths of links to directories, of those that lead nowhere too."""
        ...

    def read(self, now: float) -> set[str]:
        """Relative directories that changed since the last call. Never waits."""
        ...

    def refresh(self, places: Collection[str]) -> set[str]:
        """Watch some places and all below them anew: other file systems lie there now.

        Returns the relative directories that were there and those that are.
        """
        ...

    def close(self) -> None:
        """End the watch, threads included."""
        ...


@dataclass(frozen=True, slots=True)
class WatchReport:
    """What became of one watched folder.

    directories: relative paths to scan again. They may be new, vanished, or on a drive that is
    away: that is for the scan to find out. is_offline: the folder is away; it is reported once,
    and again with is_offline False and all its directories, those of before and those of now,
    when it is back or another one lies in its place. notice: a sentence for the person, or "".
    """

    root: Path
    directories: frozenset[str] = frozenset()
    is_offline: bool = False
    notice: str = ""


@dataclass(slots=True)
class _Root:
    """volumes: see volumes_in. known: directories of a watch that ended. is_other: the folder has
    to be watched anew, since another file system lies there."""

    exclusions: Exclusions
    tree: Tree | None = None
    identity: Identity | None = None
    volumes: dict[str, str] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)
    is_other: bool = False
    looked_at: float | None = None
    first: dict[str, float] = field(default_factory=dict)
    last: dict[str, float] = field(default_factory=dict)
    notice: str = ""

    def note(self, directories: Collection[str], now: float) -> None:
        """Remember directories to be reported once they are quiet."""
        for directory in directories:
            self.first.setdefault(directory, now)
            self.last[directory] = now


class FolderWatcher:
    """Watches folders without a thread of its own: somebody calls ``collect`` now and then.

    A directory is reported once it was quiet for settle_s, or longest_wait_s after its first
    change. All calls come from one thread: ``watch`` walks the folder, so not the window's.
    open_tree: how a folder is watched here. polling_s: seconds between two looks at a folder
    for which the system has no watches left. watch_mounts, read_mounts: how the system tells of
    its mounts.

    What lies in a folder when ``watch`` returns is not reported: a scan that begins after that
    finds it, and whatever comes later is reported. Nothing that was noticed is forgotten when
    the watch has to begin anew.
    """

    def __init__(
        self,
        exclusions: Exclusions,
        settle_s: float = 0.5,
        longest_wait_s: float = 2.0,
        polling_s: float = 60.0,
        open_tree: Callable[[Path, Exclusions], Tree] | None = None,
        watch_mounts: Callable[[], MountWatch] | None = None,
        read_mounts: Callable[[], Mounts] = Mounts.read,
    ) -> None:
        self._exclusions = exclusions
        self._settle_s = settle_s
        self._longest_wait_s = longest_wait_s
        self._polling_s = polling_s
        self._open_tree = open_tree or open_system_tree
        self._watch_mounts = watch_mounts or (lambda: MountWatch(time.monotonic))
        self._read_mounts = read_mounts
        self._mount_watch: MountWatch | None = None
        self.mounts_changed = False
        """Whether anything was mounted or unmounted before the last ``collect``, wherever, and
        also where all lies as before by now: a drive that went and came tells of no directory."""
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
        if self._mount_watch is None:
            self._mount_watch = self._watch_mounts()
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
        if self._mount_watch is not None:
            self._mount_watch.close()
            self._mount_watch = None

    def collect(self, now: float) -> tuple[WatchReport, ...]:
        """What is due. now: seconds of a steady clock (time.monotonic). Never waits.

        Call it a few times a second.
        """
        watch = self._mount_watch
        self.mounts_changed = watch is not None and watch.changed()
        if self.mounts_changed:
            mounts = self._read_mounts()
            for root, state in self._roots.items():
                self._follow_mounts(root, state, mounts, now)
        reports = [self._collect(root, state, now) for root, state in self._roots.items()]
        return tuple(report for report in reports if report is not None)

    def _collect(self, root: Path, state: _Root, now: float) -> WatchReport | None:
        tree = state.tree
        if tree is not None:
            had_any = bool(tree.directories)
            state.note(self._ask(root, state, tree, lambda: tree.read(now)), now)
            if had_any and tree is state.tree and not tree.directories:  # the top itself went
                state.is_other = True
        is_time = state.looked_at is None or now - state.looked_at >= LOOK_AT_ROOT_S
        if is_time or state.is_other:
            state.looked_at = now
            changed = self._look_at(root, state)
            if changed is not None:
                return changed
        due = frozenset(one for one in state.first if self._is_due(state, one, now))
        for directory in due:
            del state.first[directory], state.last[directory]
        if not due and not state.notice:
            return None
        notice, state.notice = state.notice, ""
        return WatchReport(root, due, notice=notice)

    def _follow_mounts(self, root: Path, state: _Root, mounts: Mounts, now: float) -> None:
        """Notice what was mounted or unmounted in a folder, around it, or behind links in it."""
        state.looked_at = None
        tree = state.tree
        if tree is None:
            return
        before, state.volumes = state.volumes, volumes_in(root, tree.links, mounts)
        places = places_changed(before, state.volumes)
        if "" in places:
            state.is_other = True
        elif places:
            log.info("other file systems lie at %d places in %s", len(places), root)
            state.note(self._ask(root, state, tree, lambda: tree.refresh(places)), now)

    def _is_due(self, state: _Root, directory: str, now: float) -> bool:
        is_quiet = now - state.last[directory] >= self._settle_s
        return is_quiet or now - state.first[directory] >= self._longest_wait_s

    def _look_at(self, root: Path, state: _Root) -> WatchReport | None:
        """Notice that a folder went away, was replaced, or came back."""
        identity = identify(root)
        if state.tree is not None and (identity != state.identity or state.is_other):
            state.known |= state.tree.directories | state.first.keys()
            state.first.clear()
            state.last.clear()
            _close(state)
            if identity is None:
                return WatchReport(root, is_offline=True)
        if state.tree is None and identity is not None:
            self._open(root, state)
            if state.tree is not None:
                known, state.known = state.known, set()
                notice, state.notice = state.notice, ""
                directories = self.watched_directories(root) | known
                return WatchReport(root, directories, notice=notice)
        return None

    def _ask(
        self, root: Path, state: _Root, tree: Tree, question: Callable[[], set[str]]
    ) -> set[str]:
        """What a tree answers; all its directories, of before and now, where it cannot go on."""
        before = tree.directories
        try:
            return question()
        except OSError as error:
            self._fall_back(root, state, error)
            return set(before | self.watched_directories(root))

    def _open(self, root: Path, state: _Root) -> None:
        state.is_other = False
        state.identity = identify(root)
        if state.identity is None:
            return
        # Before the watch: what is mounted meanwhile is noticed as a change then.
        state.volumes = volumes_in(root, (), self._read_mounts())
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
