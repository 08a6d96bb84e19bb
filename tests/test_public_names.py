"""What a program that imports PhotoClip holds on to."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import photoclip


def test_every_public_name_is_there() -> None:
    assert sorted(photoclip.__all__) == ["Library", "PhotoClipError", "__version__"]
    assert all(getattr(photoclip, name) for name in photoclip.__all__)
    with pytest.raises(AttributeError, match="no attribute 'Libary'"):
        _ = photoclip.Libary  # type: ignore[attr-defined]


def test_what_a_person_can_mend_is_one_kind_of_error(tmp_path: Path) -> None:
    with pytest.raises(photoclip.PhotoClipError) as raised:
        photoclip.Library.open(tmp_path / "none", read_only=True)
    assert raised.value.message
    assert raised.value.hint


def test_importing_the_package_loads_only_what_switches_reporting_off() -> None:
    asked = "import sys, photoclip; print([one for one in sys.modules if 'photoclip.' in one])"
    found = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "['photoclip.privacy']"
