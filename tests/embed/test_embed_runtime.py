"""The fastest runtime that gives the right vectors does the work, and a cold query is quick."""

from __future__ import annotations

import functools
import json
import os
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import TypeVar

import numpy as np
import pytest
from embedding_truth import BARE, RESOURCES, Truth

from photoclip.core.errors import ModelError
from photoclip.core.models import Vectors
from photoclip.embed.models import loading, trial
from photoclip.embed.models.export import ExportResult, least_cosine
from photoclip.embed.models.loading import load_model
from photoclip.embed.models.machine import core_count, default_threads, machine_fingerprint
from photoclip.embed.models.openclip import DeviceReport, Precision
from photoclip.embed.models.preprocess import PreprocessSpec
from photoclip.embed.models.registry import find_model
from photoclip.embed.models.runtime import LoadedModel
from photoclip.embed.models.trial import Choice, Way, run_trial, trial_pixels

STARTER = find_model("starter")

COLD_QUERY = """
import sys
from pathlib import Path
from photoclip.embed.models.loading import load_model
from photoclip.embed.models.registry import find_model
model = load_model(find_model("starter"), resources=Path(sys.argv[1]), cache=Path(sys.argv[2]))
vectors = model.embed_texts(["a photo of a cat", "할머니"])
print(vectors.shape, model.runtime.backend)
heavy = {"torch", "open_clip", "timm", "transformers", "huggingface_hub", "torchvision", "onnx"}
print(sorted(heavy & set(sys.modules)))
"""


R = TypeVar("R")


def load_starter(cache: Path, **options: object) -> LoadedModel:
    return load_model(STARTER, resources=RESOURCES, cache=cache, **options)  # type: ignore[arg-type]


@pytest.fixture
def load_bare(bare_resources: Path) -> Callable[..., LoadedModel]:
    """Loads the starter model without its graphs, which has to be exported and measured."""
    return functools.partial(load_model, BARE, resources=bare_resources)


@pytest.fixture
def remembered(bare_cache: Path) -> Iterator[Path]:
    """The cache with the exported model; what a test makes it remember is forgotten again."""
    memory = bare_cache / "runtimes.json"
    before = memory.read_text()
    yield bare_cache
    memory.write_text(before)


def remember(cache: Path, choice: Choice) -> None:
    memory = cache / "runtimes.json"
    found = json.loads(memory.read_text())
    memory.write_text(json.dumps(dict.fromkeys(found, choice.to_json())))


def test_a_cold_query_imports_nothing_of_torch(starter_cache: Path) -> None:
    command = [sys.executable, "-c", COLD_QUERY, str(RESOURCES), str(starter_cache)]
    answer = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    assert answer.stdout.splitlines() == ["(2, 512) onnx", "[]"]
    assert answer.stderr == ""


def test_where_torch_won_the_pictures_a_text_still_imports_nothing_of_it(
    remembered: Path, bare_resources: Path
) -> None:
    remember(remembered, Choice(Way("torch", precision="bfloat16", channels_last=True), "onnx"))
    bare = "import dataclasses\n" + COLD_QUERY.replace(
        'find_model("starter")',
        'dataclasses.replace(find_model("starter"), key="bare", identity="")',
    )
    command = [sys.executable, "-c", bare, str(bare_resources), str(remembered)]
    answer = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    assert answer.stdout.splitlines() == ["(2, 512) torch", "[]"]


def test_a_text_does_not_load_the_image_tower(starter_cache: Path) -> None:
    model = load_starter(starter_cache)
    model.embed_texts(["a cat"])
    assert model._graphs is not None
    assert list(model._graphs._sessions) == ["text.onnx"]


def test_photos_and_texts_get_the_published_vectors(starter_cache: Path, truth: Truth) -> None:
    model = load_starter(starter_cache)
    bound = 0.999 if model.runtime.precision == "float32" else 0.995
    assert least_cosine(model.embed_pixels(truth.pixels), truth.image_vectors) >= bound
    assert least_cosine(model.embed_texts(truth.texts), truth.text_vectors) >= 0.999


