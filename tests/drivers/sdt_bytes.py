"""SDT frames and text blocks as the specification writes them, apart from the driver's codec."""

from __future__ import annotations

from collections.abc import Callable

from tests.drivers.far_end import in_turn

HEAD = bytes.fromhex("AAAAAA9669")
RESET, STATUS, SAM_ID, FIND = "10ff", "11ff", "12ff", "2001"
SELECT, READ, READ_PRINTS = "2002", "3001", "3010"


def frame(word: int, data: bytes = b"") -> bytes:
    """An answer frame."""
    body = (len(data) + 4).to_bytes(2, "big") + bytes((0, 0, word)) + data
    check = 0
    for byte in body:
        check ^= byte
    return HEAD + body + bytes((check,))


OK = frame(0x90)
NO_CARD = bytes.fromhex("AAAAAA9669 0004 000080 84")
FOUND = bytes.fromhex("AAAAAA9669 0008 00009F 00000000 97")
SELECTED = frame(0x90, bytes(8))
NOT_SELECTED = frame(0x81)
READ_FAILED = frame(0x41)
SAM = frame(0x90, bytes(16))


def text_block(*fields: tuple[int, int, str]) -> bytes:
    """Fields (offset, size, text), blanks elsewhere."""
    block = bytearray(" ".encode("utf-16-le") * 128)
    for at, size, text in fields:
        block[at : at + size] = text.ljust(size // 2).encode("utf-16-le")
    return bytes(block)


CITIZEN = (
    (0, 30, "张示例"),
    (30, 2, "1"),
    (32, 4, "01"),
    (36, 16, "19900307"),
    (52, 70, "示例市示例区示例路1号"),
    (122, 36, "990101199003070015"),
    (158, 30, "示例市公安局"),
    (188, 16, "20200101"),
    (204, 16, "20400101"),
)
PHOTO = bytes(range(256)) * 4


def base(text: bytes, photo: bytes = PHOTO) -> bytes:
    """The answer to a base read."""
    sizes = len(text).to_bytes(2, "big") + len(photo).to_bytes(2, "big")
    return frame(0x90, sizes + text + photo)


CARD = base(text_block(*CITIZEN))
PRINT_MARK = b"a ridge of a finger that nobody has"


def print_of(finger: int) -> bytes:
    """One finger's 512 bytes."""
    return (b"C\x01\x12\x01\x50" + bytes((finger,)) + PRINT_MARK * 20)[:512]


def with_prints(*fingers: int) -> bytes:
    """The answer to a read with prints."""
    parts = (text_block(*CITIZEN), PHOTO, b"".join(print_of(finger) for finger in fingers))
    sizes = b"".join(len(part).to_bytes(2, "big") for part in parts)
    return frame(0x90, sizes + b"".join(parts))


class Sam:
    """Answers requests by their command; a command's answers come in turn, the last for ever."""

    def __init__(self, **answers: tuple[bytes, ...]) -> None:
        usual = {
            RESET: (OK,),
            STATUS: (OK,),
            SAM_ID: (SAM,),
            FIND: (FOUND,),
            SELECT: (SELECTED,),
            READ: (CARD,),
            READ_PRINTS: (with_prints(11, 16),),
        }
        given = {name.removeprefix("c"): replies for name, replies in answers.items()}
        self._answers: dict[str, Callable[[], bytes]] = {
            command: in_turn(*replies) for command, replies in (usual | given).items()
        }
        self.commands: list[str] = []

    def __call__(self, request: bytes) -> bytes:
        assert request.startswith(HEAD + b"\0\3")
        command = request[7:9].hex()
        self.commands.append(command)
        return self._answers[command]()
