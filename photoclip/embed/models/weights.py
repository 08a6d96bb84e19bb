"""Where a model's files lie on this machine, and what tells them apart from any others.

Knows neither torch nor the network: a cold text query goes through here.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import platform
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from photoclip.core.errors import ModelError
from photoclip.core.own_files import make_folder, private_opener
from photoclip.core.wording import Message
from photoclip.embed.models import folder as model_folder
from photoclip.embed.models.folder import count_numbers
from photoclip.embed.models.identity import (
    ModelKeys,
    file_sha256,
    image_identity,
    image_part,
    image_tensors_sha256,
)
from photoclip.embed.models.registry import CONFIG_FILE, ModelKind, ModelSpec

WEIGHT_FILES = (
    "open_clip_model.safetensors",
    "open_clip_pytorch_model.safetensors",
    "open_clip_pytorch_model.bin",
)
"""Names of weights in open_clip's form, best first (safetensors cannot run code when read)."""

EXPORT_VERSION = 1
"""Part of the name of exported towers' folder: raise it when what is exported changes."""

META_FILE = "meta.json"
"""What a folder of exported towers says of itself; written last."""

RANDOM_SEED = 20210226
"""Seeds random weights, so that two runs of a benchmark embed with the same ones."""

_CONFIG_FILES = (CONFIG_FILE, "config.json", "tokenizer.json", "tokenizer_config.json")
_GRAPH_FILES = ("image.onnx", "text.onnx")


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """The files of one model, and their identity.

    weights: None for random weights. folder: has open_clip_config.json, None where only
    open_clip knows the configuration. sha256: of the weights. identity: of everything that
    decides the vectors, weights and configuration, short enough for a file name. image: of what
    decides the vectors of pictures alone. graphs: folder with ONNX graphs of both towers that came
    with the model, None where there are none.
    """

    weights: Path | None
    folder: Path | None
    sha256: str
    identity: str
    image: str
    graphs: Path | None = None

    def keys(self, spec: ModelSpec) -> ModelKeys:
        """What vectors of this very model are stored under."""
        name = Path(spec.folder).name if spec.kind is ModelKind.FOLDER else spec.key
        weights, config = self.identity.split("-")
        texts = f"{name}-{weights[:8]}{config[:4]}"
        # Before image towers had an identity of their own, pictures had the key of texts.
        return ModelKeys(f"{name}-{self.image}", texts, (*spec.formerly, texts))


def locate(spec: ModelSpec, resources: Path, cache: Path) -> ModelFiles:
    """Find a model's files: in resources, among the downloaded ones, in the Hugging Face cache.

    resources: folder with ``models/``. cache: PhotoClip's own cache folder, where downloaded
    models lie under ``models/KEY`` and hashes are remembered. Raises ModelError when the weights
    are not here, cannot be read, or are not the ones the registry names.
    """
    if spec.kind is ModelKind.RANDOM:
        return _random_files(spec)
    folder, weights = _find(spec, resources, cache)
    if _is_strange(spec):
        count_numbers(weights)  # before a file of any size is read for its hash
    digest, tensors = _remembered_digests(weights, cache / "weights.json")
    if spec.sha256 and digest != spec.sha256:
        raise ModelError(
            Message(
                "The weights of {title} are damaged ({name} is not what it should be).",
                title=spec.title,
                name=weights.name,
            ),
            _remedy(folder, resources),
        )
    configured = folder if (folder / CONFIG_FILE).is_file() else None
    names = (*_CONFIG_FILES, *_GRAPH_FILES)
    texts = {name: text for name in names if (text := _text(spec, folder, name)) is not None}
    identity = _identity(digest, spec, texts.values())
    if spec.identity and identity != spec.identity:
        raise ModelError(
            Message(
                "The files of {title} are damaged or do not belong together.", title=spec.title
            ),
            _remedy(folder, resources),
        )
    return ModelFiles(
        weights,
        configured,
        digest,
        identity,
        image_identity(tensors or digest, image_part(texts.get(CONFIG_FILE), _hub_name(spec))),
        folder if configured and all(name in texts for name in _GRAPH_FILES) else None,
    )


def is_here(spec: ModelSpec, resources: Path, cache: Path) -> bool:
    """Whether a model's files are on this machine; they are not read."""
    try:
        _find(spec, resources, cache)
    except ModelError:
        return False
    return True


def towers_folder(cache: Path, files: ModelFiles) -> Path:
    """Where the exported towers of a model lie, or will lie."""
    return cache / "towers" / f"{files.identity}-v{EXPORT_VERSION}"


def is_ready(spec: ModelSpec, resources: Path, cache: Path) -> bool:
    """Whether a model runs without torch: by graphs of its own, or by what was exported before.

    Raises ModelError where its files are missing or broken.
    """
    files = locate(spec, resources, cache)
    return files.graphs is not None or (towers_folder(cache, files) / META_FILE).is_file()


def check_weights(spec: ModelSpec, resources: Path, cache: Path) -> None:
    """Make sure that a model's weights are here and whole, by their header, without reading all.

    Raises ModelError.
    """
    _, weights = _find(spec, resources, cache)
    if weights.suffix == ".safetensors":
        count_numbers(weights)


def _remedy(folder: Path, resources: Path) -> str:
    return "Install PhotoClip again." if folder.is_relative_to(resources) else "Delete them."


