"""What can be perceived and pressed on the glass, for whoever has no eyes of their own.

A robot hand asks for it. It never holds a citizen's words: of a field only whether it has the
keyboard and how many characters stand in it, of a `SecretText` only how long it is.

`serve` answers over a UNIX socket (`kiosk run --hands PATH`), one JSON line for each line `look`,
`hear` or `turns`. `turns` tells the frames drawn and the loop's longest turn, in seconds, since it
was last asked (the first begins to watch); `hear` what was read aloud since the last `hear`, in
the order it was said:

    {"on": true, "heard": [{"text": "下一步，可以按", "language": "zh_CN", "private": false}]}

and `look` what stands there:

    {"question": "Home", "dialog": "", "size": [1080, 1920], "pieces": [
        {"role": "button", "text": "退出", "rect": [x, y, w, h], "off": false, "chosen": false}]}

`rect` is in pixels from the top left of the window, cut to what is in sight; what is scrolled out
of sight is left out. `ring` stands only where the keypad's focus is. With a dialog over the screen
only the dialog answers, so only it is told. Roles: button, card, key, candidate, choice, star,
field, text, secret, pad, picture, code. Of a candidate it is told that it is there, not which word
it is.
"""

from __future__ import annotations

import json
import logging
import socket
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kivy.clock import Clock

from screens.kit.camera import CameraView
from screens.kit.dialog import Dialog
from screens.kit.field import Field
from screens.kit.input_box import InputBox
from screens.kit.piece import Piece
from screens.kit.press import Pressable
from screens.kit.screen import Screen
from screens.kit.scroll import Scroll
from screens.kit.sign import SignaturePad
from screens.kit.stars import Star
from screens.kit.text import SecretText
from screens.roles import pressed_inside, role_of, words
from screens.turns import Turns
from screens.writing.composer import CUT

if TYPE_CHECKING:
    from screens.app import KioskApp
    from screens.speech.reader import Reader
    from screens.speech.utterance import Utterance

LEAST_SEEN = 0.5
"""Share of a piece's area that must be in sight for the piece to be told."""
FRAMES = 3
"""Frames drawn before a look is answered: a scroll into view comes one after the layout."""
HEARD = 1000
"""Sentences kept for a client that does not ask."""
PATIENCE = 10.0
"""Seconds a look may take; Kivy's thread does not answer in time only when it is stuck."""

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in the window, pixels from below."""

log = logging.getLogger(__name__)


def describe(host: Piece) -> dict[str, Any]:
    """The screen on `host`, or the dialog over it. Call it in Kivy's thread."""
    screen = next((child for child in host.children if isinstance(child, Screen)), None)
    top = next(iter(host.children), None)
    window = (0.0, 0.0, float(host.width), float(host.height))
    pieces = _told(top, window, window[3]) if isinstance(top, Piece) else ()
    return {
        "question": screen.question.__name__ if screen and screen.asked is not None else "",
        "dialog": type(top).__name__ if isinstance(top, Dialog) else "",
        "size": [round(host.width), round(host.height)],
        "pieces": list(pieces),
    }


def _told(piece: Piece, sight: Box, high: float) -> Iterator[dict[str, Any]]:
    """The pieces from here downwards that are in `sight`, in reading order."""
    if piece.gone or piece.opacity == 0:
        return
    role = role_of(piece)
    if role:
        seen = _overlap(_box(piece), sight)
        if seen is not None and _worth_telling(piece, role):
            left, bottom, right, top = seen
            rect = [round(value) for value in (left, high - top, right - left, top - bottom)]
            ring = {"ring": True} if piece.ringed else {}
            yield {"role": role, "rect": rect, **_state(piece, role), **ring}
        for inner in pressed_inside(piece):
            yield from _told(inner, sight, high)
        return
    for child in piece.in_order():
        # What scrolls is cut to its room; the cue stands outside it, or lies over it.
        within = sight
        if isinstance(piece, Scroll) and child is piece.inside:
            within = _intersection(sight, _room(piece))
        yield from _told(child, within, high)


def _worth_telling(piece: Piece, role: str) -> bool:
    return role not in ("text", "secret") or bool(piece.text)


def _state(piece: Piece, role: str) -> dict[str, Any]:
    """Words and condition, never a citizen's words."""
    if isinstance(piece, InputBox):
        return {
            "text": piece.parent.label if isinstance(piece.parent, Field) else piece.placeholder,
            "length": len(piece.text) + len(piece.composing.replace(CUT, "")),
            "composing": bool(piece.composing),
            "focus": bool(piece.on),
            "wrong": bool(piece.error),
        }
    if isinstance(piece, SecretText):
        return {"text": " ".join(words(piece)), "length": len(piece.text)}
    if isinstance(piece, SignaturePad):
        return {"text": "", "signed": bool(piece.signed)}
    if isinstance(piece, CameraView):
        return {"text": piece.line}
    state: dict[str, Any] = {"text": " ".join(words(piece))}
    if isinstance(piece, Pressable):
        state |= {name: bool(getattr(piece, name)) for name in ("off", "chosen", "pressed")}
    if isinstance(piece, Star):
        state["lit"] = bool(piece.lit)
    if role in ("key", "button") and not state["text"]:
        state["icon"] = getattr(piece, "icon", "")
    return state


