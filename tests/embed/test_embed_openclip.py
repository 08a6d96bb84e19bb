"""The reference gives the vectors that the model's makers published, or says why it cannot."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from embedding_truth import Truth

from photoclip.core.errors import ModelError
from photoclip.embed.models import openclip
from photoclip.embed.models.openclip import (
    TorchTowers,
    describe_devices,
    load_reference,
    quiet_imports,
)
from photoclip.embed.models.registry import find_model
from photoclip.embed.models.weights import ModelFiles, locate

with quiet_imports():
    import torch
    from safetensors.torch import load_file, save_file

TINY = find_model("random:ViT-S-32-alt")


def cosines(found: np.ndarray, expected: np.ndarray) -> np.ndarray:
    return (found * expected).sum(axis=1)


def test_photos_get_the_published_vectors(starter_torch: TorchTowers, truth: Truth) -> None:
    vectors = starter_torch.embed_pixels(truth.pixels)
    assert vectors.dtype == np.float32
    assert cosines(vectors, truth.image_vectors).min() >= 0.999
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_texts_get_the_published_vectors(starter_torch: TorchTowers, truth: Truth) -> None:
    tokens = starter_torch.tokenizer.load()(truth.texts)
    vectors = starter_torch.embed_tokens(tokens)
    assert cosines(vectors, truth.text_vectors).min() >= 0.999


def test_the_model_says_what_a_probability_needs(starter_torch: TorchTowers, truth: Truth) -> None:
    assert starter_torch.dim == 512
    assert starter_torch.logit_scale == pytest.approx(truth.logit_scale)
    assert starter_torch.logit_bias == pytest.approx(truth.logit_bias)


def test_batch_size_does_not_change_a_vector(starter_torch: TorchTowers, truth: Truth) -> None:
    together = starter_torch.embed_pixels(truth.pixels)
    alone = np.concatenate([starter_torch.embed_pixels(one[None]) for one in truth.pixels])
    assert cosines(together, alone).min() >= 0.99999


def test_the_fast_mode_keeps_the_vectors(resources: Path, tmp_path: Path, truth: Truth) -> None:
    spec = find_model("starter")
    towers = load_reference(spec, locate(spec, resources, tmp_path))
    towers.move("cpu", "bfloat16", channels_last=True)
    vectors = towers.embed_pixels(truth.pixels)
    assert vectors.dtype == np.float32
    assert cosines(vectors, truth.image_vectors).min() >= 0.995
    tokens = towers.tokenizer.load()(truth.texts)
    assert cosines(towers.embed_tokens(tokens), truth.text_vectors).min() >= 0.995


def test_random_weights_are_the_same_in_every_run(tmp_path: Path) -> None:
    files = locate(TINY, tmp_path, tmp_path)
    before = torch.random.get_rng_state()
    first, second = load_reference(TINY, files), load_reference(TINY, files)
    assert torch.equal(before, torch.random.get_rng_state())
    pixels = np.random.default_rng(1).standard_normal((2, 3, 224, 224), dtype=np.float32)
    assert np.array_equal(first.embed_pixels(pixels), second.embed_pixels(pixels))


def test_downloaded_weights_are_loaded_into_their_architecture(tmp_path: Path) -> None:
    source = load_reference(TINY, locate(TINY, tmp_path, tmp_path))
    spec = replace(find_model("vit-b-32-laion2b"), architecture="ViT-S-32-alt")
    folder = tmp_path / "models" / spec.key
    folder.mkdir(parents=True)
    state = {name: value.clone() + 0.01 for name, value in source.model.state_dict().items()}
    save_file(state, folder / "open_clip_model.safetensors")
    loaded = load_reference(spec, locate(spec, tmp_path, tmp_path))
    assert torch.equal(loaded.model.state_dict()["logit_scale"], state["logit_scale"])
    tokens = loaded.tokenizer.load()(["a dog"])
    assert loaded.embed_tokens(tokens).shape == (1, source.dim)


@pytest.fixture
def broken(resources: Path, tmp_path: Path) -> Callable[[Callable[[Path], None]], str]:
    """Load a copy of the starter model after something was done to it; gives the message."""

    def load(damage: Callable[[Path], None]) -> str:
        folder = tmp_path / "broken"
        shutil.copytree(resources / "models" / "starter", folder)
        damage(folder)
        weights = folder / "open_clip_model.safetensors"
        with pytest.raises(ModelError) as caught:
            load_reference(find_model("starter"), ModelFiles(weights, folder, "", "a-b", "c"))
        return str(caught.value)

    return load


def truncate_weights(folder: Path) -> None:
    path = folder / "open_clip_model.safetensors"
    path.write_bytes(path.read_bytes()[:1_000_000])


def drop_a_tensor(folder: Path) -> None:
    path = folder / "open_clip_model.safetensors"
    state = load_file(path)
    state.pop(next(name for name in state if name.startswith("visual.")))
    save_file(state, path)


def fill_with_nan(folder: Path) -> None:
    path = folder / "open_clip_model.safetensors"
    state = load_file(path)
    save_file({name: value.float() * float("nan") for name, value in state.items()}, path)


def widen_the_model(folder: Path) -> None:
    path = folder / "open_clip_config.json"
    config = json.loads(path.read_text())
    config["model_cfg"]["embed_dim"] = 640
    path.write_text(json.dumps(config))


def remove_weights(folder: Path) -> None:
    (folder / "open_clip_model.safetensors").unlink()


def remove_tokenizer(folder: Path) -> None:
    (folder / "tokenizer.json").unlink()
    (folder / "tokenizer_config.json").unlink()


@pytest.mark.parametrize(
    "damage",
    [
        truncate_weights,
        drop_a_tensor,
        fill_with_nan,
        widen_the_model,
        remove_weights,
        remove_tokenizer,
    ],
    ids=lambda damage: damage.__name__,
)
def test_a_damaged_model_is_refused_in_words(
    broken: Callable[[Callable[[Path], None]], str], damage: Callable[[Path], None]
) -> None:
    message = broken(damage)
    assert "cannot be loaded" in message or "damaged" in message
    assert "\n" not in message


def test_an_architecture_nobody_knows_is_refused(tmp_path: Path) -> None:
    spec = find_model("random:ViT-Z-99")
    with pytest.raises(ModelError, match="no architecture 'ViT-Z-99'"):
        load_reference(spec, locate(spec, tmp_path, tmp_path))


def test_the_cpu_is_always_usable() -> None:
    assert describe_devices().usable[-1] == "cpu"


def test_a_gpu_that_torch_does_not_see_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(openclip, "gpu_signs", lambda: ("NVIDIA GPU, driver 470.1",))
    report = describe_devices()
    assert "cuda" not in report.usable
    assert len(report.notices) == 1
    assert report.notices[0].startswith("NVIDIA GPU, driver 470.1 is present but not used")


def test_a_gpu_hidden_by_the_environment_is_said_to_be_hidden(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch, "version", SimpleNamespace(cuda="12.4", hip=None))
    monkeypatch.setattr(openclip, "gpu_signs", lambda: ("NVIDIA GPU, driver 550.1",))
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "")
    assert "CUDA_VISIBLE_DEVICES hides it" in describe_devices().notices[0]


def test_a_gpu_that_cannot_multiply_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*size: object, **options: object) -> None:
        raise RuntimeError("CUDA error: no kernel image is available\nmore lines")

    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "get_device_name", lambda index: "GeForce GT 710")
    monkeypatch.setattr(torch, "ones", fail)
    report = describe_devices()
    assert "cuda" not in report.usable
    assert "GeForce GT 710" in report.notices[0]
    assert "no kernel image is available. The CPU" in report.notices[0]


def test_running_out_of_memory_is_told_apart_from_other_failures(
    starter_torch: TorchTowers, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run_out(pixels: object) -> None:
        raise RuntimeError("CUDA out of memory. Tried to allocate 20 GiB")

    monkeypatch.setattr(starter_torch.model, "encode_image", run_out)
    with pytest.raises(MemoryError, match="out of memory"):
        starter_torch.embed_pixels(np.zeros((1, 3, 260, 260), dtype=np.float32))
