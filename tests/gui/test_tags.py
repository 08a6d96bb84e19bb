"""Tags in the window: seen with their origin, corrected with one key, added by name."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tag_setup import CONTROL, SHIFT, Tagged
from window_acts import WAIT_MS, wait_for_names, wait_for_toast

from photoclip.core.tagging import Decision, SharedTag, TagOrigin
from photoclip.gui.browse.place import Kind
from photoclip.gui.language import tags as tag_words
from photoclip.gui.language.tags import Vocabulary, sureness
from photoclip.gui.language.undo import deed
from photoclip.gui.search.suggestion_sources import completions_of

KEY = Qt.Key
LEFT = Qt.MouseButton.LeftButton


def decision(tagged: Tagged, name: str, tag: str) -> Decision | None:
    tags = tagged.library.tags.tags_of(tagged.id_of(name), with_rejected=True)
    return next((one.stored.decision for one in tags if one.label.english == tag), None)


def test_a_tag_of_the_model_says_how_sure_it_is_and_where_it_comes_from(tagged: Tagged) -> None:
    tagged.choose("rose.png")
    tagged.wait_for_tags("red")
    pill = tagged.box.pill("red")

    assert pill.text() == "red"
    origin = tagged.library.tags.tags_of(tagged.id_of("rose.png"))[0].stored.origin
    assert origin is not None
    for told in (pill.toolTip(), pill.accessibleDescription()):
        assert "Said by the model: very likely, 99 %" in told
        assert f"Model sure-colours, labels {origin.label_version}, prompts openai80" in told
    assert not pill.property("own")


def test_enter_confirms_and_delete_rejects_the_tag_with_the_keyboard(tagged: Tagged) -> None:
    tagged.choose("rose.png")
    tagged.wait_for_tags("red")
    pill = tagged.box.pill("red")
    pill.setFocus()
    tagged.press(KEY.Key_Return)

    wait_for_toast(tagged.qtbot, tagged.application, "Tag “red” confirmed")
    tagged.qtbot.waitUntil(lambda: pill.property("own") is True, timeout=WAIT_MS)
    assert decision(tagged, "rose.png", "red") is Decision.CONFIRMED
    assert "Said by you" in pill.toolTip()
    tagged.press(KEY.Key_Delete)

    tagged.wait_for_tags()
    assert decision(tagged, "rose.png", "red") is Decision.REJECTED
    assert tagged.box.none.isVisible()
    assert tagged.box.field.hasFocus(), "the keyboard is not lost with the pill"


def test_the_marks_do_the_same_for_the_mouse_and_undo_takes_it_back(tagged: Tagged) -> None:
    tagged.choose("meadow.png")
    tagged.wait_for_tags("green")
    QTest.mouseClick(tagged.box.pill("green").reject, LEFT)
    wait_for_toast(tagged.qtbot, tagged.application, "Tag “green” taken from")
    tagged.wait_for_tags()
    tagged.window.toast.act()
    tagged.wait_for_tags("green")
    wait_for_toast(tagged.qtbot, tagged.application, "Undone: removing a tag")
    tagged.window.toast.act()
    tagged.wait_for_tags()
    tagged.press(KEY.Key_Z, CONTROL)
    tagged.wait_for_tags("green")
    pill = tagged.box.pill("green")
    QTest.mouseClick(pill.confirm, LEFT)
    tagged.qtbot.waitUntil(lambda: pill.property("own") is True, timeout=WAIT_MS)
    # What is confirmed has nothing left to confirm.
    QTest.mouseClick(pill, LEFT, pos=pill.confirm.geometry().center())
    assert decision(tagged, "meadow.png", "green") is Decision.CONFIRMED
    assert tagged.library.undo.undo_name == "confirm-tag"


def test_after_a_confirmed_tag_comes_the_next_one_that_is_open(tagged: Tagged) -> None:
    tagged.library.tags.add([tagged.id_of("sea.png")], "dog")
    tagged.choose("rose.png", "meadow.png", "sea.png")
    box = tagged.box
    tagged.qtbot.waitUntil(lambda: sorted(box.names) == ["dog", "green", "red"], timeout=WAIT_MS)
    assert box.names[0] == "dog", "a person's own come first"
    first, second = box.pills[1:]
    assert first.text() == f"{box.names[1]}  1"
    assert "1 of 3 chosen photos" in first.toolTip()
    first.setFocus()
    tagged.press(KEY.Key_Return)

    tagged.qtbot.waitUntil(second.hasFocus, timeout=WAIT_MS)
    tag = first.tag.label.english
    holder, other = ("rose.png", "meadow.png") if tag == "red" else ("meadow.png", "rose.png")
    assert decision(tagged, holder, tag) is Decision.CONFIRMED
    assert decision(tagged, other, tag) is None, "it was not said of the others"
    tagged.press(KEY.Key_Left)
    assert box.pills[box.pills.index(second) - 1].hasFocus()
    tagged.press(KEY.Key_Escape)
    assert tagged.grid.hasFocus()


def test_t_leads_to_the_field_and_a_name_is_completed_for_all_chosen_photos(
    tagged: Tagged,
) -> None:
    tagged.choose("rose.png", "sea.png")
    tagged.press(KEY.Key_T)
    field = tagged.box.field
    tagged.qtbot.waitUntil(field.hasFocus, timeout=WAIT_MS)
    tagged.wait_for_tags("red")
    tagged.type("do")
    offers = [one.title for one in field.offers.offers.shown]
    assert offers == ["dog", "New tag “do”"]
    assert field.offers.offers.shown[0].note == "강아지"
    tagged.press(KEY.Key_Return)

    wait_for_toast(tagged.qtbot, tagged.application, "Tag “dog” added to 2 photos")
    tagged.wait_for_tags("dog", "red")
    assert tagged.tags_of("sea.png") == ["dog"]
    assert field.hasFocus(), "the next tag can be typed at once"
    assert field.text() == ""
    tagged.type("강아")
    tagged.press(KEY.Key_Return)
    wait_for_toast(tagged.qtbot, tagged.application, "“dog” already")
    tagged.type("r")
    tagged.press(KEY.Key_Escape)
    assert field.hasFocus(), "the first Esc closes what is offered"
    tagged.press(KEY.Key_Escape)
    assert tagged.grid.hasFocus()
    assert field.text() == ""
    field.setFocus()
    tagged.press(KEY.Key_Z, CONTROL)
    tagged.wait_for_tags("red")
    tagged.press(KEY.Key_Z, CONTROL | SHIFT)
    tagged.wait_for_tags("dog", "red")


@pytest.mark.parametrize("is_beside", [True, False])
def test_letters_right_after_t_go_into_the_tag_however_fast(
    tagged: Tagged, is_beside: bool
) -> None:
    if not is_beside:
        tagged.window.fold("info")
    tagged.choose("sea.png")
    if is_beside:
        tagged.wait_for_tags()
    for letter in "tdog":
        QTest.keyClicks(QApplication.focusWidget(), letter)
    QTest.keyClick(QApplication.focusWidget(), KEY.Key_Return)

    wait_for_toast(tagged.qtbot, tagged.application, "Tag “dog” added")
    assert tagged.window.search.text == ""
    assert tagged.tags_of("sea.png") == ["dog"]


def test_a_new_name_becomes_a_tag_of_ones_own(tagged: Tagged) -> None:
    tagged.choose("sea.png")
    tagged.wait_for_tags()
    tagged.press(KEY.Key_T)
    tagged.qtbot.waitUntil(tagged.box.field.hasFocus, timeout=WAIT_MS)
    tagged.type("re")
    # Above the first offer is the field itself: Enter takes what is typed.
    tagged.press(KEY.Key_Up)
    tagged.press(KEY.Key_Return)

    wait_for_toast(tagged.qtbot, tagged.application, "Tag “re” added")
    tagged.wait_for_tags("re")
    assert tagged.library.tags.labels().find("re") is not None


def test_without_the_panel_t_opens_the_tags_beside_the_photo(tagged: Tagged) -> None:
    tagged.window.fold("info")
    ids = [tagged.id_of("rose.png")]
    tagged.grid.setFocus()
    tagged.grid.go_to(ids[0])
    tagged.press(KEY.Key_T)
    popover = tagged.session.tags.popover
    tagged.qtbot.waitUntil(popover.isVisible, timeout=WAIT_MS)
    assert popover.box.field.hasFocus()
    tagged.qtbot.waitUntil(lambda: popover.box.names == ["red"], timeout=WAIT_MS)
    tagged.type("dog")
    tagged.press(KEY.Key_Return)
    tagged.qtbot.waitUntil(lambda: popover.box.names == ["dog", "red"], timeout=WAIT_MS)
    assert tagged.window.rect().contains(popover.geometry())
    tagged.press(KEY.Key_Escape)
    assert not popover.isVisible()
    assert tagged.grid.hasFocus()

    tagged.press(KEY.Key_T)
    tagged.qtbot.waitUntil(popover.isVisible, timeout=WAIT_MS)
    tagged.window.search.edit.setFocus()
    assert not popover.isVisible(), "it is gone once the person turns to something else"


def test_in_the_viewer_t_tags_the_photo_on_show(tagged: Tagged) -> None:
    ids = tagged.session.photos.model.ids
    viewer = tagged.session.viewer
    viewer.open(ids, tagged.id_of("sea.png"))
    tagged.qtbot.waitUntil(viewer.isVisible, timeout=WAIT_MS)
    QTest.keyClick(viewer, KEY.Key_T)
    popover = tagged.session.tags.popover
    tagged.qtbot.waitUntil(popover.box.field.hasFocus, timeout=WAIT_MS)
    tagged.type("dog")
    tagged.press(KEY.Key_Return)
    tagged.qtbot.waitUntil(lambda: popover.box.names == ["dog"], timeout=WAIT_MS)
    assert tagged.tags_of("sea.png") == ["dog"]
    tagged.press(KEY.Key_Escape)
    assert viewer.isVisible()
    viewer.close_view()


def test_the_menu_of_a_pill_spreads_a_tag_and_shows_its_photos(tagged: Tagged) -> None:
    tagged.choose("rose.png", "sea.png")
    tagged.wait_for_tags("red")
    deeds = dict(tagged.box.pill("red").deeds())
    assert list(deeds) == [
        "This tag is right",
        "Give it to all 2 chosen photos",
        "This tag is wrong",
        "Show photos with “red”",
    ]
    deeds["Give it to all 2 chosen photos"]()
    tagged.qtbot.waitUntil(lambda: tagged.tags_of("sea.png") == ["red"], timeout=WAIT_MS)
    deeds["Show photos with “red”"]()
    wait_for_names(tagged.qtbot, tagged.application, "rose.png", "sea.png")
    assert tagged.session.photos.heading == "red"


# The sidebar


def test_the_sidebar_leads_to_the_photos_of_a_tag_and_both_stay_fresh(tagged: Tagged) -> None:
    tagged.qtbot.waitUntil(lambda: tagged.section.counts == {"green": 1, "red": 1}, timeout=WAIT_MS)
    tree = tagged.window.sidebar.tree
    (index,) = tree.model().match(
        tree.model().index(0, 0), Qt.ItemDataRole.DisplayRole, "red", 1,
        Qt.MatchFlag.MatchRecursive | Qt.MatchFlag.MatchExactly,
    )  # fmt: skip
    QTest.mouseClick(tree.viewport(), LEFT, pos=tree.visualRect(index).center())
    wait_for_names(tagged.qtbot, tagged.application, "rose.png")
    assert tagged.session.photos.place.kind is Kind.TAG

    tagged.library.tags.add([tagged.id_of("sea.png")], "red")
    wait_for_names(tagged.qtbot, tagged.application, "rose.png", "sea.png")
    tagged.qtbot.waitUntil(lambda: tagged.section.counts == {"red": 2, "green": 1}, timeout=WAIT_MS)
    place = tagged.window.sidebar.tree.current_place()
    assert place is not None
    assert place.title == "red"

    tagged.library.tags.rename_label("red", "scarlet")
    tagged.qtbot.waitUntil(lambda: "scarlet" in tagged.section.counts, timeout=WAIT_MS)
    tagged.qtbot.waitUntil(lambda: tagged.session.photos.heading == "scarlet", timeout=WAIT_MS)
    for name in ("rose.png", "sea.png"):
        tagged.library.tags.reject([tagged.id_of(name)], "scarlet")
    page = tagged.session.photos
    tagged.qtbot.waitUntil(lambda: page.message == "No photo has this tag", timeout=WAIT_MS)


def test_the_section_is_folded_by_a_click_and_stays_so_and_is_gone_without_tags(
    tagged: Tagged,
) -> None:
    tagged.qtbot.waitUntil(lambda: tagged.section.is_shown, timeout=WAIT_MS)
    tree = tagged.window.sidebar.tree
    row = next(
        row for row in range(tree.model().rowCount()) if tree.model().index(row, 0).data() == "Tags"
    )
    index = tree.model().index(row, 0)
    QTest.mouseClick(tree.viewport(), LEFT, pos=tree.visualRect(index).center())
    assert tagged.section.is_folded
    tagged.library.tags.add([tagged.id_of("sea.png")], "dog")
    tagged.qtbot.waitUntil(lambda: "dog" in tagged.section.counts, timeout=WAIT_MS)
    assert tagged.section.is_folded
    assert tagged.window.memory.flag("tags-folded")
    QTest.mouseClick(tree.viewport(), LEFT, pos=tree.visualRect(index).center())
    assert not tagged.section.is_folded
    for name, tag in (("rose.png", "red"), ("meadow.png", "green"), ("sea.png", "dog")):
        tagged.library.tags.remove([tagged.id_of(name)], tag)
    tagged.qtbot.waitUntil(lambda: not tagged.section.is_shown, timeout=WAIT_MS)


# Words


def test_in_korean_names_come_first_in_korean_and_english_is_understood(tagged: Tagged) -> None:
    usual = QLocale()
    QLocale.setDefault(QLocale("ko"))
    try:
        vocabulary = Vocabulary(tagged.library.tags.labels())
        (match,) = vocabulary.matches("dog", 5)
        assert (match.title, match.note) == ("강아지", "dog")
        (match,) = vocabulary.matches("leafy", 5)
        assert (match.title, match.note) == ("green", "leafy green")
    finally:
        QLocale.setDefault(usual)


def test_a_search_by_tag_is_offered_in_the_language_of_the_window(tagged: Tagged) -> None:
    offer = completions_of(tagged.library)

    def offered(text: str) -> list[tuple[str, str, str]]:
        return [(one.title, one.text, one.note) for one in offer(text, len(text))]

    assert offered("tag:강") == [("tag:dog", "tag:dog ", "강아지")]
    assert offered("tag:leaf") == [("tag:green", "tag:green ", "leafy green")]
    usual = QLocale()
    QLocale.setDefault(QLocale("ko"))
    try:
        assert offered("sea -tag:d") == [("tag:강아지", "sea -tag:강아지 ", "dog")]
        assert [(title, note) for title, _, note in offered("tag:")] == [
            ("tag:빨강", "red"),
            ("tag:green", ""),
            ("tag:강아지", "dog"),
        ]
    finally:
        QLocale.setDefault(usual)


def test_words_inside_a_name_are_found_after_its_beginning(tagged: Tagged) -> None:
    tagged.library.tags.add_label("big green field")
    vocabulary = Vocabulary(tagged.library.tags.labels())
    assert [one.title for one in vocabulary.matches("gre", 5)] == ["green", "big green field"]
    assert [one.title for one in vocabulary.matches("gre", 1)] == ["green"]
    assert vocabulary.matches(" ", 5) == []


@pytest.mark.parametrize(
    ("probability", "said"),
    [(1.0, "very likely, 99 %"), (0.8, "likely, 80 %"), (0.66, "perhaps, 66 %")],
)
def test_a_probability_is_told_in_words_and_is_never_certain(probability: float, said: str) -> None:
    assert sureness(probability) == said


def test_every_deed_with_tags_has_words_for_undo() -> None:
    names = ("confirm-tag", "reject-tag", "add-tag", "remove-tag", "add-label", "rename-label")
    more = ("remove-label", "add-synonym", "remove-synonym", "reset-labels")
    assert len({deed(one) for one in (*names, *more)}) == 10
    assert "" not in {deed(one) for one in (*names, *more)}
    assert deed("something-new") == ""


def test_origins_of_two_models_are_both_told(tagged: Tagged) -> None:
    (label,) = (one for one in tagged.library.tags.labels().labels if one.id == "red")
    origins = (TagOrigin("a", "1", "openai80"), TagOrigin("b", "2", "openai7"))
    lines = tag_words.told(SharedTag(label, (1, 2), 0, 0.7, origins))
    assert lines == [
        "Said by the model: perhaps, 70 %",
        "Model a, labels 1, prompts openai80",
        "Model b, labels 2, prompts openai7",
    ]


def test_a_long_name_is_cut_on_its_pill_and_told_in_full(tagged: Tagged) -> None:
    name = "a very long name of a thing & another thing that nobody would ever type"
    tagged.library.tags.add([tagged.id_of("sea.png")], name)
    tagged.choose("sea.png")
    tagged.wait_for_tags(name)
    pill = tagged.box.pill(name)
    assert pill.width() <= tagged.box.width()
    assert pill.text().endswith("…")
    assert pill.toolTip().startswith(name)
    assert tagged.box.rect().contains(pill.mapTo(tagged.box, QPoint(0, 0)))
    assert QApplication.focusWidget() is not pill
