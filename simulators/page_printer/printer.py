"""The A4 printer on the testers' table: its hands, and the sheets in its output tray."""

from __future__ import annotations

import signal
import threading
import time
from pathlib import Path
from typing import Any, Final

from simulators.device import Hands
from simulators.faults import FaultBook
from simulators.page_printer.far_end import QUEUE, FarEnd
from simulators.page_printer.ipp_client import IppClient
from simulators.page_printer.mechanism import FULL_TRAY, HAND, Mechanism
from simulators.page_printer.sheets import Sheet

SLOW_FACTOR: Final = 20.0
TONER: Final = {"ok": 75, "low": 5, "empty": 0}  # percent
PAPER: Final = {"ok": FULL_TRAY, "low": 10, "out": 0}  # sheets
FAULTS: Final = {
    "out_after_sheets": "再出几张缺纸 · the paper ends after `value` more sheets",
    "jam_after_sheets": "再出几张卡纸 · the sheet after `value` more jams",
    "jam": "卡纸 · a sheet is stuck inside",
    "cover_open": "机盖打开 · the cover is open",
    "paused": "暂停 · somebody pressed its pause key",
    "slow": "打印慢 · prints slower; value: how many times",
    "power_off": "断电 · gone; what it was printing is lost",
    "hang": "无响应 · takes connections and says nothing",
    "cups_stopped": "打印服务停止 · cupsd is stopped",
}
SWITCHES: Final = {"jam": "jammed", "cover_open": "cover_open", "paused": "paused"}
HAND_LIMIT: Final = 3.0  # seconds
LOOK_EVERY: Final = 0.01


