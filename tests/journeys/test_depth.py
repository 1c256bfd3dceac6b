"""The application in depth: licences, commitment, delivery, the look beforehand."""

from __future__ import annotations

import pytest

from kiosk.conversation import Back, Leave, ToWindow
from kiosk.conversation import questions as q
from kiosk.journeys.commitment import BRING
from kiosk.journeys.paperless import PHOTOGRAPH
from kiosk.journeys.situation import NOT_HERE
from kiosk.journeys.step_names import COMMITMENT_STEP, LICENCE_STEP
from tests.journeys.conftest import Bench, Visit
from tests.journeys.deep import filled, pressing, robot, trail, walk
from tests.journeys.robot import WAIT

WHOLE_WAY = [
    "FillForm 填写信息",
    "ShowMatter 用电子证照，不用拍照？",
    "ShowMatter 这份电子证照不能用了",
    "Choose 这些材料，可以用承诺代替",
    "Promise 公共场所卫生告知承诺书",
    "Choose 办好以后，结果怎么给您？",
    "FillForm 免费寄到哪里？",
    "Review",
]


async def test_licence_commitment_and_post_end_in_one_case(bench: Bench, visit: Visit) -> None:
    who = robot()
    await walk(bench, visit, who, q.Accepted)
    assert trail(who) == WHOLE_WAY
    (case,) = bench.platform.cases()
    assert [one["code"] for one in case["licences"]] == ["licence_copy"]
    assert [one["code"] for one in case["commitments"]] == ["venue_hygiene"]
    assert case["delivery"]["way"] == "mail"
    kept = {one["code"] for one in case["materials"]}
    assert kept == {"health_certificate", "_signature", "_commitment"}
    rows = {str(row.label): row for row in who.last(q.Review).rows}
    assert rows["营业执照"].key == LICENCE_STEP
    assert rows["卫生检测报告"].key == COMMITMENT_STEP
    assert "月" in str(rows["承诺办好"].value)


async def test_who_wants_none_of_it_photographs_and_pledges(bench: Bench, visit: Visit) -> None:
    who = robot(
        ShowMatter=q.Chosen(PHOTOGRAPH),
        Choose=pressing(BRING, "window"),
        FillForm=filled(hygiene_test=NOT_HERE),
    )
    await walk(bench, visit, who, q.Accepted)
    (case,) = bench.platform.cases()
    assert case["licences"] == case["commitments"] == []
    assert [one["code"] for one in case["deferred"]] == ["hygiene_test"]
    assert case["delivery"]["way"] == "window"
    kept = {one["code"] for one in case["materials"]}
    assert kept == {"licence_copy", "health_certificate", "_signature", "_pledge"}
    (promise,) = (one for one in who.asked if isinstance(one, q.Promise))
    assert promise.title == "容缺受理承诺书"
    assert "年" in promise.clauses[0].lines[0], "the day by which it follows"


async def test_every_defect_at_once_and_each_leads_to_where_it_is_mended(
    bench: Bench, visit: Visit
) -> None:
    who = robot(
        FillForm=[filled(licence_number="9", phone="1"), filled(), WAIT],
        Choose=[pressing("commit"), pressing("mail"), pressing("0")],
    )
    await walk(bench, visit, who, q.FillForm, 3)
    told = who.last(q.Choose)
    assert told.title == "有 2 处要改一改"
    assert [str(one.name) for one in told.entries] == [
        "代码是 18 位，请对着执照核对。",
        "手机号是 11 位，请核对。",
    ]
    assert who.last(q.FillForm).title == "填写信息"


async def test_whoever_wants_submits_anyway_and_the_platform_decides(
    bench: Bench, visit: Visit
) -> None:
    who = robot(
        FillForm=filled(licence_number="9"),
        Choose=[pressing("commit"), pressing("mail"), q.Chosen("anyway")],
        Trouble=WAIT,
    )
    await walk(bench, visit, who, q.Trouble)
    assert who.count(q.Review) == 1
    assert "代码是 18 位" in str(who.last(q.Trouble).happened)


async def test_library_away_is_told_and_paper_does_as_well(bench: Bench, visit: Visit) -> None:
    bench.platform.fault("maintenance", "/v1/licences", value=1)
    who = robot(Trouble=q.Chosen("go_on"))
    await walk(bench, visit, who, q.Accepted)
    assert who.count(q.Trouble) == 1
    (case,) = bench.platform.cases()
    assert case["licences"] == []
    assert "licence_copy" in {one["code"] for one in case["materials"]}


async def test_a_permission_that_is_not_given_is_told_and_photographed(
    bench: Bench, visit: Visit
) -> None:
    bench.platform.fault("status", "/v1/licences", method="POST", value=503)
    who = robot(Trouble=q.Chosen("go_on"), Review=WAIT)
    await walk(bench, visit, who, q.Review)
    assert who.count(q.Trouble) == 1
    assert LICENCE_STEP not in {row.key for row in who.last(q.Review).rows}


async def test_with_the_look_beforehand_away_what_may_not_wait_is_told(
    bench: Bench, visit: Visit
) -> None:
    bench.platform.fault("status", "/v1/cases/precheck", value=503)
    who = robot(Trouble=WAIT)
    await walk(bench, visit, who, q.Trouble)
    assert "还没有提交" in str(who.last(q.Trouble).line)
    assert who.count(q.Review) == 0


BACK_FROM = [
    ("ShowMatter", "FillForm 填写信息"),
    ("Choose", "ShowMatter 用电子证照，不用拍照？"),
    ("Promise", "Choose 这些材料，可以用承诺代替"),
    ("Review", "FillForm 免费寄到哪里？"),
]


@pytest.mark.parametrize(("screen", "before"), BACK_FROM)
async def test_back_leads_to_what_was_asked_before(
    screen: str, before: str, bench: Bench, visit: Visit
) -> None:
    who = robot(**{screen: [Back, WAIT]})
    await walk(bench, visit, who, getattr(q, screen), 2)
    at = [one.split()[0] for one in trail(who)].index(screen)
    assert trail(who)[at + 1] == before


@pytest.mark.parametrize("screen", ["ShowMatter", "Choose", "Promise"])
async def test_leaving_leaves_nothing(screen: str, bench: Bench, visit: Visit) -> None:
    who = robot(**{screen: Leave})
    await walk(bench, visit, who, q.TakeCard)
    assert who.forgotten == 1
    assert bench.platform.cases() == []


async def test_to_the_window_takes_licences_along(bench: Bench, visit: Visit) -> None:
    who = robot(Choose=[ToWindow], TakeAlong=True, WindowHandover=WAIT)
    await walk(bench, visit, who, q.WindowHandover)
    (draft,) = bench.platform.cases()
    assert [one["code"] for one in draft["licences"]] == ["licence_copy"]
    assert draft["state"] == "draft"
