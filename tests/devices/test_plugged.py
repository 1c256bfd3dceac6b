"""What udev tells, as a profile's lines; and a profile compared with what is there."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.devices.plugged import Kind, Match, Plugged, Properties, match, recognise

WITH_SERIAL_NUMBER: Properties = {
    "SUBSYSTEM": "tty",
    "DEVNAME": "/dev/ttyUSB0",
    "DEVLINKS": "/dev/serial/by-path/pci-0000:00:14.0-usb-0:2:1.0-port0 "
    "/dev/serial/by-id/usb-FTDI_FT232R_A50285BI-if00-port0",
    "ID_BUS": "usb",
    "ID_VENDOR": "FTDI",
    "ID_MODEL": "FT232R_USB_UART",
    "ID_SERIAL_SHORT": "A50285BI",
}
WITHOUT_SERIAL_NUMBER: Properties = {
    "SUBSYSTEM": "tty",
    "DEVNAME": "/dev/ttyUSB1",
    "DEVLINKS": "/dev/serial/by-id/usb-1a86_USB2.0-Serial-if00-port0 "
    "/dev/serial/by-path/pci-0000:00:14.0-usb-0:3:1.0-port0",
    "ID_BUS": "usb",
    "ID_VENDOR": "1a86",
    "ID_MODEL": "USB2.0-Serial",
}
CAMERA: Properties = {
    "SUBSYSTEM": "video4linux",
    "DEVNAME": "/dev/video0",
    "DEVLINKS": "/dev/v4l/by-path/pci-0000:00:14.0-usb-0:4:1.0-video-index0 "
    "/dev/v4l/by-id/usb-Example_Camera_0001-video-index0",
    "ID_V4L_CAPABILITIES": ":capture:",
    "ID_BUS": "usb",
    "ID_MODEL": "Example_Camera",
    "ID_SERIAL_SHORT": "0001",
}
CAMERAS_METADATA = {**CAMERA, "DEVNAME": "/dev/video1", "ID_V4L_CAPABILITIES": ":"}
PRINTER: Properties = {
    "SUBSYSTEM": "usb",
    "DEVNAME": "/dev/bus/usb/001/007",
    "DEVPATH": "/devices/pci0000:00/0000:00:14.0/usb1/1-2/1-2.4",
    "ID_USB_INTERFACES": ":070102:",
    "ID_VENDOR_ID": "04b8",
    "ID_MODEL_ID": "0e15",
    "ID_MODEL": "TM-T20II",
}
BOARD_UART: Properties = {"SUBSYSTEM": "tty", "DEVNAME": "/dev/ttyS0"}


def lines(*devices: Properties) -> list[tuple[str, ...]]:
    return [one.lines for one in recognise(devices)]


def test_a_serial_number_names_a_device_wherever_it_is_plugged_in() -> None:
    assert lines(WITH_SERIAL_NUMBER) == [
        ('port = "/dev/serial/by-id/usb-FTDI_FT232R_A50285BI-if00-port0"',)
    ]


def test_without_one_its_socket_does() -> None:
    assert lines(WITHOUT_SERIAL_NUMBER) == [
        ('port = "/dev/serial/by-path/pci-0000:00:14.0-usb-0:3:1.0-port0"',)
    ]


def test_a_cameras_metadata_is_no_camera() -> None:
    assert lines(CAMERA, CAMERAS_METADATA) == [
        ('source = "/dev/v4l/by-id/usb-Example_Camera_0001-video-index0"',)
    ]


def test_a_usb_printer_is_named_by_its_ids_and_its_socket() -> None:
    assert lines(PRINTER) == [('socket = "1-2.4"', "vendor = 0x04b8", "product = 0x0e15")]
    with_number = {**PRINTER, "ID_SERIAL_SHORT": "J2VX000001"}
    assert lines(with_number)[0][0] == 'serial = "J2VX000001"'


def test_smart_card_readers_come_by_their_names() -> None:
    (reader,) = recognise([], ["ACS ACR39U (SN990101) 00 00"])
    assert reader.kind is Kind.CARD_READER
    assert reader.lines == ('reader = "ACS ACR39U (SN990101) 00 00"',)


def test_what_is_soldered_on_the_board_is_not_plugged_in() -> None:
    assert recognise([BOARD_UART]) == []


def words(port: str, *plugged: Plugged) -> Match:
    (found,) = match({"id_card": {"port": port, "baud": 115200}}, list(plugged))
    return found


def test_a_number_of_the_kernels_is_warned_about_with_the_name_to_write() -> None:
    found = words("/dev/ttyUSB0", *recognise([WITH_SERIAL_NUMBER]))
    assert not found.ok
    assert 'write port = "/dev/serial/by-id/usb-FTDI_FT232R_A50285BI-if00-port0"' in found.words


def test_a_name_that_is_not_there_is_told_with_what_is_free() -> None:
    found = words("/dev/serial/by-id/usb-GONE-if00", *recognise([WITHOUT_SERIAL_NUMBER, CAMERA]))
    assert not found.ok
    assert "by-path/pci-0000:00:14.0-usb-0:3:1.0-port0" in found.words
    assert "video" not in found.words


def test_a_name_that_is_there_is_in_order() -> None:
    assert words("/dev/null").ok


def test_what_is_on_the_network_has_no_path_to_look_for() -> None:
    assert list(match({"receipt_printer": {"host": "192.168.10.20"}}, [])) == []


READERS = ("ACS ACR39U (SN990101) 00 00", "Example Reader (SN7) 01 00")


def reader(wanted: str, *there: str, **more: str) -> list[Match]:
    options = {"smart_card": {"reader": wanted, **more}}
    return list(match(options, recognise([], there)))


def test_a_card_reader_is_found_by_a_part_of_its_name() -> None:
    assert reader("SN990101", *READERS) == [
        Match("smart_card", True, "ACS ACR39U (SN990101) 00 00 is there")
    ]
    assert [one.ok for one in reader("", READERS[0])] == [True]


def test_a_card_reader_that_is_not_there_or_not_the_only_one_is_told_with_the_lines_to_write() -> (
    None
):
    (gone,) = reader("SN8", *READERS)
    assert not gone.ok
    (several,) = reader("", *READERS)
    assert several.words.startswith("2 card readers are meant")
    for found in (gone, several):
        assert all(f'reader = "{name}"' in found.words for name in READERS)
    assert reader("SN8")[0].words == "a card reader 'SN8' is not there; nothing fitting is"


def test_a_card_reader_behind_another_pcscd_or_none_that_answers_is_not_judged() -> None:
    assert reader("", socket="var/run/pcscd.comm") == []
    assert list(match({"smart_card": {"reader": ""}}, [], {Kind.CARD_READER})) == []


@pytest.mark.parametrize(
    ("wanted", "there"),
    [({"serial": "J2VX000001"}, True), ({"socket": "1-2.4"}, True), ({"socket": "1-3"}, False)],
)
def test_a_usb_printer_is_found_by_its_serial_number_or_its_socket(
    wanted: dict[str, str], there: bool
) -> None:
    options = {"vendor": 0x04B8, "product": 0x0E15, "serial": "", "socket": "", **wanted}
    plugged = recognise([{**PRINTER, "ID_SERIAL_SHORT": "J2VX000001"}])
    (found,) = match({"receipt_printer": options}, plugged)
    assert found.ok is there
    assert there or 'serial = "J2VX000001", vendor = 0x04b8' in found.words


def test_the_command_says_what_it_cannot_tell() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "kiosk.cli", "device", "list", "--json"],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    told = json.loads(ran.stdout)
    assert {one["name"] for one in told["devices"]} >= {"id_card", "receipt_printer"}
    if not Path("/run/udev/control").exists():
        assert any("udev does not run" in note for note in told["notes"])
