"""POST /v1/traces and POST /v1/logs: what comes of spans and evaluation events."""

from __future__ import annotations

import gzip
import json
import math
from hashlib import sha256
from io import BytesIO
from typing import Any, NamedTuple

import aiohttp
import orjson
import pytest

from api.otlp import json_form, messages
from store.intake import span_id_of
from store.settings import KeySettings, SpoolSettings
from tests.api import calls
from tests.api.conftest import SHARED, Api, MakeConfig, running
from tests.support import otlp
from tests.support.otlp import TRACE, evaluation, logs, span, traces

CHAT = {
    "gen_ai.operation.name": "chat",
    "gen_ai.provider.name": "openai",
    "gen_ai.request.model": "gpt-4o-mini",
    "gen_ai.response.model": "gpt-4o-mini-2024-07-18",
    "gen_ai.response.id": "chatcmpl-abc123",
    "gen_ai.usage.input_tokens": 12,
    "gen_ai.usage.output_tokens": 5,
    "gen_ai.input.messages": json.dumps([{"role": "user", "parts": [{"type": "text", "content": "Name a river"}]}]),
    "gen_ai.output.messages": json.dumps(
        [{"role": "assistant", "parts": [{"type": "text", "content": "The Danube"}], "finish_reason": "stop"}]
    ),
}
JSON = "application/json"
PROTOBUF = "application/x-protobuf"


class Answer(NamedTuple):
    status: int
    content_type: str
    body: bytes

    @property
    def json(self) -> Any:
        return orjson.loads(self.body)


async def post(api: Api, body: bytes, content_type: str = JSON, path: str = "/v1/traces", **headers: str) -> Answer:
    sent = {"Content-Type": content_type} | {name.replace("_", "-"): value for name, value in headers.items()}
    async with (
        aiohttp.ClientSession() as session,
        session.post(api.url + path, data=BytesIO(body), headers=sent) as answer,
    ):
        return Answer(answer.status, answer.content_type, await answer.read())


async def send(api: Api, *spans: dict[str, Any]) -> None:
    answer = await post(api, orjson.dumps(traces(spans)))
    assert (answer.status, answer.json) == (200, {})


async def send_evaluation(api: Api, *records: dict[str, Any]) -> None:
    answer = await post(api, orjson.dumps(logs(records)), path="/v1/logs")
    assert (answer.status, answer.json) == (200, {})


def id_of(number: int) -> str:
    return span_id_of(1, TRACE, f"{number:016x}")


async def call_of(api: Api, number: int) -> Any:
    return await api.request(id_of(number), includeBody="true")


async def steps_of(api: Api, session: str) -> list[tuple[int, str, str, str | None]]:
    answer = await api.get(f"/v1/session/{session}/steps")
    assert answer.status == 200, answer
    return [(step["depth"], step["kind"], step["name"], step["request_id"]) for step in answer.body["data"]]


@pytest.mark.parametrize("path", ["/v1/traces", "/v1/trace/log", "/v1/trace/log-python"])
@pytest.mark.parametrize("content_type", [JSON, PROTOBUF])
@pytest.mark.parametrize("zipped", [False, True])
async def test_a_span_of_a_model_is_a_call(api: Api, path: str, content_type: str, zipped: bool) -> None:
    request = traces([span(1, CHAT)])
    body = orjson.dumps(request) if content_type == JSON else otlp.traces_protobuf(request)
    headers = {"Content_Encoding": "gzip"} if zipped else {}
    answer = await post(api, gzip.compress(body) if zipped else body, content_type, path, **headers)
    assert answer == (200, content_type, b"{}" if content_type == JSON else b"")
    found = await call_of(api, 1)
    assert (found["request_model"], found["response_model"]) == ("gpt-4o-mini", "gpt-4o-mini-2024-07-18")
    assert (found["provider"], found["prompt_tokens"], found["completion_tokens"]) == ("openai", 12, 5)
    assert found["cost"] == pytest.approx(4.8e-6)
    assert (found["prompt_preview"], found["answer_preview"], found["finish_reason"]) == (
        "Name a river",
        "The Danube",
        "stop",
    )
    assert (found["upstream_id"], found["trace_id"], found["delay_ms"]) == ("chatcmpl-abc123", TRACE, 1_000)
    assert (found["outcome"], found["response_status"], found["attempts"][0]["upstream"]) == ("ok", None, "otlp span")
    assert found["request_body"]["messages"] == [{"role": "user", "content": "Name a river"}]
    assert found["response_body"]["choices"][0]["message"]["content"] == "The Danube"


