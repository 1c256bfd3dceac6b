"""Some of a list: the parts of a bundle. All made up."""

from __future__ import annotations

from dataclasses import replace

from kiosk.conversation.questions import ChooseSome, Entry, MaterialLine
from tests.screens.samples_find import GUIDE

CHOOSE_SOME = ChooseSome(
    service="新生儿出生一件事",
    title="要办哪几件？",
    line="可以只选几件。没选的，以后随时能再办。",
    entries=(
        Entry("1", "《预防接种证》办理", "示例区卫生健康局，2 个工作日"),
        Entry("2", "户口登记", "示例市公安局示例分局，3 个工作日"),
        Entry("3", "城乡居民参保登记", "示例区医疗保障局，3 个工作日"),
        Entry("4", "社会保障卡申领", "示例区人力资源和社会保障局，10 个工作日"),
        Entry("5", "生育医疗费支付", "示例区医疗保障局，10 个工作日"),
    ),
    chosen=("2", "4"),
    too_few="请至少选一件，再按下一步。",
)
CHOOSE_SOME_NONE = replace(CHOOSE_SOME, chosen=(), entries=CHOOSE_SOME.entries[:2])
CHOOSE_SOME_LONG = replace(
    CHOOSE_SOME,
    service="企业职工退休一件事（含灵活就业人员、军队转业人员及异地安置退休人员）",
    title="“企业职工退休一件事”里，您今天想办哪几件？可以只选一件",
    entries=tuple(
        Entry(
            str(number),
            "进城务工人员随迁子女接受义务教育入学申请办理（含外埠户籍人员）",
            "示例市住房公积金管理中心示例区管理部，受理后 20 个工作日内办好",
        )
        for number in range(1, 8)
    ),
    chosen=("1",),
)
GUIDE_BUNDLE = replace(
    GUIDE,
    service="新生儿出生一件事",
    name="新生儿出生|一件事",
    parts=tuple(MaterialLine(one.name, one.line, "") for one in CHOOSE_SOME.entries),
)
