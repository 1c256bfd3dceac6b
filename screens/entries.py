"""Entries of a form: a box to type in, or choices to press, with the same few properties."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.conversation.questions import FieldKind, FormField
from kiosk.text import _, counted
from screens.kit.box import Column
from screens.kit.choice import Choices
from screens.kit.field import Field
from screens.kit.head import Hinted
from screens.kit.text import Text, extent
from screens.kit.theme import theme
from screens.kit.wrap import group_date
from screens.parts import Refusal

Told = Callable[[str], None]

_GROUPING = {
    FieldKind.PHONE: "phone",
    FieldKind.ID_NUMBER: "id",
    FieldKind.DATE: "date",
    FieldKind.PIN: "hidden",
}
_DIGITS = (*_GROUPING, FieldKind.NUMBER)
DATE_DIGITS = 8
LONG_TEXT = 200
"""From so many characters on a box has several lines."""
FEW_CHOICES = 3
"""Up to so many large ones stand one below the other."""
LONG_CHOICE_SHARE = 0.4
"""A choice wider than this share of the glass asks for one column."""


class Entry(Column):
    """One field of a form. `value` is what the core gets, `error` what it said about it."""

    def __init__(self, field: FormField) -> None:
        self.field = field
        super().__init__()

    @property
    def value(self) -> str:
        """As the core wants it: digits without gaps, the key of a choice."""
        raise NotImplementedError

    @value.setter
    def value(self, value: str) -> None:
        raise NotImplementedError

    @property
    def error(self) -> str:
        """The sentence above the box; empty when nothing is wrong."""
        raise NotImplementedError

    @error.setter
    def error(self, sentence: str) -> None:
        raise NotImplementedError

    parts = True
    compact = False
    """Give up the label above the box: on low glass, while another box has the keyboard."""

    @property
    def on(self) -> bool:
        """Whether it is the one being filled in."""
        raise NotImplementedError

    @on.setter
    def on(self, on: bool) -> None:
        raise NotImplementedError


class TextEntry(Entry):
    """A box to type in. Digits stand larger, in groups, with their count."""

    def __init__(self, field: FormField, changed: Told, wanted: Told) -> None:
        super().__init__(field)
        self._digits = field.kind in _DIGITS
        self.typed = Field(
            label=field.label,
            hint=field.hint,
            grouping=_GROUPING.get(field.kind, ""),
            max_length=DATE_DIGITS if field.kind is FieldKind.DATE else field.max_length,
        )
        if field.max_length >= LONG_TEXT:
            self.typed.box.several = True
            self.typed.box.box_high = 22 if theme.landscape else 26 if theme.crowded else 36
        self.add(self.typed)
        self.typed.bind(
            on_focus_wanted=lambda *_: wanted(field.name),
            text=lambda *_: self._typed(changed),
            on=lambda *_: self._dress(),
        )
        self._dress()

    def _typed(self, changed: Told) -> None:
        self._dress()
        changed(self.field.name)

    def _dress(self) -> None:
        box, text = self.typed.box, self.typed.text
        if self._digits:
            box.step = "h2" if text or self.typed.on else "lead"
            box.box_high = 11.5 if theme.landscape else 12.5
            count = counted("已输入 {n} 位", len(text))
            box.count = count if text and self.typed.on else ""
        idle = bool(text) and not self.typed.on
        box.suffix, box.suffix_icon = (_("改"), "pencil-simple-bold") if idle else ("", "")
        low = self.compact and not self.typed.on
        self.typed.compact = low
        box.placeholder = self.field.label if low else ""
        if low and idle:
            box.suffix = _("改{label}").format(label=self.field.label)

    @property
    def value(self) -> str:
        """What was typed, ungrouped; a date as 2026-11-22."""
        text = str(self.typed.text)
        return group_date(text) if self.field.kind is FieldKind.DATE else text

    @value.setter
    def value(self, value: str) -> None:
        self.typed.text = value.replace("-", "") if self.field.kind is FieldKind.DATE else value

    @property
    def error(self) -> str:
        """Above the box."""
        return str(self.typed.error)

    @error.setter
    def error(self, sentence: str) -> None:
        self.typed.error = sentence

    @property
    def on(self) -> bool:
        """Whether it has the keyboard."""
        return bool(self.typed.on)

    @on.setter
    def on(self, on: bool) -> None:
        self.typed.on = on
        self._dress()


class ChoiceEntry(Entry):
    """Choices to press; no keyboard. `large`: the form asks for nothing that is written."""

    def __init__(
        self, field: FormField, changed: Told, wanted: Told, *, large: bool = False
    ) -> None:
        super().__init__(field)
        self._on = False
        self._refusal = Refusal()
        self._error = ""
        longest = max(
            (extent(text, theme.size.body, True) for _value, text in field.choices), default=0.0
        )
        column = theme.width * (0.6 if theme.landscape else 1)
        alone = large and len(field.choices) <= FEW_CHOICES
        columns = 1 if alone or longest > column * LONG_CHOICE_SHARE else 2
        self._several = field.kind is FieldKind.SEVERAL
        kind = "check" if self._several else "radio"
        self._choices = Choices(
            options=list(field.choices), columns=columns, kind=kind, large=large
        )
        self._choices.bind(on_change=lambda *_: self._pressed(changed, wanted))
        self.spacing = 1
        hint = Text(field.hint, step="cap", color="ink2", lines=2)
        head = Hinted(Text(field.label, step="lead", bold=True), hint)
        self.add(head, self._refusal, self._choices)

    def _pressed(self, changed: Told, wanted: Told) -> None:
        wanted(self.field.name)
        changed(self.field.name)

    @property
    def value(self) -> str:
        """The key of what was chosen; of several, in the order of the choices."""
        chosen = self._choices.values
        return " ".join(key for key, _text in self.field.choices if key in chosen)

    @value.setter
    def value(self, value: str) -> None:
        self._choices.values = value.split() if self._several else [value] if value else []

    @property
    def error(self) -> str:
        """Above the choices."""
        return self._error

    @error.setter
    def error(self, sentence: str) -> None:
        self._error = sentence
        self._refusal.say(sentence)

    @property
    def on(self) -> bool:
        """Whether it was pressed last."""
        return self._on

    @on.setter
    def on(self, on: bool) -> None:
        self._on = on
