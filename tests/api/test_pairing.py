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
    ("pair_by", "pairs"),
    [("last_user_message", 12), ("item", 12), ("property.Number", 6), ("conversation", 0), ("input_hash", 0)],
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
        assert {pair["prompt_preview"] for pair in listed["pairs"]} == set(QUESTIONS)
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


async def send_one(api: Api, side: str, messages: list[Any], **properties: str) -> None:
    headers = [(f"Helicone-Property-{name}", value) for name, value in ({"Side": side} | properties).items()]
    body = json.dumps({"model": "m", "messages": messages}).encode()
    exchange_id = await api.open_call(side, body, helicone_headers=headers)
    await api.close_call(exchange_id, calls.ANSWER)
    score = {"request_id": side, "name": "good", "value": 1}
    assert (await api.call("POST", "/v1/scores", json=[score])).status == 201


@pytest.mark.parametrize(("ends", "pairs"), [(("x", "x"), 1), (("x", "y"), 0), (("x", " x"), 0)])
async def test_all_of_a_long_message_is_its_key(api: Api, ends: tuple[str, str], pairs: int) -> None:
    """A preview has its first 500 characters only, without line breaks."""
    for side, end in zip("ab", ends, strict=True):
        await send_one(api, side, [{"role": "user", "content": "word\n" * 200 + end}])
    (one,) = await paired(api, scores=["good"], pair_by="last_user_message")
    assert one["paired"]["pairs"] == pairs
    if not pairs:
        assert one["paired"]["unpaired"] == {"first_inputs": 1, "second_inputs": 1, "other_choices": []}


async def test_conversations_pair_without_their_system_messages(api: Api) -> None:
    for side, system in (("a", "Be brief."), ("b", "Be kind.")):
        turns = [{"role": role, "content": role} for role in ("user", "assistant", "user")]
        await send_one(api, side, [{"role": "system", "content": system}, *turns])
    (one,) = await paired(api, scores=["good"], pair_by="conversation")
    assert one["paired"]["pairs"] == 1
    (by_all,) = await paired(api, scores=["good"], pair_by="input_hash")
    assert by_all["paired"]["unpaired"]["other_choices"] == [
        {"pair_by": "conversation", "pairs": 1},
        {"pair_by": "last_user_message", "pairs": 1},
    ]


async def test_a_property_pairs_nothing(api: Api) -> None:
    """The property that was asked for is counted too, and one that no request has has no inputs."""
    await send(api)
    (one,) = await paired(api, scores=["good"], pair_by="property.side")
    unpaired = one["paired"]["unpaired"]
    assert (unpaired["first_inputs"], unpaired["second_inputs"]) == (1, 1)
    assert unpaired["other_choices"][0] == {"pair_by": "item", "pairs": 12}
    (none,) = await paired(api, scores=["good"], pair_by="property.nowhere")
    assert (none["paired"]["unpaired"]["first_inputs"], none["paired"]["unpaired"]["second_inputs"]) == (0, 0)


def prompt_id(value: str) -> Any:
    return {"request_response_rmt": {"prompt_id": {"equals": value}}}


def prompt_version(value: str) -> Any:
    return {"properties": {"PromptVersion": {"equals": value}}}


def with_model(node: Any) -> Any:
    return {"left": {"request_response_rmt": {"model": {"equals": "m"}}}, "operator": "and", "right": node}


@pytest.mark.parametrize(
    ("first", "second", "pair_by"),
    [
        (prompt_id("a"), prompt_id("b"), "last_user_message"),
        (prompt_version("1"), prompt_version("2"), "last_user_message"),
        (prompt_version("1"), {"properties": {"promptversion": {"equals": "2"}}}, "last_user_message"),
        (with_model(prompt_version("1")), with_model(prompt_version("2")), "last_user_message"),
        (prompt_version("1"), prompt_version("1"), None),
        (prompt_version("1"), prompt_id("a"), None),
        (prompt_version("1"), "all", None),
        (prompt_version("1"), {"properties": {"PromptVersion": {"not-equals": "1"}}}, None),
        (with_model(prompt_version("1")) | {"operator": "or"}, prompt_version("2"), None),
        ({"properties": {"Side": {"equals": "a"}}}, {"properties": {"Side": {"equals": "b"}}}, None),
    ],
)
async def test_the_default_of_two_prompts(api: Api, first: Any, second: Any, pair_by: str | None) -> None:
    """Both endpoints choose it alike and name it; the list of pairs must be told for any other groups."""
    groups = {"first": {"filter": first}, "second": {"filter": second}}
    compared = await api.call("POST", "/v1/scores/compare", json=groups | {"scores": ["good"]})
    assert (compared.status, compared.body["pair_by"]) == (200, pair_by)
    off = await api.call("POST", "/v1/scores/compare", json=groups | {"scores": ["good"], "pair_by": None})
    assert (off.status, off.body["pair_by"]) == (200, None)
    listed = await api.call("POST", "/v1/scores/compare/pairs", json=groups | {"score": "good"})
    if pair_by:
        assert (listed.status, listed.body["pair_by"]) == (200, pair_by)
    else:
        assert listed.status == 422
        assert "must be last_user_message, conversation," in listed.body["details"]["requestBody.pair_by"]["message"]


async def test_two_prompts_are_compared_pair_by_pair(api: Api) -> None:
    for version, system in (("1", "Be brief."), ("2", "Be kind.")):
        messages = [{"role": "system", "content": system}, {"role": "user", "content": "When is noon?"}]
        await send_one(api, version, messages, PromptVersion=version)
    groups = {"first": {"filter": prompt_version("1")}, "second": {"filter": prompt_version("2")}}
    answer = await api.call("POST", "/v1/scores/compare", json=groups | {"scores": ["good"]})
    assert answer.body["data"][0]["paired"]["pairs"] == 1
    off = await api.call("POST", "/v1/scores/compare", json=groups | {"scores": ["good"], "pair_by": None})
    assert off.body["data"][0]["paired"] is None
    listed = await api.call("POST", "/v1/scores/compare/pairs", json=groups | {"score": "good"})
    ((pair,),) = (each["pairs"] for each in listed.body["data"])
    assert pair["prompt_preview"] == "When is noon?"
