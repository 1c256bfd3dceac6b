"""How an application with nothing special ends: one signature, one notice, no rating."""

from __future__ import annotations

from simulators.remote import Panel
from simulators.tour.citizen import Citizen


def hand_in(citizen: Citizen, panel: Panel) -> None:
    """From the review to the resting screen."""
    with citizen.notes.step("review and sign"):
        citizen.see("Review")
        citizen.picture("review")
        citizen.sign()
        citizen.press("提交")
    with citizen.notes.step("paper"):
        citizen.see("Accepted", "请取走回执")
        citizen.picture("accepted")
        panel.remove_card()
        panel.take_paper()
        citizen.press("都取好了")
        citizen.see("Rate")
        citizen.press("不评了，结束")
        citizen.see("Thanks")
        citizen.touch()
