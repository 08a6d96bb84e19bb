"""Sidecars on the shell, with the starter model."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from scenery import SAMPLES

from photoclip.media.sidecar import read_sidecar
from photoclip.media.xmp import SUBJECT
from photoclip.media.xmp_changes import new_packet, with_items


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a photo and a library that knows it."""
    top = tmp_path_factory.mktemp("sidecars")
    (top / "photos").mkdir()
    shutil.copy(SAMPLES / "grocery-lemon.jpg", top / "photos" / "lemon.jpg")
    done = photoclip(top, "index", top / "photos")
    assert done.returncode == 0, done.stderr
    return top


def photoclip(top: Path, *words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "photoclip", "--library", str(top / "library")]
    return subprocess.run([*command, *map(str, words)], capture_output=True, text=True)


def answer(top: Path, *words: object) -> dict[str, object]:
    done = photoclip(top, "sidecars", *words, "--json")
    assert done.returncode == 0, done.stderr
    found: dict[str, object] = json.loads(done.stdout)
    return found


def test_tags_go_out_and_come_in(place: Path) -> None:
    photo = place / "photos" / "lemon.jpg"
    sidecar = place / "photos" / "lemon.jpg.xmp"
    assert answer(place, "status")["writes"] is False
    photoclip(place, "tags", "add", "kitchen counter", photo)
    assert not sidecar.exists(), "nothing is written unasked"

    written = answer(place, "write")

    assert (written["written"], written["made"], written["failures"]) == (1, 1, [])
    assert read_sidecar(str(sidecar)).packet.items(SUBJECT) == ("kitchen counter",)

    theirs = with_items(new_packet("x", "xmp.did:1", "x"), SUBJECT, ["kitchen counter", "aunt"])
    sidecar.write_bytes(theirs.stored())
    assert answer(place, "read", photo)["imported"] == 1
    shown = photoclip(place, "tags", "show", photo).stdout
    assert "aunt  · added by a sidecar" in shown
    assert "1 sidecar" in photoclip(place, "sidecars", "status").stdout

    sidecar.write_text("<torn", encoding="utf-8")
    failed = photoclip(place, "sidecars", "read")
    assert failed.returncode == 1
    assert "broken" in failed.stderr
    assert answer(place, "status")["problems"]


def test_a_photo_that_is_not_in_the_library_is_told(place: Path, tmp_path: Path) -> None:
    done = photoclip(place, "sidecars", "write", tmp_path / "none.jpg")
    assert done.returncode == 1
    assert "no photo of this library" in done.stderr
