"""From the torch reference to ONNX towers in the cache, once per model, with a parity check."""

from __future__ import annotations

import contextlib
import io
import json
import logging
import shutil
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from photoclip.core.errors import ModelError
from photoclip.core.models import Vectors
from photoclip.core.own_files import discard, held_folder, make_folder, tighten
from photoclip.core.wording import Message
from photoclip.embed.models.machine import default_threads
from photoclip.embed.models.onnx import (
    IMAGE_FILE,
    TEXT_FILE,
    TOKENIZER_FILE,
    OnnxTowers,
    TowersMeta,
)
from photoclip.embed.models.openclip import TorchTowers
from photoclip.embed.models.tokenize import Tokens
from photoclip.embed.models.weights import META_FILE, ModelFiles, towers_folder

if TYPE_CHECKING:
    import torch

log = logging.getLogger(__name__)

PARITY = 0.9999
"""Least cosine between an exported tower and the reference, in float32."""

EXTERNAL_DATA_BYTES = 1_900_000_000
"""A larger tower keeps its weights beside the graph: a protobuf ends at 2 GiB."""

_DRAFT_PREFIX = ".draft-"
_DAY_S = 86_400


@dataclass(frozen=True, slots=True)
class ExportResult:
    """folder: of the exported towers, None when there are none; problem says why."""

    folder: Path | None
    problem: str = ""


def export_towers(
    key: str,
    files: ModelFiles,
    reference: TorchTowers,
    cache: Path,
    pixels: Vectors,
    texts: Sequence[str],
) -> ExportResult:
    """Export both towers, check them on real inputs, and put them into the cache in one step.

    pixels: float32 (n, 3, height, width) and texts: what the check compares, n at least 2.
    Never raises for an export that fails, differs, or finds no room: the problem is returned.
    """
    target = towers_folder(cache, files)
    draft: Path | None = None
    try:
        make_folder(target.parent)
        _sweep(target.parent)
        draft = Path(tempfile.mkdtemp(prefix=_DRAFT_PREFIX, dir=target.parent))
        tokens = reference.tokenizer.load()(texts)
        with held_folder(draft):
            _write(draft, key, reference, pixels, tokens)
            _check_parity(draft, reference, pixels, tokens)
            for path in draft.iterdir():
                tighten(path)
            return ExportResult(_install(draft, target))
    except Exception as error:  # two exporters, a runtime and a disk, each with their own kinds
        log.info("exporting %s failed", key, exc_info=True)
        lines = str(error).strip().splitlines() or [type(error).__name__]
        return ExportResult(None, lines[0][:300])
    finally:
        if draft is not None:
            shutil.rmtree(draft, ignore_errors=True)


def _write(draft: Path, key: str, reference: TorchTowers, pixels: Vectors, tokens: Tokens) -> None:
    import torch

    # The newer exporter's image graph runs a fifth to a third faster, once it is made (12 s
    # against 2 s); for texts both graphs are equally fast, so the quicker exporter goes first.
    image, text = _as_modules(reference.model)
    _export(image, torch.from_numpy(pixels[:2]), draft / IMAGE_FILE, (_dynamo, _tracing))
    _export(text, torch.from_numpy(tokens[:2]), draft / TEXT_FILE, (_tracing, _dynamo))
    (draft / TOKENIZER_FILE).write_text(reference.tokenizer.definition, encoding="utf-8")
    meta = TowersMeta(
        model=key,
        dim=reference.dim,
        logit_scale=reference.logit_scale,
        logit_bias=reference.logit_bias,
        preprocess=reference.preprocess,
        tokenizer=reference.tokenizer.spec,
        versions={name: metadata.version(name) for name in ("torch", "open_clip_torch", "onnx")},
        sizes={path.name: path.stat().st_size for path in draft.iterdir()},
    )
    (draft / META_FILE).write_text(json.dumps(meta.to_json(), indent=1), encoding="utf-8")


