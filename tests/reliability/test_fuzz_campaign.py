"""The campaign of spoilt inputs, in its short form."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from scenery import ROOT

sys.path.insert(0, str(ROOT / "benchmarks" / "reliability"))

import fuzz

ROUNDS = {
    "pictures": 80,
    "folders": 20,
    "queries": 60,
    "sidecars": 15,
    "albums": 60,
    "labels": 40,
    "models": 60,
}


def test_every_kind_has_a_short_form() -> None:
    assert list(ROUNDS) == list(fuzz.fuzz_kinds.KINDS)


@pytest.mark.parametrize("kind", ROUNDS)
def test_spoilt_inputs_are_taken_in_or_refused_with_a_sentence(tmp_path: Path, kind: str) -> None:
    tally = fuzz.run(kind, ROUNDS[kind], 3, tmp_path)

    assert [f"{one.name}: {one.what}" for one in tally.lost] == []
    assert tally.tried >= ROUNDS[kind]
    assert min(tally.taken, tally.refused) > 0, "both are tried"
