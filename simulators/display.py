"""A screen for the terminal: the real one, or a virtual one that a browser can see and touch."""

from __future__ import annotations

import os
import shutil
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from simulators.children import Children

NOVNC: Final = Path("/usr/share/novnc")
PREFERRED_WEB_PORT: Final = 6080


class MissingProgramError(RuntimeError):
    """A program of the system is not installed; the message names it and how to get it."""


@dataclass(frozen=True)
class Display:
    """An X display, and the page that shows it (empty on a real display)."""

    name: str
    url: str = ""


def virtual_display(children: Children, width: int, height: int) -> str:
    """Start Xvfb of this size; the name of its display. Raises MissingProgramError."""
    _need("Xvfb", "xvfb")
    reading, writing = os.pipe()
    try:
        children.start(
            "xvfb",
            f"Xvfb -displayfd {writing} -screen 0 {width}x{height}x24 -nolisten tcp".split(),
            pass_fds=[writing],
        )
    finally:
        os.close(writing)
    with os.fdopen(reading) as pipe:
        number = pipe.readline().strip()
    if not number:
        children.check()
        raise MissingProgramError("Xvfb did not start; see its log")
    return f":{number}"


def watched_display(children: Children, width: int, height: int) -> Display:
    """A virtual display that a browser on this machine can see and touch."""
    _need("x11vnc", "x11vnc")
    _need("websockify", "websockify")
    name = virtual_display(children, width, height)
    vnc, web = free_port(5900), free_port(PREFERRED_WEB_PORT)
    children.start(
        "x11vnc",
        f"x11vnc -display {name} -localhost -rfbport {vnc} -forever -shared -nopw -quiet".split(),
    )
    children.start(
        "novnc",
        ["websockify", "--web", str(NOVNC), f"127.0.0.1:{web}", f"127.0.0.1:{vnc}"],
    )
    return Display(name, f"http://127.0.0.1:{web}/vnc.html?autoconnect=1&resize=scale")


def free_port(preferred: int) -> int:
    """`preferred` if nobody listens there on loopback, else any free port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", preferred))
        except OSError:
            probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _need(program: str, package: str) -> None:
    if shutil.which(program) is None:
        raise MissingProgramError(f"{program} is not installed: run make setup ({package})")
