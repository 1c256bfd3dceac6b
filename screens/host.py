"""The window's one child: the screen, with dialogs over it."""

from collections.abc import Callable
from typing import Any

from kivy.animation import Animation
from kivy.clock import Clock

from screens.kit import shape
from screens.kit.damage import damage
from screens.kit.fingers import let_go
from screens.kit.piece import Piece
from screens.kit.screen import Screen
from screens.kit.theme import theme
from screens.kit.untyped import Untyped

DEAF_FOR = 0.25
"""Seconds from a screen's first frame in which a touch is the rest of a double tap."""


class Host(Piece):
    """The window's one child: the screen, and dialogs over it."""

    is_root = True

    def __init__(self) -> None:
        super().__init__()
        self.on_press: Callable[[], None] = lambda: None
        self.on_touch: Callable[[], None] = lambda: None
        self.deaf = False
        """Whether touches are void: something new stands under the finger."""
        self.fades = False
        """Whether screens change by a cross-fade: only where filling pixels costs nothing."""
        self.screen: Screen | None = None
        self.dark = False
        self.on_woken: Callable[[], None] = lambda: None
        """A finger touched the dark glass; it touched nothing else."""
        self._waking: Any = None

    def arrange(self) -> None:
        """Everything fills the window."""
        for child in self.shown():
            child.place(*self.pos, *self.size)

    def show(self, screen: Screen) -> None:
        """Put this screen in the place of the one that is shown."""
        old, self.screen = self.screen, screen
        if old is screen:
            return
        if old is not None:
            old.hide()
        if screen.parent is not None:
            # Still fading away: it was left only a moment ago.
            self.remove_widget(screen)
        # All of the glass changes, whatever stands where on it.
        self.stain()
        with damage.unseen():
            self.add_widget(screen)
            screen.place(*self.pos, *self.size)
            screen.resume()
        if old is None:
            return
        if not self.fades or theme.calm:
            self._remove(old)
            return
        screen.opacity = 0
        fade = Animation(opacity=1, duration=theme.motion.change)
        fade.bind(on_progress=lambda *_: screen.stain(), on_complete=lambda *_: self._remove(old))
        fade.start(screen)

    def _remove(self, screen: Screen) -> None:
        if screen is not self.screen:
            self.remove_widget(screen)

    def darken(self, dark: bool) -> None:
        """Black over everything, or away with it."""
        self.dark = dark
        self.canvas.after.clear()
        if dark:
            with self.canvas.after:
                shape.flat(*self.pos, *self.size, (0, 0, 0, 1))
        self.stain()

    def deafen(self) -> None:
        """Something new is shown: no finger that came for the old presses it."""
        let_go()
        self.deaf = True
        if self._waking is not None:
            self._waking.cancel()
        # The next frame first: what was tapped while the new picture was drawn comes after it.
        self._waking = Clock.schedule_once(self._drawn, 0)

    def _drawn(self, _dt: float) -> None:
        self._waking = Clock.schedule_once(self._hear, DEAF_FOR)

    def _hear(self, _dt: float) -> None:
        self._waking, self.deaf = None, False

    def on_touch_down(self, touch: Untyped) -> bool:
        """The top child alone gets it."""
        self.on_press()
        if self.dark:
            touch.ud["woke"] = True
            return True
        top = self.children[0] if self.children and not self.deaf else None
        return bool(top.on_touch_down(touch)) if top is not None else False

    def on_touch_up(self, touch: Untyped) -> bool:
        """Counted when the finger leaves: a warning must not vanish under the button pressed."""
        self.on_touch()
        if touch.ud.get("woke"):
            self.on_woken()
            return True
        return bool(super().on_touch_up(touch))
