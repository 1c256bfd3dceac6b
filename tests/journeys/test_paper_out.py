"""An A4 paper of the platform on its way out, over a real cupsd and a virtual printer."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import async_validate_pdf_signature

from drivers.page_printer.certify import numbered_pages
from kiosk.conversation import Leave, TimedOut
from kiosk.conversation import questions as q
from kiosk.conversation.notices import PagesNews
from kiosk.journeys.page_troubles import WORKS
from kiosk.journeys.paper import CameOut, KeptBack, PaperOutcome
from kiosk.journeys.paper_out import fetched, print_paper
from kiosk.onenetwork.prints import Print, Prints
from kiosk.papers.pictures import pictures_of
from kiosk.session import Session
from kiosk.settings import Devices, Settings
from tests.journeys.conftest import Bench, settings_for
from tests.journeys.papers import at_the_terminal, authority, certificate, session_at
from tests.journeys.robot import WAIT, Robot, once
from tests.journeys.test_faults import on_wire, says_everything

PAGES = 3


@dataclass(frozen=True)
class Counter:
    """A citizen with a certificate at the terminal."""

    session: Session
    paper: Print
    token: str
    robot: Robot

    async def prints(self) -> PaperOutcome:
        printing = print_paper(self.session, self.paper, token=self.token)
        return await self.robot.outcome_of(printing)

    async def on_the_platform(self) -> Print:
        """The paper as the platform knows it."""
        listed = await self.session.services.backend.prints.of_citizen(self.token)
        return next(one for one in listed.prints if one.print_id == self.paper.print_id)

    async def until_known(self, state: str) -> Print:
        """Once the platform has heard of it."""

        async def look() -> Print | None:
            paper = await self.on_the_platform()
            return paper if paper.state == state else None

        return await once(f"the platform hears that it is {state}", look)


At = Callable[..., AbstractAsyncContextManager[Counter]]


@pytest.fixture
def settings(bench: Bench, tmp_path: Path) -> Settings:
    return printers(bench, tmp_path)


def printers(bench: Bench, home: Path, *more: str) -> Settings:
    """Two printers and nothing else, which is quick."""
    return settings_for(bench, home, *more, devices=frozenset({"page_printer", "receipt_printer"}))


@pytest.fixture
def at(settings: Settings) -> At:
    @asynccontextmanager
    async def stand(robot: Robot, chosen: Settings = settings) -> AsyncIterator[Counter]:
        async with at_the_terminal(chosen, robot) as session:
            paper, citizen = await certificate(session.services.backend)
            yield Counter(session, paper, citizen.token, robot)

    return stand


@pytest.fixture
def three_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """The certificate's file has three pages; whoever prints it is told so in `long`."""

    async def file(self: Prints, paper: Print, **opened_by: str) -> bytes:
        return numbered_pages(PAGES)

    monkeypatch.setattr(Prints, "file", file)


def long(counter: Counter) -> Counter:
    paper = counter.paper.model_copy(update={"pages": PAGES})
    return Counter(counter.session, paper, counter.token, counter.robot)


def tray(bench: Bench) -> list[tuple[str, str]]:
    """What lies in the tray: each sheet's job, without its attempt, and what stands on it."""
    panel = bench.devices.panel
    return [
        (sheet.job.split(".")[0], " ".join(panel.sheet_text(sheet.number).split()))
        for sheet in panel.sheets()
        if not sheet.taken
    ]


def receipts(bench: Bench) -> str:
    """All that came out of the receipt printer, without blanks."""
    return "".join(piece.text for piece in bench.devices.panel.pieces()).replace(" ", "")


async def mended(counter: Counter, printing: asyncio.Task[PaperOutcome]) -> PaperOutcome:
    """What comes of it once the printer works again: some faults it waits for, after others the
    citizen tries again."""
    robot, printer = counter.robot, counter.session.services.hub.page_printer
    while not printing.done():
        asked = len(robot.asked)
        on_table = robot.asked[-1]
        if isinstance(on_table, q.Trouble) and not on_table.clock_stopped:
            await robot.until(lambda: printer.status.health in WORKS)
            robot.answer(q.Chosen("retry"))
        await robot.until(lambda: printing.done() or len(robot.asked) > asked)  # noqa: B023
    return await printing


async def test_it_comes_out_and_the_platform_hears_of_it(bench: Bench, at: At) -> None:
    robot = Robot()
    async with at(robot) as counter:
        assert await counter.prints() == CameOut(1)
        paper = await counter.until_known("done")
        assert paper.copies == 1
        assert robot.last(q.TakePages).stage is q.PagesStage.READY
        assert PagesNews(1, 1) in robot.told
        assert len(tray(bench)) == 1