def _box(piece: Piece) -> Box:
    x, y = piece.to_window(*piece.pos)
    return float(x), float(y), float(x + piece.width), float(y + piece.height)


def _room(scroll: Scroll) -> Box:
    """What of a scroll is in sight."""
    left, bottom, right, top = _box(scroll)
    return left, bottom + scroll.floor - scroll.y, right, top


def _intersection(one: Box, other: Box) -> Box:
    return (
        max(one[0], other[0]),
        max(one[1], other[1]),
        min(one[2], other[2]),
        min(one[3], other[3]),
    )


def _area(box: Box) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def _overlap(box: Box, sight: Box) -> Box | None:
    """What is in sight of `box`; None when it is too little."""
    seen = _intersection(box, sight)
    return seen if _area(seen) > max(0.0, LEAST_SEEN * _area(box) - 0.5) else None


# --- over a socket -------------------------------------------------------------------------


class _Look:
    """One question from another thread, answered in Kivy's thread some frames later."""

    def __init__(self, app: KioskApp) -> None:
        self._app = app
        self._left = FRAMES
        self._done = threading.Event()
        self._answer: dict[str, Any] = {"error": "the screen does not answer"}
        Clock.schedule_once(self._frame, 0)

    def _frame(self, _dt: float) -> None:
        self._left -= 1
        # What is told can be pressed: not before a touch counts again after a change.
        if self._left >= 0 or self._app.host.deaf:
            Clock.schedule_once(self._frame, 0)
            return
        self._answer = describe(self._app.host)
        self._done.set()

    def answer(self) -> dict[str, Any]:
        """Waits for it."""
        self._done.wait(PATIENCE)
        return self._answer


class _Ear:
    """Keeps what is read aloud, while a client is there."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._heard: deque[Utterance] = deque(maxlen=HEARD)

    def __enter__(self) -> None:
        self._reader.listeners.append(self._heard.append)

    def __exit__(self, *_error: object) -> None:
        self._reader.listeners.remove(self._heard.append)
        self._heard.clear()

    def heard(self) -> dict[str, Any]:
        """Since it was last asked."""
        said = [self._heard.popleft() for _ in range(len(self._heard))]
        return {"on": self._reader.on, "heard": [asdict(one) for one in said]}


class Hands:
    """The socket, and the thread that answers on it. One client at a time."""

    def __init__(self, app: KioskApp, path: Path) -> None:
        self._app, self._path = app, path
        self._ear = _Ear(app.reader)
        self._turns: Turns | None = None
        path.unlink(missing_ok=True)
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.bind(str(path))
        path.chmod(0o600)
        self._socket.listen(1)
        self._thread = threading.Thread(target=self._run, name="hands", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """No more looks; the socket's file goes."""
        if self._turns is not None:
            self._turns.close()
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._path.unlink(missing_ok=True)

    def _run(self) -> None:
        while True:
            try:
                client, _ = self._socket.accept()
            except OSError:
                return
            with client, client.makefile("rw", encoding="utf-8") as wire, self._ear:
                try:
                    self._talk(wire)
                except OSError as error:
                    log.info("hands went away: %s", type(error).__name__)

    def _watch(self) -> Turns:
        """The watch over the loop, begun in Kivy's thread when it is first asked for."""
        if self._turns is None:
            begun = threading.Event()

            def begin(_dt: float) -> None:
                self._turns = Turns()
                begun.set()

            Clock.schedule_once(begin, 0)
            begun.wait(PATIENCE)
        assert self._turns is not None
        return self._turns

    def _talk(self, wire: Any) -> None:  # noqa: ANN401 - a text stream
        for line in wire:
            match line.strip():
                case "look":
                    answer = _Look(self._app).answer()
                case "hear":
                    answer = self._ear.heard()
                case "turns":
                    answer = self._watch().since()
                case _:
                    answer = {"error": "only look, hear and turns are known"}
            wire.write(json.dumps(answer, ensure_ascii=False) + "\n")
            wire.flush()


def serve(app: KioskApp, path: str | Path) -> Hands:
    """Answer looks at `path` until the app stops.

    Raises:
        OSError: the socket cannot be made there.
    """
    hands = Hands(app, Path(path))
    app.bind(on_stop=lambda *_: hands.close())
    return hands
