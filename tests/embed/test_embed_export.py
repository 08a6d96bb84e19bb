"""Exported towers give the reference's vectors, or are not used."""

from __future__ import annotations

import json
import os
import shutil
import time
import warnings
from pathlib import Path

import numpy as np
import pytest
from embedding_truth import BARE, Truth

from photoclip.core.errors import ModelError
from photoclip.embed.models import export
from photoclip.embed.models.export import export_towers, least_cosine
from photoclip.embed.models.onnx import OnnxTowers, TowersMeta
from photoclip.embed.models.openclip import TorchTowers, load_reference
from photoclip.embed.models.registry import find_model
from photoclip.embed.models.trial import TRIAL_TEXTS, trial_pixels
from photoclip.embed.models.weights import ModelFiles, locate, towers_folder

TINY = find_model("random:ViT-S-32-alt")


@pytest.fixture(scope="module")
def towers(bare_resources: Path, bare_cache: Path) -> OnnxTowers:
    folder = towers_folder(bare_cache, locate(BARE, bare_resources, bare_cache))
    return OnnxTowers.exported(folder, threads=2)


def test_photos_get_the_published_vectors_without_torch(towers: OnnxTowers, truth: Truth) -> None:
    vectors = towers.embed_pixels(truth.pixels)
    assert vectors.dtype == np.float32
    assert least_cosine(vectors, truth.image_vectors) >= 0.999


def test_texts_get_the_published_vectors_without_torch(towers: OnnxTowers, truth: Truth) -> None:
    vectors = towers.embed_tokens(towers.tokenize(truth.texts))
    assert least_cosine(vectors, truth.text_vectors) >= 0.999


def test_exported_and_reference_vectors_are_the_same(
    towers: OnnxTowers, starter_torch: TorchTowers, truth: Truth
) -> None:
    expected = starter_torch.embed_pixels(truth.pixels)
    np.testing.assert_allclose(towers.embed_pixels(truth.pixels), expected, atol=1e-5)
    for count in (1, 3, 7):
        found = towers.embed_pixels(truth.pixels[:count])
        np.testing.assert_allclose(found, expected[:count], atol=1e-5)


def test_the_folder_says_all_that_the_reference_would(
    towers: OnnxTowers, starter_torch: TorchTowers
) -> None:
    assert towers.meta.dim == starter_torch.dim
    assert towers.meta.preprocess == starter_torch.preprocess
    assert towers.meta.tokenizer == starter_torch.tokenizer.spec
    assert towers.meta.logit_scale == starter_torch.logit_scale
    assert towers.meta.logit_bias == starter_torch.logit_bias


