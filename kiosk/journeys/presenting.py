"""A licence shown from a phone (亮证码): its code held up to the reader, in a page's place.

The holder made the code in the platform's app, which is their consent, for one use: it may be
another person's licence. Who has no phone photographs, as ever.
"""

from __future__ import annotations

import uuid
from functools import partial

from drivers.code_reader.contract import Code
from kiosk.catalogue.model import Material
from kiosk.journeys.draft import Application
from kiosk.journeys.paperless import granted
from kiosk.journeys.reaching import patiently
from kiosk.onenetwork.licences import Presentation
from kiosk.onenetwork.problem import BackendError, BackendProblem, ProblemCode
from kiosk.session import Session
from kiosk.text import _


def may_be_shown(session: Session, material: Material) -> bool:
    """Whether a licence could stand for this page, and there is a reader to show it to."""
    return bool(material.licence_kind) and session.services.hub.code_reader.configured


async def take(application: Application, material: Material, code: Code) -> str:
    """Let the licence behind the code stand for the material.

    Returns:
        Why it does not, in words; empty when it does.
    """
    session, draft = application.session, application.draft
    shown = Presentation(code=code.text, item_code=draft.item.code, purpose=draft.item.short_name)
    library, key = session.services.backend.licences, uuid.uuid4().hex
    try:
        asked = partial(library.present, shown, key=key)
        presented = await patiently(session, application.service, asked)
    except BackendError as error:
        return _why_not(error)
    if material.code not in presented.authorisation.satisfies:
        return _("这份证照不能代替{name}，请拍照。").format(name=material.name)
    licence = presented.licence
    draft.granted[licence.licence_id] = granted(licence, presented.authorisation)
    await session.record("licence.presented")
    return ""


def _why_not(error: BackendError) -> str:
    code = error.code if isinstance(error, BackendProblem) else ""
    if code is ProblemCode.CODE_EXPIRED:
        return _("亮证码过期了。请在手机上刷新，再对着扫码口。")
    if code is ProblemCode.NOT_FOUND:
        return _("这不是亮证码。请在手机上打开电子证照，按“亮证”。")
    if code is ProblemCode.INVALID:
        return _("这份证照用不上，或者已经过期。请拍照。")
    return _("现在取不到电子证照，请拍照。")
