"""When something fails."""

from __future__ import annotations

import pytest

from kiosk.conversation.questions import Chosen
from screens.kit.untyped import Untyped
from tests.screens import samples_trouble as samples
from tests.screens.leftovers import pressables, shown_words, words_left


def _trouble(stage: Untyped, name: str = "TROUBLE") -> Untyped:
    from screens.trouble import TroubleScreen

    return stage.show(TroubleScreen, getattr(samples, name))


@pytest.mark.parametrize("name", ["TROUBLE", "TROUBLE_READER", "TROUBLE_BARE", "TROUBLE_LONG"])
def test_fits(stage: Untyped, assert_no_clipping: Untyped, name: str) -> None:
    assert_no_clipping(_trouble(stage, name))


def test_all_that_a_citizen_needs_is_on_one_page(stage: Untyped) -> None:
    screen = _trouble(stage)
    assert screen.scroll.hidden == 0
    words, trouble = shown_words(screen), samples.TROUBLE
    said = [trouble.title, trouble.line, *trouble.happened, trouble.help_code]
    said += [part for row in trouble.todo for part in (row.label, row.value)]
    said += [option.name for option in trouble.options]
    assert [one for one in said if one not in words] == []
    assert screen.footer.time.note == "等纸时不计时"


def test_the_last_option_is_the_primary_one(portrait: Untyped) -> None:
    from screens.ways import WayCard

    screen = _trouble(portrait)
    cards = pressables(screen, WayCard)
    assert [card.name for card in cards] == ["到 3 号窗口打印", "存到手机"]
    portrait.tap(screen.footer.main)
    portrait.tap(cards[1])
    assert portrait.answers.values == [Chosen("later"), Chosen("phone")]


def test_a_single_other_way_is_one_row(portrait: Untyped) -> None:
    from screens.kit.cards import ListRow

    (row,) = pressables(_trouble(portrait, "TROUBLE_READER"), ListRow)
    portrait.tap(row)
    assert portrait.answers.values == [Chosen("window")]


def test_empty_parts_take_no_room(portrait: Untyped) -> None:
    screen = _trouble(portrait, "TROUBLE_BARE")
    words = shown_words(screen)
    assert "现在怎么办" not in words
    assert "换个办法" not in words
    assert screen.footer.time.note == ""


@pytest.mark.parametrize(
    "icon", ["printer", "card_reader", "camera", "network", "pad", "card", "service", "unheard-of"]
)
def test_every_trouble_has_a_picture(icon: str) -> None:
    from screens.kit.icon import icon_texture
    from screens.ways import trouble_icon

    assert icon_texture(trouble_icon(icon), 76)


def test_nothing_of_the_case_stays(portrait: Untyped) -> None:
    screen = _trouble(portrait)
    screen.forget()
    for secret in ("P2 0417", "第 2 页", "证明已经办好"):
        assert secret not in words_left(screen)
