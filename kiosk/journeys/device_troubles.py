"""What of a terminal's devices a citizen is told: reader, cards, camera, printer.

As `troubles`, each tells the operator where somebody has to come.
"""

from __future__ import annotations

from drivers.driver import Health
from drivers.receipt_printer.contract import Hindrance
from kiosk.conversation.questions import CardSort, Option, Row, Trouble
from kiosk.identity.person import CardProblem
from kiosk.journeys.troubles import GO_ON, RETRY, help_code, page_operator, window_option
from kiosk.session import Session
from kiosk.text import _


def reader_down(session: Session, service: str, detail: str) -> Trouble:
    """The card reader does not answer."""
    code = help_code("C")
    page_operator(session, "id_card", Health.OFFLINE, detail, code)
    return Trouble(
        service=service,
        icon="card_reader",
        title=_("读卡器没有反应"),
        line=_("不是您的证件有问题。"),
        happened=(_("本机的读卡器现在读不了身份证。"), _("正在通知工作人员。")),
        todo=_wait_or_window(session, _("读卡器常常会自己恢复")),
        options=(window_option(), Option(RETRY, _("再试一次"))),
        help_code=code,
    )


def card_unreadable(session: Session, service: str) -> Trouble:
    """A card lies there that cannot be read."""
    return Trouble(
        service=service,
        icon="card",
        title=_("这张卡读不出来"),
        line=_("请看一看放的是不是身份证。"),
        happened=(
            _("读卡器看到了卡，但是读不出内容。"),
            _("卡坏了、弯了，或者不是身份证，都会这样。"),
        ),
        todo=(
            Row(_("拿开别的卡，只放身份证"), _("手机、公交卡也请拿远一点")),
            Row(_("平放，等到“嘀”一声"), _("放下以后不要移动")),
        ),
        options=(window_option(), Option(RETRY, _("重新放卡"))),
        help_code=help_code("C"),
    )


def slot_down(session: Session, service: str, detail: str) -> Trouble:
    """The reader for cards with contacts does not answer."""
    code = help_code("C")
    page_operator(session, "smart_card", Health.OFFLINE, detail, code)
    return Trouble(
        service=service,
        icon="card_reader",
        title=_("卡槽没有反应"),
        line=_("不是您的卡有问题。"),
        happened=(_("本机的卡槽现在读不了社保卡。"), _("正在通知工作人员。")),
        todo=_another_or_window(session, _("比如用身份证")),
        options=_ways_on(),
        help_code=code,
    )


def code_reader_down(session: Session, service: str, detail: str) -> Trouble:
    """The code reader does not answer."""
    code = help_code("Q")
    page_operator(session, "code_reader", Health.OFFLINE, detail, code)
    return Trouble(
        service=service,
        icon="card_reader",
        title=_("扫码口没有反应"),
        line=_("不是您的手机有问题。"),
        happened=(_("本机的扫码口现在读不了码。"), _("正在通知工作人员。")),
        todo=_another_or_window(session, _("比如用身份证")),
        options=_ways_on(),
        help_code=code,
    )


def chip_unreadable(session: Session, service: str) -> Trouble:
    """A card is in the slot that cannot be read."""
    return Trouble(
        service=service,
        icon="card",
        title=_("这张卡读不出来"),
        line=_("请先把卡拔出来。"),
        happened=(
            _("卡槽里有卡，但是读不出内容。"),
            _("插反了、芯片脏了或者坏了，都会这样。"),
        ),
        todo=(
            Row(_("芯片朝前、朝上，插到底"), _("芯片上有灰，就擦一擦")),
            Row(_("还是不行，用身份证，或者到窗口"), session.services.settings.places.window),
        ),
        options=(window_option(), Option(RETRY, _("重新插卡"))),
        help_code=help_code("C"),
    )


def card_left(session: Session, card: CardSort) -> None:
    """Call the operator: somebody went away without the card."""
    device = "id_card" if card is CardSort.IDENTITY else "smart_card"
    page_operator(session, device, Health.USER_ERROR, "a card was left behind", help_code("C"))


def card_refused(session: Session, service: str, problems: tuple[CardProblem, ...]) -> Trouble:
    """The card was read, but cannot be used (expired, wrong number)."""
    return Trouble(
        service=service,
        icon="card",
        title=_("这张身份证不能用来办理"),
        line=_("您可以换一张证件，或者到窗口办。"),
        happened=tuple(problem.sentence for problem in problems),
        todo=(
            Row(_("手边有别的有效证件，换一张再试"), problems[0].next_step),
            Row(_("没有的话，请到窗口办"), session.services.settings.places.window),
        ),
        options=(window_option(), Option(RETRY, _("换一张再试"))),
        help_code=help_code("C"),
    )