def test_a_model_says_who_it_is_and_what_runs_where(starter_cache: Path, truth: Truth) -> None:
    model = load_starter(starter_cache, threads=1)
    assert model.keys.texts.startswith("starter-6f80518d")
    assert model.dim == 512
    assert model.preprocess.size == (260, 260)
    assert model.logit_scale == pytest.approx(truth.logit_scale)
    assert model.logit_bias == pytest.approx(truth.logit_bias)
    assert model.runtime.threads == 1
    assert "1 thread" in model.runtime.label or model.runtime.device != "cpu"


def test_no_text_at_all_gives_no_vector(starter_cache: Path) -> None:
    assert load_starter(starter_cache).embed_texts([]).shape == (0, 512)


def test_many_texts_get_the_same_vectors_as_one_by_one(starter_cache: Path) -> None:
    model = load_starter(starter_cache)
    texts = [f"{count} birds" for count in range(20)]
    alone = np.concatenate([model.embed_texts([text]) for text in texts])
    np.testing.assert_allclose(model.embed_texts(texts), alone, atol=1e-5)


def test_texts_of_all_lengths_get_the_same_vectors_as_one_by_one(starter_cache: Path) -> None:
    model = load_starter(starter_cache)
    texts = [
        "cat",
        "a dog that runs on grass",
        "바다",
        "two children " * 30,
        "",
        "노을 지는 바닷가",
    ]
    alone = np.concatenate([model.embed_texts([text]) for text in texts])
    np.testing.assert_allclose(model.embed_texts(texts), alone, atol=1e-5)


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        (unicodedata.normalize("NFD", "바닷가에서 노는 아이"), "바닷가에서 노는 아이"),
        ("ｄｏｇ ｏｎ ａ ｓｏｆａ", "dog on a sofa"),
        ("  a\tdog \n", "a dog"),
    ],
    ids=["decomposed", "full width", "spaces"],
)
def test_other_ways_to_write_a_text_give_the_same_vector(
    starter_cache: Path, typed: str, same: str
) -> None:
    found = load_starter(starter_cache).embed_texts([typed, same])
    assert float(found[0] @ found[1]) == pytest.approx(1.0, abs=1e-5)


@pytest.mark.parametrize(
    "text",
    [
        "dog " * 2500,
        "가" * 9000,
        "🐶🐱🎉",
        "كلب على العشب",
        "dog \ud83d beach",
        "",
        "\x00",
        "ﾡﾢ ｲﾇ",
    ],
    ids=[
        "long",
        "long Hangul",
        "emoji",
        "right to left",
        "surrogate",
        "empty",
        "nul",
        "half width",
    ],
)
def test_whatever_is_typed_gets_a_vector(starter_cache: Path, text: str) -> None:
    vector = load_starter(starter_cache).embed_texts([text])
    assert np.linalg.norm(vector) == pytest.approx(1.0, abs=1e-5)


def test_torch_embeds_pictures_where_it_won_and_is_as_right(
    remembered: Path, truth: Truth, load_bare: Callable[..., LoadedModel]
) -> None:
    remember(remembered, Choice(Way("torch", precision="bfloat16", channels_last=True), "onnx"))
    model = load_bare(cache=remembered)
    assert model.runtime.label.startswith("torch on the CPU, bfloat16")
    assert model.runtime.label.endswith("texts: ONNX Runtime")
    assert model._torch is None
    assert least_cosine(model.embed_pixels(truth.pixels), truth.image_vectors) >= 0.995
    assert least_cosine(model.embed_texts(truth.texts), truth.text_vectors) >= 0.999


def test_a_gpu_that_went_away_is_replaced_and_said_to_be(
    remembered: Path, truth: Truth, load_bare: Callable[..., LoadedModel]
) -> None:
    remember(remembered, Choice(Way("torch", device="cuda", precision="float16"), "onnx"))
    model = load_bare(cache=remembered)

    def gone(_: Choice) -> None:
        raise RuntimeError("No CUDA GPUs are available")

    model._open_torch = gone  # type: ignore[assignment]
    assert least_cosine(model.embed_pixels(truth.pixels), truth.image_vectors) >= 0.999
    assert (model.runtime.backend, model.runtime.device) == ("onnx", "cpu")
    assert "No CUDA GPUs are available" in model.runtime.notices[-1]


