"""The one place that builds models with open_clip and torch: the reference for every other way.

Importing this module imports neither; the first call does (seconds, and a gigabyte of memory).
"""

from __future__ import annotations

import contextlib
import logging
import os
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from photoclip.core.errors import ModelError
from photoclip.core.models import Vectors
from photoclip.core.wording import Message
from photoclip.embed.models.building import build, check_proportions, configuration, own_files
from photoclip.embed.models.machine import gpu_signs
from photoclip.embed.models.preprocess import PreprocessSpec
from photoclip.embed.models.registry import ModelSpec
from photoclip.embed.models.tokenize import TokenizerFile, Tokens
from photoclip.embed.models.vocabulary import describe_tokenizer
from photoclip.embed.models.weights import RANDOM_SEED, ModelFiles
from photoclip.privacy import go_offline

if TYPE_CHECKING:
    import torch

log = logging.getLogger(__name__)

Precision = Literal["float32", "float16", "bfloat16"]


@dataclass(frozen=True, slots=True)
class DeviceReport:
    """usable: device names for torch, the fastest first, always with "cpu" at the end.

    notices: one sentence for each GPU that is there but cannot be used, with what to do.
    """

    usable: tuple[str, ...]
    notices: tuple[str, ...]


class TorchTowers:
    """Both towers of a model in torch. Vectors come back as float32, unit length, on the CPU."""

    def __init__(self, model: Any, preprocess: PreprocessSpec, tokenizer: TokenizerFile) -> None:
        """model: an open_clip model in evaluation mode, float32, on the CPU."""
        self.model = model
        self.preprocess = preprocess
        self.tokenizer = tokenizer
        self.logit_scale = float(model.logit_scale.detach())
        """Natural logarithm of the factor on a cosine, as open_clip stores it."""
        bias = getattr(model, "logit_bias", None)
        self.logit_bias = 0.0 if bias is None else float(bias.detach())
        self.device = "cpu"
        self.precision: Precision = "float32"
        self.dim = self._probe_dim()

    def move(self, device: str, precision: Precision, *, channels_last: bool = False) -> None:
        """Put the model on a device in a precision, all of it.

        A full cast, never autocast: torch.autocast to bfloat16 on a CPU is several times slower
        than float32. The cast loses bits for good; load the reference again for float32.
        """
        import torch

        dtype = getattr(torch, precision)
        layout = torch.channels_last if channels_last else torch.contiguous_format
        self.model.to(device=device, dtype=dtype)
        self.model.to(memory_format=layout)
        self.device, self.precision = device, precision

    def embed_pixels(self, pixels: Vectors) -> Vectors:
        """float32 (n, d) of pixels float32 (n, 3, height, width).

        Raises MemoryError when the batch is too large for the device.
        """
        import torch

        with torch.inference_mode(), _memory_errors():
            batch = torch.from_numpy(np.ascontiguousarray(pixels))
            batch = batch.to(self.device, dtype=getattr(torch, self.precision))
            return _unit(self.model.encode_image(batch))

    def embed_tokens(self, tokens: Tokens) -> Vectors:
        """float32 (n, d) of tokens int64 (n, context_length)."""
        import torch

        with torch.inference_mode(), _memory_errors():
            batch = torch.from_numpy(np.ascontiguousarray(tokens)).to(self.device)
            return _unit(self.model.encode_text(batch))

    def _probe_dim(self) -> int:
        blank = np.zeros((1, 3, *self.preprocess.size), dtype=np.float32)
        vector = self.embed_pixels(blank)
        if not np.isfinite(vector).all():
            raise ModelError("The model's weights are damaged: they give no numbers.")
        return int(vector.shape[1])


def _unit(vectors: torch.Tensor) -> Vectors:
    # Normalised in float32: half precision would leave lengths of 0.99 to 1.01.
    exact = vectors.float()
    normal = exact / exact.norm(dim=-1, keepdim=True)
    result: Vectors = normal.cpu().numpy()
    return result


