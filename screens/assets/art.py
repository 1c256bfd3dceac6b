"""Our own drawings, as SVG: the reader plate, the card, the receipt slot, the terminal, the mark.

Layers, not finished pictures: the screens move the card over the plate, so twelve frames cost one
texture. `drawings()` gives each layer's SVG and the width in pixels to draw it at. All layers of
the reader share one frame (READER: x 20–980, y 60–660 of the mock-up's coordinates).
"""

TURN = "matrix(.93,.27,-.78,.44,470,{y})"
READER = "20 0 960 660"
PLATE_Y, CARD_Y = 440, 140


def _slab(width: int, height: int, radius: int, fill: str, y: int) -> str:
    return (
        f'<rect x="{-width / 2}" y="{-height / 2}" width="{width}" height="{height}" rx="{radius}"'
        f' fill="{fill}" transform="{TURN.format(y=y)}"/>'
    )


def _svg(view: str, body: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}">{body}</svg>'


def plate(*, bright: bool) -> str:
    """The reader's plate with its light ring; `bright` when the card has been felt."""
    glow, width = (".7", 46) if bright else (".25", 38)
    edge = "".join(_slab(560, 430, 44, "#182233", y) for y in range(474, 440, -2))
    ring = (
        f'<g transform="{TURN.format(y=PLATE_Y)}">'
        '<rect x="-206" y="-143" width="412" height="286" rx="40" fill="none" stroke="#6FB0FF"'
        f' stroke-opacity="{glow}" stroke-width="{width}"/>'
        '<rect x="-206" y="-143" width="412" height="286" rx="40" fill="#22304A" stroke="#7DB8FF"'
        ' stroke-width="10"/>'
        '<rect x="-171" y="-108" width="342" height="216" rx="18" fill="#33486B" stroke="#7DB8FF"'
        ' stroke-width="4" stroke-dasharray="10 14"/></g>'
    )
    return _svg(READER, edge + _slab(560, 430, 44, "#2B384E", PLATE_Y) + ring)


def card() -> str:
    """The card above the plate, at the height it hangs before it sinks."""
    edge = "".join(_slab(342, 216, 18, "#9FB4D3", y) for y in range(CARD_Y + 8, CARD_Y, -2))
    lines = "".join(
        f'<rect x="-140" y="{y}" width="{w}" height="14" rx="7" fill="#B5C9E8"/>'
        for y, w in ((-70, 96), (-38, 140), (-6, 180), (26, 150))
    )
    face = (
        f'<g transform="{TURN.format(y=CARD_Y)}">'
        '<rect x="-171" y="-108" width="342" height="216" rx="18" fill="none" stroke="#7E97BD"'
        ' stroke-width="3"/><rect x="62" y="-74" width="84" height="106" rx="8" fill="#DCE7F6"/>'
        '<circle cx="104" cy="-32" r="20" fill="#7E97BD"/>'
        f'<path d="M70 32v-8a34 30 0 0 1 68 0v8z" fill="#7E97BD"/>{lines}'
        '<rect x="-140" y="66" width="286" height="18" rx="9" fill="#7E97BD"/></g>'
    )
    return _svg(READER, edge + _slab(342, 216, 18, "#FFFFFF", CARD_Y) + face)


def arrow(colour: str, *, up: bool) -> str:
    """A fat arrow, 140 × 160."""
    turn = ' transform="rotate(180 70 80)"' if up else ""
    path = "M70 20v104M20 76L70 126L120 76"
    return _svg(
        "0 0 140 160",
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="26"{turn}'
        ' stroke-linecap="round" stroke-linejoin="round"/>',
    )


def terminal() -> str:
    """The terminal from the front, no part ringed."""
    tiles = "".join(
        f'<rect x="{x}" y="{y}" width="{w}" height="36" rx="6" fill="#fff" fill-opacity=".55"/>'
        for x, y, w in ((38, 104, 56), (104, 104, 58), (38, 150, 56), (104, 150, 58))
    )
    body = (
        '<rect x="8" y="4" width="184" height="332" rx="16" fill="#FFFFFF" stroke="#6E7A8D"'
        ' stroke-width="4"/><rect x="24" y="30" width="152" height="170" rx="8" fill="#134892"/>'
        '<rect x="38" y="46" width="92" height="12" rx="6" fill="#fff"/>'
        '<rect x="38" y="72" width="124" height="22" rx="6" fill="#fff" fill-opacity=".9"/>'
        f'{tiles}<circle cx="100" cy="17" r="5" fill="#C4CBD6"/>'
        '<rect x="28" y="220" width="58" height="12" rx="6" fill="#C4CBD6"/>'
        '<rect x="122" y="214" width="50" height="38" rx="8" fill="#C4CBD6"/>'
        '<rect x="28" y="244" width="34" height="24" rx="5" fill="#C4CBD6"/>'
        '<rect x="40" y="288" width="120" height="16" rx="6" fill="#C4CBD6"/>'
    )
    return _svg("0 0 200 340", body)


