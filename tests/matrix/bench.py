"""What a family brings to the matrix: its device, a command, and the hand behind each fault."""

from __future__ import annotations

import os
import signal
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from kiosk.devices.device import Device
from kiosk.devices.hub import Hub
from simulators.remote import DeviceName, Panel
from tests.journeys.conftest import Bench
from tests.matrix.faults import Fault


@dataclass
class Scene:
    """One row's surroundings. `device` is the device in the hub that runs now."""

    far_ends: Bench
    home: Path
    device: Device[Any] = field(init=False)

    @property
    def panel(self) -> Panel:
        return self.far_ends.devices.panel


@dataclass(frozen=True)
class Cause:
    """What is done to the device, and how it is undone.

    `heals`: it goes by itself, or the hub does away with it. `harmless`: the hub must not call
    the device anything but online, or starting.
    """

    do: Callable[[Scene], None]
    undo: Callable[[Scene], None] = lambda scene: None
    heals: bool = False
    harmless: bool = False


@dataclass(frozen=True)
class NotApplicable:
    """Why there is no such row."""

    why: str


@dataclass(frozen=True)
class Family:
    """A device of the matrix.

    Args:
        name: in the matrix. `at_panel`: on the testers' panel.
        command: a call that takes a few seconds, on a device that is online.
        works: after everything: what is still wrong with the device, or "".
        overrides: settings of the profile that this row needs, beside the far ends' addresses.
        step: the question of the journey at which the device is used; None where no journey
            uses it.
        role: in the hub, where that is not its name.
    """

    name: str
    at_panel: DeviceName
    command: Callable[[Hub, Scene], Awaitable[object]]
    works: Callable[[Hub, Scene], Awaitable[str]]
    causes: Mapping[Fault, Cause | NotApplicable]
    overrides: Callable[[Bench, Path], list[str]] = lambda far_ends, home: []
    step: str | None = None
    role: str = ""

    @property
    def device(self) -> str:
        """Its name in the hub and in the profile."""
        return self.role or self.name


def at_panel(
    device: DeviceName,
    kind: str,
    *,
    times: int | None = None,
    value: float | None = None,
    heals: bool = False,
    harmless: bool = False,
) -> Cause:
    """A fault that the panel knows."""

    def do(scene: Scene) -> None:
        scene.panel.fault(device, kind, times=times, value=value)

    return Cause(do, lambda scene: scene.panel.clear(device, kind), heals, harmless)


def _kill(number: signal.Signals) -> Cause:
    def do(scene: Scene) -> None:
        if (pid := scene.device.pid) is not None:
            os.kill(pid, number)

    return Cause(do, heals=True)


PROCESS: Final = {
    Fault.HANG: _kill(signal.SIGSTOP),
    Fault.CRASH: _kill(signal.SIGKILL),
    Fault.SEGFAULT: _kill(signal.SIGSEGV),
}
"""What happens to any device's process."""

NO_PAPER: Final = NotApplicable("it has no paper")
NO_CARD: Final = NotApplicable("no card goes into it")
NO_PORT: Final = NotApplicable("it is found by its address, not by a port's number")
NO_DAEMON: Final = NotApplicable("its driver talks to it without a daemon")


def on_serial_line(
    name: DeviceName, other: DeviceName, own: Mapping[Fault, Cause | NotApplicable]
) -> dict[Fault, Cause | NotApplicable]:
    """What can happen to a device on a serial line: `other` on its port is the wrong one, and
    `own` is the device's own, what it says in garbage and how it is slow above all."""
    return {
        **PROCESS,
        Fault.ABSENT: at_panel(name, "unplug"),
        Fault.WRONG_DEVICE: repointed(name, other),
        Fault.UNPLUGGED_IDLE: at_panel(name, "unplug"),
        Fault.RENUMBERED: Cause(lambda scene: scene.panel.replug(name), heals=True),
        Fault.DAEMON: NO_DAEMON,
        Fault.SILENT: at_panel(name, "silence"),
        Fault.UNPLUGGED_BUSY: at_panel(name, "unplug"),
        Fault.PAPER_OUT: NO_PAPER,
        Fault.CARD_PULLED: NO_CARD,
        **own,
    }


def repointed(name: str, other: str) -> Cause:
    """The serial path leads to another device: `name` and `other` as in the addresses."""

    def point(scene: Scene, to: str) -> None:
        link = scene.home / name
        fresh = link.with_name(f".{name}.new")
        fresh.symlink_to(getattr(scene.far_ends.devices.addresses, to))
        fresh.replace(link)

    return Cause(lambda scene: point(scene, other), lambda scene: point(scene, name))


def linked_port(name: str) -> Callable[[Bench, Path], list[str]]:
    """The device's port is a path of the row's own that leads to the simulator's."""

    return lambda far_ends, home: [f"devices.{name}.port={linked(name, far_ends, home)}"]


def linked(name: str, far_ends: Bench, home: Path) -> Path:
    """The row's own path to a port, `name` as in the addresses."""
    link = home / name
    if not link.is_symlink():
        link.symlink_to(getattr(far_ends.devices.addresses, name))
    return link
