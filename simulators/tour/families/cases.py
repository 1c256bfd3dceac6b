"""A case decided by rule and sent to a person; another one only received, and taken back."""

from __future__ import annotations

from simulators.remote import Panel
from simulators.tour.citizen import Citizen
from simulators.tour.families.showing_card import show_card

PERSON = "zhang"
PHONE = "13800000000"
SPACE = "空格"
"""Takes the likeliest words."""
WHY = "cuo"


def cases(citizen: Citizen, panel: Panel) -> None:
    """The outcome in the session (无人干预), 人工复核; 查进度 with card and by code, 撤回."""
    _decided(citizen, panel)
    _part(citizen, panel)
    citizen.see("Attract")
    _received(citizen, panel)
    _part(citizen, panel)
    citizen.see("Attract")
    _take_back(citizen, panel)
    _part(citizen, panel)


def _decided(citizen: Citizen, panel: Panel) -> None:
    with citizen.notes.step("decided by rule"):
        _begin(citizen, panel, "证件、社保卡", "电子社会保障卡签发")
        citizen.press("手机号", "field")
        citizen.type(PHONE)
        _sign(citizen)
        citizen.see("Accepted", "请取走回执")
        citizen.picture("decided")
        citizen.press("看详情")
        citizen.see("ShowMatter", "按的规则")
        citizen.picture("decided-details")
    with citizen.notes.step("a person looks again"):
        citizen.press("申请人工复核")
        citizen.see("FillForm", "哪里觉得不对")
        citizen.type(WHY)
        citizen.press(SPACE, "key")
        citizen.see_written(1)
        citizen.picture("review-reason")
        citizen.press("下一步")
        citizen.see("Review")
        citizen.sign()
        citizen.picture("review-signed")
        citizen.press("提交")
        citizen.see("Accepted", "请取走回执")
        citizen.picture("review-asked-for")


def _received(citizen: Citizen, panel: Panel) -> None:
    with citizen.notes.step("received only"):
        _begin(citizen, panel, "证明、档案", "依据档案记载出具相关证明")
        citizen.press("工龄")
        citizen.press("手机号", "field")
        citizen.type(PHONE)
        citizen.press("拿去做什么", "field")
        citizen.type(WHY)
        citizen.press(SPACE, "key")
        _sign(citizen)
        citizen.see("Accepted", "请取走回执")
        citizen.picture("received")


def _take_back(citizen: Citizen, panel: Panel) -> None:
    with citizen.notes.step("one's own cases"):
        citizen.touch()
        citizen.see("Home")
        citizen.press("查进度")
        citizen.see("Choose", "查进度")
        citizen.picture("progress")
        citizen.press_row(1)
        show_card(citizen, panel, PERSON)
        citizen.see("Choose", "我的办件")
        citizen.picture("my-cases")
        citizen.press_row(1)
        citizen.see("ShowMatter", "已收件")
        citizen.picture("case")
    with citizen.notes.step("taken back"):
        citizen.press("撤回申请")
        citizen.see("FillForm", "为什么撤回")
        citizen.press("不用办了")
        citizen.picture("why")
        citizen.press("下一步")
        citizen.see("Review")
        citizen.sign()
        citizen.picture("withdrawal-signed")
        citizen.press("提交")
        citizen.see("Accepted", "请取走回执")
        citizen.picture("withdrawn")


def _begin(citizen: Citizen, panel: Panel, topic: str, service: str) -> None:
    """From the resting screen to the form of a service."""
    citizen.touch()
    citizen.see("Home")
    citizen.press("个人服务")
    citizen.see("FindService", "个人服务")
    citizen.press(topic)
    citizen.see("FindService", topic)
    citizen.press(service)
    citizen.see("ReadGuide")
    citizen.press("立即办理")
    show_card(citizen, panel, PERSON)
    citizen.see("FillForm")


def _sign(citizen: Citizen) -> None:
    """On from the form, over the review, to the paper."""
    citizen.press("下一步")
    citizen.see("Review")
    citizen.sign()
    citizen.press("提交")


def _part(citizen: Citizen, panel: Panel) -> None:
    """Take everything, skip the rating where it is asked for, and go."""
    panel.remove_card()
    panel.take_paper()
    citizen.press("都取好了")
    sight = citizen.eye.until(lambda now: now.question in ("Rate", "Thanks"), "rating or thanks")
    if sight.question == "Rate":
        citizen.press("不评")
    citizen.see("Thanks")
    citizen.touch()
