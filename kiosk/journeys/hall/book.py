"""Book a time at the hall (预约): when, what help is wanted, who, check, done."""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import get_args

from kiosk.catalogue.model import Item
from kiosk.conversation import Back
from kiosk.conversation.questions import (
    After,
    Choose,
    Entry,
    FieldKind,
    FillForm,
    FormField,
    Group,
    Option,
    Progress,
    Row,
    ShowMatter,
)
from kiosk.identity.masking import mask_phone
from kiosk.journeys import troubles
from kiosk.journeys.as_citizen import reach_as_citizen
from kiosk.journeys.fill import phone_problem
from kiosk.journeys.hall.appointments import confirmed, held_for
from kiosk.journeys.hall.when import left, pick_slot
from kiosk.journeys.hall.words import day_and_time, rows_of
from kiosk.journeys.identify import consent, identify, purpose_of
from kiosk.journeys.offered import while_offered
from kiosk.journeys.wizard import GoTo, NotTaken, Step, run_steps
from kiosk.onenetwork.hall import Appointment, Need, NewAppointment, Slot, free_instead
from kiosk.onenetwork.problem import BackendProblem, ProblemCode
from kiosk.session import Session
from kiosk.text import _, listed

TIME, HELP, YES, KEEP = "time", "help", "yes", "keep"
NEEDS: tuple[Need, ...] = get_args(Need)
NOT_BOOKED = (
    ProblemCode.SLOT_FULL,
    ProblemCode.NOT_FOUND,
    ProblemCode.WRONG_STATE,
    ProblemCode.ITEM_WITHDRAWN,
)


class NothingToBook(Exception):  # noqa: N818 - a turn in the road, not an error
    """The citizen keeps what they have, or was told that there is nothing to be had."""


@dataclass
class Wish:
    """What one citizen is booking; lives in memory only. `replaces` is what it is changed from;
    `helped` says that it is for the sake of the help (帮办)."""

    item: Item
    replaces: Appointment | None = None
    helped: bool = False
    slot: Slot | None = None
    needs: tuple[Need, ...] = field(default=(), repr=False)
    phone: str = field(default="", repr=False)
    ref: str = field(default_factory=lambda: uuid.uuid4().hex)
    """Of the paper; the platform hears of each time under a key of its own."""

    @property
    def service(self) -> str:
        """For the top of each screen."""
        return self.item.short_name

    def progress(self, now: int) -> Progress:
        """The step bar at step `now` (from 0)."""
        first = (_("选时间"), _("要的帮助"))
        begin = first[::-1] if self.helped else first
        return Progress((*begin, _("核验身份"), _("核对"), _("拿预约单")), now)


async def book_help(session: Session, item: Item) -> After:
    """Book somebody who does it with the citizen (帮办): what kind of help, then when.

    Raises:
        Back, Leave, TimedOut, ToWindow: as `book` does.
    """
    return await _booked(session, Wish(item, helped=True, needs=("assistant",)))


async def book(session: Session, item: Item, replaces: Appointment | None = None) -> After:
    """Book a time for this service, or another one than `replaces`.

    Raises:
        Back: nothing was booked or changed.
        Leave, TimedOut, ToWindow: as the citizen chose.
    """
    return await _booked(session, Wish(item, replaces))


async def _booked(session: Session, wish: Wish) -> After:
    item = wish.item
    booked: list[Appointment] = []

    async def when() -> None:
        wish.slot = await pick_slot(session, item, wish.progress(1 if wish.helped else 0))

    async def wanted() -> None:
        await _ask_help(session, wish)

    async def agree() -> None:
        await consent(session, purpose_of(item))

    async def who() -> None:
        await identify(session, purpose_of(item), wish.progress(2))

    async def check() -> None:
        booked.append(await _checked_and_booked(session, wish))

    first = [Step(TIME, when), Step(HELP, wanted)]
    steps = [
        *(reversed(first) if wish.helped else first),
        Step("consent", agree, once=True),
        Step("identity", who, once=True),
        Step("check", check),
    ]
    try:
        await run_steps([while_offered(session, item, step) for step in steps])
    except (NothingToBook, NotTaken):
        return After.ANOTHER
    return await confirmed(session, booked[0], item, wish.ref)


async def _ask_help(session: Session, wish: Wish) -> None:
    """What the hall should have ready, and a phone for a reminder: optional, but for the help that
    an appointment is made for."""
    values = await session.conversation.ask(
        FillForm(
            service=wish.service,
            progress=wish.progress(0 if wish.helped else 1),
            title=_("要哪种帮助？") if wish.helped else _("需要帮助吗？都可以不填"),
            from_card=(),
            fields=(
                FormField(
                    "needs",
                    _("到大厅时要的帮助"),
                    FieldKind.SEVERAL,
                    _("可以多选") if wish.helped else _("可以多选，也可以不选"),
                    required=wish.helped,
                    choices=tuple((need, name) for need, name in _needs().items()),
                ),
                FormField(
                    "phone",
                    _("提醒用的手机号"),
                    FieldKind.PHONE,
                    _("来之前发短信提醒您"),
                    required=False,
                ),
            ),
            values={"needs": " ".join(wish.needs), "phone": wish.phone},
            check=partial(_wrong, wish),
        )
    )
    _take(wish, values)


def _take(wish: Wish, values: Mapping[str, str]) -> None:
    chosen = values.get("needs", "").split()
    wish.needs = tuple(need for need in NEEDS if need in chosen)
    wish.phone = values.get("phone", "").strip()


