"""The demo catalogue: TOML files beside this module, read and completed.

Written once each and shared: offices, materials, form fields. An item's 31- and 33-digit codes
follow from its office's credit code (USCC, GB 32100) and its own 12 digits.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, Final

from simulators.backend.catalogue_model import FormField, Item, Material

FOLDER: Final = Path(__file__).with_name("catalogue")
DISTRICT_LEVEL: Final = "4"  # GB/T 39046 table A.2: county
ITEM_DEFAULTS: Final[dict[str, Any]] = {
    "kind": "公共服务",
    "level": "区级",
    "audience": ["personal"],
    "column": "personal",
    "hot": 0,
    "hours": "24 小时",
    "assurance": 3,
    "exclusions": [],
    "allows_offline": False,
    "visits": 0,
    "fee": {},
    "fields": [],
    "materials": [],
    "acceptance": "on_receipt",
    "supervise_phone": "12345",
    "updated": "2026-11-16",
    "alias_codes": [],
    "life_events": [],
    "situations": [],
    "commitment": None,
    "parts": [],
    "faq": [],
}
# What an item offers follows from how far it goes at a terminal, unless it says otherwise.
DELIVERY: Final = {"print": ["terminal"], "query": ["terminal"], "book": ["window"]}
VISIT_REASON: Final = "要到窗口当面核对本人或材料原件。"
AUTOMATIC_RULE: Final = "身份证上的姓名、号码与登记信息一致的，系统自动办结。"
REGIONS: Final = (
    {"code": "990101", "name": "示例市示例区"},
    {"code": "990201", "name": "示范市示范区"},
)


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


class Shelf:
    """The shared parts an item may name instead of spelling out."""

    def __init__(self, folder: Path) -> None:
        self.offices = _toml(folder / "offices.toml")
        self.materials = _toml(folder / "materials.toml")
        self.fields = _toml(folder / "fields.toml")

    def item(self, raw: dict[str, Any]) -> Item:
        """Raises KeyError for an unknown shared part, pydantic.ValidationError for a bad item."""
        parts = {**ITEM_DEFAULTS, **raw}
        parts = {**self._derived(parts), **parts}
        office = self.offices[parts.pop("office")]
        basic = parts.pop("basic")
        implementing = f"{office['uscc']}{DISTRICT_LEVEL}{basic}"
        limits = {name: {"days": parts.pop(name)} for name in ("statutory", "promised")}
        title, fields = parts.pop("form_title", "填写信息"), parts.pop("fields")
        return Item.model_validate(
            {
                "code": basic,
                "codes": {"12": basic, "31": implementing, "33": f"{implementing}01"},
                "department": office["name"],
                "consult_phone": office["consult_phone"],
                "place": {**self.offices["hall"], "window": office["window"]},
                "legal_basis": [office["rule"]],
                **parts,
                **{f"{name}_limit": limit for name, limit in limits.items()},
                "materials": [self._material(name, office) for name in parts["materials"]],
                "form": {"id": f"form-{basic}", "title": title, "fields": self._fields(fields)},
            }
        )

    @staticmethod
    def _derived(parts: dict[str, Any]) -> dict[str, Any]:
        far = parts["column"] == "crossregion"
        automatic = parts["acceptance"] == "automatic"
        area = {"scope": "cross_province", "mode": "online", "regions": REGIONS} if far else {}
        return {
            "instant": parts["promised"] == 1,
            "visit_reason": VISIT_REASON if parts["visits"] else "",
            "delivery_ways": DELIVERY.get(parts["self_service"], ["message", "mail", "window"]),
            "appointment": parts["self_service"] == "book",
            "handling_area": area,
            "automatic_rule": {"code": f"AUTO-{parts['basic'][-4:]}", "text": AUTOMATIC_RULE}
            if automatic
            else None,
        }

    def _material(self, name: str, office: dict[str, Any]) -> dict[str, Any]:
        return {"code": name, "basis": office["rule"], **self.materials[name]}

    def _fields(self, fields: list[str | dict[str, Any]]) -> list[dict[str, Any]]:
        return [self.fields[field] if isinstance(field, str) else field for field in fields]


def merged(item: Item, parts: list[Item]) -> Item:
    """A bundle (一件事) with one form and one list of materials; what parts share is asked once."""
    fields: dict[str, FormField] = {}
    materials: dict[str, Material] = {}
    for part in (item, *parts):
        for field in part.form.fields:
            fields.setdefault(field.name, field)
        for material in part.materials:
            materials.setdefault(material.code, material)
    form = item.form.model_copy(update={"fields": list(fields.values())})
    return item.model_copy(update={"form": form, "materials": list(materials.values())})


def load_items(folder: Path = FOLDER) -> list[Item]:
    """All items; a bundle's form and materials are those of all its parts."""
    shelf = Shelf(folder)
    files = sorted((folder / "items").glob("*.toml"))
    items = {item.code: item for item in map(shelf.item, _raw_items(files))}
    return [merged(item, [items[code] for code in item.parts]) for item in items.values()]


def _raw_items(files: list[Path]) -> list[dict[str, Any]]:
    return [raw for file in files for raw in _toml(file)["item"]]
