"""What is plugged in, under names that stay: for the technician who writes a profile.

A kernel's number (ttyUSB0, video2) changes with every re-plug. udev keeps two names that do not:
by-id, where a device tells a serial number, and by-path, the socket it is plugged into, where it
tells none (two alike readers then differ by their sockets alone).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

Properties = Mapping[str, str]
"""What udev tells of one device (`udevadm info --query=property`)."""

UDEV: Final = Path("/run/udev/control")
NUMBERED: Final = re.compile(r"/dev/(tty(USB|ACM|S)|video|usb/lp)\d+")


class Kind(StrEnum):
    """What sort of thing is plugged in."""

    SERIAL = "serial port"
    CAMERA = "camera"
    PRINTER = "USB printer"
    CARD_READER = "smart card reader"


@dataclass(frozen=True)
class Plugged:
    """A thing that is plugged in. `lines`: the profile's lines that name it for good.

    `node`: the kernel's name of today, or "". `also`: lines that name it too, less well.
    """

    kind: Kind
    model: str
    node: str
    lines: tuple[str, ...]
    also: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What the first line names it by."""
        return self.lines[0].partition("= ")[2].strip('"')


def udev_runs() -> bool:
    """Whether udev is there to be asked; without it the kernel's numbers are all there is."""
    return UDEV.exists()


def from_udev() -> Iterator[Properties]:
    """What udev knows of serial ports, cameras and USB devices."""
    import pyudev

    context = pyudev.Context()
    for subsystem in ("tty", "video4linux", "usb"):
        for device in context.list_devices(subsystem=subsystem):
            yield dict(device.properties)


def card_readers() -> list[str]:
    """Names of the PC/SC readers there are. Raises OSError when pcscd does not answer."""
    from smartcard.pcsc.PCSCExceptions import BaseSCardException
    from smartcard.System import readers

    try:
        return [str(reader) for reader in readers()]
    except BaseSCardException as error:
        raise OSError(f"pcscd does not answer: {error}") from error


def recognise(devices: Iterable[Properties], readers: Iterable[str] = ()) -> list[Plugged]:
    """The plugged-in things among what udev and PC/SC tell, each with its lines."""
    known = [one for properties in devices if (one := _recognise(properties)) is not None]
    known += [Plugged(Kind.CARD_READER, name, "", (f'reader = "{name}"',)) for name in readers]
    return sorted(known, key=lambda one: (one.kind, one.name))


def _recognise(of: Properties) -> Plugged | None:
    match of.get("SUBSYSTEM"):
        case "tty" if of.get("ID_BUS") == "usb":
            return _linked(of, Kind.SERIAL, "port")
        case "video4linux" if ":capture:" in of.get("ID_V4L_CAPABILITIES", ""):
            return _linked(of, Kind.CAMERA, "source")
        case "usb" if ":0701" in of.get("ID_USB_INTERFACES", ""):
            return _printer(of)
        case _:
            return None


def _linked(of: Properties, kind: Kind, key: str) -> Plugged:
    links = of.get("DEVLINKS", "").split()
    wanted = ("/by-id/", "/by-path/") if "ID_SERIAL_SHORT" in of else ("/by-path/", "/by-id/")
    ranked = [link for part in wanted for link in links if part in link]
    node = of.get("DEVNAME", "")
    return Plugged(kind, _model(of), node, (f'{key} = "{(*ranked, node)[0]}"',))


def _printer(of: Properties) -> Plugged:
    socket = f'socket = "{of.get("DEVPATH", "").rpartition("/")[2]}"'
    serial = of.get("ID_SERIAL_SHORT")
    which = f'serial = "{serial}"' if serial else socket
    ids = (f"vendor = 0x{of.get('ID_VENDOR_ID', '0')}", f"product = 0x{of.get('ID_MODEL_ID', '0')}")
    return Plugged(Kind.PRINTER, _model(of), of.get("DEVNAME", ""), (which, *ids), (socket, *ids))


def _model(of: Properties) -> str:
    words = (of.get("ID_VENDOR", ""), of.get("ID_MODEL", ""))
    return " ".join(word.replace("_", " ") for word in words if word)


@dataclass(frozen=True)
class Match:
    """What is to be said of one device of the profile, in the technician's words."""

    name: str
    ok: bool
    words: str


def match(
    names: Mapping[str, Mapping[str, Any]], plugged: list[Plugged], untold: Collection[Kind] = ()
) -> Iterator[Match]:
    """Compare the profile's devices (name → settings) with what is plugged in.

    `untold`: kinds of which nobody could be asked; what is on a network has no plug.
    """
    paths = {name: path for name, options in names.items() if (path := _path(options))}
    used = {Path(path).resolve() for path in paths.values() if Path(path).exists()}
    free = [one for one in plugged if one.node and Path(one.node).resolve() not in used]
    for name, options in names.items():
        if name in paths:
            yield _match(name, paths[name], plugged, free)
        elif "reader" in options and not (options.get("socket") or Kind.CARD_READER in untold):
            yield _match_reader(name, options["reader"], plugged)
        elif "vendor" in options and Kind.PRINTER not in untold:
            yield _match_usb(name, options, plugged)


def _match(name: str, path: str, plugged: list[Plugged], free: list[Plugged]) -> Match:
    if NUMBERED.fullmatch(path):
        stable = [one.lines[0] for one in plugged if one.node == path]
        mend = f"write {stable[0]}" if stable else "write its name under by-id or by-path"
        return Match(name, False, f"{path} changes with every re-plug; {mend}")
    if Path(path).exists():
        return Match(name, True, f"{path} is there")
    fitting = [one for one in free if one.kind is _kind_of(path)]
    return Match(name, False, f"{path} is not there; {_choice(fitting)}")


def _match_reader(name: str, wanted: str, plugged: list[Plugged]) -> Match:
    """A PC/SC reader is wanted by a part of its name; empty: the only one there is."""
    readers = [one for one in plugged if one.kind is Kind.CARD_READER]
    meant = [one for one in readers if wanted in one.name]
    if len(meant) == 1:
        return Match(name, True, f"{meant[0].name} is there")
    if meant:
        several = " or ".join(one.lines[0] for one in meant)
        return Match(name, False, f"{len(meant)} card readers are meant; write {several}")
    what = f"a card reader {wanted!r}" if wanted else "a card reader"
    return Match(name, False, f"{what} is not there; {_choice(readers)}")


def _match_usb(name: str, options: Mapping[str, Any], plugged: list[Plugged]) -> Match:
    """A USB printer is wanted by its ids and its serial number or its socket."""
    key = "serial" if options.get("serial") else "socket"
    wanted = {f'{key} = "{options.get(key)}"'}
    wanted |= {f"{one} = 0x{options[one]:04x}" for one in ("vendor", "product")}
    printers = [one for one in plugged if one.kind is Kind.PRINTER]
    said = f'the USB printer {key} = "{options.get(key)}"'
    if any(wanted <= {*one.lines, *one.also} for one in printers):
        return Match(name, True, f"{said} is there")
    return Match(name, False, f"{said} is not there; {_choice(printers)}")


def _choice(fitting: list[Plugged]) -> str:
    if not fitting:
        return "nothing fitting is"
    return "plugged in: " + " or ".join(", ".join(one.lines) for one in fitting)


def _path(options: Mapping[str, Any]) -> str:
    """The path under /dev in a device's settings, or ""."""
    return next(
        (one for one in options.values() if isinstance(one, str) and one.startswith("/dev/")), ""
    )


def _kind_of(path: str) -> Kind:
    return Kind.CAMERA if path.startswith(("/dev/v4l", "/dev/video")) else Kind.SERIAL
