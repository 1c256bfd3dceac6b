"""The application in depth: licences, promises, delivery, the look beforehand, for another.

Few walks that take many turns: each is a whole terminal on its wires.
"""

from __future__ import annotations

import asyncio

from kiosk.conversation import Back, Leave
from kiosk.conversation import questions as q
from kiosk.journeys.paperless import PHOTOGRAPH
from kiosk.journeys.situation import NOT_HERE
from kiosk.journeys.step_names import COMMITMENT_STEP, LICENCE_STEP
from simulators.backend_launch import RunningBackend
from tests.journeys.conftest import Bench, Visit
from tests.journeys.deep import ELDERS_CARD, filled, main_of, pressing, robot, trail, walk
from tests.journeys.robot import SIGNATURE, WAIT
from tests.journeys.steady import one_terminal, steady, visit
from tests.journeys.test_faults import on_wire

__all__ = ["one_terminal", "steady", "visit"]  # fixtures
DEVICES = ("code_reader",)

THERE_AND_BACK = [
    "Choose 给哪家单位办？",
    "FillForm 填写信息",
    "ShowMatter 用电子证照，不用拍照？",
    "FillForm 填写信息",
    "ShowMatter 用电子证照，不用拍照？",
    "ShowMatter 这份电子证照不能用了",
    "Choose 这些材料，可以用承诺代替",
    "Promise 公共场所卫生告知承诺书",
    "Choose 这些材料，可以用承诺代替",
    "Promise 公共场所卫生告知承诺书",
    "Choose 办好以后，结果怎么给您？",
    "FillForm 免费寄到哪里？",
    "Review",
    "FillForm 免费寄到哪里？",
    "Review",
]
PHONE = "/sim/phone/presenting-code"
PARENT = {"name": "赵长期", "number": "990101194801150076", "relation": "child"}


async def test_licence_commitment_and_post_end_in_one_case_with_back_at_each(
    bench: Bench, visit: Visit
) -> None:
    who = robot(
        ShowMatter=[Back, main_of],
        Promise=[Back, q.Signed(SIGNATURE)],
        Review=[Back, q.Signed(SIGNATURE)],
    )
    await walk(bench, visit, who, q.Accepted, to_paper=True)
    assert trail(who) == THERE_AND_BACK
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
    notice, promise = bench.devices.panel.pieces()[-2:]
    assert "受理通知书" in notice.text
    assert "告知承诺书" in promise.text
    assert "消毒设施" in promise.text.replace("\n", "")


