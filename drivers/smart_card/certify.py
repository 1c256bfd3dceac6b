"""What every smart card reader must do."""

from __future__ import annotations

import time
from typing import Protocol

from drivers.certify import LOOK_EVERY, Bench, Hands, Suite, expect, expect_one, meanwhile
from drivers.driver import Event, Health
from drivers.smart_card.contract import (
    CardInserted,
    CardTaken,
    NoCard,
    NotThisCard,
    SmartCardReader,
    SocialSecurityCard,
)

CHALLENGE = bytes(range(32))


class SmartCardHands(Hands, Protocol):
    """The hand that puts cards in."""

    def place(self) -> None:
        """Put a readable social security card in, one that asks for no PIN."""

    def place_other(self) -> None:
        """Put a card of another kind in, such as a bank's."""

    def remove(self) -> None:
        """Take the card out."""


ReaderBench = Bench[SmartCardReader, SmartCardHands]


class SmartCardSuite(Suite[SmartCardReader, SmartCardHands]):
    """No card is in when a check begins."""

    contract = SmartCardReader
    hands = SmartCardHands

    def check_no_card_is_a_result(self, bench: ReaderBench) -> None:
        """Without a card, reading gives NoCard and tells of none."""
        expect_one(NoCard, bench.driver.read(0.2, None))
        expect_one(NoCard, bench.driver.read_staff(0.2, CHALLENGE))
        expect(bench.events.seen == [], "it told of a card that was not there")

    def check_a_card_that_is_in_is_read(self, bench: ReaderBench) -> None:
        """A card that is in is read whole, and CardInserted is told once."""
        bench.hands.place()
        card = _card(bench)
        whole = card.number and card.name and len(card.social_security_number) == 18
        expect(bool(whole), "number, name or social security number is empty")
        expect(bench.events.seen == [CardInserted()], f"it told {len(bench.events.seen)} events")

    def check_a_card_put_in_while_waiting_is_read(self, bench: ReaderBench) -> None:
        """A card put in while the reader waits is read."""
        with meanwhile(bench.hands.place):
            _card(bench)

    def check_a_card_left_in_is_read_again(self, bench: ReaderBench) -> None:
        """A card left in is read again, the same."""
        bench.hands.place()
        first, second = _card(bench), _card(bench)
        expect(first == second, "the second reading differs from the first")

    def check_cards_are_told_of_while_idle(self, bench: ReaderBench) -> None:
        """With no command under way, putting a card in and taking it out are told."""
        bench.hands.place()
        _expect_told(bench, CardInserted())
        bench.hands.remove()
        _expect_told(bench, CardTaken())

    def check_removal_is_noticed(self, bench: ReaderBench) -> None:
        """A card left in is not yet removed; taken out it is, within two seconds."""
        bench.hands.place()
        _card(bench)
        expect(not bench.driver.wait_removed(0.3), "it took a card that is in for removed")
        bench.hands.remove()
        expect(bench.driver.wait_removed(2), "it did not notice that the card was taken out")

    def check_another_card_is_told_apart(self, bench: ReaderBench) -> None:
        """A card of another kind is neither a citizen's nor a staff card, and does no harm."""
        bench.hands.place_other()
        expect_one(NotThisCard, bench.driver.read(bench.patience, None))
        expect_one(NotThisCard, bench.driver.read_staff(bench.patience, CHALLENGE))

    def check_waiting_can_be_cancelled(self, bench: ReaderBench) -> None:
        """Waiting for a card can be cancelled, and the reader works after it."""
        bench.expect_cancellable(lambda: bench.driver.read(30, None))
        expect_one(NoCard, bench.driver.read(0.1, None))

    def check_unplugged_a_command_is_a_fault(self, bench: ReaderBench) -> None:
        """Unplugged, reading fails at once and opening raises NoDevice; back in, cards are read."""
        bench.hands.unplug()
        bench.expect_fault(lambda: bench.driver.read(30, None), Health.NO_DEVICE)
        bench.driver.close()
        bench.expect_fault(bench.driver.open, Health.NO_DEVICE)
        bench.hands.plug()
        bench.reopen()
        bench.hands.place()
        _card(bench)


def _card(bench: ReaderBench) -> SocialSecurityCard:
    return expect_one(SocialSecurityCard, bench.driver.read(bench.patience, None))


def _expect_told(bench: ReaderBench, event: Event) -> None:
    end = time.monotonic() + bench.patience
    while event not in bench.events.seen:
        expect(time.monotonic() < end, f"it did not tell {type(event).__name__}")
        time.sleep(LOOK_EVERY)
