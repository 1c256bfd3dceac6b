"""Pages of a list: `limit` and an opaque `cursor`."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from typing import Annotated, Final, TypeVar

from fastapi import Depends, Query

from simulators.backend.problems import Defect, invalid

T = TypeVar("T")
PREFIX: Final = "offset-"


def _cursor(offset: int) -> str:
    return base64.urlsafe_b64encode(f"{PREFIX}{offset}".encode()).decode().rstrip("=")


def _offset(cursor: str) -> int:
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
    except (ValueError, binascii.Error):
        text = ""
    number = text.removeprefix(PREFIX)
    if not (text.startswith(PREFIX) and number.isascii() and number.isdecimal()):
        raise invalid(Defect("cursor", "翻页标记不对，请从第一页重新看。"))
    return int(number)


@dataclass(frozen=True)
class Page:
    """Which part of a list is asked for."""

    offset: int
    limit: int

    def of(self, rows: list[T]) -> tuple[list[T], str | None]:
        """The part, and the cursor of the next one; None at the end."""
        end = self.offset + self.limit
        return rows[self.offset : end], _cursor(end) if end < len(rows) else None


async def page_asked(
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    cursor: Annotated[str, Query(pattern="^[A-Za-z0-9_-]{1,64}$")] | None = None,
) -> Page:
    return Page(_offset(cursor) if cursor else 0, limit)


ThePage = Annotated[Page, Depends(page_asked)]
