"""Screens in the middle of something: news has come, a key was pressed, a dialog stands on top."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from screens.kit.untyped import Untyped
from tests.gallery.entries import Entry
from tests.screens import samples_apply as apply
from tests.screens import samples_face as face
from tests.screens import samples_find as find
from tests.screens import samples_page as page
from tests.screens import samples_staff as staff

EMERGENCY = "本楼有火情。请不要乘电梯，马上从最近的楼梯离开，到楼前广场集合。"


def _idle(_screen: Untyped) -> Any:  # noqa: ANN401 - a dialog
    from screens.idle import IdleDialog

    dialog = IdleDialog(20.0, lambda: None)
    dialog.show_left(16)
    return dialog


def _help(_screen: Untyped) -> Any:  # noqa: ANN401 - a dialog
    from screens.help import HelpDialog, Places

    places = Places("12345", "一楼 3 号综合窗口", "工作日 9:00 至 17:30")
    return HelpDialog(places, lambda _: None, video=True)


def _help_came(screen: Untyped) -> Any:  # noqa: ANN401 - a dialog
    dialog = _help(screen)
    dialog.news(find.HELP_TOLD)
    return dialog


def _help_video(screen: Untyped) -> Any:  # noqa: ANN401 - a dialog
    dialog = _help(screen)
    dialog.news(find.HELP_VIDEO)
    return dialog


def _help_not_told(screen: Untyped) -> Any:  # noqa: ANN401 - a dialog
    dialog = _help(screen)
    dialog.news(find.HELP_NOT_TOLD)
    return dialog


def _emergency(screen: Untyped) -> Any:  # noqa: ANN401 - a dialog
    from screens.emergency import EmergencyCover

    screen.header.alarm = EMERGENCY
    return EmergencyCover(EMERGENCY)


def _long_emergency(_screen: Untyped) -> Any:  # noqa: ANN401 - a dialog
    from screens.emergency import EmergencyCover

    return EmergencyCover("\n".join((EMERGENCY, EMERGENCY, EMERGENCY)))


def _after_emergency(screen: Untyped) -> None:
    screen.header.alarm = EMERGENCY


def _refused(screen: Untyped) -> None:
    screen.on_main()


def _in_the_middle(screen: Untyped) -> None:
    screen.entries["address"].typed.behind = 6
    for letter in "xian":
        screen.keys._type(letter)


def _dim(screen: Untyped) -> None:
    screen._darken()


def _open_all(screen: Untyped) -> None:
    from screens.kit.theme import theme

    if theme.elder:
        screen._open_all()


def scenes() -> Iterator[Entry]:
    """All scenes."""
    yield Entry("idle-warning", apply.FORM, act=_idle)
    yield Entry("help", find.GUIDE, act=_help)
    yield Entry("help-came", find.GUIDE, act=_help_came)
    yield Entry("help-video", find.GUIDE, act=_help_video)
    yield Entry("help-not-told", find.GUIDE, act=_help_not_told)
    yield Entry("emergency", apply.FORM, act=_emergency)
    yield Entry("emergency-long", apply.FORM, act=_long_emergency)
    yield Entry("emergency-read", apply.FORM, act=_after_emergency)
    yield Entry("emergency-at-rest", find.ATTRACT, act=_after_emergency)
    yield Entry("emergency-at-home", find.HOME, act=_after_emergency)
    yield Entry("attract-dimmed", find.ATTRACT, act=_dim)
    yield Entry("home-all", find.HOME, act=_open_all)
    yield Entry("card-seen", apply.PLACE_CARD, (apply.CARD_SEEN,))
    yield Entry("card-awaited", apply.PLACE_CARD, (apply.CARD_AWAITED,))
    yield Entry("capture-live", page.CAPTURE, (page.live_frame(),))
    yield Entry("face-live", face.SHOW_FACE, (face.frame(),))
    yield Entry("face-masked", face.SHOW_FACE_AGAIN, (face.masked(),))
    yield Entry("capture-nothing", page.CAPTURE, (page.live_frame(False),))
    watched = replace(page.live_frame(), gauges=staff.GAUGES)
    yield Entry("camera-live", staff.CAMERA, (watched,))
    yield Entry("captured", page.captured())
    yield Entry("captured-blurred", page.captured(False))
    yield Entry("working-still", apply.WORKING, (apply.STILL_WORKING,))
    yield Entry("paper-half", apply.ACCEPTED, (apply.PAPER_HALF,))
    yield Entry("paper-failed", apply.ACCEPTED, (apply.PAPER_FAILED,))
    yield Entry("rating-bad", apply.RATE, (apply.PAD_TWO,))
    yield Entry("rating-good", apply.RATE, (apply.PAD_FIVE,))
    yield Entry("form-address", replace(apply.FORM, focus="address"))
    yield Entry("form-caret", replace(apply.FORM, focus="address"), act=_in_the_middle)
    wrong = replace(apply.FORM, values={**apply.FORM.values, "phone": "1380000000"})
    yield Entry("form-wrong", wrong, act=_refused)
