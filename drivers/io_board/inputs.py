"""The sensors' states out of the board's bits, bouncing left out."""

from __future__ import annotations

from collections.abc import Mapping

from drivers.io_board.model import Input, InputModel


class Inputs:
    """What each sensor says, once it has said so long enough. Times are monotonic seconds."""

    def __init__(self, models: Mapping[Input, InputModel]) -> None:
        self._models = models
        self._bits = 0
        self.state: dict[Input, bool] = {}
        """Of each sensor; empty until the board has told for the first time."""
        self._changing: dict[Input, float] = {}
        """When a sensor that now says otherwise will be believed."""

    def hear(self, bits: int, now: float) -> None:
        """The board told its input bits."""
        self._bits = bits
        for name, model in self._models.items():
            yes = model.says_yes(bits)
            if name in self.state and yes == self.state[name]:
                self._changing.pop(name, None)
            elif name in self.state:
                self._changing.setdefault(name, now + model.settle)
            else:
                self._changing[name] = now

    def settled(self, now: float) -> dict[Input, bool]:
        """The sensors whose new state has lasted, with that state."""
        due = [name for name, at in self._changing.items() if at <= now]
        changed = {name: self._models[name].says_yes(self._bits) for name in due}
        for name in due:
            del self._changing[name]
        self.state |= changed
        return changed

    def wait(self, now: float) -> float | None:
        """Seconds until the next change may be believed; None when none is under way."""
        return min((at - now for at in self._changing.values()), default=None)
