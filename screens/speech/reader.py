"""When the terminal reads aloud: every new screen, what is new on it, and whatever is focused.

A touch or a key makes it silent at once (EN 301 549, 5.1.3.5); what is private is said to
headphones only (5.1.3.9); speed and volume begin anew with every citizen (5.1.3.13).

Headphones that are plugged in switch it on; pulled out, it is silent at once and off, because
others stand there who were not meant to hear.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from kivy.clock import Clock

from kiosk.text import _, language
from screens.kit.dialog import Dialog
from screens.kit.piece import Piece
from screens.speech.utterance import Speaking, Utterance, utter

if TYPE_CHECKING:
    from screens.speech.reading import Reading

RATES = (110, 140, 175, 220, 275, 340)
"""Words a minute."""
VOLUMES = (20, 40, 80, 100, 130, 160)
"""Percent of the voice's own loudness; the amplifier's is the site's. 18 dB from end to end, and a
step 12 dB above the softest (EN 301 549, 8.2.1)."""
USUAL_RATE, USUAL_VOLUME = RATES.index(175), VOLUMES.index(100)
SETTLED = 0.1
"""Seconds after a change until it is read: several come together."""


class Reader:
    """Reads what stands on `host`.

    Args:
        voice: says it; None where the terminal has nothing to say it with: it stays off.
        switched: called when reading aloud was switched on or off.
    """

    def __init__(self, host: Piece, voice: Speaking | None, switched: Callable[[], None]) -> None:
        self._host, self._voice, self._switched = host, voice, switched
        self.on = False
        self.headphones = False
        self._announced = False
        self.listeners: list[Callable[[Utterance], None]] = []
        """Hear every utterance when it is handed to the voice (tests, robots)."""
        self._rate, self._volume = USUAL_RATE, USUAL_VOLUME
        self._read: tuple[Utterance, ...] = ()
        self._top: Piece | None = None
        self._due: Any = None
        self._focused: Piece | None = None
        self._after: Piece | None = None
        """To be read behind what is new."""

    @property
    def fitted(self) -> bool:
        """Whether there is a voice."""
        return self._voice is not None

    # -- switches ---------------------------------------------------------------------------

    def switch(self) -> None:
        """朗读 on or off."""
        self._turn(not self.on)

    def plug(self, inserted: bool) -> None:
        """Headphones came or went."""
        self.headphones = inserted
        self._turn(inserted)

    def rest(self) -> None:
        """The citizen has gone: off, and everything as it was."""
        self.hush()
        self._forget()
        self._rate, self._volume = USUAL_RATE, USUAL_VOLUME
        if self.on and not self.headphones:
            self._turn(False)

    def faster(self, steps: int) -> None:
        """One step faster (1) or slower (-1)."""
        self._rate = min(max(self._rate + steps, 0), len(RATES) - 1)
        self.say(_("语速 {step}，共 {count} 档").format(step=self._rate + 1, count=len(RATES)))

    def louder(self, steps: int) -> None:
        """One step louder (1) or softer (-1)."""
        self._volume = min(max(self._volume + steps, 0), len(VOLUMES) - 1)
        self.say(_("音量 {step}，共 {count} 档").format(step=self._volume + 1, count=len(VOLUMES)))

    def _turn(self, on: bool) -> None:
        if self._voice is None or on == self.on:
            return
        self.hush()
        self._forget()
        if on:
            self.on = True
            self.say(_("朗读已打开。"))
            self.look()
        else:
            # Nothing is said to whoever stands there after headphones were pulled out.
            self.on = False
        self._switched()

    # -- reading ----------------------------------------------------------------------------

    def look(self) -> None:
        """Something on the glass may have changed: read what is new, when it has settled."""
        if self.on and self._due is None:
            self._due = Clock.schedule_once(self._look, SETTLED)

    def repeat(self) -> None:
        """The whole screen once more, and where the focus is."""
        self.hush()
        self._forget()
        self._after = self._focused
        self.look()

    def focus(self, piece: Piece) -> None:
        """Somebody came to this control: it alone is read, at once."""
        self._focused = piece
        if self.on:
            self.hush()
            self._after = None
            self._say_all(self._reading().control(piece))

    def follow(self, piece: Piece | None) -> None:
        """The focus went to this control by itself, or away: read behind what is new."""
        self._focused = self._after = piece
        self.look()

    def say(self, sentence: str) -> None:
        """One sentence of the terminal's own, before whatever is being said."""
        if self.on and (utterance := utter(sentence, language())) is not None:
            self.hush()
            self._say_all((utterance,))

    def announce(self, sentence: str) -> None:
        """Something everybody is to hear, whether or not reading aloud is on."""
        utterance = utter(sentence, language())
        if utterance is not None and self._voice is not None:
            self._voice.hush()
            self._announced = not self.on
            self._say_all((utterance,))

    def hush(self) -> None:
        """Silent, now."""
        if (self.on or self._announced) and self._voice is not None:
            self._announced = False
            self._voice.hush()

    def _look(self, _dt: float) -> None:
        self._due = None
        top = self._host.children[0] if self._host.children else None
        if not self.on or not isinstance(top, Piece):
            return
        now = self._reading().screen(top)
        before = self._read if top is self._top else ()
        fresh = tuple(
            one for one in now if _sense(one, top) not in {_sense(b, top) for b in before}
        )
        self._top, self._read = top, now
        self._say_all(fresh)
        if self._after is not None:
            self._say_all(self._reading().control(self._after))
            self._after = None

    def _say_all(self, utterances: tuple[Utterance, ...]) -> None:
        for one in utterances:
            if self._voice is not None and (self.headphones or not one.private):
                self._voice.say(one, RATES[self._rate], VOLUMES[self._volume])
                for listener in self.listeners:
                    listener(one)

    def _reading(self) -> Reading:
        from screens.speech.reading import Reading  # the kit's widgets, when somebody listens

        return Reading(self.headphones)

    def _forget(self) -> None:
        self._top, self._read, self._after = None, (), None
        if self._due is not None:
            self._due.cancel()
            self._due = None


def _sense(one: Utterance, top: Piece) -> str:
    """What an utterance is compared by: in a dialog a countdown alone is nothing new."""
    return "".join(c for c in one.text if not c.isdigit()) if isinstance(top, Dialog) else one.text
