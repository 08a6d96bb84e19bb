"""What the library says can be said in another language by the window."""

from __future__ import annotations

import ast
import importlib.util
import pickle
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject, QTranslator
from PySide6.QtWidgets import QApplication
from scenery import ROOT

from photoclip.core.errors import FolderError, ModelError
from photoclip.core.wording import Message, from_kept, to_keep
from photoclip.gui.language import words

KOREAN = {
    "The folder {path} is watched already.": "{path} 폴더는 이미 보고 있습니다.",
    "There is nothing to add.": "추가할 것이 없습니다.",
    "{name} went wrong.": "{nmae} 오류",
}


class Korean(QTranslator):
    """A translation of a few sentences, one of them with a slip."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)

    def isEmpty(self) -> bool:  # noqa: N802
        return False

    def translate(self, context: str, source: str, *_: object) -> str | None:
        return KOREAN.get(source) if context == "Library" else None


@pytest.fixture
def in_korean(qapp: QApplication) -> object:
    translator = Korean(qapp)
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


def loaded(name: str, path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@given(st.dictionaries(st.sampled_from(["a", "b"]), st.text() | st.integers() | st.floats()))
def test_a_message_is_its_text_and_comes_whole_out_of_another_process(
    values: dict[str, object],
) -> None:
    template = "Of {a} and {b}." if len(values) == 2 else "Of nothing."
    made = Message(template, **values)
    back = pickle.loads(pickle.dumps(made))
    assert made == template.format(**made.values)
    assert (back, back.template) == (made, template)
    assert str(back.values) == str(made.values)


@given(st.text(), st.integers() | st.floats(allow_nan=False), st.booleans())
def test_a_message_that_was_stored_is_the_one_it_was(
    text: str, count: float, is_nested: bool
) -> None:
    told = Message("{name}: {count}", name=text, count=count)
    if is_nested:
        told = Message("{message} {hint}", message=told, hint="Try again.")
    back = from_kept(to_keep(told))
    assert isinstance(back, Message)
    assert (back, back.template, back.values) == (told, told.template, told.values)
    inner = back.values.get("message")
    assert not is_nested or (isinstance(inner, Message) and inner.template == "{name}: {count}")


@pytest.mark.parametrize(
    "stored",
    ["", "The file is empty.", '{"template": 1}', '{"template": "{a}", "values": {}}', "{"],
)
def test_what_was_stored_as_a_sentence_stays_one(stored: str) -> None:
    assert from_kept(stored) == to_keep(stored) == stored


def test_paths_errors_and_numbers_of_numpy_can_be_put_in() -> None:
    made = Message(
        "{path}: {error} ({share:.2f})", path=Path("a"), error=OSError("x"), share=np.float32(0.5)
    )
    assert made == "a: x (0.50)"


@pytest.mark.parametrize("odd", ["\n", "\0", "\x1b", "\x7f", "\x9b", "\u2028", "\u202e", "\ud800"])
def test_what_is_quoted_cannot_steer_a_terminal_or_turn_the_line(odd: str) -> None:
    made = Message("There is no file “{name}”.", name=f"a{odd}[31mb 한\u200d글")
    assert made == "There is no file “a\ufffd[31mb 한\u200d글”."
    assert made.values["name"] == "a\ufffd[31mb 한\u200d글"


def test_a_message_in_a_message_can_still_be_translated() -> None:
    inner = Message("There is nothing to add.")
    assert isinstance(Message("{reason}!", reason=inner).values["reason"], Message)


def test_an_error_quotes_no_more_than_a_person_reads() -> None:
    error = FolderError(Message("The folder {path} is away.", path="/a" + "x" * 5000 + "/b"))
    assert len(error.message) < 400
    assert error.message.startswith("The folder /ax")
    assert error.message.endswith("x/b is away.")
    assert error.message.template == "The folder {path} is away."  # type: ignore[attr-defined]


def test_an_error_of_the_worker_keeps_its_template() -> None:
    error = pickle.loads(pickle.dumps(ModelError(Message("There is no {key}.", key="k"), "Try.")))
    assert error.message.template == "There is no {key}."
    assert str(error) == "There is no k. Try."


def test_an_error_is_told_in_the_persons_language(in_korean: object) -> None:
    path = Path("/photos/summer")
    error = FolderError(
        Message("The folder {path} is watched already.", path=path), "There is nothing to add."
    )
    assert words.told(error) == "/photos/summer 폴더는 이미 보고 있습니다. 추가할 것이 없습니다."
    assert str(error) == "The folder /photos/summer is watched already. There is nothing to add."


def test_a_missing_or_wrong_translation_is_harmless(in_korean: object) -> None:
    assert words.said("Nobody has translated this.") == "Nobody has translated this."
    assert words.said(Message("{name} went wrong.", name="It")) == "It went wrong."
    assert words.said(Message("100 {{percent}}")) == "100 {percent}"
    assert words.said("") == ""


def test_the_list_for_translation_holds_every_sentence() -> None:
    made = loaded("list_maker", ROOT / "packaging" / "library_words.py")
    listed = loaded("library_words", made.LIST).WORDS
    assert made.LIST.read_text(encoding="utf-8") == made.text_of_list(), (
        "run: python packaging/library_words.py"
    )
    assert set(made.gather()) == {one[1] if isinstance(one, tuple) else one for one in listed}
    assert "The folder {path} is watched already." in made.gather()


# What only the shell says; label_file.py names places in a file of the person's own making.
UNTRANSLATED = {"label_file.py", "evaluating.py", "evaluation.py", "labelled_pictures.py"}
UNTRANSLATED |= {"zeroshot.py"}


def test_no_sentence_that_reaches_the_window_has_lost_its_template() -> None:
    made = loaded("list_maker", ROOT / "packaging" / "library_words.py")
    told = {*made._error_names(), "FileFailure", "NoticeGiven"}
    lost = [
        f"{path.name}:{given.lineno}"
        for layer in made.SOURCES
        for path in (ROOT / "photoclip" / layer).rglob("*.py")
        if path.name not in UNTRANSLATED
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in told
        for given in node.args
        if isinstance(given, ast.JoinedStr)
    ]
    assert not lost, "an f-string cannot be translated; give a Message"
