"""Albums on the shell, in this process, over a library of coloured pictures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fakes import load_colours
from scenery import OpenLibrary, Paint
from typer.testing import CliRunner, Result

from photoclip.app.library import Library
from photoclip.cli import main, opening
from photoclip.core.errors import AlbumError, LabelError


class Shell:
    """Runs "photoclip albums …" on one library."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._runner = CliRunner()

    def __call__(self, *words: object, typed: str | None = None) -> Result:
        command = ["--library", str(self._folder), "albums", *map(str, words)]
        result = self._runner.invoke(main.app, command, input=typed)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    def json(self, *words: object) -> dict:
        found: dict = json.loads(self(*words, "--json").stdout)
        return found


@pytest.fixture
def shell(
    open_library: OpenLibrary, tmp_path: Path, paint: Paint, monkeypatch: pytest.MonkeyPatch
) -> Shell:
    for name, colour in {"red": (255, 0, 0), "blue": (0, 0, 255)}.items():
        for number in range(3):
            paint(f"{name}-{number}.png", colour, shade=number)
    folder = tmp_path / "library"
    with open_library(folder) as library:
        library.index(paint("red-0.png", (255, 0, 0)).parent)

    def open_it(*, to_write: bool) -> Library:
        return Library.open(folder, loader=load_colours)

    monkeypatch.setattr(opening, "open_library", open_it)
    return Shell(folder)


def names_in(shell: Shell, album: str) -> list[str]:
    return [Path(one["path"]).name for one in shell.json("show", album)["photos"]]


def test_albums_are_made_filled_nested_and_deleted(shell: Shell, photos: Path) -> None:
    shell("create", "Trips")
    shell("create", "Trips/Sea")
    assert "2 photos" in shell("add", "Sea", photos / "blue-0.png", photos / "blue-1.png").stdout
    assert names_in(shell, "Trips/Sea") == ["blue-0.png", "blue-1.png"]
    assert shell("list").stdout == "Trips\n  Sea\n"
    assert "1 photo " in shell("remove", "sea", photos / "blue-0.png").stdout
    shell("rename", "Trips/Sea", "Ocean")
    shell("move", "Ocean")
    assert [one["path"] for one in shell.json("list")["albums"]] == ["Ocean", "Trips"]
    shell("create", "Coast")
    shell("add", "Coast", photos / "red-0.png")
    shell("cover", "Coast", photos / "red-0.png")
    shell("merge", "Ocean", "Coast")
    assert names_in(shell, "Coast") == ["red-0.png", "blue-1.png"]
    shell("sort", "Coast", "name")
    assert names_in(shell, "Coast") == ["blue-1.png", "red-0.png"]
    assert "2 albums" in shell("delete", "Trips", "Coast").stdout
    assert "no albums" in shell("list").stderr


def test_an_album_of_words_learns_on_the_shell(shell: Shell, photos: Path) -> None:
    shell("create", "Reds", "--words", "red")
    assert sorted(names_in(shell, "Reds")) == ["red-0.png", "red-1.png", "red-2.png"]
    asked = shell.json("judge", "Reds")["ask"]
    assert len(asked) == 5
    shell("judge", "Reds", "--no", photos / "red-1.png")
    shell("judge", "Reds", "--yes", photos / "red-0.png")
    assert "red-0.png" in names_in(shell, "Reds")
    assert "red-1.png" not in names_in(shell, "Reds")
    assert shell.json("list")["albums"][0]["kind"] == "learned"
    shell("judge", "Reds", "--forget", photos / "red-1.png")
    shell("judge", "Reds", "--forget", photos / "red-0.png")
    assert sorted(names_in(shell, "Reds")) == ["red-0.png", "red-1.png", "red-2.png"]


