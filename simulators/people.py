"""Card holders for tests. All are made up: region code 990101 (示例市) does not exist."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Final

from simulators.card_layouts import (
    NO_END,
    Card,
    CitizenCard,
    ForeignCard2017,
    ForeignCard2023,
    ResidencePermit,
    with_check_character,
)

PHOTO_BYTES: Final = 1024
PRINT_BYTES: Final = 512  # one finger; a card holds two


@dataclass(frozen=True)
class Person:
    """A card holder: the card they lay on the reader, and what it is there to show."""

    key: str
    label: str
    card: Card
    fingers: tuple[int, int] | None = (11, 16)  # right thumb, left thumb; None: none on the card

    @property
    def photo(self) -> bytes:
        """1024 bytes in the shape of a WLT picture. They decode to nothing."""
        return b"WLf\0" + _noise(f"photo of {self.key}", PHOTO_BYTES - 4)

    @property
    def prints(self) -> bytes:
        """Two fingers of 512 bytes with the finger's position at byte 5, or nothing."""
        if self.fingers is None:
            return b""
        return b"".join(self._print(finger) for finger in self.fingers)

    def _print(self, finger: int) -> bytes:
        head = b"C\x01\x12\x01\x50" + bytes((finger,))
        return head + _noise(f"finger {finger} of {self.key}", PRINT_BYTES - len(head))


def _noise(seed: str, length: int) -> bytes:
    """The same bytes for the same seed, every time and everywhere."""
    return hashlib.shake_256(seed.encode()).digest(length)


def _citizen(
    name: str,
    sex: str,
    birth: str,
    sequence: str,
    *,
    nation: str = "01",
    number: str | None = None,
    valid: tuple[str, str] = ("20200301", "20400301"),
    address: str = "示例省示例市示例区示例街道示例路1号",
) -> CitizenCard:
    return CitizenCard(
        name=name,
        sex=sex,
        nation=nation,
        birth=birth,
        address=address,
        number=number or with_check_character(f"990101{birth}{sequence}"),
        authority="示例市公安局示例分局",
        valid_from=valid[0],
        valid_to=valid[1],
    )


def _wrong_check_character(right: str) -> str:
    return right[:-1] + ("0" if right[-1] != "0" else "1")


_PERMIT: Final = ResidencePermit(
    name="港示例",
    sex="1",
    nation="",
    birth="19880808",
    address="示例省示例市示例区示例路8号",
    number=with_check_character("81000019880808001"),
    authority="示例市公安局",
    valid_from="20230101",
    valid_to="20430101",
    pass_number="H99999999",
    issue_count="01",
)

_FOREIGNER_2017: Final = ForeignCard2017(
    english_name="SAMPLE, ALEXANDRA MARIE",
    sex="2",
    number="CAN990185061219",  # the last digit by weights 7-3-1, letters from A = 10
    country="CAN",
    chinese_name="艾示例",
    valid_from="20190601",
    valid_to="20390601",
    birth="19850612",
    version="01",
    authority="1500",
)

_FOREIGNER_2023: Final = ForeignCard2023(
    chinese_name="安示例",
    sex="1",
    renewals="00",
    birth="19791130",
    english_name="SAMPLE, ANDREW",
    number=with_check_character("99912419791130003"),
    valid_from="20240201",
    valid_to="20440201",
    country="CAN",
    old_number_link="000",
)

_ALL: Final = (
    Person("zhang", "张示例 · 公民", _citizen("张示例", "2", "19900307", "002")),
    Person(
        "li", "李样本 · 号码以 X 结尾, 卡内无指纹", _citizen("李样本", "1", "19851224", "009"), None
    ),
    Person("rare", "王𬍛㛃 · 生僻字姓名", _citizen("王𬍛㛃", "2", "19960518", "004")),
    Person("yan", "䶮示例 · 生僻字姓名", _citizen("䶮示例", "1", "20010909", "005")),
    Person(
        "elder",
        "赵长期 · 长期有效",
        _citizen("赵长期", "1", "19480115", "007", valid=("20100101", NO_END)),
    ),
    Person(
        "expired",
        "钱过期 · 证件已过期",
        _citizen("钱过期", "2", "19770701", "006", valid=("20050101", "20250101")),
    ),
    Person(
        "wrong_number",
        "孙错号 · 校验码不符",
        _citizen(
            "孙错号",
            "1",
            "19820202",
            "009",
            number=_wrong_check_character(with_check_character("99010119820202009")),
        ),
    ),
    Person(
        "long_name",
        "阿卜杜 · 长姓名, 维吾尔族",
        _citizen("阿卜杜示例·买买提样本", "1", "19930421", "011", nation="05"),
    ),
    Person("permit", "港示例 · 港澳台居民居住证 (J)", _PERMIT),
    Person("foreigner_2017", "SAMPLE, ALEXANDRA · 外国人永居证 2017 (I)", _FOREIGNER_2017),
    Person("foreigner_2023", "安示例 · 外国人永居证 2023 (Y)", _FOREIGNER_2023),
)

PEOPLE: Final = {person.key: person for person in _ALL}
