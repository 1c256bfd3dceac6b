"""The receipt printer's bytes: raw ESC/POS over a socket, status bits, paper in pieces."""

from __future__ import annotations

import io
import socket
import time
from collections.abc import Callable, Iterator

import pytest
import zxingcpp
from PIL import Image

from simulators.paper_piece import Piece
from simulators.printer_condition import NOISE
from simulators.receipt_printer import ReceiptPrinter

INIT = b"\x1b@"
CUT = b"\x1dVB\x00"
CHINESE_ON, CHINESE_OFF = b"\x1c&", b"\x1c."


@pytest.fixture
def printer() -> Iterator[ReceiptPrinter]:
    device = ReceiptPrinter("127.0.0.1", 0, mm_per_second=20_000)
    device.start()
    yield device
    device.stop()


@pytest.fixture
def wire(printer: ReceiptPrinter) -> Iterator[socket.socket]:
    with connect(printer) as sock:
        yield sock


def connect(printer: ReceiptPrinter) -> socket.socket:
    return socket.create_connection(("127.0.0.1", printer.port), timeout=30)


def wait_for(condition: Callable[[], bool], limit: float = 30.0) -> None:
    end = time.monotonic() + limit
    while not condition():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.005)


def printed(printer: ReceiptPrinter, wire: socket.socket, data: bytes) -> Piece:
    """The piece cut after `data`."""
    wire.sendall(data + CUT)
    wait_for(lambda: any(piece.cut for piece in printer.pieces()))
    return [piece for piece in printer.pieces() if piece.cut][-1]


def status(wire: socket.socket, n: int) -> int:
    wire.sendall(bytes((0x10, 0x04, n)))
    return wire.recv(1)[0]


def picture(printer: ReceiptPrinter, piece: Piece) -> Image.Image:
    return Image.open(io.BytesIO(printer.png(piece.number)))


def qr(data: bytes) -> bytes:
    store = b"1P0" + data
    functions = (b"1A2\0", b"1C\x08", b"1E1", store, b"1Q0")
    return b"".join(b"\x1d(k" + len(f).to_bytes(2, "little") + f for f in functions)


def test_chinese_text_with_and_without_the_mode(
    printer: ReceiptPrinter, wire: socket.socket
) -> None:
    name = "受理通知书 䶮"
    job = INIT + CHINESE_ON + name.encode("gb18030") + b"\n" + CHINESE_OFF + b"No. 42\n"
    piece = printed(printer, wire, job + INIT + "纯文本".encode("gbk") + b"\n")
    assert piece.text() == f"{name}\nNo. 42\n纯文本\n"
    assert bytes(piece.raw).startswith(INIT)
    assert bytes(piece.raw).endswith(CUT)
    assert piece.unknown == []


def test_a_character_the_font_lacks_is_a_box(printer: ReceiptPrinter, wire: socket.socket) -> None:
    piece = printed(printer, wire, "王𬍛".encode("gb18030") + b"\n")
    assert piece.text() == "王□\n"
    assert piece.missing == ["𬍛"]


def test_a_character_split_between_packets(printer: ReceiptPrinter, wire: socket.socket) -> None:
    data = "案件".encode("gb18030")
    wire.sendall(data[:3])
    time.sleep(0.02)
    assert printed(printer, wire, data[3:] + b"\n").text() == "案件\n"


def test_code_page(printer: ReceiptPrinter, wire: socket.socket) -> None:
    piece = printed(printer, wire, CHINESE_OFF + b"\x1bt\x10" + "Café".encode("cp1252") + b"\n")
    assert piece.text() == "Café\n"


def test_sizes_wrap_and_position(printer: ReceiptPrinter, wire: socket.socket) -> None:
    big = b"\x1d!\x11" + b"A" * 25 + b"\n" + b"\x1d!\x00"
    columns = b"No.\x1b$\x2c\x01" + b"7\n"  # 300 dots: column 25
    piece = printed(printer, wire, big + columns)
    assert piece.text() == "A" * 24 + "\nA\n" + "No." + " " * 22 + "7\n"


def test_unknown_commands_are_kept_in_sight(printer: ReceiptPrinter, wire: socket.socket) -> None:
    piece = printed(printer, wire, b"\x1dh\x50" + b"\x1b\x7f" + b"text\n")
    assert piece.unknown == ["1d 68 50", "1b 7f"]
    assert piece.text() == "text\n"


def test_raster_image_is_on_the_paper(printer: ReceiptPrinter, wire: socket.socket) -> None:
    raster = b"\x1dv0\x00\x02\x00\x08\x00" + b"\xff\x00" * 8
    piece = printed(printer, wire, raster)
    assert piece.text() == "[image 16×8]\n"
    paper = picture(printer, piece)
    assert paper.width == 576
    assert [paper.getpixel((x, 114)) for x in (0, 7, 8, 15)] == [0, 0, 255, 255]


def test_status_bytes_in_a_raster_are_no_question(
    printer: ReceiptPrinter, wire: socket.socket
) -> None:
    printed(printer, wire, b"\x1dv0\x00\x03\x00\x01\x00" + b"\x10\x04\x01")
    assert status(wire, 1) == 0x12


def test_qr_decodes(printer: ReceiptPrinter, wire: socket.socket) -> None:
    text = "案号 990101-2026-000042"
    piece = printed(printer, wire, b"\x1ba\x01" + qr(text.encode()))
    assert piece.text() == f"[QR {text}]\n"
    found = zxingcpp.read_barcodes(picture(printer, piece))
    assert [code.text for code in found] == [text]


