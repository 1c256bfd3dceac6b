"""The four text layouts of identity cards: 256 bytes of UTF-16LE, fields padded with spaces.

Offsets and lengths in bytes, from the table of the resident identity card reader's protocol.
A name of 30 bytes holds 15 UTF-16 units; a character beyond U+FFFF takes two of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

TEXT_BYTES: Final = 256
NO_END: Final = "长期"  # valid without end
ID_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
ID_CHECK_CHARACTERS: Final = "10X98765432"

Fields = tuple[tuple[int, int, str], ...]  # offset, bytes, text


def with_check_character(seventeen: str) -> str:
    """A citizen number completed with its MOD 11-2 character (GB 11643, ISO 7064)."""
    total = sum(int(digit) * weight for digit, weight in zip(seventeen, ID_WEIGHTS, strict=True))
    return seventeen + ID_CHECK_CHARACTERS[total % 11]


def encode(fields: Fields) -> bytes:
    """The text block. Raises ValueError when a field's text is longer than its place."""
    block = bytearray(" ".encode("utf-16-le") * (TEXT_BYTES // 2))
    for offset, length, text in fields:
        raw = text.encode("utf-16-le")
        if len(raw) > length:
            raise ValueError(f"{len(raw)} bytes do not fit the {length} at offset {offset}")
        block[offset : offset + len(raw)] = raw
    return bytes(block)


@dataclass(frozen=True)
class CitizenCard:
    """Resident identity card (居民身份证). Dates are YYYYMMDD; sex and nation are codes."""

    name: str
    sex: str
    nation: str
    birth: str
    address: str
    number: str
    authority: str
    valid_from: str
    valid_to: str

    def _common_fields(self) -> Fields:
        return (
            (0, 30, self.name),
            (30, 2, self.sex),
            (36, 16, self.birth),
            (52, 70, self.address),
            (122, 36, self.number),
            (158, 30, self.authority),
            (188, 16, self.valid_from),
            (204, 16, self.valid_to),
        )

    def text_block(self) -> bytes:
        return encode((*self._common_fields(), (32, 4, self.nation)))


@dataclass(frozen=True)
class ResidencePermit(CitizenCard):
    """Residence permit for Hong Kong, Macao and Taiwan residents (港澳台居民居住证), type J."""

    pass_number: str
    issue_count: str

    def text_block(self) -> bytes:
        extra = ((220, 18, self.pass_number), (238, 4, self.issue_count), (248, 2, "J"))
        return encode((*self._common_fields(), *extra))


@dataclass(frozen=True)
class ForeignCard2017:
    """Foreign permanent resident card (外国人永久居留身份证) of 2017, type I."""

    english_name: str
    sex: str
    number: str
    country: str
    chinese_name: str
    valid_from: str
    valid_to: str
    birth: str
    version: str
    authority: str

    def text_block(self) -> bytes:
        return encode(
            (
                (0, 120, self.english_name),
                (120, 2, self.sex),
                (122, 30, self.number),
                (152, 6, self.country),
                (158, 30, self.chinese_name),
                (188, 16, self.valid_from),
                (204, 16, self.valid_to),
                (220, 16, self.birth),
                (236, 4, self.version),
                (240, 8, self.authority),
                (248, 2, "I"),
            )
        )


@dataclass(frozen=True)
class ForeignCard2023:
    """Foreign permanent resident card (外国人永久居留身份证) of 2023, type Y."""

    chinese_name: str
    sex: str
    renewals: str
    birth: str
    english_name: str
    number: str
    valid_from: str
    valid_to: str
    country: str
    old_number_link: str
    spare_english_name: str = ""

    def text_block(self) -> bytes:
        return encode(
            (
                (0, 30, self.chinese_name),
                (30, 2, self.sex),
                (32, 4, self.renewals),
                (36, 16, self.birth),
                (52, 70, self.english_name),
                (122, 36, self.number),
                (188, 16, self.valid_from),
                (204, 16, self.valid_to),
                (220, 22, self.spare_english_name),
                (242, 6, self.country),
                (248, 2, "Y"),
                (250, 6, self.old_number_link),
            )
        )


Card = CitizenCard | ForeignCard2017 | ForeignCard2023
