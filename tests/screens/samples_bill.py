"""What is due for water, gas, power or television, and the account it is due on."""

from __future__ import annotations

from kiosk.conversation.questions import (
    FieldKind,
    FillForm,
    FormField,
    Group,
    Option,
    Row,
    ShowMatter,
)

FORM_BILL_UNKNOWN = FillForm(
    service="水费查询",
    title="把缴费单上的码对准扫码口，|或者输户号",
    from_card=(),
    fields=(
        FormField("account", "户号", FieldKind.NUMBER, "10 位数字，在水费单左上角", max_length=10),
    ),
    values={"account": "9901220009"},
    check=lambda _name, _value: "没有查到这个号码，请对着缴费单再看一看。",
)
BILL_DUE = ShowMatter(
    service="水费查询",
    title="应缴 165.75 元",
    line="示例市供水有限公司，户主 张**",
    icon="housing",
    chip="到期没交",
    chip_kind="warn",
    code="9901220001",
    code_label="户号",
    qr="https://ywtb.example/pay/992022080009?account=9901220001",
    qr_line="手机扫码交费",
    groups=(
        Group(
            "应缴的费用",
            rows=(
                Row("2026年9月", "79.35 元，11月16日到期，请尽快交"),
                Row("2026年10月", "86.40 元，最晚12月1日交"),
            ),
        ),
        Group(
            "怎么交",
            lines=(
                "本机不收钱。",
                "用手机扫码，在收费单位自己的网页上交。",
            ),
        ),
        Group(
            "附近能交费的地方",
            rows=(
                Row(
                    "示例社区便民服务站", "走路 6 分钟、示例市示例区样例路 8 号、工作日 9:00–17:00"
                ),
                Row("示例区图书馆自助服务角", "走路 12 分钟、示例市示例区书香路 2 号、24 小时"),
            ),
        ),
    ),
    options=(
        Option("slip", "打印单子", "应缴费用和怎么交", "receipt"),
        Option("another", "再查一户", "换一个号码", "qr"),
    ),
    main=Option("done", "知道了"),
)
BILL_PAID = ShowMatter(
    service="水费查询",
    title="没有要交的费用",
    line="示例市供水有限公司，户主 李**",
    icon="housing",
    chip="不欠费",
    chip_kind="ok",
    code="9901220002",
    code_label="户号",
    options=(Option("another", "再查一户", "换一个号码", "qr"),),
    main=Option("done", "知道了"),
)
