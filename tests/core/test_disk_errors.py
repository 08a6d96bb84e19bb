"""What counts as a full disk, wherever something is written."""

from __future__ import annotations

import errno

import pytest

from photoclip.core.errors import is_disk_full


@pytest.mark.parametrize(
    ("code", "is_full"),
    [(errno.ENOSPC, True), (errno.EDQUOT, True), (errno.EACCES, False), (None, False)],
)
def test_a_disk_without_room_and_a_spent_quota_are_full(code: int | None, is_full: bool) -> None:
    error = OSError("refused") if code is None else OSError(code, "refused")
    assert is_disk_full(error) is is_full
