"""Bytes that are nearly right: what passes a decoder's first look reaches its second."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import Final

TELLING: Final = (b"\x00", b"\xff", b"\x7f", b"\x80", b"\r", b"\xaa", b"\x02", b"\x10\x04")
LONGEST: Final = 8192
"""Bytes of an input: twice what a driver reads from a line at once."""

Change = Callable[[bytearray, Random], None]


def mutate(seeds: Sequence[bytes], random: Random) -> bytes:
    """One or more of the seeds behind each other, damaged in up to eight places."""
    data = bytearray(b"".join(random.choices(seeds, k=random.choice((1, 1, 1, 2, 3)))))
    for _ in range(random.choice((0, 1, 1, 2, 2, 4, 8))):
        random.choice(CHANGES)(data, random)
    return bytes(data[:LONGEST])


def noise(random: Random) -> bytes:
    """Up to 600 bytes of nothing in particular."""
    return random.randbytes(random.randrange(random.choice((8, 64, 600))))


def in_pieces(data: bytes, random: Random) -> list[bytes]:
    """`data` as a line may hand it on."""
    cuts = sorted(random.randrange(len(data) + 1) for _ in range(random.choice((0, 1, 2, 6, 20))))
    return [data[start:end] for start, end in zip([0, *cuts], [*cuts, len(data)], strict=True)]


def _flip(data: bytearray, random: Random) -> None:
    if data:
        data[random.randrange(len(data))] ^= 1 << random.randrange(8)


def _set(data: bytearray, random: Random) -> None:
    if data:
        data[random.randrange(len(data))] = random.randrange(256)


def _insert(data: bytearray, random: Random) -> None:
    at = random.randrange(len(data) + 1)
    data[at:at] = random.choice((random.choice(TELLING), random.randbytes(random.randrange(1, 9))))


def _drop(data: bytearray, random: Random) -> None:
    start, end = _span(data, random)
    del data[start:end]


def _repeat(data: bytearray, random: Random) -> None:
    start, end = _span(data, random)
    if len(data) < LONGEST:
        data[end:end] = data[start:end] * random.choice((1, 2, 30))


def _cut(data: bytearray, random: Random) -> None:
    del data[random.randrange(len(data) + 1) :]


def _overwrite(data: bytearray, random: Random) -> None:
    start, end = _span(data, random)
    data[start:end] = random.choice(TELLING)[:1] * (end - start)


def _span(data: bytearray, random: Random) -> tuple[int, int]:
    start = random.randrange(len(data) + 1)
    return start, min(len(data), start + random.choice((1, 2, 8, 64)))


CHANGES: Final[tuple[Change, ...]] = (_flip, _set, _insert, _drop, _repeat, _cut, _overwrite)
