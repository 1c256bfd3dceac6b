"""What differs between rating pads; filled from config/devices/rating_pad/."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class PadModel:
    """A model profile.

    `address`: of the pad on its line. `prompt_seconds`: the longest prompt it takes (1 … 250).
    `keys`: raw key code, as a number in text ("1", "0x31"), to stars 1 … 5; each star once.
    """

    address: int
    prompt_seconds: int
    keys: dict[str, int]

    def __post_init__(self) -> None:
        _check_number("address", self.address, 0, 255)
        _check_number("prompt_seconds", self.prompt_seconds, 1, 250)
        if not isinstance(self.keys, dict) or not _one_key_each(list(self.keys.values())):
            raise ValueError("[keys] must give each of 1 to 5 stars to one key")
        for code in self.stars_by_code:
            _check_number("a key code", code, 0, 255)

    @cached_property
    def stars_by_code(self) -> dict[int, int]:
        """Raw key code to stars. Raises ValueError for a code that is no number."""
        return {int(code, 0): stars for code, stars in self.keys.items()}


def _one_key_each(stars: list[int]) -> bool:
    return all(type(star) is int for star in stars) and sorted(stars) == [1, 2, 3, 4, 5]


def _check_number(name: str, value: object, least: int, most: int) -> None:
    if type(value) is not int or not least <= value <= most:
        raise ValueError(f"{name} must be a whole number from {least} to {most}")
