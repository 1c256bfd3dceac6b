"""Which screen answers which question. Modules are imported when their screen is first needed."""

SCREENS: dict[str, tuple[str, str]] = {
    "Attract": ("screens.attract", "AttractScreen"),
    "OutOfService": ("screens.out_of_service", "OutOfServiceScreen"),
    "Home": ("screens.home", "HomeScreen"),
    "FindService": ("screens.find_service", "FindScreen"),
    "ReadGuide": ("screens.guide", "GuideScreen"),
    "Choose": ("screens.choose", "ChooseScreen"),
    "ShowMatter": ("screens.matter", "MatterScreen"),
    "ChooseSome": ("screens.choose_some", "ChooseSomeScreen"),
    "Consent": ("screens.consent", "ConsentScreen"),
    "PlaceCard": ("screens.place_card", "PlaceCardScreen"),
    "FillForm": ("screens.form", "FormScreen"),
    "CapturePage": ("screens.capture", "CaptureScreen"),
    "Review": ("screens.review", "ReviewScreen"),
    "Promise": ("screens.promise", "PromiseScreen"),
    "Working": ("screens.working", "WorkingScreen"),
    "Accepted": ("screens.accepted", "AcceptedScreen"),
    "Rate": ("screens.rating", "RateScreen"),
    "Trouble": ("screens.trouble", "TroubleScreen"),
    "TakeAlong": ("screens.take_along", "TakeAlongScreen"),
    "WindowHandover": ("screens.window_handover", "WindowHandoverScreen"),
    "TakeCard": ("screens.take_card", "TakeCardScreen"),
    "PickTime": ("screens.pick_time", "PickTimeScreen"),
    "TakePages": ("screens.take_pages", "TakePagesScreen"),
    "Thanks": ("screens.thanks", "ThanksScreen"),
}
"""Name of the question -> module, class. The names alone: to know them loads no question."""
