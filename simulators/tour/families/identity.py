"""Who somebody is, without an identity card: the social security card, then the face besides."""

from __future__ import annotations

from simulators.remote import Panel
from simulators.tour.citizen import Citizen

CARD = "zhang"
LETTERS, SERVICE = "linshishenfen", "临时身份证明"


def identity(citizen: Citizen, panel: Panel) -> None:
    """A paper of level 4: a card in the slot, a mask that has to come off, the paper."""
    panel.show_people("mask")
    _choose(citizen)
    _card(citizen, panel)
    _face(citizen, panel)
    with citizen.notes.step("go"):
        citizen.press("退出")
        citizen.see("TakeCard", "社保卡")
        citizen.picture("take-social-card")
        panel.remove_smart_card()
        citizen.see("Thanks")
        citizen.touch()


def _choose(citizen: Citizen) -> None:
    with citizen.notes.step("choose"):
        citizen.choose(LETTERS, SERVICE)
        citizen.press("打印")
        citizen.see("Consent")
        citizen.press("同意")


def _card(citizen: Citizen, panel: Panel) -> None:
    with citizen.notes.step("social security card"):
        citizen.see("PlaceCard", "用社保卡")
        citizen.picture("ways")
        citizen.press("用社保卡")
        citizen.see("PlaceCard", "插到卡槽里")
        citizen.picture("slot")
        panel.place_smart_card(CARD)
        citizen.see("FillForm")
        citizen.press("乘车")
        citizen.press("下一步")


def _face(citizen: Citizen, panel: Panel) -> None:
    with citizen.notes.step("face"):
        citizen.see("Consent", "单独同意")
        citizen.picture("consent-face")
        citizen.press("同意")
        citizen.see("ShowFace", "摘下口罩")
        citizen.see("ShowFace", "没看到脸")
        citizen.picture("mask")
        panel.show_people("closer")
        citizen.see("PreviewPaper", "验证码")
        citizen.picture("preview")
