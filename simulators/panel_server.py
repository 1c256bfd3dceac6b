"""The testers' control panel on a port, in a thread of its own."""

from __future__ import annotations

import asyncio
import socket
import threading

import uvicorn

from simulators.panel import Devices, create_app


class _QuietServer(uvicorn.Server):
    """uvicorn's own main loop wakes ten times a second; this one sleeps until it is told."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._leave = asyncio.Event()

    async def main_loop(self) -> None:
        self._loop = asyncio.get_running_loop()
        self.ready.set()
        await self._leave.wait()

    def leave(self) -> None:
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._leave.set)


class PanelServer:
    """The panel on a port of its own, in a thread. Port 0 takes a free one."""

    def __init__(self, devices: Devices, host: str, port: int) -> None:
        self._socket = socket.create_server((host, port))
        # asyncio leaves Nagle on for a socket made so; accepted ones inherit it from this one.
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.port: int = self._socket.getsockname()[1]
        self.url = f"http://{host}:{self.port}"
        config = uvicorn.Config(
            create_app(devices),
            log_config=None,
            access_log=False,
            lifespan="off",
            date_header=False,  # uvicorn renews it in the loop that _QuietServer does without
            timeout_graceful_shutdown=1,
        )
        self._server = _QuietServer(config)
        self._thread = threading.Thread(
            target=self._server.run, args=([self._socket],), name="panel", daemon=True
        )

    def start(self) -> None:
        """Returns when requests are answered. Raises TimeoutError when that takes too long."""
        self._thread.start()
        if not self._server.ready.wait(10):
            raise TimeoutError("the testers' panel did not start")

    def stop(self) -> None:
        self._server.leave()
        if self._thread.is_alive():  # else a device before it could not start
            self._thread.join(3)
