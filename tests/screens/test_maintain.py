"""The technician's screen, and the way to it without a card."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.conversation.notices import Aside, StaffWanted
from kiosk.conversation.questions import Chosen, Opened, Selected
from screens.kit.untyped import Untyped
from tests.screens import samples_find as find
from tests.screens import samples_staff as staff


def _screen(stage: Untyped, question: Untyped) -> Untyped:
    from screens.maintain import MaintainScreen

    return stage.show(MaintainScreen, question)


def test_fits(stage: Untyped, assert_no_clipping: Untyped) -> None:
    for question in (staff.MAINTAIN, staff.OUT):
        assert_no_clipping(_screen(stage, question))


def test_groups_parts_and_deeds_are_answers(portrait: Untyped) -> None:
    from screens.kit.press import PushButton

    screen = _screen(portrait, staff.MAINTAIN)
    portrait.tap(screen._rows["id_card"])
    words = {p.text: p for p in screen.pieces() if isinstance(p, PushButton) and not p.gone}
    portrait.tap(words["运行"])
    portrait.tap(words["印测试页"])
    assert portrait.answers.values == [Selected("id_card"), Opened("running"), Chosen("test")]


def test_told_anew_it_keeps_its_rows_under_the_finger(portrait: Untyped) -> None:
    screen = _screen(portrait, staff.MAINTAIN)
    row = screen._rows["id_card"]
    entries = (replace(staff.DEVICES[0], chip="没有接上", chip_kind="bad"), *staff.DEVICES[1:])
    portrait.show(screen, replace(staff.MAINTAIN, entries=entries))
    assert screen._rows["id_card"] is row
    assert row.chip == "没有接上"


@pytest.mark.parametrize("held", [True, False])
def test_only_the_mark_held_long_asks_for_staff(
    portrait: Untyped, monkeypatch: pytest.MonkeyPatch, held: bool
) -> None:
    from screens.attract import AttractScreen
    from screens.kit import header

    monkeypatch.setattr(header, "HOLD", 0.0 if held else 3600.0)
    asked: list[Aside] = []
    screen = portrait.show(AttractScreen, find.ATTRACT)
    screen.ask_aside = asked.append
    finger = portrait.driver.touch(*portrait.driver.centre(screen._mark))
    finger.touch_down()
    portrait.driver.frames(3)
    finger.touch_up()
    assert asked == ([StaffWanted()] if held else [])
    assert len(portrait.answers.values) == (0 if held else 1)
