"""What the calls work on, and who is calling. (Named for the government platform, 平台.)"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Annotated, Final, cast

from fastapi import Depends, Header, Request

from simulators.backend.catalogue_data import Catalogue
from simulators.backend.faults import FaultBook
from simulators.backend.problems import ProblemError
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

    @classmethod
    def read(cls, path: Path) -> Keys:
        """From TOML: `catalogue_key = "..."` and in `[terminals]` id = "secret" or SM2 key."""
        raw = tomllib.loads(path.read_text("utf-8"))
        return cls(terminals=raw["terminals"], catalogue=raw["catalogue_key"])


@dataclass
class Desk:
    """What the operator of the platform tells terminals in the answer to a heartbeat."""

    notices: list[dict[str, str]] = field(default_factory=lambda: [DEMO_NOTICE])
    out_of_service: dict[str, str] | None = None


@dataclass(frozen=True)
class Platform:
    store: Store
    catalogue: Catalogue
    faults: FaultBook
    desk: Desk


@dataclass(frozen=True)
class Caller:
    """The terminal whose signature was checked, and the moment the platform heard it."""

    terminal: str
    now: datetime


async def platform_of(request: Request) -> Platform:
    # async, as all of these: SQLite must stay on the loop's thread.
    return cast(Platform, request.app.state.platform)


async def caller_of(request: Request) -> Caller:
    return Caller(request.state.terminal, request.state.now)


ThePlatform = Annotated[Platform, Depends(platform_of)]
TheCaller = Annotated[Caller, Depends(caller_of)]


async def asserted_person(
    platform: ThePlatform,
    caller: TheCaller,
    x_assertion: Annotated[str, Header()] = "",
) -> str:
    """The person whose session the write belongs to, though that session may be gone by now.

    Raises ProblemError `session_expired` for an assertion unknown, expired, or of another terminal.
    """
    row = platform.store.row("SELECT * FROM assertions WHERE assertion = ?", x_assertion)
    expired = row is None or datetime.fromisoformat(row["expires_at"]) <= caller.now
    if row is None or expired or row["terminal"] != caller.terminal:
        raise ProblemError("session_expired")
    return str(row["person_ref"])


ThePerson = Annotated[str, Depends(asserted_person)]
