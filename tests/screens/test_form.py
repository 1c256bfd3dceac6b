"""The form."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from screens.kit.untyped import Untyped
from tests.screens import samples_apply as samples
from tests.screens import samples_hall
from tests.screens.conftest import LANDSCAPE, Stage
from tests.screens.leftovers import pressables, shown_words, words_left

ALL = ["FORM", "FORM_LONG", "FORM_BARE"]


def _keys(stage: Untyped) -> dict[str, Any]:
    from screens.kit.keys import Key

    return {key.text: key for key in pressables(stage.screen, Key)}


def _type(stage: Untyped, text: str) -> None:
    keys = _keys(stage)
    for char in text:
        keys[char].dispatch("on_release")
    stage.driver.frames(1)


def _form(stage: Untyped, name: str = "FORM") -> Untyped:
    from screens.form import FormScreen

    return stage.show(FormScreen, getattr(samples, name))


@pytest.mark.parametrize("name", ALL)
def test_fits(stage: Untyped, assert_no_clipping: Untyped, name: str) -> None:
    assert_no_clipping(_form(stage, name))


def test_the_box_in_use_and_its_trouble_stay_in_sight(
    stage: Untyped, assert_no_clipping: Untyped
) -> None:
    screen = _form(stage)
    _type(stage, "138")
    stage.tap(screen.footer.main)
    assert_no_clipping(screen)
    entry = screen.entries["phone"]
    _, bottom = entry.to_window(*entry.pos)
    low, high = screen.scroll.y, screen.scroll.top
    assert low <= bottom
    assert bottom + entry.height <= high
    assert stage.answers.values == []


def test_the_box_in_use_stays_in_sight_when_an_emergency_takes_its_room(stage: Untyped) -> None:
    screen = _form(stage)
    assert screen.keys.target is screen.entries["phone"].typed
    screen.header.alarm = "本楼有火情。请不要乘电梯，马上从最近的楼梯离开。" * 2
    stage.driver.frames(2)
    box = screen.entries["phone"].typed.box
    _, bottom = box.to_window(*box.pos)
    assert screen.scroll.floor <= bottom
    assert bottom + box.height <= screen.scroll.top


def test_digits_are_grouped_on_the_glass_and_whole_in_the_answer(portrait: Untyped) -> None:
    screen = _form(portrait)
    assert screen.keys.layout == "phone"
    _type(portrait, "1380000000")
    box = screen.entries["phone"].typed.box
    assert box.shown_text() == "138\u20020000\u2002000"
    assert box.count == "已输入 10 位"
    _type(portrait, "0")
    portrait.tap(screen.footer.main)
    assert portrait.answers.values == [
        {"address": "示例市示例区××街道示例路 1 号", "phone": "13800000000"}
    ]


def test_a_box_is_checked_when_it_is_left(portrait: Untyped) -> None:
    screen = _form(portrait)
    _type(portrait, "1380000000")
    assert "少了 1 位" not in shown_words(screen)
    portrait.tap(screen.entries["address"].typed.box)
    assert "少了 1 位" in shown_words(screen)
    assert screen.keys.layout == "pinyin+"
    portrait.tap(screen.entries["phone"].typed.box)
    _type(portrait, "0")
    assert "少了 1 位" not in shown_words(screen)


def test_next_goes_to_what_is_wrong(portrait: Untyped) -> None:
    screen = _form(portrait)
    portrait.tap(screen.entries["address"].typed.box)
    portrait.tap(_keys(portrait)["清空"])
    portrait.tap(_keys(portrait)["收起键盘"])
    assert screen.tray is None
    portrait.tap(screen.footer.main)
    assert screen.entries["address"].on
    assert "还没有填收卡地址" in shown_words(screen)
    assert portrait.answers.values == []


def test_every_kind_has_its_keyboard(portrait: Untyped) -> None:
    screen = _form(portrait, "FORM_LONG")
    layouts = {}
    for name in ("reason", "address", "phone", "agent_id", "copies"):
        screen._focus(name)
        layouts[name] = screen.keys.layout if screen.tray is not None else ""
    assert layouts == {
        "reason": "",
        "address": "pinyin+",
        "phone": "phone",
        "agent_id": "id",
        "copies": "number",
    }


def test_an_id_number_may_end_in_x(portrait: Untyped) -> None:
    screen = _form(portrait, "FORM_LONG")
    screen._focus("agent_id")
    portrait.driver.frames()
    _type(portrait, "99010119000101001X")
    _type(portrait, "1")
    assert screen.entries["agent_id"].value == "99010119000101001X"


def test_next_box_and_choices(portrait: Untyped) -> None:
    from screens.kit.choice import Choice

    screen = _form(portrait, "FORM_LONG")
    portrait.tap(pressables(screen, Choice)[1])
    assert screen.entries["reason"].value == "broken"
    screen._focus("agent_id")
    portrait.driver.frames()
    portrait.tap(_keys(portrait)["下一格"])
    assert screen.entries["copies"].on
    portrait.tap(_keys(portrait)["下一格"])
    assert screen.tray is None


def test_what_was_typed_survives_a_change_of_colours(portrait: Untyped) -> None:
    from screens.form import FormScreen

    screen = _form(portrait)
    _type(portrait, "138")
    portrait.tap(screen.footer.main)
    draft = screen.draft()
    other = portrait.show(FormScreen, samples.FORM)
    other.restore(draft)
    portrait.driver.frames()
    assert other.entries["phone"].value == "138"
    assert other.entries["phone"].on
    assert "少了 8 位" in shown_words(other)


def test_nothing_typed_or_read_stays(portrait: Untyped) -> None:
    screen = _form(portrait)
    _type(portrait, "13800000000")
    screen.forget()
    assert screen.tray is None
    for secret in ("张示例", "990101", "示例路", "1380"):
        assert secret not in words_left(screen)
    again = portrait.show(screen, samples.FORM_BARE)
    assert again.entries["phone"].value == ""
    assert "从身份证读到" not in shown_words(again)


def test_the_keys_stay_drawn_for_whoever_comes_next(portrait: Untyped) -> None:
    def drawn() -> set[object]:
        face = _keys(portrait)["7"].canvas.before.children
        return {
            one.texture for one in (*face, *_words_of(portrait, "7")) if hasattr(one, "texture")
        }

    screen = _form(portrait)
    before = drawn()
    screen.forget()
    screen.present(samples.FORM, portrait.answers)
    portrait.driver.frames()
    assert drawn() == before


def _words_of(stage: Untyped, key: str) -> list[Untyped]:
    return [one for child in _keys(stage)[key].children for one in child.canvas.before.children]


def test_several_choices_are_kept_in_their_order(portrait: Untyped) -> None:
    from screens.form import FormScreen
    from screens.kit.choice import Choice

    screen = portrait.show(FormScreen, samples_hall.FORM_HELP)
    choices = {choice.text: choice for choice in pressables(screen, Choice)}
    assert [text for text, one in choices.items() if one.chosen] == ["轮椅", "大字的材料"]
    portrait.tap(choices["手语"])
    portrait.tap(choices["轮椅"])
    portrait.tap(screen.footer.main)
    assert portrait.answers.values == [{"needs": "sign_language large_print", "phone": ""}]


def test_the_box_of_a_refused_entry_stays_above_its_keyboard(window: None) -> None:
    from screens.form import FormScreen

    stage = Stage(replace(LANDSCAPE, letters="elder"))
    wrong = replace(samples.FORM, values={**samples.FORM.values, "phone": "1380000000"})
    screen: Untyped = FormScreen
    screen = stage.show(screen, wrong)
    for _ in range(2):  # refused again, it stays
        screen.on_main()
        stage.driver.frames()
        box, scroll = screen.entries["phone"].typed.box, screen.scroll
        assert screen.entries["phone"].error
        assert scroll.y <= box.y + scroll.offset
        assert box.top + scroll.offset <= scroll.top
