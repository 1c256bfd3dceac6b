"""An emergency covers the glass whatever is shown, keeps what was typed, and stays as a banner."""

from __future__ import annotations

from kiosk.conversation.notices import Emergency, EmergencyNews, Spoken
from screens.kit.untyped import Untyped
from tests.screens import samples_apply as apply
from tests.screens import samples_find as find
from tests.screens.ear import Ear
from tests.screens.shell import Shell

WORDS = "请马上离开大厅。"
NEWS = EmergencyNews((Emergency(WORDS, {"en": "Leave the hall now."}),))
OVER = EmergencyNews(())


def cover(shell: Shell) -> Untyped:
    """What covers the glass; None for nothing."""
    from screens.emergency import EmergencyCover

    return next((one for one in shell.app.overlays if isinstance(one, EmergencyCover)), None)


def test_what_was_typed_is_still_there_when_it_was_read(shell: Shell, ear: Ear) -> None:
    screen, answers = shell.put(apply.FORM)
    name, entry = next((n, e) for n, e in screen.entries.items() if n == "phone")
    entry.value = "13800000000"
    shell.app.news(NEWS)
    over = cover(shell)
    assert over is not None
    assert (over.width, over.height) == (shell.app.host.width, shell.app.host.height)
    assert any(WORDS in line for line in ear.words)
    shell.wait()
    shell.tap(screen.footer.main)  # nothing below answers
    assert answers.values == []
    shell.wait()
    shell.tap(over.main)
    assert cover(shell) is None
    assert shell.app.screen is screen
    assert screen.entries[name].value == "13800000000"
    assert screen.header.alarm == WORDS


def test_it_covers_the_next_screen_too_until_it_was_read(shell: Shell, ear: Ear) -> None:
    shell.put(find.HOME)
    shell.app.news(NEWS)
    screen, _answers = shell.put(find.GUIDE)
    assert len(ear.said) == 1
    assert cover(shell) is not None
    assert screen.header.alarm == WORDS
    shell.wait()
    shell.tap(cover(shell).main)
    shell.put(apply.FORM)
    assert cover(shell) is None


def test_whoever_comes_next_sees_it_again_and_when_it_is_over_nobody(shell: Shell) -> None:
    shell.put(find.HOME)
    shell.app.news(NEWS)
    shell.wait()
    shell.tap(cover(shell).main)
    shell.app.purge()
    screen, _answers = shell.put(find.ATTRACT)
    assert cover(shell) is not None
    shell.app.news(OVER)
    assert cover(shell) is None
    assert screen.header.alarm == ""


def test_it_is_told_in_the_language_that_is_read(shell: Shell) -> None:
    shell.put(find.HOME)
    shell.app.restyle(shell.app.look.in_language("en"))
    shell.app.news(NEWS)
    assert shell.app.screen.header.alarm == "Leave the hall now."
    shell.app.restyle(shell.app.look.in_language("zh_CN"))
    assert shell.app.screen.header.alarm == WORDS
    assert cover(shell) is not None


def test_a_sentence_for_everybody_is_said_and_a_touch_ends_it(shell: Shell, ear: Ear) -> None:
    screen, _answers = shell.put(find.GUIDE)
    shell.app.news(Spoken("一、二、三。"))
    assert ear.words == ["一、二、三。"]
    before = ear.hushes
    shell.tap(screen.footer.back)
    assert ear.hushes > before
