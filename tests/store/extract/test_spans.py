"""Spans of every convention → the call that they describe."""

from __future__ import annotations

import json
from typing import Any

import pytest

from store.extract.extraction import extract
from store.extract.pricing.cost import Prices
from store.extract.reported.spans import understand
from store.intake import SPAN, SPANS_PATH
from store.models import Bodies, ExchangeRow

MESSAGES = [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Name a river"}]
ANSWER = {"role": "assistant", "content": "The Danube"}


def parts(role: str, content: str, **more: Any) -> dict[str, Any]:
    return {"role": role, "parts": [{"type": "text", "content": content}], **more}


def event(name: str, **attributes: Any) -> dict[str, Any]:
    return {"name": name, "time_unix_nano": 1, "attributes": attributes}


OLD = {
    "gen_ai.system": "openai",
    "gen_ai.operation.name": "chat",
    "gen_ai.request.model": "gpt-4o",
    "gen_ai.response.model": "gpt-4o-2024-08-06",
    "gen_ai.response.id": "chatcmpl-1",
    "gen_ai.response.finish_reasons": ["stop"],
}
COUNTED = {"gen_ai.usage.input_tokens": 12, "gen_ai.usage.output_tokens": 3}
CONVENTIONS: dict[str, tuple[dict[str, Any], list[dict[str, Any]]]] = {
    "1.26: two events": (
        OLD | {"gen_ai.usage.prompt_tokens": 12, "gen_ai.usage.completion_tokens": 3},
        [
            event("gen_ai.content.prompt", **{"gen_ai.prompt": json.dumps(MESSAGES)}),
            event("gen_ai.content.completion", **{"gen_ai.completion": json.dumps([ANSWER])}),
        ],
    ),
    "1.36: an event for each message": (
        OLD | COUNTED,
        [
            event("gen_ai.system.message", content="Be brief."),
            event("gen_ai.user.message", content="Name a river"),
            event("gen_ai.choice", index=0, finish_reason="stop", message=json.dumps(ANSWER)),
        ],
    ),
    "1.36: events in an attribute": (
        OLD
        | COUNTED
        | {
            "events": json.dumps(
                [
                    {"event.name": "gen_ai.system.message", "content": "Be brief.", "role": "system"},
                    {"event.name": "gen_ai.user.message", "content": "Name a river", "role": "user"},
                    {"event.name": "gen_ai.choice", "index": 0, "message": ANSWER},
                ]
            )
        },
        [],
    ),
    "1.37: attributes": (
        OLD
        | COUNTED
        | {
            "gen_ai.provider.name": "openai",
            "gen_ai.system_instructions": json.dumps([{"type": "text", "content": "Be brief."}]),
            "gen_ai.input.messages": json.dumps([parts("user", "Name a river")]),
            "gen_ai.output.messages": json.dumps([parts("assistant", "The Danube", finish_reason="stop")]),
        },
        [],
    ),
    "0.1.0: structured attributes": (
        OLD
        | COUNTED
        | {
            "gen_ai.provider.name": "openai",
            "gen_ai.system_instructions": [{"type": "text", "content": "Be brief."}],
            "gen_ai.input.messages": [parts("user", "Name a river")],
            "gen_ai.output.messages": [parts("assistant", "The Danube", finish_reason="stop")],
        },
        [],
    ),
    "1.37: an event with the details": (
        OLD | COUNTED,
        [
            event(
                "gen_ai.client.inference.operation.details",
                **{
                    "gen_ai.input.messages": json.dumps([parts("system", "Be brief."), parts("user", "Name a river")]),
                    "gen_ai.output.messages": json.dumps([parts("assistant", "The Danube", finish_reason="stop")]),
                },
            )
        ],
    ),
    "OpenInference": (
        {
            "openinference.span.kind": "LLM",
            "llm.provider": "openai",
            "llm.model_name": "gpt-4o",
            "llm.input_messages.0.message.role": "system",
            "llm.input_messages.0.message.content": "Be brief.",
            "llm.input_messages.1.message.role": "user",
            "llm.input_messages.1.message.content": "Name a river",
            "llm.output_messages.0.message.role": "assistant",
            "llm.output_messages.0.message.content": "The Danube",
            "llm.finish_reason": "stop",
            "llm.token_count.prompt": 12,
            "llm.token_count.completion": 3,
            "output.value": json.dumps({"id": "chatcmpl-1", "choices": []}),
            "output.mime_type": "application/json",
        },
        [],
    ),
    "OpenLLMetry": (
        {
            "gen_ai.system": "OpenAI",
            "llm.request.type": "chat",
            "gen_ai.request.model": "gpt-4o",
            "gen_ai.response.id": "chatcmpl-1",
            "gen_ai.prompt.0.role": "system",
            "gen_ai.prompt.0.content": "Be brief.",
            "gen_ai.prompt.1.role": "user",
            "gen_ai.prompt.1.content": "Name a river",
            "gen_ai.completion.0.role": "assistant",
            "gen_ai.completion.0.content": "The Danube",
            "gen_ai.completion.0.finish_reason": "stop",
            "gen_ai.usage.prompt_tokens": 12,
            "gen_ai.usage.completion_tokens": 3,
            "llm.usage.total_tokens": 15,
        },
        [],
    ),
}


def a_span(attributes: dict[str, Any], events: list[dict[str, Any]] | None = None, **more: Any) -> dict[str, Any]:
    return {
        "trace_id": "ab" * 16,
        "span_id": "cd" * 8,
        "name": "chat",
        "status": {"code": "unset"},
        "attributes": attributes,
        "events": events or [],
        **more,
    }


def row_of(span: Any) -> ExchangeRow:
    facts = ExchangeRow(
        exchange_id="e1",
        request_id="e1",
        project=1,
        writer="w",
        node="here",
        key_name=None,
        started_at_us=1_780_000_000_000_000,
        method="POST",
        path=SPANS_PATH,
        upstream=SPAN,
        target_url="",
        outcome="ok",
        latency_ms=10.0,
    )
    return extract(facts, Bodies(json.dumps(span).encode()), Prices(()))


@pytest.mark.parametrize("name", CONVENTIONS)
def test_every_convention_gives_the_same_call(name: str) -> None:
    row = row_of(a_span(*CONVENTIONS[name]))
    assert (row.dialect, row.provider, row.upstream_id) == ("otel_span", "openai", "chatcmpl-1")
    assert (row.model or "").startswith("gpt-4o")
    assert (row.usage.prompt_tokens, row.usage.completion_tokens) == (12, 3)
    assert (row.prompt_preview, row.answer_preview, row.finish_reason) == ("Name a river", "The Danube", "stop")
    assert row.cost_usd == pytest.approx(6e-5)
    meaning = understand(a_span(*CONVENTIONS[name]))
    assert meaning.request["messages"] == MESSAGES
    assert [choice["message"] for choice in meaning.response["choices"]] == [ANSWER]
    assert row.input_hash == row_of(a_span(*CONVENTIONS["OpenInference"])).input_hash


def test_tool_calls_and_their_results_are_openais() -> None:
    call = {"type": "tool_call", "id": "c1", "name": "map", "arguments": {"of": "Ulm"}}
    result = {"type": "tool_call_response", "id": "c1", "response": {"km": 3}}
    sent = [{"role": "assistant", "parts": [call]}, {"role": "tool", "parts": [result]}]
    reasoned = [{"role": "assistant", "parts": [{"type": "reasoning", "content": "Hm."}, call]}]
    attributes = {"gen_ai.input.messages": json.dumps(sent), "gen_ai.output.messages": json.dumps(reasoned)}
    meaning = understand(a_span({"gen_ai.operation.name": "chat", **attributes}))
    function = {"id": "c1", "type": "function", "function": {"name": "map", "arguments": '{"of":"Ulm"}'}}
    assert meaning.request["messages"] == [
        {"role": "assistant", "tool_calls": [function], "content": None},
        {"role": "tool", "tool_call_id": "c1", "content": '{"km":3}'},
    ]
    assert meaning.response["choices"][0]["message"]["reasoning_content"] == "Hm."


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ({"cache_read.input_tokens": 10, "cache_write.input_tokens": 1}, (12, 10, 1)),
        ({"cache_read.input_tokens": 10, "cache_creation.input_tokens": 1}, (12, 10, 1)),
        ({"cache_read_input_tokens": 100}, (112, 100, None)),  # left out of the count, as Anthropic does
    ],
)
def test_cached_tokens_are_part_of_the_prompt(attributes: dict[str, int], expected: tuple[int | None, ...]) -> None:
    counts = {f"gen_ai.usage.{name}": count for name, count in attributes.items()}
    usage = row_of(a_span(OLD | COUNTED | counts)).usage
    assert (usage.prompt_tokens, usage.prompt_cache_read_tokens, usage.prompt_cache_write_tokens) == expected


