"""An outbox that does as it is told, line by line; run by test_bad_machine on a bad machine.

Arguments: backend URL, data directory. Orders: `accepts`, `commit`, `deliver REF`, `pass` (one
round of the drain), `rows`. Each is answered with a line of JSON.
"""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import asdict
from pathlib import Path

from kiosk.onenetwork.client import OneNetwork
from kiosk.onenetwork.ledger import Ledger
from kiosk.onenetwork.outbox import Outbox, OutboxLimits
from kiosk.onenetwork.outcomes import OutboxFull
from kiosk.storage.database import Database
from tests.onenetwork.conftest import NAME, NUMBER, ledger_of, make_submission


class Obedient:
    def __init__(self, outbox: Outbox, ledger: Ledger, assertion: str) -> None:
        self._outbox, self._ledger, self._assertion = outbox, ledger, assertion

    async def obey(self, order: str, *words: str) -> object:
        match order:
            case "accepts":
                return await self._outbox.accepts()
            case "commit":
                return await self._commit()
            case "deliver":
                return type(await self._outbox.deliver(words[0], 20)).__name__
            case "pass":
                return await self._outbox._pass()
            case _:
                return [asdict(row) for row in await self._ledger.entries()]

    async def _commit(self) -> dict[str, str]:
        submission = make_submission(self._assertion)
        try:
            await self._outbox.commit(submission)
        except OutboxFull as full:
            return {"refused": full.reason}
        return {"ref": submission.terminal_case_ref}


async def main(url: str, folder: Path) -> None:
    database = Database(folder / "kiosk.db")
    database.open()
    ledger = ledger_of(database)
    backend = OneNetwork(url, "demo-terminal", b"demo-terminal-secret", call_deadline=60)
    session = await backend.open_session(
        name=NAME, id_number=NUMBER, card_kind="citizen", valid_to=None
    )
    obedient = Obedient(Outbox(backend, ledger, OutboxLimits()), ledger, session.assertion)
    while line := await asyncio.to_thread(sys.stdin.readline):
        print(json.dumps(await obedient.obey(*line.split())), flush=True)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], Path(sys.argv[2])))
