"""What every code reader must do."""

from __future__ import annotations

import time
from typing import Final, Protocol

from drivers.certify import Bench, Hands, Suite, expect, expect_one, meanwhile
from drivers.code_reader.contract import Code, CodeReader, CodeSeen, NoCode, Symbology
from drivers.driver import Health

URL: Final = "https://query.example/c/82641937"
CHINESE: Final = "示例市政务服务 82641937"
CASE: Final = "202611229901000123"
MOMENT: Final = 2.0
"""Seconds after which a code shown again is a new showing."""


class CodeHands(Hands, Protocol):
    """Who holds codes up to the reader. Any QR and Code 128 generator on a phone will do."""

    def show_qr(self, text: str) -> None:
        """Hold a QR code of the text «{text}» up to the reader, and keep it there."""

    def show_bars(self, text: str) -> None:
        """Hold a Code 128 of the text «{text}» up to the reader, and keep it there."""

    def hide(self) -> None:
        """Take the code away."""


ReaderBench = Bench[CodeReader, CodeHands]


class CodeReaderSuite(Suite[CodeReader, CodeHands]):
    """No code is held up when a check begins."""

    contract = CodeReader
    hands = CodeHands

    def check_no_code_is_a_result(self, bench: ReaderBench) -> None:
        """Without a code, reading gives NoCode and tells of none."""
        expect_one(NoCode, bench.driver.read(0.5))
        expect(bench.events.seen == [], "it told of a code that was not there")

    def check_a_qr_code_is_read(self, bench: ReaderBench) -> None:
        """A QR code held up is read to the letter, and CodeSeen is told once."""
        bench.hands.show_qr(URL)
        code = _read(bench)
        expect(code.text == URL, "its text is not what stands in the code")
        expect(code.symbology is not Symbology.CODE_128, "it calls a QR code a Code 128")
        expect(bench.events.seen == [CodeSeen()], f"it told {len(bench.events.seen)} events")

    def check_chinese_text_is_read(self, bench: ReaderBench) -> None:
        """A QR code of Chinese text is read to the letter."""
        bench.hands.show_qr(CHINESE)
        expect(_read(bench).text == CHINESE, "its text is not what stands in the code")

    def check_bars_are_read(self, bench: ReaderBench) -> None:
        """A Code 128 is read to the letter."""
        bench.hands.show_bars(CASE)
        code = _read(bench)
        expect(code.text == CASE, "its text is not what stands in the code")
        expect(code.symbology is not Symbology.QR, "it calls a Code 128 a QR code")

    def check_a_code_shown_while_waiting_is_read(self, bench: ReaderBench) -> None:
        """A code held up while the reader waits is read."""
        with meanwhile(lambda: bench.hands.show_qr(URL)):
            _read(bench)

    def check_a_code_still_held_up_is_not_read_twice(self, bench: ReaderBench) -> None:
        """A code still held up after it was read is not read again; shown again it is."""
        bench.hands.show_qr(URL)
        _read(bench)
        expect_one(NoCode, bench.driver.read(1))
        bench.hands.hide()
        time.sleep(MOMENT)
        bench.hands.show_qr(URL)
        _read(bench)

    def check_another_code_is_read_at_once(self, bench: ReaderBench) -> None:
        """Another code, shown right after the first, is read."""
        bench.hands.show_qr(URL)
        _read(bench)
        bench.hands.show_bars(CASE)
        expect(_read(bench).text == CASE, "it gave the first code again")

    def check_waiting_can_be_cancelled(self, bench: ReaderBench) -> None:
        """Waiting for a code can be cancelled, and the reader works after it."""
        bench.expect_cancellable(lambda: bench.driver.read(30))
        bench.hands.show_qr(URL)
        _read(bench)

    def check_unplugged_a_command_is_no_device(self, bench: ReaderBench) -> None:
        """Unplugged, before reading or in the middle of it, reading raises NoDevice; plugged in
        again, codes are read."""
        with meanwhile(bench.hands.unplug):
            bench.expect_fault(lambda: bench.driver.read(30), Health.NO_DEVICE)
        bench.expect_fault(lambda: bench.driver.read(1), Health.NO_DEVICE)
        bench.hands.plug()
        bench.reopen()
        bench.hands.show_qr(URL)
        _read(bench)


def _read(bench: ReaderBench) -> Code:
    return expect_one(Code, bench.driver.read(bench.patience))