def test_counts_by_modality_are_read() -> None:
    counts = {"gen_ai.usage.audio.input_tokens": 4, "gen_ai.usage.image.output_tokens": 2}
    usage = row_of(a_span(OLD | COUNTED | counts | {"gen_ai.usage.reasoning.output_tokens": 1})).usage
    assert (usage.prompt_audio_tokens, usage.completion_image_tokens, usage.reasoning_tokens) == (4, 2, 1)


def test_a_failed_span_is_a_failed_answer() -> None:
    raised = event("exception", **{"exception.type": "RateLimitError", "exception.message": "Slow down"})
    row = row_of(a_span(OLD, [raised], status={"code": "error"}))
    assert (row.outcome, row.error_type, row.error) == ("answer_failed", "RateLimitError", "RateLimitError: Slow down")
    assert row.step
    assert row.step.error == "RateLimitError: Slow down"


def test_an_embedding_writes_no_tokens() -> None:
    attributes = {
        "openinference.span.kind": "EMBEDDING",
        "embedding.model_name": "text-embedding-3-small",
        "embedding.embeddings.0.embedding.text": "A river",
        "llm.token_count.prompt": 2,
    }
    row = row_of(a_span(attributes))
    assert (row.prompt_preview, row.usage.prompt_tokens, row.usage.completion_tokens) == ("A river", 2, 0)


