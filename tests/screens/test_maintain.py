"""The technician's screen, and the way to it without a card."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.conversation.notices import Aside, StaffWanted
from kiosk.conversation.questions import Chosen, Opened, Selected
from screens.kit.untyped import Untyped
from tests.screens import samples_find as find
from tests.screens import samples_staff as staff
from tests.screens.leftovers import pictures_left, shown_words
from tests.screens.samples_page import live_frame


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


def test_told_anew_under_a_finger_the_press_counts(portrait: Untyped) -> None:
    """A device that changes between a finger's coming and going must not lose what it presses."""
    screen = _screen(portrait, staff.MAINTAIN)
    for piece in (screen._deeds["test"], screen._tabs["running"]):
        finger = portrait.driver.touch(*portrait.driver.centre(piece))
        finger.touch_down()
        portrait.show(screen, replace(staff.MAINTAIN, areas=staff.OUT.areas))
        finger.touch_up()
    assert portrait.answers.values == [Chosen("test"), Opened("running")]


def test_a_camera_lives_and_leaves_nothing(stage: Untyped, assert_no_clipping: Untyped) -> None:
    from screens.watch_camera import WatchCameraScreen

    screen = stage.show(WatchCameraScreen, staff.CAMERA)
    stage.news(replace(live_frame(), gauges=staff.GAUGES))
    assert_no_clipping(screen)
    assert screen.scroll.hidden == 0
    words = shown_words(screen)
    assert all(said in words for said in ("82，合适", "91，偏高", "12，偏低"))
    assert pictures_left(screen)
    stage.tap(screen.footer.main)
    screen.hide()
    assert stage.answers.values == [None]
    assert pictures_left(screen) == []
    assert "82" not in shown_words(screen)
    screen.forget()
    stage.news(live_frame())  # one that was on its way
    assert pictures_left(screen) == []


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
