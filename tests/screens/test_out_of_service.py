"""Out of service."""

from __future__ import annotations

from screens.kit.untyped import Untyped
from tests.screens import samples_find as samples


def test_fits(stage: Untyped, assert_no_clipping: Untyped) -> None:
    from screens.out_of_service import OutOfServiceScreen

    screen: Untyped = OutOfServiceScreen
    for name in ["OUT_OF_SERVICE", "OUT_OF_SERVICE_BARE", "OUT_OF_SERVICE_LONG"]:
        screen = stage.show(screen, getattr(samples, name))
        assert_no_clipping(screen)


def test_used_again_it_keeps_nothing_of_before(portrait: Untyped) -> None:
    from screens.kit.text import Text
    from screens.out_of_service import OutOfServiceScreen

    screen = portrait.show(OutOfServiceScreen, samples.OUT_OF_SERVICE)
    portrait.show(screen, samples.OUT_OF_SERVICE_BARE)
    words = [p.text for p in screen.pieces() if isinstance(p, Text) and not p.gone]
    assert samples.OUT_OF_SERVICE_BARE.why in words
    assert samples.OUT_OF_SERVICE.why not in words
    assert samples.OUT_OF_SERVICE.what_to_do[0] not in words
