"""Figures of something that moves: each a bar, a number out of a hundred, and a word."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.conversation.notices import Gauge
from kiosk.text import _
from screens.kit.box import Column, Grid, Row
from screens.kit.icon import Icon
from screens.kit.text import Text
from screens.kit.timeline import Bar
from screens.kit.untyped import Untyped


class GaugeBar(Column):
    """One figure."""

    def __init__(self) -> None:
        self._name = Text(step="body", bold=True, grow=1, lines=2, shrink=1)
        self._icon = Icon("check-circle-fill", size_u=4)
        self._word = Text(step="body", align="right", lines=1, shrink=1)
        self._bar = Bar(track="line")
        super().__init__(
            spacing=1.25, padding=[2.5, 1.75], ground="surface", frame="line", radius=2
        )
        # Where a neighbour's name takes two lines, all bars stand at the foot.
        head = Row(spacing=1, grow=1).add(self._name, self._icon, self._word)
        self.add(head, self._bar)

    def show(self, gauge: Gauge) -> None:
        """As it is now."""
        self._name.text = gauge.name
        self._word.text = _verdict(gauge)
        self._icon.icon = "check-circle-fill" if gauge.ok else "warning-circle-fill"
        self._icon.color = self._bar.color = "ok" if gauge.ok else "warn"
        self._bar.share = gauge.value


def _verdict(gauge: Gauge) -> str:
    figure = round(gauge.value * 100)
    if gauge.ok:
        return _("{n}，合适").format(n=figure)
    low = gauge.value < gauge.low
    return (_("{n}，偏低") if low else _("{n}，偏高")).format(n=figure)


class Gauges(Grid):
    """Beside or below each other. They never stand still, so nobody reads them aloud: what they
    come to is to be said elsewhere."""

    def __init__(self, **options: Untyped) -> None:
        self._bars: list[GaugeBar] = []
        super().__init__(spacing=2, **options)

    def show(self, gauges: Sequence[Gauge]) -> None:
        """The same bars for every frame."""
        if len(gauges) != len(self._bars):
            self.clear_widgets()
            self._bars = [GaugeBar() for _gauge in gauges]
            self.add(*self._bars)
        for bar, gauge in zip(self._bars, gauges, strict=True):
            bar.show(gauge)

    def forget(self) -> None:
        """No figures."""
        self.show(())
        super().forget()
