"""A bundle (一件事): any of its parts, one form, one set of papers, one case; a part may go."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.conversation import Back
from kiosk.conversation import questions as q
from kiosk.journeys.draft import Draft
from kiosk.journeys.parts import take_form
from kiosk.journeys.step_names import PARTS_STEP
from tests.catalogue import demo
from tests.journeys.conftest import Bench, Visit
from tests.journeys.robot import SIGNATURE, WAIT, Robot
from tests.journeys.steady import one_terminal, steady, visit
from tests.journeys.test_faults import on_wire
from tests.journeys.test_situation import answered, newest_catalogue, told

__all__ = ["one_terminal", "steady", "visit"]  # fixtures

BIRTH = demo.named("新生儿出生一件事")
REGISTER = demo.named("户口登记")
VACCINES = demo.named("《预防接种证》办理")
GRADUATE = demo.named("高校毕业生就业一件事")
JOB = demo.named("就业登记")
FILES = demo.named("档案接收")
ALLOWANCE = demo.named("求职创业补贴申领")
HIRING = demo.named("员工录用一件事")
MEDICAL = demo.named("单位参保登记")
FIRM = "91990101MA0000015C"


def ticking(*parts: q.Question | object) -> Callable[[q.ChooseSome], tuple[str, ...]]:
    codes = tuple(one.code for one in parts)
    return lambda asked: codes


def filled(form: q.FillForm) -> dict[str, str]:
    """A form of a bundle, with what its patterns want."""
    known = {
        "licence_number": FIRM,
        "credit_code": FIRM,
        "bank_account": "6200000000000000000",
        "payer_account": "6200000000000000000",
    }
    return answered(**{one.name: known.get(one.name, "") for one in form.fields})(form)


def citizen(bundle: str = GRADUATE.code, **script: object) -> Robot:
    base: dict[str, object] = {
        "Home": [lambda home: q.Selected(bundle), WAIT],
        "ChooseSome": ticking(JOB, FILES),
        "FillForm": filled,
        "Trouble": lambda trouble: q.Chosen(trouble.options[-1].key),
    }
    return Robot(**{**base, **script})


async def at_card(robot: Robot, bench: Bench) -> None:
    await robot.until_asked(q.PlaceCard)
    await on_wire(bench.devices.panel.place_card, "zhang")


async def test_two_of_five_are_one_case_with_one_form_and_one_signature(
    bench: Bench, visit: Visit
) -> None:
    robot = citizen(BIRTH.code, ChooseSome=ticking(VACCINES, REGISTER))
    async with visit(robot):
        await at_card(robot, bench)
        accepted = await robot.until_asked(q.Accepted)
    offered = robot.last(q.ChooseSome)
    assert [entry.key for entry in offered.entries] == list(BIRTH.parts)
    assert offered.entries[1].line == "示例市公安局示例分局，3 个工作日"
    (case,) = bench.platform.cases()
    assert [part["item_code"] for part in case["parts"]] == [VACCINES.code, REGISTER.code]
    assert robot.count(q.Review) == 1
    asked = [one.name for one in robot.last(q.FillForm).fields]
    assert len(set(asked)) == len(asked)
    assert "bank_account" not in asked
    materials = {one["code"] for one in case["materials"]}
    assert "birth_certificate" in materials
    assert "hospital_invoice" not in materials
    lines = [f"{one.when}|{one.what}" for one in accepted.milestones]
    assert f"受理后 3 个工作日内|{REGISTER.short_name}，示例市公安局示例分局" in lines
    assert "还有 3 件没选" in accepted.line
    consent = robot.last(q.Consent)
    assert consent.shared_with == "示例区卫生健康局、示例市公安局示例分局"


async def test_the_review_says_for_which_part_an_answer_is(bench: Bench, visit: Visit) -> None:
    robot = citizen(Review=WAIT)
    async with visit(robot):
        await at_card(robot, bench)
        review = await robot.until_asked(q.Review)
    notes = {str(row.label): str(row.note) for row in review.rows}
    assert notes["档案现在在哪里"] == f"用于{FILES.short_name}"
    assert notes["手机号"] == ""
    (chosen,) = (row for row in review.rows if row.key == PARTS_STEP)
    assert chosen.value == f"{JOB.short_name}、{FILES.short_name}"


async def test_every_part_of_an_accepted_case_has_its_own_day(bench: Bench, visit: Visit) -> None:
    robot = citizen(HIRING.code, ChooseSome=ticking(MEDICAL))
    async with visit(robot):
        await at_card(robot, bench)
        accepted = await robot.until_asked(q.Accepted)
    (case,) = bench.platform.cases()
    assert case["state"] == "accepted"
    whose = f"{MEDICAL.short_name}，示例区医疗保障局"
    (promise,) = (one.when for one in accepted.milestones if one.what == whose)
    assert promise.endswith("）前")


async def test_other_parts_ask_for_consent_again_and_for_their_own_answers(
    bench: Bench, visit: Visit
) -> None:
    """Back from the form to the parts: another department is another purpose."""
    robot = citizen(
        ChooseSome=[ticking(JOB), ticking(JOB, ALLOWANCE)],
        FillForm=[Back, WAIT],
    )
    async with visit(robot):
        await at_card(robot, bench)
        await robot.until_asked(q.FillForm, 2)
    assert robot.count(q.Consent) == 2
    assert robot.count(q.PlaceCard) == 1
    first, last = (one for one in robot.asked if isinstance(one, q.FillForm))
    assert "bank_account" not in {one.name for one in first.fields}
    assert "bank_account" in {one.name for one in last.fields}


async def test_what_only_a_part_left_out_asked_is_not_sent(bench: Bench, visit: Visit) -> None:
    robot = citizen(
        ChooseSome=[ticking(JOB, ALLOWANCE), ticking(JOB)],
        Review=[q.Edit(PARTS_STEP), q.Signed(SIGNATURE)],
    )
    async with visit(robot):
        await at_card(robot, bench)
        await robot.until_asked(q.Accepted)
    (case,) = bench.platform.cases()
    assert [part["item_code"] for part in case["parts"]] == [JOB.code]
    assert robot.last(q.ChooseSome).chosen == (JOB.code, ALLOWANCE.code)


async def test_a_part_withdrawn_amid_the_form_is_told_and_the_rest_goes_on(
    bench: Bench, visit: Visit
) -> None:
    reason = "改到户籍窗口办理。"
    robot = citizen(FillForm=[WAIT, filled])
    async with visit(robot):
        await at_card(robot, bench)
        form = await robot.until_asked(q.FillForm)
        await on_wire(bench.platform.withdraw, FILES.code, reason)
        await newest_catalogue(bench)
        robot.answer(filled(form))
        await robot.until(lambda: reason in told(robot))
        await robot.until_asked(q.Accepted)
    (case,) = bench.platform.cases()
    assert [part["item_code"] for part in case["parts"]] == [JOB.code]


async def test_a_part_the_platform_refuses_leads_back_to_the_choice_without_it(
    bench: Bench, visit: Visit
) -> None:
    """The platform knows before the terminal: nobody is stuck with a part that is no more."""
    robot = citizen(ChooseSome=[ticking(JOB, FILES), WAIT], Review=WAIT)
    async with visit(robot):
        await at_card(robot, bench)
        await robot.until_asked(q.Review)
        await on_wire(bench.platform.withdraw, FILES.code, "改到窗口办理。")
        robot.answer(q.Signed(SIGNATURE))
        choice = await robot.until_asked(q.ChooseSome, 2)
    assert FILES.code not in {entry.key for entry in choice.entries}
    assert choice.chosen == (JOB.code,)


def test_the_platforms_form_of_the_parts_stands_in_place_of_ours() -> None:
    draft = Draft(BIRTH, parts=(REGISTER,))
    theirs = REGISTER.form.model_dump(mode="json")
    take_form(draft, theirs)
    assert draft.item.form == REGISTER.form
    for nothing in ({}, {"fields": []}, {"fields": [{"name": "no label"}]}):
        take_form(draft, nothing)
        assert draft.item.form == REGISTER.form
    alone = Draft(REGISTER)
    take_form(alone, {**theirs, "title": "another"})
    assert alone.item.form == REGISTER.form, "it is no bundle"
