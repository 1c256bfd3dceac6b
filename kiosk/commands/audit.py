"""`kiosk audit verify`: whether the audit trail is whole, and the one the platform has heard of."""

from __future__ import annotations

import argparse
import asyncio
from dataclasses import dataclass
from pathlib import Path

from kiosk.commands.records import CannotTell, database_in, or_refuse
from kiosk.commands.words import FAILED, OK, say, settings_of
from kiosk.onenetwork.connect import connect
from kiosk.onenetwork.models import AuditHead
from kiosk.onenetwork.problem import BackendError
from kiosk.settings import Settings
from kiosk.storage.audit import digest_at, verify
from kiosk.storage.database import Database
from kiosk.storage.signer import PUBLIC, Verifier


@dataclass(frozen=True)
class Elsewhere:
    """What the platform says: `agrees` None when it has heard of no trail or cannot be asked."""

    agrees: bool | None
    head: str
    why: str


def audit_verify(chosen: argparse.Namespace) -> int:
    """Check that no entry was changed, put in, taken out or cut off."""
    settings = settings_of(chosen)
    data = Path(settings.paths.data)
    verifier = or_refuse(lambda: Verifier.read(Path(chosen.key or data / PUBLIC)))
    seq, noted = _noted_head(chosen.head)
    with database_in(data) as database:
        verdict = or_refuse(lambda: database.do(lambda store: verify(store, verifier)))
        found = _digest_at(database, seq) if seq else noted
        platform = _elsewhere(database, asyncio.run(_ask(settings)))
    broken, why = verdict.broken, verdict.why
    if broken is None and found != noted:
        broken, why = seq, f"entry {seq} is not the one noted: the trail was cut off or made anew"
    row = {
        "ok": broken is None and platform.agrees is not False,
        "entries": verdict.entries,
        "head": f"{verdict.entries}:{verdict.head}",
        "broken": broken,
        "why": why,
        "platform": {"agrees": platform.agrees, "head": platform.head, "why": platform.why},
    }
    told = f"BROKEN: {why}" if why else f"whole: {verdict.entries} entries, each signed"
    say(chosen, row, [told, f"head: {row['head']}", f"platform: {platform.why}"])
    return OK if row["ok"] else FAILED


async def _ask(settings: Settings) -> AuditHead | BackendError | None:
    """The end of the trail as the platform knows it, None when it knows of none."""
    backend = connect(settings)
    try:
        return (await backend.upkeep.audit_head()).head
    except BackendError as error:
        return error
    finally:
        await backend.close()


def _elsewhere(database: Database, known: AuditHead | BackendError | None) -> Elsewhere:
    """What the platform knows, held against the trail here."""
    if isinstance(known, BackendError):
        return Elsewhere(None, "", f"cannot be asked: {known}")
    if known is None:
        return Elsewhere(None, "", "has heard of no entry")
    head = f"{known.entries}:{known.digest}"
    if _digest_at(database, known.entries) == known.digest:
        return Elsewhere(agrees=True, head=head, why=f"agrees up to entry {known.entries}")
    why = (
        f"DOES NOT AGREE: entry {known.entries} is not the one it has heard of; "
        "the trail here was cut off or made anew"
    )
    return Elsewhere(agrees=False, head=head, why=why)


def _digest_at(database: Database, seq: int) -> str:
    return or_refuse(lambda: database.do(lambda store: digest_at(store, seq)))


def _noted_head(text: str) -> tuple[int, str]:
    """(sequence number, digest); (0, "") for none. Raises CannotTell."""
    if not text:
        return 0, ""
    number, _colon, digest = text.partition(":")
    if not number.isdecimal() or len(digest) != 64:
        raise CannotTell(f"--head {text!r}: write it as an earlier `audit verify` told it")
    return int(number), digest