def ringed(x: int, y: int, width: int, height: int) -> str:
    """A part of the terminal picked out and ringed; lies over `terminal`."""
    return _svg(
        "0 0 200 340",
        f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="8" fill="#B46D00"/>'
        f'<ellipse cx="{x + width / 2}" cy="{y + height / 2}" rx="{max(width, 42) / 2 + 13}"'
        f' ry="{height / 2 + 12}" fill="none" stroke="#B46D00" stroke-width="6"/>',
    )


def receipt() -> str:
    """A receipt hanging out of its slot."""
    teeth = "l-8 -10l-8 10" * 12
    body = (
        '<rect x="60" y="14" width="300" height="52" rx="16" fill="#2B384E"/>'
        '<rect x="92" y="34" width="236" height="12" rx="6" fill="#0C1420"/>'
        f'<path d="M114 40h192v176{teeth}z" fill="#fff" stroke="#6E7A8D" stroke-width="4"'
        ' stroke-linejoin="round"/>'
        '<rect x="146" y="66" width="128" height="12" rx="6" fill="#7E97BD"/>'
        '<rect x="138" y="94" width="144" height="9" rx="4" fill="#B5C9E8"/>'
        '<rect x="138" y="114" width="112" height="9" rx="4" fill="#B5C9E8"/>'
        '<rect x="138" y="134" width="130" height="9" rx="4" fill="#B5C9E8"/>'
        '<rect x="188" y="156" width="44" height="40" fill="#7E97BD"/>'
        '<path d="M370 100v84M340 156l30 30 30-30" fill="none" stroke="#B46D00" stroke-width="14"'
        ' stroke-linecap="round" stroke-linejoin="round"/>'
    )
    return _svg("0 0 420 250", body)


def page_slot() -> str:
    """The mouth of the A4 printer; the page comes out of its dark line, 86 below the top."""
    return _svg(
        "0 0 420 130",
        '<rect x="14" y="10" width="392" height="112" rx="22" fill="#2B384E"/>'
        '<rect x="34" y="28" width="352" height="26" rx="10" fill="#22304A"/>'
        '<circle cx="352" cy="41" r="7" fill="#7DB8FF"/>'
        '<rect x="58" y="76" width="304" height="20" rx="10" fill="#0C1420"/>',
    )


def page() -> str:
    """A printed A4 page with its seal, from the front."""
    lines = "".join(
        f'<rect x="38" y="{y}" width="{wide}" height="11" rx="5" fill="#B5C9E8"/>'
        for y, wide in ((100, 184), (128, 184), (156, 150), (196, 184), (224, 120))
    )
    return _svg(
        "0 0 260 368",
        '<path d="M2 2h256v364h-256z" fill="#fff" stroke="#6E7A8D" stroke-width="4"/>'
        f'<rect x="70" y="42" width="120" height="20" rx="8" fill="#7E97BD"/>{lines}'
        '<circle cx="186" cy="296" r="42" fill="none" stroke="#C6302B" stroke-width="7"/>'
        '<path d="M186 274l6 15 16 1-12 10 4 16-14-9-14 9 4-16-12-10 16-1z" fill="#C6302B"/>'
        '<rect x="38" y="282" width="40" height="40" fill="#7E97BD"/>',
    )


def scanner(*, bright: bool) -> str:
    """The code reader's window with its light; `bright` when a code was seen."""
    glow = ".5" if bright else ".22"
    return _svg(
        "0 0 480 470",
        f'<path d="M134 366L84 190h312l-50 176z" fill="#7DB8FF" fill-opacity="{glow}"/>'
        '<rect x="50" y="334" width="380" height="120" rx="30" fill="#182233"/>'
        '<rect x="50" y="324" width="380" height="120" rx="30" fill="#2B384E"/>'
        '<rect x="108" y="350" width="264" height="62" rx="16" fill="#0C1420" stroke="#7DB8FF"'
        ' stroke-width="6"/>'
        '<rect x="134" y="376" width="212" height="10" rx="5" fill="#7DB8FF"/>'
        '<circle cx="400" cy="384" r="7" fill="#7DB8FF"/>',
    )


def slip() -> str:
    """A slip with a square code on it, 200 × 236: what is held up to the scanner."""
    eyes = "".join(
        f'<rect x="{x + 4}" y="{y + 4}" width="36" height="36" fill="none" stroke="#152033"'
        f' stroke-width="8"/><rect x="{x + 15}" y="{y + 15}" width="14" height="14"/>'
        for x, y in ((36, 80), (120, 80), (36, 164))
    )
    dots = "".join(
        f'<rect x="{x}" y="{y}" width="{w}" height="{h}"/>'
        for x, y, w, h in (
            *((88, 80, 12, 24), (104, 98, 10, 14), (88, 116, 24, 10), (36, 134, 14, 12)),
            *((60, 138, 24, 10), (96, 140, 14, 26), (124, 138, 12, 12), (148, 134, 16, 22)),
            *((92, 184, 22, 12), (124, 166, 18, 12), (132, 190, 12, 18), (152, 172, 12, 14)),
            *((92, 202, 12, 6), (112, 200, 10, 8)),
        )
    )
    return _svg(
        "0 0 200 236",
        '<rect x="2" y="2" width="196" height="232" rx="10" fill="#fff" stroke="#6E7A8D"'
        ' stroke-width="4"/><rect x="36" y="24" width="92" height="14" rx="7" fill="#7E97BD"/>'
        '<rect x="36" y="50" width="128" height="10" rx="5" fill="#B5C9E8"/>'
        f'<g fill="#152033">{eyes}{dots}</g>',
    )


