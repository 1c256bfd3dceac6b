"""The driver on the real PC/SC stack: Debian's pcscd and virtual reader, cards of our own."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from smartcard import scard

from drivers.certify import Recorder
from drivers.driver import Cancelled, DeviceFault, Health, InUse, NoDevice, Offline, WrongSettings
from drivers.smart_card.contract import (
    CardInserted,
    CardRemoved,
    CardTaken,
    CardUnreadable,
    NoCard,
    NotThisCard,
    Pin,
    PinNeeded,
    SocialSecurityCard,
    StaffCard,
    WrongPin,
)
from drivers.smart_card.pcsc_card import PcscCardReader
from simulators.launch import Running
from simulators.remote import Panel
from simulators.smart_cards import PIN, STAFF_KEY, STAFF_NUMBER

WAIT = 30.0
CHALLENGE = bytes(range(32))
SLOT = "(SN990101) 00 00"


@dataclass
class Table:
    """A reader under test, and the tester's hands."""

    reader: PcscCardReader
    panel: Panel
    socket: str
    events: Recorder = field(default_factory=Recorder)

    def put_in(self, card: str) -> None:
        """Returns when the driver has seen it."""
        self.panel.place_smart_card(card)
        assert self.reader._wait(True, WAIT)

    def reopen(self) -> None:
        """As the hub does, while pcscd starts and looks for its readers."""
        end = time.monotonic() + 60
        while True:
            self.reader.close()
            try:
                return self.reader.open()
            except DeviceFault:
                assert time.monotonic() < end
            time.sleep(0.05)

    def commands(self) -> int:
        return int(self.panel.state()["smart_card"]["commands"])


@pytest.fixture
def table(simulators: Running) -> Iterator[Table]:
    events = Recorder()
    socket = simulators.addresses.smart_card
    reader = PcscCardReader(PcscCardReader.Settings(SLOT, socket), events)
    reader.open()
    yield Table(reader, simulators.panel, socket, events)
    reader.close()


@pytest.mark.parametrize(
    ("card", "name", "version"),
    [
        ("zhang", "张示例", "3.00"),
        ("rare", "王𬍛㛃", "3.00"),
        ("records", "赵长期", "3.00"),
        ("short_ids", "李样本", "3.00"),
        ("generation_1", "钱过期", "1.00"),
    ],
)
def test_every_form_of_card_is_read_whole(table: Table, card: str, name: str, version: str) -> None:
    table.panel.place_smart_card(card)
    outcome = table.reader.read(WAIT, None)
    assert isinstance(outcome, SocialSecurityCard)
    assert (outcome.name, outcome.version, outcome.birthplace) == (name, version, "990101")
    assert outcome.birth is not None
    assert outcome.social_security_number[6:14] == f"{outcome.birth:%Y%m%d}"
    assert all(vars(outcome).values())


def test_a_pin_is_asked_for_and_every_wrong_one_counts(table: Table) -> None:
    table.put_in("pin")
    assert table.reader.read(WAIT, None) == PinNeeded()
    assert [table.reader.read(WAIT, Pin("111111")) for _ in range(4)] == [
        WrongPin(2),
        WrongPin(1),
        WrongPin(0),
        WrongPin(0),
    ]


def test_the_right_pin_opens_the_card_for_this_reading_only(table: Table) -> None:
    table.put_in("pin")
    assert table.reader.read(WAIT, Pin("111111")) == WrongPin(2)
    assert isinstance(table.reader.read(WAIT, Pin(PIN)), SocialSecurityCard)
    assert table.reader.read(WAIT, None) == PinNeeded()
    assert table.reader.read(WAIT, Pin("111111")) == WrongPin(2)


def test_a_staff_card_proves_that_it_is_the_one(table: Table) -> None:
    table.put_in("staff")
    outcome = table.reader.read_staff(WAIT, CHALLENGE)
    assert isinstance(outcome, StaffCard)
    assert outcome.number == STAFF_NUMBER
    signed = b"ONK-STAFF" + STAFF_NUMBER.encode() + b"\0" + CHALLENGE
    STAFF_KEY.public_key().verify(outcome.response, signed, ec.ECDSA(hashes.SHA256()))
    assert table.reader.read(WAIT, None) == NotThisCard()


