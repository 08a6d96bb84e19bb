"""What the evaluation says of pictures whose truth is known."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from fakes import load_colours
from scenery import SAMPLES, Paint

from photoclip.app.evaluating import evaluate
from photoclip.core.errors import SearchError
from photoclip.services.measuring.evaluation import absent_queries, label_of


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    """Sample photos in directories named by label, with captions for two of them."""
    folder = tmp_path / "labelled"
    for label, names in {
        "lemon": ["grocery-lemon.jpg"],
        "elephant": ["caltech101-elephant.jpg", "coco-286994.jpg"],
        "hot_air-balloon": ["cc0-serene.jpg"],
    }.items():
        (folder / label).mkdir(parents=True)
        for name in names:
            (folder / label / name).symlink_to(SAMPLES / name)
    (folder / "captions.csv").write_text(
        "file,caption\nlemon/grocery-lemon.jpg,yellow lemons in a box at the grocery store\n"
        "elsewhere.jpg,not here\n"
    )
    return folder


def test_labels_with_right_and_wrong_pictures_are_told_apart(labelled: Path) -> None:
    found = evaluate(labelled, captions=labelled / "captions.csv", k=1)
    by_label = {one.query: one for one in found.labels}
    assert set(by_label) == {"lemon", "elephant", "hot air balloon"}
    assert found.pictures == 4
    assert by_label["lemon"].average_precision == 1.0
    assert by_label["lemon"].keeps_a_right_one
    assert by_label["elephant"].right == 2
    assert by_label["hot air balloon"].says_nothing, "green hills are no balloon"
    assert [one.query for one in found.captions] == ["yellow lemons in a box at the grocery store"]
    assert sum(one.says_nothing for one in found.absent) / len(found.absent) > 0.9
    assert not any("elephant" in one.query or "balloon" in one.query for one in found.absent)
    assert 0.0 <= found.calibration_error < 0.2


def test_the_command_prints_one_object_and_leaves_the_library_alone(
    labelled: Path, tmp_path: Path
) -> None:
    library = tmp_path / "library"
    words = ["--library", str(library), "evaluate", "--json", "--pictures", str(labelled)]
    done = subprocess.run(
        [sys.executable, "-m", "photoclip", *words],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert set(found["per_label"]) == {"lemon", "elephant", "hot air balloon"}
    assert {"map", "ece", "precision", "recall", "absent_say_nothing", "present_kept"} <= set(found)
    assert found["captions"] == 0
    assert found["captions_found"] is None
    assert not library.exists()


def test_a_folder_without_labels_still_answers_what_is_absent(photos: Path, paint: Paint) -> None:
    paint("red.png")
    found = evaluate(photos, loader=load_colours)
    assert found.labels == []
    assert len(found.absent) > 100


def test_a_folder_without_pictures_is_a_clear_error(photos: Path) -> None:
    with pytest.raises(SearchError, match="no pictures"):
        evaluate(photos, loader=load_colours)


@pytest.mark.parametrize("text", ["", "name,text\nred.png,red\n", "file,caption\nblue.png,blue\n"])
def test_captions_that_fit_nothing_are_a_clear_error(
    photos: Path, paint: Paint, tmp_path: Path, text: str
) -> None:
    paint("red.png")
    captions = tmp_path / "captions.csv"
    captions.write_text(text)
    with pytest.raises(SearchError):
        evaluate(photos, captions=captions, loader=load_colours)


def test_labels_are_names_of_directories() -> None:
    folder = Path("/pictures")
    assert label_of("/pictures/polar_bear/1.jpg", folder) == "polar bear"
    assert label_of("/pictures/zoo/polar-bear/1.jpg", folder) == "polar bear"
    assert label_of("/pictures/Polar__Bear/1.jpg", folder) == "polar bear"
    assert label_of("/pictures/1.jpg", folder) == ""


def test_what_shares_a_word_with_a_label_is_not_absent() -> None:
    built_in = ["volcano", "hot air balloon", "Two dogs sleep.", "a red car"]
    assert absent_queries(built_in, ["dog", "balloons"]) == ["volcano", "a red car"]


def test_what_cannot_be_read_is_named(labelled: Path) -> None:
    broken = labelled / "lemon" / "broken.jpg"
    broken.write_text("no picture")
    found = evaluate(labelled)
    assert [one.partition(": ")[0] for one in found.skipped] == [str(broken)]
    assert next(one for one in found.labels if one.query == "lemon").right == 1
