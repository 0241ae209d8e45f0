"""What makes two requests a pair, and what the answer says if nothing does."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.api import calls
from tests.api.conftest import Api

QUESTIONS = [f"What is {number} times 7?" for number in range(12)]


async def send(api: Api) -> None:
    """Each question with two prompts, which differ in their system message; the second asks in other words at the
    start of the conversation."""
    for side, system in (("a", "Be brief."), ("b", "Be kind.")):
        for number, question in enumerate(QUESTIONS):
            messages = [
                {"role": "system", "content": system},
                {"role": "user", "content": f"Hello from {side}"},
                {"role": "assistant", "content": "Hello."},
                {"role": "user", "content": question},
            ]
            name = f"{side}-{number}"
            headers = [("Helicone-Property-Side", side), ("Helicone-Property-Number", str(number % 6))]
            body = json.dumps({"model": "m", "messages": messages}).encode()
            exchange_id = await api.open_call(name, body, helicone_headers=headers)
            await api.close_call(exchange_id, calls.ANSWER)
            score = {"request_id": name, "name": "good", "value": number + (side == "b"), "item_id": f"item-{number}"}
            assert (await api.call("POST", "/v1/scores", json=[score])).status == 201


async def paired(api: Api, path: str = "/v1/scores/compare", **body: Any) -> Any:
    sides = {
        name: {"filter": {"properties": {"side": {"equals": value}}}}
        for name, value in (("first", "a"), ("second", "b"))
    }
    answer = await api.call("POST", path, json=sides | body)
    assert answer.status == 200, answer
    return answer.body["data"]


@pytest.mark.parametrize(
    ("pair_by", "pairs"), [("last_user_message", 12), ("item", 12), ("property.Number", 6), ("input_hash", 0)]
)
async def test_what_makes_a_pair(api: Api, pair_by: str, pairs: int) -> None:
    """Two prompts have no messages in common but the user's last one."""
    await send(api)
    (one,) = await paired(api, scores=["good"], pair_by=pair_by)
    assert one["paired"]["pairs"] == pairs
    assert (one["paired"]["unpaired"] is None) == (pairs > 0)
    (listed,) = await paired(api, "/v1/scores/compare/pairs", score="good", pair_by=pair_by)
    assert len(listed["pairs"]) == pairs
    if pair_by == "last_user_message":
        assert {pair["key"] for pair in listed["pairs"]} == set(QUESTIONS)
        assert one["paired"]["difference"] == 1


async def test_nothing_pairs_and_what_would(api: Api) -> None:
    """How many inputs each side had, and how many pairs other choices have, most first."""
    await send(api)
    (one,) = await paired(api, scores=["good"], pair_by="input_hash")
    assert one["paired"]["unpaired"] == {
        "first_inputs": 12,
        "second_inputs": 12,
        "other_choices": [
            {"pair_by": "item", "pairs": 12},
            {"pair_by": "last_user_message", "pairs": 12},
            {"pair_by": "property.Number", "pairs": 6},
        ],
    }


async def test_a_long_message_is_no_key(api: Api) -> None:
    """The log has the first 500 characters of a message beside its body: two that differ later must not pair."""
    for side, end in (("a", "x"), ("b", "y")):
        body = json.dumps({"model": "m", "messages": [{"role": "user", "content": "word " * 200 + end}]}).encode()
        exchange_id = await api.open_call(side, body, helicone_headers=[("Helicone-Property-Side", side)])
        await api.close_call(exchange_id, calls.ANSWER)
        await api.call("POST", "/v1/scores", json=[{"request_id": side, "name": "good", "value": 1}])
    (one,) = await paired(api, scores=["good"], pair_by="last_user_message")
    assert (one["paired"]["pairs"], one["paired"]["unpaired"]["first_inputs"]) == (0, 0)
