"""The cards on the tester's table: their files, and how each answers. All holders are made up.

Written from ISO/IEC 7816-4 and the file layout of the social security card (社会保障卡).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Protocol

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from simulators.card_layouts import CitizenCard
from simulators.people import PEOPLE

ATR_T1: Final = bytes.fromhex("3B80800101")
ATR_T0: Final = bytes.fromhex("3B600000")
MUTE: Final = b"\xff"
"""No ATR begins so: to the reader something lies there, but it does not speak."""
DONE: Final = b"\x90\x00"
WRONG_LENGTH: Final = b"\x67\x00"
CLOSED: Final = b"\x69\x82"
BLOCKED: Final = b"\x69\x83"
WRONG_P1P2: Final = b"\x6a\x86"
NO_FILE: Final = b"\x6a\x82"
NO_RECORD: Final = b"\x6a\x83"
NO_INSTRUCTION: Final = b"\x6d\x00"
TRIES: Final = 3
PIN: Final = "495060"
STAFF_NUMBER: Final = "990101-0007"
STAFF_KEY: Final = ec.derive_private_key(0x990101_0007, ec.SECP256R1())
STAFF_APPLICATION: Final = bytes.fromhex("F04F4E4B5301")
SOCIAL_APPLICATION: Final = bytes.fromhex("7378312E73682EC9E7BBE1B1A3D5CF")


class Card(Protocol):
    """A chip: what it says when it is powered, and to every command."""

    @property
    def label(self) -> str: ...

    @property
    def atr(self) -> bytes: ...

    def reset(self) -> None:
        """Power on, or reset: what was selected and verified is forgotten."""

    def answer(self, command: bytes) -> bytes:
        """The answer to a whole command, with its two status bytes."""


def _tlv(tag: int, value: bytes) -> bytes:
    return bytes((tag, len(value))) + value


def _records(holder: CitizenCard, generation: int) -> dict[int, list[bytes]]:
    region = holder.number[:6]
    public = [
        _tlv(0x01, bytes.fromhex(f"{region}0300D15600000599110145FFFF")),
        _tlv(0x02, b"3"),
        _tlv(0x03, b"3.00" if generation > 1 else b"1.00"),
        _tlv(0x04, bytes.fromhex("990101000000000000000001")),
        _tlv(0x05, bytes.fromhex("20210901")),
        _tlv(0x06, bytes.fromhex("20310901")),
        _tlv(0x07, b"A99010107"),
    ]
    after_name = [
        _tlv(0x0A, holder.sex.encode()),
        _tlv(0x0B, bytes.fromhex(holder.nation)),
        _tlv(0x0C, bytes.fromhex(region)),
        _tlv(0x0D, bytes.fromhex(holder.birth)),
    ]
    # Later cards hold the rest of a long name in record 3.
    more_name = [] if generation == 1 else [_tlv(0x4E, bytes(20))]
    name = holder.name.encode("gb18030").ljust(30, b"\0")
    private = [_tlv(0x08, holder.number.encode()), _tlv(0x09, name), *more_name, *after_name]
    return {5: public, 6: private}


@dataclass
class SocialSecurityCard:
    """A citizen's card. `select`: values of P1 by which it lets its files be selected; `sfi`:
    whether records can be read by short file id; `t0`: data only by GET RESPONSE, and lengths
    told by 6Cxx; `strict`: any other length than 00 or the record's own is refused; `pin`: what
    opens EF06."""

    label: str
    holder: str
    select: frozenset[int] = frozenset((0, 2))
    sfi: bool = True
    generation: int = 3
    t0: bool = False
    strict: bool = False
    pin: str = ""
    tries: int = TRIES
    verifications: int = 0
    _here: bool = field(default=False, init=False)
    _file: int | None = field(default=None, init=False)
    _open: bool = field(default=False, init=False)
    _waiting: bytes = field(default=b"", init=False)

    def __post_init__(self) -> None:
        holder = PEOPLE[self.holder].card
        assert isinstance(holder, CitizenCard)
        self._files = _records(holder, self.generation)

    @property
    def atr(self) -> bytes:
        return ATR_T0 if self.t0 else ATR_T1

    def reset(self) -> None:
        self._here, self._file, self._open, self._waiting = False, None, not self.pin, b""

    def answer(self, command: bytes) -> bytes:
        instruction, p1, p2 = command[1:4]
        if instruction == 0xA4:
            return self._select(p1, command[5 : 5 + command[4]])
        if instruction == 0xC0:
            data, self._waiting = self._waiting[: command[4]], b""
            return data + DONE
        if not self._here:
            return CLOSED
        if instruction == 0xB2:
            return self._read(p1, p2, command[4])
        if instruction == 0x20:
            return self._verify(command[5 : 5 + command[4]])
        return NO_INSTRUCTION

    def _select(self, p1: int, name: bytes) -> bytes:
        if p1 == 4:
            self._here = name == SOCIAL_APPLICATION
            return self._told(b"\x6f\x11\x84\x0f" + name) if self._here else NO_FILE
        if p1 not in self.select:
            return WRONG_P1P2
        if not self._here or name[:1] != b"\xef" or name[1] not in self._files:
            return NO_FILE
        self._file = name[1]
        return self._told(b"\x6f\x04\x83\x02" + name)

    def _told(self, data: bytes) -> bytes:
        if not self.t0:
            return data + DONE
        self._waiting = data
        return bytes((0x61, len(data)))

    def _read(self, number: int, p2: int, length: int) -> bytes:
        short, how = p2 >> 3, p2 & 7
        if how != 4 or (short and not self.sfi):
            return WRONG_P1P2
        file = short or self._file
        if file not in self._files:
            return NO_FILE
        if file == 6 and not self._open:
            return CLOSED
        if not 1 <= number <= len(self._files[file]):
            return NO_RECORD
        record = self._files[file][number - 1]
        if self.t0 and length != len(record):
            return bytes((0x6C, len(record)))
        if self.strict and length not in (0, len(record)):
            return WRONG_LENGTH
        return (record[:length] if length else record) + DONE

    def _verify(self, code: bytes) -> bytes:
        self.verifications += 1
        if self.tries == 0:
            return BLOCKED
        if code.hex() != self.pin:
            self.tries -= 1
            return bytes((0x63, 0xC0 | self.tries))
        self.tries, self._open = TRIES, True
        return DONE


@dataclass
class StaffCard:
    """A technician's card: a number, and a key that signs challenges. T=0."""

    label: str
    atr: bytes = ATR_T0
    _here: bool = field(default=False, init=False)
    _waiting: bytes = field(default=b"", init=False)

    def reset(self) -> None:
        self._here, self._waiting = False, b""

    def answer(self, command: bytes) -> bytes:
        header, rest = command[:4].hex().upper(), command[4:]
        if header == "00A40400":
            self._here = rest[1 : 1 + rest[0]] == STAFF_APPLICATION
            return DONE if self._here else NO_FILE
        if not self._here:
            return NO_FILE
        if header == "00B08100":
            number = STAFF_NUMBER.encode().ljust(20, b"\0")
            return number + DONE if rest[0] == len(number) else bytes((0x6C, len(number)))
        if header == "00C00000":
            data, self._waiting = self._waiting[: rest[0]], b""
            return data + DONE
        if header == "00880000" and len(rest) == 1 + rest[0]:
            signed = b"ONK-STAFF" + STAFF_NUMBER.encode() + b"\0" + rest[1:]
            self._waiting = STAFF_KEY.sign(signed, ec.ECDSA(hashes.SHA256()))
            return bytes((0x61, len(self._waiting)))
        return WRONG_LENGTH if header == "00880000" else NO_INSTRUCTION


