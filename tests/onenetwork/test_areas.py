"""The areas beside the main way against the running simulator, as a journey will use them."""

from __future__ import annotations

import base64
import uuid
from collections.abc import AsyncIterator
from datetime import date, datetime

import httpx
import pytest

from kiosk.onenetwork.case_details import CaseState, CommitmentGiven
from kiosk.onenetwork.cases import Correction, PrecheckOrder, Wish
from kiosk.onenetwork.client import OneNetwork
from kiosk.onenetwork.fields import FieldSeal
from kiosk.onenetwork.hall import NewAppointment, NewTicket, free_instead, opens_at
from kiosk.onenetwork.identity import CompanyPresentation, FaceFactor, SocialCardLogin, Standing
from kiosk.onenetwork.licences import NewAuthorisation, Presentation
from kiosk.onenetwork.models import Applicant, AuditHead, CitizenSession, Heartbeat, RatingGiven
from kiosk.onenetwork.prints import PrintReport
from kiosk.onenetwork.problem import BackendProblem, Unreachable
from kiosk.onenetwork.submission import Submission, create, hand_in, submit
from kiosk.onenetwork.upkeep import Event
from kiosk.onenetwork.voices import HelpCall, NewFeedback
from simulators.backend_launch import RunningBackend
from simulators.face_scenes import paint
from tests.onenetwork.conftest import ITEM, NAME, PATIENCE_S, make_submission

PERSON = "990101199001010019"
CERTIFICATE = "992001010002"
BOOKABLE = "990704040001"
SECRET = b"demo-terminal-secret"


@pytest.fixture
async def client(platform: RunningBackend) -> AsyncIterator[OneNetwork]:
    seal = FieldSeal("demo-terminal", SECRET, "sm4-gcm", "k1")
    network = OneNetwork(platform.url, "demo-terminal", SECRET, seal=seal, call_deadline=PATIENCE_S)
    yield network
    await network.close()


@pytest.fixture
async def session(client: OneNetwork) -> CitizenSession:
    return await client.open_session(
        name=NAME, id_number=PERSON, card_kind="resident", valid_to=None
    )


def key() -> str:
    return uuid.uuid4().hex


def now() -> datetime:
    return datetime.now().astimezone()


def office(platform: RunningBackend, path: str, **order: object) -> httpx.Response:
    answer = httpx.post(f"{platform.url}/sim/{path}", json=order, trust_env=False, timeout=10)
    assert answer.is_success, answer.text
    return answer


def application(session: CitizenSession, item: str = ITEM) -> Submission:
    made = make_submission(session.assertion)
    applicant = Applicant(
        name=NAME, id_number=PERSON, card_kind="resident", phone="", address="示例市示例路1号"
    )
    return made.model_copy(update={"applicant": applicant, "item_code": item})


async def submitted(client: OneNetwork, whole: Submission) -> str:
    case_no = (await create(client, whole)).case_no
    for step in whole.steps[1:-1]:
        await hand_in(client, whole, step, case_no)
    await submit(client, whole, case_no)
    return case_no


async def test_ways_to_say_who_one_is(client: OneNetwork) -> None:
    card = SocialCardLogin(
        name=NAME,
        id_number=PERSON,
        card_number="99010100000000001",
        issuer_region="990101",
        valid_to=date(2099, 1, 1),
    )
    assert (await client.identity.by_social_card(card)).assurance == 3
    session = await client.identity.by_code("DEMO-PERSON-1")
    assert session.person is not None
    assert session.person.name == NAME
    nobody = await client.identity.anonymous()
    assert (nobody.assurance, nobody.person) == (1, None)


async def test_a_face_is_compared_by_the_platform(client: OneNetwork) -> None:
    session = await client.identity.by_code("DEMO-PERSON-4")
    for scene, code, left in (("another", "face_differs", 2), ("mask", "face_unclear", 1)):
        with pytest.raises(BackendProblem) as refused:
            await client.identity.add_face(session.token, face(scene))
        assert (refused.value.code, refused.value.attempts_left) == (code, left)
    assert (await client.identity.add_face(session.token, face("closer"))).assurance == 4


def face(scene: str) -> FaceFactor:
    """Somebody as the face camera's simulator draws them."""
    jpegs = paint(scene, 640, 360).jpegs
    frames = tuple(base64.b64encode(one).decode() for one in (jpegs[0], jpegs[-1]))
    return FaceFactor(frames=frames, action="none", consent_at=now())


async def test_a_licence_saves_a_paper(client: OneNetwork, session: CitizenSession) -> None:
    (licence,) = await client.licences.of_citizen(session.token, ITEM)
    assert "household_page" in licence.satisfies
    agreed = NewAuthorisation(item_code=ITEM, purpose="社会保障卡补领", agreed_at=now())
    given = await client.licences.authorise(session.token, licence.licence_id, agreed, key=key())
    order = PrecheckOrder(
        item_code=ITEM,
        applicant=application(session).applicant,
        form={"address": "示例市示例路1号", "phone": "138"},
        authorisations=(given.authorisation_id,),
    )
    found = await client.cases.precheck(order, session.assertion)
    assert {one.code: one.satisfied_by for one in found.materials}["household_page"] == "licence"
    assert not found.ok
    assert "form.phone" in {defect.field for defect in found.defects}

    whole = application(session)
    choices = whole.choices.model_copy(update={"authorisations": (given.authorisation_id,)})
    whole = whole.model_copy(update={"choices": choices, "materials": {}})
    case = await client.case(await submitted(client, whole))
    assert [used.licence_id for used in case.licences] == [licence.licence_id]


