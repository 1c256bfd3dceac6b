"""A robot citizen: answers a journey's questions without pixels, through the same protocol.

A script maps a question's type to what the robot does: an answer, an outcome (Back, Leave …),
or a function of the question that gives one of these. A list is used up one by one, its last
entry stays. `WAIT` leaves the question to the devices.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from kiosk.conversation import Outcome, Reply
from kiosk.conversation import questions as q
from kiosk.conversation.notices import Notice

WAIT = object()
SURPRISE = object()
"""Nothing should have gone wrong here: whoever waits fails at once."""
PATIENCE = 90.0
"""Seconds for what a busy machine may take; nothing waits longer than what it waits for."""
LOOK_AGAIN = 0.2
"""Seconds after which a condition outside the robot is looked at again."""
Q = TypeVar("Q", bound=q.Question[Any])
T = TypeVar("T")

SIGNATURE = (((0.1, 0.4), (0.3, 0.5), (0.2, 0.7)), ((0.5, 0.3), (0.6, 0.8)))


class Robot:
    """A presenter that answers by script and remembers what it was shown."""

    def __init__(self, **script: object) -> None:
        self.asked: list[q.Question[Any]] = []
        self.told: list[Notice] = []
        self.forgotten = 0
        # Lists are used up: each robot has its own.
        self._script: dict[str, object] = {
            name: list(action) if isinstance(action, list) else action
            for name, action in {**DEFAULTS, **script}.items()
        }
        self._news = asyncio.Event()
        self._reply: Reply[Any] | None = None
        self._surprise = ""

    def present(self, question: q.Question[Any], reply: Reply[Any]) -> None:
        self.asked.append(question)
        self._reply = reply
        self._news.set()
        action = self._action(type(question).__name__)
        if callable(action) and not isinstance(action, type):
            action = action(question)
        if action is SURPRISE:
            self._surprise = f"{question.title}: {question.happened}"
        if action in (WAIT, SURPRISE):
            return
        if isinstance(action, type) and issubclass(action, Outcome):
            reply.outcome(action)
        else:
            reply.answer(action)

    def _action(self, name: str) -> object:
        action = self._script[name]
        if isinstance(action, list):
            return action.pop(0) if len(action) > 1 else action[0]
        return action

    def script(self, **script: object) -> None:
        """From now on do this."""
        self._script.update(script)

    def stand(self) -> None:
        """From now on answer nothing."""
        self._script = defaultdict(lambda: WAIT)

    def answer(self, value: object) -> None:
        """Answer the question on the table now."""
        assert self._reply is not None
        self._reply.answer(value)

    def outcome(self, outcome: type[Outcome]) -> None:
        """Take one of the ways that are open on every screen."""
        assert self._reply is not None
        self._reply.outcome(outcome)

    def notify(self, notice: Notice) -> None:
        self.told.append(notice)
        self._news.set()

    def forget(self) -> None:
        self.forgotten += 1
        self._news.set()

    def last(self, kind: type[Q]) -> Q:
        """The newest question of this type."""
        return next(one for one in reversed(self.asked) if isinstance(one, kind))

    def count(self, kind: type[q.Question[Any]]) -> int:
        """How often this type was asked."""
        return sum(isinstance(one, kind) for one in self.asked)

    def is_at(self, kind: type[q.Question[Any]]) -> bool:
        """Whether a question of this type is on the table."""
        return bool(self.asked) and isinstance(self.asked[-1], kind)

    async def until(self, happened: Callable[[], bool], seconds: float = PATIENCE) -> None:
        """Wait until `happened`; looks again at everything that is shown."""
        try:
            async with asyncio.timeout(seconds):
                while not happened():
                    assert not self._surprise, self._surprise
                    self._news.clear()
                    with contextlib.suppress(TimeoutError):
                        # Not wait_for: in 3.11 it may swallow the outer time-out.
                        async with asyncio.timeout(LOOK_AGAIN):
                            await self._news.wait()
        except TimeoutError:
            trail = " > ".join(type(one).__name__ for one in self.asked[-12:])
            raise AssertionError(f"did not happen within {seconds:g} s; asked: {trail}") from None

    async def outcome_of(self, work: Awaitable[T]) -> T:
        """What `work` gives or raises. A journey, a device or a task of the test's is waited for
        no longer than a question is."""
        task = asyncio.ensure_future(work)
        task.add_done_callback(lambda _done: self._news.set())
        try:
            await self.until(task.done)
            return await task
        finally:
            task.cancel()

    async def until_asked(self, kind: type[Q], times: int = 1) -> Q:
        """Wait for the n-th question of this type."""
        await self.until(lambda: self.count(kind) >= times)
        return self.last(kind)

    async def until_more(self, than: int, seconds: float = PATIENCE) -> None:
        """Wait until more questions than that were asked."""
        await self.until(lambda: len(self.asked) > than, seconds)

    async def until_tried(self, kind: type[Q], times: int = 1) -> Q:
        """Wait for the n-th question of this type, and try again at every trouble on the way.

        One trial may not do: the client lets a platform that was away rest, and what was mended
        is noticed in its own time. The script leaves Trouble to the test.
        """
        now = asyncio.get_running_loop().time
        end = now() + PATIENCE
        while self.count(kind) < times:
            asked = len(self.asked)
            if self.is_at(q.Trouble):
                self.answer(q.Chosen("retry"))
            await self.until_more(asked, end - now())
            await asyncio.sleep(LOOK_AGAIN)
        return self.last(kind)


async def once(what: str, look: Callable[[], Awaitable[T | None]]) -> T:
    """Look again and again until there is something; what there is then."""
    found: T | None = None
    try:
        async with asyncio.timeout(PATIENCE):
            while not (found := await look()):
                await asyncio.sleep(LOOK_AGAIN)
    except TimeoutError:
        raise AssertionError(f"not within {PATIENCE:g} s: {what}; but {found!r}") from None
    return found


def choose_hot(home: q.Home) -> q.Selected:
    """The first of the hot services."""
    return q.Selected(home.hot[0].code)


def fill(form: q.FillForm) -> dict[str, str]:
    """What is there already, and a fictitious phone number."""
    return {
        one.name: form.values.get(one.name) or ("13800000000" if one.kind == "phone" else "示例")
        for one in form.fields
    }


def capture(page: q.CapturePage) -> object:
    """Let it shoot by itself; accept the page."""
    return WAIT if page.captured is None else q.PageChoice.ACCEPT


def taken(pages: q.TakePages) -> object:
    """Wait while they come out; then take them."""
    return WAIT if pages.stage is q.PagesStage.PRINTING else q.After.DONE


def when_sent(act: Callable[[], object]) -> Callable[[q.Working], object]:
    """Do this when the application goes out; any other call may take long as well."""
    return lambda working: act() if working.title == "正在提交" else WAIT


DEFAULTS: dict[str, object] = {
    "Attract": [None, WAIT],
    "OutOfService": WAIT,
    "Home": choose_hot,
    "ReadGuide": None,
    "Consent": None,
    "PlaceCard": WAIT,
    "FillForm": fill,
    "CapturePage": capture,
    "Choose": lambda choose: q.Chosen(choose.entries[0].key),
    "ShowMatter": lambda matter: q.Chosen(matter.main.key),
    "Promise": q.Signed(SIGNATURE),
    "Review": q.Signed(SIGNATURE),
    "Working": WAIT,
    "Accepted": WAIT,
    "Rate": q.Rating(5),
    "Trouble": SURPRISE,
    "WindowHandover": None,
    "TakeCard": WAIT,
    "TakePages": taken,
    "Thanks": WAIT,
}
"""What a citizen does who meets no obstacle."""