def _as_modules(model: Any) -> tuple[torch.nn.Module, torch.nn.Module]:
    import torch

    class ImageTower(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, pixels: torch.Tensor) -> torch.Tensor:
            return torch.nn.functional.normalize(self.model.encode_image(pixels), dim=-1)

    class TextTower(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, tokens: torch.Tensor) -> torch.Tensor:
            return torch.nn.functional.normalize(self.model.encode_text(tokens), dim=-1)

    return ImageTower().eval(), TextTower().eval()


Exporter = Callable[["torch.nn.Module", "torch.Tensor", Path, bool], None]


def _export(
    tower: torch.nn.Module, example: torch.Tensor, path: Path, exporters: Sequence[Exporter]
) -> None:
    weights = sum(one.numel() * one.element_size() for one in tower.parameters())
    is_large = weights > EXTERNAL_DATA_BYTES
    # Only the newer exporter writes weights of any size into one file beside the graph.
    failures = []
    for exporter in [_dynamo] if is_large else exporters:
        try:
            with _quiet():
                exporter(tower, example, path, is_large)
            return
        except Exception as error:  # see export_towers
            log.info("%s failed on %s", exporter.__name__, path.name, exc_info=True)
            failures.append(str(error).strip().partition("\n")[0])
            for rest in path.parent.glob(f"{path.name}*"):
                rest.unlink()
    raise ModelError(Message("{stem} tower: {names}", stem=path.stem, names="; ".join(failures)))


def _dynamo(tower: torch.nn.Module, example: torch.Tensor, path: Path, is_large: bool) -> None:
    import torch

    torch.onnx.export(
        tower,
        (example,),
        str(path),
        dynamo=True,
        verbose=False,
        dynamic_shapes=({0: torch.export.Dim("batch")},),
        input_names=["input"],
        output_names=["vector"],
        external_data=is_large,
    )


def _tracing(tower: torch.nn.Module, example: torch.Tensor, path: Path, is_large: bool) -> None:
    import torch

    torch.onnx.export(
        tower,
        (example,),
        str(path),
        dynamo=False,
        dynamic_axes={"input": {0: "batch"}, "vector": {0: "batch"}},
        input_names=["input"],
        output_names=["vector"],
        opset_version=17,
    )


def _check_parity(draft: Path, reference: TorchTowers, pixels: Vectors, tokens: Tokens) -> None:
    exported = OnnxTowers.exported(draft, threads=default_threads())
    # A batch of one as well: an exporter may freeze the size of its example.
    for count in (len(pixels), 1):
        found = exported.embed_pixels(pixels[:count])
        _compare("image", found, reference.embed_pixels(pixels[:count]))
    for count in (len(tokens), 1):
        found = exported.embed_tokens(tokens[:count])
        _compare("text", found, reference.embed_tokens(tokens[:count]))


def _compare(name: str, found: Vectors, expected: Vectors) -> None:
    worst = least_cosine(found, expected)
    if not worst >= PARITY:
        raise ModelError(
            Message(
                "the exported {name} tower differs (cosine {worst:.4f})", name=name, worst=worst
            )
        )


def least_cosine(found: Vectors, expected: Vectors) -> float:
    """The least cosine between rows of two float32 (n, d) of unit length; NaN stays NaN."""
    return float((found * expected).sum(axis=1).min())


def _install(draft: Path, target: Path) -> Path:
    with contextlib.suppress(OSError):
        draft.replace(target)
        return target
    try:
        TowersMeta.read(target)  # another process was faster, its towers are as good
    except ModelError:
        shutil.rmtree(target)
        draft.replace(target)
    return target


def _sweep(folder: Path) -> None:
    """Drafts of a process that was killed; young ones may belong to one that is still at it."""
    for draft in folder.glob(f"{_DRAFT_PREFIX}*"):
        with contextlib.suppress(OSError):
            if time.time() - draft.stat().st_mtime > _DAY_S:
                discard(draft)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Both exporters print, warn and log as if a developer were watching."""
    before = logging.root.manager.disable
    logging.disable(logging.ERROR)
    try:
        with (
            warnings.catch_warnings(),
            contextlib.redirect_stdout(io.StringIO()),
            contextlib.redirect_stderr(io.StringIO()),
        ):
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)
