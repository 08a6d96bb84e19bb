"""The campaign of disks that fill and drives that stumble, in its short form.

A program of its own: it gives up rights that a process does not get back.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from scenery import ROOT

CAMPAIGN = ROOT / "benchmarks" / "reliability" / "faults.py"


def test_what_fails_for_a_while_harms_nothing(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(CAMPAIGN), "--faults", "10", "--seed", "3"],
        env={**os.environ, "TMPDIR": str(tmp_path), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    faults, kinds, met, looks, lost, wrong, _ = done.stdout.splitlines()[-1].split(" | ")
    assert (faults, lost, wrong) == ("10", "0", "0")
    assert int(kinds) >= 4
    assert int(met) >= 2
    assert int(looks) > 100
