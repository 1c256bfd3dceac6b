"""Writing Chinese on the glass: candidates, handwriting, regions, dates."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.conversation.questions import FieldKind, FormField, Typed
from screens.kit.untyped import Untyped
from tests.screens import samples_apply as apply
from tests.screens import samples_find as find
from tests.screens.leftovers import keys_of, words_left
from tests.writing import first_page

FORM = replace(
    apply.FORM,
    fields=(
        FormField("name", "孩子姓名", FieldKind.NAME),
        FormField("address", "收卡地址", FieldKind.ADDRESS),
        FormField("born", "出生日期", FieldKind.DATE),
        FormField("words", "还要说明的", FieldKind.TEXT, required=False),
    ),
    values={},
    focus="name",
    check=lambda name, value: None,
)
TABS = ("手写", "省市区", "数字", "符号", "英文", "拼音")
CROSS = (((0.1, 0.45), (0.9, 0.45)), ((0.5, 0.05), (0.5, 0.95)))


def form(stage: Untyped, at: str = "name") -> Untyped:
    from screens.form import FormScreen

    screen = stage.show(FormScreen, FORM)
    screen._focus(at)
    stage.driver.frames(3)
    return screen


def press(stage: Untyped, keyboard: Untyped, *names: str) -> None:
    for name in names:
        stage.tap(keys_of(keyboard)[name])


def offered(keyboard: Untyped) -> list[str]:
    bar = keyboard._bar
    return [key._label.text for key in bar._keys if not key.gone and not bar.gone]


def pick(stage: Untyped, keyboard: Untyped, word: str) -> None:
    stage.tap(keyboard._bar._keys[offered(keyboard).index(word)])


def write_cross(stage: Untyped, pad: Untyped) -> None:
    """十, as large as the pad is high."""
    left, bottom = pad.to_window(*pad.pos)
    high, left = pad.height, left + pad.width / 2 - pad.height / 2
    for (ax, ay), (bx, by) in CROSS:
        finger = stage.driver.touch(left + ax * high, bottom + (1 - ay) * high)
        finger.touch_down()
        for step in range(1, 13):
            x, y = ax + (bx - ax) * step / 12, ay + (by - ay) * step / 12
            finger.touch_move(left + x * high, bottom + (1 - y) * high)
        finger.touch_up()
    stage.driver.frames(2)


def test_every_keyboard_fits(stage: Untyped, assert_no_clipping: Untyped) -> None:
    screen = form(stage, "address")
    high = screen.keys.height
    for tab in TABS:
        press(stage, screen.keys, tab)
        assert_no_clipping(screen)
        assert screen.keys.height == high, tab
    press(stage, screen.keys, *"renminlu")
    assert_no_clipping(screen)
    screen._focus("born")
    stage.driver.frames(3)
    assert_no_clipping(screen)


def test_letters_become_a_name(stage: Untyped) -> None:
    screen = form(stage)
    field = screen.entries["name"].typed
    press(stage, screen.keys, *"zhangwei")
    assert (field.text, field.composing) == ("", "zhang'wei")
    assert offered(screen.keys)[0] == "张伟"
    press(stage, screen.keys, "空格")
    assert (field.text, field.composing) == ("张伟", "")
    assert offered(screen.keys) == []


def test_a_part_is_chosen_and_the_rest_goes_on(portrait: Untyped) -> None:
    screen = form(portrait)
    field = screen.entries["name"].typed
    press(portrait, screen.keys, *"zhangsan")
    while "章" not in offered(screen.keys):
        portrait.tap(screen.keys._bar._on)
    pick(portrait, screen.keys, "章")
    assert (field.text, field.composing) == ("章", "san")
    for _ in "san":
        screen.keys._act("<erase>")
    assert field.composing == ""
    screen.keys._act("<erase>")
    assert field.text == ""


def test_pages_go_on_and_back(stage: Untyped) -> None:
    screen = form(stage)
    press(stage, screen.keys, *"li")
    bar = screen.keys._bar
    first = offered(screen.keys)
    assert bar._back.gone
    stage.tap(bar._on)
    second = offered(screen.keys)
    assert not set(first) & set(second)
    stage.tap(bar._back)
    assert offered(screen.keys) == first
    while not bar._on.gone:
        stage.tap(bar._on)
    assert offered(screen.keys)[-1] == "li"


def test_the_bar_on_the_narrowest_glass_holds_what_the_measurement_assumes(stage: Untyped) -> None:
    from screens.kit.theme import theme

    screen = form(stage)
    press(stage, screen.keys, *"zhangwei")
    bar = screen.keys._bar
    room = bar._on.x - bar.x - theme.u(2.5)
    assert room >= theme.u(first_page.ROOM_U) - 1 or not theme.tight
    for word in ("张伟", "刘秀英", "示例市示例区"):
        assert bar.width_of(word) <= theme.u(first_page.width(word)) + 2
    shown = first_page.page(bar._candidates, 0, first_page.ROOM_U, first_page.width)
    assert len(offered(screen.keys)) >= len(shown)


def test_a_key_lays_out_nothing_but_its_own(
    portrait: Untyped, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = form(portrait)
    press(portrait, screen.keys, "w")
    laid: list[object] = []
    lay_out = type(screen).lay_out
    monkeypatch.setattr(
        type(screen), "lay_out", lambda page, *_: (laid.append(page), lay_out(page))
    )
    press(portrait, screen.keys, *"angxiuying")
    portrait.driver.frames(3)
    assert laid == []


def test_going_on_writes_what_was_likeliest(portrait: Untyped) -> None:
    screen = form(portrait)
    press(portrait, screen.keys, *"lina")
    screen._focus("born")
    assert screen.entries["name"].value == "李娜"
    screen._focus("address")
    portrait.driver.frames(3)
    press(portrait, screen.keys, *"renminlu", "8")
    assert screen.entries["address"].value == "人民路8"
    press(portrait, screen.keys, *"hao")
    portrait.tap(screen.footer.main)
    assert portrait.answers.values[-1]["address"] == "人民路8号"


def test_handwriting(stage: Untyped) -> None:
    screen = form(stage)
    press(stage, screen.keys, "手写")
    pad = screen.keys._deck.pad
    write_cross(stage, pad)
    assert "十" in offered(screen.keys)
    pick(stage, screen.keys, "十")
    assert screen.entries["name"].value == "十"
    assert pad.strokes() == ()
    write_cross(stage, pad)
    press(stage, screen.keys, "擦掉")
    assert pad.strokes() == ()
    assert offered(screen.keys) == []


def test_regions_go_into_the_address(stage: Untyped) -> None:
    screen = form(stage, "address")
    press(stage, screen.keys, "省市区", "下一页")
    names = keys_of(screen.keys)
    province = next(name for name in names if name.endswith("省"))
    press(stage, screen.keys, province)
    city = next(name for name in keys_of(screen.keys) if name.endswith("市"))
    press(stage, screen.keys, city)
    assert screen.entries["address"].value == province + city
    press(stage, screen.keys, "上一级")
    assert screen.entries["address"].value == province
    assert city in keys_of(screen.keys)


def test_the_region_chosen_narrows_what_is_written_behind_it(stage: Untyped) -> None:
    screen = form(stage, "address")
    screen.keys.target.type("北京市密云区")
    press(stage, screen.keys, *"bulaotun")
    assert offered(screen.keys)[0] == "不老屯镇"
    pick(stage, screen.keys, "不老屯镇")
    assert screen.entries["address"].value == "北京市密云区不老屯镇"


def test_all_provinces_are_there() -> None:
    from screens.writing.regions import regions_below

    names = [one.name for one in regions_below()]
    assert len(names) == 34
    assert {"北京市", "台湾省", "香港特别行政区", "新疆维吾尔自治区"} <= set(names)


def test_a_date(portrait: Untyped) -> None:
    screen = form(portrait, "born")
    press(portrait, screen.keys, *"199001059")
    assert screen.entries["born"].value == "1990-01-05"
    other = portrait.show(type(screen), FORM)
    other.restore(screen.draft())
    assert other.entries["born"].value == "1990-01-05"


def test_a_search_takes_letters_and_words(portrait: Untyped) -> None:
    from screens.find_service import FindScreen

    screen = portrait.show(FindScreen, replace(find.FIND_START, text=""))
    press(portrait, screen.keyboard, *"she")
    portrait.show(screen, replace(find.FIND, text="s"))
    assert portrait.answers.values == [Typed("s"), Typed("she")]
    portrait.show(screen, replace(find.FIND, text="she"))
    press(portrait, screen.keyboard, *"baoka")
    portrait.show(screen, replace(find.FIND, text="sheb"))
    pick(portrait, screen.keyboard, "社保卡")
    portrait.show(screen, replace(find.FIND, text="shebaoka"))
    assert portrait.answers.values[-1] == Typed("社保卡")
    assert Typed("") not in portrait.answers.values
    portrait.show(screen, replace(find.FIND, text="社保卡"))
    assert screen.box.wish == "社保卡"
    portrait.tap(screen.box.clear_button)
    assert offered(screen.keyboard) == []


def test_closing_a_search_keeps_its_letters(portrait: Untyped) -> None:
    from screens.find_service import FindScreen

    screen = portrait.show(FindScreen, replace(find.FIND_START, text=""))
    press(portrait, screen.keyboard, *"sbk", "收起键盘")
    assert (screen.box.text, screen.box.composing) == ("sbk", "")


@pytest.mark.parametrize("tab", ["拼音", "手写", "省市区"])
def test_nothing_written_stays(portrait: Untyped, tab: str) -> None:
    screen = form(portrait, "address")
    press(portrait, screen.keys, tab)
    if tab == "拼音":
        press(portrait, screen.keys, *"renminlu")
    elif tab == "手写":
        write_cross(portrait, screen.keys._deck.pad)
    else:
        press(portrait, screen.keys, "北京市")
    keyboard = screen.keys
    screen.forget()
    left = words_left(screen) + words_left(keyboard)
    for word in ("ren", "人民", "十", "北京", "东城"):
        assert word not in left.replace("北京市", "") or word == "北京"
    assert keyboard._composer.letters == ""
    assert list(keyboard._bar._candidates) == list(keyboard._bar._shown) == []
    for deck in keyboard._decks.values():
        assert getattr(deck, "_path", []) == []
        assert not getattr(deck, "written", False)
