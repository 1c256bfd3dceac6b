"""What a robot hand, a voice or a keypad is told of the glass, and what it must never be told."""

from __future__ import annotations

import json
import socket
import threading
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from kiosk.conversation.questions import (
    FieldKind,
    FillForm,
    FormField,
    Home,
    Review,
    Row,
    ServiceCard,
)
from tests.screens.conftest import Stage

NAME, PHONE, ADDRESS = "张示例", "13800000000", "示例省示例市示例路1号"

FORM = FillForm(
    service="社会保障卡补领",
    title="核对联系方式",
    from_card=(Row("姓名", NAME), Row("身份证号", "990101********0023")),
    fields=(
        FormField("address", "收卡地址", FieldKind.TEXT),
        FormField("phone", "手机号", FieldKind.PHONE),
    ),
    values={"address": ADDRESS, "phone": PHONE},
    check=lambda name, value: None,
    focus="phone",
)
REVIEW = Review(
    service="社会保障卡补领",
    rows=(
        Row("申请人", NAME),
        Row("手机号", "138****0000", "form"),
        Row("收卡地址", ADDRESS, "form"),
    ),
    statement="我已核对，以上情况属实。",
)
READER = SimpleNamespace(on=False, listeners=[])
HOME = Home(
    greeting="您好，要办什么事？",
    hot=tuple(ServiceCard(f"a{n}", f"示例事项|第 {n} 项", "约 6 分钟", "card") for n in range(4)),
    categories=(),
    service_count=4,
)


def told(stage: Stage, screen: Any, question: Any) -> dict[str, Any]:  # noqa: ANN401
    """What is told of this screen, shown on a host as the app shows it."""
    from screens.access_tree import describe

    return describe(on_host(stage, screen, question))


def on_host(stage: Stage, screen: Any, question: Any) -> Any:  # noqa: ANN401
    from screens.app import Host

    shown = stage.show(screen, question)
    shown.parent.remove_widget(shown)
    host = Host()
    host.add_widget(shown)
    stage.driver.fill_window(host)
    return host


def by_role(tree: dict[str, Any], role: str) -> list[dict[str, Any]]:
    return [piece for piece in tree["pieces"] if piece["role"] == role]


def test_a_form_tells_where_to_type_and_nothing_typed(stage: Stage) -> None:
    from screens.form import FormScreen

    tree = told(stage, FormScreen, FORM)
    everything = json.dumps(tree, ensure_ascii=False)
    assert not any(secret in everything for secret in (NAME, PHONE, ADDRESS, "138 0000 0000"))
    phone = next(one for one in by_role(tree, "field") if one["text"] == "手机号")
    assert (phone["length"], phone["focus"], phone["wrong"]) == (11, True, False)
    assert len(NAME) in [one["length"] for one in by_role(tree, "secret")]
    assert {"1", "0", "退格"} <= {one["text"] for one in by_role(tree, "key")}


def test_a_review_tells_no_value(stage: Stage) -> None:
    from screens.review import ReviewScreen

    tree = told(stage, ReviewScreen, REVIEW)
    everything = json.dumps(tree, ensure_ascii=False)
    assert not any(secret in everything for secret in (NAME, ADDRESS, "138****0000"))
    assert [one["signed"] for one in by_role(tree, "pad")] == [False]
    assert any(one["text"] == "提交" and one["off"] for one in by_role(tree, "button"))


def test_where_a_card_is_told_to_be_a_press_reaches_it(stage: Stage) -> None:
    from screens.home import HomeScreen

    host = on_host(stage, HomeScreen, HOME)
    tree = _describe(host)
    card = next(one for one in by_role(tree, "card") if "第 2 项" in one["text"])
    x, y, wide, high = card["rect"]
    finger = stage.driver.touch(x + wide / 2, tree["size"][1] - (y + high / 2))
    finger.touch_down()
    finger.touch_up()
    assert [answer.code for answer in stage.answers.values] == ["a2"]
    assert tree["question"] == "Home"
    assert "|" not in card["text"]


def test_everything_told_is_on_the_glass(stage: Stage) -> None:
    from screens.form import FormScreen

    tree = told(stage, FormScreen, FORM)
    wide, high = tree["size"]
    assert (wide, high) == (stage.panel.width, stage.panel.height)
    for piece in tree["pieces"]:
        x, y, w, h = piece["rect"]
        assert -2 <= x <= x + w <= wide + 2, piece
        assert -2 <= y <= y + h <= high + 2, piece


def test_under_a_dialog_only_the_dialog_is_told(portrait: Stage) -> None:
    from screens.home import HomeScreen
    from screens.idle import IdleDialog

    host = on_host(portrait, HomeScreen, HOME)
    dialog = IdleDialog(20, lambda: None)
    host.add_widget(dialog)
    dialog.place(*host.pos, *host.size)
    tree = _describe(host)
    assert (tree["question"], tree["dialog"]) == ("Home", "IdleDialog")
    assert {one["text"] for one in by_role(tree, "button")} == {"退出", "我还在，接着办"}


def test_a_screen_that_has_forgotten_asks_nothing(portrait: Stage) -> None:
    from screens.form import FormScreen

    host = on_host(portrait, FormScreen, FORM)
    portrait.screen.forget()
    assert _describe(host)["question"] == ""


def test_looks_are_answered_over_the_socket(portrait: Stage, tmp_path: Path) -> None:
    from screens.access_tree import Hands
    from screens.home import HomeScreen

    app: Any = SimpleNamespace(host=on_host(portrait, HomeScreen, HOME), reader=READER)
    hands = Hands(app, tmp_path / "hands")
    answers: list[dict[str, Any]] = []

    def ask() -> None:
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(60)
            client.connect(str(tmp_path / "hands"))
            with client.makefile("rw", encoding="utf-8") as wire:
                for line in ("look", "hear", "turns", "look", "turns", "touch"):
                    wire.write(line + "\n")
                    wire.flush()
                    answers.append(json.loads(wire.readline()))

    client = threading.Thread(target=ask)
    client.start()
    assert portrait.driver.until(lambda: len(answers) == 6)
    client.join(60)
    hands.close()
    assert answers[0]["question"] == "Home"
    assert answers[1] == {"on": False, "heard": []}
    assert set(answers[2]) == {"drawn", "longest"}
    assert answers[4]["longest"] > 0
    assert "error" in answers[5]
    assert portrait.driver.until(lambda: READER.listeners == [])
    assert not (tmp_path / "hands").exists()


def _describe(host: Any) -> dict[str, Any]:  # noqa: ANN401
    from screens.access_tree import describe

    return describe(host)


def test_the_socket_is_for_this_user_only(portrait: Stage, tmp_path: Path) -> None:
    from screens.access_tree import Hands

    hands = Hands(SimpleNamespace(host=None, reader=READER), tmp_path / "hands")  # type: ignore[arg-type]
    try:
        assert (tmp_path / "hands").stat().st_mode & 0o777 == 0o600
    finally:
        hands.close()


pytestmark = pytest.mark.usefixtures("window")
