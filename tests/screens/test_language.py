"""Another language on any screen: nothing typed is lost, and it goes with the citizen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from kiosk.conversation.notices import StillWorking
from kiosk.text import _, use_language
from screens.kit.untyped import Untyped
from tests.screens import samples_apply as apply
from tests.screens import samples_find as find
from tests.screens.shell import Shell


@pytest.fixture(autouse=True)
def _chinese_again() -> Iterator[None]:
    yield
    use_language("zh_CN")


def words(root: Untyped) -> set[str]:
    return {piece.text for piece in root.pieces() if isinstance(getattr(piece, "text", None), str)}


def choose(shell: Shell, name: str) -> None:
    """As a citizen does: the header's key, then a name in the dialog."""
    tool = next(
        one
        for one in shell.app.screen.header.pieces()
        if getattr(one, "icon", "") == "translate-bold"
    )
    shell.tap(tool)
    shell.wait()
    dialog = next(iter(shell.app.overlays))
    shell.tap(next(one for one in dialog.pieces() if getattr(one, "value", "") == name))
    shell.wait()


def test_a_switch_keeps_every_keystroke(shell: Shell) -> None:
    screen, _answers = shell.put(apply.FORM)
    screen.entries["phone"].value = "139"
    for language, main in (("en", "Next"), ("zh_TW", "下一步"), ("zh_CN", "下一步")):
        choose(shell, language)
        assert shell.app.look.language == language
        assert shell.app.screen.entries["phone"].value == "139"
        assert shell.app.screen.footer.main_text == main
        assert not list(shell.app.overlays)


def test_what_is_wrong_with_a_field_is_still_said_in_the_new_language(shell: Shell) -> None:
    def check(name: str, value: str) -> str | None:
        return _("这一格要填，请补上。") if name == "address" and not value else None

    screen, _answers = shell.put(replace(apply.FORM, values={}, check=check))
    screen.on_main()
    assert screen.entries["address"].error == "这一格要填，请补上。"
    choose(shell, "en")
    assert shell.app.screen.entries["address"].error.startswith("This is required.")


def test_what_the_core_said_is_told_anew(shell: Shell) -> None:
    shell.put(replace(apply.WORKING, title=_("正在提交"), line=_("已经存好，断电也不会丢。")))
    assert shell.app.screen.title == "正在提交"
    choose(shell, "en")
    assert shell.app.screen.title == "Submitting"
    shell.app.news(StillWorking(_("网络有点慢，还在送。您可以等，不会重复提交。")))
    assert any(one.startswith("The network is slow") for one in words(shell.app.screen))
    choose(shell, "zh_CN")
    assert shell.app.screen.title == "正在提交"


def test_words_made_before_a_switch_are_shown_in_the_language_of_now(shell: Shell) -> None:
    question = replace(apply.THANKS, line=_("您的信息已经从本机清除。"))
    shell.put(find.HOME)
    choose(shell, "en")
    shell.put(question)
    assert "Your information has been erased from this terminal." in words(shell.app.screen)


def test_the_goodbye_is_in_their_language_and_the_rest_in_the_sites(shell: Shell) -> None:
    shell.put(find.HOME)
    choose(shell, "en")
    shell.app.purge()
    shell.put(apply.THANKS)
    assert "Thank you and goodbye" in words(shell.app.screen)
    shell.put(find.ATTRACT)
    assert "轻触屏幕" in words(shell.app.screen)
    assert shell.app.look.language == "zh_CN"


def test_a_touch_beside_the_dialog_changes_nothing(shell: Shell) -> None:
    screen, _answers = shell.put(find.HOME)
    shell.app.ask_language()
    dialog = next(iter(shell.app.overlays))
    dialog.dispatch("on_outside")
    assert not list(shell.app.overlays)
    assert shell.app.screen is screen


def test_dates_are_in_the_languages_own_way() -> None:
    from datetime import date

    from kiosk.dates import full_date, month_day, weekday

    day = date(2026, 12, 3)
    told = {}
    for language in ("zh_CN", "zh_TW", "en"):
        use_language(language)
        told[language] = [month_day(day), full_date(day), weekday(day)]
    use_language("zh_CN")
    assert told["zh_CN"] == ["12月3日", "2026年12月3日", "周四"]
    assert told["zh_TW"] == ["12月3日", "2026年12月3日", "週四"]
    assert told["en"] == ["3 December", "3 December 2026", "Thursday"]


def test_prose_that_is_chinese_only_is_said_to_be(shell: Shell) -> None:
    note = "This part is available in Chinese only."

    def told() -> bool:
        return any(
            piece.text == note and not piece.parent.gone
            for piece in shell.app.screen.foreign.pieces()
            if hasattr(piece, "text") and piece is not shell.app.screen.foreign
        )

    shell.put(find.GUIDE)
    assert shell.app.screen.foreign.gone
    choose(shell, "en")
    assert told()
    shell.put(apply.WORKING)
    assert shell.app.screen.foreign.gone
    english = replace(find.HOME.hot[0], name="Social security card")
    shell.put(replace(find.HOME, hot=(english,)))
    assert shell.app.screen.foreign.gone
    shell.put(find.HOME)
    assert told()


def test_what_was_switched_on_the_resting_screen_stays_until_they_have_gone(shell: Shell) -> None:
    shell.put(find.ATTRACT)
    shell.app._chose_language("en")
    shell.put(replace(find.ATTRACT, status="", status_ok=True))
    assert shell.app.look.language == "en", "asked anew only because the world has changed"
    shell.app.resting._again()
    assert shell.app.look.language == "zh_CN"
    assert "轻触屏幕" in words(shell.app.screen)
