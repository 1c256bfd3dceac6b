"""A few items as a city publishes them."""

from __future__ import annotations

import pytest

from kiosk.catalogue.model import Item
from kiosk.catalogue.pinyin import Readings, readings_of
from kiosk.catalogue.search import Finder
from kiosk.catalogue.terms import all_terms

ROWS: list[tuple[str, str, list[str], list[str], str]] = [
    (
        "社会保障卡|补领、换领、换发",
        "社会保障卡补领",
        ["补社保卡"],
        ["社保卡", "补卡"],
        "社保卡坏了办新的",
    ),
    ("社会保障卡挂失", "社会保障卡挂失", ["社保卡挂失"], ["社保卡"], "社保卡不见了先挂失"),
    ("个人参保证明|查询打印", "个人参保证明", ["社保证明"], ["社保", "参保"], "打印交过社保的证明"),
    ("个人住房公积金|缴存信息查询", "公积金查询", ["查公积金"], ["公积金"], "看公积金有多少"),
    (
        "租房提取|住房公积金",
        "租房提取公积金",
        ["租房取公积金"],
        ["公积金", "租房"],
        "用公积金付房租",
    ),
    ("失业登记", "失业登记", ["没工作登记"], ["失业", "下岗"], "没有工作了来登记"),
    ("失业保险金申领", "失业金申领", ["领失业金"], ["失业", "失业金"], "失业后每月领钱"),
    ("居住证申领", "居住证申领", ["办居住证", "暂住证"], ["居住证"], "外地人长住办证"),
    ("居住证签注", "居住证签注", ["居住证续签"], ["居住证", "续签"], "居住证满一年要签"),
    ("老年人优待证申领", "老年证申领", ["老年证", "老人卡"], ["老年人", "坐公交"], "老人坐车优惠"),
    ("机动车驾驶证期满换证", "驾驶证换证", ["换驾照"], ["驾照", "驾驶证"], "驾照到期换新的"),
    ("新生儿出生|一件事", "出生一件事", ["上户口"], ["户口", "出生证"], "孩子出生后一次办"),
    ("异地转诊人员备案", "异地就医备案", ["外地看病备案"], ["医保", "异地"], "到外地住院先备案"),
    ("普通护照签发预约", "护照预约", ["办护照"], ["护照", "出国"], "出国要用的护照"),
]


def make_item(index: int, row: tuple[str, str, list[str], list[str], str]) -> dict[str, object]:
    """An item as it stands on the wire."""
    name, short_name, aliases, keywords, plain = row
    code = f"99200{index:07}"
    limit = {"days": 7, "unit": "工作日"}
    return {
        "code": code,
        "codes": {"12": code, "31": code.ljust(31, "0"), "33": code.ljust(33, "0")},
        "name": name,
        "short_name": short_name,
        "aliases": aliases,
        "keywords": keywords,
        "plain": plain,
        "kind": "公共服务",
        "department": "示例区人社局",
        "level": "区级",
        "audience": ["personal"],
        "column": "personal",
        "topic": "card",
        "hot": index,
        "self_service": "full",
        "minutes": 6,
        "hours": "24 小时",
        "assurance": 3,
        "conditions": [],
        "who": "本人",
        "exclusions": [],
        "form": {"id": "f", "title": "填写", "fields": []},
        "materials": [],
        "steps": [],
        "statutory_limit": limit,
        "promised_limit": limit,
        "acceptance": "on_receipt",
        "allows_offline": False,
        "visits": 0,
        "fee": {"free": True, "text": "免费", "basis": ""},
        "result": {"name": "证件", "delivery": "邮寄"},
        "place": {
            "hall": "示例大厅",
            "street": "示例路",
            "number": "1 号",
            "room": "101",
            "window": "1 号窗口",
            "hours": "全天",
        },
        "consult_phone": "12333",
        "supervise_phone": "12345",
        "legal_basis": [],
        "updated": "2026-11-16",
        "a_field_of_tomorrow": True,
    }


@pytest.fixture(scope="session")
def wire_items() -> list[dict[str, object]]:
    return [make_item(index, row) for index, row in enumerate(ROWS, start=1)]


@pytest.fixture(scope="session")
def items(wire_items: list[dict[str, object]]) -> tuple[Item, ...]:
    return tuple(map(Item.model_validate, wire_items))


@pytest.fixture(scope="session")
def readings(items: tuple[Item, ...]) -> Readings:
    """Worked out by the real process, once."""
    return readings_of(all_terms(items))


@pytest.fixture(scope="session")
def finder(items: tuple[Item, ...], readings: Readings) -> Finder[Item]:
    return Finder(items, readings)