def test_status_bits(printer: ReceiptPrinter, wire: socket.socket) -> None:
    assert [status(wire, n) for n in (1, 2, 3, 4)] == [0x12, 0x12, 0x12, 0x12]
    printer.set_paper("near_end")
    assert [status(wire, n) for n in (1, 2, 3, 4)] == [0x12, 0x12, 0x12, 0x1E]
    printer.set_paper("out")
    assert [status(wire, n) for n in (1, 2, 3, 4)] == [0x1A, 0x32, 0x12, 0x7E]
    printer.set_paper("ok")
    printer.fault("cover_open", None, None)
    assert [status(wire, n) for n in (1, 2, 3, 4)] == [0x1A, 0x16, 0x12, 0x12]
    printer.clear()
    assert status(wire, 1) == 0x12


def test_in_order_answers(printer: ReceiptPrinter, wire: socket.socket) -> None:
    wire.sendall(b"\x1dr\x01\x1dIC")
    assert wire.makefile("rb").read(9) == b"\x00_SIM-80\x00"


def test_paper_ends_in_the_middle_and_comes_back(
    printer: ReceiptPrinter, wire: socket.socket
) -> None:
    printer.fault("out_after_lines", None, 3)
    wire.sendall(b"".join(b"line %d\n" % n for n in range(6)) + CUT)
    wait_for(lambda: printer.state()["paper"] == "out")
    assert status(wire, 4) == 0x7E, "answered while the job waits"
    assert printer.pieces()[-1].text() == "line 0\nline 1\nline 2\n"
    assert printer.pieces()[-1].cut is None
    printer.set_paper("ok")
    wait_for(lambda: printer.pieces()[-1].cut == "partial")
    assert printer.pieces()[-1].text().count("line") == 6


def test_a_waiting_job_can_be_thrown_away(printer: ReceiptPrinter, wire: socket.socket) -> None:
    printer.fault("out_after_lines", None, 1)
    wire.sendall(b"mine\nsecret\n")
    wait_for(lambda: printer.state()["paper"] == "out")
    wire.sendall(bytes.fromhex("10140801031401060208"))
    wait_for(lambda: not printer.state()["busy"])
    printer.set_paper("ok")
    assert printed(printer, wire, b"void\n").text() == "mine\nvoid\n"


def test_the_job_survives_its_sender(printer: ReceiptPrinter) -> None:
    printer.set_paper("out")
    with connect(printer) as sender:
        sender.sendall(b"kept\n" + CUT)
    wait_for(lambda: printer.state()["connections"] == 0)
    printer.set_paper("ok")
    wait_for(lambda: bool(printer.pieces()) and printer.pieces()[-1].cut is not None)
    assert printer.pieces()[-1].text() == "kept\n"


def test_a_cut_without_feed_leaves_the_last_lines_inside(
    printer: ReceiptPrinter, wire: socket.socket
) -> None:
    wire.sendall(b"".join(b"line %d\n" % n for n in range(8)) + b"\x1dV\x00x")
    wait_for(lambda: len(printer.pieces()) == 2)
    first, second = printer.pieces()
    assert first.text() == "line 0\nline 1\nline 2\nline 3\n"
    assert second.text() == "line 4\nline 5\nline 6\nline 7\n"


def test_cutter_jam(printer: ReceiptPrinter, wire: socket.socket) -> None:
    printer.fault("cutter_error", 1, None)
    wire.sendall(b"text\n" + CUT)
    wait_for(lambda: bool(printer.state()["cutter_error"]))
    assert [status(wire, n) for n in (1, 2, 3)] == [0x1A, 0x52, 0x1A]
    printer.clear()
    wait_for(lambda: printer.pieces()[-1].cut is not None)


def test_power_off_refuses_and_forgets(printer: ReceiptPrinter, wire: socket.socket) -> None:
    printer.set_paper("out")
    wire.sendall(b"lost\n")
    wait_for(lambda: bool(printer.state()["busy"]))
    printer.fault("power_off", None, None)
    assert wire.recv(1) == b""
    with pytest.raises(ConnectionRefusedError):
        connect(printer)
    printer.clear()
    with connect(printer) as again:
        assert printed(printer, again, b"new\n").text() == "new\n"


def test_no_answer_to_status(printer: ReceiptPrinter, wire: socket.socket) -> None:
    printer.fault("unknown", None, None)
    wire.settimeout(0.1)
    with pytest.raises(TimeoutError):
        status(wire, 1)


def test_noise_in_place_of_a_status_while_it_starts(
    printer: ReceiptPrinter, wire: socket.socket
) -> None:
    printer.fault("booting", 1, None)
    wire.sendall(b"\x10\x04\x01")
    assert wire.recv(64) == NOISE
    assert status(wire, 1) == 0x12


def test_connection_breaks_in_the_middle(printer: ReceiptPrinter, wire: socket.socket) -> None:
    printer.fault("drop_mid_job", 1, 100)
    wire.sendall(b"some text of a line\n" * 50)
    with pytest.raises(ConnectionResetError):
        wire.recv(1)
    wait_for(lambda: not printer.state()["busy"])
    assert 4 < printer.pieces()[-1].text().count("line") < 10


def test_paper_waits_in_the_slot(printer: ReceiptPrinter, wire: socket.socket) -> None:
    piece = printed(printer, wire, b"text\n")
    assert printer.state()["in_slot"] == [piece.number]
    assert printer.take() == [piece.number]
    assert printer.state()["in_slot"] == []
