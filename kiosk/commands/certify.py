"""`kiosk device certify`: the family's contract suite on a live device, for its vendor."""

from __future__ import annotations

import argparse
import importlib
import json
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from drivers.certify import Recorder
from drivers.certify_hands import by_panel, by_technician
from drivers.certify_run import Finding, Verdict, certify, suite_for
from drivers.driver import Driver
from kiosk.commands.devices import of_device
from kiosk.commands.words import FAILED, OK, load
from kiosk.devices.messages import Setup
from kiosk.devices.registry import setups
from kiosk.settings import SettingsError

PATIENCE_OF_PEOPLE, PATIENCE_OF_PANELS = 60.0, 5.0
"""Seconds a hand may take."""


class Terminal:
    """The technician at the console. Asks on standard error: the report alone is the answer."""

    def __init__(self) -> None:
        # A check's own process is given another standard input.
        self._keyboard = os.dup(sys.stdin.fileno())

    def say(self, text: str) -> None:
        """Show a line."""
        sys.stderr.write(f"    > {text}\n")
        sys.stderr.flush()

    def hear(self) -> str:
        """The line the technician writes. Raises EOFError when nobody is there.

        Read byte by byte: every check runs in a process of its own, and what one had read ahead
        would be lost to the next.
        """
        line = bytearray()
        while (byte := os.read(self._keyboard, 1)) not in (b"\n", b""):
            line += byte
        if not byte and not line:
            raise EOFError
        return line.decode(errors="replace")


def tell_report(chosen: argparse.Namespace) -> int:
    """Try a driver against its family's contract suite, on the live device."""
    setup = _setup(chosen)
    driver = _driver(setup)
    suite = suite_for(driver)

    def build(emit: Recorder) -> Driver:
        return driver(driver.Settings(**setup.options), emit)  # type: ignore[call-arg]

    patience = PATIENCE_OF_PANELS if chosen.panel else PATIENCE_OF_PEOPLE
    tell = (lambda finding: None) if chosen.json else _tell
    if not chosen.json:
        sys.stdout.write(f"{chosen.name}: {setup.driver} against {type(suite).__name__}\n")
    findings = []
    for finding in certify(suite, build, _hands(chosen, suite.hands), patience):
        tell(finding)
        findings.append(finding)
    return _sum_up(chosen, setup, findings)


def _setup(chosen: argparse.Namespace) -> Setup:
    """The device as the profile has it, or with --driver and only the settings given.

    Raises SettingsError.
    """
    swap = [f'devices.{chosen.name}={{driver = "{chosen.driver}"}}'] if chosen.driver else []
    settings = load(chosen.profile, [*swap, *of_device(chosen.name, chosen.set)])
    known = setups(settings)
    if chosen.name not in known:
        raise SettingsError(
            f"there is no device {chosen.name!r} in profile {chosen.profile!r}; "
            "name its driver with --driver, and its settings with --set KEY=VALUE"
        )
    return known[chosen.name]


def _driver(setup: Setup) -> type[Driver]:
    module, _, name = setup.driver.partition(":")
    driver: type[Driver] = getattr(importlib.import_module(module), name)
    return driver


def _hands(chosen: argparse.Namespace, hands: type[Any]) -> Callable[[], Any]:
    if chosen.panel:
        return lambda: by_panel(hands, chosen.panel)
    return lambda: by_technician(hands, Terminal())


def _tell(finding: Finding) -> None:
    verdict = finding.verdict.value.replace("_", " ")
    verdict = verdict.upper() if finding.verdict is Verdict.FAILED else verdict
    sys.stdout.write(f"  {verdict:9} {finding.seconds:6.1f} s  {finding.sentence}\n")
    if finding.reason:
        sys.stdout.write(f"{'':22}{finding.reason}\n")
    sys.stdout.flush()


def _sum_up(chosen: argparse.Namespace, setup: Setup, findings: list[Finding]) -> int:
    counts = {one.value: sum(f.verdict is one for f in findings) for one in Verdict}
    certified = _certified(counts)
    if chosen.json:
        report = {
            "device": chosen.name,
            "driver": setup.driver,
            "certified": certified,
            **counts,
            "checks": [asdict(finding) for finding in findings],
        }
        sys.stdout.write(json.dumps(report, ensure_ascii=False) + "\n")
    else:
        told = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in counts.items())
        sys.stdout.write(
            f"certified: {certified.replace('_', ' ')}; {len(findings)} checks, {told}\n"
        )
    return FAILED if certified == "no" else OK


def _certified(counts: Mapping[str, int]) -> str:
    """`yes`, `no`, or `in_part`: nothing failed, but not everything could be tried."""
    if counts[Verdict.FAILED] or not counts[Verdict.PASSED]:
        return "no"
    return "in_part" if counts[Verdict.NOT_TRIED] else "yes"
