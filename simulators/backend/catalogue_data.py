"""The demo catalogue: TOML files beside this module, read and completed.

Written once each and shared: offices, materials, form fields, defaults (catalogue/README.md). An
item's 31- and 33-digit codes follow from its office's credit code (USCC, GB 32100) and its own
12 digits.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, Final

from simulators.backend.catalogue_model import FormField, Item, Material, Situation

FOLDER: Final = Path(__file__).with_name("catalogue")
DISTRICT_LEVEL: Final = "4"  # GB/T 39046 table A.2: county


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


class Shelf:
    """The shared parts an item may name instead of spelling out."""

    def __init__(self, folder: Path) -> None:
        self.offices = _toml(folder / "offices.toml")
        self.materials = _toml(folder / "materials.toml")
        self.fields = _toml(folder / "fields.toml")
        self.defaults = _toml(folder / "defaults.toml")

    def item(self, raw: dict[str, Any]) -> Item:
        """Raises KeyError for an unknown shared part, pydantic.ValidationError for a bad item."""
        parts = self._completed(raw)
        office = self.offices[parts.pop("office")]
        basic = parts.pop("basic")
        implementing = f"{office['uscc']}{DISTRICT_LEVEL}{basic}"
        limits = {f"{name}_limit": {"days": parts.pop(name)} for name in ("statutory", "promised")}
        form = {"id": f"form-{basic}", "title": parts.pop("form_title")}
        fields = [_named(field, self.fields) for field in parts.pop("fields")]
        materials = [self._material(each, office) for each in parts.pop("materials")]
        area = parts.pop("handling_area")
        elsewhere = office.get("elsewhere", {})
        regions = [region | elsewhere.get(region["code"], {}) for region in area["regions"]]
        follows = {
            "code": basic,
            "codes": {"12": basic, "31": implementing, "33": f"{implementing}01"},
            "department": office["name"],
            "consult_phone": office["consult_phone"],
            "place": {**self.offices["hall"], "window": office["window"]},
            "legal_basis": [office["rule"]],
            "guide_url": self.offices["guides"] + basic,
            "commitment": None,
            "automatic_rule": None,
            "materials": materials,
            "handling_area": {**area, "regions": regions},
            "form": {**form, "fields": fields},
        }
        return Item.model_validate({**follows, **parts, **limits})

    def _completed(self, raw: dict[str, Any]) -> dict[str, Any]:
        plain = {**self.defaults["item"], **raw}
        follows: dict[str, Any] = {}
        for key, values in self.defaults["when"].items():
            follows |= values.get(str(plain.get(key)), {})
        return {**self.defaults["item"], **follows, **raw}

    def _material(self, each: str | dict[str, Any], office: dict[str, Any]) -> dict[str, Any]:
        named = each if isinstance(each, str) else each.get("use")
        basis = {"basis": office["rule"], **({"code": named} if named else {})}
        return {**self.defaults["material"], **basis, **_named(each, self.materials)}


def _named(each: str | dict[str, Any], shared: dict[str, Any]) -> dict[str, Any]:
    """A shared part by its key, or with `use` as it is but for what is said here, or its own."""
    if isinstance(each, str):
        return dict(shared[each])
    own = dict(each)
    return {**shared[own.pop("use")], **own} if "use" in own else own


def merged(item: Item, parts: list[Item]) -> Item:
    """A bundle (一件事) with one form and one list of materials; what parts share is asked once."""
    fields: dict[str, FormField] = {}
    materials: dict[str, Material] = {}
    situations: dict[str, Situation] = {}
    for part in (item, *parts):
        for field in part.form.fields:
            fields.setdefault(field.name, field)
        for material in part.materials:
            materials.setdefault(material.code, material)
        for situation in part.situations:
            situations.setdefault(situation.name, situation)
    form = item.form.model_copy(update={"fields": list(fields.values())})
    return item.model_copy(
        update={
            "form": form,
            "materials": list(materials.values()),
            "situations": list(situations.values()),
        }
    )


def without(bundle: Item, left_out: list[Item], chosen: list[Item]) -> Item:
    """A merged bundle less what only the parts left out ask for."""

    def names(parts: list[Item]) -> set[tuple[str, str]]:
        return {
            name
            for part in parts
            for name in (
                *(("field", field.name) for field in part.form.fields),
                *(("material", material.code) for material in part.materials),
                *(("situation", situation.name) for situation in part.situations),
            )
        }

    gone = names(left_out) - names(chosen)
    fields = [field for field in bundle.form.fields if ("field", field.name) not in gone]
    return bundle.model_copy(
        update={
            "form": bundle.form.model_copy(update={"fields": fields}),
            "materials": [m for m in bundle.materials if ("material", m.code) not in gone],
            "situations": [s for s in bundle.situations if ("situation", s.name) not in gone],
        }
    )


def load_items(folder: Path = FOLDER) -> list[Item]:
    """All items; a bundle's form and materials are those of all its parts."""
    shelf = Shelf(folder)
    files = sorted((folder / "items").glob("*.toml"))
    items = {item.code: item for item in map(shelf.item, _raw_items(files))}
    return [merged(item, [items[code] for code in item.parts]) for item in items.values()]


def _raw_items(files: list[Path]) -> list[dict[str, Any]]:
    return [raw for file in files for raw in _toml(file)["item"]]
