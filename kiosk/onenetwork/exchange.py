"""One request and its answer, as bytes and headers: what an adapter of a province works on."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.message import Message
from email.utils import parsedate_to_datetime

from kiosk.onenetwork.problem import Unreachable


@dataclass(frozen=True)
class Ask:
    """A request before it is signed; `target` is path and query, percent-encoded."""

    method: str
    target: str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes = field(default=b"", repr=False)


@dataclass(frozen=True)
class Answer:
    """What came back, whole. Header values are as sent; empty when they were not sent."""

    status: int
    content_type: str = "application/json"
    body: bytes = field(default=b"", repr=False)
    retry_after: str = ""
    date: str = ""
    catalogue_signature: str = ""

    @property
    def media_type(self) -> str:
        """Content type without its parameters, in lower case."""
        return self._header().get_content_type()

    @property
    def charset(self) -> str:
        """Charset of the body; the GB family is read as GB18030, which contains the others."""
        named = self._header().get_content_charset("utf-8")
        return "gb18030" if named.startswith("gb") else named

    def text(self) -> str:
        """The body as text.

        Raises:
            Unreachable: the bytes are not what the header says.
        """
        try:
            return self.body.decode(self.charset)
        except (UnicodeDecodeError, LookupError) as error:
            raise Unreachable(f"the body is not {self.charset}") from error

    def json_text(self) -> str:
        """The text of a JSON body.

        Raises:
            Unreachable: it is of another type, or the bytes are not what the header says.
        """
        if self.media_type != "application/json":
            raise Unreachable(f"the answer is {self.media_type}, not application/json")
        return self.text()

    @property
    def wait_s(self) -> float | None:
        """Seconds to wait (Retry-After, RFC 9110 10.2.3); None when the backend did not say.

        A date is counted from the backend's own clock, the `Date` of the same answer.
        """
        if self.retry_after.isdecimal():
            return float(self.retry_after)
        until, now = _moment(self.retry_after), _moment(self.date)
        if until is None or now is None:
            return None
        return max(0.0, (until - now).total_seconds())

    def _header(self) -> Message:
        message = Message()
        message["Content-Type"] = self.content_type
        return message


Send = Callable[[Ask], Awaitable[Answer]]
"""Signs a request, sends it and reads the whole answer; raises Unreachable when there is none."""


def _moment(http_date: str) -> datetime | None:
    try:
        return parsedate_to_datetime(http_date)
    except ValueError:
        return None
