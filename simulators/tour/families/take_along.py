"""打印带走: the guide on A4 and the list of what to bring, for somebody who shows no card."""

from __future__ import annotations

from simulators.remote import Panel
from simulators.tour.citizen import Citizen
from simulators.tour.journey import PAPER_READY

CARD = "社会保障卡"
LIST, GUIDE = 1, 2
"""Rows of the choice."""


def take_along(citizen: Citizen, panel: Panel) -> None:
    """Guide, then list, then out."""
    with citizen.notes.step("guide on A4"):
        citizen.touch()
        citizen.see("Home")
        citizen.press(CARD, "card")
        citizen.see("ReadGuide")
        citizen.picture("guide")
        citizen.press("打印带走")
        citizen.see("Choose", "打印带走")
        citizen.picture("choice")
        citizen.press_row(GUIDE)
        citizen.see("TakePages", "请取走您的材料")
        panel.take_sheets()
        citizen.press("再办一件")
    with citizen.notes.step("list of what to bring"):
        citizen.see("Choose", "打印带走")
        citizen.press_row(LIST)
        citizen.see("Accepted", PAPER_READY)
        citizen.picture("list")
        panel.take_paper()
        citizen.press("都取好了")
        citizen.see("Thanks")
        citizen.touch()
