"""Widgets that hold a state: what a finger does to them, and that `forget` leaves nothing."""

from math import hypot
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import zxingcpp
from PIL import Image

from kiosk.conversation.questions import Picture
from screens.kit.untyped import Untyped

if TYPE_CHECKING:
    from screens.kit.piece import Piece


@pytest.fixture
def put(portrait: Untyped) -> Untyped:
    """Shows one piece at its own size in the lower left; returns the driver."""
    from kivy.core.window import Window

    from screens.kit.theme import theme

    def show(piece: "Piece", width: float = 125) -> Untyped:
        for child in list(Window.children):
            Window.remove_widget(child)
        Window.add_widget(piece)
        wide = theme.u(width)
        piece.place(40, 40, wide, piece.wanted_height(wide))
        portrait.driver.frames()
        return portrait.driver

    return show


def test_words_without_a_place_are_not_measured(
    put: Untyped, monkeypatch: pytest.MonkeyPatch
) -> None:
    from screens.kit import text

    measured: list[str] = []
    extent = text.extent
    monkeypatch.setattr(
        text, "extent", lambda line, *look: (measured.append(line), extent(line, *look))[1]
    )
    words = text.Text()
    words.text = "11:40"
    assert measured == []
    put(words)
    assert "11:40" in measured


@pytest.mark.parametrize(("radius", "stroke"), [(1, 0), (7, 0), (40, 0), (9, 2), (40, 3), (3, 3)])
def test_a_corner_is_as_if_each_pixel_were_worked_out(
    window: None, radius: int, stroke: int
) -> None:
    from screens.kit.shape import _corner, _inside

    def alpha(row: int, column: int) -> int:
        away = hypot(radius - column - 0.5, radius - row - 0.5)
        covered = _inside(radius, away)
        if stroke and row >= stroke and column >= stroke:
            covered -= _inside(radius - stroke, away)
        return round(255 * max(0.0, covered))

    wanted = [[alpha(row, column) for column in range(radius)] for row in range(radius)]
    assert _corner(radius, stroke) == wanted


def test_radio_chooses_one_and_check_several(put: Untyped) -> None:
    from screens.kit.choice import Choices

    options = [("a", "不留名字"), ("b", "留名字，方便回访"), ("c", "以后再说")]
    radio = Choices(options=options)
    driver = put(radio)
    changes: list[list[str]] = []
    radio.bind(on_change=lambda group: changes.append(list(group.values)))
    for choice in radio.shown()[:2]:
        driver.tap(choice)
    assert changes == [["a"], ["b"]]
    check = Choices(options=options, kind="check")
    driver = put(check)
    for choice in (*check.shown()[:2], check.shown()[0]):
        driver.tap(choice)
    assert check.values == ["b"]
    check.forget()
    assert not any(choice.chosen for choice in check.shown())


def test_stars_light_up_to_the_pressed_one(put: Untyped) -> None:
    from screens.kit.stars import Stars

    stars = Stars(levels=["非常不满意", "不满意", "基本满意", "满意", "非常满意"])
    driver = put(stars)
    assert stars.value == 0
    driver.tap(stars.shown()[3])
    assert stars.value == 4
    assert [star.lit for star in stars.shown()] == [True] * 4 + [False]


def test_stars_stand_level_however_many_lines_their_words_take(put: Untyped) -> None:
    from screens.kit.stars import Stars

    stars = Stars(levels=["非常不满意，要求整改", "不满意", "基本满意", "满意", "非常满意"])
    stars.low = True
    put(stars, 90)
    rows = stars.shown()
    assert len({star._label.height for star in rows}) > 1
    assert len({star._star_at[1] for star in rows}) == 1


def test_the_clock_stands_where_it_stands_with_a_way_on_beside_it(put: Untyped) -> None:
    from screens.kit.footer import Footer

    lefts = []
    for second in ("取消", ""):
        footer = Footer(second_text=second)
        footer.back.gone = footer.leave.gone = True
        footer.time.note = "这段时间不计时"
        put(footer)
        lefts.append(footer.time.x)
    assert lefts[0] == lefts[1]


def test_signature_keeps_strokes_in_the_pads_own_measure(put: Untyped) -> None:
    from screens.kit.sign import SignaturePad

    pad = SignaturePad()
    driver = put(pad)
    finger = driver.touch(pad.x + 100, pad.y + 100)
    finger.touch_down()
    for step in range(1, 20):
        finger.touch_move(pad.x + 100 + 20 * step, pad.y + 100 + 5 * step)
    finger.touch_up()
    (stroke,) = pad.strokes()
    assert pad.signed
    assert stroke[0] == pytest.approx((100 / pad.width, 1 - 100 / pad.height), abs=0.01)
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in stroke)
    pad.forget()
    assert pad.strokes() == ()
    assert not pad.signed


def test_press_off_says_why_and_fires_nothing(put: Untyped) -> None:
    from screens.kit.press import PushButton

    button = PushButton("提交", kind="main", off=True)
    heard: list[str] = []
    button.bind(
        on_release=lambda *_: heard.append("release"),
        on_refused=lambda *_: heard.append("refused"),
    )
    put(button, 40).tap(button)
    assert heard == ["refused"]


def test_press_shows_in_the_frame_of_the_touch_and_not_after_sliding_off(put: Untyped) -> None:
    from screens.kit.press import PushButton

    fired: list[int] = []
    button = PushButton("下一步", kind="main", action=lambda: fired.append(1))
    driver = put(button, 40)
    finger = driver.touch(*driver.centre(button))
    finger.touch_down()
    assert button.pressed
    finger.touch_move(button.right + 200, button.top + 200)
    finger.touch_up()
    assert not fired


