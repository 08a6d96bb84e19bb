"""What the tests of embedding share: the starter model, loaded and exported once a run."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from embedding_truth import BARE, RESOURCES, Truth, make_bare

from photoclip.embed.models.loading import load_model
from photoclip.embed.models.openclip import TorchTowers, load_reference
from photoclip.embed.models.registry import find_model
from photoclip.embed.models.weights import locate


@pytest.fixture(scope="session")
def resources() -> Path:
    return RESOURCES


@pytest.fixture(scope="session")
def bare_resources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Resources with the starter model as its makers trained it, without graphs."""
    return make_bare(tmp_path_factory.mktemp("bare"))


@pytest.fixture(scope="session")
def starter_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache for the starter model."""
    given = os.environ.get("PHOTOCLIP_CACHE_DIR")
    return Path(given) if given else tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def bare_cache(starter_cache: Path, bare_resources: Path) -> Path:
    """The same, in which the starter model without graphs is exported and its runtime known."""
    load_model(BARE, resources=bare_resources, cache=starter_cache)
    return starter_cache


@pytest.fixture(scope="session")
def starter_torch(starter_cache: Path) -> TorchTowers:
    """The starter model in torch, float32. Not to be moved or cast."""
    spec = find_model("starter")
    return load_reference(spec, locate(spec, RESOURCES, starter_cache))


@pytest.fixture(scope="session")
def truth(starter_torch: TorchTowers) -> Truth:
    return Truth(starter_torch.preprocess)
