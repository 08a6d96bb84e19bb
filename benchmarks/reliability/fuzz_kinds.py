"""The kinds of inputs of fuzz.py, tried in a child process that tells its parent what comes out."""

from __future__ import annotations

import contextlib
import faulthandler
import hashlib
import json
import logging
import os
import resource
import sys
import time
import traceback
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from typing import Any

import colours
from mutations import (
    SPOILERS,
    described,
    odd_query,
    picture_seeds,
    spoilt,
    spoilt_json,
    spoilt_picture,
    spoilt_sidecar,
)
from PIL import Image

from photoclip import Library, PhotoClipError
from photoclip.app.tagging import BUILT_IN
from photoclip.core.albums import AlbumKind
from photoclip.core.query.parser import parse
from photoclip.embed.models.folder import count_numbers, own_copy
from photoclip.embed.models.registry import find_model
from photoclip.media.decode import decode
from photoclip.media.xmp import XmpPacket
from photoclip.services.tags.label_sets import LabelSetStore

LONGEST_S = 20.0
MOST_MB = 1536
LONGEST_SAID = 1000
NOW, STDERR = "now", "stderr"
"""Names of files: of the input that is tried now, and of what the process writes as errors."""
FOLDER_OF = 150
GOOD = 10
LABELS = Path(__file__).resolve().parents[2] / "resources" / "labels" / BUILT_IN


@dataclass(frozen=True)
class Lost:
    """An input that PhotoClip did not stand."""

    name: str
    what: str
    data: bytes


@dataclass
class Trial:
    """Tries one input after the other, and tells what became of each."""

    rounds: int
    dice: Random
    place: Path
    pipe: Connection
    _name: str = ""
    _data: bytes = field(default=b"", repr=False)

    def inputs(self) -> Iterator[int]:
        yield from range(self.rounds)

    def lose(self, what: str, name: str = "", data: bytes | None = None) -> None:
        lost = Lost(name or self._name, what, self._data if data is None else data)
        self.pipe.send(("lost", lost))

    @contextlib.contextmanager
    def input(self, name: str, data: bytes | str) -> Iterator[None]:
        """What is done inside has to succeed, or to fail with a sentence."""
        self._name = name
        self._data = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
        (self.place / NOW).write_bytes(self._data)
        self.pipe.send(("begin", name))
        began, taken = time.monotonic(), 1
        try:
            yield
        except PhotoClipError as error:
            taken = 0
            self.check_said(error.message)
            if not is_shown(error.hint) or len(error.hint) > LONGEST_SAID:
                self.lose(f"no plain hint: {error.hint[:300]!r}")
        except Exception:
            taken = 0
            self.lose(traceback.format_exc()[-2000:])
        seconds = time.monotonic() - began
        if seconds > LONGEST_S:
            self.lose(f"it took {seconds:.0f} s")
        self.pipe.send(("done", taken, 1 - taken, seconds))

    def check_said(self, said: str, name: str = "", data: bytes | None = None) -> None:
        """A person can read it: a line that ends, of a bearable length, without control codes."""
        is_plain = is_shown(said) and said.endswith((".", "?", "!"))
        if not is_plain or not 0 < len(said) <= LONGEST_SAID or "Traceback" in said:
            self.lose(f"no plain sentence: {said[:300]!r}", name, data)


