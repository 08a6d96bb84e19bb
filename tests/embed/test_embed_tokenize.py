"""Words become the very token numbers that open_clip's own tokenizers give."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from photoclip.core.errors import ModelError
from photoclip.embed.models.openclip import quiet_imports
from photoclip.embed.models.tokenize import TextTokenizer, TokenizerFile, TokenizerSpec
from photoclip.embed.models.vocabulary import describe_tokenizer

with quiet_imports():
    from open_clip.tokenizer import HFTokenizer, SimpleTokenizer, basic_clean

STARTER = Path(__file__).parents[2] / "resources" / "models" / "starter"

TEXTS = [
    "a dog on a sofa",
    "",
    "   \t\n ",
    "It's John's 42nd BIRTHDAY!!! we'll see, they've said I'm",
    "강아지와 함께 바닷가에서 찍은 사진",
    "犬とソファ 海辺の夕日",
    "😀 party 👨‍👩‍👧 🇰🇷 ☀️",
    "café e\u0301 ﬁne “quoted” ‘single’ ｆｕｌｌ width",
    "schÃ¶n mojibake and &amp;lt;b&gt; entities",
    "[CLS] [SEP] [MASK] [PAD]",
    "<start_of_text>hidden<end_of_text> markers",
    "snake_case/path.jpg #tag @name http://example.org/?q=1&x=2",
    "zero\x00byte \x1b[31mred\x1b[0m \u200bjoiner \ufeffmark",
    "a" * 10_000,
    "word " * 2_000,
    "가" * 10_000,
]

known_characters = st.characters(
    # Characters newer than this Python's tables split differently in every library; and the two
    # regular expression engines disagree on one combining iota.
    exclude_categories=("Cs", "Cn", "Co"),
    exclude_characters="\u0345",
)


@pytest.fixture(scope="module")
def clip() -> tuple[TextTokenizer, Any]:
    own = describe_tokenizer({"text_cfg": {"context_length": 77}}).load()
    return own, SimpleTokenizer(context_length=77)


@pytest.fixture(scope="module")
def starter() -> tuple[TextTokenizer, Any]:
    config = {"context_length": 48, "hf_tokenizer_name": str(STARTER)}
    own = describe_tokenizer({"text_cfg": config}).load()
    return own, HFTokenizer(str(STARTER), context_length=48)


@pytest.mark.parametrize("model", ["clip", "starter"])
@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text[:20])
def test_a_text_gets_open_clips_tokens(
    model: str, text: str, request: pytest.FixtureRequest
) -> None:
    own, theirs = request.getfixturevalue(model)
    assert np.array_equal(own([text]), theirs([text]).numpy())


@pytest.mark.parametrize("model", ["clip", "starter"])
def test_many_texts_at_once_get_the_same_tokens_as_one_by_one(
    model: str, request: pytest.FixtureRequest
) -> None:
    own, theirs = request.getfixturevalue(model)
    together = own(TEXTS)
    assert together.dtype == np.int64
    assert np.array_equal(together, theirs(TEXTS).numpy())


@pytest.mark.parametrize("model", ["clip", "starter"])
def test_whatever_is_typed_gets_open_clips_tokens(
    model: str, request: pytest.FixtureRequest
) -> None:
    own, theirs = request.getfixturevalue(model)

    @settings(max_examples=150, deadline=None)
    @given(st.text(known_characters, max_size=120))
    def agree(text: str) -> None:
        if unicodedata.normalize("NFKC", text).count("\u0345"):
            return
        assert np.array_equal(own([text]), theirs([text]).numpy())

    agree()


@pytest.mark.parametrize(
    "options", [{"clean": "canonicalize"}, {"clean": "lower"}, {"strip_sep_token": True}]
)
def test_a_models_own_way_of_cleaning_texts_is_kept(options: dict[str, Any]) -> None:
    config = {"hf_tokenizer_name": str(STARTER), "context_length": 32}
    own = describe_tokenizer({"text_cfg": {**config, "tokenizer_kwargs": options}}).load()
    theirs = HFTokenizer(str(STARTER), context_length=32, **options)
    assert np.array_equal(own(TEXTS), theirs(TEXTS).numpy())


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126, exclude_characters="&")))
def test_plain_text_needs_no_repair_so_none_is_loaded(text: str) -> None:
    assert basic_clean(text) == text.strip()


@given(st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3) | st.just(" ")))
def test_korean_needs_no_repair_either(text: str) -> None:
    assert basic_clean(text) == text.strip()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", None),
        ("a dog on a sofa", None),
        # The context of 48 tokens has room for 43 beside its two ends and “query:”.
        ("dog " * 43, None),
        ("dog " * 44, 43),
        ("dog " * 2_500, 43),
        ("dog " * 100_000, 43),
        ("a" * 10_000, 0),
        ("sunset " + "a" * 10_000, 1),
    ],
    ids=lambda one: str(one)[:20],
)
def test_what_of_a_text_does_not_fit_is_known(
    starter: tuple[TextTokenizer, Any], text: str, words: int | None
) -> None:
    own, _ = starter
    assert own.words_read(text) == words
    if words:
        beginning = " ".join(text.split()[:words])
        assert own.words_read(beginning) is None


def test_a_file_name_that_is_no_utf8_can_still_be_asked_for(
    starter: tuple[TextTokenizer, Any],
) -> None:
    own, _ = starter
    assert np.array_equal(own(["caf\udce9 photo"]), own(["caf\ufffd photo"]))


def test_the_starter_models_tokenizer_is_the_file_it_came_with(
    starter: tuple[TextTokenizer, Any],
) -> None:
    own, _ = starter
    shipped = TextTokenizer.from_file(STARTER / "tokenizer.json", own.spec)
    assert np.array_equal(shipped(TEXTS), own(TEXTS))


def test_a_tokenizer_survives_being_written_down(clip: tuple[TextTokenizer, Any]) -> None:
    file = describe_tokenizer({"text_cfg": {}})
    stored = json.loads(json.dumps(file.spec.to_config()))
    again = TokenizerFile(file.definition, TokenizerSpec.from_config(stored)).load()
    assert np.array_equal(again(TEXTS), clip[0](TEXTS))


def test_a_broken_tokenizer_file_is_named_as_such(tmp_path: Path) -> None:
    path = tmp_path / "tokenizer.json"
    with pytest.raises(ModelError, match="tokenizer cannot be read"):
        TextTokenizer.from_file(path, TokenizerSpec(77))
    path.write_text('{"version": "1.0"}')
    with pytest.raises(ModelError, match="Install the model again"):
        TextTokenizer.from_file(path, TokenizerSpec(77))
