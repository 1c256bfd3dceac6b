"""A face as the second factor (实人认证), where the service's level asks for it.

Asked for at the moment it is needed and no sooner, after a consent of its own, and with the window
beside it at every turn. Nothing is compared here: the platform compares with the register, and says
the same, another, or that it cannot tell. The terminal looks that a picture is worth sending, and
asks to come nearer between two pictures: a hint against a printed photograph, no proof of life.
Whoever cannot come nearer is sent as they stood, and the platform hears that.
"""

from __future__ import annotations

import base64
from datetime import datetime
from functools import partial

from drivers.camera.contract import Camera
from kiosk.catalogue.model import Item
from kiosk.conversation import Back
from kiosk.conversation.questions import Consent, Option, Row, ShowFace, Trouble
from kiosk.journeys import device_troubles, troubles
from kiosk.journeys.as_citizen import known_to_backend, reach_as_citizen
from kiosk.journeys.draft import Application
from kiosk.journeys.face_pictures import DEADLINE, FacePictures, watch
from kiosk.journeys.face_told import kept
from kiosk.onenetwork.models import CitizenSession
from kiosk.onenetwork.problem import BackendProblem, ProblemCode
from kiosk.session import Session
from kiosk.text import _, counted

REFUSED = (
    ProblemCode.FACE_DIFFERS,
    ProblemCode.FACE_UNCLEAR,
    ProblemCode.TOO_MANY_REQUESTS,
)


def possible(session: Session) -> bool:
    """Whether a face can be taken here, and sent sealed."""
    sealed = session.services.settings.backend.field_cipher != "none"
    return sealed and session.services.hub.face_camera.configured


async def check_face(session: Session, service: str, item: Item) -> None:
    """Nobody begins here what cannot be ended here.

    Raises:
        Back, Leave, TimedOut, ToWindow: as the citizen chose.
    """
    if item.wants_face and not possible(session):
        await troubles.ask(session, device_troubles.face_not_here(session, service))


async def second_factor(application: Application) -> None:
    """Have the face compared, unless the platform is sure enough already.

    Raises:
        Back, Leave, TimedOut, ToWindow: as the citizen chose.
    """
    session, item = application.session, application.draft.item
    if (await known_to_backend(application)).assurance >= item.assurance:
        return
    await session.conversation.ask(_consent(application))
    agreed_at = datetime.now().astimezone()
    problem: str | None = ""
    while problem is not None:
        pictures = await _taken(application, problem)
        problem = await _compared(application, pictures, agreed_at)


def _consent(application: Application) -> Consent:
    item = application.draft.item
    return Consent(
        service=application.service,
        progress=application.progress(1),
        asker=item.department,
        purpose=_("确认是您本人：{name}").format(name=item.short_name),
        reads=(_("您的脸，拍两张"), _("只送去和登记的照片比对")),
        kept=kept(),
        shared_with=_("一网通办平台的实人认证"),
        face=True,
    )


async def _taken(application: Application, problem: str) -> FacePictures:
    """Pictures worth comparing."""
    session = application.session
    question = ShowFace(
        service=application.service,
        progress=application.progress(1),
        where=session.services.settings.places.face_camera,
        problem=problem,
    )
    while True:
        try:
            seen = await session.conversation.during(question, watch(session))
        finally:
            session.services.background(_rest(session))
        if isinstance(seen, FacePictures):
            return seen
        detail = "" if seen is None else getattr(seen, "detail", "") or getattr(seen, "reason", "")
        trouble = device_troubles.face_camera_down(session, application.service, detail)
        await troubles.ask(session, trouble)


async def _rest(session: Session) -> None:
    await session.services.hub.face_camera.call(Camera.rest, deadline=DEADLINE)


async def _compared(
    application: Application, pictures: FacePictures, agreed_at: datetime
) -> str | None:
    """None when it is the same person; else what to do better, once the citizen tries again.

    Raises:
        Back, Leave, TimedOut, ToWindow: as the citizen chose.
    """
    from kiosk.onenetwork.identity import FaceFactor

    session = application.session
    factor = FaceFactor(
        frames=tuple(base64.b64encode(jpeg).decode() for jpeg in pictures.jpegs),
        action="closer" if pictures.came_closer else "none",
        consent_at=agreed_at,
    )
    ask = partial(_ask, session, factor)
    try:
        citizen = await reach_as_citizen(session, application.service, ask, refusals=REFUSED)
    except BackendProblem as refused:
        await session.record("face.refused")
        if await troubles.ask(session, _told(application, refused)) != troubles.RETRY:
            raise Back from None
        return _better(refused)
    session.raised(citizen)
    await session.record("face.compared")
    return None


async def _ask(session: Session, factor: object, token: str) -> CitizenSession:
    from kiosk.onenetwork.identity import FaceFactor

    assert isinstance(factor, FaceFactor)
    return await session.services.backend.identity.add_face(token, factor)


def _better(refused: BackendProblem) -> str:
    if refused.code is ProblemCode.FACE_DIFFERS:
        return _("刚才没有比对上，请本人再看一次镜头。")
    return _("刚才没看清，请摘下口罩和墨镜，正对镜头。")


def _told(application: Application, refused: BackendProblem) -> Trouble:
    """What came of it, how often it may be tried again, and the window."""
    session, left = application.session, refused.attempts_left
    differs = refused.code is ProblemCode.FACE_DIFFERS
    again = (
        Row(_("再拍一次"), counted("还可以试 {n} 次", left))
        if left
        else Row(_("先不能再拍了"), _("试的次数用完了，过一阵再来"))
    )
    on = Option(troubles.RETRY, _("再拍一次")) if left else Option(troubles.GO_ON, _("返回"))
    return Trouble(
        service=application.service,
        icon="camera",
        title=_("没有比对上") if differs else _("这次没有办法比对"),
        line=_("这不代表您做错了什么，您填的内容都还在。"),
        happened=(refused.user_message,),
        todo=(again, Row(_("不想再拍，就到窗口办"), session.services.settings.places.window)),
        options=(troubles.window_option(), on),
        help_code=refused.help_code or troubles.help_code("K"),
        can_back=True,
    )
