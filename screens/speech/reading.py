"""What stands on the glass, as sentences: the whole screen in reading order, or one control.

A citizen's own words are told as they are only to headphones; a loudspeaker is told how many
characters stand there. Words of a `SecretText` that are the screen's own (`aloud`) are nobody's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.text import _, counted, language
from screens.kit.camera import CameraView
from screens.kit.cards import CheckRow
from screens.kit.choice import Choice
from screens.kit.dialog import Dialog
from screens.kit.field import Field
from screens.kit.footer import Footer
from screens.kit.gauges import Gauges
from screens.kit.header import Header
from screens.kit.input_box import InputBox
from screens.kit.keyboard import Keyboard
from screens.kit.keys import FUNCTION_ICONS, function_word
from screens.kit.piece import Piece
from screens.kit.press import Pressable
from screens.kit.sign import SignaturePad, confirmed_word
from screens.kit.stars import Star, Stars
from screens.kit.steps import StepBar
from screens.kit.text import SecretText
from screens.kit.wrap import GROUPS
from screens.roles import is_ours, role_of, words
from screens.speech.utterance import Utterance, utter
from screens.writing.caret import cut_at
from screens.writing.composer import CUT

UNREAD = (Header, Keyboard, Gauges)
"""The same on every screen; or read key by key when somebody comes to a key; or never still."""
ICON_WORDS = {icon: name for name, icon in FUNCTION_ICONS.items()}


@dataclass(frozen=True)
class Reading:
    """`headphones`: whether nobody else hears it."""

    headphones: bool

    def screen(self, top: Piece) -> tuple[Utterance, ...]:
        """Everything on a screen or dialog; what has to be scrolled to as well."""
        return tuple(self._all(top))

    def control(self, piece: Piece) -> tuple[Utterance, ...]:
        """One control: its words, what it is, how it stands."""
        return tuple(self._one(piece, role_of(piece)))

    def _all(self, piece: Piece) -> Iterator[Utterance]:
        if piece.gone or isinstance(piece, UNREAD):
            return
        if isinstance(piece, (Footer, Dialog)):
            yield from self._with_buttons(piece)
        elif isinstance(piece, StepBar):
            yield from self._say(_steps(piece))
        elif isinstance(piece, Field):
            yield from self._field(piece)
        elif role := role_of(piece):
            yield from self._one(piece, role)
        else:
            for child in piece.in_order():
                yield from self._all(child)

    def _with_buttons(self, piece: Footer | Dialog) -> Iterator[Utterance]:
        """A dialog's words, then what can be pressed, the primary first."""
        if isinstance(piece, Dialog):
            for child in piece.panel.shown():
                if piece.main not in child.children:
                    yield from self._all(child)
        else:
            yield from self._say(piece.wait_text)
        for button in (piece.main, piece.second):
            if not button.gone and button.text:
                yield from self._one(button, "button")

    def _one(self, piece: Piece, role: str) -> Iterator[Utterance]:
        match role:
            case "text":
                yield from self._say(piece.text)
            case "secret":
                yield from self._secret(piece)
            case "field":
                yield from self._box(piece)
            case "choice" | "star" | "button" | "card" | "key":
                said = _control(piece, role)
                yield from self._say(said)
                told = list(self._secrets(piece))
                yield from told
                if told and not said:
                    # All its words are a citizen's: what it is has to be said as well.
                    yield from self._say(_state(piece).format(name=_("这一行"), stars=0))
            case "candidate":
                yield from self._secrets(piece)
            case "pad":
                yield from self._say(_pad(piece))
            case "picture" if isinstance(piece, CameraView):
                yield from self._say(piece.line)

    def _secrets(self, piece: Piece) -> Iterator[Utterance]:
        """What is not said yet: sentences of ours are among its words."""
        for inner in piece.pieces():
            if isinstance(inner, SecretText) and not inner.gone and not is_ours(inner.text):
                yield from self._secret(inner)

    def _secret(self, piece: SecretText) -> Iterator[Utterance]:
        if piece.aloud:
            yield from self._say(piece.text)
        elif piece.text:
            yield from self._own_words(piece.text)

    def _own_words(self, text: str) -> Iterator[Utterance]:
        if self.headphones:
            yield from self._say(text, private=True)
        else:
            yield from self._say(counted("{n} 个字，插上耳机才读", len(text)))

    def _field(self, field: Field) -> Iterator[Utterance]:
        yield from self._say(field.error)
        yield from self._box(field.box)
        yield from self._say(field.hint)

    def _box(self, box: InputBox) -> Iterator[Utterance]:
        label = box.parent.label if isinstance(box.parent, Field) else box.placeholder
        yield from self._say(_("{label}，可以填写").format(label=label))
        if box.text or box.composing:
            before, after = cut_at(box.text, int(box.behind))
            letters = box.composing.replace(CUT, "")
            yield from self._own_words(GROUPS[box.grouping](before + letters + after))
            if box.placed:
                yield from self._caret(box)

    def _caret(self, box: InputBox) -> Iterator[Utterance]:
        """Where one writes now."""
        before, after = cut_at(box.text, int(box.behind))
        letters, behind = cut_at(box.composing, int(box.composing_behind))
        before, after = before + letters.replace(CUT, ""), behind.replace(CUT, "") + after
        if not before:
            yield from self._say(_("从最前面写"))
        elif not after:
            yield from self._say(_("接着往后写"))
        elif self.headphones and box.grouping != "hidden":
            told = _("从第 {n} 个字“{sign}”后面写").format(n=len(before), sign=before[-1])
            yield from self._say(told, private=True)
        else:
            yield from self._say(_("从第 {n} 个字后面写").format(n=len(before)))

    def _say(self, sentence: str, *, private: bool = False) -> Iterator[Utterance]:
        utterance = utter(sentence, language(), private=private)
        if utterance is not None:
            yield utterance


def _pad(pad: Piece) -> str:
    if not isinstance(pad, SignaturePad) or not pad.signed:
        return _("签名框，用手指签；不方便手写，就在这里按确认键，代替签名")
    if pad.confirmed:
        return _("{words}；再按一次取消").format(words=confirmed_word())
    return _("签名框，已签名")


def _steps(bar: StepBar) -> str:
    if not bar.names:
        return ""
    name = bar.names[int(bar.now) - 1]
    sentence = _("第 {now} 步，共 {count} 步：{name}")
    return sentence.format(now=int(bar.now), count=len(bar.names), name=name)


def _control(piece: Piece, role: str) -> str:
    name = " ".join(words(piece)) or function_word(ICON_WORDS.get(getattr(piece, "icon", ""), ""))
    if not name:
        return ""
    if role == "key":
        capital = len(name) == 1 and name.isascii() and name.isupper()
        return _("大写 {letter}").format(letter=name) if capital else name
    stars = _place_of(piece) if isinstance(piece, Star) else 0
    return _state(piece).format(name=name, stars=stars)


def _state(piece: Piece) -> str:
    """A sentence with a place for the name: what it is and how it stands."""
    if isinstance(piece, Choice | CheckRow):
        return _("{name}，已选") if piece.chosen else _("{name}，没选")
    if isinstance(piece, Star):
        return _("{name}，{stars} 颗星，已选") if piece.chosen else _("{name}，{stars} 颗星")
    if isinstance(piece, Pressable) and piece.off:
        return _("{name}，现在还不能按")
    return _("{name}，可以按")


def _place_of(star: Star) -> int:
    stars = star.parent
    return stars.shown().index(star) + 1 if isinstance(stars, Stars) else 0
