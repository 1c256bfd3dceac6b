"""Screen: a page that answers one type of question."""

from collections.abc import Callable
from typing import Any, ClassVar, Protocol

from kiosk.conversation.bridge import Back, Leave, Outcome, TimedOut, ToWindow
from kiosk.conversation.notices import Aside, Notice
from kiosk.conversation.questions import Question
from kiosk.text import only_in_chinese
from screens.kit.page import Page
from screens.kit.untyped import Untyped


class Answering(Protocol):
    """What a screen needs of kiosk.conversation.Reply."""

    def answer(self, value: Untyped) -> None:
        """Give the answer."""

    def outcome(self, outcome: type[Outcome]) -> None:
        """Take a way out instead."""


class Screen(Page):
    """Subclass, set `question`, build in `build`, fill in `show`, empty in `forget`.

    Screens are built once and reused: `show` must set everything, `forget` must leave nothing.
    """

    question: ClassVar[type[Question[Any]]]
    """The question type this screen answers."""
    at_home: ClassVar[bool] = False
    """Where the switches of height and colours stand: home and the resting screen."""
    keeps_fingers: ClassVar[bool] = False
    """The same screen with a new question goes on under the finger: typing must not stutter."""

    def __init__(self, **options: Untyped) -> None:
        self.reply: Answering | None = None
        self.asked: Question[Any] | None = None
        self.ask_aside: Callable[[Aside], None] = lambda _: None
        self.call_staff: Callable[[], None] = lambda: None
        """Opens the help dialog and calls the staff at once; given by the app."""
        self.enlarge: Callable[[], None] = lambda: None
        """Shows the same in larger letters; given by the app."""
        super().__init__(**options)
        self.footer.bind(
            on_back=lambda *_: self.back(),
            on_leave=lambda *_: self.leave(),
            on_main=lambda *_: self.on_main(),
            on_second=lambda *_: self.on_second(),
            on_refused=lambda *_: self.on_refused(),
        )
        self.build()

    # -- what a subclass gives --------------------------------------------------------------

    def build(self) -> None:
        """Make the pieces, once."""

    def show(self, question: Untyped) -> None:
        """Fill everything in from the question."""

    def news(self, notice: Notice) -> None:
        """A notice arrived while this screen is shown; ignore what is not yours."""

    def hide(self) -> None:
        """Another screen comes: stop what moves."""

    def stirred(self) -> bool:
        """A key of the keypad came, before it does anything: whether that was all it is for."""
        return False

    def draft(self) -> dict[str, Any]:
        """What was typed or chosen and not yet answered, to survive a change of colours."""
        return {}

    def restore(self, draft: dict[str, Any]) -> None:
        """Put a draft back, after `show`."""

    def on_main(self) -> None:
        """The primary button."""

    def on_second(self) -> None:
        """The secondary button."""

    def on_refused(self) -> None:
        """The primary was pressed while off: say why."""

    # -- what a subclass uses ---------------------------------------------------------------

    def present(self, question: Question[Any], reply: Answering) -> None:
        """Take a question: the common parts here, the rest in `show`."""
        self.asked, self.reply = question, reply
        self.eyebrow = question.service.replace("|", "")
        progress = question.progress
        self.set_steps(progress.steps if progress else (), progress.now + 1 if progress else 1)
        self.footer.back.gone = not question.can_back
        self.scroll.scroll_to(0)
        if self.left_scroll is not None:
            self.left_scroll.scroll_to(0)
        self.foreign.gone = not only_in_chinese(question.prose())
        self.show(question)
        self.sort_for_reach()
        self.changed()

    def answer(self, value: Untyped) -> None:
        """Give the answer; the first one counts."""
        if self.reply is not None:
            self.reply.answer(value)

    def _way_out(self, outcome: type[Outcome]) -> None:
        if self.reply is not None:
            self.reply.outcome(outcome)

    def back(self) -> None:
        """返回."""
        self._way_out(Back)

    def leave(self) -> None:
        """退出."""
        self._way_out(Leave)

    def go_to_window(self) -> None:
        """改到窗口办."""
        self._way_out(ToWindow)

    def time_out(self) -> None:
        """Nobody is there any more."""
        self._way_out(TimedOut)

    def forget(self) -> None:
        """Empty every piece that may hold a citizen's words, pictures or strokes.

        Override to drop what the screen itself keeps, and call this one.
        """
        self.asked = self.reply = None
        self.eyebrow = self.title = self.sub = ""
        super().forget()
