"""Search: results as one types."""

from __future__ import annotations

from dataclasses import replace

from kiosk.conversation.questions import FindService, Opened, Selected, Typed
from screens.kit.untyped import Untyped
from tests.screens import samples_find as samples

ALL = [
    "FIND",
    "FIND_EMPTY",
    "FIND_START",
    "FIND_LETTERS",
    "FIND_NOTHING",
    "FIND_MANY",
    "FIND_LONG",
    "FIND_ALARM",
    "FIND_DISASTER",
    "FIND_FUNCTION",
    "FIND_ELDER",
    "FIND_ELSEWHERE",
    "FIND_CHOICE",
    "CATEGORY_LIST",
    "CATEGORY_EMPTY",
]


def _key(screen: Untyped, letter: str) -> Untyped:
    from screens.kit.keys import Key

    return next(p for p in screen.keyboard.pieces() if isinstance(p, Key) and p.text == letter)


def _rows(screen: Untyped) -> list[Untyped]:
    from screens.kit.cards import ListRow

    rows = [p for p in screen.pieces() if isinstance(p, ListRow) and not p.gone]
    return sorted(rows, key=lambda row: (-row.y, row.x))


def test_fits(stage: Untyped, assert_no_clipping: Untyped) -> None:
    from screens.find_service import FindScreen

    screen: Untyped = FindScreen
    for name in ALL:
        screen = stage.show(screen, getattr(samples, name))
        assert_no_clipping(screen)


def test_a_key_asks_for_results_once(portrait: Untyped) -> None:
    from screens.find_service import FindScreen

    screen = portrait.show(FindScreen, samples.FIND_START)
    portrait.tap(_key(screen, "s"))
    assert portrait.answers.values == [Typed("s")]


def test_keys_pressed_before_the_results_come_are_kept(portrait: Untyped) -> None:
    from screens.find_service import FindScreen

    screen = portrait.show(FindScreen, samples.FIND_START)
    for letter in "sbk":
        portrait.tap(_key(screen, letter))
    assert portrait.answers.values == [Typed("s")]
    portrait.show(screen, replace(samples.FIND, text="s"))
    assert screen.box.wish == "sbk"
    assert portrait.answers.values == [Typed("s"), Typed("sbk")]


def test_a_service_chosen_before_the_results_come_is_not_lost(portrait: Untyped) -> None:
    from screens.find_service import FindScreen

    screen = portrait.show(FindScreen, samples.FIND_START)
    portrait.tap(_key(screen, "s"))
    portrait.tap(_rows(screen)[1])
    portrait.show(screen, replace(samples.FIND, text="s"))
    assert portrait.answers.values == [Typed("s"), Selected("a2")]


def test_rows_are_used_again(portrait: Untyped) -> None:
    from screens.find_service import FindScreen

    screen = portrait.show(FindScreen, samples.FIND)
    before = _rows(screen)
    portrait.show(screen, samples.FIND_START)
    assert _rows(screen) == before
    portrait.tap(_rows(screen)[2])
    assert portrait.answers.values == [Selected("a3")]


def test_hits_stand_out_and_the_best_wears_a_chip(portrait: Untyped) -> None:
    from screens.find_service import FindScreen, emphasised

    assert emphasised("社会保障卡|挂失", "社保卡") == "[h]社[/h]会[h]保[/h]障[h]卡[/h]|挂失"
    screen = portrait.show(FindScreen, samples.FIND)
    assert [row.chip for row in _rows(screen)] == ["最相符", "", "", "到窗口办"]


def test_clear_empties_the_box_and_asks_again(portrait: Untyped) -> None:
    from screens.find_service import FindScreen

    screen = portrait.show(FindScreen, samples.FIND)
    portrait.tap(screen.box.clear_button)
    assert screen.box.text == ""
    assert portrait.answers.values == [Typed("")]


def test_nothing_found_offers_advice_and_a_person(portrait: Untyped) -> None:
    from screens.find_service import FindScreen
    from screens.kit.press import PushButton
    from screens.kit.text import Text

    screen = portrait.show(FindScreen, samples.FIND_NOTHING)
    called: list[str] = []
    screen.call_staff = lambda: called.append("staff")
    words = [p.text for p in screen.pieces() if isinstance(p, Text)]
    assert samples.FIND_NOTHING.advice in words
    portrait.tap(
        next(p for p in screen.pieces() if isinstance(p, PushButton) and "工作人员" in p.text)
    )
    assert called == ["staff"]