async def test_a_trace_is_a_tree_of_steps_with_its_calls(api: Api) -> None:
    root = span(1, {"gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": "guide", "session.id": "s-1"})
    tool = span(3, {"gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": "map"}, parentSpanId=f"{2:016x}")
    http = span(4, {"http.request.method": "GET"}, parentSpanId=f"{3:016x}", name="GET")
    flow = span(2, {"gen_ai.operation.name": "invoke_workflow"}, parentSpanId=f"{1:016x}", name="invoke_workflow trip")
    await send(api, http, tool, span(5, CHAT, parentSpanId=f"{2:016x}"), flow)  # as they end: the root last
    assert (await call_of(api, 5))["session_source"] == "trace"
    await send(api, root)
    assert await steps_of(api, "s-1") == [
        (0, "agent", "guide", None),
        (1, "workflow", "invoke_workflow trip", None),
        (2, "tool", "map", None),
        (3, "other", "GET", None),
        (2, "call", "span 5", id_of(5)),
    ]
    assert await steps_of(api, TRACE) == []
    found = await call_of(api, 5)
    assert (found["session_id"], found["session_source"]) == ("s-1", "span")
    later = span(6, CHAT | {"gen_ai.response.id": "other"}, parentSpanId=f"{1:016x}")
    await send(api, later)
    assert (await call_of(api, 6))["session_id"] == "s-1"


async def test_a_trace_without_a_call_is_listed(api: Api) -> None:
    """By its first step, until one of its steps or a request with its session is a call."""
    agent = {"gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": "guide", "session.id": "s-1"}
    tool = {"gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": "map"}
    await send(api, span(3, tool, parentSpanId=f"{1:016x}"), span(1, agent))

    async def listed(**body: Any) -> list[Any]:
        answer = await api.call("POST", "/v1/session/steps-only/query", json=body)
        assert answer.status == 200, answer
        return list(answer.body["data"])

    (found,) = await listed()
    assert (found["session_id"], found["name"], found["steps"], found["errors"]) == ("s-1", "guide", 2, 0)
    assert found["duration_ms"] >= 1_000
    assert await listed(time_range={"end": found["created_at"]}) == []
    assert await listed(limit=0) == []
    await api.log_call("mine", helicone_headers=[("Helicone-Session-Id", "s-1")])
    assert await listed() == []
    assert [step[:3] for step in await steps_of(api, "s-1")][:2] == [(0, "agent", "guide"), (1, "tool", "map")]
    await send(api, span(9, CHAT, traceId="f" * 32))
    assert await listed() == []


async def test_a_circle_of_spans_is_shown(api: Api) -> None:
    await send(api, span(1, {}, parentSpanId=f"{2:016x}"), span(2, {}, parentSpanId=f"{1:016x}"))
    assert [step[0] for step in await steps_of(api, TRACE)] == [0, 1]


async def test_a_span_that_is_sent_again_is_stored_once(api: Api) -> None:
    for _ in range(3):
        await send(api, span(1, CHAT), span(2, {}))
    assert (await call_of(api, 1))["attempt_count"] == 1
    assert len(await steps_of(api, TRACE)) == 2


async def log_call(api: Api, request_id: str, answer_id: str, started_at_us: int) -> str:
    body = calls.ANSWER.replace(b"chatcmpl-abc123", answer_id.encode())
    exchange_id = await api.open_call(request_id, started_at_us=started_at_us)
    await api.close_call(exchange_id, body)
    return exchange_id


AT_US = otlp.START_NANO // 1000
IN_SESSION = CHAT | {"session.id": "s-1"}