@pytest.mark.parametrize(
    ("attributes", "kind", "name"),
    [
        ({"gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": "guide"}, "agent", "guide"),
        ({"gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": "map"}, "tool", "map"),
        ({"gen_ai.operation.name": "invoke_workflow", "gen_ai.workflow.name": "trip"}, "workflow", "trip"),
        ({"openinference.span.kind": "CHAIN"}, "workflow", "chat"),
        ({"openinference.span.kind": "RETRIEVER"}, "retrieval", "chat"),
        ({"traceloop.span.kind": "task", "traceloop.entity.name": "plan"}, "workflow", "plan"),
        ({"traceloop.span.kind": "tool", "traceloop.entity.name": "map"}, "tool", "map"),
        ({"http.request.method": "GET"}, "other", "chat"),
        ({"gen_ai.operation.name": ["chat"]}, "other", "chat"),
    ],
)
def test_other_spans_are_steps(attributes: dict[str, Any], kind: str, name: str) -> None:
    step = row_of(a_span(attributes)).step
    assert step
    assert (step.kind, step.name, step.exchange_id) == (kind, name, None)


DEEP: Any = "x"
for _ in range(200):
    DEEP = {"content": [DEEP]}


@pytest.mark.parametrize(
    "attributes",
    [
        {"gen_ai.input.messages": json.dumps(DEEP)},
        {"gen_ai.input.messages": [None, 7, {"parts": 3}, {"parts": [None, 7, {"type": []}, {"type": "tool_call"}]}]},
        {"gen_ai.output.messages": "[", "gen_ai.response.finish_reasons": {"a": 1}},
        {"gen_ai.system_instructions": 7, "gen_ai.input.messages": "[]"},
        {"events": json.dumps([None, {"event.name": "gen_ai.choice", "message": [1]}])},
        {"llm.input_messages." + "0." * 500 + "x": 1, "llm.input_messages.9" + "9" * 5_000 + ".message": 2},
        {"llm.input_messages.0.message": 7, "llm.input_messages.0.message.role": "user"},
        {"gen_ai.prompt.0.content": {"a": 1}, "gen_ai.prompt.0.tool_calls": 7, "gen_ai.completion.0.role": []},
        {"gen_ai.usage.input_tokens": -5, "gen_ai.usage.output_tokens": "9" * 400, "llm.token_count.total": 1e300},
        {"metadata": "{", "traceloop.association.properties.": "x", "session.id": "\ud800"},
        {"gen_ai.response.time_to_first_chunk": 1e308, "gen_ai.request.temperature": {"a": DEEP}},
    ],
)
def test_whatever_a_span_holds_it_is_read(attributes: dict[str, Any]) -> None:
    row = row_of(a_span({"gen_ai.operation.name": "chat", **attributes}))
    assert row.step
    assert row.step.kind == "call"


@pytest.mark.parametrize("span", [{}, [], None, "x", {"attributes": 7, "events": {}, "status": []}])
def test_whatever_is_no_span_is_a_row_all_the_same(span: Any) -> None:
    assert row_of(span).exchange_id == "e1"
