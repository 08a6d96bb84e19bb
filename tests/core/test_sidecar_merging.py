"""Two sides of a sidecar come together, and nobody's word is lost on the way."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from photoclip.core.sidecars import album_keyword, levels, merge_names, merge_rating, stars

RATINGS = st.one_of(st.none(), st.integers(-1, 5))
STARS = st.integers(0, 5)
NAMES = st.frozensets(st.sampled_from("abcdef"))


def never(_key: str) -> bool:
    return False


@given(RATINGS, STARS, RATINGS, st.booleans())
def test_a_rating_is_one_of_the_two(
    agreed: int | None, ours: int, file: int | None, is_ours_newer: bool
) -> None:
    merged = merge_rating(agreed, ours, file, is_ours_newer=is_ours_newer)
    assert stars(merged.file) == merged.ours
    assert merged.ours in (ours, stars(file))
    assert merged.file in (ours, file)


@given(RATINGS, STARS, RATINGS)
def test_who_alone_changed_a_rating_is_heard(
    agreed: int | None, ours: int, file: int | None
) -> None:
    for is_ours_newer in (False, True):
        if ours == stars(agreed):
            merged = merge_rating(agreed, ours, file, is_ours_newer=is_ours_newer)
            assert (merged.ours, merged.file) == (stars(file), file)
        merged = merge_rating(agreed, ours, agreed, is_ours_newer=is_ours_newer)
        assert merged.ours == ours


@given(RATINGS, STARS, STARS)
def test_of_two_changed_ratings_the_later_one_is_heard(
    agreed: int | None, ours: int, file: int
) -> None:
    if ours != stars(agreed):
        assert merge_rating(agreed, ours, file, is_ours_newer=True).ours == ours
    if file != agreed:
        assert merge_rating(agreed, ours, file, is_ours_newer=False).ours == file


@given(NAMES, NAMES, NAMES, st.functions(like=never, returns=st.booleans(), pure=True))
def test_names_come_together_but_for_what_was_rejected(
    agreed: frozenset[str],
    ours: frozenset[str],
    file: frozenset[str],
    is_ours_newer: Callable[[str], bool],
) -> None:
    merged = merge_names(agreed, ours, file, is_ours_newer)
    ours_after = (ours | merged.to_ours) - merged.off_ours
    file_after = (file | merged.to_file) - merged.off_file
    refused = {one for one in file - ours - agreed if is_ours_newer(one)}
    assert file_after - ours_after == refused
    assert not ours_after - file_after
    assert ours & file <= ours_after


@given(NAMES, NAMES, NAMES)
def test_what_was_never_agreed_on_is_never_taken_away(
    agreed: frozenset[str], ours: frozenset[str], file: frozenset[str]
) -> None:
    merged = merge_names(agreed, ours, file, never)
    assert merged.off_file <= agreed
    assert merged.off_ours <= agreed
    assert not (merged.off_file | merged.to_file) & (merged.off_ours | merged.to_ours)


@given(NAMES, NAMES)
def test_the_side_that_changed_is_followed(agreed: frozenset[str], changed: frozenset[str]) -> None:
    from_here = merge_names(agreed, changed, agreed, never)
    assert not (from_here.to_ours)
    assert not (from_here.off_ours)
    assert not (from_here.to_file & agreed)
    from_there = merge_names(agreed, agreed, changed, never)
    assert not (from_there.to_file)
    assert not (from_there.off_file)


def test_albums_are_levels_below_one_root() -> None:
    assert album_keyword(["Trips", "Sea|side"]) == "Albums|Trips|Sea-side"
    assert levels("Albums|Trips|Sea-side") == ["Albums", "Trips", "Sea-side"]
    assert levels(" a / b//c ", "/") == ["a", "b", "c"]
