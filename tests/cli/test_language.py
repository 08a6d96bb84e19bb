"""Sentences on the shell come in the language of whoever asks."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest
from scenery import ROOT

from photoclip.cli.language import language_of, said
from photoclip.core.advice import Limit, QueryAdvice
from photoclip.core.wording import Message


@pytest.fixture(autouse=True)
def english_system(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


def test_a_query_in_hangul_is_answered_in_korean() -> None:
    assert language_of("사람 없는 바다") == "ko"
    assert language_of("a beach") == "en"
    assert language_of() == "en"


@pytest.mark.parametrize("name", ["LC_ALL", "LC_MESSAGES", "LANG"])
def test_a_korean_system_is_answered_in_korean(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "ko_KR.UTF-8")
    assert language_of("a beach") == "ko"


def test_the_first_setting_that_is_there_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("LANG", "ko_KR.UTF-8")
    assert language_of() == "en"


@pytest.mark.parametrize("limit", list(Limit))
@pytest.mark.parametrize("suggestion", ["", "바다 -사람"])
def test_each_piece_of_advice_has_a_korean_form(limit: Limit, suggestion: str) -> None:
    advice = QueryAdvice(limit, "사람 없는", suggestion, "사람 없는 바다", words_read=7)
    korean = said(advice.message, "ko")
    assert korean != advice.message
    assert said(advice.message, "en") == advice.message


def test_sentences_that_nobody_translated_stay_as_they_are() -> None:
    assert said("Nobody has translated this.", "ko") == "Nobody has translated this."
    assert said(Message("{name} went wrong.", name="It"), "xx") == "It went wrong."


def test_the_file_of_translations_is_made_of_those_for_the_window() -> None:
    path = ROOT / "packaging" / "library_translations.py"
    spec = importlib.util.spec_from_file_location("translations_maker", path)
    assert spec is not None
    assert spec.loader is not None
    maker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(maker)
    folder: Path = maker.FOLDER
    made = (folder / "library_ko.json").read_text(encoding="utf-8")
    assert made == maker.text_of(folder / "photoclip_ko.ts"), "run: bash packaging/translate.sh"
    assert len(json.loads(made)) > 200