def _wrong(wish: Wish, name: str, value: str) -> str | None:
    if name == "needs" and wish.helped and not value:
        return _("请至少选一样。")
    return phone_problem(value, optional=True) if name == "phone" and value else None


def _needs() -> dict[Need, str]:
    return {
        "assistant": _("帮办员陪着办"),
        "wheelchair": _("轮椅"),
        "sign_language": _("手语"),
        "elder_company": _("有人陪老人办"),
        "large_print": _("大字的材料"),
    }


async def _checked_and_booked(session: Session, wish: Wish) -> Appointment:
    """All of it once more, then it is booked.

    Raises:
        GoTo: something is to be changed.
        NothingToBook: as it says.
    """
    while True:
        chosen = await session.conversation.ask(_all_of(wish))
        if chosen.key != YES:
            raise GoTo(chosen.key)
        with contextlib.suppress(Back):
            return await _book(session, wish)


def _all_of(wish: Wish) -> ShowMatter:
    assert wish.slot is not None
    names = _needs()
    extra = (
        Row(_("要的帮助"), listed(names[need] for need in wish.needs) or _("不用")),
        Row(_("短信提醒"), mask_phone(wish.phone) if wish.phone else _("不用")),
    )
    old = wish.replaces
    was = (Row(_("原来约的"), day_and_time(old.slot.starts_at)),) if old else ()
    return ShowMatter(
        service=wish.service,
        progress=wish.progress(3),
        title=_("改到这个时间吗？") if old else _("就约这个时间吗？"),
        line=_("新的约好，原来的才取消。") if old else "",
        icon="booking",
        groups=(
            Group(_("时间和地点"), rows=(*was, *rows_of(wish.slot))),
            Group(_("帮助和提醒"), rows=extra),
        ),
        options=(
            Option(TIME, _("换个时间"), icon="when"),
            Option(HELP, _("改帮助和提醒"), icon="help"),
        ),
        main=Option(YES, _("改到这个时间") if old else _("约这个时间")),
    )


async def _book(session: Session, wish: Wish) -> Appointment:
    """Book it; whoever comes late is offered the nearest times at once.

    Raises:
        Back: to the check.
        GoTo: another time is to be picked.
    """
    while True:
        assert wish.slot is not None
        order = NewAppointment(
            slot_id=wish.slot.slot_id,
            item_code=wish.item.code,
            phone=wish.phone,
            remind=bool(wish.phone),
            needs=wish.needs,
            replaces=wish.replaces.appointment_id if wish.replaces else None,
        )
        key = uuid.uuid5(uuid.UUID(wish.ref), order.model_dump_json()).hex
        try:
            return await reach_as_citizen(
                session,
                wish.service,
                lambda token: session.services.backend.hall.book(token, order, key=key),  # noqa: B023
                refusals=NOT_BOOKED,
            )
        except BackendProblem as problem:
            await _instead(session, wish, problem)


async def _instead(session: Session, wish: Wish, problem: BackendProblem) -> None:
    """What to book instead is in the wish afterwards.

    Raises:
        GoTo: another time is to be picked.
        NothingToBook: it is no longer offered, or the time held is kept.
        Back: to the check.
    """
    match problem.code:
        case ProblemCode.WRONG_STATE:
            wish.replaces = await _change_held(session, wish)
        case ProblemCode.ITEM_WITHDRAWN:
            await troubles.ask(session, troubles.withdrawn(session, wish.service))
            raise NothingToBook
        case _:
            wish.slot = await _nearest(session, wish, free_instead(problem))


async def _nearest(session: Session, wish: Wish, free: tuple[Slot, ...]) -> Slot:
    """One of the times still free near the one lost.

    Raises:
        GoTo: all times are to be seen.
    """
    chosen = await session.conversation.ask(
        Choose(
            service=wish.service,
            title=_("这个时间刚刚被约走了"),
            line=_("离得最近的空位，点一个就约好：") if free else "",
            entries=tuple(
                Entry(
                    slot.slot_id,
                    day_and_time(slot.starts_at),
                    slot.window,
                    "when",
                    left(slot.left),
                    "ok",
                )
                for slot in free
            ),
            empty=_("附近没有空位了，看看别的日子。"),
            main=Option(TIME, _("看别的时间")),
        )
    )
    if chosen.key == TIME:
        raise GoTo(TIME)
    return next(slot for slot in free if slot.slot_id == chosen.key)


async def _change_held(session: Session, wish: Wish) -> Appointment | None:
    """The citizen has a time already: change it, or keep it.

    Raises:
        NothingToBook: it is kept.
        Back: to the check.
    """
    held = await held_for(session, wish.item)
    if held is None:
        return None
    assert wish.slot is not None
    chosen = await session.conversation.ask(
        Choose(
            service=wish.service,
            title=_("这件事您已经约过了"),
            line=_("一件事只能约一个时间，要改吗？"),
            entries=(
                Entry(
                    YES,
                    _("改到{when}").format(when=day_and_time(wish.slot.starts_at)),
                    _("原来的位子让给别人"),
                    "when",
                ),
                Entry(
                    KEEP,
                    _("不改，还是{when}").format(when=day_and_time(held.slot.starts_at)),
                    held.slot.window,
                    "booking",
                ),
            ),
        )
    )
    if chosen.key == KEEP:
        raise NothingToBook
    return held
