"""What every identity card reader must do."""

from __future__ import annotations

from typing import Protocol

from drivers.certify import Bench, Hands, Suite, expect, expect_one, meanwhile
from drivers.driver import Health
from drivers.id_card.contract import (
    CardFound,
    Fingers,
    IdCard,
    IdCardReader,
    NoCard,
    NoPortrait,
    Portrait,
)


class IdCardHands(Hands, Protocol):
    """The hand that lays cards on the reader."""

    def place(self) -> None:
        """Lay a readable identity card on the reader."""

    def remove(self) -> None:
        """Take the card away."""


ReaderBench = Bench[IdCardReader, IdCardHands]


class IdCardSuite(Suite[IdCardReader, IdCardHands]):
    """No card lies on the reader when a check begins."""

    contract = IdCardReader
    hands = IdCardHands

    def check_no_card_is_a_result(self, bench: ReaderBench) -> None:
        """Without a card, reading gives NoCard and tells of none."""
        expect_one(NoCard, bench.driver.read(0.2))
        expect(bench.events.seen == [], "it told of a card that was not there")

    def check_a_card_that_lies_there_is_read(self, bench: ReaderBench) -> None:
        """A card that lies there is read whole, and CardFound is told once."""
        bench.hands.place()
        card = _card(bench, 2)
        expect(bool(card.number and (card.name or card.english_name)), "number or name is empty")
        expect(bench.events.seen == [CardFound()], f"it told {len(bench.events.seen)} events")

    def check_a_card_laid_down_while_waiting_is_read(self, bench: ReaderBench) -> None:
        """A card laid down while the reader waits is read."""
        with meanwhile(bench.hands.place):
            _card(bench, bench.patience)

    def check_fingers_are_told_and_prints_are_not(self, bench: ReaderBench) -> None:
        """Of fingerprints only the fingers are told; a card without any has none."""
        bench.hands.place()
        fingers = expect_one(Fingers, bench.driver.fingers(2))
        known = {*range(11, 21), 97, 98, 99}
        strange = len(set(fingers.positions) - known)
        expect(not strange, f"{strange} of the fingers have codes that no finger has")

    def check_a_photo_is_a_picture_or_says_why_not(self, bench: ReaderBench) -> None:
        """The photo of a card becomes a picture, or it is told why there is none."""
        bench.hands.place()
        portrait = bench.driver.portrait(_card(bench, 2).photo)
        if isinstance(portrait, Portrait):
            needed = portrait.width * portrait.height * 3
            expect(len(portrait.bgr) == needed, f"{len(portrait.bgr)} bytes instead of {needed}")
        else:
            expect_one(NoPortrait, portrait)

    def check_a_card_left_lying_is_read_again(self, bench: ReaderBench) -> None:
        """A card left lying is read again, the same."""
        bench.hands.place()
        first, second = _card(bench, 2), _card(bench, 2)
        expect(first == second, "the second reading differs from the first")

    def check_removal_is_noticed(self, bench: ReaderBench) -> None:
        """A card left lying is not yet removed; taken away it is, within two seconds."""
        bench.hands.place()
        _card(bench, 2)
        expect(not bench.driver.wait_removed(0.3), "it took a card that lies there for removed")
        bench.hands.remove()
        expect(bench.driver.wait_removed(2), "it did not notice that the card was taken away")

    def check_waiting_can_be_cancelled(self, bench: ReaderBench) -> None:
        """Waiting for a card can be cancelled, and the reader works after it."""
        bench.expect_cancellable(lambda: bench.driver.read(30))
        expect_one(NoCard, bench.driver.read(0.1))

    def check_unplugged_a_command_is_no_device(self, bench: ReaderBench) -> None:
        """Unplugged, reading and opening raise NoDevice; plugged in again, cards are read."""
        bench.hands.unplug()
        bench.expect_fault(lambda: bench.driver.read(1), Health.NO_DEVICE)
        bench.expect_fault(bench.driver.open, Health.NO_DEVICE)
        bench.hands.plug()
        bench.reopen()
        bench.hands.place()
        _card(bench, 2)


def _card(bench: ReaderBench, wait: float) -> IdCard:
    return expect_one(IdCard, bench.driver.read(wait))
