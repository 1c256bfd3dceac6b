"""Guide lights (指引灯) and loudspeaker: what the citizen is asked decides what shines.

Both are decoration. Nobody waits for the board, nobody fails with it: a wish is put down, and one
task brings the newest wish to the board when there is one, a command at a time.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from drivers.driver import Health, Status
from drivers.io_board.contract import IoBoard, Lamp, Light
from kiosk.conversation import Presenter, Reply
from kiosk.conversation.notices import CardNews, CardTaken, Notice, PaperNews
from kiosk.conversation.questions import (
    Accepted,
    CapturePage,
    CardSort,
    CardStage,
    PagesStage,
    PaperStage,
    PlaceCard,
    Question,
    Rate,
    ShowCode,
    ShowFace,
    TakeCard,
    TakePages,
)
from kiosk.devices.device import Device, Unavailable

COMMAND = 2.0
"""Seconds a board has for one command."""
TRY_AGAIN = 1.0
"""Seconds after a command that a board, though it is there, did not carry out."""

Lights = Mapping[Light, Lamp]
CALLS = Lamp(blinks=True)
"""Something is to be done there now."""
WORKS = Lamp()
"""Something goes on there."""
PAPER = {PaperStage.PRINTING: WORKS, PaperStage.PRINTED: CALLS}
CARDS = {CardSort.IDENTITY: Light.CARD_READER, CardSort.SOCIAL_SECURITY: Light.CARD_SLOT}

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Outputs:
    """What the board is told; None: not known."""

    lights: Lights | None = None
    volume: int | None = None


class Guide:
    """Keeps the board as it is wished to be.

    Args:
        volume: percent, of the loudspeaker at the beginning and after every citizen.
    """

    def __init__(self, board: Device[IoBoard], volume: int) -> None:
        self._board = board
        self._rest = Outputs({}, volume)
        self._wish = self._rest
        self._shown = Outputs()
        self._changed = asyncio.Event()

    def shine(self, lights: Lights) -> None:
        """Let these lamps shine and no other; returns at once."""
        self._want(replace(self._wish, lights=lights))

    def set_volume(self, percent: int) -> None:
        """Loudspeaker at 0 … 100, however far beyond is asked for; returns at once."""
        self._want(replace(self._wish, volume=min(max(percent, 0), 100)))

    def set_site_volume(self, percent: int) -> None:
        """The site's own loudness from now on."""
        if percent != self._rest.volume:
            self._rest = replace(self._rest, volume=percent)
            self.set_volume(percent)

    def rest(self) -> None:
        """The citizen has gone: dark, and the volume is the site's own again."""
        self._want(self._rest)

    def device_changed(self, name: str, status: Status) -> None:
        """The hub has news of a device: a board that was away has forgotten what it was told."""
        if name != self._board.name:
            return
        if status.health is not Health.ONLINE:
            self._shown = Outputs()
        self._changed.set()

    async def follow(self) -> None:
        """Bring every wish to the board, for ever."""
        while True:
            self._changed.clear()
            if self._board.status.health is Health.ONLINE and not await self._bring():
                await asyncio.sleep(TRY_AGAIN)
            elif self._arrived:
                await self._changed.wait()

    @property
    def _arrived(self) -> bool:
        """Whether there is nothing to do, or nobody to do it."""
        return self._board.status.health is not Health.ONLINE or self._shown == self._wish

    def _want(self, wish: Outputs) -> None:
        self._wish = wish
        self._changed.set()

    async def _bring(self) -> bool:
        """One command at most, for what is not yet as wished; False when it did not get there."""
        shown, wish = self._shown, self._wish
        if wish.lights is not None and wish.lights != shown.lights:
            outcome: object = await self._board.call(
                IoBoard.set_lights, wish.lights, deadline=COMMAND
            )
            now = replace(shown, lights=wish.lights)
        elif wish.volume is not None and wish.volume != shown.volume:
            outcome = await self._board.call(IoBoard.set_volume, wish.volume, deadline=COMMAND)
            now = replace(shown, volume=wish.volume)
        else:
            return True
        if isinstance(outcome, Unavailable):
            log.info("the I/O board was not told: %s", outcome.detail)
            return False
        if self._shown is shown:  # it was not away meanwhile
            self._shown = now
        return True


class Guided:
    """A presenter beside which the guide lights follow what is presented."""

    def __init__(self, presenter: Presenter, guide: Guide) -> None:
        self._presenter = presenter
        self._guide = guide
        self._lights: Lights = {}

    def present(self, question: Question[Any], reply: Reply[Any]) -> None:
        """Put the question, and light the way to the device that it is about."""
        self._presenter.present(question, reply)
        self._shine(lights_for(question))

    def notify(self, notice: Notice) -> None:
        """Show news, which may be that a device needs somebody now, or no longer."""
        self._presenter.notify(notice)
        match notice:
            case CardNews(stage=stage):
                lamp = WORKS if stage is CardStage.READING else CALLS
                asked_for = self._lights.keys() & CARDS.values()
                self._shine({**self._lights, **dict.fromkeys(asked_for, lamp)})
            case CardTaken():
                self._shine(_without(self._lights, *CARDS.values()))
            case PaperNews(stage=stage):
                others = _without(self._lights, Light.RECEIPT_SLOT)
                self._shine({**others, **_paper(stage)})

    def forget(self) -> None:
        """The citizen has gone."""
        self._shine({})
        self._presenter.forget()

    def _shine(self, lights: Lights) -> None:
        if lights != self._lights:
            self._lights = lights
            self._guide.shine(lights)


def lights_for(question: Question[Any]) -> Lights:
    """What shines while this question is on the screen."""
    match question:
        case PlaceCard(card=card) | TakeCard(card=card):
            return {CARDS[card]: CALLS}
        case CapturePage(captured=None):
            return {Light.CAMERA: WORKS}
        case ShowFace():
            return {Light.FACE_CAMERA: WORKS}  # steady: a picture is taken by it
        case Accepted(paper=stage, card_on_reader=True, card=card):
            return {CARDS[card]: CALLS, **_paper(stage)}
        case Accepted(paper=stage):
            return _paper(stage)
        case TakePages(stage=PagesStage.PRINTING):
            return {Light.PAGE_SLOT: WORKS}
        case TakePages():
            return {Light.PAGE_SLOT: CALLS}
        case ShowCode():
            return {Light.CODE_READER: CALLS}
        case Rate():
            return {Light.RATING_PAD: CALLS}
        case _:
            return {}


def _paper(stage: PaperStage) -> Lights:
    return {Light.RECEIPT_SLOT: PAPER[stage]} if stage in PAPER else {}


def _without(lights: Lights, *dark: Light) -> Lights:
    return {name: lamp for name, lamp in lights.items() if name not in dark}
