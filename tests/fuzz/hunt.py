"""Throws inputs at a decoder: mutated sound ones, noise, and what leads to lines never run yet."""

from __future__ import annotations

import gc
import hashlib
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random
from types import FrameType
from typing import Any, Final

import psutil
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.fuzz.decoders import Decoder
from tests.fuzz.mutations import mutate, noise

LONGEST_SECONDS: Final = 1.0
"""Of the processor, for one input; more counts as a loop."""
TRACED: Final = 8
"""Every so many inputs one is traced: what runs a new line becomes a seed."""
MOST_GROWTH: Final = 2 * 1024 * 1024
"""Bytes a decoder may have grown in a run: what the allocator keeps, not the inputs."""
MOST_FINDINGS: Final = 20


@dataclass
class Finding:
    """An input that broke a decoder; `raw` reproduces it."""

    what: str
    raw: bytes


@dataclass
class Report:
    """What came of a run."""

    decoder: str
    inputs: int = 0
    seconds: float = 0.0
    slowest: float = 0.0
    grown: int = 0
    lines: int = 0
    declared: int = 0
    findings: dict[str, Finding] = field(default_factory=dict)


class TooSlowError(BaseException):
    """An input took longer than LONGEST_SECONDS. Not an Exception: no decoder may swallow it."""


def hunt(decoder: Decoder, inputs: int, seed: int) -> Report:
    """`inputs` of them, the same for the same `seed`; a tenth is hypothesis's choice."""
    report = Report(decoder.name)
    random = Random(f"{seed} {decoder.name}")
    began = time.monotonic()
    by_hypothesis = inputs // 10
    corpus, covered = list(decoder.seeds), _Coverage()
    before = 0
    with _bounded():
        for number in range(inputs - by_hypothesis):
            if number == (inputs - by_hypothesis) // 4:
                before = _memory()
            data = noise(random) if random.random() < 0.1 else mutate(corpus, random)
            with covered.watching(number % TRACED == 0) as watch:
                _attack(decoder, data, random, report)
            if watch.new:
                corpus.append(data)
        report.grown = max(0, _memory() - before)
        _by_hypothesis(decoder, by_hypothesis, seed, report)
    if report.grown > MOST_GROWTH:
        report.findings["growth"] = Finding(f"it grew by {report.grown} bytes", b"")
    report.lines = len(covered.lines)
    report.seconds = time.monotonic() - began
    return report


def _by_hypothesis(decoder: Decoder, inputs: int, seed: int, report: Report) -> None:
    pieces = st.sampled_from(decoder.seeds) | st.binary(max_size=80)
    cut = st.tuples(pieces, st.integers(0, 4096), st.integers(0, 64))
    damaged = cut.map(lambda one: one[0][: one[1]] + one[0][one[1] + one[2] :])

    @settings(
        max_examples=inputs,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(pieces | damaged, max_size=6).map(b"".join))
    def attack(data: bytes) -> None:
        _attack(decoder, data, Random(seed), report)

    if inputs:
        attack()


def _attack(decoder: Decoder, data: bytes, random: Random, report: Report) -> None:
    began = time.perf_counter()
    try:
        signal.setitimer(signal.ITIMER_PROF, LONGEST_SECONDS)
        try:
            decoder.attack(data, random)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
    except decoder.declared:
        report.declared += 1
    except TooSlowError:
        _note(report, f"more than {LONGEST_SECONDS} s", data)
    except Exception as error:  # noqa: BLE001 - that is what is hunted
        _note(report, f"{type(error).__name__} at {_where(error)}", data)
    report.inputs += 1
    report.slowest = max(report.slowest, time.perf_counter() - began)


def _note(report: Report, what: str, data: bytes) -> None:
    known = report.findings.get(what)
    if len(report.findings) < MOST_FINDINGS and (known is None or len(data) < len(known.raw)):
        report.findings[what] = Finding(what, data)


def _where(error: BaseException) -> str:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "nowhere"


@contextmanager
def _bounded() -> Iterator[None]:
    def too_slow(number: int, frame: FrameType | None) -> None:
        raise TooSlowError

    usual = signal.signal(signal.SIGPROF, too_slow)
    try:
        yield
    finally:
        signal.signal(signal.SIGPROF, usual)


def _memory() -> int:
    gc.collect()
    return int(psutil.Process().memory_full_info().uss)


class _Coverage:
    """Lines of the drivers that have been run."""

    def __init__(self) -> None:
        self.lines: set[int] = set()
        self.new = False

    @contextmanager
    def watching(self, on: bool) -> Iterator[_Coverage]:
        self.new = False
        if not on:
            yield self
            return
        usual = sys.gettrace()
        sys.settrace(self._call)
        try:
            yield self
        finally:
            sys.settrace(usual)

    def _call(self, frame: FrameType, event: str, value: Any) -> Any:  # noqa: ANN401 - sys.settrace
        return self._line if "/drivers/" in frame.f_code.co_filename else None

    def _line(self, frame: FrameType, event: str, value: Any) -> Any:  # noqa: ANN401 - sys.settrace
        line = hash((frame.f_code, frame.f_lineno))
        if line not in self.lines:
            self.lines.add(line)
            self.new = True
        return self._line


def name_of(raw: bytes) -> str:
    """A short name for an input, to speak of it."""
    return hashlib.blake2b(raw, digest_size=4).hexdigest()
