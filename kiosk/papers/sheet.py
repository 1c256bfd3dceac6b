"""A paper of our own on A4 (sheet.typ), in words: head, parts, perhaps a signature, imprint."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import segno

from kiosk.conversation.questions import Group
from kiosk.papers.pieces import Imprint, moment
from kiosk.text import _

TEMPLATE = "sheet"


@dataclass(frozen=True)
class Signature:
    """`png` is how it was written; `label` stands above it, `line` below."""

    label: str
    line: str
    png: bytes = field(repr=False)


def sheet(
    at: Imprint,
    *,
    kind: str,
    title: str,
    line: str,
    source: str,
    parts: Iterable[Group],
    numbered: str = "",
    qr: str = "",
    qr_line: str = "",
    signed: Signature | None = None,
) -> dict[str, Any]:
    """What `typeset(TEMPLATE, …)` wants.

    Args:
        kind: what sort of paper it is, at the top of each page.
        source: where what it says comes from, at the foot of each.
        numbered: title of the part whose lines are numbered.
    """
    return {
        "site": at.site,
        "kind": kind,
        "title": title,
        "line": line,
        "qr": _svg(qr),
        "qr_line": qr_line,
        "source": source,
        "printed": _("{moment}　终端 {terminal}").format(
            moment=moment(at.printed_at), terminal=at.terminal
        ),
        "page": _("第 {page} 页，共 {of} 页"),
        "parts": [
            _part(one, numbered=one.title == numbered) for one in parts if one.rows or one.lines
        ],
        "signed": _written(signed),
    }


def _part(group: Group, *, numbered: bool) -> dict[str, Any]:
    return {
        "title": group.title,
        "rows": [[row.label, row.value.replace("|", "")] for row in group.rows],
        "lines": [line.replace("|", "") for line in group.lines],
        "numbered": numbered,
    }


def _written(signed: Signature | None) -> dict[str, Any] | None:
    """JSON has no bytes: typst takes them as numbers."""
    if signed is None:
        return None
    return {"label": signed.label, "line": signed.line, "picture": list(signed.png)}


def _svg(text: str) -> str:
    """A QR code, or nothing for nothing."""
    if not text:
        return ""
    drawn = BytesIO()
    segno.make(text, error="m").save(drawn, kind="svg", border=2, scale=4)
    return drawn.getvalue().decode()
