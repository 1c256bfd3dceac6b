"""Which screen answers which question. Modules are imported when their screen is first needed."""

from kiosk.conversation import questions as q
from screens.kit.untyped import Untyped

SCREENS: dict[type[q.Question[Untyped]], tuple[str, str]] = {
    q.Attract: ("screens.attract", "AttractScreen"),
    q.OutOfService: ("screens.out_of_service", "OutOfServiceScreen"),
    q.Home: ("screens.home", "HomeScreen"),
    q.FindService: ("screens.find_service", "FindScreen"),
    q.ReadGuide: ("screens.guide", "GuideScreen"),
    q.Consent: ("screens.consent", "ConsentScreen"),
    q.PlaceCard: ("screens.place_card", "PlaceCardScreen"),
    q.FillForm: ("screens.form", "FormScreen"),
    q.CapturePage: ("screens.capture", "CaptureScreen"),
    q.Review: ("screens.review", "ReviewScreen"),
    q.Working: ("screens.working", "WorkingScreen"),
    q.Accepted: ("screens.accepted", "AcceptedScreen"),
    q.Rate: ("screens.rating", "RateScreen"),
    q.Trouble: ("screens.trouble", "TroubleScreen"),
    q.WindowHandover: ("screens.window_handover", "WindowHandoverScreen"),
    q.TakeCard: ("screens.take_card", "TakeCardScreen"),
    q.Thanks: ("screens.thanks", "ThanksScreen"),
}
"""Question type -> module, class."""
