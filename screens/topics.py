"""Which picture stands for which topic. The core names topics, the screens own the pictures."""

from __future__ import annotations

PLAIN = "file-text-duotone"

ICONS = {
    # what a service is about
    "social_insurance": "identification-card-duotone",
    "household": "house-line-duotone",
    "marriage": "heart-duotone",
    "medical": "first-aid-kit-duotone",
    "housing": "buildings-duotone",
    "business": "storefront-duotone",
    "education": "graduation-cap-duotone",
    "transport": "car-duotone",
    "tax": "coins-duotone",
    "elder": "hand-heart-duotone",
    "certificate": "seal-check-duotone",
    "card": "credit-card-duotone",
    "commitment": "certificate-duotone",
    "deferral": "calendar-blank-duotone",
    # the columns of the home page
    "personal": "user-duotone",
    "legal": "buildings-duotone",
    "bundle": "stack-duotone",
    "crossregion": "map-trifold-duotone",
    # what the terminal and staff do
    "staff": "headset-duotone",
    "larger": "text-aa-bold",
    "progress": "path-duotone",
    "queue": "ticket-duotone",
    "booking": "calendar-check-duotone",
    "prints": "certificate-duotone",
    "report": "chat-circle-text-duotone",
    "copy": "scan-duotone",
    "complaint": "chat-circle-text-duotone",
    "fault": "wrench-duotone",
    # what the guide tells
    "who": "user-duotone",
    "condition": "list-checks-duotone",
    "bring": "identification-card-duotone",
    "how": "path-duotone",
    "where": "map-trifold-duotone",
    "when": "calendar-blank-duotone",
    "get": "mailbox-duotone",
    "fee": "coins-duotone",
    "face": "camera-duotone",
    "visits": "map-pin-duotone",
    "assisted": "users-duotone",
    "special": "hourglass-medium-bold",
}


def topic_icon(key: str) -> str:
    """The icon of a topic; a sheet of paper for one we have no picture of."""
    return ICONS.get(key, PLAIN)
