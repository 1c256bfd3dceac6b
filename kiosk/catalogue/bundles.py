"""A bundle (一件事) reduced to the parts somebody chose: one form, one set of materials.

The platform publishes a bundle merged from all its parts, each question and material once. What
only the parts left out would ask for falls away by the platform's own rule, so that an application
made while it is away is the one it would have asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kiosk.catalogue.model import Item


def reduced(bundle: Item, parts: Sequence[Item], chosen: Iterable[str]) -> Item:
    """The bundle as far as it concerns the chosen parts.

    Args:
        parts: all its parts that are known.
        chosen: codes of those wanted.
    """
    wanted = set(chosen)
    gone = _asked([one for one in parts if one.code not in wanted])
    gone -= _asked([one for one in parts if one.code in wanted])
    fields = tuple(one for one in bundle.form.fields if ("field", one.name) not in gone)
    return bundle.model_copy(
        update={
            "form": bundle.form.model_copy(update={"fields": fields}),
            "materials": tuple(m for m in bundle.materials if ("material", m.code) not in gone),
            "situations": tuple(s for s in bundle.situations if ("situation", s.name) not in gone),
        }
    )


def serves(parts: Iterable[Item], kind: str, name: str) -> tuple[Item, ...]:
    """The parts that ask for this.

    Args:
        kind: field, material or situation.
        name: the field's or situation's name, the material's code.
    """
    return tuple(one for one in parts if (kind, name) in _asked([one]))


def _asked(parts: Iterable[Item]) -> set[tuple[str, str]]:
    return {
        name
        for part in parts
        for name in (
            *(("field", one.name) for one in part.form.fields),
            *(("material", one.code) for one in part.materials),
            *(("situation", one.name) for one in part.situations),
        )
    }
