"""What is remembered of print jobs, whenever the process or the power goes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.driver import DeviceFault
from drivers.receipt_printer.contract import Printed
from drivers.receipt_printer.job_log import KEPT, JobLog


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "printer" / "jobs"


def loaded(path: Path) -> JobLog:
    log = JobLog(str(path))
    log.load()
    return log


def test_a_finished_job_is_known_after_a_restart(path: Path) -> None:
    log = loaded(path)
    log.begin("a")
    assert log.finish("a", confirmed=False) == Printed(confirmed=False)
    again = loaded(path)
    assert again.outcome("a") == Printed(confirmed=False)
    assert again.outcome("b") is None
    assert again.broken is None


def test_a_job_begun_is_broken_after_a_restart(path: Path) -> None:
    loaded(path).begin("a")
    again = loaded(path)
    assert (again.broken, again.outcome("a")) == ("a", None)
    again.voided()
    assert loaded(path).broken is None


def test_killed_between_the_two_writes_of_the_end(path: Path) -> None:
    log = loaded(path)
    log.begin("a")
    mark = path.with_name("jobs.begun").read_bytes()
    log.finish("a", confirmed=True)
    path.with_name("jobs.begun").write_bytes(mark)
    again = loaded(path)
    assert again.broken is None
    assert again.outcome("a") == Printed()


def test_a_torn_last_line_costs_only_itself(path: Path) -> None:
    loaded(path).finish("a", confirmed=True)
    with path.open("a") as file:
        file.write('["b", tr')
    log = loaded(path)
    assert log.outcome("a") == Printed()
    log.finish("c", confirmed=True)
    assert loaded(path).outcome("c") == Printed()


def test_the_oldest_are_forgotten(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("".join(f'["{n}", true]\n' for n in range(KEPT + 10)))
    log = loaded(path)
    assert log.outcome("9") is None
    assert log.outcome("10") == Printed()


def test_a_place_that_cannot_be_written_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DeviceFault, match="job log"):
        JobLog(str(tmp_path / "file" / "jobs")).load()


@given(content=st.binary(max_size=200) | st.text(max_size=100).map(str.encode))
def test_any_file_loads_or_is_a_fault(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.mktemp("jobs") / "jobs"
    path.write_bytes(content)
    try:
        loaded(path).begin("a")
    except DeviceFault as fault:
        assert "job log" in str(fault)  # noqa: PT017 - either is right


def test_months_without_a_restart_do_not_fill_memory_or_disk(path: Path) -> None:
    log = loaded(path)
    path.write_text("".join(f'["{n}", true]\n' for n in range(2 * KEPT)))
    log._finished = {str(n): True for n in range(2 * KEPT)}
    log.finish("newest", confirmed=True)
    assert log.outcome("newest") == Printed()
    assert log.outcome("0") is None
    assert len(path.read_text().splitlines()) == KEPT