def test_the_keyboard_goes_and_comes_back(portrait: Untyped) -> None:
    from screens.find_service import FindScreen

    screen = portrait.show(FindScreen, samples.FIND)
    portrait.tap(_key(screen, "收起键盘"))
    assert screen.tray is None
    portrait.tap(screen.box)
    assert screen.tray is screen.keyboard


def test_forget_leaves_no_word(portrait: Untyped) -> None:
    from screens.find_service import FindScreen
    from screens.kit.text import Text

    screen = portrait.show(FindScreen, samples.FIND_NOTHING)
    screen.forget()
    assert not any("qqqq" in p.text for p in screen.pieces() if isinstance(p, Text))


def test_danger_shows_the_numbers_and_no_services(portrait: Untyped) -> None:
    from screens.find_service import FindScreen
    from screens.kit.text import Text

    screen = portrait.show(FindScreen, samples.FIND_ALARM)
    numbers = [
        p for p in screen.pieces() if isinstance(p, Text) and p.text in ("110", "119", "120")
    ]
    assert min(numbers, key=lambda piece: piece.x).text == "120"
    assert _rows(screen) == []
    portrait.show(screen, samples.FIND)
    assert screen._alarm.gone


def test_after_a_disaster_the_numbers_stand_over_the_services(portrait: Untyped) -> None:
    from screens.find_service import FindScreen

    screen = portrait.show(FindScreen, samples.FIND_DISASTER)
    assert not screen._alarm.gone
    assert len(_rows(screen)) == 2
    assert all(row.y < screen._alarm.y for row in _rows(screen))


def test_a_function_has_its_way_to_it(portrait: Untyped) -> None:
    from screens.find_service import FindScreen

    screen = portrait.show(FindScreen, samples.FIND_ELDER)
    done: list[str] = []
    screen.enlarge = lambda: done.append("larger")
    screen.call_staff = lambda: done.append("staff")
    portrait.tap(screen._function._button)
    portrait.show(screen, samples.FIND_FUNCTION)
    portrait.tap(screen._function._button)
    assert done == ["larger", "staff"]


def test_several_meant_are_asked_about(portrait: Untyped) -> None:
    from screens.find_service import FindScreen
    from screens.kit.text import Text

    screen = portrait.show(FindScreen, samples.FIND_CHOICE)
    assert "您要办哪一件？" in [p.text for p in screen.pieces() if isinstance(p, Text)]
    assert "最相符" not in [row.chip for row in _rows(screen)]


def test_nothing_found_leads_to_the_columns(portrait: Untyped) -> None:
    from screens.find_service import FindScreen
    from screens.kit.cards import Tile

    screen = portrait.show(FindScreen, samples.FIND_ELSEWHERE)
    portrait.tap(next(p for p in screen.pieces() if isinstance(p, Tile) and p.text == "一件事"))
    assert portrait.answers.values == [Opened("bundle")]


def test_of_many_rows_those_in_sight_are_drawn(portrait: Untyped) -> None:
    from screens.find_service import FindScreen

    cards = tuple(replace(samples.RESULTS[1], code=f"n{n}") for n in range(80))
    few = FindService(title="全部事项", keyboard=False, results=cards[:3])
    screen = portrait.show(FindScreen, replace(few, results=cards))
    rows = screen._rows

    def drawn() -> list[int]:
        there = set(screen._list.canvas.children)
        return [number for number, row in enumerate(rows) if row.canvas in there]

    first = drawn()
    assert first == list(range(len(first)))
    assert 5 < len(first) < 30
    screen.scroll.scroll_to(screen.scroll.hidden)
    assert drawn()[-1] == 79
    assert 0 not in drawn()
    screen.scroll.scroll_to(screen.scroll.hidden / 2)
    seen = drawn()
    assert seen == list(range(seen[0], seen[-1] + 1))
    screen.present(few, portrait.answers)
    portrait.driver.frames(3)
    assert drawn()[:3] == [0, 1, 2]