async def test_the_same_copy_never_comes_out_twice(bench: Bench, at: At) -> None:
    robot = Robot(Trouble=q.Chosen("go_on"))
    async with at(robot) as counter:
        await counter.prints()
        assert await counter.prints() == CameOut(1)
        assert "印过了" in robot.last(q.Trouble).title
        assert len(tray(bench)) == 1


@pytest.mark.usefixtures("three_pages")
async def test_paper_runs_out_and_the_rest_follows_once_there_is_more(bench: Bench, at: At) -> None:
    panel, robot = bench.devices.panel, Robot(Trouble=WAIT)
    async with at(robot) as counter:
        await on_wire(panel.fault, "page_printer", "out_after_sheets", times=None, value=1)
        printing = asyncio.create_task(long(counter).prints())
        trouble = await robot.until_asked(q.Trouble)
        says_everything(trouble)
        assert trouble.clock_stopped
        assert any("1 页已经印好" in line for line in trouble.happened)
        await on_wire(panel.clear, "page_printer")
        assert await robot.outcome_of(printing) == CameOut(PAGES)
    (job,) = {job for job, _ in tray(bench)}
    assert [text for _, text in tray(bench)] == ["1", "2", "3"]
    assert job.startswith(counter.paper.print_id)


@pytest.mark.usefixtures("three_pages")
async def test_the_rest_is_left_for_another_day_and_comes_out_by_the_code(
    bench: Bench, at: At
) -> None:
    panel, robot = bench.devices.panel, Robot(Trouble=q.Chosen("later"), Accepted=q.After.DONE)
    bench.platform.desk([], nearest="示例区图书馆一楼")
    async with at(robot) as counter:
        await robot.until(lambda: counter.session.services.surroundings.nearest != "")
        await on_wire(panel.fault, "page_printer", "out_after_sheets", times=None, value=1)
        assert await long(counter).prints() == KeptBack(1)
        left = await counter.until_known("partial")
        assert left.pages_printed == 1
        await on_wire(panel.clear, "page_printer")
        code = left.pick_up_code or ""
        await robot.until(lambda: "离这里最近的一台：示例区图书馆一楼" in receipts(bench))
        assert code in receipts(bench)
        assert "示例区图书馆一楼" in robot.last(q.Accepted).milestones[-1].what
        assert robot.last(q.Accepted).code.replace(" ", "") == code
        (found,) = await counter.session.services.backend.prints.by_code(code)
        rest = long(Counter(counter.session, found, "", robot)).paper
        out = print_paper(counter.session, rest, pick_up_code=code)
        assert await robot.outcome_of(out) == CameOut(PAGES)
        await counter.until_known("done")
    assert [text for _, text in tray(bench)] == ["1", "2", "3"]


@pytest.mark.usefixtures("three_pages")
async def test_another_terminal_prints_only_what_is_not_out(
    bench: Bench, at: At, tmp_path: Path
) -> None:
    """One that never heard of the job, with a job log of its own."""
    robot = Robot()
    other = printers(bench, tmp_path, f"devices.page_printer.job_log={tmp_path}/other")
    async with at(robot, other) as counter:
        cut = long(counter).paper.model_copy(update={"state": "partial", "pages_printed": 2})
        out = print_paper(counter.session, cut, token=counter.token)
        assert await robot.outcome_of(out) == CameOut(PAGES)
    assert [text for _, text in tray(bench)] == ["3"]


@pytest.mark.parametrize("fault", ["jam", "cover_open", "toner"])
async def test_what_has_to_be_mended_is_said_and_waited_for(
    fault: str, bench: Bench, at: At
) -> None:
    panel, robot = bench.devices.panel, Robot(Trouble=WAIT)
    async with at(robot) as counter:
        if fault == "toner":
            await on_wire(panel.set_page_supply, toner="empty")
        else:
            await on_wire(panel.fault, "page_printer", fault, times=None)
        printing = asyncio.create_task(counter.prints())
        says_everything(await robot.until_asked(q.Trouble))
        await on_wire(panel.clear, "page_printer")
        assert await mended(counter, printing) == CameOut(1)


