"""The main journey, as in the issue: from the resting screen to thanks, and back to rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from simulators.remote import Panel
from simulators.tour import side_shows
from simulators.tour.citizen import Citizen
from simulators.tour.eye import Sight
from simulators.tour.strikes import Fate, spare

PERSON: Final = "zhang"
PHONE: Final = "13800000000"
PHONE_LABEL: Final = "手机号"
LETTERS: Final = "shebaokabuban"
SPACE: Final = "空格"
"""Takes the likeliest words, 社保卡补办 here."""
WORD_LENGTH: Final = 5
"""Signs of 社保卡补办, as people say it: of two services that fit, neither is the sure one."""
BESIDE: Final = ("io_board", "smart_card", "page_printer", "scanner", "code_reader")
"""Families of drivers whose devices this journey does not wait for."""
CARD_ASKED: Final = "请取走身份证"
PAPER_READY: Final = "请取走回执"


@dataclass(frozen=True)
class Plan:
    """In what the orientations differ."""

    by_keyboard: bool
    """Find the service by typing, else by its card on the home page."""
    paper_runs_out: bool
    stars: int
    on_pad: bool
    """Rate on the pad's keys, else on the screen."""


def main_journey(citizen: Citizen, panel: Panel, plan: Plan, fate: Fate = spare) -> None:
    """One citizen, one service. Raises NotSeenError where it does not go on.

    `fate` is called with each family of drivers: when its device is in use, or amid the form.
    """
    panel.show_scene("empty")
    _begin(citizen)
    if fate is spare:
        side_shows.nothing_found(citizen)
        side_shows.help_dialog(citizen)
        side_shows.to_the_window(citizen)
    _find(citizen, plan)
    _guide_and_consent(citizen)
    _identify(citizen, panel, fate)
    _fill(citizen, fate)
    _photograph(citizen, panel, fate)
    _review(citizen)
    _submit(citizen, panel, plan, fate)
    _take_away(citizen, panel, fate)
    _rate(citizen, panel, plan, fate)
    _part(citizen)


def _begin(citizen: Citizen) -> None:
    with citizen.notes.step("attract"):
        citizen.see("Attract")
        citizen.picture("attract")
    with citizen.notes.step("home"):
        citizen.touch()
        citizen.see("Home")
        citizen.picture("home")


def _find(citizen: Citizen, plan: Plan) -> None:
    with citizen.notes.step("find"):
        if plan.by_keyboard:
            citizen.press("", "field")
            citizen.see("FindService")
            citizen.picture("search-open")
            citizen.type(LETTERS)
            citizen.see_typed(len(LETTERS))
            citizen.picture("search-letters")
            citizen.press(SPACE, "key")
            citizen.see_written(WORD_LENGTH)
            citizen.see("FindService", "您要办哪一件？")
            citizen.picture("search-results")
        citizen.press(side_shows.HOT, "card")


def _guide_and_consent(citizen: Citizen) -> None:
    with citizen.notes.step("guide"):
        citizen.see("ReadGuide")
        citizen.picture("guide")
        citizen.press("立即办理")
    with citizen.notes.step("consent"):
        citizen.see("Consent")
        citizen.picture("consent")
        citizen.press("同意")


def _identify(citizen: Citizen, panel: Panel, fate: Fate) -> None:
    with citizen.notes.step("identity card"):
        citizen.see("PlaceCard")
        citizen.picture("place-card")
        fate("id_card")
        panel.place_card(PERSON)
        citizen.see("FillForm")


def _fill(citizen: Citizen, fate: Fate) -> None:
    with citizen.notes.step("form"):
        for family in BESIDE:
            fate(family)
        citizen.picture("form")
        citizen.press(PHONE_LABEL, "field")
        citizen.type(PHONE[:-1])
        citizen.see_typed(len(PHONE) - 1, PHONE_LABEL)
        citizen.press("下一步")
        citizen.see("FillForm", "少了 1 位")
        citizen.picture("form-error")
        citizen.type(PHONE[-1])
        citizen.see_typed(len(PHONE), PHONE_LABEL)
        citizen.picture("form-filled")
        citizen.press("下一步")


def _photograph(citizen: Citizen, panel: Panel, fate: Fate) -> None:
    with citizen.notes.step("material"):
        citizen.see("CapturePage", "拍照")
        citizen.see("CapturePage", "正在找纸")
        citizen.picture("capture-empty")
        fate("camera")
        panel.show_scene("page")
        # It shoots by itself after some still frames: on a slow machine before the picture.
        citizen.eye.until(
            lambda now: now.says("已找到整页") or now.says("用这张"), "the page to be found"
        )
        citizen.picture("capture-found")
        citizen.see("CapturePage", "用这张")
        citizen.picture("capture-taken")
        citizen.press("用这张")


def _review(citizen: Citizen) -> None:
    with citizen.notes.step("review and sign"):
        citizen.see("Review")
        citizen.picture("review")
        citizen.sign()
        citizen.picture("review-signed")


def _submit(citizen: Citizen, panel: Panel, plan: Plan, fate: Fate) -> None:
    if plan.paper_runs_out:
        panel.set_paper("out")
    with citizen.notes.step("submit"):
        citizen.press("提交")
        if plan.paper_runs_out:
            citizen.see("Trouble", "打印纸用完了")
            citizen.picture("trouble-paper-out")
            panel.set_paper("ok")
        citizen.see("Accepted")
        fate("receipt_printer")
    with citizen.notes.step("receipt"):
        citizen.see("Accepted", PAPER_READY)
        citizen.picture("accepted")


def _take_away(citizen: Citizen, panel: Panel, fate: Fate) -> None:
    with citizen.notes.step("take card and receipt"):
        fate("id_card")
        panel.remove_card()
        panel.take_paper()
        citizen.eye.until(lambda now: not now.says(CARD_ASKED), "the card's picture to go")
        citizen.picture("accepted-card-taken")
        citizen.press("都取好了")


def _rate(citizen: Citizen, panel: Panel, plan: Plan, fate: Fate) -> None:
    with citizen.notes.step("rating"):
        citizen.see("Rate")
        citizen.picture("rating")
        fate("rating_pad")
        if plan.on_pad:
            citizen.eye.until(
                lambda now: _lit(now) == plan.stars or _press(panel, plan.stars),
                "the star pressed on the pad",
            )
            citizen.picture("rating-chosen")
        else:
            citizen.press_star(plan.stars)
            citizen.eye.until(lambda now: _lit(now) == plan.stars, "the star pressed")
            citizen.picture("rating-chosen")
            citizen.press("提交评价")


def _press(panel: Panel, stars: int) -> bool:
    """Press once more: a key pressed while the terminal's end was lost is not heard."""
    panel.press_stars(stars)
    return False


def _lit(sight: Sight) -> int:
    return sum(bool(star.more["lit"]) for star in sight.all("star"))


def _part(citizen: Citizen) -> None:
    with citizen.notes.step("thanks"):
        citizen.see("Thanks")
        citizen.picture("thanks")
        citizen.touch()
        citizen.see("Attract")
        citizen.picture("attract-again")
