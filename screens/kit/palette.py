"""The four colour modes (颜色): every colour a screen may use, by what it is for.

Values and their measured contrast: docs of the design, `tokens` section 2. Text pairs hold 7:1 and
edges 3:1 in all four modes, so no screen needs a colour of its own.
"""

from dataclasses import dataclass, fields

Rgba = tuple[float, float, float, float]

MODES = ("light", "dark", "contrast", "night")


@dataclass(frozen=True, slots=True)
class Palette:
    """One colour mode; each field is (r, g, b, a) from 0 to 1."""

    bg: Rgba
    surface: Rgba
    sunken: Rgba
    line: Rgba
    edge: Rgba
    ink: Rgba
    ink2: Rgba
    blue: Rgba
    tint: Rgba
    tintline: Rgba
    accent: Rgba
    onaccent: Rgba
    accentedge: Rgba
    ok: Rgba
    oktint: Rgba
    warn: Rgba
    warntint: Rgba
    amber: Rgba
    gold: Rgba
    bad: Rgba
    badtint: Rgba
    hero: Rgba
    onhero: Rgba
    focus: Rgba
    tray: Rgba
    key2: Rgba
    clear: Rgba = (0, 0, 0, 0)
    # Camera views keep these in every mode.
    chip: Rgba = (0x0C / 255, 0x14 / 255, 0x20 / 255, 1)
    onchip: Rgba = (1, 1, 1, 1)
    found: Rgba = (0x6F / 255, 0xE3 / 255, 0x9A / 255, 1)
    stage: Rgba = (0x4A / 255, 0x52 / 255, 0x5E / 255, 1)
    focus_line: Rgba = (0xFF / 255, 0xC2 / 255, 0x4A / 255, 1)
    """Within the focus ring: on grounds as dark as the ring itself it alone is seen."""
    scrim: Rgba = (12 / 255, 18 / 255, 30 / 255, 0.72)

    def named(self, name: str) -> Rgba:
        """The colour of that token; an unknown name is a mistake in a screen (AttributeError)."""
        value: Rgba = getattr(self, name)
        return value


def _luminance(color: Rgba) -> float:
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in color[:3]]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Rgba, other: Rgba) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.1, relative luminance)."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def rgba(code: str) -> Rgba:
    """`RRGGBB` as Kivy wants it."""
    red, green, blue = (int(code[i : i + 2], 16) / 255 for i in (0, 2, 4))
    return (red, green, blue, 1.0)


_HEX = {
    "light": """F6F5F1 FFFFFF ECEAE3 DAD7CE 6E7A8D 152033 414C5E 134892 E6EDF8 B5C9E8 134FA8 FFFFFF
        0A2F6B 0C562F E2F1E7 6B4100 FFF1D4 E39A00 B46D00 98170F FCE9E7 134892 FFFFFF 152033 DDE1E8
        EEF0F4""",
    "dark": """10161F 1B2431 0B1018 334154 8494AA F1F4F8 B9C4D3 9CC3FF 1F3049 3D5A86 8FBAFF 0A1424
        5D86C7 7FDCA4 16352A FFD27A 3A2E14 FFC24A FFC24A FF9C94 42201F 16294A F1F4F8 FFFFFF 0B1018
        263244""",
    "contrast": """000000 000000 000000 FFFFFF FFFFFF FFFFFF FFFFFF FFE600 000000 FFE600 FFE600
        000000 FFFFFF 7DFFB0 000000 FFE600 000000 FFE600 FFE600 FFB3AD 000000 000000 FFFFFF 00E5FF
        000000 000000""",
    "night": """17120D 241C14 100C08 4A3B2A A08763 F5E1C4 D2B88F F0B765 3A2B18 6B5230 F0A94A 1A1209
        A86F1F B9CF7A 272A12 FFC861 3D2D0E FFB938 FFB938 FF9A80 45190F 2E2114 F5E1C4 FFF3DC 100C08
        33271A""",
}

_NAMES = [f.name for f in fields(Palette)][:26]
PALETTES = {
    mode: Palette(**dict(zip(_NAMES, map(rgba, codes.split()), strict=True)))
    for mode, codes in _HEX.items()
}
