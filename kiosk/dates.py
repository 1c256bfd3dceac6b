"""Days as people say them, in the language in force: 12月3日, 3 December."""

from __future__ import annotations

from datetime import date

from kiosk.text import Words, _


def weekday(day: date) -> Words:
    """周四, Thursday."""
    names = (_("周一"), _("周二"), _("周三"), _("周四"), _("周五"), _("周六"), _("周日"))
    return names[day.weekday()]


def month_day(day: date) -> Words:
    """12月3日, 3 December."""
    return _("{month}{day}日").format(month=_month(day), day=day.day)


def named_day(day: date) -> Words:
    """12月3日 周四; Thursday, 3 December."""
    return _("{date}\u2002{weekday}").format(date=month_day(day), weekday=weekday(day))


def full_date(day: date) -> Words:
    """2026年12月3日, 3 December 2026."""
    return _("{year}年{month}{day}日").format(year=day.year, month=_month(day), day=day.day)


def by_day(day: date | None, estimated: bool) -> Words:
    """12月3日（周四）前, 预计 before it where it is `estimated`; None: told later."""
    if day is None:
        return _("预计日期另行通知")
    when = {"day": month_day(day), "weekday": weekday(day)}
    if estimated:
        return _("预计{day}（{weekday}）前").format(**when)
    return _("{day}（{weekday}）前").format(**when)


def months(first: date, last: date) -> Words:
    """2026年10月, 2026年9月至10月, 2025年12月至2026年1月, by any day of the first and the last."""
    begins = _("{year}年{month}").format(year=first.year, month=_month(first))
    if (first.year, first.month) == (last.year, last.month):
        return begins
    if first.year == last.year:
        words = _("{year}年{first}至{last}")
        return words.format(year=first.year, first=_month(first), last=_month(last))
    ends = _("{year}年{month}").format(year=last.year, month=_month(last))
    return _("{first}至{last}").format(first=begins, last=ends)


def _month(day: date) -> Words:
    names = (
        *(_("1月"), _("2月"), _("3月"), _("4月"), _("5月"), _("6月")),
        *(_("7月"), _("8月"), _("9月"), _("10月"), _("11月"), _("12月")),
    )
    return names[day.month - 1]