@dataclass
class ForeignCard:
    """A sound card that has none of our applications, such as a bank's."""

    label: str
    atr: bytes = ATR_T1

    def reset(self) -> None:
        """Nothing is selected here, ever."""

    def answer(self, command: bytes) -> bytes:
        return NO_FILE if command[1] == 0xA4 else NO_INSTRUCTION


def all_cards() -> dict[str, Card]:
    """A fresh set: every PIN has all its tries."""
    return {
        "zhang": SocialSecurityCard("张示例 · 社保卡", "zhang"),
        "rare": SocialSecurityCard("王𬍛㛃 · 生僻字姓名", "rare"),
        "records": SocialSecurityCard(
            "赵长期 · T=0, 只能先选文件再读记录", "elder", frozenset((0,)), sfi=False, t0=True
        ),
        "short_ids": SocialSecurityCard(
            "李样本 · 只能按短文件标识读记录", "li", select=frozenset()
        ),
        "generation_1": SocialSecurityCard(
            "钱过期 · 一代社保卡", "expired", generation=1, strict=True
        ),
        "pin": SocialSecurityCard(f"䶮示例 · 需要密码 {PIN}", "yan", pin=PIN),
        "staff": StaffCard("工作人员卡 · technician's card"),
        "mute": ForeignCard("插反的卡 · the wrong way round: no answer to the reset", MUTE),
        "bank": ForeignCard("银行卡 · a card of another kind"),
    }