async def test_who_wants_none_of_it_photographs_and_pledges(bench: Bench, visit: Visit) -> None:
    who = robot(
        ShowMatter=q.Chosen(PHOTOGRAPH),
        Choose=pressing("bring", "window"),
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


async def test_every_defect_at_once_each_leads_to_where_it_is_mended_and_nobody_is_held_back(
    bench: Bench, visit: Visit
) -> None:
    ways = [pressing("commit", "mail") for _ in ("company", "commitment", "delivery")]
    who = robot(
        FillForm=[filled(venue="none", phone="1"), filled(), filled(phone="1")],
        Choose=[*ways, pressing("0"), q.Chosen("anyway")],
        Trouble=WAIT,
    )
    await walk(bench, visit, who, q.Trouble)
    first, second = [one for one in who.asked if isinstance(one, q.Choose)][-2:]
    assert first.title == "有 2 处要改一改"
    assert [str(one.name) for one in first.entries] == [
        "请从列出的选项里选一个。",
        "手机号是 11 位，请核对。",
        "把这些印下来",
    ]
    assert second.title == "有 1 处要改一改"
    after = trail(who)[trail(who).index("Choose 有 2 处要改一改") :]
    assert after == [
        "Choose 有 2 处要改一改",
        "FillForm 填写信息",
        "Choose 有 1 处要改一改",
        "Review",
    ], "straight on from what was mended"
    assert "手机号是 11 位" in str(who.last(q.Trouble).happened), "the platform decides"


async def test_a_library_that_fails_costs_a_photograph_and_nothing_else(
    bench: Bench, visit: Visit
) -> None:
    bench.platform.fault("status", "/v1/licences", method="GET", value=410, times=1)
    bench.platform.fault("status", "/v1/licences", method="POST", value=503)
    who = robot(Trouble=[q.Chosen("retry"), q.Chosen("go_on")], Review=WAIT)
    await walk(bench, visit, who, q.Review)
    assert who.count(q.Trouble) == 2
    rows = {str(row.label): row.key for row in who.last(q.Review).rows}
    assert rows["营业执照"] == "material:licence_copy"


async def test_a_licence_on_a_phone_stands_for_the_page(bench: Bench, visit: Visit) -> None:
    """A wrong code is told, a good one ends the photograph."""
    panel, platform = bench.devices.panel, bench.platform
    await on_wire(panel.show_scene, "empty")
    who = robot(ShowMatter=q.Chosen(PHOTOGRAPH), CapturePage=WAIT, Choose=pressing("commit"))
    async with visit(who):
        await who.until_asked(q.PlaceCard)
        await on_wire(panel.place_card, "li")
        await who.until_asked(q.CapturePage)
        assert "亮证码" in str(who.last(q.CapturePage).hint)
        await on_wire(panel.show_code, "A-TRAM-TICKET")
        await who.until(lambda: "这不是亮证码" in str(who.last(q.CapturePage).problem))
        wish = {"id_number": "99010119851224009X", "kind": "business_licence"}
        shown = await on_wire_asked(platform, wish)
        await on_wire(panel.show_code, shown)
        await who.until(lambda: "健康证" in str(who.last(q.CapturePage).title))
    await on_wire(panel.hide_code)


async def on_wire_asked(platform: RunningBackend, wish: dict[str, str]) -> str:
    """A code as the holder's phone would show it."""
    answer = await asyncio.to_thread(platform.ask, "POST", PHONE, wish)
    return str(answer["code"])


async def test_with_the_look_beforehand_away_the_window_gets_what_there_is(
    bench: Bench, visit: Visit
) -> None:
    bench.platform.fault("status", "/v1/cases/precheck", value=503)
    who = robot(Trouble=q.Chosen("window"), TakeAlong=True, WindowHandover=WAIT)
    await walk(bench, visit, who, q.WindowHandover)
    assert "还没有提交" in str(who.last(q.Trouble).line)
    assert who.count(q.Review) == 0
    (draft,) = bench.platform.cases()
    assert [one["code"] for one in draft["licences"]] == ["licence_copy"]
    assert draft["state"] == "draft"


async def test_for_another_the_case_is_theirs_and_the_agent_is_named(
    bench: Bench, visit: Visit
) -> None:
    answers = filled(address="示例市示例区示例路 2 号", **PARENT)
    who = robot(
        ELDERS_CARD,
        ReadGuide=q.Chosen("for another"),
        FillForm=[Back, answers],
        Choose=pressing("window"),
    )
    await walk(bench, visit, who, q.Accepted, to_paper=True)
    assert who.count(q.ReadGuide) == 2
    assert who.count(q.ShowMatter) == 0, "the card's own licences are another's"
    (case,) = bench.platform.cases()
    assert case["applicant"]["name"] == "赵**"
    assert case["agent"]["relation"] == "child"
    assert "_authorisation" in {one["code"] for one in case["materials"]}
    rows = {str(row.label): str(row.value) for row in who.last(q.Review).rows}
    assert rows["申请人"] == "赵长期"
    assert rows["代办人"] == "李样本（申请人的儿女）"
    paper = bench.devices.panel.pieces()[-1].text.replace(" ", "")
    assert "赵**" in paper
    assert "代办人" in paper
    assert "李**" in paper
    assert "赵长期" not in paper


async def test_leaving_at_any_of_them_leaves_nothing(bench: Bench, visit: Visit) -> None:
    who = robot(
        Attract=[None, None, None, WAIT],
        ShowMatter=[Leave, main_of],
        Choose=[pressing(), pressing(), Leave, pressing(), pressing("commit")],
        Promise=Leave,
    )
    panel = bench.devices.panel
    async with visit(who):
        for visits in (1, 2, 3):
            await who.until_asked(q.PlaceCard, visits)
            await on_wire(panel.place_card, "li")
            await who.until_asked(q.TakeCard, visits)
            await on_wire(panel.remove_card)
            await who.until_asked(q.Attract, visits + 1)
    assert who.forgotten == 3
    assert bench.platform.cases() == []
