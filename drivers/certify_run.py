"""Running a contract suite on a device, and what came of it."""

from __future__ import annotations

import importlib
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from drivers.certify import (
    Bench,
    BrokenContractError,
    CannotTryError,
    Check,
    Suite,
    told,
)
from drivers.driver import DeviceFault, Driver

HANGS: Final = 12
"""A check that takes so many times the hand's patience will not end."""


class Verdict(StrEnum):
    """What came of a check."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_TRIED = "not_tried"


@dataclass(frozen=True)
class Finding:
    """What came of one check. `reason` is empty when it passed."""

    name: str
    sentence: str
    verdict: Verdict
    seconds: float
    reason: str = ""


MakeBench = Callable[[], AbstractContextManager[Bench[Any, Any]]]


def suite_for(driver: type[Driver]) -> Suite[Any, Any]:
    """The suite of the contract that `driver` keeps.

    It is the Suite subclass for that contract in the module `certify` beside it.

    Raises:
        LookupError: the driver has no contract, or its contract has no suite.
    """
    for contract in driver.__mro__:
        package, _, module = contract.__module__.rpartition(".")
        if module != "contract":
            continue
        for one in vars(importlib.import_module(f"{package}.certify")).values():
            if isinstance(one, type) and getattr(one, "contract", None) is contract:
                suite: Suite[Any, Any] = one()
                return suite
    raise LookupError(f"no contract suite fits {driver.__name__}: which contract does it keep?")


def certify(suite: Suite[Any, Any], make: MakeBench, patience: float) -> Iterator[Finding]:
    """Try every check, one after another, each on a bench of its own.

    A check that never ends is given up; it holds the device, so that those after it are not tried.
    """
    hanging = ""
    for check in suite.checks():
        if hanging:
            yield Finding(
                check.name, check.sentence, Verdict.NOT_TRIED, 0.0, f"{hanging} holds the device"
            )
            continue
        finding = _in_time(check, make, HANGS * patience)
        if finding is None:
            hanging = check.name
            reason = f"it did not end within {HANGS * patience:g} s"
            finding = Finding(check.name, check.sentence, Verdict.FAILED, HANGS * patience, reason)
        yield finding


def _in_time(check: Check[Any, Any], make: MakeBench, limit: float) -> Finding | None:
    """None when the check does not end; its thread is left behind."""
    found: list[Finding] = []
    trying = threading.Thread(target=lambda: found.append(_try(check, make)), daemon=True)
    trying.start()
    trying.join(limit)
    return found[0] if found else None


def _try(check: Check[Any, Any], make: MakeBench) -> Finding:
    began = time.monotonic()
    verdict, reason = Verdict.FAILED, ""
    try:
        with make() as bench:
            check.run(bench)
        verdict = Verdict.PASSED
    except BrokenContractError as broken:
        reason = str(broken)
    except CannotTryError as why:
        verdict, reason = Verdict.NOT_TRIED, str(why)
    except DeviceFault as fault:
        reason = f"an unexpected fault: {told(fault)}"
    except Exception as error:  # noqa: BLE001 - a driver may break in any way: that is a finding
        reason = f"the driver broke: {_where(error)}"
    return Finding(check.name, check.sentence, verdict, time.monotonic() - began, reason)


def _where(error: Exception) -> str:
    """The kind of an exception and the last place it came through; not its words, which may
    hold what stood on a card."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} at {last.filename}:{last.lineno} in {last.name}"
