"""What every I/O board (控制板) can do: guide lights, loudspeaker, and what its sensors tell.

A sensor's events come when its state is first known after opening, and then at every change that
has lasted (bouncing contacts are the driver's business). Lamps go dark by themselves when the
terminal has not been heard of for some seconds: the board's own watchdog, fed by every command
and by `check`.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from drivers.driver import Driver, Event


class Light(StrEnum):
    """Guide lights (指引灯), by what they stand beside."""

    CARD_READER = "card_reader"
    CARD_SLOT = "card_slot"
    RECEIPT_SLOT = "receipt_slot"
    PAGE_SLOT = "page_slot"
    SCANNER = "scanner"
    CAMERA = "camera"
    FACE_CAMERA = "face_camera"
    RATING_PAD = "rating_pad"
    CODE_READER = "code_reader"


class Colour(StrEnum):
    """Colours of lamps. A lamp that has not the one wished for shines in its own."""

    GREEN = "green"
    RED = "red"
    BLUE = "blue"
    YELLOW = "yellow"
    WHITE = "white"


@dataclass(frozen=True)
class Lamp:
    """How a lamp shines. It blinks slowly: at most three flashes a second, WCAG 2.3.1 (to which
    EN 301 549, 11.2.3.1 refers); steadily on a board that cannot blink."""

    colour: Colour = Colour.GREEN
    blinks: bool = False


@dataclass(frozen=True)
class Done:
    """The board does what it was told."""


@dataclass(frozen=True)
class NotFitted:
    """This board has no such part; the rest of the command was done.

    `parts`: names of lights, or "speaker".
    """

    parts: tuple[str, ...]


@dataclass(frozen=True)
class BoardState:
    """What the sensors say now, None where there is none, and what else there is.

    `dark_after`: seconds of the terminal's silence after which the lamps go dark.
    """

    present: bool | None
    door_open: bool | None
    tampered: bool | None
    headphones: bool | None
    emergency: bool | None
    lights: frozenset[Light]
    speaker: bool
    dark_after: float


@dataclass(frozen=True)
class PresenceChanged(Event):
    """Somebody stands before the terminal (有人), or nobody does."""

    present: bool


@dataclass(frozen=True)
class DoorChanged(Event):
    """The service door was opened or shut."""

    open: bool


@dataclass(frozen=True)
class TamperChanged(Event):
    """The housing is being forced (防拆), or is whole again."""

    tampered: bool


@dataclass(frozen=True)
class HeadphonesChanged(Event):
    """Headphones were put in or pulled out."""

    inserted: bool


@dataclass(frozen=True)
class EmergencyChanged(Event):
    """The emergency button was pressed or let go."""

    pressed: bool


class IoBoard(Driver):
    """Lamps, loudspeaker and sensors of a terminal's body."""

    @abstractmethod
    def set_lights(self, lights: Mapping[Light, Lamp]) -> Done | NotFitted:
        """Let these lamps shine and all others be dark.

        Raises:
            DeviceFault: the board is gone or does not answer.
        """

    @abstractmethod
    def set_volume(self, percent: int) -> Done | NotFitted:
        """Set the loudspeaker to 0 (the amplifier is mute) … 100.

        Raises:
            ValueError: out of this range.
            DeviceFault: the board is gone or does not answer.
        """

    @abstractmethod
    def state(self) -> BoardState:
        """Ask for the sensors' state now.

        Raises:
            DeviceFault: the board is gone or does not answer.
        """
