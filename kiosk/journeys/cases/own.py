"""One's own case, whoever sees to it, and what can be done with it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from kiosk.catalogue.model import Item
from kiosk.conversation.questions import After
from kiosk.onenetwork.models import Case
from kiosk.session import Session


@dataclass
class Desk:
    """What one citizen sees to in this session."""

    session: Session
    urged: set[str] = field(default_factory=set)
    """Numbers of the cases urged."""


@dataclass(frozen=True)
class Own:
    """One's own case, with its item where the catalogue still has it."""

    desk: Desk
    case: Case
    item: Item | None

    @property
    def session(self) -> Session:
        """Whose it is."""
        return self.desk.session


@dataclass(frozen=True)
class Doing:
    """Something one can do about a case: when it applies, how it is offered, and the way.

    The way ends with the case as it is then, or with what the citizen does next. What `presses`
    stands on the main button.
    """

    key: str
    name: str
    line: str
    icon: str
    applies: Callable[[Own], bool]
    go: Callable[[Own], Awaitable[Case | After]]
    presses: bool = False
