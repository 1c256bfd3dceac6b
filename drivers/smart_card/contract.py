"""What every smart card reader can do, and what is on the cards.

Sources: the social security card's files (社会保障卡, EF05 and EF06), ISO/IEC 7816-4.
"""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from drivers.driver import Driver, Event

PIN_DIGITS: Final = range(4, 13)
CHALLENGE_BYTES: Final = range(8, 65)


@dataclass(frozen=True)
class Pin:
    """A card's PIN as its holder typed it: 4 to 12 digits. Raises ValueError for anything else."""

    digits: str = field(repr=False)

    def __post_init__(self) -> None:
        if not (self.digits.isascii() and self.digits.isdigit()):
            raise ValueError("a PIN has digits only")
        if len(self.digits) not in PIN_DIGITS:
            raise ValueError("a PIN has 4 to 12 digits")


@dataclass(frozen=True)
class SocialSecurityCard:
    """What is written on a card (社会保障卡). Empty string or None: the card does not have it.

    `number` 卡号; `social_security_number` 社会保障号码, 18 characters; `sex` GB/T 2261.1;
    `nation` GB/T 3304 code; `birthplace` GB/T 2260 code; `version` of the specification, "3.00";
    `identification_code` (its first six digits are the region) and `issuer` in hexadecimal.
    The representation shows none of it: cards must not reach a log.
    """

    number: str = field(repr=False)
    social_security_number: str = field(repr=False)
    name: str = field(repr=False)
    sex: str = field(default="", repr=False)
    nation: str = field(default="", repr=False)
    birthplace: str = field(default="", repr=False)
    birth: date | None = field(default=None, repr=False)
    identification_code: str = field(default="", repr=False)
    category: str = field(default="", repr=False)
    version: str = field(default="", repr=False)
    issuer: str = field(default="", repr=False)
    issued: date | None = field(default=None, repr=False)
    expires: date | None = field(default=None, repr=False)


@dataclass(frozen=True)
class StaffCard:
    """A staff card (工作人员卡) and its answer to the challenge.

    `response` is the card's signature over the challenge; whether it is that of the card with
    this `number` is for the core to verify, the driver believes nobody.
    """

    number: str = field(repr=False)
    response: bytes = field(repr=False)


@dataclass(frozen=True)
class NoCard:
    """No card was put in within the time given."""


@dataclass(frozen=True)
class CardRemoved:
    """The card was pulled out before it was read."""


@dataclass(frozen=True)
class NotThisCard:
    """A sound card, but of another kind: a bank's, or a staff card where a citizen's is due."""


@dataclass(frozen=True)
class CardUnreadable:
    """A card is in but cannot be read: wrong way round, damaged, or it talks nonsense.

    `reason` is for the technician and holds no personal data.
    """

    reason: str


@dataclass(frozen=True)
class PinNeeded:
    """The card shows its holder's data only after a PIN, and none was given."""


@dataclass(frozen=True)
class WrongPin:
    """The PIN was refused, which the card has counted; `tries_left` None: it did not say.

    With 0 the card is blocked until its issuer opens it again.
    """

    tries_left: int | None


NotRead = NoCard | CardRemoved | NotThisCard | CardUnreadable
ReadOutcome = SocialSecurityCard | PinNeeded | WrongPin | NotRead
StaffOutcome = StaffCard | NotRead


@dataclass(frozen=True)
class CardInserted(Event):
    """A card is in; told also when it was in already as the reader was opened."""


@dataclass(frozen=True)
class CardTaken(Event):
    """The card is out."""


class SmartCardReader(Driver):
    """Reads cards with contacts. Tells CardInserted and CardTaken at any time, idle included."""

    @abstractmethod
    def read(self, wait: float, pin: Pin | None) -> ReadOutcome:
        """Wait up to `wait` seconds for a social security card and read it.

        `pin` goes to the card only if the card demands it, and once: a wrong one counts.

        Raises:
            DeviceFault: the reader, or the service it is reached by, is gone.
            Cancelled: the caller gave up.
        """

    @abstractmethod
    def read_staff(self, wait: float, challenge: bytes) -> StaffOutcome:
        """Wait up to `wait` seconds for a staff card and have it answer `challenge`.

        `challenge`: 8 to 64 fresh random bytes, for INTERNAL AUTHENTICATE (ISO/IEC 7816-4).
        Raises as `read` does.
        """

    @abstractmethod
    def wait_removed(self, wait: float) -> bool:
        """Wait up to `wait` seconds until no card is in; whether it is so. Raises as `read`."""
