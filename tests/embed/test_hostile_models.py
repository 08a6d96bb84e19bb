"""A model's folder comes from a stranger: nothing of it runs, is fetched, or takes the memory."""

from __future__ import annotations

import json
import os
import pickle
import shutil
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from photoclip.core.errors import ModelError
from photoclip.embed.models.config import check_model
from photoclip.embed.models.graph_files import check_graph
from photoclip.embed.models.openclip import TorchTowers, load_reference, quiet_imports
from photoclip.embed.models.registry import find_model
from photoclip.embed.models.weights import locate

with quiet_imports():
    import onnx
    import open_clip
    import torch

CONFIG, WEIGHTS = "open_clip_config.json", "open_clip_model.safetensors"


class Stranger:
    """A copy of the starter model to be made hostile, and what happens when it is loaded."""

    def __init__(self, place: Path, starter: Path) -> None:
        self.folder = place / "model"
        self.marker = place / "it-ran"
        self.cache = place / "cache"
        self.folder.mkdir()
        for one in starter.iterdir():
            # Links, since nothing is written into: what a test changes is replaced.
            os.link(one, self.folder / one.name)

    def put(self, name: str, content: bytes | str) -> None:
        path = self.folder / name
        path.unlink(missing_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    def say(self, name: str, path: str = "", **values: Any) -> None:
        """Change a configuration file. path: of the part of it, with dots."""
        config = json.loads((self.folder / name).read_text())
        part = config
        for step in filter(None, path.split(".")):
            part = part.setdefault(step, {})
        part.update(values)
        self.put(name, json.dumps(config))

    def plant_code(self) -> None:
        """A module that leaves a mark when it is imported, and the words that ask for it."""
        lines = (
            f"open({str(self.marker)!r}, 'w').close()",
            "from transformers import BertConfig as EvilConfig",
            "from transformers import PreTrainedTokenizerFast as EvilTokenizer",
        )
        self.put("evil.py", "\n".join(lines))
        self.say("config.json", "auto_map", AutoConfig="evil.EvilConfig", AutoModel="evil.Evil")
        words = ["evil.EvilTokenizer", "evil.EvilTokenizer"]
        self.say("tokenizer_config.json", "auto_map", AutoTokenizer=words)

    def load(self) -> TorchTowers:
        spec = find_model(f"folder:{self.folder}")
        return load_reference(spec, locate(spec, self.cache, self.cache))


@pytest.fixture(scope="module")
def starter_copy(tmp_path_factory: pytest.TempPathFactory, resources: Path) -> Path:
    place = tmp_path_factory.mktemp("strangers") / "starter"
    shutil.copytree(resources / "models" / "starter", place)
    return place


@pytest.fixture
def stranger(tmp_path: Path, starter_copy: Path, monkeypatch: pytest.MonkeyPatch) -> Stranger:
    def refuse(*_: object) -> None:
        raise AssertionError("it wanted to go to the network")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    return Stranger(tmp_path, starter_copy)


def refused(stranger: Stranger, why: str) -> None:
    with pytest.raises(ModelError, match=why) as caught:
        stranger.load()
    assert caught.value.message.endswith(".")
    assert caught.value.hint.endswith(".")
    assert len(str(caught.value)) < 600
    assert not stranger.marker.exists()


def pickled(stranger: Stranger) -> bytes:
    """A pickle that leaves a mark when it is read."""

    class Payload:
        def __reduce__(self) -> tuple[Any, ...]:
            return (open, (str(stranger.marker), "w"))

    return pickle.dumps({"logit_scale": Payload()})


# Code


def test_code_beside_a_model_is_not_run(stranger: Stranger) -> None:
    stranger.plant_code()
    assert stranger.load().dim == 512
    assert not stranger.marker.exists()


@pytest.mark.parametrize("value", [True, "true", 1])
def test_a_tokenizer_may_not_ask_for_its_own_code(stranger: Stranger, value: object) -> None:
    stranger.plant_code()
    path = "model_cfg.text_cfg.tokenizer_kwargs"
    stranger.say(CONFIG, path, trust_remote_code=value)
    refused(stranger, "tokenizer_kwargs")


def test_a_model_of_an_unknown_kind_with_code_of_its_own_is_refused(stranger: Stranger) -> None:
    stranger.plant_code()
    stranger.say("config.json", model_type="evil")
    refused(stranger, "model_type")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("auto_map", {"AutoConfig": "evil.EvilConfig"}),
        ("attn_implementation", "someone/kernel"),
        ("_attn_implementation", "someone/kernel"),
        ("quantization_config", {"quant_method": "evil"}),
    ],
)
def test_what_a_text_model_may_not_say_is_passed_over(
    stranger: Stranger, name: str, value: object
) -> None:
    stranger.say("config.json", **{name: value})
    assert stranger.load().dim == 512


