"""The candidate bar: what the letters or strokes may mean, page by page.

A key changes only what stands in here: nothing else on the page is laid out or drawn again.
"""

from collections.abc import Callable, Sequence
from typing import ClassVar

from kiosk.text import _
from screens.kit import shape
from screens.kit.icon import draw_icon
from screens.kit.piece import Piece
from screens.kit.press import Pressable
from screens.kit.text import SecretText, Text, extent
from screens.kit.theme import theme
from screens.kit.untyped import Untyped
from screens.writing.candidate import Candidate
from screens.writing.paging import page

MOST_ON_A_PAGE = 12
SIDE_U, LEAST_U, CARET_U = 1.25, 10, 9


def _gap() -> int:
    """Between two candidates, pixels."""
    return theme.pick(1.25, elder=1.9)


def _key_high() -> int:
    """Of a candidate, pixels."""
    if theme.double:
        return theme.u(10)
    return theme.u(8 if theme.short else 8.5)


class CandidateKey(Pressable):
    """One candidate. It stands on no sill; the one that 空格 takes is framed."""

    def __init__(self, **options: Untyped) -> None:
        self._label = SecretText(align="center", step="candidate", lines=1, shrink=2, firm=True)
        super().__init__(depth=0, radius=1.5, frame="", **options)
        self.add(self._label)

    def show(self, text: str, *, first: bool) -> None:
        """This word, framed if it is the first."""
        self._label.text = text
        self._label.bold = first
        self.chosen = first

    def arrange(self) -> None:
        """The word in the middle."""
        side = theme.u(0.5)
        self._label.place(self.x + side, self.y, self.width - 2 * side, self.height)


class Caret(Pressable):
    """To the next or the previous page."""

    def __init__(self, icon: str, word: str, action: Callable[[], object]) -> None:
        self._icon, self.spoken = icon, word
        super().__init__(depth=0, radius=1.5, frame="", action=action)

    def paint(self) -> None:
        """Only the icon."""
        super().paint()
        side = theme.u(5)
        draw_icon(self._icon, self.center_x - side / 2, self.center_y - side / 2, side, "ink")


class CandidateBar(Piece):
    """Call `show`; what is pressed goes to `chosen`. A hint stands while there is
    nothing."""

    LAYOUT: ClassVar[tuple[str, ...]] = ()

    def __init__(self, chosen: Callable[[Candidate], object], **options: Untyped) -> None:
        self._chosen = chosen
        self._candidates: Sequence[Candidate] = ()
        self._hint = ""
        self._pages = [0]
        self._shown: Sequence[Candidate] = ()
        self._keys = [CandidateKey(action=self._press(at)) for at in range(MOST_ON_A_PAGE)]
        self._back = Caret("caret-left-bold", _("上一页"), self._page_back)
        self._on = Caret("caret-right-bold", _("下一页"), self._page_on)
        self._words = Text(step="keyword", color="ink2", lines=1, shrink=1, firm=True)
        super().__init__(**options)
        self.add(*self._keys, self._back, self._on, self._words)

    def _press(self, at: int) -> Callable[[], object]:
        return lambda: self._chosen(self._shown[at]) if at < len(self._shown) else None

    def show(self, candidates: Sequence[Candidate], hint: str = "") -> None:
        """The first page of these, or the hint; the first is framed, 空格 takes it."""
        self._candidates, self._pages, self._hint = candidates, [0], hint
        self.rearrange()

    @property
    def first(self) -> Candidate | None:
        """The framed one: the likeliest, whatever page is shown."""
        return self._candidates[0] if self._candidates else None

    def _page_on(self) -> None:
        self._pages.append(self._pages[-1] + len(self._shown))
        self.rearrange()

    def _page_back(self) -> None:
        self._pages.pop()
        self.rearrange()

    def measure(self, width: float) -> float:
        """One line of candidates."""
        return float(_key_high() + theme.u(1 if theme.short else 2.5))

    @staticmethod
    def width_of(text: str) -> float:
        """Of a candidate with the gap beside it, pixels."""
        wide = extent(text, theme.size.candidate, True) + 2 * theme.u(SIDE_U)
        return max(wide, theme.u(LEAST_U)) + _gap()

    def arrange(self) -> None:
        """Candidates side by side, carets at the right."""
        gap, side = _gap(), theme.u(2.5)
        high = _key_high()
        # On low glass the room is above them, between them and what stands over the keyboard.
        y = self.y + theme.u(0.25) if theme.short else self.center_y - high / 2
        caret, right = theme.u(CARET_U), self.right - side
        begin = self._pages[-1]
        for key, there in ((self._on, True), (self._back, begin > 0)):
            # The way on keeps its place, so that paging is pressing the same place again.
            key.gone = not there or not self._candidates
            if there:
                right -= caret
                key.place(right, y, caret, high)
                right -= gap
        x = self.x + side
        self._shown = page(
            self._candidates[: begin + MOST_ON_A_PAGE], begin, right + gap - x, self.width_of
        )
        self._on.gone = begin + len(self._shown) >= len(self._candidates)
        for at, key in enumerate(self._keys):
            key.gone = at >= len(self._shown)
            text = "" if key.gone else self._shown[at].text
            key.show(text, first=at == 0 and begin == 0)
            wide = 0.0 if key.gone else min(self.width_of(text) - gap, right - x)
            key.place(x, y, wide, high)
            x += wide + gap if wide else 0
        self._words.text = "" if self._candidates else self._hint
        self._words.place(self.x + side, self.y, self.width - 2 * side, self.height)

    def paint(self) -> None:
        """A band of its own over the keys."""
        shape.flat(*self.pos, *self.size, theme.color.surface)
        thin = theme.u(0.25)
        for y in (self.y, self.top - thin):
            shape.flat(self.x, y, self.width, thin, theme.color.line)

    def forget(self) -> None:
        """No candidates, no pixels of them."""
        self.show(())
        super().forget()
