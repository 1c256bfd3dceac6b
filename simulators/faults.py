"""What a tester may break in a device: named faults, for a number of times or until cleared."""

from __future__ import annotations

import threading
from collections.abc import Collection
from dataclasses import dataclass


class UnknownFaultError(ValueError):
    """The device has no such fault; the message lists those it has."""


@dataclass(frozen=True)
class Fault:
    """An armed fault. `times` left to happen, None until cleared; `value` depends on the kind."""

    times: int | None = None
    value: float | None = None


class FaultBook:
    """The faults armed in one device. Safe to use from any thread."""

    def __init__(self, kinds: Collection[str]) -> None:
        self.kinds = tuple(sorted(kinds))
        self._armed: dict[str, Fault] = {}
        self._lock = threading.Lock()

    def arm(self, kind: str, times: int | None = None, value: float | None = None) -> None:
        """Raises UnknownFaultError for a kind this device does not have."""
        if kind not in self.kinds:
            raise UnknownFaultError(f"no fault {kind!r}; there are: {', '.join(self.kinds)}")
        with self._lock:
            self._armed[kind] = Fault(times, value)

    def clear(self, kind: str | None = None) -> None:
        """Forget one kind, or all."""
        with self._lock:
            if kind is None:
                self._armed.clear()
            else:
                self._armed.pop(kind, None)

    def take(self, kind: str) -> Fault | None:
        """The fault if it is armed, counted down by one."""
        with self._lock:
            fault = self._armed.get(kind)
            if fault is not None and fault.times is not None:
                if fault.times <= 1:
                    del self._armed[kind]
                else:
                    self._armed[kind] = Fault(fault.times - 1, fault.value)
            return fault

    def get(self, kind: str) -> Fault | None:
        """The fault if it is armed, without counting it down."""
        with self._lock:
            return self._armed.get(kind)

    def snapshot(self) -> dict[str, dict[str, float | None]]:
        """What is armed now, for the panel."""
        with self._lock:
            return {k: {"times": f.times, "value": f.value} for k, f in self._armed.items()}
