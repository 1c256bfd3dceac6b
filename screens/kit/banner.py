"""Banner: a sentence that informs, confirms, cautions or says what failed."""

from typing import Any, ClassVar

from kivy.properties import StringProperty

from screens.kit.box import Row
from screens.kit.icon import Icon
from screens.kit.text import Text
from screens.kit.untyped import Untyped

LOOKS = {
    "info": ("tint", "tintline", "blue", "info-bold"),
    "ok": ("oktint", "ok", "ok", "check-circle-bold"),
    "warn": ("warntint", "gold", "warn", "warning-bold"),
    "bad": ("badtint", "bad", "bad", "warning-octagon-bold"),
}


class Banner(Row):
    """`kind`: info, ok, warn, bad; `icon` overrides the kind's own."""

    text = StringProperty("")
    kind = StringProperty("info")
    icon = StringProperty("")

    LAYOUT: ClassVar[tuple[str, ...]] = (*Row.LAYOUT, "text")

    def __init__(self, text: str = "", *, step: str = "body", **options: Untyped) -> None:
        self._icon = Icon(size_u=5)
        self._words = Text(step=step, rich=bool(options.pop("rich", False)), grow=1)
        base: dict[str, Any] = {"spacing": 2, "padding": [2.5, 2], "radius": 2}
        super().__init__(**{**base, **options, "text": text})
        self.add(self._icon, self._words)
        for name in ("text", "kind", "icon"):
            self.fbind(name, self._dress)
        self._dress()

    def _dress(self, *_: object) -> None:
        ground, frame, ink, icon = LOOKS[self.kind]
        self.ground, self.frame = ground, frame
        self._icon.icon, self._icon.color = self.icon or icon, ink
        self._words.text = self.text
