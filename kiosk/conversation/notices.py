"""News the core shows without asking, and what the screens may ask beside any question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.conversation.questions import CardStage, PaperStage, Picture
    from kiosk.settings import Settings


@dataclass(frozen=True)
class Notice:
    """Something to show; the question on the table stays."""


@dataclass(frozen=True)
class CardNews(Notice):
    """PlaceCard: the reader saw a card and is reading it, or waits again."""

    stage: CardStage
    line: str = ""


@dataclass(frozen=True)
class Gauge:
    """A figure of a picture, 0..1, and between which two it is good."""

    name: str
    value: float
    low: float = 0.0
    high: float = 1.0

    @property
    def ok(self) -> bool:
        """Whether it is as it should be."""
        return self.low <= self.value <= self.high


@dataclass(frozen=True)
class LiveFrame(Notice):
    """CapturePage, ShowFace, WatchCamera: a frame; `corners` in 0..1 of its width and height, from
    top left. `gauges` are for the technician."""

    picture: Picture
    corners: tuple[tuple[float, float], ...] | None
    line: str
    """State in words: 已找到整页, 正在找纸."""
    ok: bool
    gauges: tuple[Gauge, ...] = ()


@dataclass(frozen=True)
class PaperNews(Notice):
    """Accepted: how the receipt stands; `done` is 0..1."""

    stage: PaperStage
    line: str
    done: float = 0.0


@dataclass(frozen=True)
class PagesNews(Notice):
    """TakePages: `pages` of all `of` are out."""

    pages: int
    of: int


@dataclass(frozen=True)
class WaitNews(Notice):
    """Accepted: how far the queue has come."""

    line: str


class CardTaken(Notice):
    """Accepted, TakeCard: the card has left the reader."""


@dataclass(frozen=True)
class PadPressed(Notice):
    """Rate: a key of the rating pad was pressed."""

    stars: int


@dataclass(frozen=True)
class StillWorking(Notice):
    """Working: a second sentence after a while."""

    line: str


@dataclass(frozen=True)
class HelpNews(Notice):
    """How a call for help stands: in words, and the code to name on the phone.

    `ok` is false when nobody could be told. While it is `open`, somebody waits or is on the way,
    and it can be withdrawn.
    """

    line: str
    help_code: str
    ok: bool
    kind: str = "staff"
    """As in CallHelp."""
    open: bool = False
    qr: str = ""
    """With video: what the citizen's own phone opens to join."""
    joins_here: bool = False
    """Whether the terminal itself can join that call."""


@dataclass(frozen=True)
class PresenceNews(Notice):
    """Somebody came to stand before the terminal, or nobody does any more.

    No answer to anything: it may invite, and must shorten no time.
    """

    present: bool


@dataclass(frozen=True)
class HeadphonesNews(Notice):
    """Headphones were plugged in or pulled out; only what is told to them may be private."""

    inserted: bool


@dataclass(frozen=True)
class Emergency:
    """An emergency (突发事件): what everybody here is to know and do, at once.

    `texts` says it in other languages, as far as the platform has it.
    """

    text: str
    texts: Mapping[str, str] = field(default_factory=dict)

    def told_in(self, language: str) -> str:
        """The words in this language, else as they came."""
        return self.texts.get(language, self.text)


@dataclass(frozen=True)
class EmergencyNews(Notice):
    """The emergencies in force have changed; none: they are over. Covers whatever is shown."""

    emergencies: tuple[Emergency, ...]


@dataclass(frozen=True)
class Spoken(Notice):
    """Say this aloud, whether or not reading aloud is on."""

    line: str


@dataclass(frozen=True)
class SettingsNews(Notice):
    """The operator has changed settings; told only while nobody is here."""

    settings: Settings


@dataclass(frozen=True)
class Aside:
    """Something a screen asks of the core beside the question on the table."""


@dataclass(frozen=True)
class CallHelp(Aside):
    """Call somebody: staff (请工作人员来), assist (帮办: they do it with the citizen), video."""

    kind: str = "staff"


class WithdrawHelp(Aside):
    """不用来了."""


class JoinVideo(Aside):
    """Join the video call here: the citizen agrees to camera and microphone."""


class StaffWanted(Aside):
    """Staff want the technician's screen without a card; asked for at rest only."""
