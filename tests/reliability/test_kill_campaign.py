"""The campaign of kills, in its short form: the real worker, and each kind of target once."""

from __future__ import annotations

import os
import sys

import pytest
from scenery import ROOT

sys.path.insert(0, str(ROOT / "benchmarks" / "reliability"))

import kill

pytestmark = pytest.mark.alone

PLAN = [
    kill.Kill("index", "all", "commit"),
    kill.Kill("index", "worker", "embed"),
    kill.Kill("window", "app", "decode"),
]


@pytest.mark.skipif(os.name != "posix", reason="process groups and SIGKILL are POSIX's")
def test_a_kill_loses_nothing() -> None:
    campaign = kill.run(PLAN, seed=1)

    assert campaign.lost == []
    assert campaign.kills == campaign.targets.total() == len(PLAN)
