"""Fill in the form (核对联系方式): what the card told, and what only the citizen knows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kivy.clock import Clock

from kiosk.conversation.questions import FieldKind, FillForm, FormField
from kiosk.text import _
from screens.entries import ChoiceEntry, Entry, TextEntry
from screens.kit.box import Row, Well
from screens.kit.icon import Icon
from screens.kit.keyboard import Keyboard
from screens.kit.screen import Screen
from screens.kit.text import SecretText, Text
from screens.kit.theme import theme
from screens.writing.candidate import Purpose

LAYOUTS = {
    FieldKind.TEXT: "pinyin",
    FieldKind.NAME: "pinyin",
    FieldKind.ADDRESS: "pinyin",
    FieldKind.DATE: "date",
    FieldKind.PHONE: "phone",
    FieldKind.NUMBER: "number",
    FieldKind.ID_NUMBER: "id",
    FieldKind.CODE: "capitals",
    FieldKind.PIN: "number",
}
CHOICES = (FieldKind.CHOICE, FieldKind.SEVERAL)
PURPOSES = {FieldKind.NAME: Purpose.NAME, FieldKind.ADDRESS: Purpose.ADDRESS}
KEY_U, ELDER_KEY_U = 15, 22
"""Width of a label in the well of what was read."""


class FormScreen(Screen):
    """One entry at a time has the keyboard; an entry is checked when it is left, and on 下一步.

    With large letters one entry at a time is shown: 下一步 and 返回 turn to the next and the last.
    """

    question = FillForm

    def build(self) -> None:
        """The well of what was read, and the keyboard."""
        self.entries: dict[str, Entry] = {}
        self._fields: tuple[FormField, ...] = ()
        self._labels: tuple[str, ...] = ()
        self._read: list[SecretText] = []
        self._at = self._shown = ""
        self._one_by_one = False
        self._card = Well(spacing=0, padding=[2.5, 2] if theme.landscape else [3, 2.25])
        self.add_aside(self._card)
        self.keys = Keyboard()
        self.keys.warm("pinyin" if theme.landscape else "pinyin+", "ink", "regions", "phone")
        self.keys.bind(on_next=lambda *_: self._go_on(), on_close=lambda *_: self._focus(""))

    # -- filling in -------------------------------------------------------------------------

    def show(self, question: FillForm) -> None:
        """A box for every field, beginning at the one that needs something."""
        self.keys.drop()
        self.title = question.title
        self._show_card(question)
        self._show_fields(question.fields)
        for name, value in question.values.items():
            if name in self.entries:
                self.entries[name].value = value
                if value:
                    self._check(name)  # it may have been refused since it was typed
        self.footer.main_text, self.footer.main_icon = _("下一步"), "arrow-right-bold"
        self._one_by_one = theme.elder and len(question.fields) > 1
        first = question.fields[0].name if self._one_by_one else self._first_wanting()
        self._focus(question.focus or first)

    def _show_fields(self, fields: tuple[FormField, ...]) -> None:
        """The entries of this form; those of the last citizen's, emptied, if it is the same."""
        if fields != self._fields:
            self.content.clear_widgets()
            self._fields = fields
            large = all(field.kind in CHOICES for field in fields)
            self.entries = {field.name: self._entry(field, large=large) for field in fields}
            self.add_content(*self.entries.values())
        for entry in self.entries.values():
            entry.value = entry.error = ""

    def _show_card(self, question: FillForm) -> None:
        self.aside.gone = not question.from_card
        labels = tuple(row.label for row in question.from_card)
        if labels != self._labels:
            self._labels = labels
            self._build_card()
        for text, row in zip(self._read, question.from_card, strict=True):
            text.text = row.value

    def _build_card(self) -> None:
        self._card.clear_widgets()
        note = Row(spacing=1, padding=[0, 0, 0, 0.75])
        note.add(
            Icon("lock-fill", size_u=4, color="ink2"),
            Text(_("从身份证读到，不用填"), step="cap", color="ink2", grow=1),
        )
        self._card.add(note)
        step = "body" if theme.landscape else "lead"
        self._read = [SecretText(step=step, grow=1) for _label in self._labels]
        for label, value in zip(self._labels, self._read, strict=True):
            line = Row(spacing=1.5, padding=[0, 0.5], align="top")
            key = Text(label, color="ink2", wide=ELDER_KEY_U if theme.elder else KEY_U, lines=2)
            self._card.add(line.add(key, value))

    def _entry(self, field: FormField, *, large: bool) -> Entry:
        if field.kind in CHOICES:
            return ChoiceEntry(field, self._changed, self._focus, large=large)
        return TextEntry(field, self._changed, self._focus)

    def _first_wanting(self) -> str:
        for name, entry in self.entries.items():
            if self._problem(name) or (entry.field.required and not entry.value):
                return name
        return ""

    # -- moving -----------------------------------------------------------------------------

    def _focus(self, name: str) -> None:
        """Leave the entry that was open, and open this one; an empty name closes the keyboard."""
        self.keys.settle()
        if self._at in self.entries and self._at != name:
            self._check(self._at)
        for other, entry in self.entries.items():
            entry.compact = theme.landscape and isinstance(self.entries.get(name), TextEntry)
            entry.on = other == name
        self._at = name
        if self._one_by_one and name:
            self._turn_to(name)
        entry_now = self.entries.get(name)
        if isinstance(entry_now, TextEntry):
            kind = entry_now.field.kind
            purpose = PURPOSES.get(kind, Purpose.TEXT)
            self.keys.use(LAYOUTS[kind], entry_now.typed, purpose=purpose)
            self.set_tray(self.keys)
        else:
            self.set_tray(None)
        if isinstance(entry_now, TextEntry) or (entry_now is not None and entry_now.error):
            # The keyboard takes its room in the next layout; only then is it known what is hidden.
            Clock.schedule_once(lambda _: self._reveal(name))

    def _turn_to(self, name: str) -> None:
        """Show this entry alone; what was read stands above the first."""
        if name != self._shown:
            self.scroll.scroll_to(0)
        self._shown = name
        place = list(self.entries).index(name)
        for other, entry in self.entries.items():
            entry.gone = other != name
        words = _("第 {n} 项，共 {count} 项")
        self.sub = words.format(n=place + 1, count=len(self.entries))
        self.aside.gone = place > 0 or not self._labels
        self.footer.back.gone = place == 0 and self.asked is not None and not self.asked.can_back
        self.sort_for_reach()

    def _beside(self, step: int) -> str:
        """The entry so many steps from the one that is shown alone; empty beyond the ends."""
        names = list(self.entries)
        at = names.index(self._shown) + step if self._one_by_one else -1
        return names[at] if 0 <= at < len(names) else ""

    def back(self) -> None:
        """To the entry before, if they are shown one by one."""
        before = self._beside(-1)
        if before:
            self._focus(before)
        else:
            super().back()

    def _reveal(self, name: str) -> None:
        if name in self.entries:
            self.reveal(self.entries[name])

    def _go_on(self) -> None:
        """下一格: the next box, or no box after the last."""
        if self._one_by_one:
            self._focus(self._beside(1))
            return
        names = [*self.entries, ""]
        self._focus(names[names.index(self._at) + 1] if self._at in names else "")

    # -- checking ---------------------------------------------------------------------------

    def _problem(self, name: str) -> str:
        if not isinstance(self.asked, FillForm):
            return ""
        return self.asked.check(name, self.entries[name].value) or ""

    def _check(self, name: str) -> None:
        self.entries[name].error = self._problem(name)

    def _changed(self, name: str) -> None:
        """A sentence goes once it is no longer true; a new one waits until the box is left."""
        entry = self.entries.get(name)
        if entry is not None and (entry.error or isinstance(entry, ChoiceEntry)):
            self._check(name)

    def on_main(self) -> None:
        """下一步, when nothing is wrong; otherwise to the first thing that is."""
        self.keys.settle()
        after = self._beside(1)
        if after:
            self._check(self._shown)
            self._focus(self._shown if self.entries[self._shown].error else after)
            return
        for name in self.entries:
            self._check(name)
        wrong = [name for name, entry in self.entries.items() if entry.error]
        if wrong:
            self._focus(wrong[0])
            return
        self.answer({name: entry.value for name, entry in self.entries.items()})

    # -- keeping and dropping ---------------------------------------------------------------

    def draft(self) -> dict[str, Any]:
        """What was typed, where, and what is wrong with it."""
        self.keys.settle()
        return {
            "values": {name: entry.value for name, entry in self.entries.items()},
            "wrong": [name for name, entry in self.entries.items() if entry.error],
            "at": self._at,
        }

    def restore(self, draft: dict[str, Any]) -> None:
        """Put it back."""
        values: Mapping[str, str] = draft.get("values", {})
        for name, entry in self.entries.items():
            entry.value = values.get(name, entry.value)
            entry.error = self._problem(name) if name in draft.get("wrong", ()) else ""
        self._at = ""
        self._focus(draft.get("at", ""))

    def forget(self) -> None:
        """Nothing that was typed or read stays; the empty boxes do, for the next citizen."""
        super().forget()
        self._at = self._shown = ""
        self._one_by_one = False
        for entry in self.entries.values():
            entry.value = entry.error = ""
            entry.on = False
        self.set_tray(None)
        self.keys.forget()
