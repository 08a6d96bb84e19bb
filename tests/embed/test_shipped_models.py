"""Models that bring their graphs along: ready without torch, refused where they are not whole."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import numpy as np
import pytest
from embedding_truth import RESOURCES, Truth
from tiny_graphs import DIM, SIDE, WEIGHTS, make_tiny

from photoclip.core.errors import ModelError
from photoclip.embed.models import loading
from photoclip.embed.models.export import least_cosine
from photoclip.embed.models.loading import load_model
from photoclip.embed.models.preprocess import PreprocessSpec
from photoclip.embed.models.registry import find_model, folder_model
from photoclip.embed.models.runtime import LoadedModel

STARTER = find_model("starter")
PIXELS = np.random.default_rng(1).normal(size=(2, 3, SIDE, SIDE)).astype(np.float32)


def load(folder: Path, cache: Path) -> LoadedModel:
    return load_model(folder_model(folder), resources=RESOURCES, cache=cache)


def vectors(model: LoadedModel) -> np.ndarray:
    return np.concatenate([model.embed_texts(["red cat", "바다"]), model.embed_pixels(PIXELS)])


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def no_torch(monkeypatch: pytest.MonkeyPatch) -> None:
    """What would build a model with torch is not there."""
    monkeypatch.setattr(loading, "missing_packages", lambda: ("torch",))


@pytest.mark.usefixtures("no_torch")
def test_a_folder_with_graphs_needs_no_torch(tmp_path: Path, cache: Path) -> None:
    model = load(make_tiny(tmp_path / "model"), cache)
    assert (model.dim, model.logit_scale, model.logit_bias) == (DIM, 2.5, -7.0)
    assert model.preprocess.size == (SIDE, SIDE)
    assert model.runtime.backend == "onnx"
    found = vectors(model)
    assert found.shape == (4, DIM)
    np.testing.assert_allclose(np.linalg.norm(found, axis=1), 1, atol=1e-5)


def test_a_text_is_embedded_at_its_own_length(tmp_path: Path, cache: Path) -> None:
    model = load(make_tiny(tmp_path / "model"), cache)
    assert model._graphs is not None
    assert model._graphs.tokenize(["cat"]).shape == (1, 1)
    assert model._graphs.tokenize(["cat", "red dog"]).tolist() == [[1, 0], [4, 2]]
    assert model._graphs.tokenize(["cat " * 50]).shape == (1, 6)


@pytest.mark.parametrize("name", ["모델 폴더", "with spaces", "ü" * 80])
def test_a_folder_may_be_called_anything(tmp_path: Path, cache: Path, name: str) -> None:
    plain = vectors(load(make_tiny(tmp_path / "plain"), cache))
    named = load(make_tiny(tmp_path / name / name), tmp_path / name / "캐시")
    np.testing.assert_array_equal(vectors(named), plain)


def test_a_folder_that_cannot_be_written_is_read(tmp_path: Path, cache: Path) -> None:
    folder = make_tiny(tmp_path / "model")
    before = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    for path in folder.iterdir():
        path.chmod(0o400)
    folder.chmod(0o500)
    try:
        vectors(load(folder, cache))
    finally:
        folder.chmod(0o700)
    assert {path.name: path.stat().st_mtime_ns for path in folder.iterdir()} == before


@pytest.mark.parametrize("name", ["image.onnx", "text.onnx"])
def test_a_graph_beside_weights_of_another_model_is_refused(
    tmp_path: Path, cache: Path, name: str
) -> None:
    folder = make_tiny(tmp_path / "model")
    other = make_tiny(tmp_path / "other", more_tensors=3)
    shutil.copy(other / name, folder)
    with pytest.raises(ModelError, match=f"{name} does not belong to the weights"):
        load(folder, cache)


def test_weights_that_are_cut_short_are_refused(tmp_path: Path, cache: Path) -> None:
    folder = make_tiny(tmp_path / "model")
    whole = (folder / WEIGHTS).read_bytes()
    for length in (0, 7, 100, len(whole) // 2, len(whole) - 1):
        (folder / WEIGHTS).write_bytes(whole[:length])
        with pytest.raises(ModelError, match="damaged or cut off"):
            load(folder, cache)


def test_what_gives_other_vectors_than_its_reference_is_refused(
    tmp_path: Path, cache: Path
) -> None:
    folder = make_tiny(tmp_path / "model")
    row = load(folder, cache).embed_texts(["red cat"])[0]
    (folder / "reference.json").write_text(json.dumps({"texts": {"red cat": row.tolist()}}))
    assert load(folder, tmp_path / "a").embed_texts(["red cat"]).shape == (1, DIM)
    # The same tensors at the same places, with other numbers: only vectors can tell.
    other = make_tiny(tmp_path / "other", seed=5)
    shutil.copy(folder / "reference.json", other)
    with pytest.raises(ModelError, match="other vectors than it should"):
        load(other, tmp_path / "b")


@pytest.mark.parametrize("reference", ["", "[]", '{"texts": {}}', '{"texts": {"cat": [1]}}', "{"])
def test_a_reference_that_says_nothing_is_refused_in_words(
    tmp_path: Path, cache: Path, reference: str
) -> None:
    folder = make_tiny(tmp_path / "model")
    (folder / "reference.json").write_text(reference)
    with pytest.raises(ModelError, match="not loaded"):
        load(folder, cache)


@pytest.mark.parametrize("name", ["tokenizer.json", "tokenizer_config.json", "config.json"])
@pytest.mark.parametrize("content", [None, b"", b"[]", b"\xff{", b'{"pad_token_id": "x"}'])
def test_a_broken_file_is_named(
    tmp_path: Path, cache: Path, name: str, content: bytes | None
) -> None:
    folder = make_tiny(tmp_path / "model")
    if content is None:
        (folder / name).unlink()
    else:
        (folder / name).write_bytes(content)
    if name == "tokenizer_config.json" and content and content.startswith(b"{"):
        return  # it is right by itself, and what stands there is not asked for
    with pytest.raises(ModelError):
        load(folder, cache).embed_texts(["cat"])


@pytest.mark.parametrize("change", ["one byte", "cut short", "another text.onnx", "a tokenizer"])
def test_a_starter_that_was_changed_is_refused_before_its_first_vector(
    tmp_path: Path, cache: Path, change: str
) -> None:
    folder = tmp_path / "models" / "starter"
    shutil.copytree(RESOURCES / "models" / "starter", folder)
    if change == "one byte":
        with (folder / WEIGHTS).open("r+b") as file:
            file.seek(40_000_000)
            byte = file.read(1)
            file.seek(40_000_000)
            file.write(bytes([byte[0] ^ 1]))
    elif change == "cut short":
        os.truncate(folder / WEIGHTS, 70_000_000)
    elif change == "another text.onnx":
        shutil.copy(make_tiny(tmp_path / "tiny") / "text.onnx", folder)
    else:
        text = (folder / "tokenizer.json").read_text(encoding="utf-8")
        (folder / "tokenizer.json").write_text(text.replace("query: ", "query; "), "utf-8")
    with pytest.raises(ModelError, match=r"damaged.*Install PhotoClip again"):
        load_model(STARTER, resources=tmp_path, cache=cache)


@pytest.mark.usefixtures("no_torch")
def test_the_starter_gives_its_published_vectors_in_an_empty_cache(cache: Path) -> None:
    model = load_model(STARTER, resources=RESOURCES, cache=cache)
    truth = Truth(PreprocessSpec.from_config(model.preprocess.to_config()))
    for _ in range(2):  # from the graphs, and from what was kept of them
        assert least_cosine(model.embed_texts(truth.texts), truth.text_vectors) >= 0.9999
        assert least_cosine(model.embed_pixels(truth.pixels), truth.image_vectors) >= 0.9999
        model = load_model(STARTER, resources=RESOURCES, cache=cache)


class TestKeptGraphs:
    """What ONNX Runtime made of a graph is kept, and never trusted more than the graph."""

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        return make_tiny(tmp_path / "model")

    @pytest.fixture
    def expected(self, folder: Path, tmp_path: Path) -> np.ndarray:
        return vectors(load(folder, tmp_path / "other cache"))

    def kept(self, cache: Path) -> list[str]:
        found = (cache / "graphs").rglob("*")
        return sorted(str(path.relative_to(cache / "graphs")) for path in found if path.is_file())

    def test_they_are_used_again(self, folder: Path, cache: Path, expected: np.ndarray) -> None:
        vectors(load(folder, cache))
        before = self.kept(cache)
        assert [Path(one).name for one in before if one.endswith(".onnx")] == [
            "image.onnx",
            "text.onnx",
        ]
        np.testing.assert_allclose(vectors(load(folder, cache)), expected, atol=1e-6)
        assert self.kept(cache) == before

    @pytest.mark.parametrize("content", [b"", b"nonsense"])
    def test_broken_ones_are_made_again(
        self, folder: Path, cache: Path, expected: np.ndarray, content: bytes
    ) -> None:
        vectors(load(folder, cache))
        for path in (cache / "graphs").rglob("*.onnx"):
            path.write_bytes(content)
        np.testing.assert_allclose(vectors(load(folder, cache)), expected, atol=1e-6)
        assert all(path.stat().st_size > 100 for path in (cache / "graphs").rglob("*.onnx"))

    def test_without_their_numbers_they_are_made_again(
        self, folder: Path, cache: Path, expected: np.ndarray
    ) -> None:
        vectors(load(folder, cache))
        numbers = list((cache / "graphs").rglob("*.data"))
        for path in numbers:
            path.unlink()
        np.testing.assert_allclose(vectors(load(folder, cache)), expected, atol=1e-6)
        assert list((cache / "graphs").rglob("*.data")) == numbers

    def test_a_cache_that_cannot_be_written_is_done_without(
        self, folder: Path, tmp_path: Path, expected: np.ndarray
    ) -> None:
        blocked = tmp_path / "blocked"
        blocked.mkdir()
        (blocked / "graphs").write_text("no folder")
        np.testing.assert_allclose(vectors(load(folder, blocked)), expected, atol=1e-6)

    def test_what_another_version_or_a_killed_process_left_goes(
        self, folder: Path, cache: Path
    ) -> None:
        vectors(load(folder, cache))
        (own,) = (cache / "graphs").glob("*/*")
        shutil.copytree(own, own.with_name("another version"))
        shutil.copytree(own / "text", own / ".draft-killed")
        shutil.rmtree(own / "text")
        vectors(load(folder, cache))
        assert [path.name for path in own.parent.iterdir()] == [own.name]
        assert sorted(path.name for path in own.iterdir()) == ["image", "text"]