def _hub_name(spec: ModelSpec) -> str:
    return f"{spec.architecture} {spec.pretrained}"


def _identity(digest: str, spec: ModelSpec, texts: Iterable[bytes]) -> str:
    config = hashlib.sha256(_hub_name(spec).encode())
    for text in texts:
        config.update(hashlib.sha256(text).digest())
    return f"{digest[:16]}-{config.hexdigest()[:8]}"


def _random_files(spec: ModelSpec) -> ModelFiles:
    # Other versions initialise differently, so they make another model.
    versions = [metadata.version(name) for name in ("torch", "open_clip_torch")]
    words = [spec.architecture, str(RANDOM_SEED), *versions]
    digest = hashlib.sha256(" ".join(words).encode()).hexdigest()
    return ModelFiles(None, None, digest, _identity(digest, spec, ()), digest[:12])


def _find(spec: ModelSpec, resources: Path, cache: Path) -> tuple[Path, Path]:
    is_strange = _is_strange(spec)
    for folder in _candidates(spec, resources, cache):
        for name in WEIGHT_FILES:
            if is_strange and not name.endswith(".safetensors"):
                _refuse_pickle(spec, folder, name)
            elif _is_there(folder, name, is_strange):
                return folder, folder / name
    if spec.kind is ModelKind.FOLDER:
        raise ModelError(
            Message("The weights of {title} are missing.", title=spec.title),
            Message(
                "Put {weight_files} into its folder, or install it again.",
                weight_files=WEIGHT_FILES[0],
            ),
        )
    raise ModelError(
        Message("{title} is not downloaded.", title=spec.title),
        Message(
            "Put the files of huggingface.co/{repository} into {cache}.",
            repository=spec.repository,
            cache=cache / "models" / spec.key,
        ),
    )


def _is_strange(spec: ModelSpec) -> bool:
    """Whether a model lies in a folder that somebody chose, not in PhotoClip's own."""
    return spec.kind is ModelKind.FOLDER and os.path.isabs(spec.folder)


def _is_there(folder: Path, name: str, is_strange: bool) -> bool:
    if is_strange:
        return model_folder.find_inside(folder, name) is not None
    return (folder / name).is_file()


def _refuse_pickle(spec: ModelSpec, folder: Path, name: str) -> None:
    if os.path.lexists(folder / name):
        raise ModelError(
            Message(
                "The weights of {title} are a pickle ({name}), which may run code when it is read.",
                title=spec.title,
                name=name,
            ),
            Message(
                "Get them as {weight_files}, or have their makers convert them.",
                weight_files=WEIGHT_FILES[0],
            ),
        )


def _text(spec: ModelSpec, folder: Path, name: str) -> bytes | None:
    """What a file of the configuration holds, for the model's identity."""
    if _is_strange(spec):
        return model_folder.read_inside(folder, name, model_folder.MOST_TOKENIZER_BYTES)
    path = folder / name
    return path.read_bytes() if path.is_file() else None


def _candidates(spec: ModelSpec, resources: Path, cache: Path) -> Iterable[Path]:
    if spec.kind is ModelKind.FOLDER:
        # An absolute folder stays what it is: joining two paths keeps the absolute one.
        yield resources / "models" / spec.folder
        return
    yield resources / "models" / spec.key
    yield cache / "models" / spec.key
    yield from _hub_snapshots(spec.repository)


def _hub_snapshots(repository: str) -> Iterable[Path]:
    """Snapshots of a repository in the Hugging Face cache, the current one first.

    The layout is documented for reimplementation: https://huggingface.co/docs/hub/local-cache
    (asking huggingface_hub itself would import half a second of network code).
    """
    home = Path(os.environ.get("HF_HOME") or Path.home() / ".cache" / "huggingface")
    hub = Path(os.environ.get("HF_HUB_CACHE") or home / "hub")
    stored = hub / f"models--{repository.replace('/', '--')}"
    try:
        current = (stored / "refs" / "main").read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        current = ""
    if current:
        yield stored / "snapshots" / current
    yield from sorted((stored / "snapshots").glob("*"))


def _remembered_digests(path: Path, memory: Path) -> tuple[str, str]:
    """SHA-256 of a file and of its image tower, "" where that cannot be told apart; looked up
    while the file's size and time are what they were."""
    try:
        status = path.stat()
    except OSError as error:
        raise ModelError(
            Message("{path} cannot be read: {error}.", path=path, error=error)
        ) from error
    stamp = f"{status.st_size} {status.st_mtime_ns} {status.st_ino}"
    known = read_json(memory)
    entry = known.get(str(path))
    if isinstance(entry, list) and len(entry) == 3 and entry[0] == stamp:
        return str(entry[1]), str(entry[2])
    digest, tensors = file_sha256(path), image_tensors_sha256(path)
    write_json(memory, {**known, str(path): [stamp, digest, tensors]})
    return digest, tensors


def read_json(path: Path) -> dict[str, object]:
    """The object in a JSON file of the cache; empty when it is missing or broken."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def write_json(path: Path, value: dict[str, object]) -> None:
    """Replace a JSON file of the cache as a whole. A cache that cannot be written is no error."""
    draft = path.with_name(f"{path.name}.{platform.node()}-{os.getpid()}")
    try:
        make_folder(path.parent)
        with open(draft, "w", encoding="utf-8", opener=private_opener) as file:
            file.write(json.dumps(value, indent=1, sort_keys=True))
        draft.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
