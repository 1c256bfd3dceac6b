"""What is heard: every screen, what is new on it, what is focused; and what nobody may hear."""

from __future__ import annotations

from dataclasses import replace
from math import log10

import pytest

from kiosk.conversation.notices import HeadphonesNews, StillWorking
from kiosk.text import _
from screens.kit.untyped import Untyped
from screens.speech.keys import F5, F6, F8, F10, heed
from screens.speech.reader import VOLUMES
from screens.speech.utterance import Utterance, utter
from tests.screens import samples_apply as apply
from tests.screens import samples_find as find
from tests.screens import samples_trouble as trouble
from tests.screens.ear import Ear, heard
from tests.screens.shell import Shell


def test_nothing_is_said_until_somebody_asks(shell: Shell, ear: Ear) -> None:
    shell.put(find.HOME)
    assert heard(shell, ear) == []
    heed(shell.app.reader, F5)
    words = heard(shell, ear)
    assert words[0] == "朗读已打开。"
    assert any(find.HOME.hot[0].name.replace("|", "") in line for line in words)


def test_every_screen_reads_its_question_and_what_to_press(shell: Shell, ear: Ear) -> None:
    shell.app.reader.switch()
    for question in (find.GUIDE, find.CONSENT, apply.FORM, apply.REVIEW, trouble.TROUBLE):
        screen, _answers = shell.put(question)
        words = heard(shell, ear)
        assert screen.title.replace("|", "") in words
        assert f"{screen.footer.main_text}，可以按" in words or screen.footer.main.off


def test_a_citizens_words_are_for_headphones_only(shell: Shell, ear: Ear) -> None:
    secret = "13800000000"
    form = replace(apply.FORM, values={**apply.FORM.values, "phone": secret})
    name = apply.FORM.from_card[0].value
    shell.app.reader.switch()
    shell.put(form)
    aloud = "".join(heard(shell, ear))
    assert name not in aloud
    assert secret not in aloud.replace(" ", "")
    assert "插上耳机才读" in aloud
    shell.app.news(HeadphonesNews(True))
    shell.app.reader.repeat()
    shell.driver.until(lambda: shell.app.reader._due is None)
    private = "".join(one.text for one in ear.said if one.private)
    assert name in private
    assert secret in private.replace(" ", "")


def test_headphones_switch_it_on_and_pulled_out_it_is_silent_at_once(
    shell: Shell, ear: Ear
) -> None:
    shell.put(find.HOME)
    shell.app.news(HeadphonesNews(True))
    assert shell.app.reader.on
    assert heard(shell, ear)
    hushes = ear.hushes
    shell.app.news(HeadphonesNews(False))
    assert ear.hushes > hushes
    assert not shell.app.reader.on
    shell.put(find.GUIDE)
    assert heard(shell, ear) == []


def test_what_is_new_is_read_and_nothing_twice(shell: Shell, ear: Ear) -> None:
    shell.app.reader.switch()
    screen, _answers = shell.put(apply.WORKING)
    heard(shell, ear)
    shell.app.news(StillWorking("网络有点慢，还在送。"))
    assert heard(shell, ear) == ["网络有点慢，还在送。"]
    shell.app.reader.look()
    assert heard(shell, ear) == []
    assert screen is shell.app.screen


def test_what_was_wrong_with_a_field_is_said(shell: Shell, ear: Ear) -> None:
    shell.app.reader.switch()
    screen, _answers = shell.put(apply.FORM)
    heard(shell, ear)
    screen.entries["phone"].error = "少了 1 位。手机号是 11 位，请补上。"
    shell.app.reader.look()
    assert heard(shell, ear)[0].startswith("少了 1 位")


def test_a_touch_makes_it_silent(shell: Shell, ear: Ear) -> None:
    shell.app.reader.switch()
    screen, _answers = shell.put(find.HOME)
    heard(shell, ear)
    hushes = ear.hushes
    shell.down(screen.header)
    assert ear.hushes == hushes + 1


def test_focus_reads_one_control(shell: Shell, ear: Ear) -> None:
    shell.app.reader.switch()
    screen, _answers = shell.put(apply.REVIEW)
    heard(shell, ear)
    shell.app.reader.focus(screen.footer.main)
    assert ear.words == ["提交，现在还不能按"]
    shell.app.reader.focus(screen.footer.back)
    assert ear.words == ["返回，可以按"]


def test_a_row_is_said_once_and_that_it_can_be_pressed(shell: Shell, ear: Ear) -> None:
    from screens.kit.cards import ListRow

    shell.app.reader.switch()
    row = ListRow(text=_("预约签到"), secret=True)
    shell.app.reader.focus(row)
    assert ear.words[-1] == "预约签到，可以按"
    row.text = "张示例"
    shell.app.reader.focus(row)
    assert ear.words == ["3 个字，插上耳机才读", "这一行，可以按"]


