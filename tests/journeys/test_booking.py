"""Appointments: booked, lost to somebody quicker, changed, cancelled, checked in; on every wire."""

from __future__ import annotations

import asyncio
import uuid
from datetime import datetime, timedelta
from typing import Any

from kiosk.conversation import Back, Leave
from kiosk.conversation import questions as q
from kiosk.conversation.notices import PaperNews
from kiosk.conversation.questions.hall import LATER
from kiosk.onenetwork.client import OneNetwork
from kiosk.onenetwork.hall import Appointment, NewAppointment
from kiosk.papers.pieces import BEIJING
from kiosk.papers.shown_codes import appointment_code
from kiosk.settings import Settings
from tests.journeys.conftest import Bench, Visit
from tests.journeys.papers import NUMBER
from tests.journeys.steady import Steady, one_terminal, steady, visit
from tests.journeys.test_faults import says_everything
from tests.journeys.walk import Steps, Walker

__all__ = ["one_terminal", "steady", "visit"]  # fixtures
DEVICES = ("code_reader",)

MARRIAGE = "990704040001"
PHONE = "13800000000"


def first_free(question: q.PickTime) -> q.Chosen:
    times = [time for day in question.days for part in day.parts for time in part.times]
    return q.Chosen(next(time.key for time in times if time.free))


def last_free(question: q.PickTime) -> q.Chosen:
    times = [time for day in question.days for part in day.parts for time in part.times]
    return q.Chosen(next(time.key for time in reversed(times) if time.free))


HELP = {"needs": "wheelchair large_print", "phone": PHONE}
TO_THE_CARD: Steps = [
    (q.Home, q.Opened("booking")),
    (q.Choose, q.Chosen("new")),
    (q.FindService, q.Selected(MARRIAGE)),
    (q.PickTime, first_free),
    (q.FillForm, HELP),
    (q.Consent, None),
]
"""All that is asked before the card is placed, from home."""
MINE: Steps = [
    (q.Home, q.Opened("booking")),
    (q.Choose, q.Chosen("mine")),
    (q.Consent, None),
]


async def booked_by_others(
    settings: Settings, count: int, slot_id: str = "", own: str = ""
) -> list[Appointment]:
    """Appointments of other citizens, or of the one whose number is `own`: for this slot, or the
    last one of the fortnight."""
    where = settings.backend
    client = OneNetwork(where.url, settings.terminal.id, where.secret.encode())
    if not slot_id:
        slot_id = (await client.hall.slots(MARRIAGE, days=14)).slots[-1].slot_id
    booked = []
    for n in range(10, 10 + count):
        number = own or f"99010119900101{n:02d}19"
        session = await client.open_session(
            name="李示例", id_number=number, card_kind="citizen", valid_to=None
        )
        wanted = NewAppointment(slot_id=slot_id, item_code=MARRIAGE)
        booked.append(await client.hall.book(session.token, wanted, key=uuid.uuid4().hex))
    await client.close()
    return booked


def start_of(slot_id: str) -> datetime:
    """When the slot of this name begins."""
    stamp = "".join(slot_id.split("-")[-2:])
    return datetime.strptime(stamp, "%Y%m%d%H%M").replace(tzinfo=BEIJING)


def stand_at(bench: Bench, moment: datetime, minutes: float) -> None:
    """The platform's clock stands so many minutes after a moment."""
    then = moment + timedelta(minutes=minutes)
    seconds = (then - datetime.now(then.tzinfo)).total_seconds()
    bench.platform.fault("clock_skew", value=int(seconds))


def printed(walker: Walker) -> bool:
    return any(isinstance(one, PaperNews) and one.stage == "printed" for one in walker.told)


async def place_card(bench: Bench) -> None:
    await asyncio.to_thread(bench.devices.panel.place_card, "zhang")


async def last_paper(bench: Bench) -> str:
    pieces: list[Any] = await asyncio.to_thread(bench.devices.panel.pieces)
    return str(pieces[-1].text)


