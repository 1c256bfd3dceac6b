"""Back, mending and what is passed over, on steps that only write down that they were run."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.conversation import Back
from kiosk.journeys.wizard import GoTo, Step, run_steps

Turns = dict[str, list[Exception]]


def steps(run: list[str], turns: Turns, *names: str, **how: dict[str, bool]) -> list[Step]:
    """Steps of these names; each raises what stands in `turns` for it, one at a time."""

    def act(name: str) -> Callable[[], object]:
        async def go() -> None:
            run.append(name)
            if turns.get(name):
                raise turns[name].pop(0)

        return go

    return [Step(name, act(name), **how.get(name, {})) for name in names]  # type: ignore[arg-type]


ALONE = {"alone": True}


async def test_whoever_mends_one_thing_goes_straight_on() -> None:
    run: list[str] = []
    turns: Turns = {"review": [GoTo("form")]}
    await run_steps(steps(run, turns, "form", "page", "check", "review", form=ALONE, page=ALONE))
    assert run == ["form", "page", "check", "review", "form", "check", "review"]


async def test_what_was_not_answered_before_is_asked_on_the_way() -> None:
    run: list[str] = []
    turns: Turns = {"review": [GoTo("form")]}

    def needed() -> bool:
        return run.count("form") > 1

    made = steps(run, turns, "form", "page", "review", form=ALONE, page=ALONE)
    made[1] = Step("page", made[1].run, alone=True, needed=needed)
    await run_steps(made)
    assert run == ["form", "review", "form", "page", "review"]


async def test_what_others_hang_on_is_asked_with_all_that_follows() -> None:
    run: list[str] = []
    turns: Turns = {"review": [GoTo("parts")]}
    await run_steps(steps(run, turns, "parts", "form", "review", form=ALONE))
    assert run == ["parts", "form", "review", "parts", "form", "review"]


async def test_back_while_mending_goes_back_step_by_step() -> None:
    run: list[str] = []
    turns: Turns = {"review": [GoTo("page")], "page": []}
    made = steps(run, turns, "form", "page", "last", "review", form=ALONE, page=ALONE, last=ALONE)
    turns["review"].append(Back())
    await run_steps(made)
    assert run == ["form", "page", "last", "review", "page", "review", "last", "review"]


async def test_back_passes_over_the_quiet_and_out_at_the_first() -> None:
    run: list[str] = []
    turns: Turns = {"form": [Back()]}
    with pytest.raises(Back):
        await run_steps(steps(run, turns, "look", "form", look={"quiet": True}))
    assert run == ["look", "form"]
