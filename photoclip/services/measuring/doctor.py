"""Looks at everything that can go wrong with a library and says what to do."""

from __future__ import annotations

import importlib.metadata
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from photoclip.catalog.backups.backups import backup_moment, latest_backup
from photoclip.catalog.database import Catalog
from photoclip.core.checks import CheckResult, Verdict
from photoclip.core.errors import PhotoClipError
from photoclip.embed.models.extra import INSTALL_TORCH, TORCH_PACKAGES, missing_packages
from photoclip.embed.worker.client import WorkerClient
from photoclip.index.graphs.choice import graph_class
from photoclip.services.search.indexes import IndexService

LOW_SPACE_BYTES = 2 * 2**30
PACKAGES = ("numpy", "pillow", "onnxruntime", "tokenizers", "usearch")


class DoctorService:
    """Each check gives one line; none of them changes anything."""

    def __init__(
        self, catalog: Catalog, client: WorkerClient, indexes: IndexService, folder: Path
    ) -> None:
        self._catalog = catalog
        self._client = client
        self._indexes = indexes
        self._folder = folder

    def run(self) -> Iterator[CheckResult]:
        """All checks, one after the other, as they finish."""
        checks: tuple[tuple[str, Callable[[], CheckResult]], ...] = (
            ("Versions", self._versions),
            ("Torch", self._torch),
            ("Catalog", self._check_catalog),
            ("Backup", self._backup),
            ("Folders", self._folders),
            ("Problems", self._problems),
            ("Free space", self._space),
            ("Model", self._model),
            ("Index", self._index),
            ("Graphs", self._graphs),
        )
        for name, check in checks:
            try:
                yield check()
            except PhotoClipError as error:
                yield CheckResult(name, Verdict.BAD, error.message, error.hint)

    def _versions(self) -> CheckResult:
        found = [f"Python {sys.version.split()[0]}"]
        missing = []
        for package in ("photoclip", *PACKAGES):
            try:
                found.append(f"{package} {importlib.metadata.version(package)}")
            except importlib.metadata.PackageNotFoundError:
                missing.append(package)
        if missing:
            advice = "Run the set-up command of the README again."
            return CheckResult(
                "Versions", Verdict.BAD, f"Not installed: {', '.join(missing)}.", advice
            )
        return CheckResult("Versions", Verdict.GOOD, ", ".join(found))

    def _torch(self) -> CheckResult:
        """The extra “torch”: there, absent, or half of it."""
        missing = missing_packages()
        if not missing:
            found = f"torch {importlib.metadata.version('torch')}"
            return CheckResult(
                "Torch", Verdict.GOOD, f"{found}, for models without graphs and GPUs"
            )
        if len(missing) == len(TORCH_PACKAGES):
            message = f"not installed; GPUs and models without graphs need it. {INSTALL_TORCH}"
            return CheckResult("Torch", Verdict.GOOD, message)
        message = f"only a part is installed; missing: {', '.join(missing)}."
        return CheckResult("Torch", Verdict.WARNING, message, INSTALL_TORCH)

    def _check_catalog(self) -> CheckResult:
        faults = self._catalog.check(thorough=True)
        if faults:
            return CheckResult(
                "Catalog",
                Verdict.BAD,
                f"{len(faults)} faults, the first: {faults[0]}",
                "Close PhotoClip and start it again: the last good backup then takes its place.",
            )
        size = self._catalog.path.stat().st_size / 2**20
        return CheckResult("Catalog", Verdict.GOOD, f"no faults ({size:,.1f} MiB)")

    def _backup(self) -> CheckResult:
        backup = latest_backup(self._folder / "backups")
        if backup is None:
            message = "There is no backup of the catalog yet."
            return CheckResult(
                "Backup", Verdict.WARNING, message, "The next indexing run makes one."
            )
        moment = backup_moment(backup).astimezone()
        return CheckResult("Backup", Verdict.GOOD, f"the last is of {moment:%Y-%m-%d %H:%M}")

    def _folders(self) -> CheckResult:
        folders = self._catalog.folders.list()
        away = [str(one.path) for one in folders if not one.path.is_dir()]
        if away:
            return CheckResult(
                "Folders",
                Verdict.WARNING,
                f"Away at the moment: {', '.join(away)}",
                "Connect the drive, or remove the folder with “photoclip folders remove”.",
            )
        return CheckResult("Folders", Verdict.GOOD, f"{len(folders)} watched, all reachable")

    def _problems(self) -> CheckResult:
        count = self._catalog.files.problem_count()
        if count:
            message = f"{count:,} files could not be read."
            advice = "“photoclip status --problems” lists them with their reasons."
            return CheckResult("Problems", Verdict.WARNING, message, advice)
        return CheckResult("Problems", Verdict.GOOD, "every file could be read")

    def _space(self) -> CheckResult:
        free = shutil.disk_usage(self._folder).free
        message = f"{free / 2**30:,.1f} GiB free where the library lies"
        if free < LOW_SPACE_BYTES:
            advice = "Make room, or move the library to a larger disk."
            return CheckResult("Free space", Verdict.WARNING, message, advice)
        return CheckResult("Free space", Verdict.GOOD, message)

    def _model(self) -> CheckResult:
        ready = self._client.describe()
        message = f"{ready.keys.texts}: {ready.label}"
        if ready.notices:
            return CheckResult("Model", Verdict.WARNING, message, " ".join(ready.notices))
        return CheckResult("Model", Verdict.GOOD, message)

    def _index(self) -> CheckResult:
        ready = self._client.describe()
        stored = self._catalog.models.find_any(ready.keys.pictures, ready.keys.former)
        if stored is None:
            return CheckResult("Index", Verdict.GOOD, "empty: nothing has been indexed yet")
        index = self._indexes.get(stored.id)
        in_catalog = self._catalog.vectors.count(stored.id)
        if len(index) != in_catalog:
            message = f"It holds {len(index):,} photos, the catalog {in_catalog:,}."
            advice = f"Delete the folder {self._folder / 'cache' / 'index'}; it is made anew."
            return CheckResult("Index", Verdict.BAD, message, advice)
        return CheckResult("Index", Verdict.GOOD, f"{len(index):,} photos, search by {index.kind}")

    def _graphs(self) -> CheckResult:
        """Which library makes the graphs of large indexes."""
        graphs = graph_class()
        return CheckResult("Graphs", Verdict.GOOD, f"made by {graphs.LIBRARY} {graphs.VERSION}")