async def test_somebody_to_do_it_with_is_booked_by_kind_of_help_and_time(
    bench: Bench, visit: Visit
) -> None:
    walker = Walker()
    kind = {"needs": "assistant sign_language", "phone": ""}
    async with visit(walker):
        await walker.take(q.Attract, None)
        await walker.walk(
            [
                (q.Home, q.Selected(MARRIAGE)),
                (q.ReadGuide, q.Chosen("book help")),
                (q.FillForm, Back),
                (q.ReadGuide, Back),
                (q.Home, q.Opened("booking")),
                (q.Choose, q.Chosen("helped")),
                (q.FindService, q.Selected(MARRIAGE)),
            ]
        )
        form = await walker.take(q.FillForm, kind)
        assert form.values["needs"] == "assistant"
        assert form.check("needs", "") is not None
        await walker.walk([(q.PickTime, Back), (q.FillForm, kind), (q.PickTime, first_free)])
        await walker.take(q.Consent, None)
        await walker.at(q.PlaceCard)
        await place_card(bench)
        check = await walker.take(q.ShowMatter, q.Chosen("yes"))
        told = [row.value for group in check.groups for row in group.rows]
        assert "帮办员陪着办、手语" in told
        assert (await walker.at(q.Accepted)).title == "约好了"


async def test_booked_changed_and_cancelled(bench: Bench, visit: Visit) -> None:
    walker = Walker()
    async with visit(walker):
        await walker.take(q.Attract, None)
        await walker.walk(TO_THE_CARD)
        await walker.at(q.PlaceCard)
        await place_card(bench)
        check = await walker.take(q.ShowMatter, q.Chosen("yes"))
        told = [row.value for group in check.groups for row in group.rows]
        assert "轮椅、大字的材料" in told
        assert "138****0000" in told
        first = await walker.at(q.Accepted)
        await walker.until(lambda: printed(walker))
        paper = await last_paper(bench)
        assert first.code in paper
        assert "民政区" in paper
        assert "张**" in paper
        await walker.take(q.Accepted, q.After.ANOTHER)

        await walker.walk(
            [
                (q.Home, q.Opened("booking")),
                (q.Choose, q.Chosen("mine")),
                (q.Consent, None),
                (q.Choose, lambda mine: q.Chosen(mine.entries[0].key)),
                (q.ShowMatter, q.Chosen("change")),
                (q.PickTime, last_free),
                (q.FillForm, {"needs": "", "phone": ""}),
                (q.ShowMatter, q.Chosen("yes")),
            ]
        )
        second = await walker.take(q.Accepted, q.After.ANOTHER)
        assert second.code != first.code

        await walker.walk([(q.Home, q.Opened("booking")), (q.Choose, q.Chosen("mine"))])
        mine = await walker.take(q.Choose, lambda mine: q.Chosen(mine.entries[0].key))
        assert [entry.chip for entry in mine.entries] == ["约好了", "取消了"]
        await walker.walk([(q.ShowMatter, q.Chosen("cancel")), (q.ShowMatter, q.Chosen("keep"))])
        await walker.walk([(q.ShowMatter, q.Chosen("cancel")), (q.ShowMatter, q.Chosen("cancel"))])
        mine = await walker.take(q.Choose, Leave)
        assert "取消好了" in mine.line
        assert [entry.chip for entry in mine.entries] == ["取消了", "取消了"]


