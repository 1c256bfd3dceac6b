"""Ways on: cards for what else one can do, and which picture stands for which device or way."""

from __future__ import annotations

from screens.kit.cards import Card
from screens.kit.untyped import Untyped
from screens.topics import topic_icon

_WAYS = {
    "window": "user-rectangle-duotone",
    "user": "user-rectangle-duotone",
    "phone": "device-mobile-duotone",
    "qr": "qr-code-duotone",
    "receipt": "receipt-duotone",
    "print": "printer-duotone",
    "keypad": "password-duotone",
    "ticket": "ticket-duotone",
    "help": "headset-duotone",
    "retry": "arrow-counter-clockwise-bold",
    "mail": "mailbox-duotone",
    "more": "info-bold",
    "cancel": "x-circle-bold",
    "wheelchair": "wheelchair-duotone",
    "baby": "baby-duotone",
    "shield": "seal-check-duotone",
}
_TROUBLES = {
    "printer": "printer-duotone",
    "card_reader": "identification-card-duotone",
    "card": "identification-card-duotone",
    "camera": "camera-duotone",
    "network": "wifi-slash-duotone",
    "pad": "hand-tap-duotone",
}


def way_icon(key: str) -> str:
    """The picture of another way on; falls back to the topics of services."""
    return _WAYS.get(key) or topic_icon(key)


def trouble_icon(key: str) -> str:
    """The picture of what failed."""
    return _TROUBLES.get(key, "warning-duotone")


class WayCard(Card):
    """Another way on: its second line may need two lines, for it tells what to bring."""

    def __init__(self, **options: Untyped) -> None:
        super().__init__(**options)
        self._meta.lines = 2
        self._name.step = "lead"
