"""参保证明: looked at, printed through an empty tray, rated; then found again under 证照打印."""

from __future__ import annotations

from simulators.remote import Panel
from simulators.tour.citizen import Citizen
from simulators.tour.families.showing_card import show_card

PERSON = "zhang"
CARD = "个人参保证明"
STARS = 5


def certificate(citizen: Citizen, panel: Panel) -> None:
    """A certificate of one page; the paper is out when it is asked for, and refilled."""
    with citizen.notes.step("guide and consent"):
        citizen.touch()
        citizen.see("Home")
        citizen.press(CARD, "card")
        citizen.see("ReadGuide")
        citizen.picture("guide")
        citizen.press("打印")
        citizen.see("Consent")
        citizen.press("同意")
    with citizen.notes.step("identity card"):
        citizen.see("PlaceCard")
        panel.place_card(PERSON)
        citizen.see("PreviewPaper", "验证码")
        citizen.picture("preview")
        citizen.press("放大")
        citizen.see("PreviewPaper", "缩小")
        citizen.picture("preview-larger")
        citizen.press("缩小")
        citizen.see("PreviewPaper", "放大")
    _print(citizen, panel)
    _rate_and_part(citizen, panel)
    _my_papers(citizen, panel)


def _print(citizen: Citizen, panel: Panel) -> None:
    panel.set_page_supply(paper="out")
    with citizen.notes.step("print"):
        citizen.press("打印")
        citizen.see("Trouble", "A4 纸用完了")
        citizen.picture("paper-out")
        panel.set_page_supply(paper="ok")
        citizen.see("TakePages", "请取走您的材料")
        citizen.picture("take-paper")
        panel.take_sheets()
        citizen.press("取好了")


def _rate_and_part(citizen: Citizen, panel: Panel) -> None:
    with citizen.notes.step("rating"):
        citizen.see("Rate")
        citizen.press_star(STARS)
        citizen.press("提交评价")
        citizen.see("TakeCard")
        panel.remove_card()
        citizen.see("Thanks")
        citizen.touch()


def _my_papers(citizen: Citizen, panel: Panel) -> None:
    with citizen.notes.step("my papers"):
        citizen.see("Attract")
        citizen.touch()
        citizen.see("Home")
        citizen.press("证照打印")
        citizen.see("Choose", "证照打印")
        citizen.picture("ways")
        citizen.press_row(1)
        show_card(citizen, panel, PERSON)
        citizen.see("Choose", "您的证照")
        citizen.picture("my-papers")
        citizen.press("退出")
        citizen.see("TakeCard")
        panel.remove_card()
        citizen.see("Thanks")
        citizen.touch()
