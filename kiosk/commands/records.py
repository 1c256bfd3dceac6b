"""`kiosk outbox list|show|retry`: cases and letters that the terminal keeps on disk.

These commands work beside a running terminal. Nothing personal is shown: what is personal lies
sealed, and none of these commands opens a seal.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from kiosk.commands.words import FAILED, OK, REFUSED, complain, say, settings_of
from kiosk.onenetwork.ledger import Entry, Ledger, RowState
from kiosk.onenetwork.letter_rows import LetterWaiting
from kiosk.papers.pieces import spaced
from kiosk.papers.receipts import slip_code
from kiosk.storage.audit import AuditTrail
from kiosk.storage.database import Database, NewerDatabase
from kiosk.storage.keys import KeyProblem
from kiosk.storage.signer import Signer
from kiosk.storage.vault import Vault

T = TypeVar("T")


class CannotTell(Exception):  # noqa: N818 - says what is wrong
    """The records cannot be used; the message says why and what to do."""


def told(command: Callable[[argparse.Namespace], int], chosen: argparse.Namespace) -> int:
    """The command's exit code; what it cannot do is complained of (exit code 2)."""
    try:
        return command(chosen)
    except CannotTell as error:
        complain(chosen, str(error))
        return REFUSED


def outbox_list(chosen: argparse.Namespace) -> int:
    """What waits to be sent or was refused; with --all what was delivered lately, too.

    What people tell (反映) is listed as letters while it waits.
    """

    async def read(ledger: Ledger) -> tuple[list[Entry], list[LetterWaiting]]:
        return await ledger.entries(), await ledger.letters.waiting()

    entries, letters = _with_ledger(chosen, read)
    shown = [one for one in entries if chosen.all or one.state is not RowState.DELIVERED]
    counts = {state.value: sum(one.state is state for one in entries) for state in RowState}
    lines = [_line(one) for one in shown]
    lines += [_letter_line(one) for one in letters]
    told_of = {**counts, "letters": len(letters)}
    lines.append(", ".join(f"{count} {state}" for state, count in told_of.items()))
    rows, waiting = [_row(one) for one in shown], [_letter(one) for one in letters]
    say(chosen, {"counts": told_of, "rows": rows, "letters": waiting}, lines)
    return FAILED if counts[RowState.REFUSED] else OK


def outbox_show(chosen: argparse.Namespace) -> int:
    """One row: what is known of it besides its content."""
    entry = _find(chosen, _with_ledger(chosen, Ledger.entries))
    if entry is None:
        return REFUSED
    return say(chosen, _row(entry), [f"{key}: {value}" for key, value in _row(entry).items()])


def outbox_retry(chosen: argparse.Namespace) -> int:
    """Have rows tried again now: one that waits, or one that the platform has refused."""
    entries = _with_ledger(chosen, Ledger.entries)
    if chosen.ref:
        entry = _find(chosen, entries)
        if entry is None:
            return REFUSED
        wanted = [entry]
    else:
        wanted = [one for one in entries if one.state is RowState.WAITING]

    async def put_back(ledger: Ledger) -> list[str]:
        return [one.ref for one in wanted if await ledger.put_back(one.ref)]

    done = _with_ledger(chosen, put_back)
    gone = [one.ref for one in wanted if one.ref not in done]
    lines = [f"{ref}: is tried again within a quarter of a minute" for ref in done]
    lines += [f"{ref}: nothing is left to send" for ref in gone]
    say(chosen, {"put_back": done, "nothing_left": gone}, lines or ["nothing waits"])
    return FAILED if gone else OK


@contextlib.contextmanager
def database_in(data: Path) -> Iterator[Database]:
    """The terminal's database. Raises CannotTell."""
    database = Database(data / "terminal.db")
    try:
        database.open(create=False)
    except FileNotFoundError:
        raise CannotTell(
            f"{database.path}: there is none; name the profile or set paths.data"
        ) from None
    except (sqlite3.Error, NewerDatabase) as error:
        raise CannotTell(f"{database.path}: {error}; keep the file: cases may lie in it") from error
    try:
        yield database
    finally:
        database.close()


def _with_ledger(chosen: argparse.Namespace, use: Callable[[Ledger], Awaitable[T]]) -> T:
    """Raises CannotTell."""
    data = Path(settings_of(chosen).paths.data)
    with database_in(data) as database:

        async def work() -> T:
            vault = Vault.open(data)
            return await use(
                Ledger(database, vault, AuditTrail(database, vault, Signer.open(data)))
            )

        return or_refuse(lambda: asyncio.run(work()))


def or_refuse(work: Callable[[], T]) -> T:
    try:
        return work()
    except (KeyProblem, sqlite3.Error) as error:
        raise CannotTell(str(error)) from error


def _find(chosen: argparse.Namespace, entries: list[Entry]) -> Entry | None:
    """The row whose reference begins so, as the citizen's slip names it; complains otherwise."""
    wanted = chosen.ref.replace(" ", "").lower()
    found = [one for one in entries if one.ref.startswith(wanted)]
    if len(found) == 1:
        return found[0]
    complain(chosen, f"{chosen.ref}: {'several rows begin so' if found else 'no row begins so'}")
    return None


def _row(entry: Entry) -> dict[str, Any]:
    return {
        "ref": entry.ref,
        "slip": spaced(slip_code(entry.ref)),
        "state": entry.state.value,
        "age_s": round(entry.age),
        "stored_at": _moment(entry.created_at),
        "attempts": entry.attempts,
        "tried_at": _moment(entry.tried_at),
        "problem": entry.problem,
        "steps_done": entry.steps_done,
        "case_no": entry.case_no,
        "bytes": entry.size,
    }


def _line(entry: Entry) -> str:
    known = entry.problem or ("not tried yet" if not entry.attempts else "")
    return (
        f"{spaced(slip_code(entry.ref))}  {entry.state.value:9}  {_age(entry.age):>8}"
        f"  {entry.attempts:3} attempts  {entry.size / 1024:7.0f} KiB  {known}"
    )


def _letter(letter: LetterWaiting) -> dict[str, Any]:
    return {
        "ref": letter.ref,
        "slip": spaced(slip_code(letter.ref)),
        "age_s": round(letter.age),
        "stored_at": _moment(letter.created_at),
        "bytes": letter.size,
    }


def _letter_line(letter: LetterWaiting) -> str:
    kib = f"{letter.size / 1024:7.0f} KiB"
    return f"{spaced(slip_code(letter.ref))}  letter     {_age(letter.age):>8}{'':15}{kib}"


def _age(seconds: float) -> str:
    minutes = int(seconds) // 60
    days, hours = minutes // 1440, minutes // 60 % 24
    return f"{days} d {hours} h" if days else f"{hours} h {minutes % 60} m"


def _moment(seconds: float | None) -> str | None:
    if seconds is None:
        return None
    return datetime.fromtimestamp(seconds).astimezone().isoformat(timespec="seconds")
