"""Finds what a query calls by name: tags, albums, places."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from pathlib import Path

from photoclip.core.errors import QuerySyntaxError, SearchError
from photoclip.core.models import PhotoIds
from photoclip.core.ports import NameResolver
from photoclip.core.query.tree import Filter, Named, Near
from photoclip.core.wording import Message
from photoclip.services.search.places import Gazetteer

NAMED_FIELDS = ("tag", "album")


class QueryNames:
    """Names of the library, by whoever keeps them, and of cities. A FilterResolver."""

    def __init__(self, places: Path) -> None:
        """places: folder of the gazetteer."""
        self.gazetteer = Gazetteer(places)
        self._resolvers: dict[str, NameResolver] = {}

    def register(self, field: str, resolver: NameResolver) -> None:
        """From now on ``resolver`` knows the names of ``tag:`` or ``album:``."""
        if field not in NAMED_FIELDS:
            raise ValueError(f"no names stand behind {field}:")
        self._resolvers[field] = resolver

    def names(self, field: str) -> Sequence[str]:
        """Every name that a field takes, none while nobody keeps them."""
        resolver = self._resolvers.get(field)
        return () if resolver is None else resolver.names()

    def photo_ids(self, one: Filter) -> PhotoIds:
        """See FilterResolver."""
        assert isinstance(one.condition, Named)
        resolver = self._resolvers.get(one.field)
        try:
            ids = None if resolver is None else resolver.photo_ids(one.condition.name)
        except SearchError as error:
            # A smart album whose own query names something that is gone.
            raise QuerySyntaxError(error.message, error.hint, one.span) from error
        if ids is None:
            raise self._unknown(one, one.condition.name, list(self.names(one.field)))
        return ids

    def position(self, one: Filter) -> tuple[float, float]:
        """See FilterResolver."""
        assert isinstance(one.condition, Near)
        assert one.condition.place is not None
        place = self.gazetteer.find(one.condition.place)
        if place is None:
            guess = self.gazetteer.almost(one.condition.place)
            raise _not_found(
                Message("No place named “{place}” is known.", place=one.condition.place), one, guess
            )
        return place.latitude, place.longitude

    def _unknown(self, one: Filter, name: str, known: list[str]) -> QuerySyntaxError:
        by_key = {each.casefold(): each for each in known}
        close = difflib.get_close_matches(name.casefold(), by_key, 1, cutoff=0.6)
        guess = by_key[close[0]] if close else None
        return _not_found(
            Message("There is no {field} named “{name}”.", field=one.field, name=name), one, guess
        )


def _not_found(message: str, one: Filter, guess: str | None) -> QuerySyntaxError:
    if guess is not None:
        return QuerySyntaxError(
            message, Message("Did you mean “{guess}”?", guess=guess), one.span, guess
        )
    if one.field == "near":
        hint = "Write a larger city nearby, or a latitude and longitude: near:37.5,127.0"
    elif one.field == "album":
        hint = "It may have been renamed or deleted."
    else:
        hint = "Look at how it is written, or leave it away."
    return QuerySyntaxError(message, hint, one.span)