def load_reference(spec: ModelSpec, files: ModelFiles, *, threads: int = 0) -> TorchTowers:
    """Build a model in torch: float32, evaluation mode, on the CPU. Never uses the network.

    threads: for torch on the CPU, 0 leaves its own choice. Raises ModelError when the
    configuration or the weights are missing, broken, or do not fit each other.
    """
    with quiet_imports():
        import open_clip
        import torch
        from tqdm.std import TqdmDefaultWriteLock
    # Progress bars would share a lock between processes. A worker that is ended leaves it behind,
    # and Python complains of that on the person's terminal.
    TqdmDefaultWriteLock.mp_lock = None
    _never_run_code()
    if threads:
        torch.set_num_threads(threads)
    try:
        with warnings.catch_warnings(), _silent(logging.WARNING), torch.random.fork_rng(devices=[]):
            warnings.simplefilter("ignore")
            torch.manual_seed(RANDOM_SEED)
            with own_files(files.folder) as own:
                model_cfg, preprocess_cfg = configuration(spec, files, own)
                if files.weights is not None:
                    check_proportions(model_cfg, files.weights)
                model = build(model_cfg)
                if files.weights is not None:
                    open_clip.load_checkpoint(model, str(files.weights), strict=True)
                tokenizer = describe_tokenizer(model_cfg)
            model = model.float().eval()
            size = model.visual.image_size
        preprocess = PreprocessSpec.from_config({**preprocess_cfg, "size": size})
        return TorchTowers(model, preprocess, tokenizer)
    except ModelError:
        raise
    except MemoryError as error:
        raise ModelError(
            Message("{title} needs more memory than there is.", title=spec.title)
        ) from error
    except Exception as error:  # open_clip, timm, transformers and safetensors raise their own
        log.info("loading %s failed", spec.key, exc_info=True)
        raise ModelError(
            Message(
                "{title} cannot be loaded: {error}.", title=spec.title, error=_first_line(error)
            ),
            "Its files are damaged or do not belong together; install it again.",
        ) from error


def describe_devices() -> DeviceReport:
    """Which devices torch can compute on here. A GPU counts after it multiplied two matrices."""
    with quiet_imports():
        import torch
    usable: list[str] = []
    notices: list[str] = []
    if torch.cuda.is_available():
        _try_device("cuda", torch.cuda.get_device_name(0), usable, notices)
    elif signs := [sign for sign in gpu_signs() if "Apple" not in sign]:
        notices.append(_unusable(", ".join(signs), _why_no_cuda(torch)))
    if torch.backends.mps.is_available():
        _try_device("mps", "Apple GPU", usable, notices)
    elif "Apple GPU" in gpu_signs():
        notices.append(_unusable("Apple GPU", "this torch is built without MPS or macOS is old"))
    return DeviceReport((*usable, "cpu"), tuple(notices))


def _try_device(device: str, name: str, usable: list[str], notices: list[str]) -> None:
    import torch

    try:
        square = torch.ones((64, 64), device=device)
        works = float((square @ square).sum().cpu()) == 64.0**3
    except Exception as error:  # drivers fail in many ways, each with its own type
        notices.append(_unusable(name, _first_line(error)))
        return
    if works:
        usable.append(device)
    else:
        notices.append(_unusable(name, "it computes wrong results"))


def _why_no_cuda(torch: Any) -> str:
    if torch.version.cuda is None and torch.version.hip is None:
        return "this torch is built for the CPU alone; install one built for your GPU"
    if os.environ.get("CUDA_VISIBLE_DEVICES") in ("", "-1"):
        return "CUDA_VISIBLE_DEVICES hides it"
    return f"torch was built for CUDA {torch.version.cuda}; update the driver to one that has it"


def _unusable(name: str, reason: str) -> str:
    template = "{name} is present but not used: {reason}. The CPU does the work."
    return Message(template, name=name, reason=reason)


def _first_line(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return (lines[0] if lines else type(error).__name__).rstrip(".:")[:200]


@contextlib.contextmanager
def _memory_errors() -> Iterator[None]:
    try:
        yield
    except RuntimeError as error:  # torch.OutOfMemoryError on a GPU, a plain one on a CPU
        if "out of memory" in str(error) or "not enough memory" in str(error):
            raise MemoryError(_first_line(error)) from error
        raise


def _never_run_code() -> None:
    """Keep transformers from asking on the terminal whether it may run a model's own code."""
    from transformers import dynamic_module_utils

    dynamic_module_utils.TIME_OUT_REMOTE_CODE = 0


@contextlib.contextmanager
def quiet_imports() -> Iterator[None]:
    """Import open_clip and its company without warnings and without the network."""
    # Read when huggingface_hub is imported. A photo application does not phone anyone by itself.
    go_offline()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@contextlib.contextmanager
def _silent(level: int) -> Iterator[None]:
    """open_clip logs on the root logger, as if it were the application."""
    before = logging.root.manager.disable
    logging.disable(max(level, before))
    try:
        yield
    finally:
        logging.disable(before)
