"""What every I/O board must do."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol

from drivers.certify import (
    LOOK_EVERY,
    Bench,
    BrokenContractError,
    CannotTryError,
    Hands,
    Suite,
    expect,
    expect_one,
)
from drivers.driver import Event
from drivers.io_board.contract import (
    Done,
    DoorChanged,
    EmergencyChanged,
    HeadphonesChanged,
    IoBoard,
    Lamp,
    Light,
    NotFitted,
    PresenceChanged,
    TamperChanged,
)

DARK_SLACK = 1.0
"""Seconds that a watchdog may be late."""


class BoardHands(Hands, Protocol):
    """Eyes on the lamps, and hands and feet for the sensors."""

    def lights_seen(self) -> list[str]:
        """Which guide lights shine? One a line, as card_reader, card_slot, receipt_slot, page_slot,
        scanner, camera, face_camera, rating_pad, code_reader."""

    def step_up(self) -> None:
        """Stand before the terminal."""

    def step_away(self) -> None:
        """Step away from the terminal."""

    def open_door(self) -> None:
        """Open the service door."""

    def shut_door(self) -> None:
        """Shut the service door."""

    def force(self) -> None:
        """Let the tamper switch go."""

    def make_whole(self) -> None:
        """Press the tamper switch again."""

    def insert_headphones(self) -> None:
        """Put headphones in."""

    def remove_headphones(self) -> None:
        """Pull the headphones out."""

    def press_emergency(self) -> None:
        """Press the emergency button."""

    def release_emergency(self) -> None:
        """Let the emergency button go."""


BoardBench = Bench[IoBoard, BoardHands]


class IoBoardSuite(Suite[IoBoard, BoardHands]):
    """Nobody is there, all is shut and whole, and the lamps are dark when a check begins."""

    contract = IoBoard
    hands = BoardHands

    def check_each_light_shines_where_it_says(self, bench: BoardBench) -> None:
        """Each guide light that is fitted shines alone when it is told to, and no other."""
        for light in sorted(bench.driver.state().lights):
            expect_one(Done, bench.driver.set_lights({light: Lamp()}))
            _see(bench, light)

    def check_all_go_dark(self, bench: BoardBench) -> None:
        """All guide lights shine at once, and go dark at once."""
        fitted = bench.driver.state().lights
        expect_one(Done, bench.driver.set_lights({light: Lamp(blinks=True) for light in fitted}))
        _see(bench, *fitted)
        expect_one(Done, bench.driver.set_lights({}))
        _see(bench)

    def check_a_light_not_fitted_is_told(self, bench: BoardBench) -> None:
        """A guide light that is not fitted is told as NotFitted, and the others shine."""
        fitted = bench.driver.state().lights
        missing = sorted(set(Light) - fitted)
        outcome = bench.driver.set_lights({light: Lamp() for light in Light})
        told = outcome.parts if isinstance(outcome, NotFitted) else ()
        expect(sorted(told) == missing, f"it told {told} as not fitted")
        _see(bench, *fitted)

    def check_the_volume(self, bench: BoardBench) -> None:
        """The volume can be set from 0 to 100, or is told as not fitted."""
        fitted = bench.driver.state().speaker
        for percent in (100, 1, 0):
            outcome = bench.driver.set_volume(percent)
            expected = Done() if fitted else NotFitted(("speaker",))
            expect(outcome == expected, f"{percent} % gave {outcome}")

    def check_an_impossible_volume_is_refused(self, bench: BoardBench) -> None:
        """A volume below 0 or above 100 is refused as a ValueError."""
        for percent in (-1, 101):
            try:
                bench.driver.set_volume(percent)
            except ValueError:
                continue
            raise BrokenContractError(f"it took {percent} %")

    def check_presence(self, bench: BoardBench) -> None:
        """Somebody coming and going is told."""
        there = bench.driver.state().present
        hands = bench.hands
        _try_sensor(bench, there, PresenceChanged, hands.step_up, hands.step_away)

    def check_the_door(self, bench: BoardBench) -> None:
        """The door opened and shut is told."""
        there = bench.driver.state().door_open
        _try_sensor(bench, there, DoorChanged, bench.hands.open_door, bench.hands.shut_door)

    def check_tampering(self, bench: BoardBench) -> None:
        """The housing forced and whole again is told."""
        there = bench.driver.state().tampered
        _try_sensor(bench, there, TamperChanged, bench.hands.force, bench.hands.make_whole)

    def check_headphones(self, bench: BoardBench) -> None:
        """Headphones put in and pulled out are told."""
        there = bench.driver.state().headphones
        hands = bench.hands
        _try_sensor(
            bench, there, HeadphonesChanged, hands.insert_headphones, hands.remove_headphones
        )

    def check_the_emergency_button(self, bench: BoardBench) -> None:
        """The emergency button pressed and let go is told."""
        there = bench.driver.state().emergency
        hands = bench.hands
        _try_sensor(bench, there, EmergencyChanged, hands.press_emergency, hands.release_emergency)

    def check_what_is_so_at_opening_is_told(self, bench: BoardBench) -> None:
        """A door that was opened while the driver was closed is told when it opens."""
        if bench.driver.state().door_open is None:
            raise CannotTryError("this board has no door switch")
        bench.driver.close()
        bench.hands.open_door()
        bench.events.seen.clear()
        bench.driver.open()
        _hear(bench, DoorChanged(True))

    def check_lamps_go_dark_without_the_terminal(self, bench: BoardBench) -> None:
        """When the terminal falls silent the lamps go dark by themselves."""
        state = bench.driver.state()
        light = min(state.lights)
        bench.driver.set_lights({light: Lamp()})
        _see(bench, light)
        bench.driver.close()
        time.sleep(state.dark_after + DARK_SLACK)
        _see(bench)


def _see(bench: BoardBench, *lights: Light) -> None:
    """These lamps shine and no other."""
    seen = sorted(bench.hands.lights_seen())
    expect(seen == sorted(lights), f"seen: {seen}; told: {sorted(lights)}")


def _try_sensor(
    bench: BoardBench,
    before: bool | None,
    event: Callable[[bool], Event],
    do: Callable[[], None],
    undo: Callable[[], None],
) -> None:
    if before is None:
        raise CannotTryError("this board has no such sensor")
    expect(not before, "it says yes before anything was done")
    for act, yes in ((do, True), (undo, False)):
        bench.events.seen.clear()
        act()
        _hear(bench, event(yes))


def _hear(bench: BoardBench, event: Event) -> None:
    """The event is told in time, once, and nothing that contradicts it."""
    end = time.monotonic() + bench.patience
    while event not in bench.events.seen:
        expect(time.monotonic() < end, f"it did not tell {event}")
        time.sleep(LOOK_EVERY)
    same = [one for one in bench.events.seen if type(one) is type(event)]
    expect(same == [event], f"it told {same}")
