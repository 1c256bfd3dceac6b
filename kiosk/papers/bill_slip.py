"""应缴费用单: what is due on an account, and how it is paid; no receipt, for nothing was paid."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from drivers.receipt_printer.contract import Align, Line, Part, Qr, Receipt, Rule, Space
from kiosk.dates import month_day, months
from kiosk.onenetwork.bills import AccountDue, Bill
from kiosk.papers.pieces import (
    HOTLINE,
    QR_MODULE_DOTS,
    Imprint,
    colophon,
    head,
    in_beijing,
    numbered,
    pair,
    spaced,
)
from kiosk.text import Words, _

FEN = 100


def bill_slip(due: AccountDue, service: str, consult_phone: str, imprint: Imprint) -> Receipt:
    """Its account stands on it whole, as on the provider's own bills: it is needed to pay."""
    today = in_beijing(imprint.printed_at).date()
    return Receipt(
        (
            *head(imprint, _("应缴费用单"), _("不是发票，也不是收据")),
            pair(_("事项"), service),
            pair(_("收费单位"), due.provider),
            pair(_("户号"), spaced(due.account)),
            *((pair(_("户主"), due.holder),) if due.holder else ()),
            Rule(),
            *(part for one in due.bills for part in _bill(one, today)),
            Line(_("一共 {amount}").format(amount=yuan(due.total_fen)), bold=True, size=2),
            Rule(),
            *_by_phone(due),
            *numbered(_("怎么交"), ways_to_pay(due, consult_phone)),
            Rule(),
            *_places(due),
            pair(_("咨询电话"), consult_phone),
            pair(_("政务热线"), HOTLINE),
            Rule(),
            *colophon(imprint),
        )
    )


def ways_to_pay(due: AccountDue, consult_phone: str) -> Iterator[Words]:
    """In sentences, the first of them that the terminal takes no money."""
    yield _("本机不收钱。")
    if due.pay_url:
        yield _("用手机扫码，在收费单位自己的网页上交。")
    if not (due.pay_url or due.pay_at):
        yield _("请打 {phone}，问一问在哪里交。").format(phone=consult_phone)


def yuan(fen: int) -> Words:
    """86.40 元."""
    return _("{amount} 元").format(amount=f"{fen // FEN}.{fen % FEN:02}")


def span(bill: Bill) -> Words:
    """The months it is for."""
    return months(bill.first_month, bill.last_month)


def is_late(bill: Bill, today: date) -> bool:
    """Whether its last day is over."""
    return bill.due_on is not None and bill.due_on < today


def pay_by(bill: Bill, today: date) -> Words:
    """最晚11月30日交."""
    if bill.due_on is None:
        return _("没有限期")
    if is_late(bill, today):
        return _("{day}到期，请尽快交").format(day=month_day(bill.due_on))
    return _("最晚{day}交").format(day=month_day(bill.due_on))


def _bill(bill: Bill, today: date) -> tuple[Part, ...]:
    return (
        Line(span(bill), bold=True),
        pair(_("金额"), yuan(bill.amount_fen)),
        pair(_("期限"), pay_by(bill, today)),
        Space(),
    )


def _by_phone(due: AccountDue) -> Iterator[Part]:
    if due.pay_url:
        yield Qr(due.pay_url, QR_MODULE_DOTS)
        yield Line(_("手机扫码交费"), align=Align.CENTRE)
        yield Space()


def _places(due: AccountDue) -> Iterator[Part]:
    if due.pay_at:
        told = (f"{one.name} {one.address} {one.hours}" for one in due.pay_at)
        yield from numbered(_("附近能交费的地方"), told)
        yield Rule()
