"""What a citizen meets beside the main journey: each is shown, photographed and left again."""

from __future__ import annotations

from typing import Final

from simulators.tour.citizen import Citizen

HOT: Final = "社会保障卡"
NONSENSE: Final = "zzqxv"


def idle_warning(citizen: Citizen) -> None:
    """Nobody touches: the warning; one touch goes on, and 退出 ends."""
    notes = citizen.notes
    citizen.touch()
    citizen.see("Home")
    citizen.press(HOT, "card")
    citizen.see("ReadGuide")
    with notes.step("idle warning"):
        citizen.see_dialog("IdleDialog", "还在吗")
        citizen.picture("idle-warning")
        citizen.press("接着办")
        citizen.see("ReadGuide")
        citizen.see_dialog("IdleDialog", "还在吗")
        citizen.press("退出")
        citizen.see("Thanks")
        citizen.touch()
        citizen.see("Attract")


def nothing_found(citizen: Citizen) -> None:
    """A search without results, then back home."""
    with citizen.notes.step("search without results"):
        citizen.press("", "field")
        citizen.see("FindService")
        citizen.type(NONSENSE)
        citizen.see_typed(len(NONSENSE))
        citizen.see("FindService", "换个说法试试")
        citizen.picture("nothing-found")
        citizen.press("返回")
        citizen.see("Home")


def help_dialog(citizen: Citizen) -> None:
    """求助: the dialog, and staff that is called."""
    with citizen.notes.step("help"):
        citizen.press("求助")
        citizen.see_dialog("HelpDialog")
        citizen.picture("help")
        citizen.press("现在就叫")
        citizen.see_dialog("HelpDialog", "已经通知工作人员")
        citizen.picture("help-coming")
        citizen.press("知道了")
        citizen.see("Home")


def to_the_window(citizen: Citizen) -> None:
    """改到窗口办 from the guide, and back home."""
    with citizen.notes.step("to the window"):
        citizen.press(HOT, "card")
        citizen.see("ReadGuide")
        citizen.press("改到窗口办")
        citizen.see("WindowHandover")
        citizen.picture("window")
        citizen.press("返回")
        citizen.see("ReadGuide")
        citizen.press("返回")
        citizen.see("Home")
