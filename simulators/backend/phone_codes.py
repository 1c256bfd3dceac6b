"""Codes that the platform's app shows on a phone: each stands for one thing, for one use, not long.

A code of one kind is none of another: a person's opens no licence.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Final, Literal

from simulators.backend.problems import ProblemError
from simulators.backend.store import Store

Kind = Literal["person", "licence", "company"]
LIFE_S: Final = 60.0


def show(store: Store, kind: Kind, meant: str, now: datetime, life: float = LIFE_S) -> str:
    """A new code that stands for `meant`, good for `life` seconds."""
    code = f"SZSM{secrets.token_hex(16).upper()}"
    expires_at = (now + timedelta(seconds=life)).isoformat()
    store.insert("phone_codes", code=code, kind=kind, meant=meant, expires_at=expires_at)
    return code


def take(store: Store, kind: Kind, code: str, now: datetime) -> str:
    """What the code stands for; it is used up. Raises ProblemError not_found or code_expired."""
    row = store.row("SELECT * FROM phone_codes WHERE code = ? AND kind = ?", code, kind)
    if row is None:
        raise ProblemError("not_found")
    if row["used"] or row["expires_at"] <= now.isoformat():
        raise ProblemError("code_expired")
    store.update("phone_codes", "code", code, used=1)
    return str(row["meant"])
