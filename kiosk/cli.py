"""`kiosk …`: the composition root, the only place that may import every floor.

Heavy parts are imported by the command that needs them: each command starts quickly.
"""

from __future__ import annotations

import argparse
import gc
import io
import logging
import os
import resource
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from kiosk.commands.words import FAILED, INTERRUPTED, OK, REFUSED, complain, say, settings_of
from kiosk.settings import SettingsError

READ_WAIT = 10.0
SWITCH_INTERVAL = 0.001
Area = Any
"""Commands of one area; argparse does not export its subparsers' type."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    words = sys.argv[1:] if arguments is None else arguments
    # What cannot be parsed cannot say how to complain of it.
    kind = _ToldAsJson if "--json" in words else argparse.ArgumentParser
    chosen = _parser(kind, words).parse_args(words)
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal that cannot show Chinese gets \\uXXXX, which is JSON as well.
        sys.stdout.reconfigure(errors="backslashreplace")
    # A command's answer says what went wrong; the terminal's own log begins in `run`.
    logging.basicConfig(level=logging.CRITICAL)
    try:
        code: int = chosen.command(chosen)
    except SettingsError as error:
        complain(chosen, str(error))
        return REFUSED
    except OSError as error:
        complain(chosen, f"{error.filename or 'the machine'}: {error.strerror or error}")
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    return code


# --- the terminal ------------------------------------------------------------------------


def run(chosen: argparse.Namespace) -> int:
    """Run the terminal until SIGTERM or Ctrl-C."""
    from kiosk.log import log_to
    from kiosk.text import use_language

    # What is loaded before the first frame stays: looking through it for garbage only takes time.
    gc.disable()
    # A frame must not wait 5 ms, Python's own, for the core to let the interpreter go.
    sys.setswitchinterval(SWITCH_INTERVAL)
    settings = settings_of(chosen)
    use_language(settings.terminal.language)
    log_to(Path(settings.paths.logs))
    # A core file would hold the citizen who was there.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    from kiosk.core import Core
    from screens.start import make_app

    failures: list[BaseException] = []

    def broke(error: BaseException) -> None:
        failures.append(error)
        app.stop_soon()

    def begin() -> None:
        gc.freeze()
        gc.enable()
        core.start()

    app = make_app(settings, lambda request: core.aside(request), begin)
    core = Core(settings, app.presenter, broke)
    if chosen.hands:
        from screens.access_tree import serve

        serve(app, Path(chosen.hands))
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: app.stop())
    try:
        app.run()
    finally:
        core.stop()
    for error in failures:
        complain(chosen, f"the terminal stopped: {error}")
    return FAILED if failures else OK


def simulate(chosen: argparse.Namespace) -> int:
    """Start the simulated devices and the backend on the profile's ports, until Ctrl-C."""
    # In place of this process: Ctrl-C and SIGTERM then reach the one that stops everything.
    os.execv(sys.executable, [sys.executable, "-m", "simulators.far_ends", "--var", chosen.var])


# --- devices -----------------------------------------------------------------------------


def device_list(chosen: argparse.Namespace) -> int:
    """Which devices the profile has, with which driver and settings."""
    from kiosk.commands import devices

    return devices.tell_list(chosen)


def device_status(chosen: argparse.Namespace) -> int:
    """Open every device of the profile and tell how it is."""
    from kiosk.commands import devices

    return devices.tell_status(chosen)


def device_read(chosen: argparse.Namespace) -> int:
    """Read once from a device: a card, a picture, a key, the paper."""
    from kiosk.commands import devices

    return devices.tell_reading(chosen)


def device_certify(chosen: argparse.Namespace) -> int:
    """Try a driver on its live device against its family's contract suite."""
    from kiosk.commands import certify

    return certify.tell_report(chosen)


# --- what the terminal keeps -------------------------------------------------------------


def outbox_list(chosen: argparse.Namespace) -> int:
    """What waits to be sent or was refused; exit code 1 when something was refused."""
    from kiosk.commands import records

    return records.told(records.outbox_list, chosen)


