"""`kiosk staff code`: what stands in the settings for a technician's code."""

from __future__ import annotations

import argparse
import getpass
import sys

from kiosk.commands.words import OK, REFUSED, complain, say
from kiosk.identity.staff import code_hash


def tell_code(chosen: argparse.Namespace) -> int:
    """Ask for a code, or take it from a pipe, and tell its line of the settings.

    The code itself is not an option: what is typed on a command line, others can read.
    """
    asked = sys.stdin.isatty()
    code = getpass.getpass("code: ") if asked else sys.stdin.readline().strip()
    if asked and getpass.getpass("once more: ") != code:
        complain(chosen, "the two are not the same")
        return REFUSED
    try:
        hashed = code_hash(code)
    except ValueError as error:
        complain(chosen, str(error))
        return REFUSED
    line = f'{chosen.number} = "{hashed}"'
    say(chosen, {"number": chosen.number, "code": hashed}, ["[staff.codes]", line])
    return OK
