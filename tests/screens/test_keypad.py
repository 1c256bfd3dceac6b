"""Everything a finger does, with the keys of a keypad; the focus is always somewhere."""

from __future__ import annotations

import pytest

from kiosk.conversation import Back
from kiosk.conversation.questions import Selected, Signed
from screens import host
from screens.keypad.stops import stops
from screens.kit.untyped import Untyped
from tests.screens import samples_apply as apply
from tests.screens import samples_choose as choose
from tests.screens import samples_find as find
from tests.screens import samples_hall as hall
from tests.screens.conftest import Answers
from tests.screens.ear import Ear, heard
from tests.screens.pressing import focused, go_to, press
from tests.screens.shell import Shell


def card(shell: Shell) -> Untyped:
    return next(one for one in stops(shell.app.screen) if type(one).__name__ == "Card")


def test_the_first_key_only_shows_where_one_is(shell: Shell) -> None:
    screen, answers = shell.put(find.GUIDE)
    press(shell, "ok")
    assert focused(shell) is not None
    assert answers.values == []
    assert focused(shell) not in list(stops(screen.header))


def test_ok_presses_what_has_the_focus(shell: Shell) -> None:
    _screen, answers = shell.put(find.HOME)
    press(shell, "down")
    go_to(shell, card(shell))
    press(shell, "ok")
    assert answers.values == [Selected(find.HOME.hot[0].code)]


def test_it_goes_round_and_back_again(shell: Shell) -> None:
    screen, _answers = shell.put(find.CONSENT)
    press(shell, "right")
    begun = focused(shell)
    every = list(stops(screen))
    for _ in every:
        press(shell, "right")
    assert focused(shell) is begun
    press(shell, "left", "tab")
    assert focused(shell) is begun


def test_a_key_held_down_is_one_press(shell: Shell) -> None:
    screen, answers = shell.put(find.GUIDE)
    press(shell, "right")
    go_to(shell, screen.footer.main)
    for _ in range(3):
        shell.app.keys.down(None, 13, 0, "\r", [])
    assert len(answers.values) == 1
    shell.app.keys.up(None, 13)
    shell.app.keys.down(None, 13, 0, "\r", [])
    assert len(answers.values) == 2


def test_a_key_hit_twice_may_count_once(shell: Shell) -> None:
    screen, answers = shell.put(find.GUIDE)
    press(shell, "right")
    go_to(shell, screen.footer.main)
    shell.app.keys._same_key = 60.0
    press(shell, "ok", "ok")
    assert len(answers.values) == 1


