"""Zero-shot classification of labelled folders, without a library."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import load_colours
from scenery import ROOT, Paint

from photoclip.app.opening import worker_without_library
from photoclip.core.config import Settings
from photoclip.core.errors import FolderError, LabelError, ModelError
from photoclip.services.measuring.evaluation import label_of
from photoclip.services.measuring.zeroshot import ZeroShotService

RED, GREEN, BLUE = (255, 0, 0), (0, 255, 0), (0, 0, 255)


@pytest.fixture
def service() -> Iterator[ZeroShotService]:
    with worker_without_library(Settings(), print, load_colours) as client:
        yield ZeroShotService(client, ROOT / "resources")


@pytest.fixture
def pictures(photos: Path, paint: Paint) -> Path:
    """Two red pictures in their folder, and a green one beside a red one that lies wrong."""
    paint("red/rose.png", RED)
    paint("red/deeper/tulip.png", RED, shade=1)
    paint("green_thing/meadow.png", GREEN)
    paint("green_thing/copy-of-rose.png", RED)
    paint(".hidden/sea.png", BLUE)
    (photos / "notes").mkdir()
    (photos / "red" / "broken.png").write_bytes(b"no picture")
    return photos


def test_folders_are_labels_and_pictures_are_counted(
    service: ZeroShotService, pictures: Path
) -> None:
    report = service.run(pictures)

    assert report.labels == (("green_thing", "green thing"), ("red", "red"))
    assert report.figures.n == 4
    assert report.figures.top1 == 0.75
    assert report.figures.confusion.tolist() == [[1, 1], [0, 2]]
    assert (report.template_count, report.single.top1) == (80, 0.75)
    assert len(report.skipped) == 1
    assert "broken.png" in report.skipped[0]


def test_folders_are_named_as_evaluate_names_them_and_no_label_stands_for_two(
    service: ZeroShotService, photos: Path, paint: Paint
) -> None:
    paint("Red-Thing/rose.png", RED)
    paint("green__THING/meadow.png", GREEN)
    report = service.run(photos)
    assert report.labels == (("Red-Thing", "red thing"), ("green__THING", "green thing"))
    assert [label_of(str(photos / name / "1.png"), photos) for name, _ in report.labels] == [
        text for _, text in report.labels
    ]
    paint("red_thing/tulip.png", RED)
    with pytest.raises(LabelError, match="“Red-Thing” and “red_thing” stand for the same"):
        service.run(photos)


def test_labels_from_a_file_stand_for_folders_and_may_be_wrong_answers(
    service: ZeroShotService, pictures: Path, tmp_path: Path
) -> None:
    labels = tmp_path / "labels.txt"
    labels.write_text("red\ngreen_thing,a meadow, all green\n\nblue\n", encoding="utf-8-sig")

    report = service.run(pictures, labels=labels, templates="simple")

    assert report.labels == (("red", "red"), ("green_thing", "a meadow, all green"), ("blue",) * 2)
    assert report.figures.label_n.tolist() == [2, 2, 0]
    assert report.template_count == 1


def test_templates_may_come_from_a_file(
    service: ZeroShotService, pictures: Path, tmp_path: Path
) -> None:
    own = tmp_path / "own.txt"
    own.write_text("# mine\na picture of {}\n{c}, seen from afar\n", encoding="utf-8")
    assert service.run(pictures, templates=str(own)).template_count == 2
    own.write_text("a picture of nothing\n", encoding="utf-8")
    with pytest.raises(ModelError, match="must each contain"):
        service.run(pictures, templates=str(own))
    with pytest.raises(ModelError, match="cannot be read"):
        service.run(pictures, templates="no-such-templates")


@pytest.mark.parametrize(
    ("text", "said"),
    [("red\n", "nothing about the folder “green_thing”"), ("red\nred\n", "name “red” twice")],
)
def test_labels_that_do_not_fit_are_refused(
    service: ZeroShotService, pictures: Path, tmp_path: Path, text: str, said: str
) -> None:
    labels = tmp_path / "labels.txt"
    labels.write_text(text, encoding="utf-8")
    with pytest.raises(LabelError, match=said):
        service.run(pictures, labels=labels)


def test_a_folder_without_labelled_pictures_is_explained(
    service: ZeroShotService, tmp_path: Path, photos: Path
) -> None:
    with pytest.raises(FolderError, match="does not exist"):
        service.run(tmp_path / "nowhere")
    (tmp_path / "labels.txt").write_text("red")
    with pytest.raises(FolderError, match="is a file, not a folder"):
        service.run(tmp_path / "labels.txt")
    with pytest.raises(FolderError, match="no folders with pictures"):
        service.run(photos)
    (photos / "red").mkdir()
    (photos / "red" / "broken.png").write_bytes(b"no picture")
    with pytest.raises(FolderError, match="None of the 1 pictures"):
        service.run(photos)
