"""A draft as the platform hears it, and as the receipt lists it."""

from __future__ import annotations

from kiosk.catalogue.model import Material
from kiosk.journeys.behalf import AUTHORISATION, agent_of
from kiosk.journeys.draft import Draft, Page
from kiosk.journeys.situation import asked, deferred, is_photographed, on_paper
from kiosk.onenetwork.case_details import CommitmentGiven
from kiosk.onenetwork.models import CaseChoices
from kiosk.text import _


def choices_of(draft: Draft) -> CaseChoices:
    """What was chosen besides the form."""
    asked_for = {one.name for one in draft.item.situations}
    return CaseChoices(
        parts=tuple(one.code for one in draft.parts),
        agent=agent_of(draft),
        company=draft.company,
        handling_region=draft.region.code if draft.region else None,
        situations={name: said for name, said in draft.situation.items() if name in asked_for},
        authorisations=tuple(_used(draft)),
        deferred=deferred(draft),
        commitments=_commitments(draft),
    )


def pages_of(draft: Draft) -> dict[str, Page]:
    """The pages photographed so far that the answers given call for, by their code."""
    asked_for = {one.code for one in draft.item.materials if is_photographed(draft, one)}
    if draft.behalf is not None:
        asked_for.add(AUTHORISATION)
    return {code: page for code, page in draft.pages.items() if code in asked_for}


def handed_in(draft: Draft) -> tuple[str, ...]:
    """What there is of each material on the day, for the receipt; not what follows or is not."""
    return tuple(_as_it_is(draft, one) for one in asked(draft) if _is_there(draft, one))


def _is_there(draft: Draft, material: Material) -> bool:
    return (
        material not in on_paper(draft)
        or _stands(draft, material)
        or is_photographed(draft, material)
    )


def _stands(draft: Draft, material: Material) -> bool:
    return draft.granted_for(material) is not None or draft.promised_instead(material)


def _as_it_is(draft: Draft, material: Material) -> str:
    used = draft.granted_for(material)
    if used is not None:
        words = _("{material}（用以前交的）") if used.earlier else _("{material}（电子证照）")
        return words.format(material=material.name)
    if draft.promised_instead(material):
        return _("{material}（以承诺代替）").format(material=material.name)
    return material.name


def _used(draft: Draft) -> list[str]:
    """Each permission once, and only what this case needs."""
    granted = (draft.granted_for(one) for one in on_paper(draft))
    return list(dict.fromkeys(one.authorisation_id for one in granted if one is not None))


def _commitments(draft: Draft) -> tuple[CommitmentGiven, ...]:
    if not draft.commits or draft.commitment is None or draft.item.commitment is None:
        return ()
    signed_at = draft.commitment.signed_at
    return (CommitmentGiven(code=draft.item.commitment.code, signed_at=signed_at),)
