"""Ports and speeds that a technician mistyped."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from drivers.driver import NoDevice, WrongSettings
from drivers.serial_line import SerialLine


@pytest.fixture
def port() -> Iterator[str]:
    master, slave = os.openpty()
    yield os.ttyname(slave)
    os.close(master)
    os.close(slave)


@pytest.mark.parametrize("baud", [-4, 2**40])
def test_a_speed_that_there_is_not_is_a_wrong_setting(baud: int, port: str) -> None:
    with pytest.raises(WrongSettings, match="baud"):
        SerialLine(port, baud).open()


@pytest.mark.parametrize("path", ["/dev/null", "/", "", "/dev/no-such"])
def test_what_is_no_serial_port_is_no_device(path: str) -> None:
    with pytest.raises(NoDevice):
        SerialLine(path, 9600).open()
