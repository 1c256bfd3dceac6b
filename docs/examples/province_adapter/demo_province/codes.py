"""What the contract calls a thing, and what the gateway calls it."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from kiosk.onenetwork.problem import ProblemCode

BEIJING = timezone(timedelta(hours=8))
LOCAL = "%Y-%m-%d %H:%M:%S"
"""The gateway's times are Beijing's and do not say so."""

SUCCESS = ("0000", "00", "200", True)
"""Every department behind the gateway answers with another one."""

PROBLEMS = {
    "1001": (422, ProblemCode.INVALID),
    "1002": (401, ProblemCode.SESSION_EXPIRED),
    "1003": (404, ProblemCode.NOT_FOUND),
    "1004": (410, ProblemCode.ITEM_WITHDRAWN),
    "1009": (409, ProblemCode.ALREADY_RATED),
    "2001": (401, ProblemCode.BAD_SIGNATURE),
    "9001": (503, ProblemCode.UNAVAILABLE),
}
UNKNOWN = (500, ProblemCode.INTERNAL)
"""A code nobody told us of: whether the gateway acted is unknown, as with a crash."""

CARDS = {"resident": "10", "citizen": "10", "hk_macau_taiwan": "20", "foreign_permanent": "30"}
STATES = {
    "00": "draft",
    "01": "received",
    "02": "accepted",
    "03": "correction",
    "04": "handling",
    "05": "not_accepted",
    "90": "decided",
    "99": "withdrawn",
}
LEVELS = {"1": 1, "2": 2, "3": 3}
"""authlevel: 非实名, 初级, 高级."""


def to_local(moment: str) -> str:
    """ISO 8601 with offset → the gateway's time."""
    return datetime.fromisoformat(moment).astimezone(BEIJING).strftime(LOCAL)


def from_local(text: str) -> str | None:
    """The gateway's time → ISO 8601 with offset; empty is None."""
    if not text:
        return None
    return datetime.strptime(text, LOCAL).replace(tzinfo=BEIJING).isoformat()


def satisfaction(stars: int, best: int) -> int:
    """Stars, 5 the best, in the direction of the platform: GB/T 39046 A.8 has 1 for the best."""
    return stars if best == 5 else 6 - stars
