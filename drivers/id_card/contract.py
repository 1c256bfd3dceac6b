"""What every identity card reader can do, and what is on a card.

Source: GA 450 / GA 467 reader interface; text block layouts per facts of the SAM/SDT protocol.
"""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from drivers.driver import Driver, Event


class CardKind(StrEnum):
    """Which layout the card has."""

    CITIZEN = "citizen"
    """居民身份证"""
    RESIDENCE_PERMIT = "residence_permit"
    """港澳台居民居住证 (type J)"""
    FOREIGN_2017 = "foreign_2017"
    """外国人永久居留身份证, 2017 issue (type I)"""
    FOREIGN_2023 = "foreign_2023"
    """外国人永久居留身份证, 2023 issue (type Y)"""


@dataclass(frozen=True)
class IdCard:
    """What is written on a card. Empty string: the layout has no such field.

    `sex`: 0 未知, 1 男, 2 女, 9 未说明 (GB/T 2261.1). `nation`: GB/T 3304 code 01–56, 97, 98.
    `country`: ISO 3166-1 alpha-3. `valid_to` None means 长期. `photo` is 1024 bytes of WLT,
    or empty. The representation shows none of it: cards must not reach a log.
    """

    kind: CardKind
    number: str = field(repr=False)
    name: str = field(repr=False)
    sex: str = field(repr=False)
    birth: date = field(repr=False)
    authority: str = field(repr=False)
    valid_from: date = field(repr=False)
    valid_to: date | None = field(repr=False)
    nation: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    english_name: str = field(default="", repr=False)
    country: str = field(default="", repr=False)
    pass_number: str = field(default="", repr=False)
    issue_count: str = field(default="", repr=False)
    photo: bytes = field(default=b"", repr=False)


@dataclass(frozen=True)
class NoCard:
    """No card was placed within the time given."""


@dataclass(frozen=True)
class CardRemoved:
    """The card was taken away, or slipped, before it was read."""


@dataclass(frozen=True)
class CardUnreadable:
    """A card is there but cannot be read: not an identity card, damaged, or foreign data.

    `reason` is for the technician and holds no personal data.
    """

    reason: str


ReadOutcome = IdCard | NoCard | CardRemoved | CardUnreadable


@dataclass(frozen=True)
class Fingers:
    """Which fingers' prints (指纹) a card holds; none: it holds no prints.

    Codes as on the card: 11 … 15 the right hand from thumb to little finger, 16 … 20 the left,
    97 … 99 others. The prints themselves never leave the driver.
    """

    positions: tuple[int, ...]


FingersOutcome = Fingers | NoCard | CardRemoved | CardUnreadable


@dataclass(frozen=True)
class Portrait:
    """The photo on a card: `bgr` holds height × width × 3 bytes, top row first, blue green red."""

    width: int
    height: int
    bgr: bytes = field(repr=False)


class WhyNoPortrait(StrEnum):
    """Why a card's photo cannot be shown."""

    NOT_ON_CARD = "not_on_card"
    NO_DECODER = "no_decoder"
    """The settings name no decoder for it."""
    DECODER_FAILED = "decoder_failed"


@dataclass(frozen=True)
class NoPortrait:
    """There is no picture. `detail` is for the technician and holds no personal data."""

    why: WhyNoPortrait
    detail: str = ""


@dataclass(frozen=True)
class CardFound(Event):
    """A card lies on the reader; reading begins."""


class IdCardReader(Driver):
    """Reads identity cards placed on it."""

    @abstractmethod
    def read(self, wait: float) -> ReadOutcome:
        """Wait up to `wait` seconds for a card and read it; emits CardFound when it is seen.

        Noticed within 100 ms of being placed. A frame damaged on the wire is asked for again;
        the card's fingerprints are never kept.

        Raises:
            DeviceFault: the reader is gone or does not answer.
            Cancelled: the caller gave up.
        """

    @abstractmethod
    def fingers(self, wait: float) -> FingersOutcome:
        """As `read`, but gives only which fingers' prints the card holds, and keeps nothing else.

        Raises:
            DeviceFault: the reader is gone or does not answer.
            Cancelled: the caller gave up.
        """

    @abstractmethod
    def portrait(self, photo: bytes) -> Portrait | NoPortrait:
        """The picture in `IdCard.photo`; needs no card.

        A command of its own: a maker's decoder that crashes takes the device's process with it,
        and must not take what was read as well.
        """

    @abstractmethod
    def wait_removed(self, wait: float) -> bool:
        """Wait up to `wait` seconds until no card lies on the reader; whether it is so."""
