"""The platform's clock: Beijing time, whole seconds."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Final

BEIJING: Final = timezone(timedelta(hours=8))


def beijing_now() -> datetime:
    return datetime.now(BEIJING).replace(microsecond=0)
