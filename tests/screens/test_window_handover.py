"""On to a staffed window."""

from __future__ import annotations

import pytest

from screens.kit.untyped import Untyped
from tests.screens import samples_trouble as samples
from tests.screens.leftovers import shown_words, words_left


@pytest.mark.parametrize("name", ["HANDOVER", "HANDOVER_BARE", "HANDOVER_LONG"])
def test_fits(stage: Untyped, assert_no_clipping: Untyped, name: str) -> None:
    from screens.window_handover import WindowHandoverScreen

    assert_no_clipping(stage.show(WindowHandoverScreen, getattr(samples, name)))


def test_where_when_what_and_the_code(stage: Untyped) -> None:
    from screens.window_handover import WindowHandoverScreen

    screen = stage.show(WindowHandoverScreen, samples.HANDOVER)
    words, handover = shown_words(screen), samples.HANDOVER
    said = [handover.place, handover.hours, handover.consult_phone, *handover.bring]
    assert [one for one in [*said, "8264\u20021937"] if one not in words] == []
    stage.tap(screen.footer.main)
    assert stage.answers.values == [None]


def test_empty_parts_take_no_room(portrait: Untyped) -> None:
    from screens.window_handover import WindowHandoverScreen

    screen = portrait.show(WindowHandoverScreen, samples.HANDOVER_BARE)
    assert "请带上" not in shown_words(screen)
    assert "办件码" not in shown_words(screen)


def test_nothing_of_the_case_stays(portrait: Untyped) -> None:
    from screens.window_handover import WindowHandoverScreen

    screen = portrait.show(WindowHandoverScreen, samples.HANDOVER)
    screen.forget()
    assert "8264" not in words_left(screen)
    assert "户口簿" not in words_left(screen)