@pytest.mark.parametrize("name", ["open_clip_pytorch_model.bin"])
def test_pickled_weights_are_refused(stranger: Stranger, name: str) -> None:
    (stranger.folder / WEIGHTS).unlink()
    stranger.put(name, pickled(stranger))
    refused(stranger, "pickle")


def test_a_pickle_under_the_name_of_safe_weights_is_refused(stranger: Stranger) -> None:
    stranger.put(WEIGHTS, pickled(stranger))
    refused(stranger, "damaged")


def test_a_torch_file_under_the_name_of_safe_weights_is_refused(stranger: Stranger) -> None:
    (stranger.folder / WEIGHTS).unlink()
    torch.save({"logit_scale": torch.ones(3)}, stranger.folder / WEIGHTS)
    refused(stranger, "damaged")


def test_pickles_beside_safe_weights_are_never_read(stranger: Stranger) -> None:
    for name in ("open_clip_pytorch_model.bin", "pytorch_model.bin", "model.pt", "model.pth"):
        stranger.put(name, pickled(stranger))
    assert stranger.load().dim == 512
    assert not stranger.marker.exists()


# Places


@pytest.mark.parametrize(
    ("part", "name", "value"),
    [
        ("text_cfg", "hf_model_name", "someone/repository"),
        ("text_cfg", "hf_model_name", "/etc"),
        ("text_cfg", "hf_model_name", "../other"),
        ("text_cfg", "hf_model_name", ".."),
        ("text_cfg", "hf_tokenizer_name", "/etc"),
        ("text_cfg", "hf_tokenizer_name", "../../other"),
        ("text_cfg", "hf_tokenizer_name", "https://example.org/x"),
        ("vision_cfg", "timm_model_name", "hf-hub:someone/repository"),
        ("vision_cfg", "timm_model_name", "hf_hub:someone/repository"),
        ("vision_cfg", "timm_model_name", "local-dir:/etc"),
        ("vision_cfg", "timm_model_name", "../evil"),
        ("vision_cfg", "timm_model_name", "evil_net"),
        ("text_cfg.tokenizer_kwargs", "bpe_path", "/etc/passwd"),
        ("text_cfg.tokenizer_kwargs", "tokenizer_file", "/etc/passwd"),
        ("text_cfg.tokenizer_kwargs", "cache_dir", "/tmp"),
    ],
)
def test_names_that_lead_elsewhere_are_refused(
    stranger: Stranger, part: str, name: str, value: str
) -> None:
    stranger.say(CONFIG, f"model_cfg.{part}", **{name: value})
    refused(stranger, "tokenizer_kwargs" if "kwargs" in part else f"{name}|cannot be loaded")


def test_a_tokenizer_that_lies_elsewhere_is_not_fetched(stranger: Stranger) -> None:
    for name in ("tokenizer.json", "tokenizer_config.json"):
        (stranger.folder / name).unlink()
    stranger.say(CONFIG, "model_cfg.text_cfg", hf_tokenizer_name="someone/repository")
    refused(stranger, r"tokenizer\.json is missing")


def test_the_tokenizer_of_its_makers_is_the_one_in_the_folder(stranger: Stranger) -> None:
    stranger.say(CONFIG, "model_cfg.text_cfg", hf_tokenizer_name="someone/repository")
    assert stranger.load().dim == 512


@pytest.mark.parametrize(
    "name", [CONFIG, WEIGHTS, "config.json", "tokenizer.json", "tokenizer_config.json"]
)
def test_links_that_lead_out_of_the_folder_are_refused(stranger: Stranger, name: str) -> None:
    elsewhere = stranger.folder.parent / "elsewhere"
    (stranger.folder / name).rename(elsewhere)
    (stranger.folder / name).symlink_to(elsewhere)
    refused(stranger, "lies outside")


