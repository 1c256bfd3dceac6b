"""Where a province's platform is joined on: an adapter between the contract and its gateway.

The core speaks the contract `/v1` (docs/one_network/openapi.yaml) and nothing else. A platform
with calls, names, codes or an envelope of its own is a class named by an entry point of the group
`kiosk.platforms`; docs/connect.md tells how to write one.
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from kiosk.onenetwork.exchange import Answer, Ask, Send

GROUP = "kiosk.platforms"


class Platform(ABC):
    """Turns calls of the contract into a gateway's. Made once, when the terminal starts.

    A subclass sets `Settings` to a frozen dataclass (its keys in `backend.options`; unknown keys
    and wrong types are refused with file and line) and takes one in its constructor.
    """

    Settings: ClassVar[type[Any]]

    @abstractmethod
    def __init__(self, settings: Any) -> None:  # noqa: ANN401 - the subclass's own Settings
        """Keep what of the settings is needed."""

    @abstractmethod
    async def call(self, ask: Ask, send: Send) -> Answer:
        """Carry out one call of the contract; the answer is one of the contract, too.

        `send` signs, sends once and raises Unreachable; it may be used several times, with a
        gateway's own paths and bodies. A refusal is answered as `application/problem+json`. A
        call may come again with the same Idempotency-Key: it must not act twice.
        """


class Neutral(Platform):
    """A platform that speaks the contract itself."""

    @dataclass(frozen=True)
    class Settings:
        """It has none."""

    def __init__(self, settings: Settings) -> None:
        pass

    async def call(self, ask: Ask, send: Send) -> Answer:
        return await send(ask)


NEUTRAL = Neutral(Neutral.Settings())


def done(document: Mapping[str, object], status: int = 200) -> Answer:
    """A success of the contract, for adapters; 201 where the contract says so."""
    return Answer(status, "application/json", _json(document))


def refused(
    code: str,
    status: int,
    user_message: str,
    next_step: str,
    defects: Iterable[tuple[str, str]] = (),
) -> Answer:
    """A refusal of the contract, for adapters: one of its codes, and words for the citizen.

    `defects` (with code `invalid`) are dotted field and message, all of them at once.
    """
    document: dict[str, object] = {
        "type": "about:blank",
        "title": code,
        "status": status,
        "code": code,
        "user_message": user_message,
        "next_step": next_step,
        "retryable": status >= 500,
        "help_code": "",
    }
    if listed := [{"field": field, "message": message} for field, message in defects]:
        document["defects"] = listed
    return Answer(status, "application/problem+json", _json(document))


def _json(document: Mapping[str, object]) -> bytes:
    return json.dumps(document, ensure_ascii=False).encode()