def nothing() -> str:
    """Two sheets under a magnifying glass: looked for, and there is none."""
    lines = "".join(
        f'<rect x="124" y="{y}" width="{wide}" height="11" rx="5" fill="#B5C9E8"/>'
        for y, wide in ((94, 92), (120, 92), (146, 56))
    )
    return _svg(
        "0 0 320 240",
        '<ellipse cx="164" cy="218" rx="118" ry="12" fill="#7E97BD" fill-opacity=".28"/>'
        '<rect x="64" y="42" width="132" height="166" rx="10" fill="#DCE7F6" stroke="#B5C9E8"'
        ' stroke-width="4" transform="rotate(-9 130 125)"/>'
        '<rect x="102" y="30" width="136" height="178" rx="10" fill="#fff" stroke="#7E97BD"'
        ' stroke-width="4"/><rect x="124" y="58" width="64" height="16" rx="8" fill="#7E97BD"/>'
        f'{lines}<circle cx="222" cy="158" r="38" fill="#EAF2FD" stroke="#134892"'
        ' stroke-width="12"/><path d="M204 150a22 22 0 0 1 18-14" fill="none" stroke="#fff"'
        ' stroke-width="8" stroke-linecap="round"/><path d="M251 187l30 30" stroke="#134892"'
        ' stroke-width="18" stroke-linecap="round"/>',
    )


def calendar() -> str:
    """A month with nothing free, and an arrow on to later days."""
    days = "".join(
        f'<rect x="{74 + 36 * column}" y="{104 + 36 * row}" width="26" height="26" rx="6"'
        ' fill="#ECEAE3"/>'
        for column in range(5)
        for row in range(3)
    )
    return _svg(
        "0 0 320 240",
        '<ellipse cx="160" cy="226" rx="118" ry="11" fill="#7E97BD" fill-opacity=".28"/>'
        '<rect x="52" y="38" width="212" height="182" rx="18" fill="#fff" stroke="#7E97BD"'
        ' stroke-width="4"/><path d="M52 86V56a18 18 0 0 1 18-18h176a18 18 0 0 1 18 18v30z"'
        ' fill="#134892"/><rect x="100" y="22" width="14" height="34" rx="7" fill="#2B384E"/>'
        '<rect x="202" y="22" width="14" height="34" rx="7" fill="#2B384E"/>'
        f'{days}<circle cx="258" cy="190" r="34" fill="#B46D00"/>'
        '<path d="M242 190h30M260 176l14 14-14 14" fill="none" stroke="#fff" stroke-width="8"'
        ' stroke-linecap="round" stroke-linejoin="round"/>',
    )


def mark() -> tuple[str, str]:
    """The site's mark in two layers, both white so that the screens tint them."""
    ground = '<rect width="44" height="44" rx="10" fill="#fff"/>'
    door = (
        '<path d="M13 33V20a9 9 0 0 1 18 0v13M9 33h26M22 33v-9" fill="none" stroke="#fff"'
        ' stroke-width="3.2" stroke-linecap="round" stroke-linejoin="round"/>'
    )
    return _svg("0 0 44 44", ground), _svg("0 0 44 44", door)


def drawings() -> dict[str, tuple[str, int]]:
    """Every layer: name -> (SVG, width in pixels)."""
    ground, door = mark()
    return {
        "plate": (plate(bright=False), 720),
        "plate-bright": (plate(bright=True), 720),
        "card": (card(), 720),
        "arrow-down": (arrow("#E39A00", up=False), 120),
        "arrow-up": (arrow("#B46D00", up=True), 120),
        "terminal": (terminal(), 240),
        "at-reader": (ringed(122, 214, 50, 38), 240),
        "at-receipt": (ringed(28, 244, 34, 24), 240),
        "at-camera": (ringed(40, 288, 120, 16), 240),
        "receipt": (receipt(), 640),
        "page-slot": (page_slot(), 640),
        "page": (page(), 440),
        "scanner": (scanner(bright=False), 640),
        "scanner-bright": (scanner(bright=True), 640),
        "slip": (slip(), 320),
        "nothing": (nothing(), 560),
        "calendar": (calendar(), 560),
        "mark-ground": (ground, 64),
        "mark-door": (door, 64),
    }
