"""Models that bring their graphs along: image.onnx and text.onnx, whose weights are external data
inside the safetensors file beside them (https://onnx.ai/onnx/repo-docs/ExternalData.html).

They run without torch, without an export and without a second copy of the weights, and open_clip
loads the same folder. What a graph does not say stands in the configuration, as for any model.
"""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

import numpy as np

from photoclip.core.errors import ModelError
from photoclip.core.wording import Message
from photoclip.embed.models.config import FORM, TOKENIZER, refused
from photoclip.embed.models.folder import (
    MOST_CONFIG_BYTES,
    MOST_TOKENIZER_BYTES,
    read_configuration,
    read_inside,
    tensors_of,
)
from photoclip.embed.models.graph_files import check_belongs
from photoclip.embed.models.onnx import (
    IMAGE_FILE,
    TEXT_FILE,
    TOKENIZER_FILE,
    OnnxTowers,
    TowersMeta,
)
from photoclip.embed.models.preprocess import PreprocessSpec
from photoclip.embed.models.tokenize import CLIP_CONTEXT_LENGTH, TokenizerSpec
from photoclip.embed.models.weights import ModelFiles

log = logging.getLogger(__name__)

REFERENCE_FILE = "reference.json"
"""Vectors that the model gave where it was made: {"texts": {text: vector}}."""

MOST_REFERENCE_BYTES = 4 * MOST_CONFIG_BYTES
PARITY = 0.9999
"""Least cosine to those vectors, in float32."""

_NUMBERS = {"F32": np.float32, "F16": np.float16, "F64": np.float64}


def open_shipped(
    key: str, files: ModelFiles, threads: int, kept: Path, *, is_known: bool
) -> OnnxTowers:
    """The towers of a model that has graphs of its own.

    key: of the model in the registry. kept: folder of the cache for what ONNX Runtime makes of the
    graphs. is_known: all files were compared with their digests. Raises ModelError for a graph, a
    tokenizer or a configuration that is broken or does not belong to the weights.
    """
    assert files.graphs is not None
    assert files.weights is not None
    for name in () if is_known else (IMAGE_FILE, TEXT_FILE):
        check_belongs(files.graphs / name, files.weights)
    return OnnxTowers(files.graphs, _describe(key, files.graphs, files.weights), threads, kept)


def check_reference(towers: OnnxTowers) -> None:
    """Compare the text tower with the vectors that were given along, where there are any.

    Raises ModelError where it gives others: a graph, weights or tokenizer of another model.
    """
    data = read_inside(towers.folder, REFERENCE_FILE, MOST_REFERENCE_BYTES)
    if data is None:
        return
    try:
        texts = json.loads(data)["texts"]
        expected = np.array(list(texts.values()), dtype=np.float32)
        expected /= np.linalg.norm(expected, axis=1, keepdims=True)
    except (ValueError, TypeError, KeyError, AttributeError, np.exceptions.AxisError) as error:
        raise refused(Message("its file {name} cannot be read", name=REFERENCE_FILE)) from error
    found = towers.embed_tokens(towers.tokenize(list(texts)))
    worst = float((found * expected).sum(axis=1).min()) if found.shape == expected.shape else 0.0
    if not worst >= PARITY:
        raise refused(
            Message("it gives other vectors than it should (cosine {worst:.4f})", worst=worst),
            "Copy or download the whole folder again.",
        )


def _describe(key: str, folder: Path, weights: Path) -> TowersMeta:
    config = read_configuration(folder)
    model = config["model_cfg"]
    try:
        size = model["vision_cfg"]["image_size"]
        return TowersMeta(
            model=key,
            dim=int(model["embed_dim"]),
            logit_scale=_scalar(weights, "logit_scale"),
            logit_bias=_scalar(weights, "logit_bias"),
            preprocess=PreprocessSpec.from_config({**config["preprocess_cfg"], "size": size}),
            tokenizer=_tokenizer(folder, model["text_cfg"]),
            versions={},
            sizes={},
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ModelError(
            Message(
                "{path} holds no model in open_clip's form ({error}).", path=folder, error=error
            ),
            FORM,
        ) from error


def _tokenizer(folder: Path, text_cfg: dict[str, Any]) -> TokenizerSpec:
    """What open_clip's HFTokenizer would do around the folder's tokenizer.json."""
    options = text_cfg.get("tokenizer_kwargs") or {}
    options = {name: value for name, value in options.items() if name in TOKENIZER}
    said = _read_json(folder, "tokenizer_config.json", MOST_CONFIG_BYTES)
    padding = str(said.get("pad_token") or "[PAD]")
    number = _read_json(folder, "config.json", MOST_CONFIG_BYTES).get("pad_token_id")
    if not isinstance(number, int):
        number = _number_of(folder, padding)
    is_stripped = bool(options.get("strip_sep_token"))
    separator = str(said.get("sep_token") or "[SEP]")
    return TokenizerSpec(
        context_length=int(text_cfg.get("context_length") or CLIP_CONTEXT_LENGTH),
        clean=str(options.get("clean") or "whitespace"),
        pad_id=number,
        pad_token=padding,
        pad_left=said.get("padding_side") == "left",
        strip_id=_number_of(folder, separator) if is_stripped else -1,
        is_padded=False,
    )


def _number_of(folder: Path, token: str) -> int:
    """Of a special token. Reads the whole vocabulary, which takes a while."""
    added = _read_json(folder, TOKENIZER_FILE, MOST_TOKENIZER_BYTES).get("added_tokens") or []
    for one in added:
        if one.get("content") == token:
            return int(one["id"])
    raise refused(Message("its file {name} cannot be read", name=TOKENIZER_FILE))


def _read_json(folder: Path, name: str, most_bytes: int) -> dict[str, Any]:
    data = read_inside(folder, name, most_bytes)
    if data is None:
        raise refused(Message("its file {name} is missing", name=name), FORM)
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise refused(Message("its file {name} cannot be read", name=name), FORM) from error
    if not isinstance(found, dict):
        raise refused(Message("its file {name} cannot be read", name=name), FORM)
    return found


def _scalar(weights: Path, name: str) -> float:
    """A tensor of one number, 0.0 where the model has none of that name."""
    start, tensors = tensors_of(weights)
    one = tensors.get(name)
    if one is None:
        return 0.0
    kind = np.dtype(_NUMBERS[one.dtype])
    with weights.open("rb") as file:
        file.seek(start + one.first)
        return float(np.frombuffer(file.read(kind.itemsize), kind)[0])
