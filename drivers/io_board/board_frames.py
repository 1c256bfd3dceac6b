"""What an I/O board and its host say to each other; no public protocol exists.

The frames are those of drivers.declared_frames; their shape, the commands' codes, the number of
bytes for inputs and outputs and the meaning of every bit are the model profile's. Bits are
counted from 0, the lowest of the last byte.

| From | Command | Data | Meaning |
|---|---|---|---|
| host | identify | – | answered by identify |
| host | setup | seconds, tenths of a hertz | watchdog and blinking; acknowledged |
| host | lights | bits that are on, bits of these that blink | acknowledged |
| host | volume | step, 0 mute | acknowledged |
| host | status | – | answered by status |
| board | identify | its name in ASCII | |
| board | status | input bits, flags | flag 1: not set up since it started or went dark |
| board | inputs | input bits | unasked, at every change |
| board | ack | the command's code | |
| board | refused | reason | |

Every sound frame from the host feeds the watchdog; when it hears none for the seconds set up,
the board turns its outputs off.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from drivers.declared_frames import LONGEST_DATA


class Sign(StrEnum):
    """Commands, by their name in the model profile."""

    IDENTIFY = "identify"
    SETUP = "setup"
    LIGHTS = "lights"
    VOLUME = "volume"
    STATUS = "status"
    INPUTS = "inputs"
    ACK = "ack"
    REFUSED = "refused"


NOT_SET_UP: Final = 0x01
"""Flag of a status."""


def data_sizes(input_bytes: int) -> dict[Sign, range]:
    """What a board may say, with the size of its data."""
    one = range(1, 2)
    return {
        Sign.IDENTIFY: range(1, LONGEST_DATA + 1),
        Sign.STATUS: range(input_bytes + 1, input_bytes + 2),
        Sign.INPUTS: range(input_bytes, input_bytes + 1),
        Sign.ACK: one,
        Sign.REFUSED: one,
    }
