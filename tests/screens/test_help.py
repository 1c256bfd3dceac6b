"""The help dialog."""

from __future__ import annotations

import pytest

from kiosk.conversation.notices import Aside, CallHelp, HelpNews, JoinVideo, WithdrawHelp
from screens.kit.untyped import Untyped
from tests.screens import samples_find as samples


def _dialog(stage: Untyped, asked: list[Aside], *, video: bool = True) -> Untyped:
    from screens.help import HelpDialog, Places

    places = Places("12345", "本中心一楼 3 号综合窗口", "工作日 9:00 至 17:30")
    dialog = HelpDialog(places, asked.append, video=video)
    stage.driver.fill_window(dialog)
    return dialog


def _words(dialog: Untyped) -> str:
    from screens.kit.text import Text

    return "\n".join(p.text for p in dialog.pieces() if isinstance(p, Text) and not p.gone)


def test_every_way_to_a_person(stage: Untyped, assert_no_clipping: Untyped) -> None:
    dialog = _dialog(stage, [])
    assert_no_clipping(dialog)
    for said in ("请工作人员来", "请人帮我办", "视频帮办", "12345", "3 号综合窗口", "17:30"):
        assert said in _words(dialog)


def test_no_video_is_offered_where_there_is_none(portrait: Untyped) -> None:
    assert "视频帮办" not in _words(_dialog(portrait, [], video=False))


@pytest.mark.parametrize("kind", ["staff", "assist", "video"])
def test_somebody_is_called_once(portrait: Untyped, kind: str) -> None:
    asked: list[Aside] = []
    dialog = _dialog(portrait, asked)
    portrait.tap(dialog.call_buttons[kind])
    assert dialog.called
    assert asked == [CallHelp(kind)]


@pytest.mark.parametrize("news", [samples.HELP_TOLD, samples.HELP_VIDEO, samples.HELP_NOT_TOLD])
def test_what_became_of_the_call(
    stage: Untyped, assert_no_clipping: Untyped, news: HelpNews
) -> None:
    dialog = _dialog(stage, [])
    dialog.call(news.kind)
    dialog.news(news)
    stage.driver.frames()
    assert_no_clipping(dialog)
    assert news.line in _words(dialog)
    assert news.help_code in _words(dialog)
    assert dialog.called is news.open


def test_a_call_can_be_withdrawn_and_joined(portrait: Untyped) -> None:
    from screens.kit.press import PushButton

    asked: list[Aside] = []
    dialog = _dialog(portrait, asked)
    dialog.news(samples.HELP_VIDEO)
    portrait.driver.frames()
    for words in ("在本机接通", "不用了"):
        buttons = [p for p in dialog.pieces() if isinstance(p, PushButton) and words in p.text]
        portrait.tap(buttons[0])
    assert asked == [JoinVideo(), WithdrawHelp()]


def test_a_call_that_is_closed_leaves_the_ways_to_call_again(portrait: Untyped) -> None:
    dialog = _dialog(portrait, [])
    dialog.news(samples.HELP_TOLD)
    dialog.news(samples.HELP_CLOSED)
    assert not dialog.called
    assert samples.HELP_CLOSED.line in _words(dialog)
    assert "请工作人员来" in _words(dialog)
