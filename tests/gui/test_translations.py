"""Every text of the window is there in every language."""

from __future__ import annotations

import os
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from photoclip.app.paths import resources_folder
from photoclip.core.models import Problem
from photoclip.gui.language import words

FOLDER = resources_folder() / "translations"
PLACEHOLDER = re.compile(r"{\w+}|%n")


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.ts")), ids=lambda path: path.stem)
def test_no_text_is_missing_and_every_placeholder_is_kept(path: Path) -> None:
    for message in ElementTree.parse(path).getroot().iter("message"):
        source = message.findtext("source") or ""
        translation = message.find("translation")
        assert translation is not None
        assert translation.get("type") is None, f"not translated: {source}"
        forms = [one.text or "" for one in translation.iter("numerusform")] or [translation.text]
        for text in forms:
            assert text, f"not translated: {source}"
            assert sorted(PLACEHOLDER.findall(text)) == sorted(PLACEHOLDER.findall(source)), source


@pytest.mark.parametrize(
    ("language", "said"), [("en", "1 photo"), ("ko", "사진 1장")], ids=["en", "ko"]
)
def test_the_compiled_texts_are_the_ones_that_are_shown(qapp, language: str, said: str) -> None:
    translator = QTranslator()
    assert translator.load(str(FOLDER / f"photoclip_{language}.qm"))
    assert translator.translate("PhotoPage", "%n photos", "", 1).replace("%n", "1") == said


def test_every_reason_why_a_file_was_left_out_is_told_in_the_language_of_the_window(qapp) -> None:
    translator = QTranslator()
    assert translator.load(str(FOLDER / "photoclip_ko.qm"))
    QCoreApplication.installTranslator(translator)
    try:
        said = {one: words.reason(one, "Something English.") for one in Problem}
    finally:
        QCoreApplication.removeTranslator(translator)
    assert len(set(said.values())) == len(Problem)
    assert [one for one, text in said.items() if re.search("[A-Za-z]", text)] == []


@pytest.mark.skipif(os.name != "posix", reason="a home is written like that on POSIX only")
def test_a_place_below_the_home_folder_is_written_short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/anna")
    assert words.place_on_disk("/home/anna/Pictures") == "~/Pictures"
    assert words.place_on_disk("/home/anna") == "~"
    assert words.place_on_disk("/home/annabel/Pictures") == "/home/annabel/Pictures"


def test_numbers_follow_the_locale() -> None:
    before = QLocale()
    try:
        QLocale.setDefault(QLocale("de_DE"))
        assert words.number(12345) == "12.345"
        assert words.grouped("12345 Fotos", 12345) == "12.345 Fotos"
    finally:
        QLocale.setDefault(before)
    assert QCoreApplication.instance() is not None
