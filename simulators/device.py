"""What the panel and the main programme need of every device simulator."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

Hands = Mapping[str, Callable[..., object]]


class DeviceSimulator(Protocol):
    """One simulated device with threads of its own: a stuck one cannot stop the others."""

    name: str

    def start(self) -> None:
        """Open the wire and begin to answer. Returns at once."""

    def stop(self) -> None:
        """Close the wire and end the device's threads."""

    def state(self) -> dict[str, Any]:
        """What a tester wants to see, ready for JSON. Never a card holder's full number."""

    def fault(self, kind: str, times: int | None, value: float | None) -> None:
        """Break something. Raises UnknownFaultError for a kind the device does not have."""

    def clear(self, kind: str | None = None) -> None:
        """Mend one fault, or all."""

    def hands(self) -> Hands:
        """What a contract suite may have done to the device, by name: `mend`, `unplug`, `plug`
        and whatever the family's suite needs. Arguments and results are JSON's."""
