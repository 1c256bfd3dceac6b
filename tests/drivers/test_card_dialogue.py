"""The dialogue with cards, command by command: every form a card takes, and any nonsense."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.smart_card import social_security_card, staff_card
from drivers.smart_card.apdu import CardChannel, CardError
from drivers.smart_card.contract import (
    NotThisCard,
    Pin,
    PinNeeded,
    SocialSecurityCard,
    StaffCard,
    WrongPin,
)
from tests.drivers.test_card_records import CARD, RECORDS

SELECT_APPLICATION = "00A404000F7378312E73682EC9E7BBE1B1A3D5CF"
SELECT_EF05, SELECT_EF06 = "00A4020002EF05", "00A4020002EF06"
VERIFY = "0020000003888888"
PIN = Pin("888888")
MOST_COMMANDS = 120
"""More than any card, however confused, is to be asked."""


class ScriptedCard:
    """Answers by the command's hexadecimal digits, longest beginning first, in turn; else 6A82.

    Of several answers the last is for ever.
    """

    def __init__(self) -> None:
        self.heard: list[str] = []
        self._script: dict[str, list[str]] = {SELECT_APPLICATION: ["9000"]}
        self._selected = 0

    def on(self, command: str, *answers: str) -> ScriptedCard:
        self._script[command] = list(answers)
        return self

    def files(self, *, select: str = "", sfi: bool = False) -> ScriptedCard:
        """Let the records be read by number after SELECT with P1 `select`, or by short id."""
        for file, records in ((5, RECORDS[:7]), (6, [*RECORDS[7:9], b"\x4e\x00", *RECORDS[9:]])):
            p2 = file << 3 | 4 if sfi else 4
            if select:
                self.on(f"00A4{select}0002EF{file:02X}", "9000")
            for number, record in enumerate(records, 1):
                tag = "" if sfi else f"@{file}"
                self.on(f"{tag}00B2{number:02X}{p2:02X}", record.hex() + "9000")
            self.on(("" if sfi else f"@{file}") + f"00B2{len(records) + 1:02X}{p2:02X}", "6A83")
        return self

    def __call__(self, command: bytes) -> bytes:
        told = command.hex().upper()
        self.heard.append(told)
        assert len(self.heard) < MOST_COMMANDS
        known = (told, f"@{self._selected}{told}")
        fits = [key for key in self._script if any(one.startswith(key) for one in known)]
        if not fits:
            return b"\x6a\x82"
        answers = self._script[max(fits, key=len)]
        answer = bytes.fromhex(answers.pop(0) if len(answers) > 1 else answers[0])
        if told.startswith("00A4") and "0002EF" in told and answer[-2:] == b"\x90\x00":
            self._selected = command[-1]
        return answer


def read(card: Callable[[bytes], bytes], pin: Pin | None = None) -> object:
    return social_security_card.read_card(CardChannel(card, t0=True), pin)


def test_the_usual_card_is_read_with_the_commands_of_the_table() -> None:
    card = ScriptedCard().files(select="02")
    assert read(card) == CARD
    assert card.heard[:3] == [SELECT_APPLICATION, SELECT_EF05, "00B2010412"]
    assert SELECT_EF06 in card.heard


def test_files_are_selected_the_other_way() -> None:
    card = ScriptedCard().files(select="00")
    assert read(card) == CARD
    assert card.heard[1:3] == [SELECT_EF05, "00A4000002EF05"]


def test_short_file_ids() -> None:
    card = ScriptedCard().files(sfi=True)
    assert read(card) == CARD
    assert {"00B2012C12", "00B2013414"} <= set(card.heard)


def test_files_that_can_be_selected_but_read_only_by_short_id() -> None:
    card = ScriptedCard().files(sfi=True).on("00A40200", "9000").on("00B20104", "6986")
    assert read(card) == CARD


def test_first_generation_numbers_its_records_lower() -> None:
    card = ScriptedCard().files(select="02")
    for number, record in enumerate(RECORDS[9:], 3):
        card.on(f"@600B2{number:02X}04", record.hex() + "9000")
    card.on("@600B20704", "6A83")
    assert read(card) == CARD


@pytest.mark.parametrize("length", ["6C12", "6700", "0110339000"])
def test_a_record_is_asked_for_with_the_length_the_card_wants(length: str) -> None:
    card = ScriptedCard().files(select="02").on("@500B20104", length, RECORDS[0].hex() + "9000")
    assert read(card) == CARD


def test_a_record_of_unknown_length_is_asked_for_by_its_own() -> None:
    long_category = bytes.fromhex("0205") + b"33333"
    card = ScriptedCard().files(select="02")
    card.on("@500B2020403", long_category[:3].hex() + "9000")
    card.on("@500B2020407", long_category.hex() + "9000")
    outcome = read(card)
    assert isinstance(outcome, SocialSecurityCard)
    assert outcome.category == "33333"


def test_data_in_portions_is_fetched() -> None:
    record = RECORDS[7].hex()
    card = ScriptedCard().files(select="02")
    card.on("@600B20104", "6108").on("@600C0000008", record[:16] + "610C")
    card.on("@600C000000C", record[16:] + "9000")
    assert read(card) == CARD


def test_another_card() -> None:
    assert read(ScriptedCard().on(SELECT_APPLICATION, "6A82")) == NotThisCard()


def test_a_pin_is_not_sent_unasked() -> None:
    card = ScriptedCard().files(select="02")
    assert read(card, PIN) == CARD
    assert VERIFY not in card.heard


def test_a_card_that_wants_a_pin() -> None:
    card = ScriptedCard().files(select="02").on("@600B20104", "6982")
    assert read(card) == PinNeeded()
    assert VERIFY not in card.heard


def test_a_right_pin_opens_the_card() -> None:
    card = ScriptedCard().files(select="02").on("@600B20104", "6982", RECORDS[7].hex() + "9000")
    card.on(VERIFY, "9000")
    assert read(card, PIN) == CARD
    assert card.heard.count(VERIFY) == 1


@pytest.mark.parametrize(
    ("status", "left"), [("63C2", 2), ("63C0", 0), ("6983", 0), ("6300", None)]
)
def test_a_wrong_pin_is_sent_once_and_the_tries_left_are_told(
    status: str, left: int | None
) -> None:
    card = ScriptedCard().files(select="02").on("@600B20104", "6982").on(VERIFY, status)
    assert read(card, PIN) == WrongPin(left)
    assert card.heard.count(VERIFY) == 1


@pytest.mark.parametrize("status", ["6C03", "6700", "6F00", "6108"])
def test_a_pin_that_the_card_does_not_understand_is_not_sent_again(status: str) -> None:
    card = ScriptedCard().files(select="02").on("@600B20104", "6982").on(VERIFY, status)
    with pytest.raises(CardError):
        read(card, PIN)
    assert card.heard.count(VERIFY) == 1


def test_a_card_that_closes_its_public_file_is_unreadable() -> None:
    card = ScriptedCard().files(select="02").on("@500B20104", "6982")
    with pytest.raises(CardError, match="EF05 is closed"):
        read(card, PIN)


def test_a_card_that_hides_what_every_card_shows_is_given_up() -> None:
    card = ScriptedCard().files(select="02").on("@500B20104", "6982").on(VERIFY, "9000")
    with pytest.raises(CardError, match="EF05 is closed"):
        read(card, PIN)
    assert VERIFY not in card.heard


def test_a_card_that_stays_closed_is_given_up() -> None:
    card = ScriptedCard().files(select="02").on("@600B20104", "6982").on(VERIFY, "9000")
    with pytest.raises(CardError, match="stays closed"):
        read(card, PIN)
    assert card.heard.count(VERIFY) == 1


@pytest.mark.parametrize(
    ("digits", "sent"), [("1234", "00200000021234"), ("12345", "002000000312345F")]
)
def test_a_pin_goes_as_bcd(digits: str, sent: str) -> None:
    card = ScriptedCard().files(select="02").on("@600B20104", "6982").on("0020", "63C1")
    read(card, Pin(digits))
    assert card.heard[-1] == sent


@pytest.mark.parametrize("digits", ["", "123", "12345678901234", "12a4", "１２３４"])
def test_what_is_no_pin_is_refused_before_any_card(digits: str) -> None:
    with pytest.raises(ValueError, match="PIN has"):
        Pin(digits)
    assert repr(PIN) == "Pin()"


@pytest.mark.parametrize("answer", ["", "90", "1234", "00FF3B0712", "6105"])
def test_nonsense_is_unreadable(answer: str) -> None:
    with pytest.raises(CardError):
        read(ScriptedCard().on("00", answer))


CHALLENGE = bytes(range(16))
STAFF = "00A4040006F04F4E4B5301"


@pytest.mark.parametrize(("t0", "le"), [(True, ""), (False, "00")])
def test_a_staff_card_signs(t0: bool, le: str) -> None:
    card = ScriptedCard().on(STAFF, "9000").on("00B0810000", "6C0B")
    card.on("00B081000B", b"990101-0007".hex() + "9000")
    card.on("0088000010" + CHALLENGE.hex().upper() + le, "6104").on("00C0000004", "010203049000")
    channel = CardChannel(card, t0=t0)
    assert staff_card.read_card(channel, CHALLENGE) == StaffCard("990101-0007", b"\1\2\3\4")
    assert card.heard[-2] == "0088000010" + CHALLENGE.hex().upper() + le


@pytest.mark.parametrize("number", [b"", b"\0\0", b"a b", b"9" * 21, "张".encode()])
def test_a_staff_number_that_is_none_is_refused(number: bytes) -> None:
    card = ScriptedCard().on(STAFF, "9000").on("00B08100", number.hex() + "9000")
    with pytest.raises(CardError):
        staff_card.read_card(CardChannel(card, t0=True), CHALLENGE)


def test_a_staff_card_shows_nothing() -> None:
    assert repr(StaffCard("990101-0007", b"x")) == "StaffCard()"


STATUSES = st.sampled_from(["9000", "6282", "6A83", "6A82", "6982", "6700", "6C10", "6110", "63C1"])
ANSWERS = st.builds(
    lambda data, status: data + bytes.fromhex(status),
    st.binary(max_size=34) | st.sampled_from(RECORDS),
    STATUSES,
)


@given(st.lists(ANSWERS | st.binary(max_size=4), min_size=1), st.booleans(), st.booleans())
def test_no_card_confuses_the_reader(answers: list[bytes], t0: bool, with_pin: bool) -> None:
    """Whatever it answers, reading ends, with an outcome or CardError; a PIN goes out once."""
    heard: list[bytes] = []

    def transmit(command: bytes) -> bytes:
        heard.append(command)
        assert len(heard) < 4 * MOST_COMMANDS
        return answers[len(heard) % len(answers)]

    channel = CardChannel(transmit, t0=t0)
    for act in (
        lambda: social_security_card.read_card(channel, PIN if with_pin else None),
        lambda: staff_card.read_card(channel, CHALLENGE),
    ):
        heard.clear()
        with contextlib.suppress(CardError):
            assert act() is not None
        assert [command[:2] for command in heard].count(b"\x00\x20") <= with_pin
