"""The commands as a person types them, in processes of their own, with the starter model."""

from __future__ import annotations

import csv
import json
import os
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from scenery import ROOT, SAMPLES, wait_until

from photoclip import __version__


@pytest.fixture(scope="module")
def sample_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with the sample photos, indexed by the command."""
    folder = tmp_path_factory.mktemp("samples") / "library"
    done = photoclip("--library", folder, "index", SAMPLES)
    assert done.returncode == 0, done.stderr
    assert "89 photos found: 89 new" in done.stdout
    assert "leaked" not in done.stderr, "what the worker leaves behind is nobody's news"
    return folder


def command(*words: object) -> list[str]:
    return [sys.executable, "-m", "photoclip", *map(str, words)]


def photoclip(*words: object, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*words), capture_output=True, text=True, errors="surrogateescape", **options
    )


def test_the_sample_search_finds_what_its_words_say(sample_library: Path) -> None:
    done = photoclip("--library", sample_library, "search", "--json", "--limit", 10, "a lemon")
    found = json.loads(done.stdout)

    assert done.returncode == 0
    assert set(found) >= {"query", "model", "verdict", "results"}
    assert found["verdict"] == "found"
    assert found["results"][0]["band"] in ("strong", "likely")
    assert found["query"] == "a lemon"
    assert set(found["results"][0]) == {"path", "score", "probability", "band"}
    assert found["results"][0]["path"] == str(SAMPLES / "grocery-lemon.jpg")
    scores = [one["score"] for one in found["results"]]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) == 10


def test_a_search_for_what_is_not_there_says_so(sample_library: Path) -> None:
    done = photoclip("--library", sample_library, "search", "-n", 3, "violin")
    assert done.returncode == 1
    assert done.stderr == "Nothing in your library matches; the closest are below.\n"
    assert len(done.stdout.splitlines()) == 3
    done = photoclip("--library", sample_library, "search", "-n", 3, "--json", "violin")
    assert done.returncode == 1
    assert json.loads(done.stdout)["verdict"] == "nothing"


def test_the_cut_off_can_be_given_for_one_search(sample_library: Path) -> None:
    search = ("--library", sample_library, "search", "-n", 3, "--json")
    loose = photoclip(*search, "--cut-off", 0, "no violin")
    found = json.loads(loose.stdout)
    assert loose.returncode == 0
    assert (found["verdict"], found["cut_off"]) == ("found", 0.0)
    assert "minus" in found["advice"]
    strict = photoclip(*search, "--cut-off", 1, "a lemon")
    assert strict.returncode == 1
    assert json.loads(strict.stdout)["verdict"] == "nothing"


def test_hits_come_with_their_band_and_a_word_on_what_cannot_be_searched(
    sample_library: Path,
) -> None:
    done = photoclip("--library", sample_library, "search", "-n", 1, "sunset without people")
    assert done.stderr.splitlines()[-1].endswith("a minus does: sunset -people")
    done = photoclip("--library", sample_library, "search", "-n", 1, "lemons")
    assert done.returncode == 0
    assert done.stdout.split()[2] in ("strong", "likely")


def test_most_captions_find_their_photo_in_the_first_ten(sample_library: Path) -> None:
    from photoclip import Library

    with open(SAMPLES / "photos.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with Library.open(sample_library) as library:
        found = [
            str(SAMPLES / row["file"])
            in [hit.path for hit in library.search(row["caption"], limit=10).hits]
            for row in rows
        ]
    assert sum(found) / len(found) >= 0.8


def test_a_picture_finds_itself(sample_library: Path) -> None:
    picture = SAMPLES / "cc0-kitten-on-lawn.jpg"
    done = photoclip("--library", sample_library, "search", "--like", picture, "-n", 3)
    lines = done.stdout.splitlines()
    assert len(lines) == 3
    assert lines[0].split(maxsplit=1)[1] == str(picture)
    assert float(lines[0].split()[0]) > 0.99


def test_a_folder_narrows_the_search(sample_library: Path, tmp_path: Path) -> None:
    done = photoclip("--library", sample_library, "search", "cat", "--folder", tmp_path)
    assert done.returncode == 1
    assert done.stdout == ""


def test_without_hnswlib_searches_give_the_same_and_the_doctor_says_so(
    sample_library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def outputs() -> tuple[str, str]:
        search = photoclip("--library", sample_library, "search", "a lemon", "--json")
        doctor = photoclip("--library", sample_library, "doctor")
        assert (search.returncode, doctor.returncode) == (0, 0), doctor.stdout
        return search.stdout, doctor.stdout

    found, doctor = outputs()
    assert "made by hnswlib" in doctor
    (tmp_path / "hnswlib.py").write_text("raise ImportError('not installed')")
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}{os.pathsep}{ROOT}")
    found_without, doctor_without = outputs()
    assert found_without == found
    assert "made by usearch" in doctor_without


def test_status_and_doctor_say_that_all_is_well(sample_library: Path) -> None:
    status = json.loads(photoclip("--library", sample_library, "status", "--json").stdout)
    assert status["photos"] == 89
    assert status["waiting"] == status["skipped"] == 0
    assert status["last_backup"] is not None
    doctor = photoclip("--library", sample_library, "doctor")
    assert doctor.returncode == 0, doctor.stdout
    assert f"photoclip {__version__}" in doctor.stdout
    assert "BAD" not in doctor.stdout


def test_folders_are_added_listed_and_removed(tmp_path: Path) -> None:
    library, photos = tmp_path / "library", tmp_path / "photos"
    photos.mkdir()
    assert photoclip("--library", library, "folders", "add", photos).returncode == 0
    again = photoclip("--library", library, "folders", "add", photos)
    assert again.returncode == 1
    assert "watched already" in again.stderr
    assert photoclip("--library", library, "folders", "list").stdout == f"{photos}\n"
    assert photoclip("--library", library, "folders", "remove", photos).returncode == 0
    assert photoclip("--library", library, "folders", "list").stdout == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["search"], "Say what to look for"),
        (["index", "nowhere"], "does not exist"),
        (["--model", "no-such-model", "search", "x"], "no-such-model"),
        (["folders", "remove", "nowhere"], "is not watched"),
    ],
)
def test_a_mistake_is_one_clear_line(words: list[str], said: str, tmp_path: Path) -> None:
    done = photoclip("--library", tmp_path / "library", *words, cwd=tmp_path)
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_library_in_use_is_not_written_to_but_can_be_searched(sample_library: Path) -> None:
    from photoclip import Library

    with Library.open(sample_library):
        index = photoclip("--library", sample_library, "index")
        assert index.returncode == 1
        assert f"in use by another PhotoClip (process {os.getpid()})" in index.stderr
        search = photoclip("--library", sample_library, "search", "a lemon", "-n", 1)
    assert search.stdout.rstrip().endswith("grocery-lemon.jpg")


def test_ctrl_c_stops_cleanly_and_the_next_run_resumes(tmp_path: Path) -> None:
    from PIL import Image

    photos, library = tmp_path / "photos", tmp_path / "library"
    photos.mkdir()
    for number in range(120):
        Image.new("RGB", (300, 300), (number % 256, number // 2, 7)).save(photos / f"{number}.png")
    with subprocess.Popen(
        command("--library", library, "-v", "index", photos),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        # Thumbnails are the first sign that photos are on their way.
        thumbnails = library / "cache" / "thumbnails"
        wait_until(lambda: any(thumbnails.glob("*/*.jpg")) or running.poll() is not None)
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=60)
    assert running.returncode == 130, err
    assert "still to do" in out
    again = photoclip("--library", library, "index")
    assert again.returncode == 0
    status = json.loads(photoclip("--library", library, "status", "--json").stdout)
    assert (status["photos"], status["waiting"]) == (120, 0)


def test_a_worker_that_has_prepared_its_model_gives_its_memory_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first load exports with torch; the worker that then stays does without it."""
    import psutil

    from photoclip import Library

    monkeypatch.setenv("PHOTOCLIP_CACHE_DIR", str(tmp_path / "cache"))
    with Library.open(tmp_path / "library") as library:
        ready = library.model()
        pid = library.worker_process_id()
        assert pid is not None
        library.embed_texts(["a lemon"])
        memory = psutil.Process(pid).memory_info().rss
    assert not ready.has_leftovers
    # On some processors torch is the faster way, and then it stays for good.
    assert memory < 500 * 2**20 or "torch" in ready.label


