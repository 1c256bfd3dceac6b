"""Syllables of pinyin (ü written v), and how letters can be cut into them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise

MOST_SPLITS = 6
"""Ways of cutting that are looked at; more only repeat unlikely ones."""
_LONGEST = 6

_FUZZY_STARTS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"))
_FUZZY_ENDS = (("ang", "an"), ("eng", "en"), ("ing", "in"))


@dataclass(frozen=True)
class Split:
    """Letters cut into syllables; `ends[k]` letters are in the first k of them."""

    syllables: tuple[str, ...]
    ends: tuple[int, ...]


def typed_form(letters: str) -> str:
    """Letters as the tables spell them, one for one: lower case, v for ü, lve and nve."""
    return letters.lower().replace("ü", "v").replace("lue", "lve").replace("nue", "nve")


def splits(letters: str, known: Collection[str]) -> list[Split]:
    """Ways of cutting all letters into syllables of `known`, long syllables first.

    An apostrophe cuts there and belongs to the syllable before it. Empty when it cannot be done.
    """
    leads_on = _leads_to_end(letters, known)
    found: list[Split] = []
    for ends in _walk(letters, known, leads_on, (0,)):
        cut = tuple(letters[a:b].rstrip("'") for a, b in pairwise(ends))
        found.append(Split(cut, ends))
        if len(found) == MOST_SPLITS:
            break
    return sorted(found, key=lambda split: len(split.syllables))


def shortest(cuts: list[Split]) -> list[Split]:
    """Those of the fewest syllables: jian is seldom meant to be ji an."""
    return [cut for cut in cuts if len(cut.syllables) == len(cuts[0].syllables)]


def _steps(letters: str, at: int, known: Collection[str]) -> Iterator[int]:
    """Where a syllable that begins at `at` may end, its apostrophe taken in, longest first."""
    for end in range(min(len(letters), at + _LONGEST), at, -1):
        if letters[at:end] in known:
            yield end + 1 if letters[end : end + 1] == "'" else end


def _leads_to_end(letters: str, known: Collection[str]) -> list[bool]:
    leads = [False] * len(letters) + [True]
    for at in range(len(letters) - 1, -1, -1):
        leads[at] = any(leads[end] for end in _steps(letters, at, known))
    return leads


def _walk(
    letters: str, known: Collection[str], leads: list[bool], ends: tuple[int, ...]
) -> Iterator[tuple[int, ...]]:
    if ends[-1] == len(letters):
        yield ends
        return
    for end in _steps(letters, ends[-1], known):
        if leads[end]:
            yield from _walk(letters, known, leads, (*ends, end))


def fits(syllables: tuple[str, ...], letters: str) -> int:
    """How many of the syllables the letters touch when each may be cut short; 0 if they do not fit.

    renml fits ren min lu with 3, shil fits shi li shi with 2.
    """
    return _fits(syllables, 0, letters, 0)


def _fits(syllables: tuple[str, ...], index: int, letters: str, at: int) -> int:
    if letters[at : at + 1] == "'":
        at += 1
    if at == len(letters):
        return index
    if index == len(syllables):
        return 0
    syllable = syllables[index]
    common = 0
    while common < len(syllable) and letters[at + common : at + common + 1] == syllable[common]:
        common += 1
    for taken in range(common, 0, -1):
        used = _fits(syllables, index + 1, letters, at + taken)
        if used:
            return used
    return 0


def fuzzy(syllable: str) -> str:
    """One spelling for syllables that many speakers do not tell apart (zh z, n l, ang an …)."""
    for start, same in _FUZZY_STARTS:
        if syllable.startswith(start):
            syllable = same + syllable[len(start) :]
            break
    for end, same in _FUZZY_ENDS:
        if syllable.endswith(end):
            return syllable[: -len(end)] + same
    return syllable
