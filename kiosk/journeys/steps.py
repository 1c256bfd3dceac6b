"""The steps of an application, in their order: what a case does not need is passed over."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial

from kiosk.catalogue.model import Material, MaterialSource
from kiosk.journeys import company, earlier, parts, region
from kiosk.journeys.behalf import ask_applicant, authorisation
from kiosk.journeys.commitment import ask_commitment, ask_pledge, may_commit, owes
from kiosk.journeys.delivery import ask_address, ask_way, has_choice, needs_address
from kiosk.journeys.draft import Application, Draft
from kiosk.journeys.fill import fill_form
from kiosk.journeys.identify import consent, identify
from kiosk.journeys.paperless import look_up, may_save_paper, offer_licences, offers
from kiosk.journeys.photograph import photograph
from kiosk.journeys.precheck import precheck
from kiosk.journeys.purposes import purpose
from kiosk.journeys.second_factor import second_factor
from kiosk.journeys.situation import ask_at_hand, ask_situation, is_photographed, optional
from kiosk.journeys.step_names import (
    ADDRESS_STEP,
    AGENT_STEP,
    AT_HAND_STEP,
    COMMITMENT_STEP,
    COMPANY_STEP,
    EARLIER_STEP,
    FORM_STEP,
    LICENCE_STEP,
    MATERIAL_STEP,
    PARTS_STEP,
    PLEDGE_STEP,
    REGION_STEP,
    SITUATION_STEP,
    WAY_STEP,
)
from kiosk.journeys.wizard import Step

Act = Callable[[Application], Awaitable[None]]


def steps_before_signing(application: Application) -> list[Step]:
    """From consent to the last promise; signing and submitting come after."""
    draft = application.draft
    item = draft.item  # of a bundle: the whole of it, whatever parts are chosen

    def step(name: str, act: Act, needed: Callable[[Draft], bool], **how: bool) -> Step:
        return Step(name, partial(act, application), needed=partial(needed, draft), **how)

    return [
        step(PARTS_STEP, parts.choose_parts, lambda draft: bool(item.parts)),
        step(REGION_STEP, region.choose_region, lambda draft: region.needed(item)),
        Step("consent", partial(_agree, application), needed=partial(_to_agree, application)),
        Step("identity", partial(_who, application), once=True),
        step(COMPANY_STEP, company.choose_company, lambda draft: company.needed(draft.item)),
        step(AGENT_STEP, ask_applicant, lambda draft: draft.for_another, alone=True),
        step(SITUATION_STEP, ask_situation, lambda draft: bool(draft.item.situations)),
        Step(FORM_STEP, partial(fill_form, application), alone=True),
        step("library", look_up, may_save_paper, quiet=True),
        step(LICENCE_STEP, offer_licences, lambda draft: bool(offers(draft)), alone=True),
        step("handed in", earlier.look_up, earlier.may_be_there, quiet=True),
        step(EARLIER_STEP, earlier.offer, lambda draft: bool(earlier.offers(draft)), alone=True),
        step(COMMITMENT_STEP, ask_commitment, may_commit, alone=True),
        step(AT_HAND_STEP, ask_at_hand, lambda draft: bool(optional(draft)), alone=True),
        _page(application, authorisation(), lambda draft, paper: draft.for_another),
        *(_page(application, one) for one in item.materials if _may_be_paper(one)),
        step(WAY_STEP, ask_way, has_choice, alone=True),
        step(ADDRESS_STEP, ask_address, needs_address, alone=True),
        Step("precheck", partial(precheck, application), quiet=True),
        step(PLEDGE_STEP, ask_pledge, owes),
        step("face", second_factor, lambda draft: draft.item.wants_face, quiet=True),
    ]


async def _agree(application: Application) -> None:
    await consent(application.session, purpose(application.draft))


def _to_agree(application: Application) -> bool:
    return purpose(application.draft).code not in application.session.agreed


async def _who(application: Application) -> None:
    await identify(application.session, purpose(application.draft), application.progress(0))


def _may_be_paper(material: Material) -> bool:
    """A licence that the library turns out not to have is photographed, too."""
    return material.source is not MaterialSource.ID_CARD


def _page(
    application: Application,
    material: Material,
    needed: Callable[[Draft, Material], bool] = is_photographed,
) -> Step:
    return Step(
        MATERIAL_STEP + material.code,
        partial(photograph, application, material),
        needed=partial(needed, application.draft, material),
        alone=True,
    )
