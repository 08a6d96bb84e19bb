"""Which other files an ONNX graph reads: none but those that lie beside it, and their tensors only.

Walks the protobuf by its wire format (https://protobuf.dev/programming-guides/encoding) without
the onnx package, which a cold text query cannot afford, and passes over the weights themselves.
Field numbers: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
"""

from __future__ import annotations

import mmap
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from photoclip.core.wording import Message
from photoclip.embed.models.config import refused
from photoclip.embed.models.folder import find_inside, tensors_of

DEEPEST = 40

_TYPES = {"F32": 1, "F16": 10, "BF16": 16, "F64": 11, "I64": 7, "I32": 6, "I8": 3, "U8": 2}
"""Types of safetensors in the numbers of ONNX (TensorProto.DataType)."""

_MODEL, _GRAPH, _NODE, _ATTRIBUTE = "model", "graph", "node", "attribute"
_TENSOR, _SPARSE, _ENTRY, _FUNCTION, _TRAINING = "tensor", "sparse", "entry", "function", "training"
_INSIDE: dict[str, dict[int, str]] = {
    _MODEL: {7: _GRAPH, 20: _TRAINING, 25: _FUNCTION},
    _GRAPH: {1: _NODE, 5: _TENSOR, 15: _SPARSE},
    _NODE: {5: _ATTRIBUTE},
    _ATTRIBUTE: {5: _TENSOR, 6: _GRAPH, 10: _TENSOR, 11: _GRAPH, 22: _SPARSE, 23: _SPARSE},
    _TENSOR: {13: _ENTRY},
    _SPARSE: {1: _TENSOR, 2: _TENSOR},
    _FUNCTION: {7: _NODE, 11: _ATTRIBUTE},
    _TRAINING: {1: _GRAPH, 2: _GRAPH},
}
"""By kind of message: fields that are messages in which external data may be named."""

_DATA_TYPE = 2
"""Field of a tensor that says of which type its numbers are."""


@dataclass(frozen=True, slots=True)
class ExternalTensor:
    """A tensor whose bytes lie in another file: which one, where, how many, and of which type."""

    location: bytes
    offset: int
    length: int
    dtype: int


def check_graph(path: Path) -> None:
    """Raise ModelError for a graph that is none, or that reads a file outside of its folder."""
    for location in {one.location for one in _externals_of(path)}:
        _check(path.parent, location)


def check_belongs(path: Path, weights: Path) -> None:
    """Raise ModelError for a graph whose weights are not exactly tensors of a safetensors file.

    A graph beside weights of another model would read numbers from the middle of others.
    """
    start, tensors = tensors_of(weights)
    known = {
        (start + one.first, one.last - one.first, _TYPES.get(one.dtype)) for one in tensors.values()
    }

    for one in _externals_of(path):
        is_known = (one.offset, one.length, one.dtype) in known
        if one.location != os.fsencode(weights.name) or not is_known:
            raise refused(
                Message(
                    "{name} does not belong to the weights in {weights}",
                    name=path.name,
                    weights=weights.name,
                ),
                "Copy or download the whole folder again.",
            )


def _externals_of(path: Path) -> list[ExternalTensor]:
    try:
        with path.open("rb") as file:
            if os.fstat(file.fileno()).st_size == 0:
                raise refused(Message("its file {name} cannot be read", name=path.name))
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
                return list(_externals(data, 0, len(data), _MODEL, 0))
    except (OSError, ValueError, IndexError) as error:
        raise refused(Message("its file {name} cannot be read", name=path.name)) from error


def _check(folder: Path, location: bytes) -> None:
    name = location.decode("utf-8")  # a UnicodeDecodeError is a ValueError
    if "\0" in name or "\\" in name or os.path.isabs(name) or ".." in Path(name).parts:
        raise refused(Message("its file {name} lies outside of its folder", name=name[:100]))
    parts = Path(name).parts
    if len(parts) != 1 or find_inside(folder, name) is None:
        raise refused(Message("its file {name} is missing", name=name[:100]))


def _externals(
    data: mmap.mmap, start: int, end: int, kind: str, depth: int
) -> Iterator[ExternalTensor]:
    if depth > DEEPEST:
        raise ValueError("nested too deeply")
    said: dict[bytes, bytes] = {}
    dtype = 0
    for field, first, last in _fields(data, start, end):
        if last < first:
            if kind == _TENSOR and field == _DATA_TYPE:
                dtype = first
            continue
        inside = _INSIDE[kind].get(field)
        if inside == _ENTRY:
            entry = {one: data[a:b] for one, a, b in _fields(data, first, last) if a <= b}
            said[entry.get(1, b"")] = entry.get(2, b"")
        elif inside is not None:
            yield from _externals(data, first, last, inside, depth + 1)
    if b"location" in said:
        offset, length = (int(said.get(name, b"0")) for name in (b"offset", b"length"))
        yield ExternalTensor(said[b"location"], offset, length, dtype)


def _fields(data: mmap.mmap, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Number, start and end of each field that has a length; of one that is a number, that number
    and -1. Raises ValueError."""
    place = start
    while place < end:
        key, place = _number(data, place, end)
        wire = key & 7
        if wire == 2:
            length, place = _number(data, place, end)
            if place + length > end:
                raise ValueError("a field is longer than its message")
            yield key >> 3, place, place + length
            place += length
        elif wire == 0:
            value, place = _number(data, place, end)
            yield key >> 3, value, -1
        elif wire in (1, 5):
            place += 8 if wire == 1 else 4
        else:
            raise ValueError(f"no wire type {wire} is in use")


def _number(data: mmap.mmap, place: int, end: int) -> tuple[int, int]:
    value = shift = 0
    while place < end and shift < 64:
        byte = data[place]
        place += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, place
        shift += 7
    raise ValueError("a number does not end")