def face_not_here(session: Session, service: str) -> Trouble:
    """The service wants a face compared, and this terminal cannot take the picture."""
    return Trouble(
        service=service,
        icon="camera",
        title=_("这件事要核验人脸，本机做不了"),
        line=_("您还没有填写，什么都没有丢。"),
        happened=(_("办这件事，平台要把本人和登记的照片比对一下。"), _("本机没有人像镜头。")),
        todo=_another_or_window(session, _("到有人像镜头的自助机办")),
        options=(window_option(),),
        help_code=help_code("K"),
        can_back=True,
    )


def face_camera_down(session: Session, service: str, detail: str) -> Trouble:
    """The face camera gives no picture."""
    code = help_code("K")
    page_operator(session, "face_camera", Health.OFFLINE, detail, code)
    return Trouble(
        service=service,
        icon="camera",
        title=_("人像镜头没有画面"),
        line=_("您填的内容都还在。"),
        happened=(_("本机的人像镜头现在拍不了照。"), _("正在通知工作人员。")),
        todo=_wait_or_window(session, _("镜头常常会自己恢复")),
        options=(window_option(), Option(RETRY, _("再试一次"))),
        help_code=code,
        can_back=True,
    )


def camera_down(session: Session, service: str, detail: str) -> Trouble:
    """The document camera gives no picture."""
    code = help_code("K")
    page_operator(session, "document_camera", Health.OFFLINE, detail, code)
    return Trouble(
        service=service,
        icon="camera",
        title=_("拍摄台没有画面"),
        line=_("您填的内容都还在。"),
        happened=(_("本机的拍摄台现在拍不了照。"), _("正在通知工作人员。")),
        todo=_wait_or_window(session, _("拍摄台常常会自己恢复")),
        options=(window_option(), Option(RETRY, _("再试一次"))),
        help_code=code,
    )


def _printer_words(hindrance: Hindrance) -> tuple[str, str]:
    """What the printer lacks, as a title and as a sentence."""
    return {
        Hindrance.PAPER_OUT: (_("打印纸用完了"), _("打印机里没有纸了，回执印不出来。")),
        Hindrance.COVER_OPEN: (_("打印机的盖子开着"), _("打印机的盖子没有关好，印不了。")),
        Hindrance.CUTTER: (_("打印机卡住了"), _("打印机的切纸刀卡住了。")),
        Hindrance.OFFLINE: (_("打印机没有反应"), _("本机的打印机现在不工作。")),
    }[hindrance]


def printer_down(
    session: Session,
    service: str,
    hindrance: Hindrance,
    *,
    kept: str,
    begun: bool | None,
    detail: str,
) -> Trouble:
    """The receipt did not come out, after all else was done; `kept` says what is safe."""
    code = help_code("P")
    page_operator(session, "receipt_printer", Health.HARDWARE_ERROR, detail, code)
    title, what = _printer_words(hindrance)
    half = _("没有印完的半张作废，请留在原处。") if begun else _("回执还没有开始印。")
    return Trouble(
        service=service,
        icon="printer",
        title=title,
        line=kept,
        happened=(what,) if begun is None else (what, half),
        todo=(
            Row(_("请等工作人员来"), _("正在通知，修好以后自动接着印")),
            Row(_("也可以不要回执"), _("记下屏幕上的号码就行，随时可以查")),
        ),
        options=(window_option(), Option(GO_ON, _("不要回执，看号码"))),
        help_code=code,
        clock_stopped=_("等打印机时不计时"),
    )


def printer_not_ready(session: Session, service: str, hindrance: Hindrance) -> Trouble:
    """Before the journey: the receipt will not come out."""
    code = help_code("P")
    page_operator(session, "receipt_printer", Health.HARDWARE_ERROR, hindrance.value, code)
    title, _what = _printer_words(hindrance)
    return Trouble(
        service=service,
        icon="printer",
        title=title,
        line=_("还能办，只是现在印不出回执。"),
        happened=(_("正在通知工作人员。"),),
        todo=(
            Row(_("照常办理"), _("办好以后给您查询码，随时可以查")),
            Row(_("要纸质回执"), _("凭查询码到窗口补印")),
        ),
        options=(window_option(), Option(GO_ON, _("照常办理"))),
        help_code=code,
        can_back=True,
    )


def _ways_on() -> tuple[Option, Option, Option]:
    return (
        window_option(),
        Option(RETRY, _("再试一次"), "", "retry"),
        Option(GO_ON, _("换别的办法")),
    )


def _another_or_window(session: Session, way: str) -> tuple[Row, Row]:
    """What to do where something else does as well."""
    return (
        Row(_("换别的办法"), way),
        Row(_("都不行，就到窗口办"), session.services.settings.places.window),
    )


def _wait_or_window(session: Session, hope: str) -> tuple[Row, Row]:
    """What to do about a device that may come back by itself."""
    return (
        Row(_("等一会儿再试"), hope),
        Row(_("还是不行，就到窗口办"), session.services.settings.places.window),
    )
