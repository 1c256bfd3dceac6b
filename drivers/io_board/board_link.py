"""The line to an I/O board: one thread hears what it says, the driver's own thread asks."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from typing import Final

from drivers.declared_frames import Frame
from drivers.driver import NoDevice, Offline
from drivers.io_board.board_frames import Sign
from drivers.io_board.inputs import Inputs
from drivers.io_board.model import BoardModel, Input
from drivers.serial_line import SerialLine

ATTEMPTS: Final = 3
GAP: Final = 0.1
"""Seconds of silence that end a frame which has begun."""


class BoardLink:
    """An open board. The board may speak at any time: a thread listens, without polling.

    Args:
        tell: called in the listening thread with every sensor's settled state.
    """

    def __init__(
        self,
        port: str,
        model: BoardModel,
        tell: Callable[[Input, bool], None],
    ) -> None:
        self.model = model
        self.inputs = Inputs(model.sensors)
        self._tell = tell
        self._line = SerialLine(port, model.baud)
        self._finder = model.finder()
        self._answers: queue.SimpleQueue[Frame[Sign] | NoDevice] = queue.SimpleQueue()
        self._leaving = threading.Event()
        self._heard_at = 0.0
        self._thread = threading.Thread(target=self._listen, name="io-board", daemon=True)

    def open(self) -> None:
        """Take the port and listen. Raises NoDevice, InUse, WrongSettings."""
        self._line.open()
        self._thread.start()

    def close(self) -> None:
        """Stop listening and let go of the port; for good."""
        self._leaving.set()
        self._line.wake()
        if self._thread.is_alive():
            self._thread.join()
        self._line.close()

    def ask(self, sign: Sign, data: bytes = b"", answer: Sign = Sign.ACK) -> bytes:
        """Send a command until the board answers it as it should; the answer's data.

        Raises:
            Offline: it is silent, refuses, or talks nonsense.
            NoDevice: the port is gone.
        """
        trouble = "is silent: is it powered?"
        for _ in range(ATTEMPTS):
            while not self._answers.empty():
                self._judge(self._answers.get())
            self._finder.damaged = False
            self._line.write(self.model.encode(sign, data))
            got = self._answer(sign, answer)
            if got is not None and got.sign is answer:
                return got.data
            if got is not None:
                trouble = f"refuses {sign} (reason {got.data[0]})"
            elif self._finder.damaged:
                trouble = "answers, but not in this protocol or at this address"
        raise Offline(f"the I/O board at {self._line.port} {trouble}")

    def _answer(self, sign: Sign, answer: Sign) -> Frame[Sign] | None:
        """The answer to `sign`, or the refusal, or None in time."""
        acknowledged = bytes((self.model.codes[sign],))
        deadline = time.monotonic() + self.model.answer_seconds
        while (left := deadline - time.monotonic()) > 0:
            try:
                frame = self._judge(self._answers.get(timeout=left))
            except queue.Empty:
                return None
            if frame.sign is Sign.ACK and frame.data != acknowledged:
                continue
            if frame.sign in (answer, Sign.REFUSED):
                return frame
        return None

    @staticmethod
    def _judge(heard: Frame[Sign] | NoDevice) -> Frame[Sign]:
        if isinstance(heard, NoDevice):
            raise heard
        return heard

    # --- the listening thread ---

    def _listen(self) -> None:
        try:
            while not self._leaving.is_set():
                self._hear(self._line.read(self._patience()))
                for name, yes in self.inputs.settled(time.monotonic()).items():
                    self._tell(name, yes)
        except NoDevice as gone:
            self._answers.put(gone)

    def _patience(self) -> float | None:
        """Seconds until there is something to do though nothing arrives; None: nothing is."""
        settling = self.inputs.wait(time.monotonic())
        waits = [GAP] if self._finder.midway else []
        return min(waits if settling is None else [*waits, settling], default=None)

    def _hear(self, data: bytes) -> None:
        now = time.monotonic()
        if data:
            self._heard_at = now
            frames = self._finder.feed(data)
        elif now - self._heard_at >= GAP:
            frames = self._finder.give_up()
        else:
            return
        for frame in frames:
            self._sort(frame, now)

    def _sort(self, frame: Frame[Sign], now: float) -> None:
        """Sensors' news goes to the inputs, an answer to whoever asked."""
        if frame.sign in (Sign.INPUTS, Sign.STATUS):
            bits = int.from_bytes(frame.data[: self.model.input_bytes], "big")
            self.inputs.hear(bits, now)
        if frame.sign is not Sign.INPUTS:
            self._answers.put(frame)
