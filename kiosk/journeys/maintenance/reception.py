"""How staff come to the technician's screen: by their card, or by number and code.

At rest only. A card put into the reader is asked to sign a challenge; without a reader, the mark
held down on the resting screen asks for number and code. After some wrong codes none is taken for
a while, over a restart as well. Every attempt is in the audit trail.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Mapping

from drivers.driver import Event
from drivers.smart_card.contract import CardInserted, NotThisCard, SmartCardReader, StaffCard
from kiosk.conversation.asking import Conversation
from kiosk.conversation.questions import (
    Chosen,
    FieldKind,
    FillForm,
    FormField,
    Option,
    Row,
    Trouble,
)
from kiosk.identity import staff
from kiosk.journeys.troubles import GO_ON
from kiosk.session import Services
from kiosk.text import _

CARD_WAIT = 2.0
CARD_DEADLINE = 8.0
MISSES = "technician.misses"

log = logging.getLogger(__name__)


class Reception:
    """One for the terminal.

    Args:
        clock: gives Unix seconds.
    """

    def __init__(
        self,
        services: Services,
        conversation: Conversation,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._services = services
        self._conversation = conversation
        self._clock = clock
        self._card = False
        self.came = asyncio.Event()
        """Somebody put in a card, or wants to type a code."""

    def happened(self, event: Event) -> None:
        """An event of the card reader."""
        if isinstance(event, CardInserted):
            self._card = True
            self.came.set()

    def asked(self) -> None:
        """Somebody held the mark."""
        self.came.set()

    async def admit(self) -> str:
        """The staff number of who came; empty when they are not let in, which they were told.

        Raises:
            Outcome: they went away.
        """
        card, self._card = self._card, False
        self.came.clear()
        return await self._by_card() if card else await self._by_code()

    async def _by_card(self) -> str:
        asked = staff.challenge()
        outcome = await self._services.hub.smart_card.call(
            SmartCardReader.read_staff, CARD_WAIT, asked, deadline=CARD_DEADLINE
        )
        match outcome:
            case StaffCard(number=number) if staff.card_holds(
                outcome, asked, self._services.settings.staff.cards
            ):
                return number
            case StaffCard(number=number):
                await self._services.record("technician.refused", number)
                await self._tell(_("这张工作人员卡没有在本机登记"), _("请管理人员登记以后再来。"))
            case NotThisCard():
                pass  # a citizen's card: nothing is said, they touch the screen next
            case _:
                log.info("a card at rest was not read: %s", type(outcome).__name__)
        return ""

    async def _by_code(self) -> str:
        codes = self._services.settings.staff.codes
        if not codes:
            return ""  # by card only
        if await self._locked():
            await self._tell(_("输错太多次，过一会儿再试"), _("为了安全，暂时不收维护码。"))
            return ""
        typed = await self._conversation.ask(_form())
        number = await asyncio.to_thread(
            staff.number_with_code, typed.get("number", ""), typed.get("code", ""), codes
        )
        await self._counted(missed=not number)
        if not number:
            await self._services.record("technician.refused", typed.get("number", ""))
            await self._tell(_("工号或者维护码不对"), _("没有登录。"))
        return number

    async def _locked(self) -> bool:
        misses = await self._misses()
        return bool(misses["until"] > self._clock())

    async def _counted(self, *, missed: bool) -> None:
        """Count a wrong code; a right one wipes them out."""
        limits, kept = self._services.settings.staff, await self._misses()
        count = kept["count"] + 1 if missed else 0
        until = 0.0
        if count >= limits.attempts:
            count, until = 0, self._clock() + limits.lock_minutes * 60
            await self._services.record("technician.locked")
        await self._services.memory.keep(MISSES, {"count": count, "until": until})

    async def _misses(self) -> Mapping[str, float]:
        kept = await self._services.memory.recall(MISSES)
        return kept or {"count": 0, "until": 0.0}

    async def _tell(self, title: str, line: str) -> None:
        question = Trouble(
            icon="service",
            title=title,
            line=line,
            happened=(),
            todo=(Row(_("要维护，请联系管理人员"), self._services.settings.terminal.help_phone),),
            options=(Option(GO_ON, _("知道了")),),
            help_code="",
        )
        answer: Chosen = await self._conversation.ask(question)
        log.info("staff not let in: %s", answer.key)


def _form() -> FillForm:
    return FillForm(
        title=_("维护登录"),
        from_card=(),
        fields=(
            FormField("number", _("工号"), FieldKind.NUMBER, max_length=20),
            FormField("code", _("维护码"), FieldKind.PIN, max_length=20),
        ),
        values={},
        check=lambda name, value: None if value else _("请填写"),
    )
