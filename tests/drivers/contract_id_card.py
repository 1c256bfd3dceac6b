"""What every identity card reader driver must do; a driver's tests subclass and give a bench."""

from __future__ import annotations

import threading
from typing import Protocol

import pytest

from drivers.driver import Cancelled, Health, NoDevice
from drivers.id_card.contract import CardFound, IdCard, IdCardReader, NoCard
from tests.drivers.bench import Recorder


class IdCardBench(Protocol):
    """A reader under test, and the hand that lays cards on it."""

    reader: IdCardReader
    events: Recorder

    def place(self) -> None:
        """Lay a readable card on the reader."""

    def remove(self) -> None:
        """Take the card away."""

    def unplug(self) -> None: ...

    def plug(self) -> None: ...


class IdCardReaderContract:
    """Needs a fixture `bench` with an open reader and no card on it."""

    def test_it_is_online(self, bench: IdCardBench) -> None:
        assert bench.reader.check().health is Health.ONLINE

    def test_no_card_is_a_result(self, bench: IdCardBench) -> None:
        assert bench.reader.read(0.2) == NoCard()
        assert bench.events.seen == []

    def test_a_card_that_lies_there_is_read(self, bench: IdCardBench) -> None:
        bench.place()
        card = bench.reader.read(2)
        assert isinstance(card, IdCard)
        assert card.number
        assert card.name or card.english_name
        assert bench.events.seen == [CardFound()]

    def test_a_card_laid_down_while_waiting_is_read(self, bench: IdCardBench) -> None:
        threading.Timer(0.2, bench.place).start()
        assert isinstance(bench.reader.read(5), IdCard)

    def test_a_card_left_lying_is_read_again(self, bench: IdCardBench) -> None:
        bench.place()
        first = bench.reader.read(2)
        assert bench.reader.read(2) == first

    def test_removal_is_noticed(self, bench: IdCardBench) -> None:
        bench.place()
        bench.reader.read(2)
        assert not bench.reader.wait_removed(0.3)
        bench.remove()
        assert bench.reader.wait_removed(2)

    def test_waiting_can_be_cancelled(self, bench: IdCardBench) -> None:
        threading.Timer(0.1, bench.reader.cancel).start()
        with pytest.raises(Cancelled):
            bench.reader.read(30)
        bench.reader.begin()
        assert bench.reader.read(0.1) == NoCard()

    def test_unplugged_it_is_no_device_until_it_is_back(self, bench: IdCardBench) -> None:
        bench.unplug()
        with pytest.raises(NoDevice):
            bench.reader.read(1)
        with pytest.raises(NoDevice):
            bench.reader.open()
        bench.plug()
        bench.reader.open()
        bench.place()
        assert isinstance(bench.reader.read(2), IdCard)

    def test_closing_is_harmless_and_opening_again_works(self, bench: IdCardBench) -> None:
        bench.reader.close()
        bench.reader.close()
        bench.reader.open()
        assert bench.reader.check().health is Health.ONLINE
