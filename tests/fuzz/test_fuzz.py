"""A short, seeded hunt over every decoder; `make fuzz` is the long one. And that it can find."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from random import Random

import pytest

from tests.fuzz.decoders import Decoder, all_decoders
from tests.fuzz.hunt import Report, hunt

FEW = 400
LONG = 180.0
"""Seconds in which a decoder has surely had them, on a busy machine as well."""
KEPT: list[bytes] = []


def breaks(data: bytes, random: Random) -> None:
    if b"\x00\xff" in data:
        raise KeyError(data)


def loops(data: bytes, random: Random) -> None:
    once = not KEPT
    KEPT[:1] = [data]
    while once:
        pass


def grows(data: bytes, random: Random) -> None:
    KEPT.append(b"\1" * 20_000)


DECODERS = all_decoders()
UNSOUND = [Decoder(each.__name__, (b"\x00\x01\x02\xff",), each) for each in (breaks, loops, grows)]


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[ProcessPoolExecutor]:
    """A process of its own, whose memory no other test's threads change."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        yield pool


def hunt_named(name: str, inputs: int) -> Report:
    decoder = next(each for each in [*DECODERS, *UNSOUND] if each.name == name)
    return hunt(decoder, inputs, seed=7)


@pytest.mark.parametrize("name", [decoder.name for decoder in DECODERS])
def test_no_input_breaks_it(elsewhere: ProcessPoolExecutor, name: str) -> None:
    report = elsewhere.submit(hunt_named, name, FEW).result(LONG)
    assert report.inputs == FEW
    assert report.findings == {}
    assert report.declared < FEW, "nothing got past the first look"


@pytest.mark.parametrize(
    ("name", "finding"),
    [("breaks", "KeyError at "), ("loops", "more than "), ("grows", "growth")],
)
def test_what_breaks_is_found(elsewhere: ProcessPoolExecutor, name: str, finding: str) -> None:
    (found,) = elsewhere.submit(hunt_named, name, 1000).result(LONG).findings
    assert found.startswith(finding)