@pytest.mark.parametrize("span_first", [True, False])
async def test_a_call_through_the_proxy_and_its_span_are_one_call(api: Api, span_first: bool) -> None:
    """The span only links to it, whichever came first; scores given before find it."""
    child = span(2, IN_SESSION, parentSpanId=f"{1:016x}")
    if span_first:
        await send(api, child)
        await api.score(id_of(2), {"early": 1})
        assert (await call_of(api, 2))["scores"] == {"early": 1}
        await log_call(api, "mine", "chatcmpl-abc123", AT_US)
    else:
        await log_call(api, "mine", "chatcmpl-abc123", AT_US)
        await send(api, child)
    assert await steps_of(api, "s-1") == [(0, "call", "span 2", "mine")]
    found = await api.request("mine", includeBody="true")
    assert (found["attempt_count"], found["attempts"][0]["upstream"], found["dialect"]) == (1, "openai", "openai_chat")
    assert (found["trace_id"], found["parent_span_id"]) == (TRACE, f"{1:016x}")
    assert (found["session_id"], found["prompt_preview"]) == ("s-1", "Explain quantum computing")
    assert (await call_of(api, 2))["request_id"] == "mine"
    await api.score(id_of(2), {"late": 2})
    assert (await api.request("mine"))["scores"] == ({"early": 1} if span_first else {}) | {"late": 2}
    counted = await api.call("POST", "/v1/request/count/query", json={"filter": "all"})
    assert counted.body["data"] == 1


async def test_spans_around_one_call_are_one_call(api: Api) -> None:
    """A framework's span around the SDK's, both with the answer's id."""
    inner = span(2, CHAT, parentSpanId=f"{1:016x}")
    await send(api, inner, span(1, CHAT))
    counted = await api.call("POST", "/v1/request/count/query", json={"filter": "all"})
    assert counted.body["data"] == 1
    assert [step[3] for step in await steps_of(api, TRACE)] == [id_of(2), id_of(2)]


async def test_a_server_that_always_gives_one_id_does_not_merge_calls(api: Api) -> None:
    await send(api, span(1, CHAT), span(5_000, CHAT), span(10_000, CHAT))
    counted = await api.call("POST", "/v1/request/count/query", json={"filter": "all"})
    assert counted.body["data"] == 3


async def test_other_projects_calls_are_not_linked(make_config: MakeConfig) -> None:
    keys = tuple(
        KeySettings(name=name, sha256=sha256(name.encode()).hexdigest(), project=project)
        for name, project in (("one", 1), ("two", 2))
    )
    async with running(make_config(keys=keys)) as api:
        await log_call(api, "mine", "chatcmpl-abc123", AT_US)
        answer = await post(api, orjson.dumps(traces([span(1, CHAT)])), Authorization="Bearer two")
        assert answer.status == 200
        shown = await api.get(
            f"/v1/request/{span_id_of(2, TRACE, f'{1:016x}')}", headers={"Authorization": "Bearer two"}
        )
        assert shown.body["data"]["dialect"] == "otel_span"
        mine = await api.get("/v1/request/mine", headers={"Authorization": "Bearer one"})
        assert mine.body["data"]["trace_id"] is None


@pytest.mark.parametrize("first", ["call", "evaluation"])
async def test_an_evaluation_event_is_a_score_of_its_span(api: Api, first: str) -> None:
    record = evaluation(
        {
            "gen_ai.evaluation.name": "relevance",
            "gen_ai.evaluation.score.value": 0.75,
            "gen_ai.evaluation.score.label": "relevant",
            "gen_ai.evaluation.explanation": "Rivers, indeed.",
        },
        traceId=TRACE,
        spanId=f"{1:016x}",
    )
    for what in ("call", "evaluation") if first == "call" else ("evaluation", "call"):
        await (send(api, span(1, CHAT)) if what == "call" else send_evaluation(api, record))
    (score,) = (await call_of(api, 1))["score_details"]
    assert (score["name"], score["value"], score["comment"]) == ("relevance", 0.75, "Rivers, indeed.")
    assert score["metadata"] == {"label": "relevant"}
    assert score["scored_at"] == "2026-05-28T20:26:40.000Z"


async def test_an_evaluation_finds_a_proxied_call_by_the_answers_id(api: Api) -> None:
    values = {"gen_ai.evaluation.name": "tone", "gen_ai.evaluation.score.label": "kind"}
    body = otlp.logs_protobuf(logs([evaluation(values | {"gen_ai.response.id": "chatcmpl-x"})]))
    assert await post(api, body, PROTOBUF, "/v1/logs") == (200, PROTOBUF, b"")
    await log_call(api, "mine", "chatcmpl-x", AT_US)
    (score,) = (await api.request("mine"))["score_details"]
    assert (score["name"], score["label"]) == ("tone", "kind")