async def test_a_presenting_code_serves_once(
    client: OneNetwork, platform: RunningBackend, session: CitizenSession
) -> None:
    shown = {"id_number": PERSON, "kind": "household_register"}
    code = office(platform, "phone/presenting-code", **shown).json()["code"]
    presentation = Presentation(code=code, item_code=ITEM, purpose="社会保障卡补领")
    presented = await client.licences.present(presentation, key=key())
    may = presented.authorisation
    assert (may.item_code, may.satisfies) == (ITEM, ("household_page",))
    with pytest.raises(BackendProblem, match="code_expired"):
        await client.licences.present(presentation, key=key())


async def test_a_firms_code_says_whose_it_is(client: OneNetwork, session: CitizenSession) -> None:
    shown = CompanyPresentation(code="DEMO-FIRM-1", item_code=ITEM)
    found = await client.identity.present_company(session.token, shown, key=key())
    listed = await client.identity.companies(session.token, ITEM)
    assert found.standing is Standing.MAY_ACT
    assert (found.name, found.credit_code) in {(one.name, one.credit_code) for one in listed}
    assert "DEMO-FIRM-1" not in repr(shown)


async def test_a_correction_is_asked_for_and_given(
    client: OneNetwork, platform: RunningBackend, session: CitizenSession
) -> None:
    case_no = await submitted(client, application(session))
    order = {"act": "correct", "defects": [["form.address", "门牌号不清楚。"]]}
    office(platform, f"office/cases/{case_no}", **order)
    asked = await client.cases.by_code((await client.case(case_no)).query_code)
    assert asked is not None
    assert asked.state is CaseState.CORRECTION
    notice = next(one for one in asked.notices if one.kind == "correction")
    assert notice.defects[0].field == "form.address"
    mended = Correction(form={"address": "示例市示例路2号"}, signed_at=now())
    case = await client.cases.correct(case_no, mended, assertion=session.assertion, key=key())
    assert case.state is not CaseState.CORRECTION
    own = await client.cases.of_citizen(session.token)
    assert [one.case_no for one in own.cases] == [case_no]


async def test_a_case_is_withdrawn(client: OneNetwork, session: CitizenSession) -> None:
    case_no = await submitted(client, application(session))
    wish = Wish(reason="卡找到了。", signed_at=now())
    case = await client.cases.withdraw(case_no, wish, assertion=session.assertion, key=key())
    assert case.state is CaseState.WITHDRAWN


async def test_an_automatic_decision_is_printed_and_reviewed(
    client: OneNetwork, session: CitizenSession
) -> None:
    whole = application(session, CERTIFICATE).model_copy(update={"materials": {}, "form": {}})
    case_no = await submitted(client, whole)
    case = await client.case(case_no)
    assert case.decision is not None
    assert case.decision.automatic
    assert case.result is not None
    papers = await client.prints.of_citizen(session.token, case_no=case_no)
    paper = next(one for one in papers.prints if one.print_id == case.result.print_id)
    assert (await client.prints.file(paper, token=session.token)).startswith(b"%PDF-")
    assert paper.pick_up_code is not None
    (same,) = await client.prints.by_code(paper.pick_up_code)
    assert await client.prints.file(same, pick_up_code=paper.pick_up_code)
    other = paper.model_copy(update={"sha256": "0" * 64})
    with pytest.raises(Unreachable, match="not those it is known by"):
        await client.prints.file(other, token=session.token)
    report = PrintReport(outcome="printed", pages=paper.pages, copies=1, at=now())
    assert (await client.prints.done(paper.print_id, report, key=key())).state == "done"
    wish = Wish(reason="少了一个月。", phone="10000000000", signed_at=now())
    asked = await client.cases.ask_review(case_no, wish, assertion=session.assertion, key=key())
    assert asked.decision is not None
    assert asked.decision.review is not None


async def test_a_place_at_the_hall_is_booked_and_given_back(
    client: OneNetwork, session: CitizenSession
) -> None:
    found = await client.hall.slots(BOOKABLE, days=14)
    slot = next(one for one in reversed(found.slots) if one.left)  # not one of this hour
    wanted = NewAppointment(
        slot_id=slot.slot_id, item_code=BOOKABLE, phone="10000000000", remind=True
    )
    booked = await client.hall.book(session.token, wanted, key=key())
    listed = await client.hall.appointments(session.token)
    assert [one.appointment_id for one in listed.appointments] == [booked.appointment_id]
    with pytest.raises(BackendProblem, match="closed") as early:
        await client.hall.check_in(booked.appointment_id, booked.code, key=key())
    assert opens_at(early.value) == booked.check_in_from
    with pytest.raises(BackendProblem, match="wrong_state") as twice:
        await client.hall.book(session.token, wanted, key=key())
    assert twice.value.state
    await client.hall.cancel(session.token, booked.appointment_id)


