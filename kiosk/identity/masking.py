"""Masking (脱敏): what may be shown of a name, an identity number, a phone."""

from __future__ import annotations

STAR = "*"
"""Stands for a sign that is hidden; what was masked may be masked again."""
_COMPOUND = """
欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政
濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 令狐 百里 呼延 东郭 南门
西门 拓跋 轩辕 第五 左丘 梁丘 即墨 达奚 纳兰 完颜 叶赫 那拉 爱新
"""
COMPOUND_SURNAMES = frozenset(_COMPOUND.split())
"""Surnames of two characters (复姓) found among living people."""


def mask_name(name: str) -> str:
    """张示例 → 张**, 欧阳示例 → 欧阳**, 阿依古丽·示例 → 阿**, LI EXAMPLE → L*** E***."""
    name = name.strip()
    if name.isascii():
        return " ".join(word[0] + "***" for word in name.split())
    if "·" in name or "•" in name:
        return name[0] + "**"
    kept = 2 if len(name) > 2 and name[:2] in COMPOUND_SURNAMES else min(1, len(name) - 1)
    return name[:kept] + "*" * min(len(name) - kept, 2)


def number_on_screen(number: str) -> str:
    """990101200001010018 → 990101********0018."""
    return _middle_hidden(number, 6, 4)


def number_on_paper(number: str) -> str:
    """110101200001010026 → 1101**********0026: paper gets lost, so less of it."""
    return _middle_hidden(number, 4, 4)


def mask_phone(phone: str) -> str:
    """13800000000 → 138****0000."""
    digits = "".join(sign for sign in phone if sign.isdigit())
    return _middle_hidden(digits, 3 if len(digits) >= 11 else 0, 4)


def _middle_hidden(text: str, first: int, last: int) -> str:
    """Hide all but the ends; text too short to have a middle is hidden altogether."""
    hidden = len(text) - first - last
    if hidden <= 0:
        return "*" * len(text)
    return text[:first] + "*" * hidden + text[len(text) - last :]
