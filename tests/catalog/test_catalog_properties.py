"""Whatever happens to files, in any order, the same few sentences stay true."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import numpy as np
from catalog_setup import (
    DIM,
    PICTURE,
    SetClock,
    content_hash,
    found,
    model_of,
    photo_of,
    remove_below,
    run_sql,
    vector,
)
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from photoclip.catalog.database import Catalog
from photoclip.core.models import FileState, Problem

DIRECTORIES = st.sampled_from(["", "a", "a/b", "ab", "a-"])
NAMES = st.sampled_from(["1.jpg", "2.jpg", "é\udcff.jpg"])
CONTENTS = st.integers(0, 4)
CHOICES = st.integers(0, 10_000)


class Library(RuleBasedStateMachine):
    """A catalog beside the plain truth: what each path holds, as a dictionary."""

    @initialize()
    def begin(self) -> None:
        self.directory = Path(tempfile.mkdtemp())
        self.clock = SetClock()
        self.catalog = Catalog.open(self.directory / "catalog.sqlite3", clock=self.clock)
        self.folders = [self.catalog.folders.add(self.directory / name) for name in ("x", "y")]
        self.models = [model_of(self.catalog)]
        # (folder, directory, name) -> [state, photo or None, inode, time]
        self.files: dict[tuple[int, str, str], list] = {}
        self.vectors: set[tuple[int, int]] = set()
        self.moment = 0

    def teardown(self) -> None:
        if hasattr(self, "catalog"):
            self.catalog.close()
            shutil.rmtree(self.directory)

    def pick(self, choice: int, *states: FileState) -> tuple[int, str, str] | None:
        keys = sorted(key for key, value in self.files.items() if value[0] in states)
        return keys[choice % len(keys)] if keys else None

    def id_of(self, key: tuple[int, str, str]) -> int:
        return self.catalog.files.listing(key[0], key[1])[key[2]].id

    def stat_of(self, key: tuple[int, str, str]):
        _, _, inode, moment = self.files[key]
        return found("x", 10, moment, inode).stat

    @rule(which=st.integers(0, 1), directory=DIRECTORIES, name=NAMES)
    def appear_or_change(self, which: int, directory: str, name: str) -> None:
        folder = self.folders[which]
        key = (folder.id, directory, name)
        self.moment += 1
        before = self.files.get(key, [None, None, self.moment, 0])
        self.files[key] = [FileState.PENDING, before[1], before[2], self.moment]
        path = f"{directory}/{name}" if directory else name
        status = self.stat_of(key)
        met = found(path, status.size, status.modified_ns, status.inode)
        assert self.catalog.files.add_pending(folder.id, [met]) == 1
        assert self.catalog.files.add_pending(folder.id, [met]) == 0

    @rule(choice=CHOICES, content=CONTENTS)
    def take_in(self, choice: int, content: int) -> None:
        key = self.pick(choice, FileState.PENDING)
        if key is None:
            return
        with self.catalog.transaction():
            photo_id = self.catalog.photos.store(content_hash(content), 10, PICTURE)
            self.catalog.vectors.put(self.models[0], [photo_id], vector(photo_id)[None])
            self.catalog.files.link(self.id_of(key), photo_id, self.stat_of(key))
        self.files[key][:2] = FileState.READY, photo_id
        self.vectors.add((self.models[0], photo_id))

    @rule(choice=CHOICES)
    def fail(self, choice: int) -> None:
        key = self.pick(choice, FileState.PENDING, FileState.READY)
        if key is not None:
            self.catalog.files.fail(self.id_of(key), Problem.UNREADABLE, "no", None)
            self.files[key][0] = FileState.FAILED

    @rule()
    def retry(self) -> None:
        failed = [one for one in self.files.values() if one[0] is FileState.FAILED]
        assert self.catalog.files.retry_failed() == len(failed)
        for one in failed:
            one[0] = FileState.PENDING

    @rule(choice=CHOICES, which=st.integers(0, 1), directory=DIRECTORIES, name=NAMES)
    def move(self, choice: int, which: int, directory: str, name: str) -> None:
        key = self.pick(choice, FileState.READY)
        new = (self.folders[which].id, directory, name)
        if key is None or key == new:
            return
        status = self.stat_of(key)
        path = f"{directory}/{name}" if directory else name
        met = found(path, status.size, status.modified_ns, status.inode)
        (candidate,) = (one for one in self.catalog.identities.by_inode(met) if one.file_id)
        assert candidate.file_id == self.id_of(key)
        self.catalog.identities.move(candidate, new[0], met)
        self.files[new] = self.files.pop(key)

    @rule(choice=CHOICES)
    def vanish(self, choice: int) -> None:
        key = self.pick(choice, *FileState)
        if key is not None:
            assert self.catalog.files.remove([self.id_of(key)]) == 1
            del self.files[key]

    @rule(which=st.integers(0, 1), directory=DIRECTORIES)
    def vanish_below(self, which: int, directory: str) -> None:
        folder = self.folders[which]
        gone = [
            key
            for key in self.files
            if key[0] == folder.id and (not directory or f"{key[1]}/".startswith(f"{directory}/"))
        ]
        assert remove_below(self.catalog, folder, directory) == len(gone)
        for key in gone:
            del self.files[key]

    @rule(which=st.integers(0, 1))
    def forget_folder(self, which: int) -> None:
        old = self.folders[which]
        self.catalog.folders.remove(old.id)
        self.files = {key: value for key, value in self.files.items() if key[0] != old.id}
        self.folders[which] = self.catalog.folders.add(old.path)

    @rule(which=st.integers(0, 1), is_offline=st.booleans())
    def unplug(self, which: int, is_offline: bool) -> None:
        self.catalog.folders.set_offline(self.folders[which].id, is_offline)

    @precondition(lambda self: len(self.models) == 1)
    @rule()
    def meet_a_new_model(self) -> None:
        self.models.append(model_of(self.catalog, "larger"))

    @rule(limit=st.integers(1, 3))
    def embed_for_the_new_model(self, limit: int) -> None:
        model = self.models[-1]
        ids = [one.id for one in self.catalog.files.pending(limit, model_id=model)]
        photos = {photo for i in ids if (photo := photo_of(self.catalog, i)) is not None}
        self.catalog.vectors.put(model, sorted(photos), np.zeros((len(photos), DIM), np.float32))
        self.vectors |= {(model, photo) for photo in photos}

    @rule(choice=CHOICES)
    def drop_a_vector(self, choice: int) -> None:
        if self.vectors:
            model, photo_id = sorted(self.vectors)[choice % len(self.vectors)]
            assert self.catalog.vectors.remove(model, [photo_id]) == 1
            self.vectors.remove((model, photo_id))

    @rule()
    def forget_orphans(self) -> None:
        self.clock.advance(days=1)
        self.catalog.photos.purge_orphans(self.clock.now())
        held = {value[1] for value in self.files.values()}
        self.vectors = {(model, photo) for model, photo in self.vectors if photo in held}

    @invariant()
    def files_are_as_they_should_be(self) -> None:
        seen = {}
        for folder in self.folders:
            for directory in self.catalog.files.directories(folder.id):
                for name, known in self.catalog.files.listing(folder.id, directory).items():
                    seen[folder.id, directory, name] = [
                        known.state,
                        known.photo_id,
                        known.stat.inode,
                        known.stat.modified_ns,
                    ]
        assert seen == self.files

    @invariant()
    def counts_agree(self) -> None:
        states = [value[0] for value in self.files.values()]
        assert self.catalog.files.counts() == {state: states.count(state) for state in FileState}
        assert self.catalog.files.problem_count() == len(self.catalog.files.problems())
        for model in self.models:
            waiting = self.catalog.files.pending(10_000, model_id=model)
            assert self.catalog.files.pending_count(model) == len(waiting)

    @invariant()
    def a_photo_is_an_orphan_exactly_without_files(self) -> None:
        held = {value[1] for value in self.files.values()}
        for photo_id, orphaned_at in run_sql(self.catalog, "SELECT id, orphaned_at FROM photos"):
            assert (orphaned_at is None) == (photo_id in held)

    @invariant()
    def the_present_are_those_with_a_ready_file(self) -> None:
        present = {value[1] for value in self.files.values() if value[0] is FileState.READY}
        assert self.catalog.photos.present_ids().tolist() == sorted(present)
        assert set(self.catalog.photos.paths_of(sorted(present))) == present

    @invariant()
    def nothing_that_can_be_done_is_forgotten(self) -> None:
        online = {one.id for one in self.catalog.folders.list() if not one.is_offline}
        reachable = {key: value for key, value in self.files.items() if key[0] in online}
        for model in self.models:
            waiting = {one.id for one in self.catalog.files.pending(10_000, model_id=model)}
            new = {self.id_of(key) for key, one in reachable.items() if one[0] is FileState.PENDING}
            missing = {
                one[1]
                for one in reachable.values()
                if one[0] is FileState.READY and (model, one[1]) not in self.vectors
            }
            assert new <= waiting
            assert {photo_of(self.catalog, i) for i in waiting - new} == missing
            assert len(waiting - new) == len(missing)

    @invariant()
    def vectors_are_those_that_were_put(self) -> None:
        for model in self.models:
            ids = {photo for one, photo in self.vectors if one == model}
            assert self.catalog.vectors.ids(model).tolist() == sorted(ids)

    @invariant()
    def every_row_points_to_another(self) -> None:
        assert run_sql(self.catalog, "PRAGMA foreign_key_check") == []


TestLibrary = Library.TestCase
TestLibrary.settings = settings(
    max_examples=25,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