def test_a_large_classic_model_is_exported_with_its_weights_beside_it(
    resources: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(export, "EXTERNAL_DATA_BYTES", 0)
    files = locate(TINY, resources, tmp_path)
    reference = load_reference(TINY, files)
    pixels = trial_pixels(resources, reference.preprocess)
    capfd.readouterr()
    with warnings.catch_warnings(record=True) as caught:
        result = export_towers(TINY.key, files, reference, tmp_path, pixels, TRIAL_TEXTS)
    assert result.problem == ""
    assert result.folder == towers_folder(tmp_path, files)
    assert capfd.readouterr() == ("", "")
    assert caught == []
    assert {path.name for path in result.folder.glob("*.data")} == {
        "image.onnx.data",
        "text.onnx.data",
    }
    exported = OnnxTowers.exported(result.folder, threads=2)
    tokens = reference.tokenizer.load()(["a cat", "two dogs"])
    assert np.array_equal(exported.tokenize(["a cat", "two dogs"]), tokens)
    assert least_cosine(exported.embed_tokens(tokens), reference.embed_tokens(tokens)) > 0.9999


class Failing:
    """Stands for exporters that cannot export, and counts what was tried."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self, *arguments: object) -> None:
        self.calls += 1
        raise RuntimeError("operator not supported\nand a page of details")


def starter_export(
    reference: TorchTowers, resources: Path, cache: Path, truth: Truth
) -> tuple[export.ExportResult, ModelFiles]:
    files = locate(BARE, resources, cache)
    pixels = truth.pixels[:2]
    return export_towers("bare", files, reference, cache, pixels, ["a cat", "a dog"]), files


def test_an_export_that_fails_is_told_and_leaves_nothing(
    starter_torch: TorchTowers,
    resources: Path,
    tmp_path: Path,
    truth: Truth,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    newer, older = Failing(), Failing()
    newer.__name__, older.__name__ = "newer", "older"  # type: ignore[attr-defined]
    monkeypatch.setattr(export, "_dynamo", newer)
    monkeypatch.setattr(export, "_tracing", older)
    result, _ = starter_export(starter_torch, resources, tmp_path, truth)
    assert result.folder is None
    assert result.problem == "image tower: operator not supported; operator not supported"
    assert (newer.calls, older.calls) == (1, 1)
    assert list((tmp_path / "towers").iterdir()) == []


def copy_instead_of_exporting(towers: OnnxTowers, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the towers that are there already in the place of fresh ones, which take longer."""

    def copy(tower: object, example: object, path: Path, exporters: object) -> None:
        shutil.copy(towers.folder / path.name, path)

    monkeypatch.setattr(export, "_export", copy)


def test_an_export_that_gives_other_vectors_is_refused(
    towers: OnnxTowers,
    starter_torch: TorchTowers,
    resources: Path,
    tmp_path: Path,
    truth: Truth,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    copy_instead_of_exporting(towers, monkeypatch)
    monkeypatch.setattr(starter_torch, "embed_tokens", lambda tokens: -truth.text_vectors[:1])
    result, _ = starter_export(starter_torch, resources, tmp_path, truth)
    assert result.folder is None
    assert "exported text tower differs" in result.problem


def test_a_full_disk_is_told_and_not_raised(
    starter_torch: TorchTowers,
    resources: Path,
    tmp_path: Path,
    truth: Truth,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fill(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(export, "_write", fill)
    result, _ = starter_export(starter_torch, resources, tmp_path, truth)
    assert result.folder is None
    assert "No space left" in result.problem


def test_a_damaged_folder_is_replaced_and_a_whole_one_kept(
    towers: OnnxTowers,
    starter_torch: TorchTowers,
    resources: Path,
    tmp_path: Path,
    truth: Truth,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    copy_instead_of_exporting(towers, monkeypatch)
    target = towers_folder(tmp_path, locate(BARE, resources, tmp_path))
    target.mkdir(parents=True)
    (target / "rest").write_text("of something")
    result, _ = starter_export(starter_torch, resources, tmp_path, truth)
    assert result.folder == target
    assert not (target / "rest").exists()
    (target / "note").write_text("another process made this")
    result, _ = starter_export(starter_torch, resources, tmp_path, truth)
    assert result.folder == target
    assert (target / "note").exists()
    assert [path.name for path in target.parent.iterdir()] == [target.name]


def test_drafts_of_a_killed_process_are_swept_but_not_those_of_a_living_one(
    towers: OnnxTowers,
    starter_torch: TorchTowers,
    resources: Path,
    tmp_path: Path,
    truth: Truth,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    copy_instead_of_exporting(towers, monkeypatch)
    for name in (".draft-old", ".draft-young"):
        (tmp_path / "towers" / name).mkdir(parents=True)
    old = time.time() - 2 * 86_400
    os.utime(tmp_path / "towers" / ".draft-old", (old, old))
    starter_export(starter_torch, resources, tmp_path, truth)
    left = {path.name for path in (tmp_path / "towers").glob(".draft-*")}
    assert left == {".draft-young"}


@pytest.mark.parametrize("name", ["text.onnx", "image.onnx", "tokenizer.json"])
def test_a_cache_file_that_is_cut_short_is_noticed_before_it_is_used(
    towers: OnnxTowers, tmp_path: Path, name: str
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(towers.folder, copy)
    (copy / name).write_bytes((copy / name).read_bytes()[:-1])
    with pytest.raises(ModelError, match="damaged"):
        OnnxTowers.exported(copy, threads=1)
    (copy / name).unlink()
    with pytest.raises(ModelError, match="damaged"):
        OnnxTowers.exported(copy, threads=1)


def test_a_tower_of_the_right_size_but_wrong_content_is_named(
    towers: OnnxTowers, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(towers.folder, copy)
    (copy / "text.onnx").write_bytes(bytes((copy / "text.onnx").stat().st_size))
    broken = OnnxTowers.exported(copy, threads=1)
    with pytest.raises(ModelError, match=r"text\.onnx cannot be loaded"):
        broken.embed_tokens(np.zeros((1, 48), dtype=np.int64))


def test_meta_that_lacks_something_is_damaged(towers: OnnxTowers, tmp_path: Path) -> None:
    for change in ({"dim": None}, {"sizes": None}, {"preprocess": {}}, {"tokenizer": {"a": 1}}):
        found = json.loads((towers.folder / "meta.json").read_text())
        (tmp_path / "meta.json").write_text(json.dumps({**found, "sizes": {}, **change}))
        with pytest.raises(ModelError, match="damaged"):
            TowersMeta.read(tmp_path)
