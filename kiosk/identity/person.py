"""A person as the terminal knows one: what the card said, in words people read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from drivers.id_card.contract import CardKind, IdCard
from drivers.smart_card.contract import SocialSecurityCard
from kiosk.dates import full_date
from kiosk.identity.numbers import is_valid
from kiosk.text import _

_NATIONS = """
汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜
水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒
乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺
"""
NATION_NAMES = {f"{code:02}": name for code, name in enumerate(_NATIONS.split(), start=1)} | {
    "97": "其他",
    "98": "外国血统",
}
"""民族, GB/T 3304-1991 with the card's own 97 and 98."""

SEX_NAMES = {"0": "未知", "1": "男", "2": "女", "9": "未说明"}
"""性别, GB/T 2261.1-2003."""


class CardFault(StrEnum):
    """Why a card cannot be used for an application."""

    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    BAD_NUMBER = "bad_number"


@dataclass(frozen=True)
class CardProblem:
    """What is wrong with a card, for the citizen: a sentence, and what to do now."""

    fault: CardFault
    sentence: str
    next_step: str


@dataclass(frozen=True)
class Person:
    """Who stands here. `valid_to` None means 长期; texts are empty where it was not told.

    Of who came with a code of the platform's app the ID number is known with stars in its middle
    only, and `ref` is the platform's own name of them. The representation shows nothing of it:
    people must not reach a log.
    """

    kind: CardKind
    name: str = field(repr=False)
    number: str = field(repr=False)
    ref: str = field(default="", repr=False)
    sex: str = field(default="", repr=False)
    nation: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    valid_from: date | None = field(default=None, repr=False)
    valid_to: date | None = field(default=None, repr=False)

    @classmethod
    def from_card(cls, card: IdCard) -> Person:
        """The person a card belongs to; a foreign card without a Chinese name gives the other."""
        return cls(
            kind=card.kind,
            name=card.name or card.english_name,
            number=card.number.upper(),
            sex=SEX_NAMES.get(card.sex, ""),
            nation=NATION_NAMES.get(card.nation, ""),
            address=card.address,
            valid_from=card.valid_from,
            valid_to=card.valid_to,
        )

    @classmethod
    def from_social_card(cls, card: SocialSecurityCard) -> Person:
        """The bearer of a social security card (社会保障卡); it knows no address."""
        return cls(
            kind=CardKind.CITIZEN,
            name=card.name,
            number=card.social_security_number.upper(),
            sex=SEX_NAMES.get(card.sex, ""),
            nation=NATION_NAMES.get(card.nation, ""),
            valid_from=card.issued,
            valid_to=card.expires,
        )

    def problems(self, today: date) -> tuple[CardProblem, ...]:
        """Everything that keeps this card from being used today."""
        found = []
        if self.valid_to is not None and today > self.valid_to:
            found.append(_expired(self.valid_to))
        if self.valid_from is not None and today < self.valid_from:
            found.append(_not_yet_valid(self.valid_from))
        if not is_valid(self.number, today):
            found.append(_bad_number())
        return tuple(found)


def _expired(last_day: date) -> CardProblem:
    return CardProblem(
        CardFault.EXPIRED,
        _("您的证件有效期到{day}为止，已经过期了。").format(day=full_date(last_day)),
        _("请带上户口本或其他证件到窗口办理；换领新证可以就近到派出所。"),
    )


def _not_yet_valid(first_day: date) -> CardProblem:
    return CardProblem(
        CardFault.NOT_YET_VALID,
        _("您的证件从{day}起才有效，现在还不能用。").format(day=full_date(first_day)),
        _("如果手边有仍然有效的旧证，请换那一张；没有的话请到窗口办理。"),
    )


def _bad_number() -> CardProblem:
    return CardProblem(
        CardFault.BAD_NUMBER,
        _("没有读清您的证件号码。"),
        _("请把证件重新放一次；还是不行的话，请到窗口办理。"),
    )
