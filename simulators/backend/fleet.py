"""The fleet as its operator keeps it: activation, configuration, events, heartbeats."""

from __future__ import annotations

import hashlib
import json
import secrets
import tomllib
from pathlib import Path
from typing import Any, Final

from simulators.backend.bodies_terminal import Activation, AuditHead, EventBatch, Heartbeat
from simulators.backend.platform import Caller, Platform
from simulators.backend.problems import Defect, ProblemError, invalid
from simulators.backend.queueing import HALL

FILE: Final = Path(__file__).with_name("terminal_config.toml")


def _config() -> dict[str, Any]:
    raw = tomllib.loads(FILE.read_text("utf-8"))
    rating = raw.pop("rating")
    indicators = [
        {"stars": int(stars), "code": code, "label": label}
        for stars, labels in rating["labels"].items()
        for code, label in labels.items()
    ]
    return {
        **raw,
        "site": HALL["site"],
        "items": None,
        "settings": {},
        "rating": {"version": rating["version"], "indicators": indicators},
    }


FROM_FILE: Final = _config()


def config(platform: Platform) -> dict[str, Any]:
    """What the operator has set, named by its content."""
    shown = FROM_FILE | platform.desk.config
    digest = hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()
    return {"version": f"c-{digest[:8]}", **shown}


def activate(platform: Platform, caller: Caller, new: Activation) -> dict[str, Any]:
    """Gives the terminal its secret, once. Raises ProblemError `activation_refused`."""
    if new.terminal != caller.terminal:
        raise invalid(Defect("terminal", "激活码不是给这台终端的。"))
    known = "SELECT 1 FROM terminals WHERE terminal = ?"
    if platform.store.row(known, new.terminal) is not None:
        raise ProblemError("activation_refused")
    secret = secrets.token_urlsafe(24)
    platform.store.insert(
        "terminals",
        terminal=new.terminal,
        secret=secret,
        hardware=new.hardware.model_dump_json(),
        version=new.version,
        devices=json.dumps(new.devices, ensure_ascii=False),
        activated_at=caller.now.isoformat(),
    )
    return {
        "terminal": new.terminal,
        "secret": secret,
        "scheme": "hmac-sha256",
        "config_version": config(platform)["version"],
        "server_time": caller.now.isoformat(),
    }


def heard(platform: Platform, caller: Caller, report: Heartbeat) -> dict[str, Any]:
    platform.store.db.execute(
        "INSERT INTO heartbeats (terminal, report, heard_at, beats) VALUES (?, ?, ?, 1)"
        " ON CONFLICT DO UPDATE SET report = excluded.report, heard_at = excluded.heard_at,"
        " beats = beats + 1",
        [caller.terminal, report.model_dump_json(), caller.now.isoformat()],
    )
    if report.audit_head is not None:
        _compare(platform, caller, report.audit_head)
    present = config(platform)
    return {
        "server_time": caller.now.isoformat(),
        "catalogue_version": platform.catalogue.version,
        "config_version": present["version"],
        "next_in_s": present["heartbeat_s"],
        "notices": platform.desk.notices,
        "nearest": platform.desk.nearest,
        "out_of_service": platform.desk.out_of_service,
    }


def _compare(platform: Platform, caller: Caller, head: AuditHead) -> None:
    """A trail only grows: what is shorter, or other at the same length, is noted, not believed."""
    known = audit_head(platform, caller)
    if known is None or head.entries > known["entries"]:
        platform.store.db.execute(
            "INSERT INTO audit_heads (terminal, entries, digest, heard_at) VALUES (?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET entries = excluded.entries, digest = excluded.digest,"
            " heard_at = excluded.heard_at",
            [caller.terminal, head.entries, head.digest, caller.now.isoformat()],
        )
    elif (head.entries, head.digest) != (known["entries"], known["digest"]):
        platform.store.update(
            "audit_heads", "terminal", caller.terminal, contradicted_at=caller.now.isoformat()
        )


def audit_head(platform: Platform, caller: Caller) -> dict[str, Any] | None:
    """The row of the longest trail heard of."""
    return platform.store.row("SELECT * FROM audit_heads WHERE terminal = ?", caller.terminal)


def keep_events(platform: Platform, caller: Caller, batch: EventBatch) -> dict[str, int]:
    """Each event counts once, however often it is sent."""
    kept = 0
    for event in batch.events:
        cursor = platform.store.db.execute(
            "INSERT OR IGNORE INTO events (terminal, event_id, event) VALUES (?, ?, ?)",
            [caller.terminal, event.event_id, event.model_dump_json()],
        )
        kept += cursor.rowcount
    return {"kept": kept, "known": len(batch.events) - kept}
