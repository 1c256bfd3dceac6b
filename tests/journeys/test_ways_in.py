"""The ways to say who one is: two cards and a code on the phone; and what needs none of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.conversation import Back, Leave, Outcome, ToWindow
from kiosk.conversation import questions as q
from kiosk.conversation.notices import CardNews
from tests.catalogue import demo
from tests.journeys.papers import CERTIFICATE
from tests.journeys.robot import WAIT, Robot
from tests.journeys.steady import Steady, one_terminal, steady
from tests.journeys.test_faults import on_wire, says_everything
from tests.journeys.test_guide_lights import shines

__all__ = ["one_terminal", "steady"]  # fixtures
DEVICES = ("code_reader", "io_board", "page_printer", "smart_card")

SOCIAL, CODE = q.Chosen("social_card"), q.Chosen("phone_code")
NUMBER_OF_LI = "99010119851224009X"
EVERYBODYS = demo.named("律师及律所信息查询")


def takes(way: q.Chosen, *then: object) -> Callable[[q.PlaceCard], object]:
    """From the reader to another way, once; what is done there is in `then`, and then waiting."""
    first: list[object] = [way]
    left = list(then)

    def act(place: q.PlaceCard) -> object:
        here = first if place.card is q.CardSort.IDENTITY else left
        return here.pop(0) if here else WAIT

    return act


def wants(**script: object) -> dict[str, Any]:
    """A citizen who wants a certificate, and looks at it only."""
    return {"Home": q.Selected(CERTIFICATE), "PreviewPaper": WAIT, **script}


async def at_slot(robot: Robot, times: int = 1) -> q.PlaceCard:
    """The slot is asked for the n-th time."""
    await robot.until(lambda: len(_slots(robot)) >= times)
    return _slots(robot)[-1]


def _slots(robot: Robot) -> list[q.PlaceCard]:
    shown = [one for one in robot.asked if isinstance(one, q.PlaceCard)]
    return [one for one in shown if one.card is q.CardSort.SOCIAL_SECURITY]


async def shown_on_phone(steady: Steady, number: str = NUMBER_OF_LI, life: float = 60.0) -> str:
    """A new code of this person's app, held up to the reader."""
    order = {"id_number": number, "life": life}
    told = await on_wire(steady.bench.platform.ask, "POST", "/sim/phone/login-code", order)
    await on_wire(steady.bench.devices.panel.hide_code)
    await on_wire(steady.bench.devices.panel.show_code, told["code"])
    return str(told["code"])


def applicants(steady: Steady) -> list[dict[str, str]]:
    return [case["applicant"] for case in steady.bench.platform.cases()]


# --- the social security card ------------------------------------------------------------


async def test_the_social_security_card_says_who_one_is_and_is_given_back(steady: Steady) -> None:
    panel = steady.bench.devices.panel
    async with steady.visit(**wants(PlaceCard=takes(SOCIAL), PreviewPaper=Leave)) as robot:
        place = await at_slot(robot)
        await shines(robot, panel, {"card_slot": "green blinking"})
        await on_wire(panel.place_smart_card, "zhang")
        take = await robot.until_asked(q.TakeCard)
        await shines(robot, panel, {"card_slot": "green blinking"})
        await on_wire(panel.remove_smart_card)
        await robot.until_asked(q.Thanks)
    assert place.where == steady.settings.places.card_slot
    assert {way.key for way in place.alternatives} == {"id_card", "phone_code", "window"}
    assert take.card is q.CardSort.SOCIAL_SECURITY
    assert robot.count(q.FillForm) == 0  # no password
    assert {one["name"] for one in applicants(steady)} == {"张**"}


async def test_a_locked_card_asks_for_its_password_itself(steady: Steady) -> None:
    forms = [{"pin": "1234"}, {"pin": "495060"}]
    async with steady.visit(**wants(PlaceCard=takes(SOCIAL), FillForm=forms)) as robot:
        await at_slot(robot)
        await on_wire(steady.bench.devices.panel.place_smart_card, "pin")
        wrong = await at_slot(robot, 2)
        assert "密码不对" in wrong.problem
        await on_wire(steady.bench.devices.panel.place_smart_card, "pin")
        await robot.until_asked(q.PreviewPaper)
    form = robot.last(q.FillForm)
    assert [one.kind for one in form.fields] == [q.FieldKind.PIN]
    assert form.check("pin", "12")
    assert not form.check("pin", "123456")


