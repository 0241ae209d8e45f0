"""What becomes of the body of a logged call, and what two answers of a judge mean."""

from __future__ import annotations

import asyncio
import json

import pytest

from evaluation.shadows.rewriting import CannotRewrite, api_of, candidate_path, most_answer_tokens, rewritten
from gnomon.replay.budget import Amount, RunBudget, RunBudgetReached
from gnomon.replay.judging import CannotCompare, Exchanged, judge_request, pairwise_judge, preference
from tests.evaluation.judging import completion

CHAT, MESSAGES, RESPONSES = "/v1/chat/completions", "/v1/messages?beta=true", "/openai/v1/responses"


@pytest.mark.parametrize(
    ("path", "prompt", "sent", "candidate"),
    [
        (CHAT, None, '{"model":"a"}', '{"model":"b"}'),
        (
            CHAT,
            None,
            ' {"x":{"model":"a"},\n"n":1.0e3, "\\u00e9":"\\/", "model" :\t"a" } ',
            ' {"x":{"model":"a"},\n"n":1.0e3, "\\u00e9":"\\/", "model" :\t"b" } ',
        ),
        (CHAT, None, '{"model":"a","id":12345678901234567890123,"model":"c"}',
         '{"model":"b","id":12345678901234567890123,"model":"b"}'),
        (CHAT, "P", '{"messages":[],"model":"a"}', '{"messages":[{"role": "system", "content": "P"}],"model":"b"}'),
        (
            CHAT,
            'é "',
            '{"messages": [ {"role":"user"}],"model":"a"}',
            '{"messages": [{"role": "system", "content": "é \\""},  {"role":"user"}],"model":"b"}',
        ),
        (
            CHAT,
            "P",
            '{"model":"a","messages":[{"role":"user","content":"x"},{"content":[{"text":"]}"}], "role":"developer"}]}',
            '{"model":"b","messages":[{"role":"user","content":"x"},{"content":"P", "role":"developer"}]}',
        ),
        (MESSAGES, "P", '{"system":[{"text":"x"}],"model":"a"}', '{"system":"P","model":"b"}'),
        (MESSAGES, "P", '{"model":"a"}', '{"system": "P", "model":"b"}'),
        (RESPONSES, "P", '{"model":"a","input":"x"}', '{"instructions": "P", "model":"b","input":"x"}'),
        (RESPONSES, "P", '{"model":"a","instructions":null}', '{"model":"b","instructions":"P"}'),
        (
            RESPONSES,
            "P",
            '{"model":"a","input":[{"role":"system","content":"x"}]}',
            '{"model":"b","input":[{"role":"system","content":"P"}]}',
        ),
        (
            RESPONSES,
            "P",
            '{"model":"a","instructions":null,"input":[{"role":"system","content":"x"}]}',
            '{"model":"b","instructions":null,"input":[{"role":"system","content":"P"}]}',
        ),
    ],
)  # fmt: skip
def test_only_what_must_change_changes(path: str, prompt: str | None, sent: str, candidate: str) -> None:
    assert rewritten(sent.encode(), path, "b", prompt).decode() == candidate


@pytest.mark.parametrize(
    ("path", "prompt", "sent", "reason"),
    [
        ("/v1beta/models/gemini:generateContent", None, b'{"model":"a"}', "other_api"),
        ("/openai/deployments/a/chat/completions?api-version=1", None, b'{"model":"a"}', "other_api"),
        (CHAT, None, b'{"messages":[]}', "no_model"),
        (CHAT, None, b'["model"]', "not_json"),
        (CHAT, None, b'{"model":"a"', "not_json"),
        (CHAT, None, b"\xff", "not_json"),
        (CHAT, None, b"[" * 100_000, "not_json"),
        (CHAT, "P", b'{"model":"a","messages":"x"}', "no_messages"),
        ("/v1/embeddings", "P", b'{"model":"a"}', "no_system_prompt"),
    ],
)
def test_what_cannot_be_sent_to_another_model(path: str, prompt: str | None, sent: bytes, reason: str) -> None:
    with pytest.raises(CannotRewrite, match=f"^{reason}$"):
        rewritten(sent, path, "b", prompt)


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("/v1/messages?beta=true", "/v1/messages?beta=true"),
        ("/up/v1/messages", "/v1/messages"),
        ("/up/v1/messages?key=***&beta=true&***", "/v1/messages?beta=true"),
        ("/up/v1/messages?key=***", "/v1/messages"),
        ("/other/v1/messages", "/other/v1/messages"),  # of a Helicone-Target-URL
    ],
)
def test_the_path_is_that_of_the_candidates_upstream(path: str, sent: str) -> None:
    assert candidate_path(path, "up") == sent


def test_the_longest_answer() -> None:
    assert api_of("/v1/chat/completions/") == "chat"
    assert most_answer_tokens(b'{"max_tokens":7}', 9) == 7
    assert most_answer_tokens(b'{"max_output_tokens":8,"n":3}', 9) == 24
    assert most_answer_tokens(b'{"max_tokens":null}', 9) == 9


def test_an_answer_wins_in_both_orders_or_not_at_all() -> None:
    judge = pairwise_judge("up", "m", "Is it {{answer}} kind?")

    def said(label: str) -> bytes:
        return json.dumps(completion(json.dumps({"better": {"reasoning": "r", "score": label}}))).encode()

    for before, after, value in (
        ("answer_2", "answer_1", 1),
        ("answer_1", "answer_2", -1),
        ("answer_1", "answer_1", 0),
        ("answer_2", "neither", 0),
        ("neither", "neither", 0),
    ):
        assert preference(judge, said(before), said(after)).value == value, (before, after)
    with pytest.raises(CannotCompare, match="bad_answer"):
        preference(judge, said("answer_3"), said("neither"))


def test_a_judge_sees_both_answers_and_not_whose_they_are() -> None:
    """What an answer says is no field of the prompt, nor are braces in the criteria."""
    judge = pairwise_judge("up", "m", "Is it {{answer}} kind?")
    first, second = Exchanged([{"role": "user", "text": "Hi"}], "{{reference}} one"), Exchanged([], "two")
    for candidate_first, answers in ((False, ("{{reference}} one", "two")), (True, ("two", "{{reference}} one"))):
        body = json.loads(judge_request(judge, first, second, candidate_first=candidate_first))
        prompt = body["messages"][-1]["content"]
        assert f"<answer_1>\n{answers[0]}\n</answer_1>\n\n<answer_2>\n{answers[1]}\n</answer_2>" in prompt
        assert "[user]\nHi" in prompt
        assert "Is it ((answer)) kind?" in prompt
    with pytest.raises(CannotCompare, match="no_text"):
        judge_request(judge, first, Exchanged([], " "), candidate_first=False)


async def test_a_reservation_waits_for_calls_that_cost_less_than_they_may() -> None:
    budget = RunBudget(10.0, None, Amount(1, 4.0))
    await budget.reserve(Amount(1, 6.0))
    waiting = asyncio.create_task(budget.reserve(Amount(1, 5.0)))
    await asyncio.sleep(0)
    assert not waiting.done()
    await budget.settle(Amount(1, 6.0), Amount(1, 1.0))
    await waiting
    await budget.settle(Amount(1, 5.0), Amount(1, 5.0))
    assert budget.spent == Amount(3, 10.0)
    with pytest.raises(RunBudgetReached, match="the budget of 10 USD"):
        await budget.reserve(Amount(1, 0.1))
