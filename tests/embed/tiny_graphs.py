"""A model of a few hundred numbers that brings its graphs along, in the form of the starter."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from onnx import TensorProto, helper
from safetensors.numpy import save_file
from tokenizers import Tokenizer, models, pre_tokenizers

DIM, SIDE = 4, 8
WORDS = ("<pad>", "cat", "dog", "바다", "red")
WEIGHTS = "open_clip_model.safetensors"

CONFIG = {
    "model_cfg": {
        "embed_dim": DIM,
        "vision_cfg": {"image_size": SIDE, "width": 8, "layers": 1, "patch_size": 4},
        "text_cfg": {"context_length": 6, "hf_tokenizer_name": ".", "hf_model_name": "."},
    },
    "preprocess_cfg": {"mean": [0.5] * 3, "std": [0.5] * 3, "resize_mode": "squash"},
}


def make_tiny(folder: Path, *, seed: int = 0, more_tensors: int = 0) -> Path:
    """A model folder. more_tensors: others lie before these, so offsets differ."""
    folder.mkdir(parents=True)
    dice = np.random.default_rng(seed)
    # Written by name within a type: what is added lies before what the graphs read.
    tensors = {f"a{number}": np.ones(3, np.float32) for number in range(more_tensors)}
    tensors["text.words"] = dice.normal(size=(len(WORDS), DIM)).astype(np.float32)
    tensors["visual.flat"] = dice.normal(size=(3 * SIDE * SIDE, DIM)).astype(np.float32)
    tensors["logit_scale"] = np.array(2.5, np.float32)
    tensors["logit_bias"] = np.array(-7.0, np.float32)
    save_file(tensors, folder / WEIGHTS)
    write_graphs(folder)
    (folder / "open_clip_config.json").write_text(json.dumps(CONFIG))
    (folder / "config.json").write_text(json.dumps({"model_type": "bert", "pad_token_id": 0}))
    (folder / "tokenizer_config.json").write_text(json.dumps({"pad_token": "<pad>"}))
    words = models.WordLevel({word: number for number, word in enumerate(WORDS)}, unk_token="<pad>")
    tokenizer = Tokenizer(words)
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    tokenizer.save(str(folder / "tokenizer.json"))
    return folder


def write_graphs(folder: Path) -> None:
    """image.onnx and text.onnx, whose weights are external data in the weights beside them."""
    pixels = helper.make_tensor_value_info("pixels", TensorProto.FLOAT, ["n", 3, SIDE, SIDE])
    _write(
        folder / "image.onnx",
        pixels,
        [
            helper.make_node("Flatten", ["pixels"], ["flat"]),
            helper.make_node("MatMul", ["flat", "visual.flat"], ["sum"]),
        ],
        _external(folder, "visual.flat"),
    )
    tokens = helper.make_tensor_value_info("tokens", TensorProto.INT64, ["n", "length"])
    _write(
        folder / "text.onnx",
        tokens,
        [
            helper.make_node("Gather", ["text.words", "tokens"], ["words"]),
            helper.make_node("ReduceMean", ["words"], ["sum"], axes=[1], keepdims=0),
        ],
        _external(folder, "text.words"),
    )


def _external(folder: Path, name: str) -> TensorProto:
    data = (folder / WEIGHTS).read_bytes()
    start = 8 + int.from_bytes(data[:8], "little")
    found = json.loads(data[8:start])[name]
    tensor = TensorProto(name=name, data_type=TensorProto.FLOAT, dims=found["shape"])
    first, last = found["data_offsets"]
    tensor.data_location = TensorProto.EXTERNAL
    said = {"location": WEIGHTS, "offset": str(start + first), "length": str(last - first)}
    for key, value in said.items():
        tensor.external_data.add(key=key, value=value)
    return tensor


def _write(path: Path, given: object, nodes: list[object], weights: TensorProto) -> None:
    made = helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["n", DIM])
    nodes = [*nodes, helper.make_node("LpNormalization", ["sum"], ["vectors"], axis=1, p=2)]
    graph = helper.make_graph(nodes, path.stem, [given], [made], [weights])
    opset = helper.make_opsetid("", 17)
    model = helper.make_model(graph, opset_imports=[opset], ir_version=8)
    path.write_bytes(model.SerializeToString())
