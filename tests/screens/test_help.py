"""The help dialog."""

from __future__ import annotations

from kiosk.conversation.notices import Aside, CallStaff
from screens.kit.untyped import Untyped
from tests.screens import samples_find as samples


def _dialog(stage: Untyped, asked: list[Aside]) -> Untyped:
    from screens.help import HelpDialog

    dialog = HelpDialog(
        "12345", asked.append, window="本中心一楼 3 号综合窗口", hours="工作日 9:00 至 17:30"
    )
    stage.driver.fill_window(dialog)
    return dialog


def _words(dialog: Untyped) -> str:
    from screens.kit.text import Text

    return "\n".join(p.text for p in dialog.pieces() if isinstance(p, Text) and not p.gone)


def test_three_ways_to_a_person(stage: Untyped, assert_no_clipping: Untyped) -> None:
    dialog = _dialog(stage, [])
    assert_no_clipping(dialog)
    for said in ("请工作人员来", "12345", "3 号综合窗口", "17:30"):
        assert said in _words(dialog)


def test_staff_are_called_once(stage: Untyped) -> None:
    asked: list[Aside] = []
    dialog = _dialog(stage, asked)
    stage.tap(dialog.call_button)
    assert dialog.call_button.gone
    assert asked == [CallStaff()]


def test_what_became_of_the_call(stage: Untyped, assert_no_clipping: Untyped) -> None:
    for news in (samples.HELP_TOLD, samples.HELP_NOT_TOLD):
        dialog = _dialog(stage, [])
        dialog.call()
        dialog.news(news)
        stage.driver.frames()
        assert_no_clipping(dialog)
        assert news.line in _words(dialog)
        assert news.help_code in _words(dialog)
