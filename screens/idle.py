"""Idle time: how long nobody has touched, the warning with its countdown, and the end.

Every touch starts the time again, as often as the citizen likes. A question whose `timed` is off
(a device step) has no time. Nothing ticks while nothing is shown: one wake-up when the time is
over, one a second only while a countdown is on the glass.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from kivy.clock import Clock

from kiosk.conversation import questions as q
from kiosk.text import _, counted
from screens.host import Host
from screens.kit.dialog import Dialog
from screens.kit.rings import CountdownRing
from screens.overlays import Overlays

if TYPE_CHECKING:
    from kiosk.setting_tables import Times

Show = Callable[[int], None]

QUIET_BELOW = 30.0
"""Seconds; a countdown redraws every second, and a resting home page should not before."""


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


class QuestionTime:
    """The time of the question that is asked: `watch` runs by it, and is told on its screen and,
    when it comes to its end, in a dialog."""

    def __init__(self, host: Host, overlays: Overlays) -> None:
        self._host, self._overlays = host, overlays
        self._warning = 0.0
        self.dialog: IdleDialog | None = None
        self.watch = IdleWatch(tell=self._tell, warn=self.warn, calm=self._calm, over=self.over)

    def start(self, question: q.Question[Any], times: Times, patience: float) -> None:
        """The time of this question, `patience` times as long as usual."""
        self._warning = times.warning
        if not question.timed or (isinstance(question, q.Trouble) and question.clock_stopped):
            self.watch.stop()
            return
        # Nothing typed yet: a shorter time, and home ends without a warning.
        early = isinstance(question, (q.Home, q.FindService))
        home = isinstance(question, q.Home)
        limit = (times.idle_home if early else times.idle) * patience
        self.watch.start(
            limit + (0 if home else times.warning),
            warning=0 if home else times.warning,
            shown_below=QUIET_BELOW if home else float("inf"),
        )

    def warn(self, seconds: int) -> None:
        """So many seconds are left."""
        if self.dialog is None:
            self.dialog = IdleDialog(self._warning, self._leave)
            self._overlays.open(self.dialog)
        self.dialog.show_left(seconds)

    def over(self) -> None:
        """Nobody is there."""
        if self._host.screen is not None:
            self._host.screen.time_out()

    def close_dialogs(self) -> None:
        """The warning's and all others'."""
        self._overlays.close_all()
        self.dialog = None

    def _leave(self) -> None:
        if self._host.screen is not None:
            self._host.screen.leave()

    def _tell(self, seconds: int) -> None:
        if self._host.screen is not None:
            self._host.screen.footer.time.left = seconds

    def _calm(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            # Next frame: the finger that ended the warning may still be on one of its buttons.
            Clock.schedule_once(lambda *_: self._overlays.close(dialog), 0)
