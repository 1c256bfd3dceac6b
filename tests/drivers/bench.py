"""What the contract tests' benches share."""

from __future__ import annotations

from drivers.driver import Event


class Recorder:
    """An `emit` that keeps what it was given."""

    def __init__(self) -> None:
        self.seen: list[Event] = []

    def __call__(self, event: Event) -> None:
        self.seen.append(event)