async def test_a_time_lost_to_somebody_quicker_and_one_booked_already(
    bench: Bench, visit: Visit, steady: Steady
) -> None:
    walker = Walker()
    async with visit(walker):
        await walker.take(q.Attract, None)
        await walker.walk(TO_THE_CARD)
        times = next(one for one in reversed(walker.asked) if isinstance(one, q.PickTime))
        lost = first_free(times).key
        await booked_by_others(steady.settings, 2, lost)
        await walker.at(q.PlaceCard)
        await place_card(bench)
        await walker.take(q.ShowMatter, q.Chosen("yes"))
        other = await walker.take(q.Choose, lambda near: q.Chosen(near.entries[0].key))
        assert "约走了" in other.title
        assert all(entry.key != lost for entry in other.entries)
        first = await walker.take(q.Accepted, q.After.ANOTHER)

        again: Steps = [
            (q.Home, q.Opened("booking")),
            (q.Choose, q.Chosen("new")),
            (q.FindService, q.Selected(MARRIAGE)),
            (q.PickTime, last_free),
            (q.FillForm, {"needs": "", "phone": ""}),
            (q.ShowMatter, q.Chosen("yes")),
        ]
        await walker.walk([*again, (q.Choose, q.Chosen("keep"))])
        await walker.walk(again)
        held = await walker.take(q.Choose, q.Chosen("yes"))
        assert "已经约过" in held.title
        second = await walker.take(q.Accepted, q.After.ANOTHER)
        assert second.code != first.code

        times = next(one for one in reversed(walker.asked) if isinstance(one, q.PickTime))
        stand_at(bench, start_of(last_free(times).key), -10)
        await walker.walk(
            [
                (q.Home, q.Opened("booking")),
                (q.Choose, q.Chosen("mine")),
                (q.Consent, None),
                (q.Choose, lambda mine: q.Chosen(mine.entries[0].key)),
                (q.ShowMatter, Back),
                (q.Choose, lambda mine: q.Chosen(mine.entries[0].key)),
                (q.ShowMatter, q.Chosen("check_in")),
            ]
        )
        ticket = await walker.take(q.Accepted, q.After.DONE)
        assert ticket.code == "A001"


async def test_check_in_with_the_slip(bench: Bench, visit: Visit, steady: Steady) -> None:
    (booked,) = await booked_by_others(steady.settings, 1)
    walker = Walker()
    wrong = {"number": booked.appointment_id[1:], "code": f"{(int(booked.code) + 1) % 10**6:06d}"}
    right = {"number": booked.appointment_id[1:], "code": booked.code}
    to_the_code: Steps = [(q.Home, q.Opened("booking")), (q.Choose, q.Chosen("check_in"))]
    async with visit(walker):
        await walker.walk([(q.Attract, None), *to_the_code, (q.FillForm, wrong)])
        unknown = await walker.take(q.Trouble, q.Chosen("go_on"))
        assert "没有找到" in unknown.title
        form = await walker.take(q.FillForm, right)
        assert form.values == wrong
        early = await walker.take(q.Trouble, q.Chosen("go_on"))
        assert "还没到" in early.title
        stand_at(bench, booked.slot.starts_at, -10)
        await walker.at(q.FillForm)
        await asyncio.to_thread(bench.devices.panel.show_code, "something else")
        await walker.until(lambda: "不是预约单" in getattr(walker.asked[-1], "title", ""))
        shown = appointment_code(booked.appointment_id, booked.code)
        await asyncio.to_thread(bench.devices.panel.show_code, shown)
        ticket = await walker.at(q.Accepted)
        assert ticket.code == "A001"
        await walker.until(lambda: printed(walker))
        paper = await last_paper(bench)
        assert "A001" in paper
        assert "李" not in paper
        await walker.take(q.Accepted, q.After.DONE)


async def test_who_comes_late_hears_so(bench: Bench, visit: Visit, steady: Steady) -> None:
    (booked,) = await booked_by_others(steady.settings, 1)
    stand_at(bench, booked.slot.ends_at, 1)
    walker = Walker()
    typed = {"number": booked.appointment_id[1:], "code": booked.code}
    async with visit(walker):
        await walker.walk(
            [
                (q.Attract, None),
                (q.Home, q.Opened("booking")),
                (q.Choose, q.Chosen("check_in")),
                (q.FillForm, typed),
            ]
        )
        late = await walker.take(q.Trouble, Leave)
        assert "过了" in late.title


