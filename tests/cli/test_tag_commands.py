"""Tags and zero-shot classification on the shell, with the starter model."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from scenery import SAMPLES


def photoclip(*words: object, **options: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "photoclip", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, **options)


@pytest.fixture(scope="module")
def tagged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with the sample photos, tagged by the way as they were indexed."""
    folder = tmp_path_factory.mktemp("tagged") / "library"
    done = photoclip("--library", folder, "index", SAMPLES)
    assert done.returncode == 0, done.stderr
    assert "89 photos tagged" in done.stdout
    return folder


def tags(library: Path, photo: Path) -> dict[str, dict[str, object]]:
    done = photoclip("--library", library, "tags", "show", photo, "--json")
    assert done.returncode == 0, done.stderr
    return {one["id"]: one for one in json.loads(done.stdout)["tags"]}


def test_tags_come_with_probability_and_origin(tagged: Path) -> None:
    elephant = tags(tagged, SAMPLES / "caltech101-elephant.jpg")["elephant"]
    assert elephant["korean"] == "코끼리"
    assert elephant["probability"] > 0.5
    assert elephant["model"].startswith("starter-")
    assert elephant["prompts"] == "openai80"
    assert elephant["decision"] is None

    done = photoclip("--library", tagged, "tags", "photos", "코끼리")
    assert str(SAMPLES / "caltech101-elephant.jpg") in done.stdout.splitlines()


def test_a_person_corrects_tags_for_good(tagged: Path) -> None:
    photo = SAMPLES / "caltech101-elephant.jpg"
    assert photoclip("--library", tagged, "tags", "reject", "elephant", photo).returncode == 0
    assert photoclip("--library", tagged, "tags", "add", "Grandma", photo).returncode == 0

    again = json.loads(photoclip("--library", tagged, "tag", "--json").stdout)

    assert again["photos"] == 89
    assert again["labels"] > 400
    found = tags(tagged, photo)
    assert (found["elephant"]["decision"], found["grandma"]["decision"]) == ("rejected", "added")
    counts = json.loads(photoclip("--library", tagged, "tags", "list", "--json").stdout)["tags"]
    assert {"grandma"} <= {one["id"] for one in counts if one["photos"] == 1}
    assert photoclip("--library", tagged, "tags", "confirm", "elephant", photo).returncode == 0
    assert photoclip("--library", tagged, "tags", "remove", "Grandma", photo).returncode == 0
    assert "grandma" not in tags(tagged, photo)


def test_labels_are_edited_on_the_shell(tagged: Path) -> None:
    # Not scored by a model, so that nothing needs embedding: further names alone.
    words = ("--library", tagged, "tags", "labels")
    done = photoclip(*words, "synonym", "dog", "--english", "doggo", "--korean", "댕댕이")
    assert done.returncode == 0, done.stderr
    assert "doggo" in done.stdout
    assert "댕댕이" in photoclip(*words, "list").stdout
    taken = photoclip(*words, "synonym", "dog", "--remove", "Doggo")
    assert taken.returncode == 0, taken.stderr
    assert "doggo" not in taken.stdout
    assert "댕댕이" in taken.stdout
    assert "no further name" in photoclip(*words, "synonym", "dog", "--remove", "cat").stderr
    assert photoclip(*words, "reset").returncode == 0
    assert "댕댕이" not in photoclip(*words, "list").stdout


def test_a_korean_query_is_a_query_like_any_other(tagged: Path) -> None:
    done = photoclip("--library", tagged, "search", "코끼리", "-n", 1)
    assert done.returncode == 0, done.stderr
    assert "caltech101-elephant.jpg" in done.stdout
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["show", "nowhere.jpg"], "no photo of this library"),
        (["photos", "elefant"], "Did you mean"),
        (["labels", "add", "puppy"], "already a name of the label “dog”"),
        (["labels", "rename", "dog"], "no new name"),
    ],
)
def test_a_mistake_is_one_clear_line(tagged: Path, words: list[str], said: str) -> None:
    done = photoclip("--library", tagged, "tags", *words)
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_the_shipped_label_vectors_are_what_the_model_gives(tagged: Path) -> None:
    """A change of a label's prompt without “benchmarks/label_vectors.py” would show here."""
    from photoclip import Library
    from photoclip.embed.models.prompts import embed_label, load_templates
    from photoclip.relevance.zeroshot import BACKGROUND
    from photoclip.services.tags.label_vectors import LabelVectors

    resources = SAMPLES.parent
    with Library.open(tagged, read_only=True) as library:
        templates = load_templates(resources)
        key = library.model().keys.texts
        shipped = LabelVectors([resources / "labels" / "vectors"], key, templates)
        texts = [one.text for one in library.tags.labels().scored]
        assert shipped.missing([*texts, *BACKGROUND]) == []
        for text in ("dog", "a birthday party"):
            made = embed_label(library.embed_texts, text, templates)
            assert float(shipped.matrix([text])[0] @ made) > 0.9999


def test_zeroshot_prints_figures_and_touches_no_library(tmp_path: Path) -> None:
    for label, names in {
        "elephant": ["caltech101-elephant.jpg"],
        "kitten": ["cc0-kitten-on-lawn.jpg"],
    }.items():
        (tmp_path / "sets" / label).mkdir(parents=True)
        for name in names:
            shutil.copy(SAMPLES / name, tmp_path / "sets" / label)

    words = ("--library", tmp_path / "library", "zeroshot", "--pictures", tmp_path / "sets")
    found = json.loads(photoclip(*words, "--templates", "simple", "--json").stdout)

    assert {"model", "n", "top1", "top5", "per_label"} <= set(found)
    assert (found["n"], found["top1"], found["top5"]) == (2, 1.0, 1.0)
    assert found["per_label"]["elephant"]["n"] == 1
    assert found["confusion"] == [[1, 0], [0, 1]]
    table = photoclip(*words, "--templates", "simple").stdout
    assert "top-1" in table
    assert "Rows are the folders" in table
    assert not (tmp_path / "library").exists()


def test_indexing_says_that_labels_have_to_be_prepared_first(tmp_path: Path) -> None:
    library, photos = tmp_path / "library", tmp_path / "photos"
    library.mkdir()
    photos.mkdir()
    shutil.copy(SAMPLES / "caltech101-elephant.jpg", photos)
    own = {
        "groups": [{"id": "own", "english": "My labels"}],
        "labels": [{"id": "zorilla", "group": "own", "english": f"zorilla {tmp_path.name}"}],
    }
    (library / "labels.json").write_text(json.dumps(own), encoding="utf-8")
    done = photoclip("--library", library, "index", photos)
    assert done.returncode == 0, done.stderr
    assert "not tagged with this model yet" in done.stderr
    assert "photos tagged" not in done.stdout
