"""Questions that many journeys share: choose from a list, read about one thing."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.conversation.questions.base import Chosen, Question, Row
from kiosk.conversation.questions.ending import Milestone, Option


@dataclass(frozen=True)
class Entry:
    """A row to press: key, name, second line, icon topic, and a chip that tells its state.

    `chip_kind` is info, ok, warn or bad.
    """

    key: str
    name: str
    line: str = ""
    icon: str = ""
    chip: str = ""
    chip_kind: str = "info"


@dataclass(frozen=True, kw_only=True)
class Choose(Question[Chosen]):
    """One of a list: a case, an appointment, a paper, a kind of complaint."""

    title: str
    line: str = ""
    entries: tuple[Entry, ...] = ()
    empty: str = ""
    """Said where there are no entries."""
    main: Option | None = None
    """The primary button, where there is something to do without choosing."""
    second: Option | None = None


@dataclass(frozen=True, kw_only=True)
class ChooseSome(Question["tuple[str, ...]"]):
    """Some of a list, at least one: the parts of a bundle. Answers their keys, in the list's order.

    Ticking every entry is one press, unticking them, too.
    """

    title: str
    line: str = ""
    entries: tuple[Entry, ...]
    chosen: tuple[str, ...] = ()
    """Keys of those that are ticked beforehand."""
    too_few: str
    """Said to whoever goes on with none."""

    def prose(self) -> tuple[str, ...]:
        """Names of services."""
        return tuple(entry.name for entry in self.entries)


@dataclass(frozen=True)
class Group:
    """A part of what is told: labelled rows, or plain lines."""

    title: str
    rows: tuple[Row, ...] = ()
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlanZone:
    """A numbered rectangle of a plan, in shares of its width and height from the upper left."""

    number: str
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Plan:
    """A floor's plan; `here` is where the terminal stands, left and top, if that is known."""

    zones: tuple[PlanZone, ...]
    here: tuple[float, float] | None = None


@dataclass(frozen=True)
class FlowStep:
    """A box of a process that is drawn: what happens, within what time, by whom or how."""

    name: str
    limit: str
    line: str


@dataclass(frozen=True, kw_only=True)
class ShowMatter(Question[Chosen]):
    """All about one thing, and what can be done with it."""

    title: str
    line: str = ""
    icon: str = ""
    """Topic key, see ServiceCard."""
    chip: str = ""
    chip_kind: str = "info"
    code: str = ""
    """A number to remember."""
    code_label: str = ""
    qr: str = ""
    qr_line: str = ""
    plan: Plan | None = None
    """A picture of what `groups` say by the same numbers."""
    flow: tuple[FlowStep, ...] = ()
    """A process (办理流程), as boxes with arrows between them."""
    groups: tuple[Group, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    options: tuple[Option, ...] = ()
    """What else can be done, as cards."""
    main: Option | None = None
    """The primary button; without it one only reads, and goes back."""
    public: bool = False
    """Nothing in it is a citizen's: all of it may be read aloud."""

    def prose(self) -> tuple[str, ...]:
        """The platform's words, where it is about no citizen."""
        told = (*(line for group in self.groups for line in group.lines), *self._process())
        return told if self.public else ()

    def _process(self) -> tuple[str, ...]:
        return tuple(word for one in self.flow for word in (one.name, one.limit, one.line))
