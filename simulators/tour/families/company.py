"""A firm becomes a VAT taxpayer (增值税一般纳税人登记), by the hand of its representative."""

from __future__ import annotations

from typing import Final

from simulators.remote import Panel
from simulators.tour.citizen import Citizen
from simulators.tour.families.handing_in import hand_in
from simulators.tour.families.showing_card import show_card

PERSON: Final = "li"
"""Acts for two firms in tax: see simulators/backend/registry.toml."""
SERVICE: Final = "增值税一般纳税人登记"
LETTERS: Final = "nashuiren"
PHONE: Final = "13800000000"
STRUCK_OFF: Final = "DEMO-FIRM-4"
GOOD: Final = "DEMO-FIRM-1"
"""Codes of firms on a phone."""


def company(citizen: Citizen, panel: Panel) -> None:
    """From the search to the notice that names the firm, told by its code on a phone."""
    with citizen.notes.step("choose"):
        citizen.choose(LETTERS, SERVICE)
        citizen.picture("guide")
        citizen.press("立即办理")
    with citizen.notes.step("identity card"):
        show_card(citizen, panel, PERSON)
    with citizen.notes.step("which firm"):
        citizen.see("Choose", "给哪家单位办")
        citizen.picture("firms")
        citizen.press("别的单位")
        citizen.see("FillForm", "照营业执照填")
        citizen.picture("another-firm")
        citizen.press("返回")
        citizen.see("Choose", "给哪家单位办")
    with citizen.notes.step("firm's code"):
        panel.show_code(STRUCK_OFF)
        citizen.see("Trouble", "已经注销")
        citizen.picture("struck-off")
        panel.hide_code()
        citizen.press("回去选单位")
        citizen.see("Choose", "给哪家单位办")
        panel.show_code(GOOD)
    with citizen.notes.step("form"):
        citizen.see("FillForm", "从哪天生效")
        panel.hide_code()
        citizen.press("下个月 1 日")
        citizen.press("手机号", "field")
        citizen.type(PHONE)
        citizen.see_typed(len(PHONE), "手机号")
        citizen.picture("form")
        citizen.press("下一步")
    hand_in(citizen, panel)
