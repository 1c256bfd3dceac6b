"""The matrix for people: docs/fault-matrix.md."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any, Final

HEAD: Final = """# The fault matrix

Written by `make matrix`; do not edit. Every cell was observed: a real device process under a real
hub, a simulator at the other end of the wire, and the robot citizen in the journey's cells.

- **Noticed**: seconds from the cause until the hub's status changes or the command under way has
  its result. Aim: 2.
- **Back**: seconds from the end of the cause until the device is online again. Aim: 3. The hub
  itself ends a hang or a crash: there it counts from the notice.
- **Command**: what the caller got whose command was under way. None is left without a result.
- **The citizen**: troubles shown, and what there is in the end. The cause is undone a moment after
  a trouble is shown, or after 3 seconds.
- A row that was too late is timed once more: another program may have had the processor.
- In every visit a guide light calls to the rating pad in the end, also where the board failed.
- A printer's row ends with another citizen's receipt, which holds only its own words.
"""
COLUMNS: Final = (
    "| Fault | Hub reports | Noticed | Back | Command | The citizen |\n|---|---|---|---|---|---|\n"
)


def table(rows: Sequence[dict[str, Any]]) -> str:
    """Markdown, a section for each device."""
    text = HEAD
    for device, own in groupby(rows, key=lambda row: str(row["device"])):
        text += f"\n## {device}\n\n{COLUMNS}" + "".join(_line(row) for row in own)
    return text


def _line(row: dict[str, Any]) -> str:
    if row["why_not"]:
        return f"| {row['fault']} | n/a: {row['why_not']} | | | | |\n"
    cells = [
        row["fault"],
        " → ".join(row["reports"]) or "online",
        _seconds(row["noticed"]),
        _seconds(row["back"]),
        row["outcome"] or "–",
        row["journey"] + "".join(f" **MISSED: {miss}**" for miss in row["misses"]),
    ]
    return "| " + " | ".join(cells) + " |\n"


def _seconds(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"
