"""Where cities lie: a small gazetteer that needs no network (resources/places)."""

from __future__ import annotations

import bisect
import difflib
import threading
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Place:
    """A city. region: a country's code, for the US with the state ("US.OR"). Degrees (WGS 84)."""

    name: str
    region: str
    latitude: float
    longitude: float


class Gazetteer:
    """Cities of the world by any of their names; read from the disk when it is first asked."""

    def __init__(self, folder: Path) -> None:
        """folder: where cities.tsv and regions.tsv lie; a missing one knows no places."""
        self._folder = folder
        self._lock = threading.Lock()

    def find(self, name: str) -> Place | None:
        """The largest city of this name; "Paris, US" or "Portland, Oregon" say which one."""
        city, *regions = (one.strip() for one in name.split(","))
        wanted = [_key(one) for one in regions if one]
        for place in self._loaded.get(_key(city), ()):
            if all(one in self._region_keys(place.region) for one in wanted):
                return place
        return None

    def almost(self, name: str) -> str | None:
        """A known name that is spelled almost like this one."""
        key = _key(name.partition(",")[0])
        start = bisect.bisect_left(self._keys, key[:1])
        near = self._keys[start : bisect.bisect_left(self._keys, key[:1] + "\U0010ffff")]
        found = difflib.get_close_matches(key, near, 1, cutoff=0.75)
        return self._name_of(found[0]) if found else None

    def starting_with(self, prefix: str, limit: int = 10) -> list[str]:
        """Names of cities that begin with these letters, the largest cities first."""
        key = _key(prefix)
        start = bisect.bisect_left(self._keys, key)
        stop = bisect.bisect_left(self._keys, key + "\U0010ffff")
        ranked = sorted(self._keys[start:stop], key=self._rank_of)
        return list(dict.fromkeys(map(self._name_of, ranked)))[:limit]

    @property
    def _loaded(self) -> Mapping[str, Sequence[Place]]:
        with self._lock:
            return self._places

    @property
    def _keys(self) -> Sequence[str]:
        with self._lock:
            return self._sorted

    @cached_property
    def _places(self) -> dict[str, list[Place]]:
        """Places by each of their names, the largest first, as the file has them."""
        found: dict[str, list[Place]] = {}
        self._names: dict[str, tuple[int, str]] = {}
        for number, line in enumerate(self._lines("cities.tsv")):
            names, region, latitude, longitude = line.split("\t")
            first, *_ = every = names.split("|")
            place = Place(first, region, float(latitude), float(longitude))
            for name in every:
                key = _key(name)
                known = found.setdefault(key, [])
                if place not in known[-1:]:
                    known.append(place)
                # An old or foreign spelling is understood, but not offered.
                if name is first or is_korean(name):
                    self._names.setdefault(key, (number, name))
        return found

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self._places.keys() & self._names.keys())

    @cached_property
    def _regions(self) -> dict[str, str]:
        pairs = (line.split("\t") for line in self._lines("regions.tsv"))
        return {code: _key(name) for code, name in pairs}

    def _region_keys(self, region: str) -> set[str]:
        country, _, state = region.partition(".")
        names = {self._regions.get(region, ""), self._regions.get(country, "")}
        return names | {country.casefold(), state.casefold()}

    def _lines(self, name: str) -> list[str]:
        try:
            return (self._folder / name).read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return []

    def _rank_of(self, key: str) -> int:
        return self._names[key][0]

    def _name_of(self, key: str) -> str:
        return self._names[key][1]


def is_korean(name: str) -> bool:
    """Whether a name begins with a Hangul syllable."""
    return "가" <= name[:1] <= "힣"


def _key(name: str) -> str:
    """Without case, accents, spaces and hyphens."""
    if not name.isascii():
        parts = unicodedata.normalize("NFKD", name)
        name = "".join(one for one in parts if not unicodedata.combining(one))
        name = unicodedata.normalize("NFC", name)
    return "".join(one for one in name.casefold() if one.isalnum())
