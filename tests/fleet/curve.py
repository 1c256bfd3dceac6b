"""Moments made into a curve of rates, and its peak."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

BIN_S = 10
"""Arrivals are counted over so many seconds: over one second chance alone makes peaks."""
BAR = 40


@dataclass(frozen=True)
class Curve:
    """Rates (per second) over BIN_S seconds each, from `start` on (Unix seconds)."""

    start: float
    rates: tuple[float, ...]

    @classmethod
    def of(cls, moments: Iterable[float], start: float, end: float) -> Curve:
        """Only whole bins: the last one may begin BIN_S before `end` at the latest."""
        counts = [0] * max(0, int((end - start) // BIN_S))
        for moment in moments:
            place = int((moment - start) // BIN_S)
            if 0 <= place < len(counts) and moment >= start:
                counts[place] += 1
        return cls(start, tuple(count / BIN_S for count in counts))

    def mean(self, start: float, end: float) -> float:
        """Mean rate of the bins between two moments."""
        chosen = self.between(start, end)
        return sum(chosen) / len(chosen) if chosen else 0.0

    def peak(self, start: float, end: float) -> float:
        """The highest rate of a bin between two moments."""
        return max(self.between(start, end), default=0.0)

    def between(self, start: float, end: float) -> list[float]:
        """Bins that lie wholly between two moments."""
        starts = [self.start + place * BIN_S for place in range(len(self.rates))]
        pairs = zip(starts, self.rates, strict=True)
        return [rate for at, rate in pairs if at >= start and at + BIN_S <= end]

    def drawn(self, marks: dict[str, float]) -> list[str]:
        """A line for each bin; `marks` are moments to be named where they fall."""
        top = max((*self.rates, 0.001))
        lines = []
        for place, rate in enumerate(self.rates):
            at = self.start + place * BIN_S
            here = [name for name, moment in marks.items() if at <= moment < at + BIN_S]
            bar = "#" * round(rate / top * BAR)
            lines.append(
                f"{place * BIN_S:5} s {rate:7.1f}/s {bar:{BAR}} {', '.join(here)}".rstrip()
            )
        return lines