def is_shown(said: str) -> bool:
    """Whether a text is one line and has nothing that steers a terminal or turns the line."""
    odd = {"Cc", "Cs", "Zl", "Zp"}
    turns = set(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
    return not any(one in turns or unicodedata.category(one) in odd for one in said)


def work(kind: str, rounds: int, seed: int, place: Path, pipe: Connection) -> None:
    """What the child process does."""
    # Decoders in C write of each oddity there; what they write last before a crash is kept.
    os.dup2(os.open(place / STDERR, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), 2)
    faulthandler.enable()
    # What is logged as a fault is one, whether it comes through or not.
    trial = Trial(rounds, Random(f"{seed} {kind}"), place, pipe)
    logging.getLogger("photoclip").addHandler(_Faults(trial))
    KINDS[kind](trial)
    pipe.send(("end", _peak_mb()))
    pipe.close()


def _peak_mb() -> int:
    """The most memory of this process, or of any that it began, in MiB."""
    scale = 1 << 20 if sys.platform == "darwin" else 1 << 10
    begun = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // scale
    try:
        # What getrusage says of this process counts the memory of whoever began it (execve(2)).
        status = Path("/proc/self/status").read_text(encoding="ascii")
        own = int(status.partition("VmHWM:")[2].split()[0]) >> 10
    except (OSError, ValueError, IndexError):
        own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // scale
    return max(own, begun)


class _Faults(logging.Handler):
    """Loses an input on which a fault is logged."""

    def __init__(self, trial: Trial) -> None:
        super().__init__(logging.ERROR)
        self._trial = trial

    def emit(self, record: logging.LogRecord) -> None:
        self._trial.lose(f"logged: {self.format(record)[-2000:]}")


def pictures(trial: Trial) -> None:
    seeds = picture_seeds()
    for number in trial.inputs():
        name, data = spoilt_picture(seeds, trial.dice)
        source: bytes | str = data
        if number % 5 == 0:
            # Files that are too large to hold are decoded from their path.
            source = str(trial.place / NOW)
        with trial.input(name, data):
            picture = decode(source, name, min_edge=64)
            if picture.image.mode != "RGB" or min(picture.image.size) < 1:
                trial.lose(f"decoded to {picture.image}")


def folders(trial: Trial) -> None:
    seeds, root, count = picture_seeds(), trial.place / "photos", 0
    with Library.open(trial.place / "library", loader=colours.load) as library:
        while count < trial.rounds:
            folder = root / f"{count:06}"
            size = min(FOLDER_OF, trial.rounds - count)
            with trial.input(folder.name, b""):
                _take_in(trial, library, folder, seeds, size)
            count += size


def _take_in(
    trial: Trial, library: Library, folder: Path, seeds: dict[str, bytes], size: int
) -> None:
    """A folder of spoilt pictures with good ones among them."""
    folder.mkdir(parents=True)
    written: dict[str, bytes] = {}
    for number in range(size + GOOD):
        name, data = spoilt_picture(seeds, trial.dice)
        if number % (size // GOOD + 1) == 0:
            name = "good.png"
            Image.effect_noise((20, 20), 99).save(folder / f"{number:04} {name}")
        else:
            (folder / f"{number:04} {name}").write_bytes(data)
        path = folder / f"{number:04} {name}"
        written[str(path)] = path.read_bytes()
    began = time.monotonic()
    report = library.index(folder)
    seconds = time.monotonic() - began
    problems = {one.path: one for one in library.problems()}
    for path, data in written.items():
        if Path(path).read_bytes() != data:
            trial.lose("the file was changed", path, data)
        if path in problems:
            trial.check_said(problems[path].message, path, data)
        elif library._catalog.photos.at_path(Path(path)) is None:
            trial.lose("it is neither taken in nor refused", path, data)
        if path in problems and path.endswith("good.png"):
            trial.lose(f"a good picture was refused: {problems[path].message}", path, data)
    refused = len([one for one in written if one in problems])
    # The folder itself counts as one that was taken in.
    trial.pipe.send(("done", len(written) - refused - 1, refused, 0.0))
    if report.remaining or report.deferred:
        trial.lose(f"{report.remaining} wait and {report.deferred} are put off: {report.notices}")
    # Some of the time is the start of the worker.
    if seconds > LONGEST_S + size:
        trial.lose(f"the folder took {seconds:.0f} s")
    for path in trial.dice.sample(sorted(written), 3):
        with contextlib.suppress(PhotoClipError):
            library.search_like(path)


def queries(trial: Trial) -> None:
    with _small_library(trial.place) as library:
        for number in trial.inputs():
            text = odd_query(trial.dice)
            with trial.input(f"query {number}", text):
                parse(text)
                library.search(text)


def sidecars(trial: Trial) -> None:
    with _small_library(trial.place) as library:
        first, second = (trial.place / "photos" / name for name in ("0.png", "1.png"))
        ids = [library._catalog.photos.at_path(one) for one in (first, second)]
        assert None not in ids
        one, other = (photo_id or 0 for photo_id in ids)
        bad, good = (Path(f"{path}.xmp") for path in (first, second))
        before = _contents(trial.place / "photos")
        for number in trial.inputs():
            data, rating = spoilt_sidecar(trial.dice), number % 5 + 1
            bad.write_bytes(data)
            good.write_text(described("", f'xmp:Rating="{rating}"'))
            with trial.input(f"sidecar {number}", data):
                is_read = _read_sidecars(trial, library, bad, data)
                found = library.marks.get([other])[other].rating
                if found != rating:
                    trial.lose(f"the sidecar beside it says {rating}, and {found} was read")
                _write_sidecar(trial, library, one, bad, trial.dice.randint(0, 5))
                if not is_read:
                    raise PhotoClipError("It was refused.")
            bad.unlink(missing_ok=True)
        good.unlink(missing_ok=True)
        if _contents(trial.place / "photos") != before:
            trial.lose("photos were changed")


def _read_sidecars(trial: Trial, library: Library, path: Path, data: bytes) -> bool:
    report = library.sidecars.read()
    for failure in report.failures:
        trial.check_said(failure.message)
    if path.read_bytes() != data:
        trial.lose("reading changed it")
    return not report.failures


def _write_sidecar(trial: Trial, library: Library, photo_id: int, path: Path, rating: int) -> None:
    before = path.read_bytes()
    library.marks.set_rating([photo_id], rating)
    report = library.sidecars.write([photo_id])
    for failure in report.failures:
        trial.check_said(failure.message)
    after = path.read_bytes()
    if report.failures and after != before:
        trial.lose("a sidecar that could not be written was changed")
    if after != before:
        XmpPacket.read(after, path.name)


def albums(trial: Trial) -> None:
    with _small_library(trial.place) as library:
        ids = library._catalog.photos.present_ids().tolist()
        trip = library.albums.create("Trip", photo_ids=ids[:3])
        library.albums.create("Best", parent_id=trip.id, photo_ids=ids[1:2])
        library.albums.create("Red", AlbumKind.SMART, query="red -blue rating:>=1")
        exchange = library.album_desk.exchange
        whole = exchange.export()
        path = trial.place / "albums.json"
        for number in trial.inputs():
            text = spoilt_json(json.loads(whole), trial.dice)
            data = text.encode("utf-8", "surrogatepass")
            path.write_bytes(data)
            with trial.input(f"albums {number}", data):
                try:
                    report = exchange.read(path)
                    if trial.dice.random() < 0.1:
                        for album in library.albums.tree():
                            with contextlib.suppress(PhotoClipError):
                                library.albums.content(album.id)
                    json.loads(exchange.export())
                    if report.has_changed:
                        library.undo.undo()
                finally:
                    if exchange.export() != whole:
                        trial.lose("the albums are not as before")


def labels(trial: Trial) -> None:
    own = {
        "groups": [{"id": "mine", "english": "Mine", "korean": "내 것", "exclusive": True}],
        "labels": [
            {
                "id": "rex",
                "group": "mine",
                "english": "Rex",
                "korean": "렉스",
                "also": [["R", "ㄹ"]],
            },
            {"id": "tom", "group": "mine", "english": "Tom", "prompt": "a photo of {}"},
        ],
        "removed": ["dog"],
        "words": [["pooch", "멍멍이"]],
    }
    path = trial.place / "labels.json"
    written = LabelSetStore(LABELS, trial.place / "written.json")
    for number in trial.inputs():
        text = spoilt_json(own, trial.dice)
        data = text.encode("utf-8", "surrogatepass")
        path.write_bytes(data)
        with trial.input(f"labels {number}", data):
            try:
                LabelSetStore(LABELS, path).load()
                written.write(text)
                written.load()
            finally:
                if path.read_bytes() != data:
                    trial.lose("reading changed it")


_CONFIG: dict[str, Any] = {
    "model_cfg": {
        "embed_dim": 64,
        "vision_cfg": {"image_size": 32, "layers": 2, "width": 64, "patch_size": 16},
        "text_cfg": {
            "context_length": 77,
            "vocab_size": 1000,
            "width": 64,
            "heads": 2,
            "layers": 2,
        },
    },
    "preprocess_cfg": {"mean": [0.5, 0.5, 0.5], "std": [0.5, 0.5, 0.5], "interpolation": "bicubic"},
}
_ENCODER = {"architectures": ["XLMRobertaModel"], "model_type": "xlm-roberta", "hidden_size": 64}
_TOKENIZER = {"tokenizer_class": "CLIPTokenizer", "model_max_length": 77, "bos_token": "<s>"}


def models(trial: Trial) -> None:
    folder = trial.place / "model"
    folder.mkdir()
    header = json.dumps({"a": {"dtype": "F32", "shape": [2, 2], "data_offsets": [0, 16]}}).encode()
    weights = len(header).to_bytes(8, "little") + header + bytes(16)
    for number in trial.inputs():
        files = {
            "open_clip_config.json": spoilt_json(_CONFIG, trial.dice),
            "config.json": spoilt_json(_ENCODER, trial.dice),
            "tokenizer_config.json": spoilt_json(_TOKENIZER, trial.dice),
        }
        for name, text in files.items():
            (folder / name).write_bytes(text.encode("utf-8", "surrogatepass"))
        stored = spoilt(weights, trial.dice, SPOILERS[:8])
        (folder / "open_clip_model.safetensors").write_bytes(stored)
        steps: list[tuple[str, bytes | str, Callable[[], object]]] = [
            (
                "configuration",
                files["open_clip_config.json"],
                lambda: find_model(f"folder:{folder}"),
            ),
            ("tokenizer", "\n".join(files.values()), lambda: own_copy(folder).__enter__()),
            ("weights", stored, lambda: count_numbers(folder / "open_clip_model.safetensors")),
        ]
        step, data, call = steps[number % len(steps)]
        with trial.input(f"{step} {number}", data):
            call()


KINDS: dict[str, Callable[[Trial], None]] = {
    "pictures": pictures,
    "folders": folders,
    "queries": queries,
    "sidecars": sidecars,
    "albums": albums,
    "labels": labels,
    "models": models,
}


@contextlib.contextmanager
def _small_library(place: Path) -> Iterator[Library]:
    """A library of six pictures of one colour each."""
    photos = place / "photos"
    photos.mkdir()
    for number in range(6):
        colour = (255 if number % 2 else 0, 40 * number, 0 if number % 2 else 255)
        Image.new("RGB", (24, 16), colour).save(photos / f"{number}.png")
    with Library.open(place / "library", loader=colours.load) as library:
        library.index(photos)
        yield library


def _contents(folder: Path) -> dict[str, str]:
    return {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
        for name in sorted(os.listdir(folder))
    }
