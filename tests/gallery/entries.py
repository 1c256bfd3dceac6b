"""What hangs in the gallery: every question of tests/screens/samples_*.py by itself, and scenes.

A new screen comes in with its first sample: a module-level question. A scene is a sample with news,
presses or a dialog on top (scenes.py). Names ending in `_LONG` hold the longest strings that may
really come; only those may end in an ellipsis.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import tests.screens
from kiosk.conversation.notices import Notice
from kiosk.conversation.questions import Question

Act = Callable[[Any], Any]
"""Does something to the screen; returns a dialog to put over it, or None."""


@dataclass(frozen=True)
class Entry:
    """One picture of the gallery, in every look."""

    name: str
    question: Question[Any]
    news: tuple[Notice, ...] = ()
    act: Act = lambda _screen: None

    @property
    def long(self) -> bool:
        """Whether it holds the longest strings, of which some may be cut."""
        return self.name.endswith(("long", "trouble"))

    @property
    def kind(self) -> str:
        """The question's type."""
        return type(self.question).__name__


def _samples() -> Iterator[Entry]:
    for module in pkgutil.iter_modules(tests.screens.__path__):
        if module.name.startswith("samples_"):
            held = vars(import_module(f"tests.screens.{module.name}"))
            for name, value in held.items():
                if isinstance(value, Question):
                    yield Entry(name.lower().replace("_", "-"), value)


def longest() -> list[Entry]:
    """Of each question the picture with the longest strings, and what stands over a screen."""
    of_kind = {entry.kind: entry for entry in entries()}
    of_kind |= {entry.kind: entry for entry in entries() if entry.long}
    over = {
        "help", "help-video", "idle-warning", "emergency-long", "emergency-read", "form-wrong",
        "find-elsewhere",
    }  # fmt: skip
    return [*of_kind.values(), *(entry for entry in entries() if entry.name in over)]


def entries() -> list[Entry]:
    """All of them, by question, each name once."""
    from tests.gallery.scenes import scenes

    found = {entry.name: entry for entry in (*_samples(), *scenes())}
    return sorted(found.values(), key=lambda entry: (entry.kind, entry.name))
