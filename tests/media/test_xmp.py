"""XMP packets: our properties are read and replaced, and nothing else moves by a byte."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from xmp_samples import ALL, DIGIKAM, LIGHTROOM, ODD

from photoclip.core.errors import SidecarError
from photoclip.media.xmp import HIERARCHY, RATING, SUBJECT, TAGS_LIST, XmpPacket
from photoclip.media.xmp_changes import new_packet, with_items, with_rating

HEAD = '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
XMP = 'xmlns:xmp="http://ns.adobe.com/xap/1.0/"'
DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
NAMES = [SUBJECT, HIERARCHY, TAGS_LIST]
ENCODINGS = {
    "utf-8": (b"", "utf-8"),
    "utf-8 with a mark": (codecs.BOM_UTF8, "utf-8"),
    "utf-16-le": (codecs.BOM_UTF16_LE, "utf-16-le"),
    "utf-16-be": (codecs.BOM_UTF16_BE, "utf-16-be"),
}


def packet(text: str) -> XmpPacket:
    return XmpPacket.read(text.encode(), "x.xmp")


def description(inside: str, attributes: str = "") -> XmpPacket:
    return packet(f'{HEAD}><r:Description r:about="" {attributes}>{inside}</r:Description></r:RDF>')


def same_at_both_ends(one: bytes, other: bytes) -> int:
    """How many bytes are alike from the beginning, and from the end."""
    shorter = min(len(one), len(other))
    front = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    rest = shorter - front
    back = next((at for at in range(rest) if one[-1 - at] != other[-1 - at]), rest)
    return front + back


def test_what_digikam_wrote_is_read() -> None:
    found = packet(DIGIKAM)
    assert found.rating == 3
    assert found.items(SUBJECT) == ("Dog", "Holiday")
    assert found.items(HIERARCHY) == ("Animals|Dog", "Holiday")
    assert found.items(TAGS_LIST) == ("Animals/Dog", "Holiday")


def test_what_lightroom_wrote_is_read() -> None:
    found = packet(LIGHTROOM)
    assert found.rating == 4
    assert found.items(SUBJECT) == ("Dog",)
    assert not found.has(HIERARCHY)


def test_only_what_the_namespaces_say_is_ours_counts() -> None:
    found = packet(ODD)
    assert found.rating == 2
    assert found.items(SUBJECT) == ("sea", "a & b")


@pytest.mark.parametrize("sample", ALL.values(), ids=ALL)
def test_a_new_rating_replaces_one_character_of_the_file(sample: str) -> None:
    before = packet(sample)
    after = with_rating(before, 5)
    assert after.rating == 5
    assert len(after.data) == len(before.data)
    assert same_at_both_ends(before.data, after.data) == len(before.data) - 1


@pytest.mark.parametrize("encoding", ENCODINGS.values(), ids=ENCODINGS)
@pytest.mark.parametrize("name", NAMES, ids=["subject", "hierarchy", "tags-list"])
@pytest.mark.parametrize("sample", ALL.values(), ids=ALL)
def test_a_keyword_is_put_in_as_one_piece_and_taken_out_again(
    sample: str, name: tuple[str, str], encoding: tuple[bytes, str]
) -> None:
    stored = encoding[0] + sample.encode(encoding[1])
    before = XmpPacket.read(stored, "x.xmp")

    after = with_items(before, name, ["바다 <&> ]]>", "sea"])

    again = XmpPacket.read(after.stored(), "x.xmp")
    assert again.encoding == encoding[1]
    assert set(again.items(name)) == {*before.items(name), "바다 <&> ]]>", "sea"}
    assert same_at_both_ends(before.data, after.data) == len(before.data)
    added = set(after.items(name)) - set(before.items(name))
    assert with_items(after, name, [], added).stored() == stored


@pytest.mark.parametrize(
    ("inside", "attributes"),
    [
        ("", f'{XMP} xmp:Rating = "1"'),
        ("", f"{XMP} xmp:Rating='1'"),
        ("<xmp:Rating>1</xmp:Rating>", XMP),
        (f"<xmp:Rating {XMP} ><!-- was 2 -->1</xmp:Rating >", ""),
        ("<xmp:Rating><![CDATA[1]]></xmp:Rating>", XMP),
        (
            '<xmp:Rating r:parseType="Resource"><r:value>1</r:value><q:by xmlns:q="urn:q">me</q:by>'
            "</xmp:Rating>",
            XMP,
        ),
        ('<xmp:Rating><r:Description r:value="1" xmp:Label="q"/></xmp:Rating>', XMP),
    ],
)
def test_a_rating_is_found_in_every_form(inside: str, attributes: str) -> None:
    before = description(inside, attributes)
    assert before.rating == 1
    after = with_rating(before, -1)
    assert after.rating == -1
    assert after.data.count(b"urn:q") == before.data.count(b"urn:q")
    assert with_rating(after, None).rating is None


def test_a_rating_in_an_unknown_form_is_left_alone() -> None:
    before = description("<xmp:Rating><q:deep xmlns:q='urn:q'/></xmp:Rating>", XMP)
    assert before.rating is None
    with pytest.raises(SidecarError, match="form that XMP does not know"):
        with_rating(before, 3)


@pytest.mark.parametrize(("text", "rating"), [("3.0", 3), ("-1", -1), ("99", 5), ("many", None)])
def test_odd_ratings(text: str, rating: int | None) -> None:
    assert description(f"<xmp:Rating>{text}</xmp:Rating>", XMP).rating == rating


@pytest.mark.parametrize(
    "bag",
    [
        "<r:Bag/>",
        "<r:Bag></r:Bag>",
        "<r:Bag>\n</r:Bag>",
        "<r:Seq><r:li>a</r:li></r:Seq>",
        "<r:Bag><r:_1>a</r:_1></r:Bag>",
    ],
)
def test_keywords_join_any_array(bag: str) -> None:
    before = description(f"<dc:subject>{bag}</dc:subject>", DC)
    after = with_items(before, SUBJECT, ["b"])
    assert after.items(SUBJECT) == (*before.items(SUBJECT), "b")
    assert len(after.places(SUBJECT)) == 1


def test_a_bare_keyword_becomes_the_first_of_an_array() -> None:
    for before in (
        description("<dc:subject>lone</dc:subject>", DC),
        description("", f'{DC} dc:subject="lone"'),
    ):
        assert with_items(before, SUBJECT, ["b"]).items(SUBJECT) == ("lone", "b")
        assert not with_items(before, SUBJECT, [], ["lone"]).has(SUBJECT)


def test_a_packet_without_any_description_gets_one() -> None:
    for text in (f"{HEAD}/>", f"{HEAD}></r:RDF>"):
        after = with_rating(with_items(packet(text), SUBJECT, ["a"]), 2)
        assert (after.rating, after.items(SUBJECT)) == (2, ("a",))


def test_a_new_description_speaks_of_the_same_thing() -> None:
    after = with_items(packet(ODD), HIERARCHY, ["x"])
    abouts = {
        one.attribute(("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "about")).value  # type: ignore[union-attr]
        for one in after.descriptions()
    }
    assert abouts == {'uuid:1 "x"'}


def test_a_comment_in_a_bag_outlives_all_its_keywords() -> None:
    after = with_items(packet(ODD), SUBJECT, [], ["sea", "a & b"])
    assert after.items(SUBJECT) == ()
    assert b"<!-- in the bag -->" in after.data
    assert after.data.count(b"<r:li>sea</r:li>") == 2, "those of others stay"


def test_letters_that_the_encoding_lacks_become_references() -> None:
    text = (
        f'<?xml version="1.0" encoding="ISO-8859-1"?>{HEAD} {DC}>'
        '<r:Description r:about="é"/></r:RDF>'
    )
    before = XmpPacket.read(text.encode("latin-1"), "x.xmp")
    stored = with_items(before, SUBJECT, ["é", "바다"]).stored()
    assert "é".encode("latin-1") in stored
    assert XmpPacket.read(stored, "x.xmp").items(SUBJECT) == ("é", "바다")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no XML",
        DIGIKAM[:-40],
        DIGIKAM.replace("</rdf:Bag>", "", 1),
        DIGIKAM.replace("xmlns:lr=", "xmlns:rl="),
        "<x>&undefined;</x>",
        "<x/>",
        LIGHTROOM + "rest",
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>',
        '<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>',
        "<x>" * 5000,
    ],
)
def test_broken_or_dangerous_xml_is_refused(text: str) -> None:
    with pytest.raises(SidecarError, match="broken") as told:
        packet(text)
    assert told.value.hint


@pytest.mark.parametrize("stored", [b"<x>\xff</x>", codecs.BOM_UTF16_LE + b"<\0x", b"\0\0\0\0"])
def test_bytes_in_no_encoding_are_refused(stored: bytes) -> None:
    with pytest.raises(SidecarError, match="broken"):
        XmpPacket.read(stored, "x.xmp")


# Properties

WORDS = st.text(min_size=1, max_size=12).map(str.strip).filter(bool)
FILLERS = st.sampled_from(
    [
        "",
        "\n",
        "  \t\r\n ",
        "<!-- dc:subject <r:li>dog</r:li> -->",
        "<?pi xmp:Rating='5'?>",
        '<o:thing xmlns:o="urn:o" o:subject="dog">text &amp; more</o:thing>',
        '<o:subject xmlns:o="urn:o"><r:Bag><r:li>dog</r:li></r:Bag></o:subject>',
        "<o:c xmlns:o='urn:o'><![CDATA[<dc:subject>]]></o:c>",
    ]
)
BAGS = st.one_of(
    st.just(""),
    st.lists(st.sampled_from(["dog", "cat", "a&amp;b", "개"]), min_size=1, unique=True).map(
        lambda some: (
            f"<dc:subject><r:Bag>{''.join(f' <r:li>{one}</r:li>' for one in some)}"
            "\n</r:Bag></dc:subject>"
        )
    ),
)
RATINGS = st.sampled_from(["", "<xmp:Rating>3</xmp:Rating>"])


@st.composite
def packets(draw: st.DrawFn) -> bytes:
    parts = [draw(FILLERS), draw(BAGS), draw(FILLERS), draw(RATINGS), draw(FILLERS)]
    blocks = [f'<r:Description r:about="">{draw(FILLERS)}</r:Description>' for _ in range(2)]
    own = f'<r:Description r:about="" {DC} {XMP}>{"".join(parts)}</r:Description>'
    blocks.insert(draw(st.integers(0, 2)), own)
    between = draw(st.sampled_from(["", "\n ", "<!-- x -->"]))
    mark, encoding = draw(st.sampled_from(list(ENCODINGS.values())))
    return mark + f"{HEAD}>{between.join(blocks)}{between}</r:RDF>\n \n".encode(encoding)


@given(packets(), st.lists(WORDS, max_size=4), st.sampled_from(NAMES))
def test_added_keywords_leave_every_other_byte(
    stored: bytes, words: list[str], name: tuple[str, str]
) -> None:
    before = XmpPacket.read(stored, "x")
    after = with_items(before, name, words)
    assert same_at_both_ends(before.data, after.data) == len(before.data)
    assert XmpPacket.read(after.stored(), "x").items(name) == after.items(name)
    added = [one for one in after.items(name) if one not in before.items(name)]
    assert with_items(after, name, [], added).stored() == stored


@given(packets(), st.sampled_from(["dog", "cat", "a&b", "개"]))
def test_a_removed_keyword_takes_one_piece_with_it(stored: bytes, word: str) -> None:
    before = XmpPacket.read(stored, "x")
    after = with_items(before, SUBJECT, [], [word])
    assert after.items(SUBJECT) == tuple(one for one in before.items(SUBJECT) if one != word)
    assert same_at_both_ends(before.data, after.data) == len(after.data)
    assert after.rating == before.rating


@given(packets(), st.integers(-1, 5))
def test_a_rating_changes_nothing_but_itself(stored: bytes, rating: int) -> None:
    before = XmpPacket.read(stored, "x")
    after = with_rating(before, rating)
    assert after.rating == rating
    assert after.items(SUBJECT) == before.items(SUBJECT)
    kept = same_at_both_ends(before.data, after.data)
    assert kept >= len(before.data) - (1 if before.has(RATING) else 0)
    if not before.has(RATING):
        assert with_rating(after, None).stored() == stored


@given(st.text(max_size=40), WORDS)
def test_any_name_of_a_file_makes_a_sound_packet(name: str, word: str) -> None:
    made = with_items(new_packet("x", "xmp.did:1", name), SUBJECT, [word])
    again = XmpPacket.read(made.stored(), "x")
    assert len(again.items(SUBJECT)) == 1


@pytest.mark.parametrize("sample", [DIGIKAM, LIGHTROOM, ""], ids=["digikam", "lightroom", "new"])
def test_exiv2_reads_what_was_written(sample: str, tmp_path: Path) -> None:
    exiv2 = pytest.importorskip("exiv2", reason="only a second opinion")
    made = packet(sample) if sample else new_packet("x.xmp", "xmp.did:1", "x.jpg")
    made = with_rating(made, 5)
    for name in NAMES:
        made = with_items(made, name, ["바다", "x & y"])
    path = tmp_path / "x.xmp"
    path.write_bytes(made.stored())

    image = exiv2.ImageFactory.open(str(path))
    image.readMetadata()
    read = image.xmpData()

    assert str(read["Xmp.xmp.Rating"].value()) == "5"
    keys = ("dc.subject", "lr.hierarchicalSubject", "digiKam.TagsList")
    for key, name in zip(keys, NAMES, strict=True):
        value = read[f"Xmp.{key}"].value()
        assert tuple(value.toString(at) for at in range(value.count())) == made.items(name)
