"""A floor's plan: numbered rectangles and a pin. What the numbers stand for is told beside it."""

from __future__ import annotations

from kiosk.conversation.questions import Plan, PlanZone
from screens.kit import shape
from screens.kit.icon import draw_icon, put_text
from screens.kit.piece import Piece
from screens.kit.theme import theme
from screens.kit.untyped import Untyped

RATIO, HIGHEST_U = 0.6, 58
"""Height by width, and what it may be."""
EDGE_U = 1.5
"""Between the walls and the zones."""


class FloorPlan(Piece):
    """`show` a plan, or nothing: then it takes no room."""

    def __init__(self, **options: Untyped) -> None:
        self._plan = Plan(())
        super().__init__(**{"gone": True, **options})

    def show(self, plan: Plan | None) -> None:
        """These zones."""
        self._plan = plan or Plan(())
        self.gone = not self._plan.zones
        self.changed()

    def measure(self, width: float) -> float:
        """Wider than high."""
        return min(width * RATIO, float(theme.u(HIGHEST_U)))

    def natural(self) -> float:
        """As wide as there is room for a plan of that height."""
        return float(theme.u(HIGHEST_U)) / RATIO

    def paint(self) -> None:
        """Walls, zones with their numbers, then the pin."""
        x, y, width, height = *self.pos, *self.size
        radius, thin = int(theme.u(2)), max(1, int(theme.u(0.25)))
        shape.box(x, y, width, height, radius, theme.color.surface)
        shape.box(x, y, width, height, radius, theme.color.edge, thin)
        for zone in self._plan.zones:
            self._zone(zone)
        if self._plan.here is not None:
            side = float(theme.pick(5, elder=6))
            left, top = self._point(*self._plan.here)
            draw_icon("map-pin-duotone", left - side / 2, top - side / 2, side, "bad")

    def _point(self, left: float, top: float) -> tuple[float, float]:
        """Pixels of a place on the plan."""
        edge = theme.u(EDGE_U)
        wide, high = self.width - 2 * edge, self.height - 2 * edge
        return self.x + edge + left * wide, self.top - edge - top * high

    def _zone(self, zone: PlanZone) -> None:
        left, top = self._point(zone.left, zone.top)
        right, bottom = self._point(zone.left + zone.width, zone.top + zone.height)
        room = (left, bottom, right - left, top - bottom)
        shape.box(*room, int(theme.u(1)), theme.color.tint)
        shape.box(*room, int(theme.u(1)), theme.color.line, max(1, int(theme.u(0.25))))
        at = ((left + right) / 2, (top + bottom) / 2)
        put_text(zone.number, *at, "lead", "blue", bold=True)
