"""What tells one model's vectors from another's.

Vectors of pictures are decided by the image tower with its preprocessing alone: a model whose text
tower is trained anew, or that lies in another folder, goes on with the vectors that are there. What
is made of texts (vectors of labels, tags, a fitted calibration) hangs on the model as a whole.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from photoclip.core.errors import ModelError
from photoclip.core.wording import Message
from photoclip.embed.models.folder import tensors_of

IMAGE_PREFIX = "visual."
"""What open_clip calls every tensor of an image tower."""

_PIECE_BYTES = 1 << 20
_DIGITS = 12
_WEIGHTS_SOURCE = ("timm_model_pretrained",)
"""Parts of ``vision_cfg`` that say where weights come from, not what is computed."""


@dataclass(frozen=True, slots=True)
class ModelKeys:
    """pictures: names vectors of pictures, its last twelve digits the image tower. texts: names
    what is made of texts. former: under which vectors of the same pictures may be stored too."""

    pictures: str
    texts: str
    former: tuple[str, ...] = ()


def image_tensors_sha256(weights: Path) -> str:
    """SHA-256 over names, types, shapes and bytes of a safetensors file's image tower.

    "" for another format or a broken file, and where no tensor is named like one of an image
    tower. Raises ModelError for a file that cannot be read.
    """
    if weights.suffix != ".safetensors":
        return ""
    try:
        start, tensors = tensors_of(weights)
    except ModelError:
        return ""  # it is refused with its reason where it is loaded
    own = sorted(name for name in tensors if name.startswith(IMAGE_PREFIX))
    if not own:
        return ""
    digest = hashlib.sha256()
    try:
        with weights.open("rb") as file:
            for name in own:
                one = tensors[name]
                digest.update(f"{name} {one.dtype} {list(one.shape)}\n".encode())
                file.seek(start + one.first)
                left = one.last - one.first
                while left and (piece := file.read(min(left, _PIECE_BYTES))):
                    digest.update(piece)
                    left -= len(piece)
    except OSError as error:
        raise _unreadable(weights, error) from error
    return digest.hexdigest()


def image_part(config: bytes | None, name: str) -> str:
    """What a configuration says of the image tower and its pictures, in one form for all spellings.

    name: stands for a model whose configuration only open_clip knows.
    """
    try:
        found: Any = json.loads(config) if config is not None else {}
        model = found.get("model_cfg") or {}
        vision = model.get("vision_cfg") or {}
        said = {
            "name": "" if model else name,
            "embed_dim": model.get("embed_dim"),
            "quick_gelu": model.get("quick_gelu") or False,
            "vision_cfg": {
                key: value
                for key, value in vision.items()
                if value is not None and key not in _WEIGHTS_SOURCE
            },
            "preprocess_cfg": found.get("preprocess_cfg") or {},
        }
    except (ValueError, AttributeError, RecursionError):
        # Nothing that could be loaded; it still is one thing and no other.
        return repr(config)
    return json.dumps(said, sort_keys=True)


def image_identity(weights: str, config: str) -> str:
    """Twelve hexadecimal digits. weights: a digest. config: of :func:`image_part`."""
    return hashlib.sha256(f"{weights}\n{config}".encode()).hexdigest()[:_DIGITS]


def file_sha256(path: Path) -> str:
    """SHA-256 of a file's content, as hex digits. Raises ModelError when it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> ModelError:
    return ModelError(
        Message("The weights in {path} cannot be read: {error}.", path=path, error=error),
        "Check the file's permissions.",
    )
