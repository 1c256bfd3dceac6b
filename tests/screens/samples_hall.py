"""When to come to the hall. All made up."""

from __future__ import annotations

from dataclasses import replace

from kiosk.conversation.questions import BookableDay, FreeTime, PickTime, TimesOfDay

MORNING = ("09:00", "09:30", "10:00", "10:30", "11:00")
AFTERNOON = ("13:30", "14:00", "14:30", "15:00", "15:30", "16:00")


def _times(names: tuple[str, ...], full: int) -> tuple[FreeTime, ...]:
    return tuple(
        FreeTime(f"S-{name}", name, "约满" if at < full else f"余 {2 - at % 2} 个", at >= full)
        for at, name in enumerate(names)
    )


def _day(name: str, day: str, full: tuple[int, int]) -> BookableDay:
    parts = (
        TimesOfDay("上午", _times(MORNING, full[0])),
        TimesOfDay("下午", _times(AFTERNOON, full[1])),
    )
    free = sum(time.free for part in parts for time in part.times)
    return BookableDay(name, day, f"余 {free} 个" if free else "约满", parts)


DAYS = (
    _day("周一", "11月23日", (5, 6)),
    _day("周二", "11月24日", (3, 0)),
    _day("周三", "11月25日", (0, 0)),
    _day("周四", "11月26日", (1, 2)),
    _day("周五", "11月27日", (0, 1)),
)
PICK_TIME = PickTime(
    service="结婚登记预约",
    title="想哪一天来？",
    line="示例区政务服务中心，民政区 15–16 号窗口",
    days=DAYS,
    later="看以后的日子",
)
PICK_TIME_ESTIMATE = replace(
    PICK_TIME,
    estimate="这些日子是预计的：放假安排还没有公布，来之前请再看一看。",
    days=(*DAYS, *(replace(day, day=day.day.replace("11月2", "12月1")) for day in DAYS)),
)
PICK_TIME_FULL = replace(PICK_TIME, days=DAYS[:1])
PICK_TIME_NONE = replace(PICK_TIME, days=(), empty="这些天都没有可以约的时间，请看以后的日子。")
