"""The hall: places that are given once, check-in in time, numbers with people ahead."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

import httpx
from signing_terminal import CARD_ITEM, Terminal, new_key

from simulators.backend.queueing import HALL
from simulators.backend_launch import RunningBackend

MARRIAGE = "990704040001"  # 结婚登记预约
PEOPLE = [f"99010119900101{n:02d}19" for n in range(10, 34)]


def token(terminal: Terminal, number: str = PEOPLE[0]) -> dict[str, str]:
    return {"Authorization": f"Bearer {terminal.session(id_number=number).json()['token']}"}


def slots(terminal: Terminal, days: int = 14) -> list[dict[str, Any]]:
    target = f"/v1/slots?item_code={MARRIAGE}&days={days}"
    return list(terminal.call("GET", target).json()["slots"])


def book(
    terminal: Terminal, session: dict[str, str], slot_id: str, **more: object
) -> httpx.Response:
    wish = {"slot_id": slot_id, "item_code": MARRIAGE, "phone": "", "remind": False, "needs": []}
    wish |= more
    return terminal.call("POST", "/v1/appointments", wish, **session)


def until(platform: RunningBackend, terminal: Terminal, moment: str, minutes: float) -> None:
    """The clocks stand so many minutes after a moment."""
    then = datetime.fromisoformat(moment)
    seconds = (then - datetime.now(then.tzinfo)).total_seconds() + minutes * 60
    terminal.offset_s = int(seconds)
    platform.clear()
    platform.fault("clock_skew", value=int(seconds))


def test_places_are_given_once_however_many_hands_reach(
    platform: RunningBackend, terminal: Terminal
) -> None:
    slot = slots(terminal)[0]
    sessions = [token(terminal, number) for number in PEOPLE[:12]]

    def reach(session: dict[str, str]) -> httpx.Response:
        hand = Terminal(platform.url)
        with hand.http:
            return book(hand, session, slot["slot_id"])

    with ThreadPoolExecutor(6) as hands:
        answers = list(hands.map(reach, sessions))
    codes = [answer.status_code for answer in answers]
    assert (codes.count(201), codes.count(409)) == (slot["capacity"], 12 - slot["capacity"])
    full = next(answer.json() for answer in answers if answer.status_code == 409)
    assert full["code"] == "slot_full"
    assert all(other["left"] for other in full["alternatives"])
    assert slots(terminal)[0]["left"] == 0


def test_a_place_given_back_is_free_again(terminal: Terminal) -> None:
    slot, session = slots(terminal)[0], token(terminal)
    booked = book(terminal, session, slot["slot_id"]).json()
    assert book(terminal, session, slots(terminal)[1]["slot_id"]).json()["code"] == "wrong_state"
    target = f"/v1/appointments/{booked['appointment_id']}"
    assert terminal.call("DELETE", target, **token(terminal, PEOPLE[1])).status_code == 404
    for _ in range(2):
        assert terminal.call("DELETE", target, **session).status_code == 204
    assert slots(terminal)[0]["left"] == slot["left"]
    (mine,) = terminal.call("GET", "/v1/appointments", **session).json()["appointments"]
    assert mine["state"] == "cancelled"


def test_a_change_gives_the_new_place_and_takes_the_old_one_back(terminal: Terminal) -> None:
    first, second = slots(terminal)[:2]
    session = token(terminal)
    old = book(terminal, session, first["slot_id"]).json()["appointment_id"]
    new = book(terminal, session, second["slot_id"], replaces=old)
    assert new.status_code == 201
    left = [slot["left"] for slot in slots(terminal)[:2]]
    assert left == [first["left"], second["left"] - 1]
    states = {
        one["appointment_id"]: one["state"]
        for one in terminal.call("GET", "/v1/appointments", **session).json()["appointments"]
    }
    assert states == {old: "cancelled", new.json()["appointment_id"]: "booked"}
    again = book(terminal, session, first["slot_id"], replaces=old)
    assert again.json()["code"] == "wrong_state"


def test_a_change_to_a_full_slot_changes_nothing(terminal: Terminal) -> None:
    first, second = slots(terminal)[:2]
    for number in PEOPLE[1 : 1 + second["capacity"]]:
        book(terminal, token(terminal, number), second["slot_id"])
    session = token(terminal)
    old = book(terminal, session, first["slot_id"]).json()["appointment_id"]
    full = book(terminal, session, second["slot_id"], replaces=old)
    assert full.json()["code"] == "slot_full"
    (mine,) = terminal.call("GET", "/v1/appointments", **session).json()["appointments"]
    assert (mine["appointment_id"], mine["state"]) == (old, "booked")


def test_slots_lie_on_working_days(terminal: Terminal) -> None:
    days = {datetime.fromisoformat(slot["starts_at"]).weekday() for slot in slots(terminal, 31)}
    assert days <= set(range(5))
    refused = terminal.call("GET", f"/v1/slots?item_code={CARD_ITEM}")
    assert refused.json()["defects"][0]["field"] == "item_code"


def test_check_in_has_its_time(platform: RunningBackend, terminal: Terminal) -> None:
    slot = slots(terminal)[-1]
    booked = book(terminal, token(terminal), slot["slot_id"]).json()
    target = f"/v1/appointments/{booked['appointment_id']}/checkin"
    code = {"code": booked["code"]}
    early = terminal.call("POST", target, code)
    assert (early.json()["code"], early.json()["opens_at"]) == ("closed", booked["check_in_from"])
    until(platform, terminal, slot["starts_at"], minutes=-10)
    terminal.call("POST", "/v1/tickets", {"item_code": MARRIAGE, "priority": "none"})
    ticket = terminal.call("POST", target, code).json()
    assert (ticket["people_ahead"], ticket["appointment_id"]) == (0, booked["appointment_id"])
    assert terminal.call("POST", target, code, key=new_key()).json() == ticket
    wrong = {"code": f"{(int(booked['code']) + 1) % 1_000_000:06d}"}
    assert terminal.call("POST", target, wrong).status_code == 404


def test_who_comes_late_has_missed_it(platform: RunningBackend, terminal: Terminal) -> None:
    slot = slots(terminal)[-1]
    booked = book(terminal, token(terminal), slot["slot_id"]).json()
    until(platform, terminal, slot["ends_at"], minutes=1)
    target = f"/v1/appointments/{booked['appointment_id']}/checkin"
    late = terminal.call("POST", target, {"code": booked["code"]})
    assert late.json()["code"] == "code_expired"
    (mine,) = terminal.call("GET", "/v1/appointments", **token(terminal)).json()["appointments"]
    assert mine["state"] == "missed"


def take(terminal: Terminal, priority: str = "none") -> dict[str, Any]:
    body = {"item_code": CARD_ITEM, "priority": priority}
    return dict(terminal.call("POST", "/v1/tickets", body).json())


def test_the_queue_moves(platform: RunningBackend, terminal: Terminal) -> None:
    tickets = [take(terminal) for _ in range(3)]
    assert [ticket["number"] for ticket in tickets] == ["A001", "A002", "A003"]
    assert [ticket["people_ahead"] for ticket in tickets] == [0, 1, 2]
    assert tickets[0]["left"] == HALL["queue"]["numbers_a_day"] - 1
    elder = take(terminal, "elder")
    assert (elder["people_ahead"], elder["estimated_minutes"]) == (0, 0)
    order = {"queue": tickets[0]["window"], "window": "社保区 4 号窗口"}
    called = [platform.ask("POST", "/sim/office/queue/next", order)["number"] for _ in range(2)]
    assert called == ["A004", "A001"]
    shown = terminal.call("GET", f"/v1/tickets/{tickets[0]['ticket_id']}").json()
    assert (shown["state"], shown["window"]) == ("called", "社保区 4 号窗口")
    waiting = terminal.call("GET", f"/v1/tickets/{tickets[2]['ticket_id']}").json()
    assert waiting["people_ahead"] == 1


def test_the_hall_tells_everybody_what_is_there_and_how_long_one_waits(terminal: Terminal) -> None:
    hall = terminal.call("GET", "/v1/hall").json()
    assert hall["waiting"] is None
    assert [hall["zones"], hall["helpers"], hall["points"]] == [
        HALL[name] for name in ("zones", "helpers", "points")
    ]
    for zone in hall["zones"]:
        assert zone["left"] + zone["width"] <= 1
        assert zone["top"] + zone["height"] <= 1
    target = f"/v1/hall?item_code={CARD_ITEM}"
    for people in range(3):
        waiting = terminal.call("GET", target).json()["waiting"]
        ticket = terminal.call("POST", "/v1/tickets", {"item_code": CARD_ITEM, "priority": "none"})
        assert waiting["people"] == people == ticket.json()["people_ahead"]
        assert waiting["estimated_minutes"] == ticket.json()["estimated_minutes"]
