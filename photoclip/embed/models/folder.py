"""A stranger's model folder: which of its files are read, and what of them reaches other libraries.

Transformers never sees the folder itself. It gets one of ours, with the few files it needs,
checked or written anew: so no code of the folder can be found, no pickle, and no link.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from photoclip.core.errors import ModelError, UnfitFileError
from photoclip.core.small_files import MIB, check_small, read_small
from photoclip.core.wording import Message
from photoclip.embed.models.config import (
    FORM,
    check_model,
    encoder_config,
    parse_json,
    refused,
    tokenizer_config,
)

MOST_CONFIG_BYTES = 1 * MIB
MOST_TOKENIZER_BYTES = 128 * MIB
MOST_HEADER_BYTES = 100 * MIB
"""Of a safetensors file: the format's own limit."""

TOKENIZER_FILES = (
    *("tokenizer.json", "vocab.txt", "vocab.json", "merges.txt"),
    *("tokenizer.model", "spiece.model", "sentencepiece.bpe.model"),
)
"""Where the words of a tokenizer may stand."""

_REWRITTEN = {"config.json": encoder_config, "tokenizer_config.json": tokenizer_config}


def find_inside(folder: Path, name: str) -> Path | None:
    """The file of that name in a folder, None where there is none.

    Raises ModelError for one that lies elsewhere, by a link or by its name, and for no file. Links
    of the Hugging Face cache are what they are: they lead to the blobs of the same repository.
    """
    path = folder / name
    if not os.path.lexists(path):
        return None
    try:
        target, home = path.resolve(strict=True), folder.resolve(strict=True)
        homes = [home, home.parent.parent / "blobs"] if home.parent.name == "snapshots" else [home]
        is_plain = os.path.basename(name) == name
        if not is_plain or not any(target.is_relative_to(one) for one in homes):
            raise refused(Message("its file {name} lies outside of its folder", name=name))
        check_small(path, target.stat())
    except UnfitFileError as error:
        raise ModelError(error.message, FORM) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise refused(Message("its file {name} cannot be read", name=name)) from error
    return path


def read_inside(folder: Path, name: str, most_bytes: int) -> bytes | None:
    """The content of a file in a folder, None where there is none. Raises ModelError."""
    path = find_inside(folder, name)
    if path is None:
        return None
    try:
        return read_small(path, most_bytes)
    except UnfitFileError as error:
        raise ModelError(error.message, FORM) from error
    except OSError as error:
        raise refused(Message("its file {name} cannot be read", name=name)) from error


def read_configuration(folder: Path) -> dict[str, Any]:
    """``model_cfg`` and ``preprocess_cfg`` of a folder, checked. Raises ModelError."""
    name = "open_clip_config.json"
    data = read_inside(folder, name, MOST_CONFIG_BYTES)
    if data is None:
        raise ModelError(
            Message(
                "{path} holds no model in open_clip's form ({error}).",
                path=folder,
                error=Message("its file {name} is missing", name=name),
            ),
            FORM,
        )
    return check_model(parse_json(data, name))


@contextlib.contextmanager
def own_copy(folder: Path) -> Iterator[Path]:
    """A folder of ours with what transformers needs of a model's, for the while. Raises ModelError.

    config.json and tokenizer_config.json hold known keys only, the others are copied.
    """
    with tempfile.TemporaryDirectory(prefix="photoclip-model-") as place:
        # Named like the original, which is what messages name.
        copy = Path(place) / (re.sub(r"[^\w.-]+", "-", folder.name).strip(".") or "model")
        copy.mkdir()
        for name, keep in _REWRITTEN.items():
            data = read_inside(folder, name, MOST_CONFIG_BYTES)
            if data is not None:
                kept = keep(parse_json(data, name))
                (copy / name).write_text(json.dumps(kept), encoding="utf-8")
        for name in ("special_tokens_map.json", "added_tokens.json"):
            data = read_inside(folder, name, MOST_CONFIG_BYTES)
            if data is not None:
                (copy / name).write_text(json.dumps(parse_json(data, name)), encoding="utf-8")
        for name in TOKENIZER_FILES:
            data = read_inside(folder, name, MOST_TOKENIZER_BYTES)
            if data is not None:
                (copy / name).write_bytes(data)
        yield copy


@dataclass(frozen=True, slots=True)
class StoredTensor:
    """A tensor of a safetensors file. first, last: its bytes, counted from the end of the header;
    last is the first byte behind it."""

    dtype: str
    shape: tuple[int, ...]
    first: int
    last: int


def tensors_of(weights: Path) -> tuple[int, dict[str, StoredTensor]]:
    """Where the tensors of a safetensors file begin, in bytes, and each by its name.

    A file says in its first bytes how long it has to be
    (https://huggingface.co/docs/safetensors, "Format"). Raises ModelError where it is cut off or
    is something else, such as a pickle under another name.
    """
    damaged = ModelError(
        Message("The weights in {weights} are damaged or cut off.", weights=weights),
        "Copy or download them again.",
    )
    try:
        with weights.open("rb") as file:
            length = int.from_bytes(file.read(8), "little")
            size = file.seek(0, os.SEEK_END)
            file.seek(8)
            header = json.loads(file.read(length)) if length < min(size, MOST_HEADER_BYTES) else {}
        found = {
            str(name): StoredTensor(
                str(one["dtype"]), tuple(map(int, one["shape"])), *map(int, one["data_offsets"])
            )
            for name, one in header.items()
            if "data_offsets" in one
        }
    except OSError as error:
        raise ModelError(
            Message(
                "{weights} cannot be read: {strerror}.", weights=weights, strerror=error.strerror
            )
        ) from error
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError):
        raise damaged from None
    start = 8 + length
    if start + max((one.last for one in found.values()), default=0) != size or not all(
        0 <= one.first <= one.last for one in found.values()
    ):
        raise damaged
    return start, found


def count_numbers(weights: Path) -> int:
    """How many numbers a safetensors file holds, by its header. Raises ModelError."""
    _, tensors = tensors_of(weights)
    count = sum(math.prod(one.shape) for one in tensors.values())
    # Hardly a format has less than half a byte a number.
    if not 0 < count <= 2 * weights.stat().st_size:
        raise ModelError(
            Message("The weights in {weights} are damaged or cut off.", weights=weights),
            "Copy or download them again.",
        )
    return count