def test_a_review_asks_one_photo_after_the_other_and_can_go_back(shell: Shell) -> None:
    shell("create", "Reds", "--words", "red")
    told = shell("review", "Reds", typed="what?\nn\nu\ny\ns\nn\nq\n")
    assert told.stdout == "Answered 2 questions.\n"
    asked = [line.split("  ")[1] for line in told.stderr.splitlines() if line[:1].isdigit()]
    assert asked[0] == asked[2], "what was taken back is asked again"
    assert len(set(asked[2:])) == 4
    quality = shell.json("judge", "Reds")
    assert (quality["yes"], quality["no"]) == (1, 1)
    rest = json.loads(shell("review", "Reds", "--json", typed="y\n" * 9).stdout)
    assert (rest["answered"], rest["skipped"], rest["yes"], rest["no"]) == (4, 0, 5, 1)


def test_a_review_asks_no_more_than_it_may(shell: Shell) -> None:
    shell("create", "Reds", "--words", "red")
    told = shell("review", "Reds", "--count", 2, typed="y\nn\ny\n")
    assert "Answered 2 questions" in told.stdout
    shell("create", "Mine")
    with pytest.raises(AlbumError, match="“Mine” does not learn"):
        shell("review", "Mine")


def test_albums_with_a_query_that_is_not_understood_stay_outside(
    shell: Shell, tmp_path: Path
) -> None:
    shell("create", "Trips")
    shell("create", "Bright", "--query", "iso:<200")
    file = tmp_path / "albums.json"
    shell("export", "--to", file)
    shell("delete", "Trips", "Bright")
    file.write_text(file.read_text().replace("iso:<200", "iso:low"))
    with pytest.raises(AlbumError, match="“Bright” is not understood at “low”"):
        shell("import", file)
    assert shell.json("list")["albums"] == []


def test_albums_leave_and_come_back(shell: Shell, photos: Path, tmp_path: Path) -> None:
    shell("create", "Sea")
    shell("add", "Sea", photos / "blue-0.png")
    shared = shell.json("share", "Sea", tmp_path)
    assert [one.name for one in Path(shared["folder"]).iterdir()] == ["blue-0.png"]
    file = tmp_path / "albums.json"
    shell("export", "--to", file)
    with pytest.raises(AlbumError, match="cannot be written"):
        shell("export", "--to", file)
    shell("delete", "Sea")
    assert shell.json("import", file)["made"] == ["Sea"]
    assert names_in(shell, "Sea") == ["blue-0.png"]


def test_suggestions_are_only_offered(shell: Shell) -> None:
    assert shell.json("suggest") == {"suggestions": []}
    with pytest.raises(AlbumError, match="offered"):
        shell("suggest", "--accept", "event:1999-01-01T00")
    shell("suggest", "--dismiss", "event:1999-01-01T00")
    assert shell.json("list") == {"albums": []}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("show", "Nowhere"), "no album"),
        (("create", "In/Nowhere"), "no album"),
        (("create", "Both", "--query", "a", "--words", "b"), "either"),
        (("merge", "Alone"), "Only one"),
        (("import", "missing.json"), "cannot be read"),
    ],
)
def test_a_mistake_is_said_clearly(shell: Shell, words: tuple, said: str) -> None:
    with pytest.raises(AlbumError, match=said):
        shell(*words)


def test_a_photo_that_is_not_in_the_library_is_named(shell: Shell, tmp_path: Path) -> None:
    shell("create", "Sea")
    with pytest.raises(AlbumError, match=r"other\.png is not in the library"):
        shell("add", "Sea", tmp_path / "other.png")


def test_labels_of_an_album_are_those_of_the_set(shell: Shell) -> None:
    with pytest.raises(LabelError, match="no label “nonesuch”"):
        shell("create", "Odd", "--label", "nonesuch")
    with pytest.raises(LabelError, match=r"Did you mean .*birthday cake"):
        shell("create", "Odd", "--label", "birthday cakk")
    assert shell.json("list") == {"albums": []}
    shell("create", "Cakes", "--label", "생일 케이크", "--label", "Birthday Cake")
    assert shell.json("list")["albums"][0]["labels"] == ["cake"]
