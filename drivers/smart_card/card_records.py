"""The records of a social security card's files EF05 and EF06: tag, length, value.

| EF/record | Tag, length | Content |
|---|---|---|
| 05/1 | 01 10 | identification code |
| 05/2 | 02 – | category |
| 05/3 | 03 04 | version of the specification, ASCII |
| 05/4 | 04 0C | issuer |
| 05/5, 05/6 | 05, 06 04 | issue, expiry: BCD YYYYMMDD |
| 05/7 | 07 09 | card number, ASCII |
| 06/1 | 08 12 | social security number, ASCII |
| 06/2 | 09 1E | name, GBK or GB 18030, padded with 00 |
| 06/4 | 0A 01 | sex, ASCII |
| 06/5 | 0B 01 | nation, BCD |
| 06/6 | 0C 03 | birthplace, BCD |
| 06/7 | 0D 04 | birth, BCD YYYYMMDD |

Cards of the first generation number the records of EF06 after the name one lower. So a record
is known by its tag; its number matters to nothing but the length first asked for.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from datetime import date
from typing import Final

from drivers.smart_card.apdu import CardError
from drivers.smart_card.contract import SocialSecurityCard

IDENTIFICATION, CATEGORY, VERSION, ISSUER, ISSUED, EXPIRES, NUMBER = range(0x01, 0x08)
SOCIAL_SECURITY_NUMBER, NAME, SEX, NATION, BIRTHPLACE, BIRTH = range(0x08, 0x0E)
PADDING: Final = b"\x00\x20\xff"

Records = Mapping[int, bytes]
"""Values by tag."""


def split_record(record: bytes) -> tuple[int, bytes]:
    """Tag and value of a record; what a card pads it with is dropped. Raises CardError."""
    if len(record) < 2 or len(record) < 2 + record[1]:
        raise CardError("a record is cut short")
    return record[0], record[2 : 2 + record[1]]


def decode_card(records: Records) -> SocialSecurityCard:
    """The card that the records make. Raises CardError when it does not say whose it is."""
    number = _text(records, SOCIAL_SECURITY_NUMBER)
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        raise CardError("the social security number is not one")
    name = _name(records.get(NAME, b""))
    if not name:
        raise CardError("there is no name")
    return SocialSecurityCard(
        number=_text(records, NUMBER),
        social_security_number=number,
        name=name,
        sex=_text(records, SEX),
        nation=_digits(records, NATION),
        birthplace=_digits(records, BIRTHPLACE),
        birth=_date(records, BIRTH),
        identification_code=records.get(IDENTIFICATION, b"").hex().upper(),
        category=_text(records, CATEGORY),
        version=_text(records, VERSION),
        issuer=records.get(ISSUER, b"").hex().upper(),
        issued=_date(records, ISSUED),
        expires=_date(records, EXPIRES),
    )


def _text(records: Records, tag: int) -> str:
    """Printable ASCII; empty when it is not."""
    value = records.get(tag, b"").strip(PADDING)
    return value.decode("ascii") if re.fullmatch(rb"[!-~]*", value) else ""


def _name(value: bytes) -> str:
    # A name too long for its field may end within a character: that one is left out.
    decoder = codecs.getincrementaldecoder("gb18030")()
    try:
        name = decoder.decode(value.rstrip(PADDING), final=False).strip()
    except UnicodeDecodeError:
        raise CardError("the name is not in GB 18030") from None
    if not name.isprintable():
        raise CardError("the name holds control characters")
    return name


def _digits(records: Records, tag: int) -> str:
    """BCD as digits; empty when it is none."""
    value = records.get(tag, b"").hex()
    return value if value.isdecimal() else ""


def _date(records: Records, tag: int) -> date | None:
    """BCD YYYYMMDD; None when it is no day (00000000: none given)."""
    digits = _digits(records, tag)
    if len(digits) != 8:
        return None
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
