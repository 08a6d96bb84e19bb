"""A model's files are found where they lie, and known by their content."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from pathlib import Path

import pytest

from photoclip.core.errors import ModelError
from photoclip.embed.models import weights
from photoclip.embed.models.registry import find_model
from photoclip.embed.models.weights import locate, read_json, write_json

CLIP = find_model("vit-b-32-laion2b")


def put_weights(folder: Path, content: bytes = b"weights") -> Path:
    folder.mkdir(parents=True)
    path = folder / "open_clip_model.safetensors"
    path.write_bytes(content)
    return path


def test_the_starter_model_is_whole(resources: Path, tmp_path: Path) -> None:
    spec = find_model("starter")
    files = locate(spec, resources, tmp_path)
    assert files.sha256 == spec.sha256
    assert files.folder == resources / "models" / "starter"
    assert files.keys(spec).texts.startswith("starter-6f80518d")


def test_a_damaged_starter_model_is_noticed(tmp_path: Path) -> None:
    put_weights(tmp_path / "models" / "starter")
    with pytest.raises(ModelError, match=r"damaged.*Install PhotoClip again"):
        locate(find_model("starter"), tmp_path, tmp_path / "cache")


def test_a_missing_starter_model_is_noticed(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="missing"):
        locate(find_model("starter"), tmp_path, tmp_path / "cache")


def test_a_model_that_was_never_downloaded_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"not downloaded.*laion/CLIP-ViT-B-32"):
        locate(CLIP, tmp_path, tmp_path / "cache")


def test_a_downloaded_model_is_found_in_the_cache(tmp_path: Path) -> None:
    path = put_weights(tmp_path / "cache" / "models" / CLIP.key)
    files = locate(CLIP, tmp_path, tmp_path / "cache")
    assert files.weights == path
    assert files.folder is None
    assert files.sha256 == hashlib.sha256(b"weights").hexdigest()


def test_a_model_that_another_program_downloaded_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    stored = tmp_path / "hub" / f"models--{CLIP.repository.replace('/', '--')}"
    put_weights(stored / "snapshots" / "0ld", b"old")
    newest = put_weights(stored / "snapshots" / "new", b"new")
    (stored / "refs").mkdir()
    (stored / "refs" / "main").write_text("new")
    assert locate(CLIP, tmp_path, tmp_path / "cache").weights == newest


def test_the_weights_are_read_once_until_they_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads: list[Path] = []
    original = weights.file_sha256
    monkeypatch.setattr(weights, "file_sha256", lambda path: reads.append(path) or original(path))
    path = put_weights(tmp_path / "cache" / "models" / CLIP.key)
    first = locate(CLIP, tmp_path, tmp_path / "cache")
    assert locate(CLIP, tmp_path, tmp_path / "cache") == first
    assert len(reads) == 1
    path.write_bytes(b"other weights")
    changed = locate(CLIP, tmp_path, tmp_path / "cache")
    assert len(reads) == 2
    assert changed.keys(CLIP).pictures != first.keys(CLIP).pictures


def test_another_configuration_makes_another_model(tmp_path: Path) -> None:
    folder = tmp_path / "cache" / "models" / CLIP.key
    put_weights(folder)
    plain = locate(CLIP, tmp_path, tmp_path / "cache")
    (folder / "open_clip_config.json").write_text('{"model_cfg": {"vision_cfg": {"width": 8}}}')
    configured = locate(CLIP, tmp_path, tmp_path / "cache")
    assert configured.sha256 == plain.sha256
    assert configured.keys(CLIP).pictures != plain.keys(CLIP).pictures


def test_weights_that_may_not_be_read_are_named(tmp_path: Path) -> None:
    path = put_weights(tmp_path / "cache" / "models" / CLIP.key)
    path.chmod(0)
    for folder in (tmp_path, *tmp_path.parents[:3]):
        folder.chmod(folder.stat().st_mode | 0o055)
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(65534)
    try:
        with pytest.raises(ModelError, match="permissions"):
            locate(CLIP, tmp_path, tmp_path / "cache")
    finally:
        if is_root:
            os.seteuid(0)


def test_random_weights_are_the_same_model_every_time(tmp_path: Path) -> None:
    spec = find_model("random:ViT-B-32")
    other = replace(spec, key="random:ViT-B-16", architecture="ViT-B-16")
    assert locate(spec, tmp_path, tmp_path) == locate(spec, tmp_path, tmp_path)
    assert locate(spec, tmp_path, tmp_path).sha256 != locate(other, tmp_path, tmp_path).sha256


def test_a_cache_that_cannot_be_written_or_read_is_no_error(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    write_json(blocked / "memory.json", {"a": 1})
    assert read_json(blocked / "memory.json") == {}
    (tmp_path / "half.json").write_text('{"a": ')
    assert read_json(tmp_path / "half.json") == {}
    write_json(tmp_path / "half.json", {"a": 2})
    assert read_json(tmp_path / "half.json") == {"a": 2}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "half.json"]