@pytest.mark.parametrize(("card", "words"), [("bank", "不是社会保障卡"), ("mute", "没有读出来")])
async def test_another_card_is_told_kindly_and_the_right_one_still_works(
    steady: Steady, card: str, words: str
) -> None:
    async with steady.visit(**wants(PlaceCard=takes(SOCIAL))) as robot:
        await at_slot(robot)
        await on_wire(steady.bench.devices.panel.place_smart_card, card)
        again = await at_slot(robot, 2)
        assert words in again.problem
        await on_wire(steady.bench.devices.panel.place_smart_card, "short_ids")
        await robot.until_asked(q.PreviewPaper)
    assert len(_slots(robot)) == 2  # the wrong card is not read over and over


async def test_a_card_pulled_in_the_middle_is_asked_for_again(steady: Steady) -> None:
    panel = steady.bench.devices.panel
    await on_wire(panel.fault, "smart_card", "remove_after", value=2)
    async with steady.visit(**wants(PlaceCard=takes(SOCIAL))) as robot:
        await at_slot(robot)
        await on_wire(panel.place_smart_card, "zhang")
        again = await at_slot(robot, 2)
        assert "拔得早" in again.problem
        await on_wire(panel.remove_smart_card)
        await on_wire(panel.place_smart_card, "zhang")
        await robot.until_asked(q.PreviewPaper)
    assert any(isinstance(one, CardNews) for one in robot.told)


async def test_a_card_that_stays_unreadable_is_told_with_another_way(steady: Steady) -> None:
    panel = steady.bench.devices.panel
    await on_wire(panel.fault, "smart_card", "garbage", times=None)
    async with steady.visit(**wants(PlaceCard=takes(SOCIAL), Trouble=ToWindow)) as robot:
        for times in (1, 2, 3):
            await at_slot(robot, times)
            await on_wire(panel.remove_smart_card)
            await on_wire(panel.place_smart_card, "zhang")
        says_everything(await robot.until_asked(q.Trouble))
        await robot.until_asked(q.WindowHandover)


async def test_without_the_slot_another_way_is_offered(steady: Steady) -> None:
    panel = steady.bench.devices.panel
    await on_wire(panel.fault, "smart_card", "service_down")
    script = wants(PlaceCard=takes(SOCIAL), Trouble=q.Chosen("go_on"))
    async with steady.visit(**script) as robot:
        says_everything(await robot.until_asked(q.Trouble))
        await robot.until_asked(q.PlaceCard, 3)
        assert robot.last(q.PlaceCard).card is q.CardSort.IDENTITY
        await on_wire(panel.place_card, "zhang")
        await robot.until_asked(q.PreviewPaper)


# --- a code on the phone -----------------------------------------------------------------


async def test_a_code_on_the_phone_says_who_one_is_without_the_number(steady: Steady) -> None:
    async with steady.visit(**wants(PlaceCard=takes(CODE), ShowCode=WAIT)) as robot:
        await robot.until_asked(q.ShowCode)
        await shown_on_phone(steady)
        await robot.until_asked(q.PreviewPaper)
    assert {one["name"] for one in applicants(steady)} == {"李**"}


