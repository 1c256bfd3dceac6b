"""Elder mode, colours and the low layout: switched by the citizen, gone with the citizen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from screens.kit.untyped import Untyped
from tests.screens import samples_apply as apply
from tests.screens import samples_find as find
from tests.screens.conftest import PORTRAIT, TIGHT, Stage
from tests.screens.shell import Shell

REACH = 290.0
"""Millimetres of glass below the seated reach: mounted at 880, reached to 1,170."""


def _tool(bar: Untyped, word: str) -> Untyped:
    return next(one for one in bar.pieces() if getattr(one, "kind", "") and one.text == word)


def test_larger_letters_keep_what_was_typed_and_go_with_the_citizen(shell: Shell) -> None:
    from screens.kit.theme import theme

    screen, _answers = shell.put(apply.FORM)
    screen.entries["phone"].value = "139"
    shell.tap(_tool(screen.header, "长辈模式"))
    assert theme.elder
    assert shell.app.screen.entries["phone"].value == "139"
    assert _tool(shell.app.screen.header, "特大字号")
    shell.app.purge()
    assert theme.elder, "the goodbye is for them as well"
    shell.put(find.ATTRACT)
    assert not theme.elder


def test_letters_go_to_200_percent_and_back_and_go_with_the_citizen(shell: Shell) -> None:
    from screens.kit.theme import theme

    shell.put(apply.FORM)
    for word, letters in (("长辈模式", "elder"), ("特大字号", "double"), ("标准字号", "standard")):
        shell.tap(_tool(shell.app.screen.header, word))
        shell.wait()
        assert theme.letters == letters
    shell.app.restyle(shell.app.look.next_size().next_size())
    assert theme.double
    shell.app.purge()
    shell.put(find.ATTRACT)
    assert theme.letters == "standard"


def test_whoever_comes_down_with_200_percent_keeps_them() -> None:
    from screens.look import Look

    double = Look("light", "zh_CN", "double")
    assert double.other_height() == Look("light", "zh_CN", "double", low=True)
    assert double.other_height().next_size() == Look("light", "zh_CN", "standard", low=True)
    assert double.other_height().other_height() == double


@pytest.fixture
def crowded(window: None) -> Stage:
    return Stage(replace(TIGHT, letters="double", low=REACH))


def test_beside_a_keyboard_the_tools_scroll_and_come_back_with_its_end(crowded: Stage) -> None:
    from screens.form import FormScreen

    screen = crowded.show(FormScreen, apply.FORM)
    tools = screen.header.toolbar
    assert screen.tray is not None
    assert tools in set(screen.scroll.inside.pieces())
    screen._focus("")
    crowded.driver.frames(2)
    assert tools.parent is screen
    assert tools.y > screen.scroll.top
    screen._focus("phone")
    crowded.driver.frames(2)
    assert tools in set(screen.scroll.inside.pieces())


def test_what_a_box_is_for_is_read_above_the_reach_and_goes_with_its_box(crowded: Stage) -> None:
    from screens.form import FormScreen
    from screens.kit.theme import theme

    screen = crowded.show(FormScreen, apply.FORM)
    for name in ("phone", "address", "phone"):
        screen._focus(name)
        crowded.driver.frames(3)
        shown = [entry for entry in screen.entries.values() if not entry.gone]
        assert [entry.field.name for entry in shown] == [name]
        box = shown[0].typed.box
        assert box.to_window(*box.pos)[1] >= screen.scroll.floor - 1, "the box is seen whole"
    label = screen.entries["phone"].typed._label
    assert label.parent is screen.entries["phone"].typed._head
    assert label.to_window(*label.pos)[1] >= theme.reach
    address = screen.entries["address"].typed
    assert address._head.parent is address, "put back"


def test_the_time_that_is_left_stands_above_the_reach(crowded: Stage) -> None:
    from screens.home import HomeScreen
    from screens.kit.theme import theme

    screen = crowded.show(HomeScreen, find.HOME)
    assert "3:45" in screen.footer.time._words.text
    assert screen.footer.time.y > theme.reach


def test_double_letters_keep_what_was_typed(shell: Shell) -> None:
    screen, _answers = shell.put(apply.FORM)
    screen.entries["phone"].value = "139"
    shell.app.restyle(shell.app.look.next_size().next_size())
    assert shell.app.screen.entries["phone"].value == "139"


def test_elder_mode_gives_more_time(shell: Shell) -> None:
    shell.put(apply.FORM)
    before = shell.app.idle.left()
    shell.app.restyle(shell.app.look.next_size())
    assert shell.app.idle.left() > 1.8 * before


def test_the_switches_of_height_and_colours_stand_in_the_footer_of_home(shell: Shell) -> None:
    from screens.kit.theme import theme

    screen, _answers = shell.put(find.HOME)
    shell.tap(_tool(screen.footer, "颜色"))
    assert theme.mode == "dark"
    shell.wait()
    shell.tap(_tool(shell.app.screen.footer, "低位操作"))
    assert theme.low
    assert theme.mode == "dark"
    shell.wait()
    shell.tap(_tool(shell.app.screen, "正常高度"))
    assert not theme.low


@pytest.mark.parametrize("panel", [PORTRAIT, TIGHT], ids=["24 inch", "21.5 inch"])
def test_low_layout_leaves_nothing_to_press_above_the_reach(panel: Untyped, window: None) -> None:
    from screens.kit.press import Pressable
    from screens.kit.theme import theme

    stage = Stage(replace(panel, low=REACH))
    for screen, question in _screens():
        shown = stage.show(screen, question)
        highest = max(
            (p.to_window(*p.pos)[1] + p.height, type(p).__name__)
            for p in shown.pieces()
            if isinstance(p, Pressable) and not p.gone and p.width > 1 and p.height > 1
        )
        assert highest[0] <= theme.mm(REACH) + 1, (type(shown).__name__, highest)
        shown.hide()


def _screens() -> list[tuple[Untyped, Untyped]]:
    from screens.form import FormScreen
    from screens.guide import GuideScreen
    from screens.home import HomeScreen

    return [(HomeScreen, find.HOME), (FormScreen, apply.FORM), (GuideScreen, find.GUIDE)]


def test_night_is_a_look_of_its_own_hours() -> None:
    from datetime import datetime

    from kiosk.settings import load
    from screens.look import site_look

    hours = {23: "night", 3: "night", 6: "light", 14: "light", 22: "night"}
    settings = load("lobby")
    for hour, mode in hours.items():
        assert site_look(settings, datetime(2026, 11, 20, hour)).mode == mode


def test_a_switch_on_the_resting_screen_goes_when_nobody_follows(shell: Shell) -> None:
    from screens.kit.theme import theme

    screen, _answers = shell.put(find.ATTRACT)
    shell.tap(_tool(screen, "长辈模式"))
    assert theme.elder
    shell.app.present(find.ATTRACT, _answers)
    assert theme.elder, "the core asking anew is nobody"
    shell.app.resting._again()
    assert not theme.elder
    assert shell.app.screen.asked == find.ATTRACT
