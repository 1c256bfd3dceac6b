"""Running a contract suite on a device, and what came of it."""

from __future__ import annotations

import importlib
import multiprocessing
import signal
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from multiprocessing.connection import Connection
from typing import Any, Final, TypeVar

from drivers.certify import (
    Bench,
    BrokenContractError,
    CannotTryError,
    Check,
    Hands,
    Recorder,
    Suite,
    bench,
    told,
)
from drivers.driver import DeviceFault, Driver

D = TypeVar("D", bound=Driver)
H = TypeVar("H", bound=Hands)
MakeBench = Callable[[], AbstractContextManager[Bench[D, H]]]

HANGS: Final = 12
"""A check that takes so many times the hand's patience will not end."""
FORK: Final = multiprocessing.get_context("fork")
"""Closures and the technician's console go along without being pickled."""


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


def certify(
    suite: Suite[D, H],
    build: Callable[[Recorder], D],
    new_hands: Callable[[], H],
    patience: float,
) -> Iterator[Finding]:
    """Try every check, each in a process of its own: a driver may crash or hang, as under the hub.

    Args:
        build: the driver, not yet open.
        new_hands: who works the device.
        patience: seconds a hand may take.
    """
    hands: H | None = None
    for check in suite.checks():
        if hands is None:
            hands = new_hands()
            try:
                # Here, so that the checks' own processes find it done.
                hands.mend()
            except CannotTryError as why:
                yield Finding(check.name, check.sentence, Verdict.NOT_TRIED, 0.0, str(why))
                hands = None
                continue
        made = partial(bench, build, hands, patience)
        finding, ended = _apart(check, made, HANGS * patience)
        yield finding
        if not ended:
            hands = None  # whoever worked the device was ended with it: nothing is mended


def _apart(check: Check[D, H], made: MakeBench[D, H], limit: float) -> tuple[Finding, bool]:
    """The finding of a check in a process of its own, and whether that ended by itself."""
    ours, theirs = FORK.Pipe(duplex=False)
    process = FORK.Process(target=_tell, args=(check, made, theirs), daemon=True)
    began = time.monotonic()
    process.start()
    theirs.close()
    try:
        if ours.poll(limit):
            finding: Finding = ours.recv()
            return finding, True
        reason = f"it did not end within {limit:g} s"
    except EOFError:
        process.join()
        reason = f"the driver's process died ({_death(process.exitcode)})"
    finally:
        process.kill()
        process.join()
        ours.close()
    took = time.monotonic() - began
    return Finding(check.name, check.sentence, Verdict.FAILED, took, reason), False


def _death(code: int | None) -> str:
    return signal.Signals(-code).name if code is not None and code < 0 else f"exit code {code}"


def _tell(check: Check[D, H], made: MakeBench[D, H], pipe: Connection) -> None:
    pipe.send(_try(check, made))


def _try(check: Check[D, H], made: MakeBench[D, H]) -> Finding:
    began = time.monotonic()
    verdict, reason = Verdict.FAILED, ""
    try:
        with made() as ready:
            check.run(ready)
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
