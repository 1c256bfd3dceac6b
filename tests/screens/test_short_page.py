"""Pages with little on them: help at the foot where there is room, a drawing where nothing is."""

from __future__ import annotations

from screens.kit.untyped import Untyped
from tests.screens import samples_choose as samples
from tests.screens.leftovers import shown_words


def test_the_foot_calls_the_staff(stage: Untyped, assert_no_clipping: Untyped) -> None:
    from screens.choose import ChooseScreen
    from screens.kit.press import PushButton

    screen = stage.show(ChooseScreen, samples.CHOOSE)
    assert_no_clipping(screen)
    called: list[bool] = []
    screen.call_staff = lambda: called.append(True)
    [call] = [one for one in screen._foot.pieces() if isinstance(one, PushButton)]
    stage.tap(call)
    assert called == [True]
    assert stage.answers.values == []


def test_the_foot_goes_before_anything_has_to_scroll(portrait: Untyped) -> None:
    from screens.choose import ChooseScreen

    screen = portrait.show(ChooseScreen, samples.CHOOSE_LONG)
    assert screen._foot.gone
    portrait.show(screen, samples.CHOOSE)
    assert not screen._foot.gone


def test_an_empty_list_says_so_and_keeps_no_word(portrait: Untyped) -> None:
    from screens.choose import ChooseScreen

    screen = portrait.show(ChooseScreen, samples.CHOOSE_NONE)
    assert samples.CHOOSE_NONE.empty in shown_words(screen)
    screen.forget()
    assert screen._nothing.gone


def test_a_picture_that_moves_rests_when_it_is_not_shown(portrait: Untyped) -> None:
    from screens.show_code import ShowCodeScreen
    from tests.screens import samples_print

    screen = portrait.show(ShowCodeScreen, samples_print.SHOW_CODE)
    assert screen.art._due is not None
    screen.hide()
    assert screen.art._due is None
    assert screen.art.at == screen.art.FRAMES[screen.art.REST][0]
