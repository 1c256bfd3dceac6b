"""Hands for a contract suite: a technician told in words, or a testers' panel over HTTP.

Both are made from a family's `Hands`: a hand's docstring is the technician's instruction, its
name and arguments are the panel's request.
"""

from __future__ import annotations

import inspect
import json
import urllib.error
import urllib.request
from collections.abc import Callable
from typing import Any, Final, Protocol, TypeVar, cast

from drivers.certify import CannotTryError, Hands

H = TypeVar("H", bound=Hands)

ANSWER_WITHIN: Final = 15.0
"""Seconds a panel may take for one hand."""


class Console(Protocol):
    """Where the technician reads and answers."""

    def say(self, text: str) -> None:
        """Show a line."""

    def hear(self) -> str:
        """The line the technician writes, without its end. Raises EOFError: nobody is there."""


def by_technician(hands: type[H], console: Console) -> H:
    """Hands of the person at the console."""
    return cast("H", _Technician(hands, console))


def by_panel(hands: type[H], url: str) -> H:
    """Hands of a panel: every hand is `POST url/hands/NAME`, its arguments a JSON object.

    The answer is JSON `{"result": …}`; 404 means that the panel has no such hand.
    """
    return cast("H", _Panel(hands, url.rstrip("/")))


class _Made:
    """Answers for every hand of a family with `_do`."""

    def __init__(self, hands: type[Any]) -> None:
        self._hands = hands

    def __getattr__(self, name: str) -> Callable[..., object]:
        hand = getattr(self._hands, name)
        signature = inspect.signature(hand)

        def act(*args: object, **named: object) -> object:
            arguments = signature.bind(self, *args, **named).arguments
            arguments.pop("self")
            return self._do(hand, arguments)

        return act

    def _do(self, hand: Callable[..., object], arguments: dict[str, Any]) -> object:
        raise NotImplementedError


class _Technician(_Made):
    def __init__(self, hands: type[Any], console: Console) -> None:
        super().__init__(hands)
        self._console = console
        self._in_order = False

    def _do(self, hand: Callable[..., object], arguments: dict[str, Any]) -> object:
        mending = hand.__name__ == Hands.mend.__name__
        if mending and self._in_order:
            return None
        self._in_order = mending
        words = " ".join((inspect.getdoc(hand) or hand.__name__).split())
        try:
            return self._answer(
                words.format(**arguments), inspect.signature(hand).return_annotation
            )
        except EOFError as error:
            raise CannotTryError("nobody is at the console") from error

    def _answer(self, words: str, kind: str) -> object:
        """`kind`: how the hand's result is annotated."""
        match kind:
            case "bool":
                self._console.say(f"{words} [y/n]")
                return self._console.hear().strip().lower().startswith("y")
            case "list[str]":
                self._console.say(f"{words} An empty line ends.")
                return list(iter(lambda: self._console.hear().strip(), ""))
            case _:
                self._console.say(f"{words} Then press Enter.")
                self._console.hear()
                return None


class _Panel(_Made):
    def __init__(self, hands: type[Any], url: str) -> None:
        super().__init__(hands)
        self._url = url
        # A panel is near: a proxy for the wide world has no say here.
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def _do(self, hand: Callable[..., object], arguments: dict[str, Any]) -> object:
        request = urllib.request.Request(
            f"{self._url}/hands/{hand.__name__}",
            data=json.dumps(arguments).encode(),
            headers={"Content-Type": "application/json"},
            method="POST",
        )
        try:
            with self._opener.open(request, timeout=ANSWER_WITHIN) as answer:
                return json.load(answer)["result"]
        except urllib.error.HTTPError as error:
            raise CannotTryError(f"the panel cannot {hand.__name__}: {error.reason}") from error
        except (OSError, ValueError, KeyError) as error:
            raise CannotTryError(f"the panel at {self._url} does not answer: {error}") from error
