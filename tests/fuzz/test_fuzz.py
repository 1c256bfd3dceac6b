"""A short, seeded hunt over every decoder; `make fuzz` is the long one. And that it can find."""

from __future__ import annotations

from random import Random

import pytest

from tests.fuzz import hunt as hunting
from tests.fuzz.decoders import Decoder, all_decoders
from tests.fuzz.hunt import hunt

FEW = 400
DECODERS = all_decoders()


@pytest.mark.parametrize("decoder", DECODERS, ids=lambda decoder: decoder.name)
def test_no_input_breaks_it(decoder: Decoder) -> None:
    report = hunt(decoder, FEW, seed=7)
    assert report.inputs == FEW
    assert report.findings == {}
    assert report.declared < FEW, "nothing got past the first look"


def test_what_breaks_is_found() -> None:
    kept: list[bytes] = []

    def breaks(data: bytes, random: Random) -> None:
        if b"\x00\xff" in data:
            raise KeyError(data)

    def loops(data: bytes, random: Random) -> None:
        while data[:1] == b"\xff":
            pass

    def grows(data: bytes, random: Random) -> None:
        # More than what earlier tests left free in this process.
        kept.append(b"\1" * 200_000)

    sound = (b"\x00\x01\x02\xff",)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hunting, "LONGEST_SECONDS", 0.02)
        found = [
            list(hunt(Decoder("", sound, attack), 1000, seed=1).findings)
            for attack in (breaks, loops, grows)
        ]
    (broke,), (looped,), (grew,) = found
    assert broke.startswith("KeyError at ")
    assert looped.startswith("more than")
    assert grew == "growth"
