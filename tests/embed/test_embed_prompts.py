"""A label becomes one vector out of many sentences about it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from photoclip.core.errors import ModelError
from photoclip.core.models import Vectors
from photoclip.embed.models.openclip import quiet_imports
from photoclip.embed.models.prompts import embed_label, load_templates

with quiet_imports():
    from open_clip.zero_shot_metadata import OPENAI_IMAGENET_TEMPLATES


class CountingEmbedder:
    """Unit vectors from the letters of a text; remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, texts: Sequence[str]) -> Vectors:
        self.asked.extend(texts)
        rows = [
            np.bincount(np.frombuffer(text.encode(), np.uint8), minlength=256) for text in texts
        ]
        vectors = np.array(rows, dtype=np.float32)
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def test_the_stored_prompts_are_the_80_that_open_clip_ships(resources: Path) -> None:
    templates = load_templates(resources)
    assert len(templates) == 80
    own = [template.replace("{c}", "tench") for template in templates]
    assert own == [template("tench") for template in OPENAI_IMAGENET_TEMPLATES]


def test_a_labels_vector_is_the_normalised_mean_of_its_prompts() -> None:
    embed = CountingEmbedder()
    vector = embed_label(embed, "cat", ["a {c}.", "{c}, drawn", "my {c}"])
    assert embed.asked == ["a cat.", "cat, drawn", "my cat"]
    mean = embed(["a cat.", "cat, drawn", "my cat"]).mean(axis=0)
    np.testing.assert_allclose(vector, mean / np.linalg.norm(mean), atol=1e-6)
    assert vector.dtype == np.float32


def test_a_label_with_braces_is_taken_as_it_is() -> None:
    embed = CountingEmbedder()
    embed_label(embed, "{x} {0}", ["a {c}"])
    assert embed.asked == ["a {x} {0}"]


def test_missing_or_senseless_templates_are_reported(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be read"):
        load_templates(tmp_path)
    (tmp_path / "prompts").mkdir()
    for content in ("", "# only a comment\n", "a {c}\na photo\n"):
        (tmp_path / "prompts" / "openai80.txt").write_text(content)
        with pytest.raises(ModelError, match="must each contain"):
            load_templates(tmp_path)
