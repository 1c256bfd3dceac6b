"""The technician's A4 page."""

from __future__ import annotations

import asyncio
import subprocess
from datetime import datetime

from kiosk.papers import test_page
from kiosk.papers.pieces import BEIJING, Imprint

AT = datetime(2026, 11, 22, 14, 30, tzinfo=BEIJING)


def test_one_page_with_all_that_a_printer_must_be_able_to_do() -> None:
    imprint = Imprint("示例市便民服务中心", "demo-terminal", "TEST1", AT)
    pdf = asyncio.run(test_page.page(imprint))
    told = subprocess.run(["pdfinfo", "-"], input=pdf, capture_output=True, check=True).stdout
    assert b"Pages:           1" in told
    words = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    text = words.stdout.decode()
    for one in ("测试页", "龘", "𬍛", "100 mm", "demo-terminal", "2026年11月22日 14:30"):
        assert one in text.replace("2026 年 11 月 22 日", "2026年11月22日")
