"""An emergency (突发事件): covers everything at once, is read aloud, and stays as a banner.

The cover lies over whatever is shown: what was typed is kept, and goes on after 知道了. Whoever
comes next sees it again, for as long as the platform says that it lasts.
"""

from __future__ import annotations

from kiosk.conversation.notices import Emergency, EmergencyNews
from kiosk.text import _, language
from screens.kit import shape
from screens.kit.box import Row, Spacer
from screens.kit.dialog import Dialog
from screens.kit.icon import Icon
from screens.kit.screen import Screen
from screens.kit.scroll import Scroll
from screens.kit.text import Text
from screens.kit.theme import theme
from screens.kit.untyped import Untyped
from screens.overlays import Overlays
from screens.speech.reader import Reader
from screens.stock import Stock

STEPS = ("code", "h1", "h2")
"""To be read from across the hall: the largest in which all is seen at once."""


class EmergencyCover(Dialog):
    """The whole glass: what happens, and one button."""

    SCROLLS = False

    def __init__(self, words: str, **options: Untyped) -> None:
        super().__init__(main_text=_("知道了"), centred=False, **options)
        side = 5 if theme.tight or theme.landscape else 7
        self.panel.ground, self.panel.frame, self.panel.radius = "bad", "", 0
        self.panel.padding = [side, 6, side, 4]
        self.main.kind = "nav"
        head = Row(spacing=3).add(
            Icon("warning-octagon-fill", size_u=14, color="surface"),
            Text(_("紧急通知"), step="hero", bold=True, color="surface", grow=1),
        )
        self._told = Text(words, step=STEPS[0], bold=True, color="surface")
        self._seen = Scroll(self._told)
        self.content.grow, self.content.spacing = 1, 2 if theme.landscape else 5
        self.add_content(Spacer(grow=1), head, self._seen, Spacer(grow=1.5))

    def arrange(self) -> None:
        """Nothing else is seen; what is too long even in the smallest letters scrolls."""
        self._seen.most = 0.0
        for step in STEPS:
            self._told.step = step
            over = self.panel.wanted_height(self.width) - self.height
            if over <= 0:
                break
        else:
            self._seen.most = self._told.measure(self.width - self._sides()) - over
        self.panel.place(*self.pos, *self.size)

    def _sides(self) -> int:
        left, _, right, _ = self.panel.pads()
        return left + right

    def paint(self) -> None:
        """No scrim, no shadow: it is a page of its own."""
        shape.flat(*self.pos, *self.size, theme.color.bad)


class EmergencyWatch:
    """What is shown of emergencies: on every screen of the stock, over all, and aloud."""

    def __init__(self, stock: Stock, overlays: Overlays, reader: Reader) -> None:
        self._stock, self._overlays, self._reader = stock, overlays, reader
        self._now: tuple[Emergency, ...] = ()
        self._read = self._said = False
        self._cover: EmergencyCover | None = None

    def news(self, notice: EmergencyNews) -> None:
        """Another emergency, or none any more."""
        self._now, self._read, self._said = notice.emergencies, False, False
        self._uncover()
        for screen in self._stock:
            self.equip(screen)
        self.cover()

    def equip(self, screen: Screen) -> None:
        """The banner, as long as it lasts."""
        screen.header.alarm = self._words()

    def cover(self) -> None:
        """Over everything, unless it was read; dialogs that stood there have gone."""
        if not self._now or self._read:
            return
        self._uncover()
        words = self._words()
        cover = self._cover = EmergencyCover(words)
        cover.bind(on_main=lambda *_: self._was_read())
        self._overlays.open(cover)
        if not self._said:  # the core may just be asking the same anew
            self._said = True
            self._reader.announce(_("紧急通知") + "。" + words)

    def citizen_gone(self) -> None:
        """The next one has not read it."""
        self._read = self._said = False

    def _words(self) -> str:
        return "\n".join(one.told_in(language()) for one in self._now)

    def _was_read(self) -> None:
        self._read = True
        self._uncover()

    def _uncover(self) -> None:
        if self._cover is not None:
            self._overlays.close(self._cover)
            self._cover = None
