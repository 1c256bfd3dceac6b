"""How every command reads its settings and answers."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Sequence

from kiosk import settings as configuration
from kiosk.settings import Settings

OK, FAILED, REFUSED, INTERRUPTED = 0, 1, 2, 130
"""Exit codes: done; it did not work; the command or the configuration is wrong; Ctrl-C."""


def settings_of(chosen: argparse.Namespace) -> Settings:
    """The profile with the command's overrides."""
    return load(chosen.profile, chosen.set)


def load(profile: str, overrides: Sequence[str]) -> Settings:
    """The profile with overrides; the process keeps the terminal's time from here on."""
    settings = configuration.load(profile, overrides)
    # One clock for screens, papers and device processes, whatever the machine is set to.
    os.environ["TZ"] = settings.terminal.timezone
    time.tzset()
    return settings


def say(chosen: argparse.Namespace, data: object, lines: Sequence[str]) -> int:
    """Tell a program (--json) or a person."""
    text = json.dumps(data, ensure_ascii=False) if chosen.json else "\n".join(lines)
    sys.stdout.write(text + "\n")
    return OK


def complain(chosen: argparse.Namespace, text: str) -> None:
    """Tell what is wrong, beside the answer: to a program one JSON object a line."""
    told = json.dumps({"error": text}, ensure_ascii=False) if chosen.json else f"kiosk: {text}"
    sys.stderr.write(told + "\n")
