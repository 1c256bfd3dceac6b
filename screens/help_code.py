"""A number to name on the phone or at the window, with what it is good for."""

from __future__ import annotations

from screens.kit.box import Column, Row, Well
from screens.kit.text import SecretText, Text
from screens.kit.theme import theme


class CodeWell(Well):
    """Label, number large, and two sentences. In the left panel the sentences stand below."""

    def __init__(self, label: str, advice: str, line: str = "", *, aloud: bool = False) -> None:
        super().__init__(padding=[3.5, 2.5])
        self._code = SecretText(step="h1", bold=True, said_aloud=aloud)
        number = Column().add(Text(label, step="cap", color="ink2"), self._code)
        words = Column(spacing=0.5, grow=1).add(Text(advice, bold=True))
        if line:
            words.add(Text(line, color="ink2"))
        if theme.landscape:
            self.spacing = 1.5
            self.padding = [3, 2]
            self.add(number, words)
        else:
            self.add(Row(spacing=4).add(number, words))

    def write(self, code: str) -> None:
        """This number; an empty one takes the well away."""
        self._code.text, self.gone = code, not code
