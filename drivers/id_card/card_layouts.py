"""The 256-byte text block of a card, UTF-16LE, in its four layouts.

Source: GA 467 and the reader interface notes for the residence permits; offsets and sizes
below are bytes.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from typing import Final

from drivers.id_card.contract import CardKind, IdCard

TEXT_SIZE: Final = 256
KIND_AT: Final = (248, 2)
KINDS: Final = {
    "": CardKind.CITIZEN,
    "J": CardKind.RESIDENCE_PERMIT,
    "I": CardKind.FOREIGN_2017,
    "Y": CardKind.FOREIGN_2023,
}
FOR_EVER: Final = "长期"
SEXES: Final = frozenset("0129")
NATIONS: Final = frozenset(f"{n:02d}" for n in (*range(1, 57), 97, 98))
EIGHTEEN_DIGITS: Final = re.compile(r"[0-9]{17}[0-9X]")
NINE_AND_DIGITS: Final = re.compile(r"9[0-9]{16}[0-9X]")
FIFTEEN_SIGNS: Final = re.compile(r"[A-Z]{3}[0-9]{12}")
COUNTRY: Final = re.compile(r"[A-Z]{3}")


class UndecodableCardError(ValueError):
    """The text block is none of the four layouts. The message holds no personal data."""


def decode(text: bytes, photo: bytes) -> IdCard:
    """What is written on a card.

    Args:
        text: the text block as read, 256 bytes.
        photo: the WLT photo as read, passed on unseen.

    Raises:
        UndecodableCardError: saying which field is wrong, never what stands in it.
    """
    block = _Block(text)
    match block.kind():
        case CardKind.CITIZEN:
            return _citizen(block, photo)
        case CardKind.RESIDENCE_PERMIT:
            return _residence_permit(block, photo)
        case CardKind.FOREIGN_2017:
            return _foreign_2017(block, photo)
        case CardKind.FOREIGN_2023:
            return _foreign_2023(block, photo)


def _citizen(block: _Block, photo: bytes) -> IdCard:
    return IdCard(
        kind=CardKind.CITIZEN,
        number=block.matching("number", 122, 36, EIGHTEEN_DIGITS),
        name=block.filled("name", 0, 30),
        sex=block.one_of("sex", 30, 2, SEXES),
        birth=block.day("birth", 36),
        authority=block.field("authority", 158, 30),
        valid_from=block.day("valid from", 188),
        valid_to=block.end("valid to", 204),
        nation=block.one_of("nation", 32, 4, NATIONS),
        address=block.field("address", 52, 70),
        photo=photo,
    )


def _residence_permit(block: _Block, photo: bytes) -> IdCard:
    return IdCard(
        kind=CardKind.RESIDENCE_PERMIT,
        number=block.matching("number", 122, 36, EIGHTEEN_DIGITS),
        name=block.filled("name", 0, 30),
        sex=block.one_of("sex", 30, 2, SEXES),
        birth=block.day("birth", 36),
        authority=block.field("authority", 158, 30),
        valid_from=block.day("valid from", 188),
        valid_to=block.end("valid to", 204),
        address=block.field("address", 52, 70),
        pass_number=block.field("pass number", 220, 18),
        issue_count=block.field("issue count", 238, 4),
        photo=photo,
    )


def _foreign_2017(block: _Block, photo: bytes) -> IdCard:
    return IdCard(
        kind=CardKind.FOREIGN_2017,
        number=block.matching("number", 122, 30, FIFTEEN_SIGNS),
        # Not every holder has a Chinese name.
        name=block.field("Chinese name", 158, 30),
        sex=block.one_of("sex", 120, 2, SEXES),
        birth=block.day("birth", 220),
        authority=block.field("authority", 240, 8),
        valid_from=block.day("valid from", 188),
        valid_to=block.end("valid to", 204),
        english_name=block.filled("English name", 0, 120),
        country=block.matching("country", 152, 6, COUNTRY),
        photo=photo,
    )


def _foreign_2023(block: _Block, photo: bytes) -> IdCard:
    # A name too long for its field goes on in the spare one, without a blank between.
    english = block.filled("English name", 52, 70, spare=(220, 22))
    return IdCard(
        kind=CardKind.FOREIGN_2023,
        number=block.matching("number", 122, 36, NINE_AND_DIGITS),
        name=block.field("Chinese name", 0, 30),
        sex=block.one_of("sex", 30, 2, SEXES),
        birth=block.day("birth", 36),
        authority="",
        valid_from=block.day("valid from", 188),
        valid_to=block.end("valid to", 204),
        english_name=english,
        country=block.matching("country", 242, 6, COUNTRY),
        issue_count=block.field("renewal count", 32, 4),
        photo=photo,
    )


class _Block:
    """The text block, asked for its fields."""

    def __init__(self, text: bytes) -> None:
        if len(text) != TEXT_SIZE:
            raise UndecodableCardError(f"text block has {len(text)} bytes, not {TEXT_SIZE}")
        self._text = text

    def kind(self) -> CardKind:
        sign = self.field("card type", *KIND_AT)
        if sign not in KINDS:
            raise UndecodableCardError(f"unknown card type U+{ord(sign):04X}")
        return KINDS[sign]

    def field(self, name: str, at: int, size: int, spare: tuple[int, int] | None = None) -> str:
        """A field's text without padding, inner blanks made single; may be empty."""
        raw = self._text[at : at + size]
        if spare is not None:
            raw += self._text[spare[0] : spare[0] + spare[1]]
        try:
            text = raw.decode("utf-16-le").replace("\0", " ")
        except UnicodeDecodeError:
            raise UndecodableCardError(f"{name} is not UTF-16") from None
        text = " ".join(text.split())
        # Not str.isprintable: it refuses private-use and very new characters, and names have both.
        if any(unicodedata.category(sign) == "Cc" for sign in text):
            raise UndecodableCardError(f"{name} holds control characters")
        return text

    def filled(self, name: str, at: int, size: int, spare: tuple[int, int] | None = None) -> str:
        text = self.field(name, at, size, spare)
        if not text:
            raise UndecodableCardError(f"{name} is empty")
        return text

    def matching(self, name: str, at: int, size: int, shape: re.Pattern[str]) -> str:
        text = self.field(name, at, size)
        if not shape.fullmatch(text):
            raise UndecodableCardError(f"{name} has the wrong shape")
        return text

    def one_of(self, name: str, at: int, size: int, allowed: frozenset[str]) -> str:
        text = self.field(name, at, size)
        if text not in allowed:
            raise UndecodableCardError(f"{name} is not a known code")
        return text

    def day(self, name: str, at: int) -> date:
        return _day(name, self.field(name, at, 16))

    def end(self, name: str, at: int) -> date | None:
        text = self.field(name, at, 16)
        return None if text == FOR_EVER else _day(name, text)


def _day(name: str, text: str) -> date:
    # strptime alone would take 7 digits, and digits of other scripts.
    if not re.fullmatch(r"[0-9]{8}", text):
        raise UndecodableCardError(f"{name} is no date")
    try:
        return datetime.strptime(text, "%Y%m%d").date()
    except ValueError:
        raise UndecodableCardError(f"{name} is a day that never was") from None