class Trials:
    """Counts trials and gives a known answer, since measuring takes seconds."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.devices: list[str] = []
        monkeypatch.setattr(loading, "run_trial", self)

    def __call__(
        self, reference: object, exported: object, device: str, pixels: Vectors
    ) -> tuple[Way, dict[str, float]]:
        self.devices.append(device)
        return (Way("onnx"), {}) if exported is not None else (Way("torch"), {})


@pytest.fixture
def trials(monkeypatch: pytest.MonkeyPatch) -> Trials:
    return Trials(monkeypatch)


def test_the_measurement_is_remembered_until_the_machine_changes(
    remembered: Path,
    trials: Trials,
    monkeypatch: pytest.MonkeyPatch,
    load_bare: Callable[..., LoadedModel],
) -> None:
    lines: list[str] = []
    load_bare(cache=remembered, report=lines.append)
    assert trials.devices == []
    assert lines == []
    monkeypatch.setattr(loading, "machine_fingerprint", lambda: "another machine")
    load_bare(cache=remembered, device="cpu", report=lines.append)
    load_bare(cache=remembered, device="cpu", report=lines.append)
    assert trials.devices == ["cpu"]
    assert lines[-1].endswith("measuring…")
    assert not any("exporting" in line for line in lines)


def test_a_memory_that_makes_no_sense_is_measured_again(
    remembered: Path, trials: Trials, load_bare: Callable[..., LoadedModel]
) -> None:
    memory = remembered / "runtimes.json"
    topics = json.loads(memory.read_text())
    memory.write_text(json.dumps({topic: {"pictures": 1} for topic in topics}))
    load_bare(cache=remembered)
    assert len(trials.devices) == 1


def test_a_gpu_that_cannot_be_used_is_told_every_time(
    remembered: Path,
    trials: Trials,
    monkeypatch: pytest.MonkeyPatch,
    load_bare: Callable[..., LoadedModel],
) -> None:
    notice = "NVIDIA GPU is present but not used: the driver is old. The CPU does the work."
    monkeypatch.setattr(loading, "describe_devices", lambda: DeviceReport(("cpu",), (notice,)))
    monkeypatch.setattr(loading, "machine_fingerprint", lambda: "a machine with a GPU")
    assert load_bare(cache=remembered).runtime.notices == (notice,)
    assert load_bare(cache=remembered).runtime.notices == (notice,)
    assert trials.devices == ["cpu"]


def test_a_device_that_is_not_there_is_told(
    remembered: Path,
    trials: Trials,
    monkeypatch: pytest.MonkeyPatch,
    load_bare: Callable[..., LoadedModel],
) -> None:
    monkeypatch.setattr(loading, "describe_devices", lambda: DeviceReport(("cpu",), ()))
    model = load_bare(cache=remembered, device="mps")
    assert model.runtime.device == "cpu"
    assert "'mps' is not usable here" in model.runtime.notices[0]


def test_a_usable_gpu_is_tried(
    remembered: Path,
    trials: Trials,
    monkeypatch: pytest.MonkeyPatch,
    load_bare: Callable[..., LoadedModel],
) -> None:
    monkeypatch.setattr(loading, "describe_devices", lambda: DeviceReport(("cuda", "cpu"), ()))
    monkeypatch.setattr(loading, "machine_fingerprint", lambda: "a machine with a good GPU")
    load_bare(cache=remembered)
    assert trials.devices == ["cuda"]


def test_torch_serves_where_the_export_fails_and_a_person_is_told(
    tmp_path: Path,
    trials: Trials,
    monkeypatch: pytest.MonkeyPatch,
    truth: Truth,
    load_bare: Callable[..., LoadedModel],
) -> None:
    failed = ExportResult(None, "operator not supported")
    monkeypatch.setattr(loading, "export_towers", lambda *arguments: failed)
    model = load_bare(cache=tmp_path, device="cpu")
    assert model.runtime.backend == "torch"
    assert "could not be exported (operator not supported)" in model.runtime.notices[0]
    assert least_cosine(model.embed_texts(truth.texts), truth.text_vectors) >= 0.999
    assert least_cosine(model.embed_pixels(truth.pixels), truth.image_vectors) >= 0.999
    # The failure is remembered as well: the next start does not try for 20 seconds again.
    load_bare(cache=tmp_path, device="cpu")
    assert trials.devices == ["cpu"]


class Gpu:
    """A machine on which torch finds a GPU that is faster than the graphs."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.measured: list[str] = []
        monkeypatch.setattr(loading, "gpu_signs", lambda: ("NVIDIA GPU, driver 570",))
        monkeypatch.setattr(loading, "machine_fingerprint", lambda: "a machine with a GPU")
        devices = DeviceReport(("cuda", "cpu"), ())
        monkeypatch.setattr(loading, "describe_devices", lambda: devices)
        monkeypatch.setattr(loading, "run_trial", self._measure)

    def _measure(
        self, reference: object, graphs: object, device: str, pixels: Vectors
    ) -> tuple[Way, dict[str, float]]:
        self.measured.append(device)
        # Of torch's forms the one that any machine can compute.
        return Way("torch"), {}


