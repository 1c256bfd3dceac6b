"""Cases intended = cases at the backend = the outbox's history; in order within each case."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from kiosk.onenetwork.submission import CREATE, SIGNATURE, SUBMIT, step_key
from tests.chaos.journal import KEPT
from tests.chaos.victim import Victim

WHOLE = {"household_page", "_signature"}


@dataclass
class Count:
    """References, by what is wrong with them; `sound` when nothing is."""

    intended: int = 0
    at_backend: int = 0
    in_history: int = 0
    attempts: int = 0
    last_words: dict[str, int] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    unwanted: list[str] = field(default_factory=list)
    not_in_history: list[str] = field(default_factory=list)
    out_of_order: list[str] = field(default_factory=list)
    incomplete: list[str] = field(default_factory=list)

    @property
    def wrong(self) -> dict[str, list[str]]:
        names = ("lost", "doubled", "unwanted", "not_in_history", "out_of_order", "incomplete")
        return {name: getattr(self, name) for name in names}

    @property
    def sound(self) -> bool:
        figures = {self.intended, self.at_backend, self.in_history}
        return len(figures) == 1 and not any(self.wrong.values())


def count(
    victims: Sequence[Victim], cases: list[dict[str, Any]], requests: list[dict[str, Any]]
) -> Count:
    """Compare what citizens were told, what the platform has and what the terminals remember."""
    words: dict[str, str] = {}
    history: set[str] = set()
    for victim in victims:
        words |= victim.journal.last_words()
        history |= {row.ref for row in victim.rows() if row.state == "delivered"}
    intended = {ref for ref, word in words.items() if word in KEPT}
    submitted = [case for case in cases if case["state"] != "draft"]
    there = Counter(case["terminal_case_ref"] for case in submitted)
    opened = Counter(case["terminal_case_ref"] for case in cases)
    return Count(
        intended=len(intended),
        at_backend=len(submitted),
        in_history=len(history),
        attempts=len(words),
        last_words=dict(Counter(words.values())),
        lost=sorted(intended - set(there)),
        doubled=sorted(ref for ref, times in opened.items() if times > 1),
        unwanted=sorted(set(there) - intended),
        not_in_history=sorted(set(there) ^ history),
        out_of_order=_out_of_order(submitted, requests),
        incomplete=sorted(
            case["terminal_case_ref"]
            for case in submitted
            if {each["code"] for each in case["materials"]} != WHOLE
        ),
    )


def _out_of_order(cases: list[dict[str, Any]], requests: list[dict[str, Any]]) -> list[str]:
    """Cases of which a step came to the platform for the first time before an earlier step."""
    first: dict[str, int] = {}
    for place, request in enumerate(requests):
        first.setdefault(request["idempotency_key"], place)
    wrong = []
    for case in cases:
        ref = case["terminal_case_ref"]
        steps = [CREATE, "material:household_page", SIGNATURE, SUBMIT]
        places = [first.get(step_key(ref, step), -1) for step in steps]
        if -1 in places or places != sorted(places):
            wrong.append(ref)
    return sorted(wrong)


def by_terminal(cases: list[dict[str, Any]]) -> dict[str, int]:
    """How many cases came from each terminal."""
    counts: defaultdict[str, int] = defaultdict(int)
    for case in cases:
        counts[case["terminal"]] += 1
    return dict(counts)
