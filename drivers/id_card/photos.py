"""The photo on a card: 1024 bytes of WLT, which only closed libraries of the readers' makers open.

A decoder is a function from those bytes to the picture's, 102 × 126 pixels of blue green red,
top row first; its package names it in the entry point group `kiosk.photo_decoders`. It runs in
the device's own process, in a command of its own: when it crashes or hangs, the card has been
read already, and the hub ends the process and starts it anew, as it does for any driver.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import entry_points
from typing import Final

from drivers.driver import WrongSettings
from drivers.id_card.contract import NoPortrait, Portrait, WhyNoPortrait

GROUP: Final = "kiosk.photo_decoders"
WIDTH, HEIGHT = 102, 126
SIZE: Final = WIDTH * HEIGHT * 3

Decoder = Callable[[bytes], bytes]


def load(name: str) -> Decoder:
    """The decoder of that name.

    Raises:
        WrongSettings: there is none, or its package is broken.
    """
    known = {entry.name: entry for entry in entry_points(group=GROUP)}
    if name not in known:
        there = ", ".join(sorted(known)) or "none"
        raise WrongSettings(f"no photo decoder {name!r} is installed; there are: {there}")
    try:
        decoder: Decoder = known[name].load()
    except (ImportError, AttributeError, OSError) as error:
        raise WrongSettings(f"the photo decoder {name!r} cannot be loaded: {error}") from error
    return decoder


def decode(decoder: Decoder | None, photo: bytes) -> Portrait | NoPortrait:
    """The picture, or why there is none."""
    if not photo:
        return NoPortrait(WhyNoPortrait.NOT_ON_CARD)
    if decoder is None:
        return NoPortrait(WhyNoPortrait.NO_DECODER)
    try:
        bgr = decoder(photo)
    except Exception as error:  # noqa: BLE001 - a maker's decoder may raise anything; it is told
        return NoPortrait(WhyNoPortrait.DECODER_FAILED, f"it raised {type(error).__name__}")
    if not isinstance(bgr, bytes) or len(bgr) != SIZE:
        return NoPortrait(WhyNoPortrait.DECODER_FAILED, f"it gave no {WIDTH} × {HEIGHT} picture")
    return Portrait(WIDTH, HEIGHT, bgr)