class PagePrinter:
    """ippeveprinter behind a cupsd of its own. `socket` is cupsd's, `queue` the printer's."""

    name = "page_printer"
    queue = QUEUE

    def __init__(self, *, seconds_a_page: float = 0.05, keep_files: bool = False) -> None:
        self._far_end = FarEnd(keep_files)
        self._ipp = IppClient(self._far_end.printer_port)
        self._faults = FaultBook(FAULTS)
        self._hands = threading.RLock()
        self._mechanism = Mechanism(
            self._far_end.mechanism_socket,
            self._ipp,
            self._far_end.set_levels,
            seconds_a_page,
            self._slowness,
        )

    @property
    def socket(self) -> Path:
        return self._far_end.cups_socket

    @property
    def port(self) -> int:
        """The printer's own, where it answers IPP."""
        return self._far_end.printer_port

    def start(self) -> None:
        """Raises DaemonError."""
        try:
            self._mechanism.start()
            self._far_end.start()
            self._tell_printer()
        except BaseException:
            self._far_end.close()
            raise

    def stop(self) -> None:
        self._mechanism.stop()
        self._far_end.close()

    # -- hands --------------------------------------------------------------------------------

    def set_paper(self, state: str) -> None:
        """Fill the trays (`ok`), leave ten sheets in each (`low`), or none (`out`)."""
        if state not in PAPER:
            raise ValueError(f"no paper state {state!r}; there are: {', '.join(PAPER)}")
        self._faults.clear("out_after_sheets")
        self._set(sheets=PAPER[state])

    def set_toner(self, state: str) -> None:
        """Put toner in (`ok`), or let it be `low` or `empty`."""
        if state not in TONER:
            raise ValueError(f"no toner state {state!r}; there are: {', '.join(TONER)}")
        self._set(toner=TONER[state])

    def restart_cups(self) -> None:
        """Kill cupsd, as a crash does, and start it again."""
        with self._hands:
            self._far_end.cupsd.kill()
            self._far_end.cupsd.start()

    def fault(self, kind: str, times: int | None, value: float | None) -> None:
        self._faults.arm(kind, times, value)
        if kind in SWITCHES:
            self._set(**{SWITCHES[kind]: True})
        elif kind == "out_after_sheets":
            self._set(sheets=int(value or 0))
        elif kind == "jam_after_sheets":
            self._set(jams_after=int(value or 0))
        elif kind == "power_off":
            self._power(False)
        elif kind == "hang":
            self._far_end.printer.signal(signal.SIGSTOP)
        elif kind == "cups_stopped":
            self._far_end.cupsd.stop()

    def clear(self, kind: str | None = None) -> None:
        kinds = [kind] if kind else list(FAULTS)
        self._faults.clear(kind)
        if "hang" in kinds:
            self._far_end.printer.signal(signal.SIGCONT)
        if "power_off" in kinds:
            self._power(True)
        if "cups_stopped" in kinds:
            self._far_end.cupsd.start()
        mended: dict[str, object] = {SWITCHES[one]: False for one in kinds if one in SWITCHES}
        if "jam_after_sheets" in kinds:
            mended |= {"jams_after": None, "jammed": False}
        if "out_after_sheets" in kinds:
            mended["sheets"] = FULL_TRAY
        if kind is None:
            mended |= {"toner": TONER["ok"], "sheets": FULL_TRAY}
        if mended:
            self._set(**mended)

    def take(self) -> list[int]:
        """Take the sheets out of the output tray; their numbers."""
        with self._mechanism.change:
            there = [sheet for sheet in self._mechanism.sheets if not sheet.taken]
            for sheet in there:
                sheet.taken = True
            return [sheet.number for sheet in there]

    def sheets(self) -> list[Sheet]:
        """Every sheet that came out whole, oldest first."""
        with self._mechanism.change:
            return list(self._mechanism.sheets)

    def sheet(self, number: int) -> Sheet:
        """Raises KeyError when there is no such sheet."""
        for sheet in self.sheets():
            if sheet.number == number:
                return sheet
        raise KeyError(number)

    def hands(self) -> Hands:
        return {
            "mend": self._mend,
            "unplug": lambda: self.fault("power_off", None, None),
            "plug": lambda: self.clear("power_off"),
            "take_sheets": self._take_texts,
            "paper_out": lambda: self.set_paper("out"),
            "paper_in": lambda: self.set_paper("ok"),
            "paper_ends_soon": lambda: self.fault("out_after_sheets", None, 1),
            "jam_soon": lambda: self.fault("jam_after_sheets", None, 1),
            "clear_jam": self.clear,
        }

    def _mend(self) -> None:
        self.clear()
        self.take()

    def _take_texts(self) -> list[str]:
        taken = self.take()
        return [sheet.text() for sheet in self.sheets() if sheet.number in taken]

    def state(self) -> dict[str, Any]:
        now, job = self._mechanism.condition, self._mechanism.job
        return {
            "paper": now.sheets,
            "toner": now.toner,
            "cover_open": now.cover_open,
            "jammed": now.jammed,
            "paused": now.paused,
            "powered": self._mechanism.powered,
            "cups": self._far_end.cupsd.running,
            "busy": job is not None,
            "in_tray": [sheet.number for sheet in self.sheets() if not sheet.taken],
            "faults": self._faults.snapshot(),
            "fault_kinds": FAULTS,
        }

    # -- how the printer learns of it -------------------------------------------------------------

    def _set(self, **values: object) -> None:
        with self._hands:
            self._mechanism.set(**values)
            if self._mechanism.powered and self._faults.get("hang") is None:
                self._tell_printer()

    def _tell_printer(self) -> None:
        """ippeveprinter has forms for paper and toner; the rest it hears from a job only."""
        now = self._mechanism.condition
        if self._mechanism.job is None and self._mechanism.told != now.reasons():
            # It would keep the empty job waiting for paper.
            self._far_end.set_levels(FULL_TRAY, now.toner)
            self._run_hand_job()
        self._far_end.set_levels(now.sheets, now.toner)

    def _run_hand_job(self) -> None:
        end = time.monotonic() + HAND_LIMIT
        self._mechanism.hand_felt.clear()
        while not self._ipp.run_job(HAND):
            if self._mechanism.job is not None or time.monotonic() > end:
                return  # a job is under way after all, and tells it
            time.sleep(LOOK_EVERY)
        self._mechanism.hand_felt.wait(HAND_LIMIT)
        while not self._ipp.is_idle() and time.monotonic() < end:
            time.sleep(LOOK_EVERY)

    def _power(self, on: bool) -> None:
        with self._hands:
            self._mechanism.power(on)
            if not on:
                self._far_end.printer.kill()
            elif not self._far_end.printer.running:
                self._far_end.printer.start()
                self._mechanism.told = []
                self._tell_printer()

    def _slowness(self) -> float:
        fault = self._faults.get("slow")
        return 1.0 if fault is None else fault.value or SLOW_FACTOR
