"""The gallery's samples in English: with the words that the core would have used."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kiosk import text
from tests.gallery.told import told


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    text.use_language("en")
    yield
    text.use_language("zh_CN")


@pytest.mark.parametrize(
    ("sample", "said"),
    [
        ("2026年11月24日", "24 November 2026"),
        ("11月20日 14:41", "20 November 14:41"),
        ("11月27日（周五）前", "by Friday, 27 November"),
        ("1 个工作日", "1 working day"),
        ("余 8 个", "8 left"),
        ("证明已经办好，不用重新办。", "证明已经办好，不用重新办。"),
        ("示例区政务服务中心", "示例区政务服务中心"),
    ],
)
def test_a_sentence_that_is_put_together_is_put_together_anew(sample: str, said: str) -> None:
    assert told(sample) == said