def test_a_link_within_the_folder_is_fine(stranger: Stranger) -> None:
    (stranger.folder / "tokenizer.json").rename(stranger.folder / "other.json")
    (stranger.folder / "tokenizer.json").symlink_to("other.json")
    assert stranger.load().dim == 512


def test_links_of_the_hugging_face_cache_are_fine(stranger: Stranger) -> None:
    stored = stranger.folder.parent / "models--someone--model"
    blobs, snapshot = stored / "blobs", stored / "snapshots" / "abc"
    blobs.mkdir(parents=True)
    snapshot.mkdir(parents=True)
    for number, one in enumerate(sorted(stranger.folder.iterdir())):
        one.rename(blobs / str(number))
        (snapshot / one.name).symlink_to(f"../../blobs/{number}")
    stranger.folder = snapshot
    assert stranger.load().dim == 512
    (snapshot / "tokenizer.json").unlink()
    (snapshot / "tokenizer.json").symlink_to("/etc/passwd")
    refused(stranger, "lies outside")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
@pytest.mark.parametrize("name", [CONFIG, WEIGHTS, "config.json", "tokenizer.json"])
def test_a_pipe_or_a_folder_in_the_place_of_a_file_is_refused(
    stranger: Stranger, name: str
) -> None:
    (stranger.folder / name).unlink()
    os.mkfifo(stranger.folder / name)
    refused(stranger, "no file|missing")
    (stranger.folder / name).unlink()
    (stranger.folder / name).mkdir()
    refused(stranger, "no file|missing")


# Proportions

HUGE = 10**9


@pytest.mark.parametrize(
    ("part", "name", "value"),
    [
        ("vision_cfg", "image_size", HUGE),
        ("vision_cfg", "image_size", [224, HUGE]),
        ("vision_cfg", "image_size", -1),
        ("vision_cfg", "image_size", "224"),
        ("vision_cfg", "image_size", True),
        ("vision_cfg", "width", HUGE),
        ("vision_cfg", "layers", HUGE),
        ("vision_cfg", "layers", [HUGE] * 4),
        ("vision_cfg", "layers", 1.5),
        ("vision_cfg", "mlp_ratio", float("nan")),
        ("vision_cfg", "mlp_ratio", float("inf")),
        ("text_cfg", "context_length", HUGE),
        ("text_cfg", "context_length", 0),
        ("text_cfg", "vocab_size", HUGE),
        ("text_cfg", "width", 10**400),
        ("text_cfg", "act_kwargs", {"approximate": {"deep": 1}}),
        ("", "embed_dim", HUGE),
        ("", "embed_dim", "512"),
        ("", "init_logit_bias", 1e300),
        ("", "vision_cfg", [1, 2]),
        ("", "text_cfg", None),
        ("", "pretrained_image", "/etc/passwd"),
    ],
)
def test_numbers_out_of_all_proportion_are_refused(
    stranger: Stranger, part: str, name: str, value: object
) -> None:
    stranger.say(CONFIG, f"model_cfg.{part}".rstrip("."), **{name: value})
    refused(stranger, f"{name}|is no JSON")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("vocab_size", HUGE),
        ("hidden_size", HUGE),
        ("num_hidden_layers", HUGE),
        ("num_hidden_layers", -1),
        ("max_position_embeddings", HUGE),
        ("intermediate_size", "many"),
    ],
)
def test_a_text_model_out_of_all_proportion_is_refused(
    stranger: Stranger, name: str, value: object
) -> None:
    stranger.say("config.json", **{name: value})
    refused(stranger, name)


@pytest.mark.parametrize("name", ["size", "mean", "std", "fill_color"])
def test_a_preparation_out_of_all_proportion_is_refused(stranger: Stranger, name: str) -> None:
    stranger.say(CONFIG, "preprocess_cfg", **{name: [HUGE, HUGE, HUGE]})
    refused(stranger, name)


def test_a_model_larger_than_its_weights_is_refused_before_it_is_built(
    stranger: Stranger, monkeypatch: pytest.MonkeyPatch
) -> None:
    stranger.say("config.json", hidden_size=16_384, num_hidden_layers=200, num_attention_heads=16)
    loaded: list[object] = []
    monkeypatch.setattr(open_clip, "load_checkpoint", lambda *_, **__: loaded.append(_))
    refused(stranger, "asks for")
    assert not loaded


