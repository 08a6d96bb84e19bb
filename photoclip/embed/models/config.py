"""What a model's configuration may say: known keys, with values of a known kind and size.

A folder comes from a stranger. Its configuration is handed to open_clip, timm and transformers,
which take whatever stands there: names of code to run, of files elsewhere and of repositories to
fetch, and numbers for which memory is taken. Nothing reaches them that is not named here.

Sources: the dataclasses CLIPVisionCfg, CLIPTextCfg and MultimodalCfg of open_clip, its 144 own
configurations (whose largest values are a tenth of the limits), and the configurations of the
text models that it knows (hf_configs.py).
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping
from typing import Any

from photoclip.core.errors import ModelError
from photoclip.core.wording import Message

DEEPEST = 12
"""Levels of a configuration; real ones have four."""

HINT = Message("Choose another model, or get this one again from its makers.")
FORM = Message("Choose a folder with open_clip_config.json and open_clip_model.safetensors.")

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,127}")
_REPOSITORY = re.compile(r"(\.|[A-Za-z0-9][A-Za-z0-9_.-]{0,95}(/[A-Za-z0-9][A-Za-z0-9_.-]{0,95})?)")

Check = Callable[[Any], bool]


def _whole(least: int, most: int) -> Check:
    return lambda one: isinstance(one, int) and not isinstance(one, bool) and least <= one <= most


def _number(least: float, most: float) -> Check:
    def check(one: Any) -> bool:
        is_number = isinstance(one, int | float) and not isinstance(one, bool)
        return is_number and math.isfinite(one) and least <= one <= most

    return check


def _truth(one: Any) -> bool:
    return isinstance(one, bool)


def _name(one: Any) -> bool:
    return isinstance(one, str) and (one == "" or _NAME.fullmatch(one) is not None)


def _repository(one: Any) -> bool:
    # Never one that is fetched: openclip.py has the folder's own files take its place.
    return isinstance(one, str) and _REPOSITORY.fullmatch(one) is not None and ".." not in one


def _either(*checks: Check) -> Check:
    return lambda one: any(check(one) for check in checks)


def _list_of(check: Check, least: int, most: int) -> Check:
    return lambda one: (
        isinstance(one, list | tuple) and least <= len(one) <= most and all(map(check, one))
    )


def _fields(known: Mapping[str, Check]) -> Check:
    return lambda one: (
        isinstance(one, dict)
        and all(
            name in known and (value is None or known[name](value)) for name, value in one.items()
        )
    )


_WIDTH, _LAYERS, _HEADS = _whole(1, 16_384), _whole(1, 256), _whole(1, 256)
_SIDE = _whole(1, 1_024)
_RATIO, _SHARE = _number(0.01, 64.0), _number(0.0, 1.0)
_EPSILON = {"eps": _number(0.0, 1.0)}
_ATTENTION: dict[str, Check] = {
    "block_type": _name,
    "qk_norm": _truth,
    "scaled_cosine_attn": _truth,
    "scale_heads": _truth,
    "scale_attn_inner": _truth,
    "scale_attn": _truth,
    "scale_fc": _truth,
    "act_kwargs": _fields({"approximate": _name}),
    "norm_kwargs": _fields(_EPSILON),
    "ls_init_value": _number(0.0, 10.0),
    "mlp_ratio": _RATIO,
    "pool_type": _name,
    "final_ln_after_pool": _truth,
    "output_tokens": _truth,
}
VISION: dict[str, Check] = {
    **_ATTENTION,
    "layers": _either(_LAYERS, _list_of(_LAYERS, 4, 4)),
    "width": _WIDTH,
    "head_width": _WIDTH,
    "patch_size": _whole(2, 1_024),
    "image_size": _either(_SIDE, _list_of(_SIDE, 2, 2)),
    "patch_dropout": _SHARE,
    "attentional_pool": _either(_truth, _name),
    "attn_pooler_queries": _whole(1, 4_096),
    "attn_pooler_heads": _HEADS,
    "no_ln_pre": _truth,
    "pos_embed_type": _name,
    # No colon and no slash: "hf-hub:…" and "local-dir:…" would be fetched, or read elsewhere.
    "timm_model_name": _name,
    "timm_model_pretrained": _truth,
    "timm_pool": _name,
    "timm_proj": _name,
    "timm_proj_bias": _truth,
    "timm_drop": _SHARE,
    "timm_drop_path": _SHARE,
}
TOKENIZER: dict[str, Check] = {
    "clean": lambda one: one in ("whitespace", "lower", "canonicalize"),
    "strip_sep_token": _truth,
}
"""Options of a tokenizer. Others reach transformers as they are: trust_remote_code is one."""

_TOKEN = _whole(-1, 2_000_000)
_INNER = _whole(1, 131_072)
ENCODER: dict[str, Check] = {
    **dict.fromkeys(("hidden_size", "d_model", "d_kv"), _WIDTH),
    **dict.fromkeys(("num_hidden_layers", "num_layers", "num_decoder_layers"), _LAYERS),
    **dict.fromkeys(("encoder_layers", "decoder_layers"), _LAYERS),
    **dict.fromkeys(("num_attention_heads", "num_heads"), _HEADS),
    **dict.fromkeys(("encoder_attention_heads", "decoder_attention_heads"), _HEADS),
    **dict.fromkeys(("intermediate_size", "d_ff", "encoder_ffn_dim", "decoder_ffn_dim"), _INNER),
    **dict.fromkeys(("bos_token_id", "eos_token_id", "pad_token_id", "sep_token_id"), _TOKEN),
    "decoder_start_token_id": _TOKEN,
    "vocab_size": _whole(1, 2_000_000),
    "type_vocab_size": _whole(1, 1_024),
    "max_position_embeddings": _INNER,
    "relative_attention_num_buckets": _whole(1, 4_096),
    "relative_attention_max_distance": _INNER,
    **dict.fromkeys(("layer_norm_eps", "layer_norm_epsilon"), _number(0.0, 1.0)),
    **dict.fromkeys(("initializer_range", "initializer_factor"), _number(0.0, 100.0)),
    **dict.fromkeys(("hidden_act", "activation_function", "feed_forward_proj"), _name),
    **dict.fromkeys(("dense_act_fn", "position_embedding_type"), _name),
    **dict.fromkeys(("is_gated_act", "tie_word_embeddings", "scale_embedding"), _truth),
    **dict.fromkeys(("is_encoder_decoder", "add_cross_attention", "is_decoder"), _truth),
    "model_type": lambda one: one in ("bert", "roberta", "xlm-roberta", "mt5", "m2m_100"),
}
"""A text model's config.json. Other keys are passed over: auto_map names code to run, others
implementations and quantizations that would be fetched, and most say nothing here."""

_TOKENIZER_SAYS = re.compile(
    r"[a-z]+_token|additional_special_tokens|extra_special_tokens|added_tokens_decoder|"
    r"tokenizer_class|model_max_length|(padding|truncation)_side|do_(lower_case|basic_tokenize)|"
    r"clean_up_tokenization_spaces|strip_accents|tokenize_chinese_chars|add_prefix_space|legacy|"
    r"add_(bos|eos)_token|trim_offsets|(src|tgt)_lang|split_special_tokens|sp_model_kwargs"
)

TEXT: dict[str, Check] = {
    **_ATTENTION,
    "context_length": _whole(1, 2_048),
    "vocab_size": _whole(1, 2_000_000),
    "hf_tokenizer_name": _repository,
    "tokenizer_mode": _name,
    "tokenizer_kwargs": _fields(TOKENIZER),
    "width": _WIDTH,
    "heads": _HEADS,
    "layers": _LAYERS,
    "embed_cls": _truth,
    "pad_id": _whole(0, 2_000_000),
    "eos_id": _whole(0, 2_000_000),
    "no_causal_mask": _truth,
    "proj_bias": _truth,
    "proj_type": _name,
    "hf_model_name": _repository,
    "hf_model_pretrained": _truth,
    "hf_proj_type": _name,
    "hf_pooler_type": _name,
}
MULTIMODAL: dict[str, Check] = {
    **TEXT,
    "dim_head": _WIDTH,
    "n_queries": _whole(1, 4_096),
    "attn_pooler_heads": _HEADS,
}
MODEL: dict[str, Check] = {
    "embed_dim": _WIDTH,
    "quick_gelu": _truth,
    "custom_text": _truth,
    "init_logit_scale": _number(-100.0, 100.0),
    "init_logit_bias": _number(-1_000.0, 1_000.0),
    "nonscalar_logit_scale": _truth,
    "output_dict": _truth,
}
_PARTS = {"vision_cfg": VISION, "text_cfg": TEXT, "multimodal_cfg": MULTIMODAL}
_CHANNELS = _either(_number(-1e3, 1e3), _list_of(_number(-1e3, 1e3), 1, 4))
PREPROCESS: dict[str, Check] = {
    "size": _either(_SIDE, _list_of(_SIDE, 1, 2)),
    "mean": _CHANNELS,
    "std": _either(_number(1e-3, 1e3), _list_of(_number(1e-3, 1e3), 1, 4)),
    "interpolation": _name,
    "resize_mode": _name,
    "fill_color": _whole(0, 255),
}
_MOST_PATCHES = 8_192


def parse_json(data: bytes, what: str) -> Any:
    """Any JSON value, of a bounded depth and without NaN. Raises ModelError. what: a file name."""
    try:
        found = json.loads(data.decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise refused(Message("{what} is no JSON that can be read", what=what), FORM) from error
    if _depth(found) > DEEPEST:
        raise refused(Message("{what} is nested too deeply", what=what))
    return found


def check_model(config: Any) -> dict[str, Any]:
    """An open_clip configuration, with what is known of it alone.

    Raises ModelError for an unknown key that would be passed on, and for a value that is of
    another kind or out of all proportion.
    """
    if not isinstance(config, dict) or not isinstance(config.get("model_cfg"), dict):
        raise refused(Message("it has no part “{name}”", name="model_cfg"), FORM)
    model = config["model_cfg"]
    found = checked({k: v for k, v in model.items() if k not in _PARTS}, MODEL, "model_cfg")
    for name, known in _PARTS.items():
        if name in model:
            found[name] = checked(model[name], known, name)
    _check_patches(found.get("vision_cfg") or {})
    preprocess = config.get("preprocess_cfg") or {}
    if isinstance(preprocess, dict):
        preprocess = {one: value for one, value in preprocess.items() if one in PREPROCESS}
    return {
        "model_cfg": found,
        "preprocess_cfg": checked(preprocess, PREPROCESS, "preprocess_cfg"),
    }


def checked(found: Any, known: Mapping[str, Check], part: str) -> dict[str, Any]:
    """An object all of whose keys are known and whose values are fit. Raises ModelError."""
    if not isinstance(found, dict):
        raise refused(Message("it has no part “{name}”", name=part), FORM)
    for name, value in found.items():
        if name not in known:
            raise refused(Message("“{name}” is nothing that a model may say", name=_brief(name)))
        if value is not None and not known[name](value):
            raise refused(
                Message(
                    "“{name}” may not be {value}", name=_brief(name), value=_brief(repr_of(value))
                )
            )
    return dict(found)


def encoder_config(config: Any) -> dict[str, Any]:
    """What is known of a text model's config.json. Raises ModelError for values out of bounds."""
    if not isinstance(config, dict):
        raise refused(Message("it has no part “{name}”", name="config.json"), FORM)
    return checked({k: v for k, v in config.items() if k in ENCODER}, ENCODER, "config.json")


