"""Whatever stands where a small file is expected: it is refused in words, and never blocks."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from scenery import OpenLibrary

from photoclip.core.errors import PhotoClipError, SidecarError, UnfitFileError
from photoclip.core.small_files import MIB, MOST_LIST_BYTES, read_small, read_small_text
from photoclip.embed.models.prompts import read_templates
from photoclip.embed.worker.messages import MakePreview
from photoclip.embed.worker.previewing import make_preview
from photoclip.media.decode import decode
from photoclip.media.sidecar import read_sidecar
from photoclip.media.xmp import SUBJECT
from photoclip.services.measuring.evaluation import read_captions
from photoclip.services.measuring.zeroshot import read_label_texts
from photoclip.services.tags.label_sets import LabelSetStore

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")

Make = Callable[[Path], object]


def make_socket(path: Path) -> None:
    here = os.getcwd()
    os.chdir(path.parent)  # names of sockets are short
    try:
        with socket.socket(socket.AF_UNIX) as one:
            one.bind(path.name)
    finally:
        os.chdir(here)


def make_huge(path: Path) -> None:
    path.touch()
    os.truncate(path, 3 << 30)


ODD: dict[str, Make] = {
    "pipe": os.mkfifo,
    "folder": Path.mkdir,
    "socket": make_socket,
    "device": lambda path: path.symlink_to("/dev/zero"),
    "terminal": lambda path: path.symlink_to("/dev/tty"),
    "huge": make_huge,
}


@pytest.fixture(params=ODD)
def odd(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "odd.xmp"
    ODD[request.param](path)
    return path


def read_labels(path: Path) -> None:
    LabelSetStore(path.with_name("built-in.json"), path).text()


READERS: dict[str, Callable[[Path], object]] = {
    "bytes": lambda path: read_small(path, MIB),
    "text": lambda path: read_small_text(path, MOST_LIST_BYTES),
    "sidecar": lambda path: read_sidecar(str(path)),
    "labels": read_labels,
    "label texts": lambda path: read_label_texts(path, ["a"]),
    "captions": lambda path: read_captions(path, path.parent, []),
    "templates": read_templates,
}


@pytest.mark.parametrize("reader", READERS)
def test_what_is_no_small_file_is_refused_at_once(odd: Path, reader: str) -> None:
    began = time.monotonic()
    with pytest.raises(PhotoClipError) as caught:
        READERS[reader](odd)
    assert time.monotonic() - began < 2.0
    assert caught.value.message.endswith(".")
    assert caught.value.hint.endswith(".")


@pytest.mark.parametrize("kind", [one for one in ODD if one != "huge"])
def test_a_picture_that_is_no_file_never_blocks(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "like.jpg"
    ODD[kind](path)
    with pytest.raises(PhotoClipError):
        decode(str(path), path.name, min_edge=100)
    with pytest.raises(PhotoClipError):
        make_preview(MakePreview(str(path), 100, str(tmp_path / "made.jpg")))
    assert not (tmp_path / "made.jpg").exists()


def test_albums_are_not_read_from_what_is_no_file(odd: Path, open_library: OpenLibrary) -> None:
    library = open_library()
    with pytest.raises(PhotoClipError):
        library.album_desk.exchange.read(odd)
    assert len(list(library.albums.tree())) == 0


def test_a_file_of_just_the_size_is_read(tmp_path: Path) -> None:
    path = tmp_path / "list"
    path.write_bytes(b"x" * 1000)
    assert read_small(path, 1000) == b"x" * 1000
    with pytest.raises(UnfitFileError, match="larger than"):
        read_small(path, 999)


# Sidecars

HEAD = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/">'
)
TAIL = "</rdf:Description></rdf:RDF></x:xmpmeta>"


def keywords(count: int) -> str:
    entries = "".join(f"<rdf:li>k{number}</rdf:li>" for number in range(count))
    return f"{HEAD}<dc:subject><rdf:Bag>{entries}</rdf:Bag></dc:subject>{TAIL}"


def test_ten_thousand_keywords_are_read_and_one_more_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xmp"
    path.write_text(keywords(10_000))
    assert len(read_sidecar(str(path)).packet.items(SUBJECT)) == 10_000
    path.write_text(keywords(10_001))
    with pytest.raises(SidecarError, match="10,000 keywords"):
        read_sidecar(str(path)).packet.items(SUBJECT)


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "<dc:a/>x" * 480_000 + TAIL,
        HEAD + "<dc:a " + " ".join(f'b{n}="1"' for n in range(300_000)) + "/>" + TAIL,
        HEAD
        + "<dc:a "
        + " ".join(f'xmlns:b{n}="u"' for n in range(2_000))
        + ">"
        + '<dc:c xmlns:d="e"/>' * 50_000
        + "</dc:a>"
        + TAIL,
        HEAD + "<dc:a>" * 500 + "</dc:a>" * 500 + TAIL,
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + HEAD + "&b;" + TAIL,
    ],
    ids=["many", "attributes", "namespaces", "deep", "entities"],
)
def test_an_xml_bomb_is_refused_soon(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.xmp"
    path.write_text(text)
    began = time.monotonic()
    with pytest.raises(SidecarError, match=r"broken|larger"):
        read_sidecar(str(path))
    assert time.monotonic() - began < 5.0


def test_a_long_text_between_many_elements_is_no_trap(tmp_path: Path) -> None:
    path = tmp_path / "a.xmp"
    path.write_text(HEAD + ("<dc:a/>" + "x" * 30) * 50_000 + TAIL)
    began = time.monotonic()
    read_sidecar(str(path))
    assert time.monotonic() - began < 10.0
