"""What is being told: its kind, the citizen's own words, what it is about, how to reach them.

Nothing but the words is ever demanded; a name goes with them only if it is written.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from drivers.driver import Health
from kiosk.conversation.questions import FieldKind, FillForm, FormField, Row
from kiosk.identity.masking import mask_name, mask_phone
from kiosk.journeys.fill import phone_problem
from kiosk.onenetwork.voices import FeedbackKind, NewFeedback
from kiosk.papers.pieces import HOTLINE
from kiosk.text import Words, _, counted

LONGEST = 400
"""Characters of own words; with part, name and number they must fit the platform's 500."""
LONGEST_NAME = 20
WORDS, PHONE, NAME = "words", "phone", "name"


@dataclass
class Letter:
    """One thing told. `ref` is its id for life."""

    kind: FeedbackKind
    part: str = ""
    """With a broken machine: which part, and how this terminal sees it, in words."""
    fault: tuple[str, Health] | None = None
    """The same for the operator: the device's name."""
    values: dict[str, str] = field(default_factory=dict, repr=False)
    item_code: str | None = None
    case_no: str | None = None
    about: str = ""
    """What it is about, in words."""
    supervise_phone: str = ""
    """Who watches over the office that it is about; empty where that is not known."""
    ref: str = field(default_factory=lambda: uuid.uuid4().hex)

    @property
    def words(self) -> str:
        """As written."""
        return self.values.get(WORDS, "")

    def renew(self) -> None:
        """The platform refused it: the next attempt is another letter."""
        self.ref = uuid.uuid4().hex

    def feedback(self) -> NewFeedback:
        """As it is sent."""
        name = self.values.get(NAME, "")
        told = [self.part, self.words, _("（署名：{name}）").format(name=name) if name else ""]
        return NewFeedback(
            kind=self.kind,
            words="\n".join(str(one) for one in told if one),
            item_code=self.item_code,
            case_no=self.case_no,
            phone=self.values.get(PHONE, ""),
        )

    def phones(self) -> tuple[Row, ...]:
        """Who can be rung instead; with praise and suggestions nobody need be."""
        if self.kind not in ("cannot_be_done", "complaint"):
            return ()
        watching = (Row(_("监督电话"), self.supervise_phone),) if self.supervise_phone else ()
        return (*watching, Row(_("政务热线"), HOTLINE))

    def rows(self) -> tuple[Row, ...]:
        """What goes with the words, as a citizen looks over it."""
        name, phone = self.values.get(NAME, ""), self.values.get(PHONE, "")
        return (
            Row(_("反映的是"), kind_name(self.kind)),
            *((Row(_("哪里坏了"), self.part),) if self.part else ()),
            *((Row(_("关于"), self.about),) if self.about else ()),
            Row(_("留的名字"), mask_name(name) if name else _("不留名字")),
            Row(_("留的电话"), mask_phone(phone) if phone else _("不留电话")),
        )


def kind_name(kind: FeedbackKind) -> Words:
    """办不成事, 投诉 …"""
    return {
        "cannot_be_done": _("办不成事"),
        "complaint": _("投诉"),
        "suggestion": _("建议"),
        "praise": _("表扬"),
        "machine_fault": _("机器坏了"),
        "urge": _("催办"),
    }[kind]


def kind_lines() -> dict[FeedbackKind, Words]:
    """The kinds that are offered here, each with what belongs there."""
    return {
        "cannot_be_done": _("跑了几趟、被推来推去、系统不让办，都可以说。"),
        "complaint": _("态度不好、乱收费、办得太慢。"),
        "suggestion": _("哪里可以做得更好。"),
        "praise": _("谁做得好，告诉我们。"),
        "machine_fault": _("读不了卡、印不出来、屏幕不灵。"),
    }


def form(letter: Letter) -> FillForm:
    """Own words, and a name and a phone if one likes."""
    broken = letter.kind == "machine_fault"
    question = {
        "cannot_be_done": _("什么事没办成？卡在哪里？"),
        "complaint": _("发生了什么事？"),
        "suggestion": _("您的建议"),
        "praise": _("谁做得好？好在哪里？"),
        "machine_fault": _("坏成什么样"),
    }[letter.kind]
    limit = counted("最多 {n} 个字", LONGEST)
    optional = _("可以不写")
    return FillForm(
        service=kind_name(letter.kind),
        title=_("用您自己的话说"),
        from_card=(),
        fields=(
            FormField(
                WORDS,
                question,
                FieldKind.TEXT,
                optional if broken else limit,
                required=not broken,
                max_length=LONGEST,
            ),
            FormField(
                PHONE, _("您的电话"), FieldKind.PHONE, _("想听回电才写"), False, max_length=20
            ),
            FormField(
                NAME, _("您的名字"), FieldKind.NAME, optional, False, max_length=LONGEST_NAME
            ),
        ),
        values={name: letter.values.get(name, "") for name in (WORDS, PHONE, NAME)},
        check=lambda name, value: _problem(name, value.strip(), demanded=not broken),
    )


def take(letter: Letter, values: Mapping[str, str]) -> None:
    """What was filled in."""
    letter.values.update({name: value.strip() for name, value in values.items()})


def _problem(name: str, value: str, *, demanded: bool) -> str | None:
    if name == WORDS and not value:
        return _("请写几个字，说说是什么事。") if demanded else None
    if name == PHONE and value:
        return phone_problem(value, optional=True)
    return None
