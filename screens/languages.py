"""语言: the dialog of languages, each by its own name in its own letters."""

from __future__ import annotations

from collections.abc import Callable

from screens.kit.choice import Choices
from screens.kit.dialog import Dialog

NAMES = (("zh_CN", "简体中文"), ("zh_TW", "繁體中文"), ("en", "English"))
TITLE = "语言　Language"


class LanguageDialog(Dialog):
    """A touch on a name switches to it; one beside the panel leaves it as it is."""

    def __init__(self, now: str, chose: Callable[[str], None]) -> None:
        super().__init__(title=TITLE)
        choices = Choices(options=NAMES, values=[now], columns=1)
        choices.bind(on_change=lambda *_: chose(choices.values[0]))
        self.add_content(choices)
        self.bind(on_outside=lambda *_: chose(now))
