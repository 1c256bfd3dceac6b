"""The runner of contract suites, on a family of its own whose device does everything wrong."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import pytest

from drivers.certify import Bench, CannotTryError, Check, Hands, Suite, expect
from drivers.certify_hands import by_panel, by_technician
from drivers.certify_run import Finding, Verdict, certify, suite_for
from drivers.driver import Driver, Event, Health, NoDevice, Status
from drivers.id_card.certify import IdCardSuite
from drivers.id_card.sdt_serial import SdtSerialReader
from drivers.rating_pad.certify import PadHands


class Toaster(Driver):
    @dataclass(frozen=True)
    class Settings:
        """None."""

    def __init__(self, emit: Callable[[Event], None]) -> None:
        super().__init__(emit)

    def open(self) -> None: ...

    def close(self) -> None: ...

    def check(self) -> Status:
        return Status(Health.ONLINE)


class ToasterHands(Hands, Protocol): ...


class Deaf:
    """Hands that do nothing."""

    def mend(self) -> None: ...

    def unplug(self) -> None: ...

    def plug(self) -> None: ...


ToasterBench = Bench[Toaster, ToasterHands]


class ToasterSuite(Suite[Toaster, ToasterHands]):
    contract = Toaster
    hands = ToasterHands

    def check_it_says_what_it_saw(self, bench: ToasterBench) -> None:
        """Toast is brown."""
        expect(False, "it was black")

    def check_a_fault_where_none_should_be(self, bench: ToasterBench) -> None:
        """It is there."""
        raise NoDevice("no toaster")

    def check_a_bug(self, bench: ToasterBench) -> None:
        """It has no bugs."""
        raise ValueError("张示例")

    def check_a_crash(self, bench: ToasterBench) -> None:
        """It does not burn."""
        os.kill(os.getpid(), signal.SIGKILL)

    def check_a_hang(self, bench: ToasterBench) -> None:
        """It ends."""
        time.sleep(3600)

    def check_what_cannot_be_tried(self, bench: ToasterBench) -> None:
        """It toasts bagels."""
        raise CannotTryError("no bagels here")


@pytest.fixture(scope="module")
def findings() -> dict[str, Finding]:
    return {one.name: one for one in certify(ToasterSuite(), Toaster, Deaf, patience=1.0)}


@pytest.mark.parametrize(
    ("check", "verdict", "reason"),
    [
        ("it_is_online", Verdict.PASSED, ""),
        ("unplugged_it_says_so_until_it_is_back", Verdict.FAILED, "says that it is online"),
        ("it_says_what_it_saw", Verdict.FAILED, "it was black"),
        ("a_fault_where_none_should_be", Verdict.FAILED, "NoDevice: no toaster"),
        ("a_bug", Verdict.FAILED, "the driver broke: ValueError at"),
        ("a_crash", Verdict.FAILED, "the driver's process died (SIGKILL)"),
        ("a_hang", Verdict.FAILED, "it did not end within 12 s"),
        ("what_cannot_be_tried", Verdict.NOT_TRIED, "no bagels here"),
    ],
)
def test_every_check_has_a_finding(
    findings: dict[str, Finding], check: str, verdict: Verdict, reason: str
) -> None:
    assert findings[check].verdict is verdict
    assert reason in findings[check].reason


def test_a_bug_is_told_without_its_words(findings: dict[str, Finding]) -> None:
    assert "张示例" not in findings["a_bug"].reason


def test_checks_come_in_the_order_in_which_they_are_written() -> None:
    checks = [check.name for check in ToasterSuite().checks()]
    assert checks[0] == "it_is_online"
    assert checks[-1] == "what_cannot_be_tried"


def test_every_check_has_a_sentence() -> None:
    checks: tuple[Check[Toaster, ToasterHands], ...] = ToasterSuite().checks()
    assert all(check.sentence.endswith(".") for check in checks)


def test_the_suite_is_found_by_the_contract() -> None:
    assert isinstance(suite_for(SdtSerialReader), IdCardSuite)
    with pytest.raises(LookupError, match="Toaster"):
        suite_for(Toaster)


class Script:
    """A technician who answers by heart."""

    def __init__(self, *answers: str) -> None:
        self.told: list[str] = []
        self._answers = list(answers)

    def say(self, text: str) -> None:
        self.told.append(text)

    def hear(self) -> str:
        if not self._answers:
            raise EOFError
        return self._answers.pop(0)


def test_a_technician_is_told_in_words() -> None:
    console = Script("", "y", "n")
    hands = by_technician(PadHands, console)
    hands.unplug()
    assert hands.press(3)
    assert not hands.press(stars=4)
    assert console.told == [
        "Pull the device's cable. Then press Enter.",
        "Press the pad's key for 3 stars (5: very satisfied). Was the pad lit? [y/n]",
        "Press the pad's key for 4 stars (5: very satisfied). Was the pad lit? [y/n]",
    ]


def test_a_technician_need_not_mend_what_nobody_touched() -> None:
    console = Script("", "", "")
    hands = by_technician(PadHands, console)
    hands.mend()
    hands.mend()
    hands.unplug()
    hands.mend()
    assert len(console.told) == 3


def test_without_hands_nothing_is_tried() -> None:
    found = list(
        certify(ToasterSuite(), Toaster, lambda: by_technician(ToasterHands, Script()), 0.05)
    )
    assert {one.verdict for one in found} == {Verdict.NOT_TRIED}


def test_a_panel_that_is_not_there_is_named() -> None:
    with pytest.raises(CannotTryError, match="does not answer"):
        by_panel(PadHands, "http://127.0.0.1:9").press(3)
