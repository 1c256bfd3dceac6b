"""A child is born (新生儿出生一件事): two of five parts, one form, one signature, one notice."""

from __future__ import annotations

from typing import Final

from simulators.remote import Panel
from simulators.tour.citizen import Citizen
from simulators.tour.families.handing_in import hand_in
from simulators.tour.families.showing_card import show_card

NAME: Final = ("zhang", "wei")
"""The child's, a sign at a time: 空格 takes the likeliest."""
BORN: Final = "20261101"
PHONE: Final = "13800000000"
PAPERS: Final = 2


def bundle(citizen: Citizen, panel: Panel) -> None:
    """From the column 一件事 to the notice that lists both parts."""
    _choose(citizen)
    _identify(citizen, panel)
    _fill(citizen)
    _photograph(citizen, panel)
    hand_in(citizen, panel)


def _choose(citizen: Citizen) -> None:
    with citizen.notes.step("choose the parts"):
        citizen.touch()
        citizen.see("Home")
        citizen.press("一件事")
        citizen.see("FindService", "一件事")
        citizen.press("新生儿出生一件事")
        citizen.see("ReadGuide", "包括哪几件")
        citizen.picture("guide")
        citizen.press("立即办理")
        citizen.see("ChooseSome")
        citizen.press("预防接种证办理")
        citizen.press("城乡居民参保登记")
        citizen.see("ChooseSome", "下一步，办 2 件")
        citizen.picture("parts")
        citizen.press("下一步")


def _identify(citizen: Citizen, panel: Panel) -> None:
    with citizen.notes.step("identity card"):
        show_card(citizen, panel, "zhang")
        citizen.see("FillForm")


def _fill(citizen: Citizen) -> None:
    with citizen.notes.step("one form"):
        citizen.press("手机号", "field")
        citizen.type(PHONE)
        citizen.press("孩子姓名", "field")
        for number, letters in enumerate(NAME, start=1):
            citizen.type(letters)
            citizen.press("空格", "key")
            citizen.see_written(number, "孩子姓名")
        citizen.press("孩子哪天出生", "field")
        citizen.type(BORN)
        citizen.press("示例街道接种门诊")
        citizen.press("给孩子")
        citizen.picture("form")
        citizen.press("下一步")


def _photograph(citizen: Citizen, panel: Panel) -> None:
    with citizen.notes.step("each paper once"):
        panel.show_scene("page")
        for _ in range(PAPERS):
            citizen.see("CapturePage", "用这张")
            citizen.press("用这张")
