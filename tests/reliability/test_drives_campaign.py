"""The campaign of drives that come and go, in its short form."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from drives import Drives
from scenery import ROOT

sys.path.insert(0, str(ROOT / "benchmarks" / "reliability"))

import drive_deeds


@pytest.mark.parametrize("seed", [1, 5])
def test_no_photo_of_a_drive_is_lost(tmp_path: Path, drives: Drives, seed: int) -> None:
    del drives  # mounts are permitted here
    campaign = drive_deeds.run(tmp_path, deeds=40, seed=seed)

    assert campaign.looks > 300
    assert (campaign.lost, campaign.wrong) == ([], [])
