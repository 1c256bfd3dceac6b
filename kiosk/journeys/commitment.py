"""Promises in place of papers: 告知承诺 for what need not be proved, 容缺 for what follows later.

What is promised is read in full on a screen of its own, signed there, and printed for whoever did.
"""

from __future__ import annotations

from datetime import datetime

from kiosk.conversation import Back
from kiosk.conversation.questions import Choose, Clause, Entry, Promise, Signed
from kiosk.dates import full_date
from kiosk.journeys.draft import Application, Draft, Promised
from kiosk.journeys.signature import picture_of
from kiosk.journeys.situation import deferred, on_paper, without
from kiosk.text import Words, _, listed

BRING, COMMIT = "bring", "commit"


def may_commit(draft: Draft) -> bool:
    """Whether a commitment is offered in this case: it replaces something, or is the item's way."""
    commitment = draft.item.commitment
    if commitment is None:
        return False
    return not commitment.replaces or bool(_replaced(draft))


async def ask_commitment(application: Application) -> None:
    """Bring the materials or commit; the commitment is read and signed before going on."""
    draft = application.draft
    while True:
        draft.commits = await _commits(application)
        if not draft.commits:
            draft.commitment = None
            return
        try:
            draft.commitment = await _signed(application, _commitment(application))
        except Back:
            if not _replaced(draft):
                raise
            continue
        return


async def _commits(application: Application) -> bool:
    """Asked where there is a choice: a commitment that replaces nothing is what the item takes."""
    draft = application.draft
    saved = _replaced(draft)
    if not saved:
        return True
    names = listed(saved)
    chosen = await application.session.conversation.ask(
        Choose(
            service=application.service,
            progress=application.progress(2),
            title=_("这些材料，|可以用承诺代替"),
            line=_("两种都可以，您自己选。"),
            entries=(
                Entry(
                    COMMIT,
                    _("签告知承诺书"),
                    _("不用交：{materials}").format(materials=names),
                    "certificate",
                ),
                Entry(
                    BRING,
                    _("照常交材料"),
                    _("拍照交：{materials}").format(materials=names),
                    "copy",
                ),
            ),
        )
    )
    return chosen.key == COMMIT


def _replaced(draft: Draft) -> list[str]:
    """Names of what the commitment saves in this case."""
    commitment = draft.item.commitment
    return [
        one.name
        for one in on_paper(draft)
        if commitment and one.code in commitment.replaces and draft.granted_for(one) is None
    ]


def _commitment(application: Application) -> Promise:
    draft = application.draft
    commitment = draft.item.commitment
    assert commitment is not None
    saved = _replaced(draft)
    line = _("签了就不用交：{materials}。").format(materials=listed(saved)) if saved else ""
    return Promise(
        service=application.service,
        progress=application.progress(2),
        title=commitment.title,
        line=line,
        clauses=(
            Clause(_("告知您"), (notice_of(draft),)),
            Clause(_("承诺什么"), (commitment.text,)),
            Clause(_("承诺不实的责任"), (commitment.liability,)),
        ),
        statement=_("我已读完并明白上面的内容，自愿承诺，愿意承担责任。"),
    )


def notice_of(draft: Draft) -> Words:
    """Who checks, and that nobody has to commit."""
    return _("{department}会在办理中或办好以后核查。不愿意承诺的，可以照常交材料。").format(
        department=draft.item.department
    )


def owes(draft: Draft) -> bool:
    """Whether something is to follow later (容缺)."""
    return bool(deferred(draft))


async def ask_pledge(application: Application) -> None:
    """The pledge that what is missing follows, with the days by which."""
    application.draft.pledge = await _signed(application, _pledge(application))


def _pledge(application: Application) -> Promise:
    return Promise(
        service=application.service,
        progress=application.progress(3),
        title=_("容缺受理承诺书"),
        line=_("现在先办，缺的材料以后补。"),
        clauses=(
            Clause(_("我承诺按时补交"), _following(application.draft)),
            Clause(_("补到哪里"), (_("在本机“查进度”里拍照，或者带到窗口。"),)),
            Clause(
                _("我知道"),
                (
                    _("到期不补，可以中止办理，或者撤销所作的决定。"),
                    _("补交的材料要真实有效，不真实的由我承担责任。"),
                ),
            ),
        ),
        statement=_("我已读完并明白上面的内容，自愿承诺，愿意承担责任。"),
    )


def _following(draft: Draft) -> tuple[str, ...]:
    """Each material that follows, and until when: a day if the platform told one."""
    needs = {one.code: one.defer_until for one in (draft.judged.materials if draft.judged else ())}
    lines: list[str] = []
    for one in on_paper(draft):
        if one.code in deferred(draft):
            until = needs.get(one.code)
            said = without(one) if until is None else _("{day}前").format(day=full_date(until))
            lines.append(_("{material}：{until}").format(material=one.name, until=said))
    return tuple(lines)


async def _signed(application: Application, promise: Promise) -> Promised:
    signed: Signed = await application.session.conversation.ask(promise)
    return Promised(datetime.now().astimezone(), await picture_of(signed))
