"""What every receipt is made of: head, rows, what happens next, colophon.

Labels are four characters wide so that the values stand in one column.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from drivers.receipt_printer.contract import Align, Line, Pair, Part, Rule, Space
from kiosk.dates import full_date
from kiosk.text import _

BEIJING = timezone(timedelta(hours=8))
HOTLINE = "12345"
WIDE_SPACE = "\u3000"
QR_MODULE_DOTS = 6
"""0.75 mm a module at 203 dpi: phones read it from worn thermal paper at arm's length."""


@dataclass(frozen=True)
class Imprint:
    """Where and when a paper comes out, and its serial on this terminal."""

    site: str
    terminal: str
    serial: str
    printed_at: datetime


def spaced(code: str) -> str:
    """Groups of four, as people read numbers out: 82641937 → 8264 1937."""
    return " ".join(code[at : at + 4] for at in range(0, len(code), 4))


def head(imprint: Imprint, title: str, line: str) -> tuple[Part, ...]:
    """The first lines: where it comes from, what it is in one large line, and what that means."""
    return (
        Line(imprint.site, align=Align.CENTRE),
        Space(),
        Line(title, size=2, bold=True, align=Align.CENTRE),
        Line(line, align=Align.CENTRE),
        Rule(),
    )


def numbered(heading: str, lines: Iterable[str]) -> tuple[Part, ...]:
    """A heading, and under it the lines, numbered; empty ones are left out."""
    said = enumerate((line for line in lines if line), start=1)
    return (Line(heading, bold=True), *(Line(f"{number}. {line}") for number, line in said))


def next_steps(lines: Iterable[str]) -> tuple[Part, ...]:
    """接下来, numbered; empty lines are left out."""
    return (*numbered(_("接下来"), lines), Rule())


def colophon(imprint: Imprint) -> tuple[Part, ...]:
    """The last lines: serial, page, moment, terminal."""
    printed = _("{moment}　终端 {terminal}").format(
        moment=moment(imprint.printed_at), terminal=imprint.terminal
    )
    return (
        Line(_("序号 {serial}　第1页/共1页").format(serial=imprint.serial), align=Align.CENTRE),
        Line(printed, align=Align.CENTRE),
    )


def pair(label: str, value: str) -> Pair:
    """A label and its value."""
    return Pair(_justified(label), value)


def _justified(label: str) -> str:
    """A label of two or three characters set as wide as four: 申 请 人, 事　　项."""
    if label.isascii():
        return label
    if len(label) == 2:
        return label[0] + WIDE_SPACE * 2 + label[1]
    return " ".join(label) if len(label) == 3 else label


def in_beijing(at: datetime) -> datetime:
    """Official time is Beijing's wherever the machine's clock thinks it stands."""
    return at if at.tzinfo is None else at.astimezone(BEIJING)


def moment(at: datetime) -> str:
    """2026年12月1日 14:41, in Beijing's time."""
    local = in_beijing(at)
    return f"{full_date(local)} {local:%H:%M}"
