"""A model is chosen by its key; a wrong key is answered with the ones that were meant."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from photoclip.core.errors import ModelError
from photoclip.embed.models.openclip import quiet_imports
from photoclip.embed.models.registry import MODELS, ModelKind, ModelSpec, find_model, folder_model

with quiet_imports():
    import open_clip

OPEN_CLIP_MODELS = [spec for spec in MODELS if spec.kind is ModelKind.OPEN_CLIP]


def test_the_starter_model_comes_first_and_keys_are_unique() -> None:
    assert MODELS[0].key == "starter"
    assert len({spec.key for spec in MODELS}) == len(MODELS)
    assert all(find_model(spec.key) is spec for spec in MODELS)


@pytest.mark.parametrize("spec", OPEN_CLIP_MODELS, ids=lambda spec: spec.key)
def test_every_offered_model_is_one_that_open_clip_knows(spec: ModelSpec) -> None:
    assert (spec.architecture, spec.pretrained) in open_clip.list_pretrained()
    source = open_clip.get_pretrained_cfg(spec.architecture, spec.pretrained)
    assert source["hf_hub"].strip("/") == spec.repository
    model = open_clip.get_model_config(spec.architecture)
    assert model["embed_dim"] == spec.dim
    assert (model.get("init_logit_bias") is not None) == (spec.similarity == "sigmoid")


@pytest.mark.parametrize("spec", OPEN_CLIP_MODELS, ids=lambda spec: spec.key)
def test_no_model_is_offered_with_the_wrong_activation(spec: ModelSpec) -> None:
    model = open_clip.get_model_config(spec.architecture)
    source = open_clip.get_pretrained_cfg(spec.architecture, spec.pretrained)
    assert bool(model.get("quick_gelu")) == bool(source.get("quick_gelu"))


def test_every_model_says_its_licence_and_languages() -> None:
    for spec in MODELS:
        assert spec.licence
        assert spec.languages
        figures = spec.figures
        for value in (figures.imagenet_top1, figures.mean_of_38, figures.coco_r1):
            assert value is None or 0 <= value <= 1


def test_a_mistyped_key_is_answered_with_what_was_meant() -> None:
    with pytest.raises(ModelError, match=r"no model 'ViT-B-32'.*vit-b-32-openai"):
        find_model("ViT-B-32")
    with pytest.raises(ModelError, match="starter"):
        find_model("qqqqqqq")


def test_random_weights_are_asked_for_by_architecture() -> None:
    spec = find_model("random:ViT-B-32")
    assert spec.kind is ModelKind.RANDOM
    assert spec.architecture == "ViT-B-32"


def test_any_folder_in_open_clips_form_is_a_model(tmp_path: Path) -> None:
    folder = tmp_path / "my model"
    folder.mkdir()
    config = {"model_cfg": {"embed_dim": 640, "init_logit_bias": -10}}
    (folder / "open_clip_config.json").write_text(json.dumps(config))
    spec = folder_model(folder)
    assert (spec.title, spec.dim, spec.similarity) == ("my model", 640, "sigmoid")
    assert find_model(spec.key) == spec


@pytest.mark.parametrize("content", [None, "", "[]", "{}", '{"model_cfg": null}', "\x00"])
def test_a_folder_that_is_no_model_is_refused_with_what_it_should_hold(
    tmp_path: Path, content: str | None
) -> None:
    if content is not None:
        (tmp_path / "open_clip_config.json").write_text(content)
    with pytest.raises(ModelError, match=r"open_clip_model\.safetensors"):
        find_model(f"folder:{tmp_path}")
