"""From a model's configuration to an open_clip model, with as much distrust as a stranger needs."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

from photoclip.core.errors import ModelError
from photoclip.core.wording import Message
from photoclip.embed.models.config import FORM, refused
from photoclip.embed.models.folder import (
    TOKENIZER_FILES,
    count_numbers,
    own_copy,
    read_configuration,
)
from photoclip.embed.models.registry import ModelKind, ModelSpec
from photoclip.embed.models.weights import ModelFiles

log = logging.getLogger(__name__)


def own_files(folder: Path | None) -> contextlib.AbstractContextManager[Path | None]:
    """For the while, our copy of the files that other libraries read; None where there are none."""
    return contextlib.nullcontext() if folder is None else own_copy(folder)


def configuration(
    spec: ModelSpec, files: ModelFiles, own: Path | None
) -> tuple[dict[str, Any], Mapping[str, Any]]:
    """``model_cfg`` and ``preprocess_cfg`` of a model. own: of :func:`own_files`.

    Raises ModelError for what is missing, unknown, or says what no model may say.
    """
    import open_clip

    if files.folder is not None and own is not None:
        config = read_configuration(files.folder)
        model_cfg = config["model_cfg"]
        for part in ("vision_cfg", "text_cfg"):
            if part not in model_cfg:
                raise refused(Message("it has no part “{name}”", name=part), FORM)
        is_strange = spec.kind is ModelKind.FOLDER
        _point_at(own, model_cfg["text_cfg"], _known_text_models() if is_strange else None)
        return model_cfg, config["preprocess_cfg"]
    model_cfg = open_clip.get_model_config(spec.architecture)
    if model_cfg is None:
        raise ModelError(
            Message(
                "open_clip knows no architecture {architecture!r}.", architecture=spec.architecture
            ),
            "The names are those of open_clip.list_models().",
        )
    if spec.kind is ModelKind.RANDOM:
        return model_cfg, {}
    return model_cfg, open_clip.get_pretrained_cfg(spec.architecture, spec.pretrained) or {}


def _known_text_models() -> set[str]:
    import open_clip

    configs = map(open_clip.get_model_config, open_clip.list_models())
    return {config["text_cfg"].get("hf_model_name", "") for config in configs}


def _point_at(own: Path, text_cfg: dict[str, Any], known: set[str] | None) -> None:
    """Names that stand for the model's own files lead to them, not to the network.

    own: the folder with our copy of them. known: names of text models that may be replaced by the
    files of the folder, None where any may, and where what is not there is looked for in the
    Hugging Face cache.
    """
    has_words = any((own / one).is_file() for one in TOKENIZER_FILES)
    for name, file in (("hf_model_name", "config.json"), ("hf_tokenizer_name", "tokenizer.json")):
        asked = text_cfg.get(name)
        if not asked:
            continue
        is_here = (own / file).is_file() if name == "hf_model_name" else has_words
        is_known = known is None or name == "hf_tokenizer_name" or asked in known
        if asked == "." or (is_here and is_known):
            text_cfg[name] = str(own)
        elif known is not None:
            raise refused(
                Message("its file {name} is missing", name=file)
                if is_known
                else Message("“{name}” may not be {value}", name=name, value=asked),
                FORM,
            )


def check_proportions(model_cfg: dict[str, Any], weights: Path) -> None:
    """Raise ModelError where a configuration asks for far more numbers than its weights hold.

    The model is built without memory (torch's "meta" device) to be counted.
    """
    import torch

    is_safe = weights.suffix == ".safetensors"
    if not is_safe:
        _check_pickle(weights)
    held = count_numbers(weights) if is_safe else weights.stat().st_size
    try:
        with torch.device("meta"):
            asked = sum(one.numel() for one in build(model_cfg).parameters())
    except NotImplementedError as error:  # of operations that need real numbers
        log.info("the model is not counted: %s", error)
        return
    if asked > 1.5 * held + 1_000_000:
        raise refused(
            Message("it asks for {asked} numbers, and has {held}", asked=asked, held=held)
        )


def _check_pickle(weights: Path) -> None:
    """Raise ModelError for weights that are more than tensors.

    open_clip falls back to reading a pickle in full where the strict way raises TypeError.
    """
    import torch

    try:
        torch.load(str(weights), map_location="meta", weights_only=True)
    except Exception as error:  # pickle, zipfile and torch raise their own
        raise ModelError(
            Message("The weights in {weights} are damaged or cut off.", weights=weights),
            "Copy or download them again.",
        ) from error


def build(model_cfg: dict[str, Any]) -> Any:
    """An open_clip model of a configuration, without its weights."""
    import open_clip

    arguments = deepcopy(model_cfg)
    # The weights are loaded afterwards; without this timm and transformers would fetch theirs.
    arguments["vision_cfg"]["timm_model_pretrained"] = False
    arguments["text_cfg"]["hf_model_pretrained"] = False
    is_custom = arguments.pop("custom_text", False) or "hf_model_name" in arguments["text_cfg"]
    if "multimodal_cfg" in arguments:
        return open_clip.CoCa(**arguments)
    return open_clip.CustomTextCLIP(**arguments) if is_custom else open_clip.CLIP(**arguments)
