"""The far end of a wire, byte by byte: what a simulator would be too polite to send."""

from __future__ import annotations

import os
import select
import socket
import threading
import tty
from collections.abc import Callable
from pathlib import Path

Answer = Callable[[bytes], bytes]
"""What is sent back for a request; empty: silence."""


class PtyEnd:
    """A pty whose slave is `port`; every request read is answered by `answer`."""

    def __init__(self, answer: Answer) -> None:
        self.requests: list[bytes] = []
        self._answer = answer
        self._master, self._slave = os.openpty()
        tty.setraw(self._slave)
        self.port = os.ttyname(self._slave)
        self._wake_read, self._wake_write = os.pipe()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def say(self, data: bytes) -> None:
        """Send unasked."""
        os.write(self._master, data)

    def unplug(self) -> None:
        """The host's next read or write fails."""
        os.write(self._wake_write, b"x")
        self._thread.join()

    def _run(self) -> None:
        while True:
            ready, _, _ = select.select([self._master, self._wake_read], [], [])
            if self._wake_read in ready:
                break
            request = os.read(self._master, 4096)
            self.requests.append(request)
            os.write(self._master, self._answer(request))
        for fd in (self._master, self._slave, self._wake_read, self._wake_write):
            os.close(fd)


class TcpEnd:
    """Listens on a free loopback port; `serve(connection)` runs for each, one after another."""

    def __init__(self, serve: Callable[[socket.socket], None]) -> None:
        self._serve = serve
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._server.getsockname()[1]
        threading.Thread(target=self._run, daemon=True).start()

    def close(self) -> None:
        """No more connections."""
        self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()

    def _run(self) -> None:
        while True:
            try:
                connection, _ = self._server.accept()
            except OSError:
                return
            with connection:
                try:
                    self._serve(connection)
                except OSError:
                    continue  # the driver hung up


def in_turn(*answers: bytes) -> Callable[[], bytes]:
    """The answers one after the other; the last for ever."""
    left = list(answers)

    def answer() -> bytes:
        return left.pop(0) if len(left) > 1 else left[0]

    return answer


def project_root() -> Path:
    """The folder with pyproject.toml."""
    return Path(__file__).parents[2]