async def test_an_evaluation_on_a_span_is_a_score(api: Api) -> None:
    values = {"gen_ai.evaluation.name": "depth", "gen_ai.evaluation.score.value": 4}
    event = {"name": "gen_ai.evaluation.result", "timeUnixNano": "0", "attributes": otlp.attributes(values)}
    await send(api, span(1, CHAT, events=[event]))
    assert (await call_of(api, 1))["scores"] == {"depth": 4}


@pytest.mark.parametrize("first", ["agent", "evaluation"])
async def test_an_evaluation_of_an_agent_is_a_score_of_the_session(api: Api, first: str) -> None:
    agent = span(1, {"gen_ai.operation.name": "invoke_agent", "gen_ai.conversation.id": "s-9"})
    values = {"gen_ai.evaluation.name": "done", "gen_ai.evaluation.score.value": 1.0}
    record = evaluation(values, traceId=TRACE, spanId=f"{1:016x}")
    for what in ("agent", "evaluation") if first == "agent" else ("evaluation", "agent"):
        await (send(api, agent) if what == "agent" else send_evaluation(api, record))
    await steps_of(api, "s-9")
    (score,) = (await api.get("/v1/scores?session_id=s-9")).body["data"]
    assert (score["name"], score["value"]) == ("done", 1.0)


async def test_evaluations_that_are_sent_again_add_no_history(api: Api) -> None:
    values = {"gen_ai.evaluation.name": "depth", "gen_ai.evaluation.score.value": 0.5, "gen_ai.response.id": "x"}
    for _ in range(2):
        await send_evaluation(api, evaluation(values))
    assert len((await api.get("/v1/scores?request_id=x")).body["data"]) == 1


async def test_other_log_records_are_refused_and_counted(api: Api) -> None:
    values = {"gen_ai.evaluation.name": "depth", "gen_ai.evaluation.score.value": 0.5}
    records = [
        evaluation(values | {"gen_ai.response.id": "x"}),
        evaluation(values),  # of nothing
        evaluation({"gen_ai.evaluation.name": "failed", "error.type": "timeout", "gen_ai.response.id": "x"}),
        evaluation({"gen_ai.evaluation.score.value": 0.5, "gen_ai.response.id": "x"}),  # without a name
        {"eventName": "app.started", "attributes": []},
    ]
    answer = (await post(api, orjson.dumps(logs(records)), path="/v1/logs")).json["partialSuccess"]
    assert answer["rejectedLogRecords"] == "4"
    for said in ("names neither a span nor", "error.type timeout", "name: ", "other than gen_ai.evaluation.result"):
        assert said in answer["errorMessage"]


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ({"traceId": "00" * 16}, "trace_id"),
        ({"traceId": "xyz"}, "trace_id"),
        ({"spanId": ""}, "span_id"),
        ({"parentSpanId": "12"}, "parent_span_id"),
        ({"startTimeUnixNano": "0"}, "start_time_unix_nano"),
        ({"startTimeUnixNano": "1" + "0" * 19}, "2000 to 2100"),
        ({"startTimeUnixNano": "soon"}, "whole number"),
        ({"startTimeUnixNano": "-1"}, "2000 to 2100"),
        ({"name": 7}, "name: must be a text"),
        ({"attributes": {}}, "attributes: must be a list"),
        ({"attributes": [7]}, "list of objects"),
        ({"attributes": [{"key": "a", "value": 7}]}, "stringValue"),
        ({"attributes": [{"key": "a", "value": {"intValue": "many"}}]}, "whole number"),
        ({"attributes": [{"key": "a", "value": {"boolValue": "yes"}}]}, "true or false"),
        ({"attributes": [{"key": "a", "value": {"intValue": str(2**65)}}]}, "JSON cannot express"),
        ({"events": [{"attributes": 1}]}, "must be a list"),
        ({"status": []}, "must be an object"),
    ],
)
async def test_a_span_that_cannot_be_read_costs_only_itself(api: Api, broken: dict[str, Any], said: str) -> None:
    answer = await post(api, orjson.dumps(traces([span(1, CHAT), {**span(2, {}), **broken}])))
    assert answer.status == 200
    refusal = answer.json["partialSuccess"]
    assert refusal["rejectedSpans"] == "1"
    assert said in refusal["errorMessage"]
    assert (await call_of(api, 1))["prompt_tokens"] == 12


