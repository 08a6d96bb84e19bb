"""What needs the packages of the extra “torch”, and what is missing of them here."""

from __future__ import annotations

import importlib.util

from photoclip.core.errors import ModelError
from photoclip.core.wording import Message

TORCH_PACKAGES = (
    *("torch", "torchvision", "open_clip", "timm", "transformers", "onnx", "onnxscript"),
)
"""Modules without which a model cannot be built in its original form and exported."""

INSTALL_TORCH = Message("Install them with: pip install “photoclip[torch]”")


def missing_packages() -> tuple[str, ...]:
    """Those of TORCH_PACKAGES that are not installed, without importing any."""
    return tuple(name for name in TORCH_PACKAGES if not _is_installed(name))


def needs_torch(title: str, missing: tuple[str, ...]) -> ModelError:
    """The error for a model that has no graphs, where packages for building it are missing."""
    return ModelError(
        Message(
            "{title} needs packages that are not installed: {names}.",
            title=title,
            names=", ".join(missing),
        ),
        INSTALL_TORCH,
    )


def _is_installed(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except (ImportError, ValueError):
        return False