@pytest.mark.parametrize("commands", [0, 4, 12])
def test_pulled_out_in_the_middle_of_a_command(table: Table, commands: int) -> None:
    table.panel.fault("smart_card", "remove_after", value=commands)
    table.panel.place_smart_card("zhang")
    assert table.reader.read(WAIT, None) == CardRemoved()
    assert table.commands() == commands + 1
    assert table.reader.read(0.1, None) == NoCard()
    table.panel.place_smart_card("zhang")
    assert isinstance(table.reader.read(WAIT, None), SocialSecurityCard)
    assert table.events.seen == [CardInserted(), CardTaken(), CardInserted()]


def test_a_card_that_falls_silent_is_got_rid_of_by_pulling_it_out(table: Table) -> None:
    table.put_in("zhang")
    table.panel.fault("smart_card", "silence")
    pulled = threading.Timer(0.3, table.panel.remove_smart_card)
    pulled.start()
    assert table.reader.read(WAIT, None) == CardRemoved()
    pulled.join()


@pytest.mark.parametrize("fault", ["garbage", "no_status"])
def test_nonsense_is_unreadable_and_the_next_reading_works(table: Table, fault: str) -> None:
    table.put_in("zhang")
    table.panel.fault("smart_card", fault)
    assert isinstance(table.reader.read(WAIT, None), CardUnreadable)
    assert isinstance(table.reader.read(WAIT, None), SocialSecurityCard)


def test_a_card_that_does_not_answer_the_reset_is_unreadable(table: Table) -> None:
    table.put_in("mute")
    outcome = table.reader.read(WAIT, None)
    assert isinstance(outcome, CardUnreadable)
    assert "wrong way round" in outcome.reason


def test_a_slow_card_can_be_cancelled(table: Table) -> None:
    table.put_in("zhang")
    table.panel.fault("smart_card", "slow", times=None, value=1.0)
    threading.Timer(0.3, table.reader.cancel).start()
    with pytest.raises(Cancelled):
        table.reader.read(WAIT, None)
    assert table.commands() < 5
    table.panel.clear("smart_card", "slow")
    table.reader.begin()
    assert isinstance(table.reader.read(WAIT, None), SocialSecurityCard)


def test_pcscd_restarted_while_idle(table: Table) -> None:
    table.put_in("zhang")
    table.panel.restart_pcscd()
    with pytest.raises(Offline):
        table.reader.check()
    table.reopen()
    assert isinstance(table.reader.read(WAIT, None), SocialSecurityCard)
    table.panel.remove_smart_card()
    assert table.reader.wait_removed(WAIT)
    assert table.events.seen[-2:] == [CardInserted(), CardTaken()]


def test_pcscd_restarted_while_a_card_is_waited_for(table: Table) -> None:
    threading.Timer(0.3, table.panel.restart_pcscd).start()
    began = time.monotonic()
    with pytest.raises(Offline):
        table.reader.read(60, None)
    assert time.monotonic() - began < 30, "told, not waited out"


def test_pcscd_restarted_in_the_middle_of_a_reading(table: Table) -> None:
    table.put_in("zhang")
    table.panel.fault("smart_card", "slow", times=None, value=0.5)
    restart = threading.Timer(0.5, table.panel.restart_pcscd)
    restart.start()
    with pytest.raises(Offline):
        table.reader.read(WAIT, None)
    restart.join()
    table.panel.clear("smart_card", "slow")
    table.reopen()
    assert isinstance(table.reader.read(WAIT, None), SocialSecurityCard)


def test_pcscd_stopped_says_what_to_mend(table: Table) -> None:
    table.panel.fault("smart_card", "service_down")
    for act in (table.reader.check, table.reader.open):
        with pytest.raises(Offline, match="systemctl start pcscd"):
            act()
    table.panel.clear("smart_card")
    table.reopen()
    assert table.reader.check().health is Health.ONLINE