async def test_an_attribute_that_is_too_deep_costs_its_span(api: Api) -> None:
    deep: Any = "x"
    for _ in range(100):
        deep = [deep]
    request = traces([span(1, CHAT), span(2, {"a": deep})])
    for body, content_type in ((json.dumps(request).encode(), JSON), (otlp.traces_protobuf(request), PROTOBUF)):
        answer = await post(api, body, content_type)
        assert answer.status == 200
        assert b"deeper than 32 levels" in answer.body


@pytest.mark.parametrize("times", [(0, 0), (1, -5)])
async def test_a_span_without_a_true_end_has_no_duration(api: Api, times: tuple[int, int]) -> None:
    end = otlp.START_NANO + times[1] if times[0] else 0
    await send(api, span(1, CHAT, endTimeUnixNano=str(end)))
    assert (await call_of(api, 1))["delay_ms"] is None


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b"{", JSON, 400),
        (b"[]", JSON, 400),
        (b'{"resourceSpans": 7}', JSON, 400),
        (b"[" * 3_000, JSON, 400),
        (b"\x0a\xff", PROTOBUF, 400),
        (b"\x0b", PROTOBUF, 400),
        (b"not protobuf at all", PROTOBUF, 400),
        (b"x" * (11 << 20), PROTOBUF, 413),
        (b'{"resourceSpans":[' + b"{}," * 400_000 + b"{}]}", JSON, 413),
        (b"hello", "text/plain", 415),
    ],
)
@SHARED
async def test_a_body_that_cannot_be_read_is_answered_with_a_status(
    shared_api: Api, body: bytes, content_type: str, status: int
) -> None:
    answer = await post(shared_api, body, content_type)
    assert answer.status == status
    if content_type == PROTOBUF:
        assert answer.content_type == PROTOBUF
        assert answer.body.startswith(b"\x08\x03\x12")  # code: INVALID_ARGUMENT, then the message
    else:
        assert answer.json["code"] == 3
        assert answer.json["message"]


async def test_inflation_is_bounded(api: Api) -> None:
    for body, status in ((gzip.compress(bytes(40 << 20)), 413), (b"not gzip", 400)):
        assert (await post(api, body, PROTOBUF, Content_Encoding="gzip")).status == status
    assert (await post(api, b"", PROTOBUF, Content_Encoding="rot13")).status == 415


async def test_a_million_spans_are_not_built(api: Api) -> None:
    """The first ten thousand are stored or refused for themselves, the others are refused and counted."""
    scope = b"\x12\x00" * 1_000_000  # empty spans
    inner = b"\x12" + otlp.varint(len(scope)) + scope
    answer = await post(api, b"\x0a" + otlp.varint(len(inner)) + inner, PROTOBUF)
    assert answer.status == 200
    assert b"trace_id" in answer.body
    records = b"".join(
        b"\x12" + otlp.varint(len(one)) + one for one in (otlp._span(span(number + 1, {})) for number in range(10_005))
    )
    inner = b"\x12" + otlp.varint(len(records)) + records
    answer = await post(api, b"\x0a" + otlp.varint(len(inner)) + inner, PROTOBUF)
    assert b"5 refused: more than 10000 records" in answer.body


async def test_no_secret_of_a_span_is_stored(api: Api) -> None:
    secrets = {
        "traceloop.association.properties.Helicone-Auth": "Bearer secret",
        "http.request.header.authorization": ["Bearer secret"],
        "traceloop.association.properties.Helicone-Property-Team": "blue",
        "traceloop.association.properties.Helicone-User-Id": "ada",
        "traceloop.association.properties.Helicone-Session-Id": "s-3",
        "traceloop.association.properties.Helicone-Request-Id": "chosen",
        "traceloop.association.properties.stage": "beta",
    }
    await send(api, span(1, CHAT | secrets))
    found = await api.request("chosen", includeBody="true")
    assert (found["request_user_id"], found["session_id"], found["session_source"]) == ("ada", "s-3", "header")
    assert found["properties"] == {"Team": "blue", "stage": "beta"}
    for path in (api.config.data_dir / "spool").glob("*.seg"):
        assert b"secret" not in path.read_bytes()
    assert "secret" not in json.dumps(found)