def test_keys_repeat_and_change_speed_and_volume(shell: Shell, ear: Ear) -> None:
    shell.app.reader.switch()
    shell.put(find.GUIDE)
    first = heard(shell, ear)[1:]
    heed(shell.app.reader, F6)
    assert heard(shell, ear) == first
    before = ear.pace[-1]
    heed(shell.app.reader, F8)
    heed(shell.app.reader, F10)
    assert ear.pace[-1][0] > before[0]
    assert ear.pace[-1][1] > before[1]


def test_the_volume_goes_through_18_decibels() -> None:
    gains = [20 * log10(volume / VOLUMES[0]) for volume in VOLUMES]
    assert gains[-1] >= 18
    assert any(abs(gain - 12) < 0.1 for gain in gains)


def test_the_next_citizen_finds_it_off_and_as_usual(shell: Shell, ear: Ear) -> None:
    shell.app.reader.switch()
    shell.put(find.HOME)
    heard(shell, ear)
    usual = ear.pace[-1]
    heed(shell.app.reader, F10)
    shell.app.purge()
    shell.put(apply.THANKS)
    assert heard(shell, ear), "the goodbye is still read"
    shell.put(find.ATTRACT)
    assert not shell.app.reader.on
    shell.app.reader.switch()
    assert ear.pace[-1] == usual


def test_a_countdown_is_not_read_second_by_second(shell: Shell, ear: Ear) -> None:
    shell.app.reader.switch()
    shell.put(apply.FORM)
    heard(shell, ear)
    shell.app.time.warn(20)
    first = heard(shell, ear)
    assert any("20 秒" in line for line in first)
    shell.app.time.warn(19)
    shell.app.reader.look()
    assert heard(shell, ear) == []


def test_the_tool_stands_only_where_there_is_a_voice(shell: Shell) -> None:
    def tools() -> list[str]:
        return [tool.word for tool in shell.app.screen.header.toolbar.tools]

    shell.put(find.HOME)
    shell.app._put_tools()
    assert "朗读" in tools()
    shell.app.reader.switch()
    assert "停止朗读" in tools()
    shell.app.reader._voice = None
    shell.app._put_tools()
    assert not {"朗读", "停止朗读"} & set(tools())


@pytest.mark.parametrize(
    ("words", "language", "spoken", "voice"),
    [
        ("打 [b]12345[/b]，|报这个码", "zh_CN", "打 1 2 3 4 5，报这个码", "zh_CN"),
        ("收件码 7301\u20025566", "zh_CN", "收件码 7 3 0 1 5 5 6 6", "zh_CN"),
        ("2026年12月3日", "zh_CN", "2026年12月3日", "zh_CN"),
        ("Apply", "en", "Apply", "en"),
        ("社会保障卡补领", "en", "社会保障卡补领", "zh_CN"),
    ],
)
def test_how_words_are_spoken(words: str, language: str, spoken: str, voice: str) -> None:
    assert utter(words, language) == Utterance(spoken, voice)


def test_a_private_utterance_is_not_in_a_log() -> None:
    assert "张示例" not in repr(utter("张示例", "zh_CN", private=True))


def test_keys_on_a_keyboard_are_read_by_their_words(shell: Shell, ear: Ear) -> None:
    from screens.kit.keys import function_key

    key: Untyped = function_key("<erase>", lambda _: None, short=True)
    shell.app.reader.switch()
    shell.put(find.HOME)
    heard(shell, ear)
    shell.app.reader.focus(key)
    assert ear.words == ["退格"]


def test_the_same_question_again_is_read_where_it_differs(shell: Shell, ear: Ear) -> None:
    shell.app.reader.switch()
    shell.put(find.ATTRACT)
    shell.app.reader.switch()
    shell.put(find.FIND)
    heard(shell, ear)
    other = replace(find.FIND.results[0], code="new", name="示例新事项")
    shell.put(replace(find.FIND, results=(other, *find.FIND.results)))
    assert heard(shell, ear)[:2] == [
        "找到 5 项",
        f"示例新事项 {other.line} 最相符，可以按",
    ]


def test_who_listens_has_more_time_and_a_key_is_as_good_as_a_touch(shell: Shell) -> None:
    shell.put(apply.FORM)
    usual = shell.app.idle.left()
    shell.app.reader.switch()
    shell.put(apply.FORM)
    assert shell.app.idle.left() > 1.8 * usual
    shell.app.time.warn(5)
    shell.app.idle.warned = True
    shell.app.keys.down(None, F6, 0, "", [])
    assert not shell.app.idle.warned


def test_switched_on_at_rest_it_is_off_again_when_nobody_stays(shell: Shell) -> None:
    shell.put(find.ATTRACT)
    shell.app.reader.switch()
    shell.put(replace(find.ATTRACT, status="读卡暂时不能用", status_ok=False))
    assert shell.app.reader.on
    shell.app.resting._again()
    assert not shell.app.reader.on
