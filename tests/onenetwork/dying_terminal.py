"""A terminal that is killed with -9 at a chosen moment; run by test_kill.

Arguments: backend URL, data directory, the reference, moment: `committed`, or the number of
steps that are noted as done when it dies.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

from kiosk.onenetwork.client import OneNetwork
from kiosk.onenetwork.ledger import Ledger
from kiosk.onenetwork.outbox import Outbox, OutboxLimits
from kiosk.storage.database import Database
from tests.onenetwork.conftest import NAME, NUMBER, ledger_of, make_submission


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


async def live(url: str, directory: Path, ref: str, moment: str) -> None:
    database = Database(directory / "kiosk.db")
    database.open()
    backend = OneNetwork(url, "demo-terminal", b"demo-terminal-secret", call_deadline=60)
    outbox = Outbox(backend, ledger_of(database), OutboxLimits(min_free_bytes=0))
    session = await backend.open_session(
        name=NAME, id_number=NUMBER, card_kind="citizen", valid_to=None
    )
    submission = make_submission(session.assertion)
    await outbox.commit(submission.model_copy(update={"terminal_case_ref": ref}))
    if moment == "committed":
        die()
    note_step = Ledger.note_step

    async def note_then_die(ledger: Ledger, ref: str, steps_done: int, case_no: str) -> None:
        """Die before noting: the backend has acted, the disk does not know."""
        if steps_done == int(moment):
            die()
        await note_step(ledger, ref, steps_done, case_no)

    Ledger.note_step = note_then_die  # type: ignore[method-assign]
    Ledger.note_delivered = lambda ledger, ref: die()  # type: ignore[method-assign,assignment,return-value]
    await outbox.deliver(ref, 60)


if __name__ == "__main__":
    asyncio.run(live(sys.argv[1], Path(sys.argv[2]), sys.argv[3], sys.argv[4]))