def tokenizer_config(config: Any) -> dict[str, Any]:
    """What a tokenizer_config.json may say: no code, and no file. Raises ModelError."""
    if not isinstance(config, dict):
        raise refused(Message("it has no part “{name}”", name="tokenizer_config.json"), FORM)
    kept = {k: v for k, v in config.items() if _TOKENIZER_SAYS.fullmatch(k)}
    if not _name(kept.get("tokenizer_class") or ""):
        raise refused(Message("“{name}” is nothing that a model may say", name="tokenizer_class"))
    return kept


def _check_patches(vision: Mapping[str, Any]) -> None:
    size, patch = vision.get("image_size") or 224, vision.get("patch_size") or 16
    sides = list(size) if isinstance(size, list | tuple) else [size, size]
    if math.prod(max(1, side // patch) for side in sides) > _MOST_PATCHES:
        raise refused(
            Message("“{name}” may not be {value}", name="patch_size", value=_brief(repr_of(patch)))
        )


def repr_of(value: Any) -> str:
    """A value as text, without the error that Python raises for numbers of 4,300 digits."""
    try:
        return repr(value)
    except ValueError:
        return "…"


def _depth(value: Any) -> int:
    """Levels of lists and objects, counted without recursion."""
    level, inside = 0, [value]
    while inside := [one for one in inside if isinstance(one, dict | list)]:
        level += 1
        if level > DEEPEST:
            break
        inside = [
            below for one in inside for below in (one.values() if isinstance(one, dict) else one)
        ]
    return level


def _no_number(name: str) -> None:
    raise ValueError(name)


def _brief(text: object) -> str:
    words = str(text)
    return words if len(words) <= 60 else f"{words[:57]}…"


def refused(reason: str, hint: str = HINT) -> ModelError:
    """The error for a model that is not loaded."""
    return ModelError(Message("The model is not loaded: {reason}.", reason=reason), hint)
