"""Idle time: how long nobody has touched, the warning with its countdown, and the end.

Every touch starts the time again, as often as the citizen likes. A question whose `timed` is off
(a device step) has no time. Nothing ticks while nothing is shown: one wake-up when the time is
over, one a second only while a countdown is on the glass.
"""

from collections.abc import Callable
from typing import Any

from kivy.clock import Clock

from kiosk.text import _, counted
from screens.kit.dialog import Dialog
from screens.kit.rings import CountdownRing

Show = Callable[[int], None]


class IdleWatch:
    """Counts seconds without a touch.

    Args:
        tell: shows the seconds left (-1 = no time runs); called only when they change.
        warn: seconds left of the warning, from its full length down to 0.
        calm: a touch came while the warning was up.
        over: nobody is there.
    """

    def __init__(
        self, *, tell: Show, warn: Show, calm: Callable[[], None], over: Callable[[], None]
    ) -> None:
        self._tell, self._warn, self._calm, self._over = tell, warn, calm, over
        self._due: Any = None
        self._limit, self._warning, self._shown_below = 0.0, 0.0, 0.0
        self._touched = 0.0
        self.warned = False

    def start(self, limit: float, *, warning: float, shown_below: float) -> None:
        """A new question: `limit` seconds, the last `warning` of them with the dialog (0 = none).

        The seconds are told only when fewer than `shown_below` are left.
        """
        self.stop()
        self._limit, self._warning, self._shown_below = limit, warning, shown_below
        self._touched = Clock.time()
        self._wake()

    def stop(self) -> None:
        """No time runs."""
        if self._due is not None:
            self._due.cancel()
            self._due = None
        self._limit = 0.0
        self._end_warning()
        self._tell(-1)

    @property
    def running(self) -> bool:
        """Whether time runs."""
        return self._limit > 0

    def touched(self) -> None:
        """Somebody is there."""
        if not self.running:
            return
        self._touched = Clock.time()
        self._end_warning()
        self._wake()

    def left(self) -> float:
        """Seconds until the end."""
        return max(0.0, float(self._limit - (Clock.time() - self._touched)))

    def _end_warning(self) -> None:
        if self.warned:
            self.warned = False
            self._calm()

    def _wake(self, *_dt: float) -> None:
        """Show what has to be shown, and sleep until that changes."""
        left = self.left()
        whole = int(left + 0.999)
        if whole <= 0:
            self.stop()
            self._over()
            return
        if self._warning and left <= self._warning:
            self.warned = True
            self._warn(whole)
        self._tell(whole if left <= self._shown_below else -1)
        if self._due is not None:
            self._due.cancel()
        # The next moment at which something on the glass changes.
        next_change = max(self._warning, self._shown_below)
        wait = left - next_change if left > next_change + 1 else left - (whole - 1) + 0.001
        self._due = Clock.schedule_once(self._wake, max(0.02, wait))


class IdleDialog(Dialog):
    """您还在吗？ Any touch goes on; 退出 leaves."""

    def __init__(self, total: float, leave: Callable[[], None]) -> None:
        self._ring = CountdownRing(total=total, left=total)
        super().__init__(
            title=_("您还在吗？"),
            main_text=_("我还在，接着办"),
            second_text=_("退出"),
            second_icon="sign-out-bold",
        )
        self.add_content(self._ring)
        self.bind(on_second=lambda *_: leave())
        self.show_left(int(total))

    def show_left(self, seconds: int) -> None:
        """The seconds that are left."""
        self._ring.left = seconds
        ends = counted("{n} 秒后结束，填好的内容会从本机清除。", seconds)
        self.text = ends + "\n" + _("点屏幕任何地方，都可以接着办。")