def outbox_show(chosen: argparse.Namespace) -> int:
    """One row of the outbox: everything but its content."""
    from kiosk.commands import records

    return records.told(records.outbox_show, chosen)


def outbox_retry(chosen: argparse.Namespace) -> int:
    """Have a row tried again now, also a refused one; without REF all that wait."""
    from kiosk.commands import records

    return records.told(records.outbox_retry, chosen)


def audit_verify(chosen: argparse.Namespace) -> int:
    """Check that no entry of the audit trail was changed, put in, taken out or cut off."""
    from kiosk.commands import audit, records

    return records.told(audit.audit_verify, chosen)


# --- pages, catalogue, configuration -----------------------------------------------------


def page_find(chosen: argparse.Namespace) -> int:
    """Find the page in each picture."""
    from kiosk.documents.report import PictureUnreadableError, report

    rows, failed = [], False
    for image in chosen.images:
        try:
            rows.append(dict(report(image)))
        except PictureUnreadableError as error:
            complain(chosen, str(error))
            failed = True
    lines = [f"{row['image']}: {row['corners'] or 'no page'} ({row['ms']:.0f} ms)" for row in rows]
    say(chosen, rows, lines)
    return FAILED if failed else OK


def catalogue_find(chosen: argparse.Namespace) -> int:
    """Search the catalogue as a citizen would: one wish, or a file of them."""
    from kiosk.commands.search import tell_find

    return tell_find(chosen)


def catalogue_lint(chosen: argparse.Namespace) -> int:
    """Check a catalogue against the rules; exit code 1 when one is broken."""
    from kiosk.commands.lint import tell_lint

    return tell_lint(chosen)


def platform_check(chosen: argparse.Namespace) -> int:
    """Make one signed call to the platform and tell how it went."""
    from kiosk.commands.platform import tell_check

    return tell_check(chosen)


def platform_activate(chosen: argparse.Namespace) -> int:
    """Get a new terminal's secret from the platform, once; the code is asked for."""
    from kiosk.commands.activate import tell_activated

    return tell_activated(chosen)


def config_check(chosen: argparse.Namespace) -> int:
    """Check a profile, its devices' and its platform's settings included."""
    from kiosk.commands import config

    return config.tell_check(chosen)


def config_show(chosen: argparse.Namespace) -> int:
    """Show the settings as they result, without secrets."""
    from kiosk.commands import config

    return config.tell_settings(chosen)


def staff_code(chosen: argparse.Namespace) -> int:
    """Make the settings' line for a technician's code, which is asked for."""
    from kiosk.commands.staff import tell_code

    return tell_code(chosen)


class _ToldAsJson(argparse.ArgumentParser):
    """Complains of a wrong command line as the commands complain: to a program."""

    def error(self, message: str) -> NoReturn:
        complain(argparse.Namespace(json=True), message)
        self.exit(REFUSED)


def _parser(kind: type[argparse.ArgumentParser], words: Sequence[str]) -> argparse.ArgumentParser:
    """The commands; of the areas only the one that is called is built, for `run` has no time."""
    parser = kind(prog="kiosk", description="One-Network Kiosk")
    parser.set_defaults(json=False)
    areas = parser.add_subparsers(required=True, metavar="COMMAND")

    profile = argparse.ArgumentParser(add_help=False)
    profile.add_argument("--profile", default="simulated", help="a file of config/profiles")
    profile.add_argument(
        "--set", action="append", default=[], metavar="KEY=VALUE", help="override for this run"
    )
    command = _command(areas, "run", run, profile)
    command.add_argument("--hands", metavar="SOCKET", help="let a robot hand look (testing)")
    command = _command(areas, "simulate", simulate)
    command.add_argument("--var", default="var", help="where data and logs go")
    for name, summary, add in AREAS if words[:1] != ["run"] else ():
        area = areas.add_parser(name, help=summary)
        if name in words:
            told = argparse.ArgumentParser(add_help=False)
            told.add_argument("--json", action="store_true", help="answer as JSON")
            add(area.add_subparsers(required=True), profile, told)
    return parser


