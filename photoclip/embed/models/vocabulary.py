"""Writes down the tokenizer that open_clip would build for a model, so that it can do without.

Runs where the reference is loaded, never for a query.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, pre_tokenizers, processors

from photoclip.core.errors import ModelError
from photoclip.core.wording import Message
from photoclip.embed.models.config import TOKENIZER
from photoclip.embed.models.tokenize import CLIP_CONTEXT_LENGTH, TokenizerFile, TokenizerSpec

_LEAST_VOCABULARY = 256
"""Bytes alone need as many; less is a tokenizer whose vocabulary is missing."""


def describe_tokenizer(model_cfg: Mapping[str, Any]) -> TokenizerFile:
    """The tokenizer for an open_clip ``model_cfg``: a transformers one, or CLIP's own.

    Imports open_clip. Raises ModelError for one that cannot be written down.
    """
    text_cfg = model_cfg["text_cfg"]
    context_length = int(text_cfg.get("context_length") or CLIP_CONTEXT_LENGTH)
    asked = text_cfg.get("tokenizer_kwargs") or {}
    # Whatever else it names would be handed on: trust_remote_code, paths of files.
    options = {name: value for name, value in asked.items() if name in TOKENIZER}
    if text_cfg.get("tokenizer_mode"):
        raise ModelError(
            Message(
                "Its tokenizer mode {text_cfg!r} is not supported.",
                text_cfg=text_cfg["tokenizer_mode"],
            )
        )
    if name := text_cfg.get("hf_tokenizer_name"):
        return _transformers_tokenizer(name, context_length, options)
    return _clip_tokenizer(context_length, options)


def _transformers_tokenizer(
    name: str, context_length: int, options: dict[str, Any]
) -> TokenizerFile:
    from open_clip.tokenizer import HFTokenizer

    wrapped = HFTokenizer(
        name, context_length=context_length, trust_remote_code=False, **options
    ).tokenizer
    name = Path(name).name if Path(name).is_absolute() else name
    if not wrapped.is_fast or wrapped.truncation_side != "right":
        raise ModelError(Message("The tokenizer {name} has no fast form.", name=name))
    if wrapped.vocab_size < _LEAST_VOCABULARY:
        # transformers makes an empty tokenizer of a folder whose vocabulary is missing.
        raise ModelError(
            Message("The tokenizer {name} cannot be loaded: it has no words.", name=name),
            "Install the model again.",
        )
    spec = TokenizerSpec(
        context_length=context_length,
        clean=options.get("clean", "whitespace"),
        pad_id=wrapped.pad_token_id,
        pad_token=wrapped.pad_token,
        pad_left=wrapped.padding_side == "left",
        strip_id=wrapped.sep_token_id if options.get("strip_sep_token") else -1,
    )
    return TokenizerFile(wrapped.backend_tokenizer.to_str(), spec)


def _clip_tokenizer(context_length: int, options: dict[str, Any]) -> TokenizerFile:
    """CLIP's byte pair encoding (open_clip.SimpleTokenizer) in the form of a tokenizer.json."""
    from open_clip.tokenizer import SimpleTokenizer

    # It takes no other option that is known, and strip_sep_token means nothing to it.
    cleaning = {"clean": options["clean"]} if "clean" in options else {}
    simple = SimpleTokenizer(context_length=context_length, **cleaning)
    start, end = (simple.decoder[i] for i in (simple.sot_token_id, simple.eot_token_id))
    ranked = sorted(simple.bpe_ranks, key=simple.bpe_ranks.__getitem__)
    tokenizer = Tokenizer(
        models.BPE(vocab=simple.encoder, merges=ranked, end_of_word_suffix="</w>")
    )
    tokenizer.add_special_tokens(
        [AddedToken(token, normalized=False, special=True) for token in (start, end)]
    )
    pieces = simple.pat.pattern
    for token in (start, end):
        pieces = re.sub(rf"^{re.escape(token)}\|", "", pieces)
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(f"(?i:{pieces})"), behavior="removed", invert=True),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{start} $A {end}",
        special_tokens=[(start, simple.sot_token_id), (end, simple.eot_token_id)],
    )
    # CLIP pads with plain zeros; that 0 is also the token of "!" is its authors' choice.
    spec = TokenizerSpec(
        context_length, clean=options.get("clean", "lower"), pad_id=0, pad_token="!"
    )
    return TokenizerFile(tokenizer.to_str(), spec)
