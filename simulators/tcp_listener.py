"""A TCP port with a thread for each connection, which can be shut and opened again."""

from __future__ import annotations

import contextlib
import logging
import socket
import struct
import threading
from collections.abc import Callable

log = logging.getLogger(__name__)


class Connection:
    """One accepted connection. Reading ends when either side goes; writing to the gone is lost."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def receive(self) -> bytes:
        """The next bytes; empty when the connection is over."""
        try:
            return self._sock.recv(4096)
        except OSError:
            return b""

    def send(self, data: bytes) -> bool:
        """Whether the other side was still there."""
        try:
            self._sock.sendall(data)
        except OSError:
            return False
        return True

    def reset(self) -> None:
        """Break the connection with RST, as a cable or a crash does."""
        with contextlib.suppress(OSError):  # it may have broken by itself
            self._sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._sock.close()

    def shut(self) -> None:
        """End it from another thread: a waiting `receive` returns."""
        with contextlib.suppress(OSError):  # it may be over already
            self._sock.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self._sock.close()


class TcpListener:
    """Calls `serve(connection)` in a new thread for each connection. Port 0 takes a free one."""

    def __init__(self, host: str, port: int, serve: Callable[[Connection], None]) -> None:
        self._host = host
        self.port = port
        self._serve = serve
        self._sock: socket.socket | None = None
        self._open: set[Connection] = set()
        self._lock = threading.Lock()

    @property
    def connections(self) -> int:
        return len(self._open)

    def open(self) -> None:
        """Listen; again on the same port after `close`. Raises OSError if the port is taken."""
        self._sock = socket.create_server((self._host, self.port), backlog=16)
        self.port = self._sock.getsockname()[1]
        threading.Thread(
            target=self._accept, args=(self._sock,), name=f"listen-{self.port}", daemon=True
        ).start()

    def close(self) -> None:
        """Refuse connections and end those there are."""
        sock, self._sock = self._sock, None
        if sock is not None:
            sock.shutdown(socket.SHUT_RDWR)  # wakes the thread waiting in accept
            sock.close()
        with self._lock:
            for connection in self._open:
                connection.shut()

    def _accept(self, sock: socket.socket) -> None:
        while True:
            try:
                accepted, _ = sock.accept()
            except OSError:
                return  # closed
            connection = Connection(accepted)
            with self._lock:
                self._open.add(connection)
            threading.Thread(target=self._attend, args=(connection,), daemon=True).start()

    def _attend(self, connection: Connection) -> None:
        try:
            self._serve(connection)
        finally:
            with self._lock:
                self._open.discard(connection)
            connection.close()