async def test_back_and_leave_at_each_step(bench: Bench, visit: Visit) -> None:
    walker = Walker()
    shown: list[type[q.Question[Any]]] = [kind for kind, _answer in TO_THE_CARD]
    async with visit(walker):
        for at in range(1, len(TO_THE_CARD)):
            await walker.walk([(q.Attract, None), *TO_THE_CARD[:at], (shown[at], Back)])
            await walker.take(shown[at - 1], Leave)
            await walker.take(q.Thanks, None)
        await walker.walk([(q.Attract, None), *TO_THE_CARD])
        await walker.at(q.PlaceCard)
        await place_card(bench)
        # Who one is, is not asked again.
        await walker.walk([(q.ShowMatter, Back), (q.FillForm, HELP), (q.ShowMatter, Leave)])
        await walker.at(q.TakeCard)
        await asyncio.to_thread(bench.devices.panel.remove_card)
        await walker.take(q.Thanks, None)
        await walker.at(q.Attract)
    assert bench.platform.state()["counts"]["appointments"] == 0
    assert walker.forgotten == len(TO_THE_CARD)


async def test_back_and_leave_at_each_step_of_my_appointments(
    bench: Bench, visit: Visit, steady: Steady
) -> None:
    await booked_by_others(steady.settings, 1, own=NUMBER)
    to_the_last: Steps = [
        (q.Choose, lambda mine: q.Chosen(mine.entries[0].key)),
        (q.ShowMatter, q.Chosen("cancel")),
        (q.ShowMatter, Back),
    ]
    walker = Walker()
    async with visit(walker):
        for at in range(len(to_the_last)):
            await walker.walk([(q.Attract, None), *MINE])
            await walker.at(q.PlaceCard)
            await place_card(bench)
            last = to_the_last[at][0]
            before = to_the_last[at - 1][0] if at else q.Choose
            await walker.walk([*to_the_last[:at], (last, Back), (before, Leave)])
            await walker.at(q.TakeCard)
            await asyncio.to_thread(bench.devices.panel.remove_card)
            await walker.take(q.Thanks, None)
        await walker.walk([(q.Attract, None), *MINE[:-1], (q.Consent, Back), (q.Choose, Leave)])
        await walker.take(q.Thanks, None)
        await walker.at(q.Attract)
    assert walker.forgotten == len(to_the_last) + 1


async def test_what_is_away_is_told_and_ways_lead_on(bench: Bench, visit: Visit) -> None:
    walker = Walker()
    bench.platform.fault("maintenance", "/v1/slots", value=1)
    async with visit(walker):
        await walker.walk([(q.Attract, None), *TO_THE_CARD[:3], (q.Trouble, q.Chosen("window"))])
        await walker.walk([(q.WindowHandover, Back), *TO_THE_CARD[1:3], (q.Trouble, Back)])
        await walker.take(q.FindService, q.Selected(MARRIAGE))
        trouble = await walker.at(q.Trouble)
        says_everything(trouble)
        bench.platform.clear()
        await walker.until_tried(q.PickTime)
        first = await walker.take(q.PickTime, q.Chosen(LATER))
        later = await walker.take(q.PickTime, Back)
        assert later.days[0].day not in [day.day for day in first.days]

        await walker.walk(TO_THE_CARD[3:])
        await walker.at(q.PlaceCard)
        await place_card(bench)
        await asyncio.to_thread(bench.devices.panel.set_paper, "out")
        await walker.take(q.ShowMatter, q.Chosen("yes"))
        trouble = await walker.take(q.Trouble, q.Chosen("go_on"))
        assert "已经约好" in trouble.line
        given = await walker.take(q.Accepted, q.After.DONE)
        assert given.paper is q.PaperStage.NOT_PRINTED
        assert "出来" not in given.paper_line
        assert len(given.code) == 6
