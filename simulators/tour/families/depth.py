"""An application in depth: a licence instead of paper, a commitment, the result by post."""

from __future__ import annotations

from typing import Final

from simulators.remote import Panel
from simulators.tour.citizen import Citizen
from simulators.tour.families.showing_card import show_card

PERSON: Final = "li"
"""In whose licence library (simulators/backend/registry.toml) a household register is."""
SERVICE: Final = "最低生活保障"
LETTERS: Final = "dibao"
TYPED: Final = {
    "家里几口人": "3",
    "全家每月收入": "900",
    "收款银行卡号": "6200000000000000",
    "手机号": "13800000000",
}


def depth(citizen: Citizen, panel: Panel) -> None:
    """From the list of services to the papers of the case and of the promise."""
    _choose(citizen)
    _identify(citizen, panel)
    _fill(citizen)
    _use_licence(citizen)
    _commit(citizen)
    _by_post(citizen)
    _sign(citizen)
    _part(citizen, panel)


def _choose(citizen: Citizen) -> None:
    with citizen.notes.step("choose"):
        citizen.choose(LETTERS, SERVICE)
        citizen.press("立即办理")


def _identify(citizen: Citizen, panel: Panel) -> None:
    with citizen.notes.step("identity card"):
        show_card(citizen, panel, PERSON)
        citizen.see("FillForm")


def _fill(citizen: Citizen) -> None:
    with citizen.notes.step("form"):
        for label, keys in TYPED.items():
            citizen.press(label, "field")
            citizen.type(keys)
            citizen.see_typed(len(keys), label)
        citizen.press("家人生病")
        citizen.picture("form")
        citizen.press("下一步")


def _use_licence(citizen: Citizen) -> None:
    with citizen.notes.step("licence"):
        citizen.see("ShowMatter", "居民户口簿")
        citizen.picture("licence")
        citizen.press("同意使用")


def _commit(citizen: Citizen) -> None:
    with citizen.notes.step("commitment"):
        citizen.see("Choose", "可以用承诺代替")
        citizen.picture("commit-or-bring")
        citizen.press_row(1)
        citizen.see("Promise")
        citizen.picture("commitment")
        citizen.sign()
        citizen.picture("commitment-signed")
        citizen.press("签好了")


def _by_post(citizen: Citizen) -> None:
    with citizen.notes.step("delivery"):
        citizen.see("Choose", "结果怎么给您")
        citizen.picture("delivery")
        citizen.press_row(1)
        citizen.see("FillForm", "免费寄到哪里？")
        citizen.picture("address")
        citizen.press("下一步")


def _sign(citizen: Citizen) -> None:
    with citizen.notes.step("review and sign"):
        citizen.see("Review")
        citizen.picture("review")
        citizen.sign()
        citizen.press("提交")


def _part(citizen: Citizen, panel: Panel) -> None:
    with citizen.notes.step("papers"):
        citizen.see("Accepted", "请取走回执")
        citizen.picture("accepted")
        panel.remove_card()
        panel.take_paper()
        citizen.press("都取好了")
        citizen.see("Choose", "再印一份 A4")
        citizen.picture("on-a4")
        citizen.press("不用")
        citizen.see("Rate")
        citizen.press("不评了")
        citizen.see("Thanks")
        citizen.touch()
