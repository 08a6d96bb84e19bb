"""What is offered while a query is typed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scenery import Paint

from photoclip.app.library import Library
from photoclip.catalog.database import Catalog
from photoclip.core.models import PhotoIds
from photoclip.core.query.fields import FIELDS
from photoclip.core.query.letters import narrow
from photoclip.core.query.parser import parse
from photoclip.services.search.completion import CompletionService
from photoclip.services.search.query_names import QueryNames

PLACES = Path(__file__).parents[2] / "resources" / "places"


class Albums:
    def photo_ids(self, name: str) -> PhotoIds | None:
        return np.empty(0, np.int64)

    def names(self) -> list[str]:
        return ["Summer in Rome", "Birthday", "여행"]


@pytest.fixture
def completion(library: Library, paint: Paint, photos: Path) -> CompletionService:
    paint("holiday/old town/a.png")
    library.index(photos)
    library.searches.names.register("album", Albums())
    return library.completion


def offered(completion: CompletionService, text: str) -> list[str]:
    """What the typed text becomes by each candidate; the cursor stands at the bar."""
    cursor = text.index("|") if "|" in text else len(text)
    text = text.replace("|", "")
    return [
        text[: one.start] + one.text + text[one.end :] for one in completion.complete(text, cursor)
    ]


def test_fields_are_offered_by_their_beginning(completion: CompletionService) -> None:
    assert offered(completion, "beach ca") == ["beach camera:"]
    assert offered(completion, "beach -ha|x red") == ["beach -has: red"]
    assert offered(completion, "(o") == ["(orientation:"]
    assert offered(completion, "xyz") == []
    assert offered(completion, "beach ") == []
    assert offered(completion, '"ca') == []


def test_values_come_from_the_library(completion: CompletionService) -> None:
    assert offered(completion, "folder:old") == ['folder:"photos/holiday/old town"']
    assert offered(completion, 'folder:"photos/hol|" red') == [
        'folder:"photos/holiday/old town" red'
    ]
    assert offered(completion, "album:s") == ['album:"Summer in Rome"']
    assert offered(completion, 'red album:"ro') == ['red album:"Summer in Rome"']
    assert offered(completion, "album:여") == ["album:여행"]
    assert offered(completion, "tag:x") == []
    assert offered(completion, "date:su") == ["date:summer"]
    assert offered(completion, "is:") == ["is:favorite", "is:screenshot", "is:animated"]
    assert "near:Seoul" in offered(completion, "near:seo")
    assert "near:서울" in offered(completion, "near:서")


def test_no_completion_breaks_a_query(completion: CompletionService) -> None:
    for name in FIELDS:
        for typed in (f"red {name}:", f"red -{name}:s", f"red {name}:1"):
            for query in offered(completion, typed):
                assert parse(query).root is not None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(alphabet='ab :"-+()|서가“', max_size=30), st.integers(-3, 40))
def test_any_text_and_cursor_is_answered(
    completion: CompletionService, text: str, cursor: int
) -> None:
    for one in completion.complete(text, cursor):
        assert 0 <= one.start <= one.end <= len(text)


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.sampled_from(
        (
            "beach ++sunset -people date:2019..2021 rating:>=4",
            '("black cat" or dog) folder:"photos/holiday" -is:screenshot',
            'like:42 "at night" near:"New York",50km date:summer-2020 camera:nikon',
            "바다 －tag：강아지 （album：“여행” or near：서울） has:gps",
            "type:raw orientation:portrait size:>1MB is:favorite has:lens before:2020 iso:1 name:a",
        )
    ),
    st.integers(0, 80),
)
def test_each_proposal_for_any_beginning_of_a_query_can_be_asked(
    completion: CompletionService, query: str, length: int
) -> None:
    text = query[:length]
    for one in completion.complete(text, len(text)):
        # A field's name waits for its value; any value does here.
        proposed = one.text
        if one.is_field:
            proposed = FIELDS[one.text.removesuffix(":")].example.partition(" or ")[0]
        better = narrow(text[: one.start] + proposed + text[one.end :])
        parse(better + ")" * (better.count("(") - better.count(")")))


def test_wide_letters_of_a_keyboard_are_completed_too(completion: CompletionService) -> None:
    assert offered(completion, "－ｆｏｌ") == ["－folder:"]
    assert offered(completion, "바다　album：여") == ["바다　album:여행"]
    assert offered(completion, 'a\t"b" －ｔｙｐｅ：jp|') == [
        'a\t"b" －type:jpeg',
        'a\t"b" －type:jp2',
    ]


def test_a_missing_gazetteer_offers_nothing(library: Library, tmp_path: Path) -> None:
    catalog = Catalog.open(tmp_path / "c.sqlite3")
    try:
        assert offered(CompletionService(catalog, QueryNames(tmp_path)), "near:seo") == []
    finally:
        catalog.close()
