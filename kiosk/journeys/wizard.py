"""Runs the steps of a journey over a draft, so that Back works everywhere."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from kiosk.conversation import Back


@dataclass(frozen=True)
class Step:
    """A named step. One that is passed `once` is not shown again on the way back or forth; one
    that is `quiet` mostly asks nothing, and is passed over on the way back only; one not `needed`,
    by what was answered before it, is passed over both ways. One that stands `alone` changes what
    is needed at most, not what is asked elsewhere: whoever mends it goes straight on from where
    they came."""

    name: str
    run: Callable[[], Awaitable[None]]
    once: bool = False
    quiet: bool = False
    alone: bool = False
    needed: Callable[[], bool] = lambda: True


class GoTo(Exception):  # noqa: N818 - a turn in the road, not an error
    """Raised by a step: go on at the step of this name."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class NotTaken(Exception):  # noqa: N818 - a turn in the road, not an error
    """The platform does not take this application, whatever the citizen may change."""


async def run_steps(steps: Sequence[Step]) -> None:
    """Run the steps in order.

    Raises:
        Back: the citizen went back over the first step that can be shown again.
        Leave, TimedOut, ToWindow: as the citizen chose.
    """
    passed: set[str] = set()
    answered: set[str] = set()
    index = mended_from = 0
    while index < len(steps):
        step = steps[index]
        stands = index < mended_from and step.alone and step.name in answered
        if step.name not in passed and not stands and step.needed():
            try:
                await step.run()
            except Back:
                index, mended_from = _before(steps, index, passed), 0
                continue
            except GoTo as turn:
                to = next(i for i, one in enumerate(steps) if one.name == turn.name)
                mended_from = max(index, mended_from) if steps[to].alone else 0
                answered.discard(turn.name)
                index = to
                continue
            answered.add(step.name)
            if step.once:
                passed.add(step.name)
        index += 1


def _before(steps: Sequence[Step], index: int, passed: set[str]) -> int:
    """Index of the nearest earlier step that can be shown again."""
    for earlier in range(index - 1, -1, -1):
        step = steps[earlier]
        if step.name not in passed and not step.quiet and step.needed():
            return earlier
    raise Back