async def test_who_comes_late_hears_of_other_times(client: OneNetwork) -> None:
    slots = (await client.hall.slots(BOOKABLE)).slots
    told = [slot.model_dump(mode="json") for slot in slots[:2]]
    full = BackendProblem(409, {"code": "slot_full", "alternatives": told})
    assert free_instead(full) == slots[:2]
    strange = BackendProblem(409, {"alternatives": [{"slot_id": 3}], "opens_at": "soon"})
    assert (free_instead(strange), opens_at(strange)) == ((), None)


async def test_a_number_is_taken(client: OneNetwork) -> None:
    first = await client.hall.take_ticket(NewTicket(item_code=ITEM), key=key())
    wanted = NewTicket(item_code=ITEM, priority="elder")
    second = await client.hall.take_ticket(wanted, key=key())
    assert second.number != first.number
    assert (await client.hall.ticket(first.ticket_id)).people_ahead >= 0


async def test_a_rating_has_a_follow_up_and_a_reply(
    client: OneNetwork, platform: RunningBackend, session: CitizenSession
) -> None:
    case_no = await submitted(client, application(session))
    await client.rate(case_no, RatingGiven(stars=1, words="等得太久。"), key=key())
    office(platform, f"office/ratings/{case_no}/reply", text="已增加窗口。")
    rating = (await client.case(case_no)).rating
    assert rating is not None
    assert rating.reply is not None
    assert (rating.stars, rating.reply.text) == (1, "已增加窗口。")
    again = RatingGiven(round="follow_up", stars=5)
    await client.rate(case_no, again, key=key())
    rating = (await client.case(case_no)).rating
    assert rating is not None
    assert rating.follow_up is not None
    with pytest.raises(BackendProblem, match="already_rated"):
        await client.rate(case_no, again, key=key())


async def test_help_and_feedback_are_owned(client: OneNetwork) -> None:
    call = await client.voices.call(HelpCall(kind="assist", where="demo-terminal", code="H1"))
    assert (await client.voices.call_now(call.help_id)).owner
    await client.voices.withdraw(call.help_id)
    assert (await client.voices.call_now(call.help_id)).state == "closed"
    wanted = NewFeedback(kind="cannot_be_done", words="没有参保记录。", phone="10000000000")
    given = await client.voices.give(wanted, key=key())
    assert (await client.voices.feedback(given.query_code)).state == "open"


async def test_what_the_operator_set_and_what_happened(client: OneNetwork) -> None:
    config = await client.upkeep.config()
    assert config.rating.indicators
    event = Event(event_id=uuid.uuid4().hex, kind="restarted", at=now())
    assert (await client.upkeep.tell([event], key=key())).kept == 1
    assert (await client.upkeep.tell([event], key=key())).known == 1


async def test_the_longest_audit_trail_told_is_what_the_platform_knows(client: OneNetwork) -> None:
    assert (await client.upkeep.audit_head()).head is None
    long, short = (AuditHead(entries=n, digest=f"{n:064x}") for n in (7, 3))
    for head in (long, short, None):
        beat = Heartbeat(
            version="1", uptime_s=1, queue_depth=0, catalogue_version="v", audit_head=head
        )
        await client.heartbeat(beat)
    known = await client.upkeep.audit_head()
    assert known.head == long
    assert known.heard_at is not None


async def test_a_case_opened_before_under_other_bytes_is_the_same_case(
    client: OneNetwork, platform: RunningBackend, session: CitizenSession
) -> None:
    """A field key was changed, or a release, after the answer to the first attempt was lost."""
    whole = application(session)
    first = await create(client, whole)
    seal = FieldSeal("demo-terminal", SECRET, "aes-gcm", "k2")
    later = OneNetwork(platform.url, "demo-terminal", SECRET, seal=seal, call_deadline=PATIENCE_S)
    assert (await create(later, whole)).case_no == first.case_no
    await later.close()
    assert len(platform.cases()) == 1


def test_choices_not_made_are_not_told(session: CitizenSession) -> None:
    """A case of the release before is, at a repeat, the same to the byte."""
    from kiosk.onenetwork.models import NewCase

    whole = application(session)
    case = NewCase(
        item_code=ITEM,
        applicant=whole.applicant,
        form={},
        terminal_case_ref=whole.terminal_case_ref,
        occurred_at=now(),
    )
    assert {*case.model_dump()} == {
        "item_code",
        "applicant",
        "form",
        "channel",
        "terminal_case_ref",
        "occurred_at",
    }
    chosen = case.model_copy(
        update={"commitments": (CommitmentGiven(code="income", signed_at=now()),)}
    )
    assert chosen.model_dump()["commitments"][0]["code"] == "income"
