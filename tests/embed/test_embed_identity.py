"""Vectors of pictures hang on the image tower, what is made of texts on the model as a whole."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from photoclip.embed.models.identity import ModelKeys
from photoclip.embed.models.registry import folder_model
from photoclip.embed.models.weights import locate

TENSORS = {
    "visual.conv": np.arange(6, dtype=np.float16).reshape(2, 3),
    "visual.head": np.ones(4, dtype=np.float32),
    "text.words": np.zeros((3, 2), dtype=np.float16),
    "logit_scale": np.array(2.0, dtype=np.float32),
}
CONFIG = {
    "model_cfg": {
        "embed_dim": 4,
        "vision_cfg": {"width": 64, "layers": 2, "patch_size": 16, "image_size": 32},
        "text_cfg": {"width": 64, "heads": 1, "layers": 1},
    },
    "preprocess_cfg": {"mean": [0.5, 0.5, 0.5], "resize_mode": "squash"},
}


def keys(
    place: Path,
    *,
    tensors: dict[str, np.ndarray] | None = None,
    config: dict[str, object] | None = None,
) -> ModelKeys:
    place.mkdir(parents=True)
    save_file({**TENSORS, **(tensors or {})}, place / "open_clip_model.safetensors")
    (place / "open_clip_config.json").write_text(json.dumps(config or CONFIG))
    spec = folder_model(place)
    return locate(spec, place / "none", place / "cache").keys(spec)


def changed(part: str, **values: object) -> dict[str, object]:
    made = json.loads(json.dumps(CONFIG))
    (made if part == "preprocess_cfg" else made["model_cfg"])[part].update(values)
    return dict(made)


def tower(found: ModelKeys) -> str:
    return found.pictures.rpartition("-")[2]


def test_another_text_tower_leaves_the_vectors_of_pictures(tmp_path: Path) -> None:
    before = keys(tmp_path / "a" / "model")
    after = keys(tmp_path / "b" / "model", tensors={"text.words": np.ones((9, 2), np.float16)})
    assert after.pictures == before.pictures
    assert after.texts != before.texts


@pytest.mark.parametrize(
    "config",
    [changed("text_cfg", layers=3), changed("vision_cfg", timm_model_pretrained=False)],
    ids=["texts", "where the weights come from"],
)
def test_what_says_nothing_of_pictures_leaves_their_vectors(
    tmp_path: Path, config: dict[str, object]
) -> None:
    before = keys(tmp_path / "a" / "model")
    assert keys(tmp_path / "b" / "model", config=config).pictures == before.pictures


def test_the_order_of_a_configuration_says_nothing(tmp_path: Path) -> None:
    turned = {
        "preprocess_cfg": dict(reversed(CONFIG["preprocess_cfg"].items())),
        "model_cfg": dict(reversed(CONFIG["model_cfg"].items())),
    }
    before = keys(tmp_path / "a" / "model")
    assert keys(tmp_path / "b" / "model", config=turned).pictures == before.pictures


def test_a_folder_of_another_name_has_the_same_image_tower(tmp_path: Path) -> None:
    one, other = keys(tmp_path / "one"), keys(tmp_path / "other")
    assert tower(one) == tower(other)
    assert one.pictures != other.pictures


@pytest.mark.parametrize(
    "tensors",
    [
        {"visual.head": np.array([1, 1, 1, 1.0001], np.float32)},
        {"visual.head": np.ones((2, 2), np.float32)},
        {"visual.head": np.ones(8, np.float16)},
        {"visual.more": np.zeros(1, np.float32)},
    ],
    ids=["a number", "a shape", "a type", "a tensor"],
)
def test_another_image_tower_is_another_model(
    tmp_path: Path, tensors: dict[str, np.ndarray]
) -> None:
    assert tower(keys(tmp_path / "a")) != tower(keys(tmp_path / "b", tensors=tensors))


@pytest.mark.parametrize(
    "config",
    [
        changed("preprocess_cfg", resize_mode="shortest"),
        changed("preprocess_cfg", mean=[0.4, 0.5, 0.5]),
        changed("vision_cfg", image_size=64),
    ],
    ids=["resizing", "mean", "size"],
)
def test_pictures_prepared_in_another_way_are_another_model(
    tmp_path: Path, config: dict[str, object]
) -> None:
    assert tower(keys(tmp_path / "a")) != tower(keys(tmp_path / "b", config=config))


def test_vectors_of_the_time_when_all_had_one_key_are_still_found(tmp_path: Path) -> None:
    found = keys(tmp_path / "model")
    # That key was made of the weights and the configuration as a whole.
    assert found.texts in found.former