@pytest.fixture
def gpu(monkeypatch: pytest.MonkeyPatch) -> Gpu:
    return Gpu(monkeypatch)


def now(call: Callable[[], R]) -> R:
    return call()


def test_a_model_with_graphs_is_ready_at_once_and_nothing_is_measured(
    tmp_path: Path, trials: Trials
) -> None:
    lines: list[str] = []
    model = load_starter(tmp_path, report=lines.append)
    assert model.runtime.backend == "onnx"
    assert (trials.devices, lines, model.may_be_faster) == ([], [], False)


def test_a_gpu_is_tried_after_the_first_results_and_remembered(
    tmp_path: Path, gpu: Gpu, truth: Truth
) -> None:
    model = load_starter(tmp_path)
    assert (model.runtime.backend, gpu.measured) == ("onnx", [])
    assert model.may_be_faster
    model.find_faster(now)
    assert (model.runtime.backend, gpu.measured) == ("torch", ["cuda"])
    assert not model.may_be_faster
    assert least_cosine(model.embed_pixels(truth.pixels), truth.image_vectors) >= 0.999
    again = load_starter(tmp_path)
    assert (again.runtime.backend, again.may_be_faster) == ("torch", False)
    assert gpu.measured == ["cuda"]


def test_a_trial_that_fails_leaves_the_graphs_at_work(
    tmp_path: Path, gpu: Gpu, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ModelError("torch cannot be loaded.")

    monkeypatch.setattr(loading, "load_reference", broken)
    model = load_starter(tmp_path)
    model.find_faster(now)
    assert model.runtime.backend == "onnx"
    assert not model.may_be_faster
    assert model.embed_texts(["a cat"]).shape == (1, 512)


def test_a_gpu_without_torch_is_told_with_what_to_do(
    tmp_path: Path, gpu: Gpu, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "missing_packages", lambda: ("torch", "timm"))
    model = load_starter(tmp_path)
    (notice,) = model.runtime.notices
    assert "NVIDIA GPU, driver 570 is not used" in notice
    assert "torch, timm" in notice
    assert "photoclip[torch]" in notice
    assert not model.may_be_faster


def test_a_device_that_is_asked_for_needs_torch_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "missing_packages", lambda: ("torch",))
    assert "cuda is not used" in load_starter(tmp_path, device="cuda").runtime.notices[0]
    assert load_starter(tmp_path, device="cpu").runtime.notices == ()


@pytest.mark.parametrize("missing", [("torch", "open_clip"), ("timm",)])
def test_a_model_without_graphs_says_what_it_needs(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    load_bare: Callable[..., LoadedModel],
    missing: tuple[str, ...],
) -> None:
    monkeypatch.setattr(loading, "missing_packages", lambda: missing)
    with pytest.raises(ModelError, match=r"photoclip\[torch\]") as caught:
        load_bare(cache=tmp_path)
    assert ", ".join(missing) in caught.value.message


def test_what_was_exported_before_runs_without_torch(
    remembered: Path, monkeypatch: pytest.MonkeyPatch, load_bare: Callable[..., LoadedModel]
) -> None:
    remember(remembered, Choice(Way("onnx"), "onnx"))
    monkeypatch.setattr(loading, "missing_packages", lambda: ("torch",))
    assert load_bare(cache=remembered).embed_texts(["a cat"]).shape == (1, 512)


def test_a_missing_model_is_refused_before_anything_is_loaded(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="not downloaded"):
        load_model(find_model("vit-b-16-dfn2b"), resources=RESOURCES, cache=tmp_path)


