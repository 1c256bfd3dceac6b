"""The demo catalogue: TOML files beside this module, completed and signed as a snapshot.

Written once each and shared: offices, materials, form fields. An item's 31- and 33-digit codes
follow from its office's credit code (USCC, GB 32100) and its own 12 digits.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from simulators.backend.catalogue_model import Item

FOLDER: Final = Path(__file__).with_name("catalogue")
DISTRICT_LEVEL: Final = "4"  # GB/T 39046 table A.2: county
PUBLISHED_AT: Final = "2026-11-16T09:00:00+08:00"
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
}


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

    def _material(self, name: str, office: dict[str, Any]) -> dict[str, Any]:
        return {"code": name, "basis": office["rule"], **self.materials[name]}

    def _fields(self, fields: list[str | dict[str, Any]]) -> list[dict[str, Any]]:
        return [self.fields[field] if isinstance(field, str) else field for field in fields]


@dataclass(frozen=True)
class Catalogue:
    """A published snapshot: `body` is sent as it is, and the manifest speaks of those bytes."""

    items: dict[str, Item]
    body: bytes
    manifest: dict[str, Any]

    @property
    def version(self) -> str:
        return str(self.manifest["version"])


def load_items(folder: Path = FOLDER) -> list[Item]:
    shelf = Shelf(folder)
    files = sorted((folder / "items").glob("*.toml"))
    return [shelf.item(raw) for file in files for raw in _toml(file)["item"]]


def publish(items: list[Item], key: str) -> Catalogue:
    """A snapshot signed with the catalogue key. The version follows from the content."""
    shown = [item.model_dump(mode="json") for item in items]
    digest = hashlib.sha256(json.dumps(shown, ensure_ascii=False).encode()).hexdigest()
    version = f"{PUBLISHED_AT[:10]}-{digest[:8]}"
    snapshot = {"version": version, "items": shown}
    body = json.dumps(snapshot, ensure_ascii=False, separators=(",", ":")).encode()
    sha256 = hashlib.sha256(body).hexdigest()
    manifest = {
        "version": version,
        "sha256": sha256,
        "signature": hmac.new(key.encode(), sha256.encode(), hashlib.sha256).hexdigest(),
        "item_count": len(items),
        "published_at": PUBLISHED_AT,
    }
    return Catalogue({item.code: item for item in items}, body, manifest)
