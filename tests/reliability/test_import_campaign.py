"""The campaign of Import and Trip, in its short form."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from scenery import ROOT

sys.path.insert(0, str(ROOT / "benchmarks" / "reliability"))

import import_folder


@pytest.mark.parametrize("case", import_folder.CASES)
def test_every_mark_stays_with_its_picture(tmp_path: Path, case: str) -> None:
    result = import_folder.run(tmp_path / "case", case, 7)

    assert (result.lost, result.wrong) == ([], [])
    assert result.expected == result.stars == result.places >= 7
    assert result.files > result.expected