@pytest.mark.usefixtures("three_pages")
async def test_who_leaves_leaves_nothing_that_comes_out_later(bench: Bench, at: At) -> None:
    panel, robot = bench.devices.panel, Robot(Trouble=Leave)
    async with at(robot) as counter:
        await on_wire(panel.fault, "page_printer", "out_after_sheets", times=None, value=1)
        with pytest.raises(Leave):
            await long(counter).prints()
        assert (await counter.until_known("partial")).pages_printed == 1
        await on_wire(panel.clear, "page_printer")
        later, _ = await certificate(counter.session.services.backend)
        robot._script["Trouble"] = WAIT
        out = print_paper(counter.session, later, token=counter.token)
        assert await robot.outcome_of(out) == CameOut(PAGES if later.pages == PAGES else 1)
    jobs = [job for job, _ in tray(bench)]
    assert jobs.count(jobs[0]) == 1


async def test_the_platform_is_away_when_it_should_hear_of_it(bench: Bench, at: At) -> None:
    robot = Robot()
    async with at(robot) as counter:
        path = f"/v1/prints/{counter.paper.print_id}/done"
        bench.platform.fault("maintenance", path, value=1)
        assert await counter.prints() == CameOut(1)
        assert (await counter.on_the_platform()).state == "ready"
        bench.platform.clear()
        assert (await counter.until_known("done")).copies == 1


async def test_an_answer_lost_on_the_way_counts_no_second_copy(bench: Bench, at: At) -> None:
    async with at(Robot()) as counter:
        path = f"/v1/prints/{counter.paper.print_id}/done"
        bench.platform.fault("lost_ack", path, times=1)
        await counter.prints()
        await counter.until_known("done")

        def told() -> list[dict[str, Any]]:
            return [one for one in bench.platform.requests() if one["path"] == path]

        await counter.robot.until(lambda: sum(one["count"] for one in told()) >= 2)
        assert (await counter.on_the_platform()).copies == 1
        assert len({one["idempotency_key"] for one in told()}) == 1


async def test_not_taken_is_said_and_then_the_next_one_is_warned(
    bench: Bench, at: At, tmp_path: Path
) -> None:
    robot = Robot(TakePages=WAIT)
    quick = printers(bench, tmp_path, "times.paper_wait=0.2")
    async with at(robot, quick) as counter:
        with pytest.raises(TimedOut):
            await counter.prints()
        stages = [one.stage for one in robot.asked if isinstance(one, q.TakePages)]
        assert stages[-2:] == [q.PagesStage.READY, q.PagesStage.NOT_TAKEN]
        assert counter.session.paper_left
        await robot.until(lambda: bool(bench.platform.fault_reports()))
    assert bench.platform.fault_reports()[-1]["device"] == "page_printer"


async def test_a_terminal_without_the_printer_says_so(bench: Bench, settings: Settings) -> None:
    robot = Robot(Trouble=q.Chosen("go_on"), Accepted=q.After.DONE)
    bare = replace(settings, devices=Devices())
    async with session_at(bare, robot) as session:
        paper, citizen = await certificate(session.services.backend)
        kept = print_paper(session, paper, token=citizen.token)
        assert await robot.outcome_of(kept) == KeptBack(0)
    says_everything(robot.last(q.Trouble))
    assert tray(bench) == []


async def test_what_comes_out_is_the_sealed_paper_to_the_dot(bench: Bench, at: At) -> None:
    """CUPS' filter writes the file anew, without the signature in it: the seal is verified on what
    the print service is given, and what the printer is given is drawn and compared with that."""
    async with at(Robot()) as counter:
        given = await fetched(counter.session, counter.paper, token=counter.token)
        (seal,) = PdfFileReader(BytesIO(given)).embedded_signatures
        status = await async_validate_pdf_signature(seal, authority(bench.platform))
        assert status.bottom_line
        await print_paper(counter.session, counter.paper, token=counter.token, document=given)
        (sheet,) = [one for one in bench.devices.panel.sheets() if not one.taken]
        (drawn,) = await pictures_of(bench.devices.panel.sheet_document(sheet.number))
        (meant,) = await pictures_of(given)
    assert (drawn.width, drawn.height) == (meant.width, meant.height)
    differing = sum(a != b for a, b in zip(drawn.rgb, meant.rgb, strict=True))
    assert differing < len(meant.rgb) / 10_000
    assert reddish(drawn.rgb) > 500


def reddish(rgb: bytes) -> int:
    """Pixels of the seal's colour."""
    return sum(r > 150 and g < 110 and b < 110 for r, g, b in zip(*[iter(rgb)] * 3, strict=True))


async def test_nothing_of_it_stays_on_disk(bench: Bench, at: At, tmp_path: Path) -> None:
    async with at(Robot()) as counter:
        await counter.prints()
    left = [one for one in tmp_path.rglob("*") if one.is_file() and b"%PDF" in one.read_bytes()]
    assert left == []
