"""The hall: a time is booked, with a reminder, and cancelled; a number is taken."""

from __future__ import annotations

from simulators.remote import Panel
from simulators.tour.citizen import Citizen
from simulators.tour.families.showing_card import show_card

PERSON = "zhang"
PHONE = "13800000000"
PHONE_LABEL = "提醒用的手机号"
FREE = "余 2 个"
"""On a time that nobody has booked."""


def hall(citizen: Citizen, panel: Panel) -> None:
    """First the appointment, then the number; each with its paper."""
    with citizen.notes.step("pick a time"):
        citizen.touch()
        citizen.see("Home")
        citizen.press("预约")
        citizen.see("Choose", "预约")
        citizen.picture("appointments")
        citizen.press_row(1)
        citizen.see("FindService", "约哪件事")
        citizen.picture("bookable")
        citizen.press("结婚登记预约")
        citizen.see("PickTime")
        citizen.picture("pick-time")
        citizen.press(FREE)
    _book(citizen, panel)
    _cancel(citizen)
    _number(citizen, panel)


def _book(citizen: Citizen, panel: Panel) -> None:
    with citizen.notes.step("help and identity"):
        citizen.see("FillForm")
        citizen.press("轮椅")
        citizen.press(PHONE_LABEL, "field")
        citizen.type(PHONE)
        citizen.see_typed(len(PHONE), PHONE_LABEL)
        citizen.picture("help")
        citizen.press("下一步")
        show_card(citizen, panel, PERSON)
    with citizen.notes.step("book"):
        citizen.see("ShowMatter", "就约这个时间吗")
        citizen.picture("check")
        citizen.press("约这个时间")
        citizen.see("Accepted", "请取走回执")
        citizen.picture("booked")
        panel.take_paper()
        citizen.press("再办一件")


def _cancel(citizen: Citizen) -> None:
    with citizen.notes.step("my appointment, cancelled"):
        citizen.see("Home")
        citizen.press("预约")
        citizen.see("Choose", "预约")
        citizen.press_row(2)
        citizen.see("Consent")
        citizen.press("同意")
        citizen.see("Choose", "我的预约")
        citizen.picture("mine")
        citizen.press_row(1)
        citizen.see("ShowMatter", "结婚登记预约")
        citizen.picture("appointment")
        citizen.press("取消预约")
        citizen.see("ShowMatter", "真的要取消吗")
        citizen.picture("cancel")
        citizen.press("取消这个预约")
        citizen.see("Choose", "我的预约")
        citizen.press("返回")
        citizen.see("Choose", "预约")
        citizen.press("返回")


def _number(citizen: Citizen, panel: Panel) -> None:
    with citizen.notes.step("take a number"):
        citizen.see("Home")
        citizen.press("取号")
        citizen.see("Choose", "取号")
        citizen.press_row(1)
        citizen.see("Choose", "办什么事")
        citizen.picture("queue-for")
        citizen.press_row(1)
        citizen.see("Choose", "需要优先吗")
        citizen.picture("priority")
        citizen.press("不用，普通号")
        citizen.see("Accepted", "请取走回执")
        citizen.picture("number")
        panel.take_paper()
        citizen.press("都取好了")
    with citizen.notes.step("take the card"):
        citizen.see("TakeCard")
        panel.remove_card()
        citizen.see("Thanks")
        citizen.touch()
