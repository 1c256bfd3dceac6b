"""Candidates in pages, as many on each as stand side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from screens.writing.candidate import Candidate

WIDTH = Callable[[str], float]
"""Width of a word, the gap beside it included."""


def page(
    candidates: Sequence[Candidate], begin: int, room: float, width_of: WIDTH
) -> Sequence[Candidate]:
    """Those from `begin` on that fit into `room`; at least one, so that paging comes to an end."""
    used = 0.0
    for end in range(begin, len(candidates)):
        used += width_of(candidates[end].text)
        if used > room and end > begin:
            return candidates[begin:end]
    return candidates[begin:]
