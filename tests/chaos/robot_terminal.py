"""A whole terminal but for its glass, whose robot citizens apply over every wire.

Run by tests.chaos.run as a process that may be killed at any moment. Arguments: home folder, the
testers' panel's URL, journeys wanted, then options as `kiosk run --set` takes them.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import kiosk.terminal
from kiosk import settings as configuration
from kiosk.conversation import Reply
from kiosk.conversation import questions as q
from kiosk.onenetwork.client import OneNetwork
from kiosk.onenetwork.ledger import Ledger
from kiosk.onenetwork.outbox import Outbox, OutboxLimits
from kiosk.onenetwork.outcomes import OutboxFull
from kiosk.onenetwork.submission import Submission
from kiosk.terminal import terminal
from simulators.remote import Panel
from tests.chaos.company import end_with_parent
from tests.chaos.journal import Journal
from tests.chaos.terminal import HASTE
from tests.journeys.robot import WAIT, Robot

READS_S = 0.5
"""Seconds in which a robot reads what went wrong."""
HOME: Path
JOURNAL: Journal


class WatchedOutbox(Outbox):
    """Writes down what its journeys ask of it, and keeps its history."""

    def __init__(self, backend: OneNetwork, ledger: Ledger, limits: OutboxLimits) -> None:
        super().__init__(backend, ledger, replace(limits, keep_delivered_s=HASTE.keep_delivered_s))

    async def commit(self, submission: Submission) -> None:
        ref = submission.terminal_case_ref
        JOURNAL.write("begun", ref)
        try:
            await super().commit(submission)
        except OutboxFull:
            JOURNAL.write("full", ref)
            raise
        JOURNAL.write("kept", ref)

    async def discard(self, ref: str) -> None:
        JOURNAL.write("said_no", ref)
        await super().discard(ref)


class TalkativeRobot(Robot):
    """Leaves a trail of the questions it was asked, for whoever looks into a run kept."""

    def present(self, question: q.Question[Any], reply: Reply[Any]) -> None:
        print(type(question).__name__, file=sys.stderr, flush=True)
        super().present(question, reply)


def citizen(panel: Panel, wanted: int) -> Robot:
    """Applies, again and again; whatever goes wrong is tried once more."""

    def begin(_question: q.Attract) -> object:
        if JOURNAL.settled() < wanted:
            return None
        (HOME / "served").touch()
        return WAIT

    def place(_question: q.PlaceCard) -> object:
        panel.place_card("zhang")
        return WAIT

    def take(_question: object) -> object:
        panel.remove_card()
        return WAIT

    def accept(question: q.Accepted) -> object:
        panel.remove_card()
        return q.After.DONE

    def mend(trouble: q.Trouble) -> object:
        keys = [option.key for option in trouble.options]
        chosen = q.Chosen("retry" if "retry" in keys else keys[-1])
        asyncio.get_running_loop().call_later(READS_S, robot.answer, chosen)
        return WAIT

    robot = TalkativeRobot(
        Attract=begin,
        PlaceCard=place,
        TakeCard=take,
        Accepted=accept,
        Trouble=mend,
        OutOfService=WAIT,
    )
    return robot


async def look_back(outbox: Outbox) -> None:
    """Those whose terminal died under their hands: is the case there?"""
    for ref, word in JOURNAL.last_words().items():
        if word == "begun":
            there = await outbox._ledger.entry(ref)
            JOURNAL.write("found" if there else "gone", ref)


async def main(panel_url: str, wanted: int, options: list[str]) -> None:
    settings = configuration.load("simulated", options)
    with Panel(panel_url) as panel:
        panel.remove_card()
        panel.show_scene("page")
        async with terminal(settings, citizen(panel, wanted)) as running:
            await look_back(running._services.outbox)
            await running.serve()


if __name__ == "__main__":
    end_with_parent()
    logging.basicConfig(level=logging.ERROR)
    HOME = Path(sys.argv[1])
    JOURNAL = Journal(HOME / "journal")
    kiosk.terminal.Outbox = WatchedOutbox  # type: ignore[misc]
    asyncio.run(main(sys.argv[2], int(sys.argv[3]), sys.argv[4:]))
