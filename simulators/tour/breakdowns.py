"""What may keep a tour from going on; told in its summary, with a picture of where it got stuck."""

from __future__ import annotations

import subprocess
from typing import Final

import httpx

from simulators.children import ChildEndedError
from simulators.tour.eye import NotSeenError

BREAKDOWNS: Final = (
    NotSeenError,
    ChildEndedError,
    TimeoutError,
    httpx.HTTPError,
    subprocess.SubprocessError,
)
