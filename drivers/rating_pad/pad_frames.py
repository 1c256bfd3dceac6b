"""What a rating pad and its host say to each other; no public protocol exists.

The frames are those of drivers.declared_frames; their shape and the commands' codes are the
model profile's.

| From | Command | Data | Meaning |
|---|---|---|---|
| host | prompt | seconds, and what it is to say | light up and take a key; acknowledged |
| host | cancel | – | go dark; acknowledged |
| host | status | – | answered by status |
| pad | ack | the command's code | |
| pad | status | 0 idle, 1 waiting | |
| pad | key | raw key code | a key was pressed while waiting |
| pad | timed_out | – | nobody pressed one in time |
| pad | refused | reason | |
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Sign(StrEnum):
    """Commands, by their name in the model profile."""

    PROMPT = "prompt"
    CANCEL = "cancel"
    STATUS = "status"
    ACK = "ack"
    KEY = "key"
    TIMED_OUT = "timed_out"
    REFUSED = "refused"


_ONE: Final = range(1, 2)
DATA_SIZES: Final = {
    Sign.STATUS: _ONE,
    Sign.ACK: _ONE,
    Sign.KEY: _ONE,
    Sign.TIMED_OUT: range(1),
    Sign.REFUSED: _ONE,
}
"""What a pad may say, with the size of its data."""
