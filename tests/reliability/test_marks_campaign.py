"""The campaign of random deeds, in its short form."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from scenery import ROOT

sys.path.insert(0, str(ROOT / "benchmarks" / "reliability"))

import marks


@pytest.mark.parametrize("seed", [1, 2])
def test_no_mark_is_lost_or_on_a_wrong_photo(tmp_path: Path, seed: int) -> None:
    campaign = marks.run(tmp_path, deeds=120, seed=seed)

    assert campaign.looks > 500
    assert (campaign.lost, campaign.wrong) == ([], [])