def test_unplugged_while_a_card_is_waited_for(table: Table) -> None:
    threading.Timer(0.2, table.panel.fault, ("smart_card", "unplug")).start()
    with pytest.raises(NoDevice, match="plugged in"):
        table.reader.read(60, None)
    with pytest.raises(NoDevice, match="plugged in"):
        table.reader.check()


def test_unplugged_in_the_middle_of_a_reading_and_plugged_in_again(table: Table) -> None:
    table.put_in("zhang")
    table.panel.fault("smart_card", "slow", times=None, value=0.5)
    unplugging = threading.Timer(0.3, table.panel.fault, ("smart_card", "unplug"))
    unplugging.start()
    with pytest.raises(NoDevice):
        table.reader.read(WAIT, None)
    unplugging.join()
    table.panel.clear("smart_card")
    table.reopen()
    assert isinstance(table.reader.read(WAIT, None), SocialSecurityCard)


def test_not_there_when_pcscd_started_and_plugged_in_later(table: Table) -> None:
    table.panel.fault("smart_card", "unplug")
    table.panel.restart_pcscd()
    table.reader.close()
    with pytest.raises(NoDevice, match="there are: none"):
        table.reader.open()
    table.panel.clear("smart_card")
    table.reopen()
    assert table.reader.check().health is Health.ONLINE


@pytest.mark.parametrize(
    ("reader", "fault", "told"),
    [
        ("SN7", NoDevice, "no card reader 'SN7'.*Simulated Card Reader"),
        ("SN990101", WrongSettings, "choose one of.*00 00.*00 01"),
        ("", WrongSettings, "choose one of"),
    ],
)
def test_the_reader_is_chosen_by_a_part_of_its_name(
    table: Table, reader: str, fault: type[DeviceFault], told: str
) -> None:
    with pytest.raises(fault, match=told):
        PcscCardReader(PcscCardReader.Settings(reader, table.socket), print).open()


def test_another_slot_sees_nothing_of_this_one(table: Table) -> None:
    other = PcscCardReader(PcscCardReader.Settings("00 01", table.socket), print)
    other.open()
    table.put_in("zhang")
    assert other.read(0.1, None) == NoCard()
    other.close()


@pytest.mark.parametrize(
    ("code", "fault", "told"),
    [
        (0x80100009, NoDevice, "plugged in"),  # SCARD_E_UNKNOWN_READER
        (0x8010000B, InUse, "another program"),  # SCARD_E_SHARING_VIOLATION
        (0x8010006A, Offline, "polkit"),  # SCARD_W_SECURITY_VIOLATION
        (0x80100006, Offline, "0x80100006"),  # SCARD_E_NO_MEMORY
    ],
)
def test_what_pcscd_refuses_is_told_with_what_to_mend(
    table: Table, monkeypatch: pytest.MonkeyPatch, code: int, fault: type[DeviceFault], told: str
) -> None:
    """Signed, as pyscard gives it."""
    monkeypatch.setattr(scard, "SCardListReaders", lambda *_: (code - 2**32, []))
    with pytest.raises(fault, match=told):
        table.reader.check()


def test_another_program_that_holds_the_card_is_told(table: Table) -> None:
    table.put_in("zhang")
    _, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_SYSTEM)
    (slot,) = [name for name in scard.SCardListReaders(context, [])[1] if SLOT in name]
    protocols = scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1
    _, card, _ = scard.SCardConnect(context, slot, scard.SCARD_SHARE_EXCLUSIVE, protocols)
    with pytest.raises(InUse, match="another program"):
        table.reader.read(WAIT, None)
    scard.SCardDisconnect(card, scard.SCARD_LEAVE_CARD)
    scard.SCardReleaseContext(context)
    assert isinstance(table.reader.read(WAIT, None), SocialSecurityCard)


def test_a_closed_reader_is_no_device(table: Table) -> None:
    table.reader.close()
    with pytest.raises(NoDevice):
        table.reader.check()
    with pytest.raises(NoDevice):
        table.reader.read(1, None)