@pytest.mark.parametrize("name", [CONFIG, "config.json", "tokenizer_config.json"])
@pytest.mark.parametrize(
    "content",
    [
        b"[" * 200_000,
        b'{"a":' * 50 + b"1" + b"}" * 50,
        b"\xff\xfe",
        b'{"model_cfg": NaN}',
        b'{"model_cfg": ' + b"9" * 5_000 + b"}",
        b"null",
        b"",
    ],
    ids=["deep", "rather deep", "no text", "no number", "long number", "null", "empty"],
)
def test_odd_json_is_refused(stranger: Stranger, name: str, content: bytes) -> None:
    stranger.put(name, content)
    refused(stranger, "not loaded")


@pytest.mark.parametrize("name", [CONFIG, "config.json", "tokenizer.json", "added_tokens.json"])
def test_a_gigabyte_of_json_is_not_read(stranger: Stranger, name: str) -> None:
    stranger.put(name, b"{")
    os.truncate(stranger.folder / name, 2**30)
    refused(stranger, "larger than")


def test_a_header_that_promises_a_gigabyte_is_not_read(stranger: Stranger) -> None:
    stranger.put(WEIGHTS, (2**30).to_bytes(8, "little") + b"{")
    os.truncate(stranger.folder / WEIGHTS, 2**31)
    refused(stranger, "damaged")


def test_a_header_that_promises_tensors_of_no_size_is_refused(stranger: Stranger) -> None:
    header = json.dumps({"a": {"dtype": "F32", "shape": [10**12], "data_offsets": [0, 4]}})
    stranger.put(WEIGHTS, len(header).to_bytes(8, "little") + header.encode() + bytes(4))
    refused(stranger, "damaged")


# What is no threat


def test_every_configuration_of_open_clip_is_accepted() -> None:
    for name in open_clip.list_models():
        model_cfg = open_clip.get_model_config(name)
        assert check_model({"model_cfg": model_cfg})["model_cfg"] == model_cfg


# Graphs


def graph_with(location: str) -> bytes:
    tensor = onnx.TensorProto(name="w", data_type=1, dims=[1], data_location=1)
    tensor.external_data.add(key="location", value=location)
    graph = onnx.GraphProto(name="g", initializer=[tensor])
    return bytes(onnx.ModelProto(ir_version=8, graph=graph).SerializeToString())


def graph_with_hidden(location: str) -> bytes:
    """The same in the branch of a condition, as a constant."""
    inner = onnx.ModelProto.FromString(graph_with(location)).graph
    value = onnx.AttributeProto(name="value", type=4, t=inner.initializer[0])
    branch = onnx.GraphProto(node=[onnx.NodeProto(op_type="Constant", attribute=[value])])
    then = onnx.AttributeProto(name="then_branch", type=5, g=branch)
    graph = onnx.GraphProto(node=[onnx.NodeProto(op_type="If", attribute=[then])])
    return bytes(onnx.ModelProto(ir_version=8, graph=graph).SerializeToString())


@pytest.mark.parametrize("make", [graph_with, graph_with_hidden])
@pytest.mark.parametrize(
    "location",
    ["/etc/passwd", "../secret", "a/../../secret", "link", "absent", "", "a\\b", "sub/x"],
)
def test_a_graph_reads_no_file_outside_of_its_folder(
    tmp_path: Path, make: Callable[[str], bytes], location: str
) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    (tmp_path / "secret").write_bytes(bytes(4))
    (folder / "link").symlink_to(tmp_path / "secret")
    (folder / "beside").write_bytes(bytes(4))
    (folder / "image.onnx").write_bytes(make("beside"))
    check_graph(folder / "image.onnx")
    (folder / "image.onnx").write_bytes(make(location))
    with pytest.raises(ModelError, match=r"lies outside|is missing|no file"):
        check_graph(folder / "image.onnx")


@pytest.mark.parametrize("content", [b"", b"\xff" * 100, b"\x3a\xff\xff\xff\x7f", b"\x3b\x00"])
def test_what_is_no_graph_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "text.onnx").write_bytes(content)
    with pytest.raises(ModelError, match="cannot be read"):
        check_graph(tmp_path / "text.onnx")