def test_scroll_moves_with_the_finger_and_presses_nothing(put: Untyped) -> None:
    from screens.kit.box import Column
    from screens.kit.press import PushButton
    from screens.kit.scroll import Scroll

    fired: list[int] = []
    rows = [PushButton(f"第 {n} 行", action=lambda n=n: fired.append(n)) for n in range(20)]
    scroll = Scroll(Column(spacing=2).add(*rows), high=60)
    driver = put(scroll)
    finger = driver.touch(scroll.center_x, scroll.y + 100)
    finger.touch_down()
    for step in range(1, 11):
        finger.touch_move(scroll.center_x, scroll.y + 100 + 20 * step)
    finger.touch_up()
    assert not fired
    assert scroll.offset == pytest.approx(200, abs=1)
    below = rows[5]
    scroll.show(below)
    driver.tap(below)
    assert fired == [5]


def test_the_way_on_covers_nothing_that_can_be_read_or_pressed(put: Untyped) -> None:
    from screens.kit.box import Column
    from screens.kit.press import PushButton
    from screens.kit.scroll import Scroll

    fired: list[int] = []
    rows = [PushButton(f"第 {n} 行", action=lambda n=n: fired.append(n)) for n in range(20)]
    scroll = Scroll(Column(spacing=0).add(*rows), high=60)
    driver = put(scroll)
    cue = next(child for child in scroll.children if child is not scroll.inside)
    assert scroll.y < cue.y < cue.top < scroll.floor
    finger = driver.touch(scroll.x + 20, (scroll.y + scroll.floor) / 2)
    finger.touch_down()
    finger.touch_up()
    assert not fired, "what is cut off by the strip was pressed"
    scroll.page_down()
    assert scroll.offset < scroll.top - scroll.floor, "lines were skipped"
    scroll.scroll_to(scroll.hidden)
    assert cue.gone
    assert scroll.floor == scroll.y


def test_where_there_is_no_room_for_a_strip_the_way_on_is_an_arrow(put: Untyped) -> None:
    from screens.access_tree import words
    from screens.kit.box import Column
    from screens.kit.press import PushButton
    from screens.kit.scroll import Scroll

    scroll = Scroll(Column().add(*(PushButton(f"第 {n} 行") for n in range(9))), high=20)
    driver = put(scroll)
    cue = next(child for child in scroll.children if child is not scroll.inside)
    assert (cue.text, scroll.floor) == ("", scroll.y)
    assert [*words(cue)] == ["往下看"]
    driver.tap(cue)
    assert scroll.offset > 0


def test_picture_is_upright_and_dropped(put: Untyped, tmp_path: Path) -> None:
    from screens.kit.camera import CameraView

    red, blue = b"\xff\x00\x00", b"\x00\x00\xff"
    picture = Picture(60, 40, red * 60 * 20 + blue * 60 * 20)
    view = CameraView()
    driver = put(view)
    view.show_frame(picture, ((0.1, 0.1), (0.9, 0.1), (0.9, 0.9), (0.1, 0.9)), "", ok=True)
    shot = Image.open(driver.shot(tmp_path / "camera.png"))
    middle = int(view.center_x)
    upper = shot.getpixel((middle, shot.height - int(view.center_y + view.height / 4)))
    lower = shot.getpixel((middle, shot.height - int(view.center_y - view.height / 4)))
    assert upper == (255, 0, 0)
    assert lower == (0, 0, 255)
    view.forget()
    assert view.texture is None
    assert view.corners is None


def test_qr_on_the_glass_decodes(put: Untyped, tmp_path: Path) -> None:
    from screens.kit.qr import QrCode

    code = QrCode("https://one.example/case/82641937")
    driver = put(code, 26)
    image = Image.open(driver.shot(tmp_path / "qr.png"))
    (found,) = zxingcpp.read_barcodes(image)
    assert found.text == "https://one.example/case/82641937"


def test_rich_text_keeps_its_looks_across_lines(put: Untyped) -> None:
    from screens.kit.text import Text

    text = Text("[h]社[/h]会[h]保[/h]障[h]卡[/h]补领、换领、换发", rich=True, step="name")
    put(text, 30)
    colors = [color for runs in text._drawn for _, color in runs]
    assert colors[:6] == ["blue", "ink", "blue", "ink", "blue", "ink"]
    assert len(text._drawn) == 3


@pytest.mark.parametrize("bold", [False, True])
def test_hanzi_and_full_width_signs_are_an_em_wide(put: Untyped, bold: bool) -> None:
    from screens.kit.text import extent, pen

    every = [chr(code) for code in range(0x4E00, 0x9FA6)]
    for size in (21, 36, 57):
        for start in range(0, len(every), 997):
            words = "".join(every[start : start + 12]) + "，（《、》）。：；？！"
            assert extent(words, size, bold) == pen(size, bold).get_extents(words)[0]


def test_long_words_shrink_before_they_break(put: Untyped) -> None:
    from screens.kit.read_list import ReadRow

    row = ReadRow("身份证号", "990101********0018", key_wide=18, padding=[0, 0])
    put(row, 55)
    value = row.shown()[1]
    assert value.fit(value.width)[0] == ["990101********0018"]
    assert value.fit(value.width)[1] == "body"


@pytest.mark.parametrize("mode", ["light", "dark", "contrast", "night"])
def test_device_picture_rests_after_three_loops(put: Untyped, mode: str) -> None:
    from screens.kit.device import FRAMES, LOOPS, DeviceArt
    from screens.kit.theme import theme

    theme.configure(1080, 1920, 24.0, mode)
    art = DeviceArt(where="读卡区在屏幕右下方", part="reader")
    put(art)
    art.play()
    for _ in range(len(FRAMES) * LOOPS + 1):
        art._next()
    assert art._frame == 0
    assert art._due is None
    theme.configure(1080, 1920, 24.0)