class Stage:
    """Towers whose speed and exactness are known, on a clock that only they move."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 0.0
        self.pictures: dict[str, int] = {}
        self.seconds = {"onnx": 0.01, "float32": 0.02, "bfloat16": 0.005, "float16": 0.001}
        self.error = dict.fromkeys(self.seconds, 0.0)
        self.form = "float32"
        clock = SimpleNamespace(perf_counter=lambda: self.now)
        monkeypatch.setattr(trial, "time", clock)

    def _embed(self, form: str, pixels: Vectors) -> Vectors:
        self.now += self.seconds[form] * len(pixels)
        self.pictures[form] = self.pictures.get(form, 0) + len(pixels)
        angle = self.error[form]
        row = np.array([np.cos(angle), np.sin(angle)], dtype=np.float32)
        return np.tile(row, (len(pixels), 1))

    def move(self, device: str, precision: Precision, *, channels_last: bool) -> None:
        self.form = precision

    def embed_pixels(self, pixels: Vectors) -> Vectors:
        return self._embed(self.form, pixels)

    def winner(self, device: str = "cpu", *, is_exported: bool = True) -> Way:
        exported = SimpleNamespace(embed_pixels=lambda pixels: self._embed("onnx", pixels))
        pixels = np.zeros((8, 3, 4, 4), dtype=np.float32)
        towers = exported if is_exported else None
        way, self.rates = run_trial(self, towers, device, pixels)  # type: ignore[arg-type]
        return way


@pytest.fixture
def stage(monkeypatch: pytest.MonkeyPatch) -> Stage:
    return Stage(monkeypatch)


def test_the_fastest_way_wins(stage: Stage) -> None:
    assert stage.winner().precision == "bfloat16"
    stage.seconds["onnx"] = 0.001
    assert stage.winner().backend == "onnx"


def test_a_fast_way_with_other_vectors_does_not_win(stage: Stage) -> None:
    stage.error["bfloat16"] = 0.12  # a cosine of 0.993
    assert stage.winner().backend == "onnx"
    stage.error["bfloat16"] = 0.08  # a cosine of 0.997
    assert stage.winner().precision == "bfloat16"


def test_a_hopelessly_slow_way_is_given_up_after_a_few_pictures(stage: Stage) -> None:
    stage.seconds["bfloat16"] = 0.5
    assert stage.winner().backend == "onnx"
    assert stage.pictures["bfloat16"] == 5
    assert stage.rates["torch on the CPU, bfloat16"] == 0


def test_without_an_export_torch_is_measured_alone(stage: Stage) -> None:
    stage.seconds["bfloat16"] = 0.5
    assert stage.winner(is_exported=False) == Way("torch", channels_last=True)


def test_a_gpu_wins_in_half_precision_and_never_in_bfloat16_of_the_cpu(stage: Stage) -> None:
    way = stage.winner("cuda")
    assert (way.device, way.precision) == ("cuda", "float16")
    assert "bfloat16" not in stage.pictures


def test_a_gpu_slower_than_the_cpu_is_left_alone(stage: Stage) -> None:
    stage.seconds.update(float32=0.5, float16=0.4)
    assert stage.winner("cuda").backend == "onnx"


def test_a_way_that_breaks_is_passed_over(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(device: str, precision: Precision, *, channels_last: bool) -> None:
        raise RuntimeError(f"{precision} is not supported")

    monkeypatch.setattr(stage, "move", refuse)
    assert stage.winner().backend == "onnx"


def test_the_choice_survives_being_written_down() -> None:
    choice = Choice(Way("torch", "cuda", "float16"), "onnx", ("a notice",), {"way": 3.5})
    assert Choice.from_json(json.loads(json.dumps(choice.to_json()))) == choice
    for nonsense in (None, [], {}, {"pictures": {"backend": "onnx", "speed": 1}}):
        assert Choice.from_json(nonsense) is None


def test_a_trial_needs_no_sample_photos(tmp_path: Path) -> None:
    pixels = trial_pixels(tmp_path, PreprocessSpec(size=(32, 48)))
    assert pixels.shape == (8, 3, 32, 48)
    assert len({picture.tobytes() for picture in pixels}) == 8


def test_the_fingerprint_follows_what_the_person_hides(monkeypatch: pytest.MonkeyPatch) -> None:
    before = machine_fingerprint()
    assert machine_fingerprint() == before
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "7")
    assert machine_fingerprint() != before
    assert 1 <= default_threads() <= core_count() <= (os.cpu_count() or 1)