def _device(device: Area, *parents: argparse.ArgumentParser) -> None:
    _command(device, "list", device_list, *parents)
    _command(device, "status", device_status, *parents)
    command = _command(device, "read", device_read, *parents)
    command.add_argument("name", help="its name in the profile, e.g. id_card")
    command.add_argument("--wait", type=float, default=READ_WAIT, help="seconds for a person")
    command = _command(device, "certify", device_certify, *parents)
    command.add_argument("name", help="its name in the profile, e.g. id_card")
    command.add_argument("--driver", help="another driver than the profile's")
    command.add_argument(
        "--panel", metavar="URL", help="a testers' panel's device, whose hands to use"
    )


def _outbox(outbox: Area, *parents: argparse.ArgumentParser) -> None:
    command = _command(outbox, "list", outbox_list, *parents)
    command.add_argument("--all", action="store_true", help="what was delivered lately, too")
    command = _command(outbox, "show", outbox_show, *parents)
    command.add_argument("ref", metavar="REF", help="its reference, or the code on the slip")
    command = _command(outbox, "retry", outbox_retry, *parents)
    command.add_argument("ref", metavar="REF", nargs="?", default="", help="default: all waiting")


def _audit(audit: Area, *parents: argparse.ArgumentParser) -> None:
    command = _command(audit, "verify", audit_verify, *parents)
    command.add_argument("--key", metavar="FILE", help="the public key, if kept elsewhere")
    command.add_argument(
        "--head", default="", metavar="SEQ:DIGEST", help="a head told earlier that must be there"
    )


def _page(page: Area, _profile: argparse.ArgumentParser, told: argparse.ArgumentParser) -> None:
    command = _command(page, "find", page_find, told)
    command.add_argument("images", nargs="+", metavar="IMAGE")


def _catalogue(catalogue: Area, *parents: argparse.ArgumentParser) -> None:
    command = _command(catalogue, "find", catalogue_find, *parents)
    command.add_argument("text", nargs="?", help="words as a citizen would write them")
    command.add_argument("--batch", metavar="FILE", help="TSV of wishes: query, perhaps expected")
    command.add_argument("--catalogue", metavar="DIR", help="item files whose services to add")
    command.add_argument("--limit", type=int, default=8)
    command = _command(catalogue, "lint", catalogue_lint, *parents)
    command.add_argument("folder", nargs="?", metavar="DIR", help="default: paths.catalogue")


def _platform(platform: Area, *parents: argparse.ArgumentParser) -> None:
    _command(platform, "check", platform_check, *parents)
    command = _command(platform, "activate", platform_activate, *parents)
    for name in ("maker", "model", "serial"):
        command.add_argument(f"--{name}", default="", help="of the cabinet, as on its plate")


def _config(config: Area, *parents: argparse.ArgumentParser) -> None:
    _command(config, "check", config_check, *parents)
    _command(config, "show", config_show, *parents)


def _staff(staff: Area, _profile: argparse.ArgumentParser, told: argparse.ArgumentParser) -> None:
    command = _command(staff, "code", staff_code, told)
    command.add_argument("number", help="staff number, e.g. 990101-0007")


AREAS: tuple[tuple[str, str, Callable[..., None]], ...] = (
    ("device", "devices", _device),
    ("outbox", "cases not sent yet", _outbox),
    ("audit", "the audit trail", _audit),
    ("page", "captured pages", _page),
    ("catalogue", "services", _catalogue),
    ("platform", "the backend", _platform),
    ("config", "configuration", _config),
    ("staff", "technicians", _staff),
)
"""What a command may be about, in two words and by what adds its commands."""


def _command(
    area: Area,
    name: str,
    act: Callable[[argparse.Namespace], int],
    *parents: argparse.ArgumentParser,
) -> argparse.ArgumentParser:
    summary = (act.__doc__ or "").splitlines()[0]
    parser: argparse.ArgumentParser = area.add_parser(
        name, help=summary, description=summary, parents=list(parents)
    )
    parser.set_defaults(command=act)
    return parser


if __name__ == "__main__":
    sys.exit(main())
