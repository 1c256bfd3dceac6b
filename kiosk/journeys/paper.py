"""An A4 paper, and how its printing ended."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.conversation.questions import After


@dataclass(frozen=True)
class Paper:
    """An A4 paper to print.

    `job` names it for life; `out` of its `pages` came out before. `print_id` is the platform's
    name for it, empty where it was made here; `pick_up_code` prints it later, if it has one.
    """

    job: str
    title: str
    pages: int
    out: int = 0
    print_id: str = ""
    pick_up_code: str = ""


@dataclass(frozen=True)
class CameOut:
    """All pages are out, and what their owner does next."""

    pages: int
    after: After = After.DONE


@dataclass(frozen=True)
class KeptBack:
    """Only the first `pages` are out; the pick-up code, if the paper has one, prints the rest."""

    pages: int
    after: After = After.DONE


PaperOutcome = CameOut | KeptBack