def test_output_to_a_closed_pipe_is_no_error(sample_library: Path) -> None:
    line = shlex.join(command("--library", sample_library, "search", "sea", "-n", "80"))
    done = subprocess.run(
        ["bash", "-c", f"{line} | head -n 1"], capture_output=True, text=True, check=True
    )
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == ""


@pytest.mark.parametrize(
    "words", ["--help", "tags labels list", "albums export --help", "search --json a"]
)
def test_a_command_whose_reader_has_gone_ends_as_other_programs_do(
    sample_library: Path, words: str
) -> None:
    line = shlex.join(command("--library", sample_library, *words.split()))
    # The reader is gone before the first line is written.
    script = f"{line} | exec 0<&-; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("141\n", "")


def test_an_error_is_json_too_where_json_is_asked_for(sample_library: Path) -> None:
    done = photoclip("--library", sample_library, "search", "--json", "rating:9")
    assert done.returncode == 1
    found = json.loads(done.stdout)
    assert set(found) == {"error", "hint"}
    assert found["error"] in done.stderr
    plain = photoclip("--library", sample_library, "search", "rating:9", "--", "--json")
    assert plain.stdout == ""


def test_a_search_loads_neither_torch_nor_its_kin(sample_library: Path) -> None:
    """A cold search answers fast because the app and the worker import little."""
    code = (
        "import sys; from photoclip import Library\n"
        f"with Library.open({str(sample_library)!r}) as library:\n"
        "    library.search('sea')\n"
        "heavy = {'torch', 'open_clip', 'transformers', 'PIL', 'onnxruntime', 'timm'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    # The guard keeps the worker, which imports this script again, from running it.
    script = sample_library.parent / "cold.py"
    script.write_text(
        "if __name__ == '__main__':\n" + "".join(f"    {line}\n" for line in code.splitlines())
    )
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True)
    assert done.stdout == "[]\n", done.stderr
