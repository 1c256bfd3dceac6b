"""How well wishes are understood: `python -m tests.catalogue.found [LIST …]`.

The catalogue is the demo's 230 services with aliases and keywords, and among them over 900 real
ones of which only the name is known, as another city would add them.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from kiosk.catalogue.listing import Listed, listed_in
from kiosk.catalogue.pinyin import readings_of
from kiosk.catalogue.search import Finder, Results
from kiosk.catalogue.terms import all_terms

SAMPLES = Path(__file__).parent / "samples"
DEMO = Path(__file__).parents[2] / "simulators" / "backend" / "catalogue"
LISTS = (
    *("queries", "held_out", "held_out_again", "drawn_by_lot", "held_out_last", "drawn_again"),
    *("elder", "clerk", "migrant", "mixed"),
    *("voices", "voices_again", "voices_last", "asked_learnt", "asked"),
)
NOTHING, SEVERAL, FUNCTION = "-", "?", "!"


@dataclass(frozen=True)
class Sample:
    """A wish, of some kind, and what is right: names, or NOTHING, SEVERAL, FUNCTION + a name."""

    kind: str
    query: str
    right: tuple[str, ...]

    @property
    def wants_service(self) -> bool:
        """Whether a service is meant at all."""
        return self.right[0][0] not in (NOTHING, SEVERAL, FUNCTION)


@dataclass
class Tally:
    """What came of samples of one kind. Where no service is meant, `first` counts right answers."""

    asked: int = 0
    first: int = 0
    third: int = 0
    sure: int = 0
    wrongly_sure: int = 0
    missed: list[str] = field(default_factory=list)

    @property
    def at_1(self) -> float:
        """Share of which the first hit was right."""
        return self.first / self.asked

    @property
    def at_3(self) -> float:
        """Share of which one of the first three was."""
        return self.third / self.asked


def rows(name: str) -> Iterator[list[str]]:
    """The rows of a TSV file of samples, without comments and headings."""
    lines = (SAMPLES / f"{name}.tsv").read_text("utf-8").splitlines()
    return (line.split("\t") for line in [one for one in lines if one and one[0] != "#"][1:])


def samples(name: str) -> list[Sample]:
    """The samples of a file."""
    return [Sample(kind, query, tuple(right.split("；"))) for kind, query, right in rows(name)]


def names_only() -> tuple[Listed, ...]:
    """Real names of services and who offers them, nothing else."""
    named = enumerate(rows("item_names"), start=1)
    return tuple(Listed(name, f"{at:012}", department=who) for at, (name, who) in named)


@cache
def finder() -> Finder[Listed]:
    """The search over the demo catalogue and all other names."""
    demo = listed_in(DEMO)
    known = {one.plain_name for one in demo}
    items = (*demo, *(one for one in names_only() if one.plain_name not in known))
    return Finder(items, readings_of(all_terms(items)))


def measure(name: str) -> dict[str, Tally]:
    """Kind → what came of its samples; "services" sums up the kinds that mean a service."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for sample in samples(name):
        found = finder().find(sample.query)
        _count(tallies[sample.kind], sample, found)
        if sample.wants_service:
            _count(tallies["services"], sample, found)
    return dict(tallies)


def _count(tally: Tally, sample: Sample, found: Results[Listed]) -> None:
    names = [hit.item.plain_name for hit in found.hits]
    tally.asked += 1
    tally.sure += found.confident
    if sample.wants_service:
        first, third = (any(name in sample.right for name in names[:n]) for n in (1, 3))
        tally.wrongly_sure += found.confident and not first
    else:
        first = third = _answered(sample.right[0], found)
    tally.first += first
    tally.third += third
    if not first:
        tally.missed.append(f"{sample.query} → {found.action or ''} {' | '.join(names[:3])}")


def _answered(right: str, found: Results[Listed]) -> bool:
    """Where no service is meant: the function asked for, or no false certainty."""
    if right[0] == FUNCTION:
        return found.action == right[1:]
    return not found.confident and (right == SEVERAL or found.action is None)


def main() -> None:
    """The figures of the lists named; of what is held out not which, only how many."""
    for name in sys.argv[1:] or LISTS:
        for kind, tally in measure(name).items():
            print(
                f"{name:15} {kind:12} {tally.asked:4}  @1 {tally.at_1:6.1%}  @3 {tally.at_3:6.1%}"
                f"  sure {tally.sure:3}  wrongly {tally.wrongly_sure:2}"
            )
            if name == "queries" and kind != "services":
                print(*(f"    {line}" for line in tally.missed), sep="\n")


if __name__ == "__main__":
    main()
