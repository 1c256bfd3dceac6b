"""Questions a journey may ask. One screen answers one question type.

All text is ready to show (already translated, already masked). Times are shown as given.

An area is imported when the first of its questions is asked for: to make a dataclass takes half a
millisecond, and the first screen needs few of them.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from kiosk.conversation.questions.base import (
    Chosen,
    Picture,
    Progress,
    Question,
    Row,
)
from kiosk.conversation.questions.resting import Attract, OutOfService, PublicNotice

if TYPE_CHECKING:
    from kiosk.conversation.questions.applying import (
        Alternative,
        Captured,
        CapturePage,
        CardSort,
        CardStage,
        Check,
        Consent,
        Edit,
        FieldKind,
        FillForm,
        FormField,
        PageChoice,
        PlaceCard,
        Review,
        ShowFace,
        Signed,
        Stroke,
        Working,
    )
    from kiosk.conversation.questions.choosing import (
        Choose,
        ChooseSome,
        Entry,
        FlowStep,
        Group,
        Plan,
        PlanZone,
        ShowMatter,
    )
    from kiosk.conversation.questions.ending import (
        Accepted,
        After,
        Milestone,
        Option,
        PaperStage,
        Rate,
        Rating,
        TakeAlong,
        TakeCard,
        Thanks,
        Trouble,
        WindowHandover,
    )
    from kiosk.conversation.questions.finding import (
        Category,
        Fact,
        FindService,
        Function,
        Home,
        MaterialLine,
        Opened,
        ReadGuide,
        Selected,
        ServiceCard,
        Typed,
    )
    from kiosk.conversation.questions.hall import (
        BookableDay,
        FreeTime,
        PickTime,
        TimesOfDay,
    )
    from kiosk.conversation.questions.maintaining import Area, Maintain, PartTold, WatchCamera
    from kiosk.conversation.questions.printing import (
        PagesStage,
        PreviewPaper,
        ShowCode,
        TakePages,
    )
    from kiosk.conversation.questions.promising import Clause, Promise

__all__ = [
    "Accepted",
    "After",
    "Alternative",
    "Area",
    "Attract",
    "BookableDay",
    "CapturePage",
    "Captured",
    "CardSort",
    "CardStage",
    "Category",
    "Check",
    "Choose",
    "ChooseSome",
    "Chosen",
    "Clause",
    "Consent",
    "Edit",
    "Entry",
    "Fact",
    "FieldKind",
    "FillForm",
    "FindService",
    "FlowStep",
    "FormField",
    "FreeTime",
    "Function",
    "Group",
    "Home",
    "Maintain",
    "MaterialLine",
    "Milestone",
    "Opened",
    "Option",
    "OutOfService",
    "PageChoice",
    "PagesStage",
    "PaperStage",
    "PartTold",
    "PickTime",
    "Picture",
    "PlaceCard",
    "Plan",
    "PlanZone",
    "PreviewPaper",
    "Progress",
    "Promise",
    "PublicNotice",
    "Question",
    "Rate",
    "Rating",
    "ReadGuide",
    "Review",
    "Row",
    "Selected",
    "ServiceCard",
    "ShowCode",
    "ShowFace",
    "ShowMatter",
    "Signed",
    "Stroke",
    "TakeAlong",
    "TakeCard",
    "TakePages",
    "Thanks",
    "TimesOfDay",
    "Trouble",
    "Typed",
    "WatchCamera",
    "WindowHandover",
    "Working",
]

if not TYPE_CHECKING:
    _LATER = (
        "finding",
        "applying",
        "choosing",
        "maintaining",
        "promising",
        "ending",
        "hall",
        "printing",
    )

    def __getattr__(name: str) -> object:
        if name in __all__:
            for area in _LATER:
                found = vars(import_module(f"{__name__}.{area}")).get(name)
                if found is not None:
                    globals()[name] = found
                    return found
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
