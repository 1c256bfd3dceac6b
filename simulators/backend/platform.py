"""What the calls work on, and who is calling. (Named for the government platform, 平台.)"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated, Any, Final, cast

from fastapi import Depends, Header, Request

from simulators.backend import fields
from simulators.backend.bodies_office import OfficeAct
from simulators.backend.faults import FaultBook
from simulators.backend.problems import ProblemError
from simulators.backend.seal import Seal
from simulators.backend.snapshots import Catalogue
from simulators.backend.store import Store

BANNER: Final = "演示数据：这里不是政务服务平台，提交的内容不会真正办理。"
DEMO_SM2_KEY: Final = (
    "0409F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020"
    "CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13"
)
"""The public key of the worked example in GB/T 32918.5-2017, A.2."""
DEMO_NOTICE: Final = {"text": BANNER, "area": ""}


@dataclass(frozen=True)
class Keys:
    """Secrets of the demo: they protect nothing and are meant to be known."""

    terminals: dict[str, str] = field(
        default_factory=lambda: {
            "demo-terminal": "demo-terminal-secret",
            "demo-sm2-terminal": DEMO_SM2_KEY,
        }
    )
    catalogue: str = "demo-catalogue-key"
    activations: dict[str, str] = field(
        default_factory=lambda: {"new-terminal": "demo-activation-code"}
    )

    @classmethod
    def read(cls, path: Path) -> Keys:
        """From TOML: `catalogue_key`, `[terminals]` id = "secret" or SM2 key, `[activations]`."""
        raw = tomllib.loads(path.read_text("utf-8"))
        return cls(raw["terminals"], raw["catalogue_key"], raw.get("activations", {}))


@dataclass
class Desk:
    """What the operator tells terminals in the answer to a heartbeat, and what an official does at
    once with each case that is submitted (simulators.backend.office.OfficeAct)."""

    notices: list[dict[str, Any]] = field(default_factory=lambda: [DEMO_NOTICE])
    out_of_service: dict[str, str] | None = None
    at_once: OfficeAct | None = None
    nearest: str | None = None
    config: dict[str, Any] = field(default_factory=dict)
    """Keys of the configuration that the operator has changed."""


class Guesses:
    """Misses, by who tries: after many one has to wait. Forgotten when the platform ends."""

    def __init__(self, allowed: int, within: timedelta) -> None:
        self._allowed, self._within = allowed, within
        self._missed: dict[str, list[datetime]] = {}

    def left(self, who: str, now: datetime) -> int:
        recent = [at for at in self._missed.get(who, []) if now - at < self._within]
        self._missed[who] = recent
        return max(0, self._allowed - len(recent))

    def allow(self, who: str, now: datetime) -> None:
        """Raises ProblemError `too_many_requests`."""
        if not self.left(who, now):
            raise ProblemError("too_many_requests")

    def missed(self, who: str, now: datetime) -> None:
        self._missed.setdefault(who, []).append(now)

    def forget(self) -> None:
        self._missed.clear()


@dataclass(frozen=True)
class Platform:
    store: Store
    catalogue: Catalogue
    faults: FaultBook
    desk: Desk
    keys: Keys
    seal: Seal
    guesses: Guesses = field(default_factory=lambda: Guesses(10, timedelta(minutes=5)))
    """Wrong codes, by terminal."""
    faces: Guesses = field(default_factory=lambda: Guesses(3, timedelta(hours=1)))
    """Faces that were not compared, by person."""

    def secret_of(self, terminal: str) -> str | None:
        """The shared secret of a terminal known from the start or activated since."""
        row = self.store.row("SELECT secret FROM terminals WHERE terminal = ?", terminal)
        return row["secret"] if row else self.keys.terminals.get(terminal)

    def opened(self, caller: Caller, value: str, name: str) -> str:
        """A field's plain text. Raises ProblemError `invalid` when it cannot be decrypted."""
        return fields.opened(value, self.secret_of(caller.terminal) or "", caller.terminal, name)


@dataclass(frozen=True)
class Caller:
    """The terminal whose signature was checked, and the moment the platform heard it."""

    terminal: str
    now: datetime


@dataclass(frozen=True)
class Presence:
    """A person as far as this call proves them: opaque name and assurance level, 1–4."""

    person_ref: str
    assurance: int

    def must_reach(self, level: int) -> None:
        """Raises ProblemError `assurance_too_low`."""
        if self.assurance < level:
            raise ProblemError("assurance_too_low", required=level, present=self.assurance)


async def platform_of(request: Request) -> Platform:
    # async, as all of these: SQLite must stay on the loop's thread.
    return cast(Platform, request.app.state.platform)


async def caller_of(request: Request) -> Caller:
    return Caller(request.state.terminal, request.state.now)


ThePlatform = Annotated[Platform, Depends(platform_of)]
TheCaller = Annotated[Caller, Depends(caller_of)]


def _presence(row: Mapping[str, Any] | None, caller: Caller) -> Presence:
    expired = row is None or datetime.fromisoformat(row["expires_at"]) <= caller.now
    if row is None or expired or row["terminal"] != caller.terminal:
        raise ProblemError("session_expired")
    return Presence(row["person_ref"], row["assurance"])


async def asserted_person(
    platform: ThePlatform,
    caller: TheCaller,
    x_assertion: Annotated[str, Header()] = "",
) -> Presence:
    """The person whose session the write belongs to, though that session may be gone by now.

    Raises ProblemError `session_expired` for an assertion unknown, expired, or of another terminal.
    """
    row = platform.store.row("SELECT * FROM assertions WHERE assertion = ?", x_assertion)
    return _presence(row, caller)


async def citizen_if_any(
    platform: ThePlatform,
    caller: TheCaller,
    authorization: Annotated[str, Header()] = "",
) -> Presence | None:
    """The person of the session, None when no session is named.

    Raises ProblemError `session_expired`.
    """
    if not authorization:
        return None
    token = authorization.removeprefix("Bearer ")
    row = platform.store.row("SELECT * FROM sessions WHERE token = ?", token)
    return _presence(row, caller)


MaybeCitizen = Annotated[Presence | None, Depends(citizen_if_any)]


async def citizen(maybe: MaybeCitizen) -> Presence:
    """The person of the session. Raises ProblemError `session_expired`."""
    if maybe is None:
        raise ProblemError("session_expired")
    return maybe


ThePerson = Annotated[Presence, Depends(asserted_person)]
TheCitizen = Annotated[Presence, Depends(citizen)]