def test_ok_is_deaf_while_a_new_screen_comes(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    shell.put(find.GUIDE)
    press(shell, "right")
    monkeypatch.setattr(host, "DEAF_FOR", 3600.0)
    _screen, answers = shell.put(find.CONSENT, wait=False)
    press(shell, "ok")
    assert answers.values == []


def test_a_new_screen_has_the_focus_at_its_beginning(shell: Shell) -> None:
    shell.put(find.GUIDE)
    press(shell, "right")
    screen, _answers = shell.put(apply.REVIEW)
    assert focused(shell) in list(stops(screen.content))


def test_a_new_question_is_laid_out_before_the_focus_stands_on_it(shell: Shell) -> None:
    from kivy.clock import Clock

    shell.put(choose.CHOOSE_NONE)  # nothing but its foot to press
    press(shell, "right")
    Clock.schedule_once(lambda _: shell.app.present(hall.QUEUE_FOR, Answers()), 0)
    shell.app.keys.look(fresh=False)  # a look is due already when it comes
    shell.driver.frames(4)
    content = list(stops(shell.app.screen.content))
    assert focused(shell) is content[0]


def test_back_goes_back_and_help_helps(shell: Shell) -> None:
    _screen, answers = shell.put(find.GUIDE)
    press(shell, "help")
    shell.wait()
    assert len(shell.app.overlays) == 1
    press(shell, "right")
    assert focused(shell) in list(stops(next(iter(shell.app.overlays))))
    press(shell, "back")
    assert len(shell.app.overlays) == 0
    shell.wait()
    press(shell, "back")
    assert answers.outcomes == [Back]


def test_digits_go_into_the_field_that_is_open(shell: Shell) -> None:
    screen, _answers = shell.put(apply.FORM)
    press(shell, "right")
    box = screen.entries["phone"].typed.box
    go_to(shell, box)
    box_text = box.text
    press(shell, *"138", "erase")
    assert screen.entries["phone"].value == box_text + "13"


def test_ok_on_a_field_leads_into_its_keyboard_and_back_out(shell: Shell) -> None:
    screen, _answers = shell.put(apply.FORM)
    press(shell, "right")
    box = screen.entries["phone"].typed.box
    go_to(shell, box)
    press(shell, "ok")
    assert getattr(focused(shell), "text", "") == "1"
    press(shell, "ok", "right", "ok", "down", "ok")
    assert screen.entries["phone"].value.endswith("125")
    press(shell, "back")
    assert focused(shell) is box


def test_what_a_key_writes_into_is_in_sight(shell: Shell) -> None:
    form, _answers = shell.put(apply.FORM)
    seen: list[object] = []
    press(shell, "right")
    box = form.entries["phone"].typed.box
    go_to(shell, box)
    press(shell, "ok")
    form.scroll.show = seen.append
    press(shell, "ok")
    assert seen == [box]


def test_the_keyboard_is_left_at_its_edges(shell: Shell) -> None:
    screen, _answers = shell.put(apply.FORM)
    press(shell, "right")
    go_to(shell, screen.entries["phone"].typed.box)
    press(shell, "ok", *["down"] * 4)
    assert focused(shell) is screen.footer.main


def test_chinese_is_written_and_its_candidate_chosen(shell: Shell) -> None:
    screen, _answers = shell.put(apply.FORM)
    press(shell, "right")
    box = screen.entries["address"].typed.box
    go_to(shell, box)
    press(shell, "ok", *"nihao")
    candidates = [one for one in stops(screen) if type(one).__name__ == "CandidateKey"]
    go_to(shell, candidates[0])
    before = len(box.text)
    press(shell, "ok")
    assert len(box.text) > before
    assert focused(shell) in list(stops(screen))


def test_the_keyboard_closed_from_within_leads_to_its_field(shell: Shell) -> None:
    screen, _answers = shell.put(apply.FORM)
    press(shell, "right")
    box = screen.entries["phone"].typed.box
    go_to(shell, box)
    press(shell, "ok")
    close = next(one for one in stops(screen) if getattr(one, "text", "") == "收起键盘")
    go_to(shell, close)
    press(shell, "ok")
    assert focused(shell) is box


def test_whoever_cannot_write_by_hand_confirms(shell: Shell, ear: Ear) -> None:
    shell.app.reader.switch()
    screen, answers = shell.put(apply.REVIEW)
    press(shell, "right")
    go_to(shell, screen.pad)
    heard(shell, ear)
    press(shell, "ok")
    assert "已用按键确认，代替手写签名；再按一次取消" in heard(shell, ear)
    go_to(shell, screen.footer.main)
    press(shell, "ok")
    assert answers.values == [Signed((), screen.pad.aspect, by_key=True)]


def test_a_confirmation_is_taken_back(shell: Shell) -> None:
    screen, _answers = shell.put(apply.REVIEW)
    press(shell, "right")
    go_to(shell, screen.pad)
    press(shell, "ok", "ok")
    assert not screen.pad.signed
    assert screen.footer.main.off


def test_what_has_the_focus_is_read(shell: Shell, ear: Ear) -> None:
    shell.app.reader.switch()
    screen, _answers = shell.put(find.GUIDE)
    press(shell, "right")
    heard(shell, ear)
    go_to(shell, screen.footer.back)
    assert ear.words[-1] == "返回，可以按"
    screen, _answers = shell.put(find.CONSENT)
    words = heard(shell, ear)
    assert words[0] != words[-1]
    assert words[-1].endswith("可以按"), "where the focus is comes last"
    go_to(shell, screen.footer.leave)
    shell.app.reader.repeat()
    assert heard(shell, ear)[-1] == "退出，可以按"


def test_a_finger_takes_the_ring_away(shell: Shell) -> None:
    screen, _answers = shell.put(find.GUIDE)
    press(shell, "right")
    shell.tap(screen.header)
    assert focused(shell) is None


def test_the_resting_screen_is_woken_and_begun(shell: Shell) -> None:
    screen, answers = shell.put(find.ATTRACT)
    screen._darken()
    press(shell, "ok")
    assert not screen.dimmed
    assert focused(shell) is None
    press(shell, "ok", "ok")
    assert answers.values == [None]


def test_any_key_ends_the_goodbye(shell: Shell) -> None:
    _screen, answers = shell.put(apply.THANKS)
    press(shell, "ok")
    assert answers.values == [None]


def test_a_capital_is_told_from_a_small_letter(shell: Shell, ear: Ear) -> None:
    shell.app.reader.switch()
    screen, _answers = shell.put(apply.FORM)
    keyboard = screen.keys
    press(shell, "right")
    go_to(shell, screen.entries["address"].typed.box)
    press(shell, "ok")
    keyboard._go("capitals")
    shell.driver.frames(3)
    key = next(one for one in stops(keyboard) if getattr(one, "text", "") == "Q")
    shell.app.keys.keypad.focus.go(key)
    assert ear.words[-1] == "大写 Q"


def test_what_is_off_says_why(shell: Shell) -> None:
    screen, answers = shell.put(apply.REVIEW)
    press(shell, "right")
    go_to(shell, screen.footer.main)
    press(shell, "ok")
    assert answers.values == []
    assert not screen._signing._refusal.gone


def test_the_ring_scrolls_into_sight(shell: Shell) -> None:
    screen, _answers = shell.put(find.GUIDE)
    press(shell, "right")
    shell.driver.frames(2)
    for _ in list(stops(screen)):
        piece = focused(shell)
        assert piece is not None
        _x, y = piece.to_window(*piece.center)
        assert 0 < y < screen.height
        press(shell, "right")


def test_screen_off_is_dark_read_aloud_and_a_touch_only_brings_the_light(
    shell: Shell, ear: Ear
) -> None:
    screen, answers = shell.put(find.GUIDE)
    press(shell, "dark")
    assert shell.app.host.dark
    assert shell.app.reader.on
    press(shell, "right")
    go_to(shell, screen.footer.main)
    assert answers.values == []
    shell.tap(screen.footer.main)
    assert answers.values == []
    assert not shell.app.host.dark
    assert "画面已打开。" in ear.words


def test_headphones_pulled_out_bring_the_picture_back(shell: Shell) -> None:
    from kiosk.conversation.notices import HeadphonesNews

    shell.put(find.GUIDE)
    shell.app.news(HeadphonesNews(True))
    press(shell, "dark")
    assert shell.app.host.dark
    shell.app.news(HeadphonesNews(False))
    assert not shell.app.host.dark


def test_the_next_citizen_finds_the_picture_and_no_ring(shell: Shell) -> None:
    shell.put(find.GUIDE)
    press(shell, "dark", "right")
    shell.app.purge()
    shell.put(find.ATTRACT)
    assert not shell.app.host.dark
    assert not shell.app.reader.on
    assert focused(shell) is None


def test_f1_is_not_kivys(shell: Shell) -> None:
    assert not shell.app.open_settings()
