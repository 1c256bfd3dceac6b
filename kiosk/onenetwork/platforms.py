"""Where a province's platform is joined on: an adapter between the contract and its gateway.

The core speaks the contract `/v1` (docs/one_network/openapi.yaml) and nothing else. A platform
with calls, names, codes or an envelope of its own is a class named by an entry point of the group
`kiosk.platforms`; docs/connect.md tells how to write one.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
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
