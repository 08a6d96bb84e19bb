"""The short form of benchmarks/reliability/catalogs.py."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from scenery import ROOT

sys.path.insert(0, str(ROOT / "benchmarks" / "reliability"))

from catalogs import run, table_of
from damages import DAMAGES


@pytest.mark.filterwarnings("ignore")
def test_every_kind_of_damage_ends_in_a_whole_library(tmp_path: Path) -> None:
    tallies = run(2 * len(DAMAGES), 20, tmp_path)

    assert [one for tally in tallies.values() for one in tally.lost] == []
    assert list(table_of(tallies))[-1] == f"| all | {2 * len(DAMAGES)} | {2 * len(DAMAGES)} | 0 |"
