"""What is remembered of print jobs, whenever the process or the power goes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.driver import DeviceFault
from drivers.job_log import KEPT, JobLog


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "printer" / "jobs"


def truth(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def loaded(path: Path) -> JobLog[bool]:
    log = JobLog(str(path), truth)
    log.load()
    return log


def test_a_finished_job_is_known_after_a_restart(path: Path) -> None:
    log = loaded(path)
    log.begin("a")
    log.settle("a", False)
    again = loaded(path)
    assert again.told("a") is False
    assert again.told("b") is None
    assert again.broken is None


def test_a_job_begun_is_broken_after_a_restart(path: Path) -> None:
    loaded(path).begin("a")
    again = loaded(path)
    assert (again.broken, again.told("a")) == ("a", None)
    again.ended()
    assert loaded(path).broken is None


def test_killed_between_the_two_writes_of_the_end(path: Path) -> None:
    log = loaded(path)
    log.begin("a")
    mark = path.with_name("jobs.begun").read_bytes()
    log.settle("a", True)
    path.with_name("jobs.begun").write_bytes(mark)
    again = loaded(path)
    assert (again.broken, again.told("a")) == ("a", True)


def test_what_came_last_counts(path: Path) -> None:
    log = loaded(path)
    log.settle("a", False)
    log.settle("b", True)
    log.settle("a", True)
    assert (log.told("a"), loaded(path).told("a")) == (True, True)


def test_pages_may_be_out_of_a_job_that_is_not_settled(path: Path) -> None:
    log = loaded(path)
    log.begin("a")
    log.settle("a", True, still_begun=True)
    again = loaded(path)
    assert (again.broken, again.told("a")) == ("a", True)


def test_a_torn_last_line_costs_only_itself(path: Path) -> None:
    loaded(path).settle("a", True)
    with path.open("a") as file:
        file.write('["b", tr')
    log = loaded(path)
    assert log.told("a") is True
    log.settle("c", True)
    assert loaded(path).told("c") is True


def test_the_oldest_are_forgotten(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("".join(f'["{n}", true]\n' for n in range(KEPT + 10)))
    log = loaded(path)
    assert log.told("9") is None
    assert log.told("10") is True


def test_a_place_that_cannot_be_written_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DeviceFault, match="job log"):
        JobLog(str(tmp_path / "file" / "jobs"), truth).load()


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
    log._lines = 2 * KEPT
    log.settle("newest", True)
    assert log.told("newest") is True
    assert log.told("0") is None
    assert len(path.read_text().splitlines()) == KEPT
