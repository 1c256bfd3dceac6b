"""`python -m simulators.backend`: serve the platform double until SIGTERM or SIGINT."""

from __future__ import annotations

import argparse
import json
import logging
import os
import socket
import ssl
import time
from pathlib import Path

import uvicorn

from simulators.backend.app import create_app
from simulators.backend.connections import TrackedProtocol
from simulators.backend.platform import BANNER, Keys

log = logging.getLogger("simulators.backend")


class AnnouncingServer(uvicorn.Server):
    """Says where it listens as soon as it does: port 0 means a free one."""

    def __init__(self, config: uvicorn.Config, ready_file: Path | None) -> None:
        super().__init__(config)
        self._ready_file = ready_file

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        port = self.servers[0].sockets[0].getsockname()[1]
        log.info("%s", BANNER)
        kind = "https" if self.config.is_ssl else "http"
        log.info("listening on %s://%s:%d", kind, self.config.host, port)
        if self._ready_file is not None:
            draft = self._ready_file.with_suffix(".part")
            draft.write_text(json.dumps({"port": port, "pid": os.getpid()}), "utf-8")
            draft.replace(self._ready_file)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="simulators.backend", description=BANNER)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000, help="0 takes a free port")
    parser.add_argument("--data-dir", type=Path, required=True)
    parser.add_argument("--ready-file", type=Path, help="gets {port, pid} when serving")
    parser.add_argument("--keys", type=Path, help="TOML: catalogue_key and [terminals]")
    tls = parser.add_argument_group("https", "PEM files; without them plain HTTP is served")
    tls.add_argument("--certificate", type=Path, help="the server's, with its chain")
    tls.add_argument("--certificate-key", type=Path)
    tls.add_argument("--client-ca", type=Path, help="demand a client certificate of this CA")
    return parser.parse_args()


def main() -> None:
    chosen = arguments()
    # The platform's machine is another one: a terminal's zone is not its own. Its papers' signing
    # library refuses the POSIX form that a terminal is set to.
    os.environ.pop("TZ", None)
    time.tzset()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    keys = Keys.read(chosen.keys) if chosen.keys else Keys()
    config = uvicorn.Config(
        create_app(chosen.data_dir, keys),
        host=chosen.host,
        port=chosen.port,
        http=TrackedProtocol,
        # Paths and headers may name a person's case: the access log stays off.
        access_log=False,
        log_config=None,
        log_level="warning",
        ssl_certfile=chosen.certificate,
        ssl_keyfile=chosen.certificate_key,
        ssl_ca_certs=str(chosen.client_ca) if chosen.client_ca else None,
        ssl_cert_reqs=ssl.CERT_REQUIRED if chosen.client_ca else ssl.CERT_NONE,
    )
    AnnouncingServer(config, chosen.ready_file).run()


if __name__ == "__main__":
    main()