@pytest.mark.parametrize("which", ["used", "late", "receipt"])
async def test_a_code_that_is_no_good_is_told_and_a_new_one_taken(
    steady: Steady, which: str
) -> None:
    panel = steady.bench.devices.panel
    if which == "used":  # somebody else's, photographed
        async with steady.visit(**wants(PlaceCard=takes(CODE), ShowCode=WAIT)) as robot:
            await robot.until_asked(q.ShowCode)
            stale = await shown_on_phone(steady)
            await robot.until_asked(q.PreviewPaper)
    async with steady.visit(**wants(PlaceCard=takes(CODE), ShowCode=WAIT)) as robot:
        await robot.until_asked(q.ShowCode)
        if which == "late":
            await shown_on_phone(steady, life=0.0)
        else:
            await on_wire(panel.show_code, "https://ywtb.example/c/82641937")
        again = await robot.until_asked(q.ShowCode, 2)
        assert ("过期" in again.problem) is (which == "late")
        if which == "used":  # after another: the reader does not take one code twice in a row
            await on_wire(panel.hide_code)
            await on_wire(panel.show_code, stale)
            again = await robot.until_asked(q.ShowCode, 3)
            assert "已经用过" in again.problem
        await shown_on_phone(steady)
        await robot.until_asked(q.PreviewPaper)
    assert robot.count(q.Trouble) == 0


async def test_the_platform_away_is_told_and_the_card_still_there(steady: Steady) -> None:
    platform = steady.bench.platform
    script = wants(PlaceCard=takes(CODE), ShowCode=WAIT, Trouble=WAIT)
    async with steady.visit(**script) as robot:
        await robot.until_asked(q.ShowCode)
        await on_wire(platform.fault, "status", "/v1/sessions", value=503)
        await shown_on_phone(steady)
        says_everything(await robot.until_asked(q.Trouble))
        await on_wire(platform.clear)
        await robot.until_tried(q.PreviewPaper)


# --- ways out ----------------------------------------------------------------------------


@pytest.mark.parametrize("way", [Back, Leave, ToWindow])
@pytest.mark.parametrize("step", ["slot", "code", "password"])
async def test_each_way_out_of_each_way_in(steady: Steady, step: str, way: type[Outcome]) -> None:
    panel = steady.bench.devices.panel
    chosen = CODE if step == "code" else SOCIAL
    there: list[object] = [way] if step == "slot" else []
    script = wants(PlaceCard=takes(chosen, *there), ShowCode=way, FillForm=way)
    async with steady.visit(**script) as robot:
        if step == "password":
            await at_slot(robot)
            await on_wire(panel.place_smart_card, "pin")
            await robot.until_asked(q.FillForm)
        if way is ToWindow:
            await robot.until_asked(q.WindowHandover)
        elif way is Back:
            await robot.until(lambda: robot.count(q.PlaceCard) == (2 if step == "code" else 3))
            sort = robot.last(q.PlaceCard).card
            assert (sort is q.CardSort.IDENTITY) is (step != "password")
        else:
            if step == "password":
                await robot.until_asked(q.TakeCard)
                await on_wire(panel.remove_smart_card)
            await robot.until_asked(q.Thanks)
    assert applicants(steady) == []


# --- what needs nobody -------------------------------------------------------------------


async def test_what_everybody_may_know_is_shown_without_a_card(steady: Steady) -> None:
    script = {"Home": q.Selected(EVERYBODYS.code), "PreviewPaper": q.Chosen("enough")}
    async with steady.visit(**script) as robot:
        await robot.until_asked(q.Rate)
    assert robot.count(q.Consent) == robot.count(q.PlaceCard) == 0
    assert {one["card_kind"] for one in applicants(steady)} == {"none"}


async def test_who_is_known_already_stays_unknown_to_a_look_up(steady: Steady) -> None:
    panel = steady.bench.devices.panel
    homes = [q.Selected(CERTIFICATE), q.Selected(EVERYBODYS.code), q.Selected(CERTIFICATE), WAIT]
    script = {"Home": homes, "PreviewPaper": [Back, q.Chosen("enough"), WAIT]}
    async with steady.visit(**script, ReadGuide=[None, Back, None, None]) as robot:
        await robot.until_asked(q.PlaceCard)
        await on_wire(panel.place_card, "zhang")
        await robot.until_asked(q.PreviewPaper, 2)
        await robot.until(lambda: len(applicants(steady)) == 2)
        await on_wire(panel.remove_card)
    assert [one["card_kind"] for one in applicants(steady)] == ["citizen", "none"]
    assert robot.count(q.PlaceCard) == 1
