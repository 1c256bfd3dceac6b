"""Two terminals cannot own one address."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from drivers.claim import Claim
from drivers.driver import InUse

NAME = f"tests/192.0.2.1:{os.getpid()}"  # nobody else's, whatever runs beside
HOLD = f"""
from drivers.claim import Claim
claim = Claim({NAME!r})
claim.take()
print("held", flush=True)
"""


def test_one_process_holds_it_until_it_lets_go() -> None:
    mine, other = Claim(NAME), Claim(NAME)
    mine.take()
    mine.take()
    with pytest.raises(InUse, match="belongs to another process"):
        other.take()
    mine.release()
    mine.release()
    other.take()
    other.release()


def test_a_process_that_is_killed_holds_nothing() -> None:
    code = HOLD + "import time; time.sleep(60)"
    holder = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"
    with pytest.raises(InUse):
        Claim(NAME).take()
    holder.kill()
    holder.wait(60)
    claim = Claim(NAME)
    claim.take()
    claim.release()