async def test_long_texts_are_cut_and_say_so(make_config: MakeConfig) -> None:
    async with running(make_config(capture_limit_bytes=6_000)) as api:
        await send(api, span(1, CHAT | {"note": "x" * 50_000}))
        assert (await call_of(api, 1))["answer_preview"] == "The Danube"
        answer = await post(api, orjson.dumps(traces([span(2, {f"a{number}": "y" * 99 for number in range(100)})])))
        assert "proxy.capture_limit_bytes" in answer.json["partialSuccess"]["errorMessage"]


async def test_large_spans_are_read_beside_the_others(api: Api) -> None:
    """In another process; what they are is known only then."""
    said = json.dumps([{"role": "user", "parts": [{"type": "text", "content": "river " * 100_000}]}])
    agent = {"gen_ai.operation.name": "invoke_agent", "session.id": "s-8", "note": "x" * 400_000}
    await send(api, span(1, agent), span(2, CHAT | {"gen_ai.input.messages": said}, parentSpanId=f"{1:016x}"))
    assert await call_of(api, 1) is None  # an answer about an id waits until it has been read
    found = await call_of(api, 2)
    assert (found["prompt_tokens"], found["extract_error"], found["session_id"]) == (12, None, "s-8")
    assert await steps_of(api, "s-8") == [(0, "agent", "span 1", None), (1, "call", "span 2", id_of(2))]


async def test_errors_about_keys_are_statuses_too(make_config: MakeConfig) -> None:
    keys = (
        KeySettings(name="app", sha256=sha256(b"sk-app").hexdigest(), scopes=frozenset({"proxy"})),
        KeySettings(name="reader", sha256=sha256(b"sk-reader").hexdigest(), scopes=frozenset({"read"})),
    )
    async with running(make_config(keys=keys)) as api:
        body = orjson.dumps(traces([span(1, CHAT)]))
        assert (await post(api, body)).json["code"] == 16
        assert (await post(api, body, Authorization="Bearer sk-reader")).json["code"] == 7
        for headers in (
            {"Authorization": "Bearer sk-app"},
            {"Helicone_Auth": "Bearer sk-app"},
            {"Authorization": aiohttp.encode_basic_auth("sk-app", "")},
        ):
            assert (await post(api, body, **headers)).status == 200
        shown = await api.get(f"/v1/request/{id_of(1)}", headers={"Authorization": "Bearer sk-reader"})
        assert shown.body["data"]["attempts"][0]["key_name"] == "app"


async def test_a_full_spool_is_answered_so_that_exporters_try_again(make_config: MakeConfig) -> None:
    async with running(make_config(spool=SpoolSettings(max_bytes=1_100))) as api:
        answer = await post(api, orjson.dumps(traces([span(1, CHAT)])))
        assert (answer.status, answer.json["code"]) == (503, 14)


def test_protobuf_and_json_are_read_alike() -> None:
    values = {
        "text": "é",
        "int": -(2**62),
        "double": 0.5,
        "flag": False,
        "list": ["a", 1, [True]],
        "object": {"a": {"b": 1.5}},
    }
    event = {"name": "e", "timeUnixNano": "5", "attributes": otlp.attributes({"x": 1})}
    failed = {"code": 2, "message": "no"}
    request = traces([span(1, values, events=[event], parentSpanId="ab" * 8, status=failed), span(2, {})])
    from_json = json_form.trace_batch(orjson.dumps(request)).records
    assert from_json == messages.trace_batch(otlp.traces_protobuf(request)).records
    assert from_json[0]["attributes"] == values
    assert from_json[0]["status"] == {"code": "error", "message": "no"}
    record = logs([evaluation({"a": 1}, traceId=TRACE, spanId="01" * 8)])
    (of_json,), (of_protobuf,) = (
        json_form.log_batch(orjson.dumps(record)).records,
        messages.log_batch(otlp.logs_protobuf(record)).records,
    )
    assert {name: of_json[name] for name in of_protobuf if name != "scope"} == {
        name: value for name, value in of_protobuf.items() if name != "scope"
    }


def test_numbers_that_json_lacks_are_texts() -> None:
    request = traces([span(1, {"nan": math.nan, "inf": math.inf})])
    (record,) = messages.trace_batch(otlp.traces_protobuf(request)).records
    assert record["attributes"] == {"nan": "NaN", "inf": "Infinity"}
