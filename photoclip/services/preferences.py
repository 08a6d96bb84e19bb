"""What a person prefers for a library, kept in its catalog."""

from __future__ import annotations

import logging
import threading
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from photoclip.catalog.database import Catalog
from photoclip.core.config import DEVICES, Preferences
from photoclip.core.events import EventBus, PreferencesChanged
from photoclip.ingest.exclusions import Exclusions
from photoclip.services.tasks import CancelToken

log = logging.getLogger(__name__)

KEY = "preferences"
EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Leaving:
    """Files that a pattern would exclude. examples: paths from their watched folders down."""

    count: int
    examples: tuple[str, ...] = ()


class PreferenceService:
    """The preferences of one library. May be asked and changed from any thread."""

    def __init__(self, catalog: Catalog, events: EventBus, own_places: Sequence[Path] = ()) -> None:
        """own_places: folders of PhotoClip itself, never looked at; see Exclusions."""
        self._catalog = catalog
        self._events = events
        self._own_places = tuple(own_places)
        self._lock = threading.Lock()
        self._current = from_json(catalog.settings.get(KEY))
        self._exclusions = self._make_exclusions()

    def read(self) -> Preferences:
        """What holds now."""
        return self._current

    def exclusions(self) -> Exclusions:
        """What scans and watches leave out now; the same object until a preference changes it."""
        return self._exclusions

    def change(self, **values: Any) -> Preferences:
        """Prefer other values from now on, by the names of Preferences' fields.

        Raises TypeError for a name that is none, LibraryReadOnlyError.
        """
        with self._lock:
            before, after = self._current, replace(self._current, **values)
            if after == before:
                return after
            self._catalog.settings.set(KEY, to_json(after))
            self._current = after
            if (before.excluded, before.looks_into_hidden) != (
                after.excluded,
                after.looks_into_hidden,
            ):
                self._exclusions = self._make_exclusions()
        self._events.emit(PreferencesChanged(after))
        return after

    def would_leave(self, pattern: str, token: CancelToken) -> Leaving:
        """Which known files one more pattern would exclude. Looks at every file's name."""
        rules, files = Exclusions([pattern]), self._catalog.files
        count = 0
        examples: list[str] = []
        for folder in self._catalog.folders.list():
            for directory in files.directories(folder.id):
                if token.is_cancelled:
                    return Leaving(count, tuple(examples))
                is_all = rules.excludes_directory(directory)
                for name in files.listing(folder.id, directory):
                    if is_all or rules.excludes_file(directory, name):
                        count += 1
                        if len(examples) < EXAMPLES:
                            examples.append(f"{directory}/{name}" if directory else name)
        return Leaving(count, tuple(examples))

    def _make_exclusions(self) -> Exclusions:
        chosen = self._current
        return Exclusions(chosen.excluded, chosen.looks_into_hidden, self._own_places)


def to_json(preferences: Preferences) -> dict[str, Any]:
    """What differs from the defaults, so that a better default of a later version arrives."""
    usual = asdict(Preferences())
    return {name: one for name, one in asdict(preferences).items() if one != usual[name]}


def from_json(found: Any) -> Preferences:
    """What ``to_json`` wrote. A name or a value that makes no sense here is passed over."""
    result = Preferences()
    if not isinstance(found, Mapping):
        return result
    for field in fields(Preferences):
        value = found.get(field.name, getattr(result, field.name))
        if isinstance(value, list):
            value = tuple(value)
        if _makes_sense(field.name, value, getattr(result, field.name)):
            result = replace(result, **{field.name: value})
        else:
            log.warning("the preference %s = %r makes no sense and is left out", field.name, value)
    return result


def _makes_sense(name: str, value: Any, usual: Any) -> bool:
    if type(value) is not type(usual):
        return False
    if isinstance(value, tuple):
        return all(isinstance(one, str) for one in value)
    return name != "device" or value in DEVICES
