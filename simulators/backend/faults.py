"""Faults a tester orders, and the book that says which of them strike a call."""

from __future__ import annotations

import random
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

FaultKind = Literal[
    "latency",
    "jitter",
    "status",
    "reset",
    "half_body",
    "lost_ack",
    "duplicate_ack",
    "clock_skew",
    "expired_session",
    "withdrawn",
    "gb18030",
    "maintenance",
    "slow_loris",
    "bad_catalogue_signature",
]
# These change the conditions of a call; of all others only the first one ordered strikes.
MODIFIERS: Final = frozenset({"latency", "jitter", "clock_skew"})
SEED: Final = 20261122


class FaultOrder(BaseModel):
    """One fault.

    duplicate_ack delivers the call twice behind the gate, as a nervous gateway does, and answers
    with the second answer.

    `value` means, by kind: latency s before the act (1) · jitter s at most before it, drawn anew
    each time (1) · status HTTP status (503) · lost_ack
    HTTP status, 0 closes instead (502) · clock_skew s the server is ahead (400) · maintenance
    Retry-After s (600) · slow_loris s between bytes of the answer (1). `times` null: until
    cleared. `rate` null: every matching call, else the share of them, from a fixed seed.
    """

    model_config = ConfigDict(extra="forbid")

    path_prefix: str
    method: str | None = None
    kind: FaultKind
    value: float | None = None
    times: int | None = Field(default=None, ge=1)
    rate: float | None = Field(default=None, ge=0, le=1)

    def amount(self, default: float) -> float:
        return default if self.value is None else self.value


class FaultBook:
    """The orders in force, oldest first."""

    def __init__(self) -> None:
        self._orders: dict[int, FaultOrder] = {}
        self._left: dict[int, int] = {}
        self._struck: dict[int, int] = {}
        self._last_id = 0
        self._dice = random.Random(SEED)

    def add(self, order: FaultOrder) -> int:
        self._last_id += 1
        self._orders[self._last_id] = order
        self._struck[self._last_id] = 0
        if order.times is not None:
            self._left[self._last_id] = order.times
        return self._last_id

    def clear(self) -> None:
        self._orders.clear()
        self._left.clear()
        self._struck.clear()
        self._dice = random.Random(SEED)

    def listing(self) -> list[dict[str, Any]]:
        return [
            {"id": number, **order.model_dump(), "struck": self._struck[number]}
            for number, order in self._orders.items()
        ]

    def strike(self, method: str, path: str) -> list[FaultOrder]:
        """All modifiers and at most one other fault for this call; uses up their `times`."""
        struck: list[FaultOrder] = []
        for number, order in self._orders.items():
            spent = any(fault.kind not in MODIFIERS for fault in struck)
            if (spent and order.kind not in MODIFIERS) or not self._matches(number, method, path):
                continue
            self._struck[number] += 1
            if number in self._left:
                self._left[number] -= 1
            struck.append(order)
        return struck

    def share(self) -> float:
        """0 to 1, drawn from the fixed seed."""
        return self._dice.random()

    def _matches(self, number: int, method: str, path: str) -> bool:
        order = self._orders[number]
        return (
            path.startswith(order.path_prefix)
            and order.method in (None, method)
            and self._left.get(number, 1) > 0
            and (order.rate is None or self._dice.random() < order.rate)
        )
