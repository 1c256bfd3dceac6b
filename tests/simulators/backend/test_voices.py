"""What people say comes to somebody's desk, and back to the terminal."""

from __future__ import annotations

import httpx
from signing_terminal import Terminal

from simulators.backend_launch import RunningBackend


def rate(terminal: Terminal, case_no: str, stars: int, **told: object) -> httpx.Response:
    body = {"case_no": case_no, "stars": stars, "reasons": [], "words": "", "named": False}
    return terminal.call("POST", "/v1/ratings", {**body, "channel": "terminal", **told})


def test_a_bad_rating_is_answered_at_the_terminal(
    platform: RunningBackend, terminal: Terminal
) -> None:
    case_no = terminal.submitted_case()["case_no"]
    target = f"/v1/cases/{case_no}"
    assert rate(terminal, case_no, 2, words="排队太久。").status_code == 201
    rating = terminal.call("GET", target).json()["rating"]
    assert (rating["state"], rating["reply"]) == ("open", None)
    assert rating["answer_by"]
    platform.ask("POST", f"/sim/office/ratings/{case_no}/reply", {"text": "已增开窗口。"})
    rating = terminal.call("GET", target).json()["rating"]
    assert (rating["state"], rating["reply"]["text"]) == ("answered", "已增开窗口。")


def test_first_then_one_follow_up(terminal: Terminal) -> None:
    case_no = terminal.submitted_case()["case_no"]
    early = rate(terminal, case_no, 5, round="follow_up")
    assert early.json()["code"] == "wrong_state"
    assert rate(terminal, case_no, 1, reasons=["115"]).status_code == 201
    assert rate(terminal, case_no, 4, round="follow_up", reasons=["412"]).status_code == 201
    for told in ({"round": "first"}, {"round": "follow_up"}):
        assert rate(terminal, case_no, 5, **told).json()["code"] == "already_rated"
    rating = terminal.call("GET", f"/v1/cases/{case_no}").json()["rating"]
    assert (rating["stars"], rating["follow_up"]["stars"]) == (1, 4)


def test_help_has_an_owner_until_it_is_closed(platform: RunningBackend, terminal: Terminal) -> None:
    call = {"kind": "video", "where": terminal.name, "code": "", "words": "看不清字。"}
    help_ = terminal.call("POST", "/v1/help", call).json()
    assert help_["owner"]
    assert help_["video_url"].startswith("https://video.example/")
    target, office = f"/v1/help/{help_['help_id']}", f"/sim/office/help/{help_['help_id']}"
    platform.ask("POST", office, {"owner": "王值班"})
    assert terminal.call("GET", target).json()["state"] == "coming"
    platform.ask("POST", office, {"owner": "王值班", "outcome": "已陪同办完。"})
    closed = terminal.call("GET", target).json()
    assert (closed["state"], closed["outcome"], closed["video_url"]) == (
        "closed",
        "已陪同办完。",
        None,
    )
    other = Terminal(platform.url, "demo-sm2-terminal")
    assert other.call("GET", target).status_code == 401  # signs by another scheme


def test_a_call_is_withdrawn_when_nobody_needs_it(
    platform: RunningBackend, terminal: Terminal
) -> None:
    call = {"kind": "staff", "where": terminal.name, "code": "H1"}
    target = "/v1/help/" + terminal.call("POST", "/v1/help", call).json()["help_id"]
    for _ in range(2):
        assert terminal.call("DELETE", target).status_code == 204
    assert terminal.call("GET", target).json()["state"] == "closed"
    assert terminal.call("DELETE", "/v1/help/H999999").status_code == 404


def test_feedback_lands_on_a_desk(platform: RunningBackend, terminal: Terminal) -> None:
    told = {
        "kind": "complaint",
        "words": "系统说没有我的记录。",
        "item_code": "992001010002",
        "case_no": None,
        "phone": "10000000000",
        "channel": "terminal",
    }
    given = terminal.call("POST", "/v1/feedback", told).json()
    assert (given["owner"], given["state"]) == ("示例区人力资源和社会保障局", "open")
    stuck = terminal.call("POST", "/v1/feedback", {**told, "kind": "cannot_be_done"}).json()
    assert "办不成事" in stuck["owner"]
    order = {"text": "记录已补上，请再试。", "close": True}
    platform.ask("POST", f"/sim/office/feedback/{given['query_code']}/reply", order)
    answered = terminal.call("GET", f"/v1/feedback/{given['query_code']}").json()
    assert (answered["state"], answered["reply"]["text"]) == ("closed", order["text"])
