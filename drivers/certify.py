"""Contract suites: what every driver of a family must do, tried on a live device.

A family's suite stands beside its contract, in `<family>/certify.py`: a subclass of `Suite` whose
`check_…` methods take a bench. The first sentence of a check's docstring is its line in the
report. `kiosk device certify` runs a suite for a technician or a vendor; the tests run the same.
"""

from __future__ import annotations

import inspect
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import ClassVar, Final, Generic, Protocol, TypeVar

from drivers.driver import Cancelled, DeviceFault, Driver, Event, Health

HEARTBEAT: Final = 1.5
"""Seconds after which the hub gives a heartbeat, or a command that was cancelled, up."""
CALM: Final = 0.2
"""Seconds from the start of a command until another hand acts."""
LOOK_EVERY: Final = 0.05
PREFIX: Final = "check_"


class Hands(Protocol):
    """What somebody does to the device. Every family adds its own.

    The docstring of a hand is what a technician at the console is told; `{name}` in it stands for
    an argument. A hand gives nothing, whether something is so, or the texts that are to be seen.
    """

    def mend(self) -> None:
        """Put everything in order: cable and power in, nothing on the device."""

    def unplug(self) -> None:
        """Pull the device's cable."""

    def plug(self) -> None:
        """Put the device's cable back."""


T = TypeVar("T")
D = TypeVar("D", bound=Driver)
H = TypeVar("H", bound=Hands)


class BrokenContractError(Exception):
    """The device did otherwise than its contract says; the message is what was seen."""


class CannotTryError(Exception):
    """This device, or this hand, cannot do what the check needs; the message says why."""


def expect(holds: bool, seen: str) -> None:
    """Raises BrokenContractError, telling what was `seen`, unless it `holds`."""
    if not holds:
        raise BrokenContractError(seen)


def expect_one(kind: type[T], given: object) -> T:
    """`given`, which must be a `kind`; what it is instead is told by its type alone, since a
    result may hold what stands on a card. Raises BrokenContractError."""
    if not isinstance(given, kind):
        raise BrokenContractError(f"it gave {type(given).__name__}, not {kind.__name__}")
    return given


class Recorder:
    """An `emit` that keeps what it was given."""

    def __init__(self) -> None:
        self.seen: list[Event] = []

    def __call__(self, event: Event) -> None:
        self.seen.append(event)


@dataclass(frozen=True)
class Bench(Generic[D, H]):
    """An open driver, the hands at its device, and the events it told.

    `patience`: seconds a hand may take; a command that needs a hand is given so long.
    """

    driver: D
    hands: H
    events: Recorder
    patience: float

    def health(self) -> Health:
        """How the device is, a fault counting as what it says."""
        try:
            return self.driver.check().health
        except DeviceFault as fault:
            return fault.health

    def reopen(self) -> None:
        """Open again as the hub does, trying while the device comes up.

        Raises:
            BrokenContractError: it does not, within `patience` seconds.
        """
        end = time.monotonic() + self.patience
        while True:
            self.driver.close()
            try:
                return self.driver.open()
            except DeviceFault as fault:
                expect(time.monotonic() < end, f"it cannot be opened again: {told(fault)}")
            time.sleep(LOOK_EVERY)

    def expect_fault(self, act: Callable[[], object], *health: Health) -> None:
        """`act` must raise a DeviceFault of one of these kinds; of any, when none is named."""
        try:
            given = act()
        except DeviceFault as fault:
            wanted = " or ".join(health)
            expect(not health or fault.health in health, f"{told(fault)} is not: {wanted}")
        else:
            raise BrokenContractError(f"no fault was raised; it gave {type(given).__name__}")

    def expect_cancellable(self, act: Callable[[], object]) -> None:
        """`act`, cancelled while under way, must raise Cancelled soon; the device is usable."""
        began = time.monotonic()
        self.driver.begin()
        try:
            with meanwhile(self.driver.cancel):
                given = act()
        except Cancelled:
            took = time.monotonic() - began - CALM
            expect(took < HEARTBEAT, f"it heeded the cancel only after {took:.1f} s")
        else:
            raise BrokenContractError(f"it was cancelled and still gave {type(given).__name__}")
        finally:
            self.driver.begin()


@contextmanager
def meanwhile(act: Callable[[], object]) -> Iterator[None]:
    """While inside, another hand does `act`, a moment after the start; left when it is done."""

    def do() -> None:
        time.sleep(CALM)
        act()

    with ThreadPoolExecutor(1) as other:
        done = other.submit(do)
        yield
        done.result()


def told(fault: DeviceFault) -> str:
    """A fault as the technician reads it."""
    return f"{type(fault).__name__}: {fault}"


@dataclass(frozen=True)
class Check(Generic[D, H]):
    """One thing a device must do. `run` raises BrokenContractError or CannotTryError."""

    name: str
    sentence: str
    run: Callable[[Bench[D, H]], None]

    def __str__(self) -> str:
        return self.name


class Suite(Generic[D, H]):
    """The checks of a family: these, which every device must pass, and the family's own.

    Every check begins with a bench of its own: the driver open, everything in order.
    """

    contract: ClassVar[type]
    """The family's contract class."""
    hands: ClassVar[type]
    """The family's Hands."""

    def checks(self) -> tuple[Check[D, H], ...]:
        """All checks, in the order in which they are written, those of every device first."""
        names = [name for cls in reversed(type(self).__mro__) for name in vars(cls)]
        return tuple(
            Check(name.removeprefix(PREFIX), _sentence(getattr(self, name)), getattr(self, name))
            for name in dict.fromkeys(names)
            if name.startswith(PREFIX)
        )

    def check_it_is_online(self, bench: Bench[D, H]) -> None:
        """Open and in order, it is online."""
        health = bench.health()
        expect(health is Health.ONLINE, f"its health is {health}")

    def check_its_heartbeat_is_quick(self, bench: Bench[D, H]) -> None:
        """It answers a heartbeat within 1.5 seconds."""
        began = time.monotonic()
        bench.driver.check()
        took = time.monotonic() - began
        expect(took < HEARTBEAT, f"it took {took:.1f} s")

    def check_closing_is_harmless_and_opening_again_works(self, bench: Bench[D, H]) -> None:
        """Closing twice is harmless, and it can be opened again."""
        bench.driver.close()
        bench.driver.close()
        bench.driver.open()
        self.check_it_is_online(bench)

    def check_unplugged_it_says_so_until_it_is_back(self, bench: Bench[D, H]) -> None:
        """Unplugged it is not online and tells so quickly; plugged in again it is."""
        bench.hands.unplug()
        began = time.monotonic()
        health = bench.health()
        took = time.monotonic() - began
        expect(health is not Health.ONLINE, "unplugged, it says that it is online")
        expect(took < 2 * HEARTBEAT, f"it took {took:.1f} s to tell")
        bench.hands.plug()
        bench.reopen()
        self.check_it_is_online(bench)


def _sentence(check: Callable[..., None]) -> str:
    return (inspect.getdoc(check) or "").partition("\n\n")[0].replace("\n", " ")


@contextmanager
def bench(build: Callable[[Recorder], D], hands: H, patience: float = 5.0) -> Iterator[Bench[D, H]]:
    """A fresh driver, opened on a device in order; at the end it is closed and all is mended.

    Raises:
        DeviceFault: it cannot be opened.
    """
    events = Recorder()
    driver = build(events)
    hands.mend()
    try:
        driver.open()
        yield Bench(driver, hands, events, patience)
    finally:
        driver.close()
        hands.mend()
