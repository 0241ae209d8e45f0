"""Bodies that take too much work are refused before it is done; what is read takes linear time."""

from __future__ import annotations

import gc
import gzip
import time
from collections.abc import Callable, Iterator

import brotli  # type: ignore[import-untyped]  # it ships no types
import orjson
import pytest

from store.extract.bodies.readable import assemble
from store.extract.budgets import FULL, LOOP, SMALL, BodyBudget
from store.extract.dialects.dialect import MAX_PARTS
from store.extract.extraction import extract
from store.extract.omitted import extracted
from store.extract.pricing.cost import Prices
from store.models import Bodies, ExchangeRow
from tests.store.calls import answer, exchange
from tests.support.bombs import choices, tool_calls

PRICES = Prices()
JSON = {"content-type": "application/json"}
STREAM = {"content-type": "text/event-stream"}
GROWTH = 8  # of the time for four times as much: 4 for a linear loop, 16 for a quadratic one

PATHS = {
    "chat": "/v1/chat/completions",
    "messages": "/v1/messages",
    "responses": "/v1/responses",
    "cohere": "/v2/chat",
    "ollama": "/api/chat",
    "gemini": "/v1beta/models/g:streamGenerateContent",
    "realtime": "/v1/realtime",
    "bedrock": "/model/m/converse-stream",
}


def call(path: str = PATHS["chat"], headers: dict[str, str] = JSON, **changes: object) -> ExchangeRow:
    return exchange("e1", path=path, request_headers=JSON, response_headers=headers, **changes)


def events(*values: object) -> bytes:
    return b"".join(b"data: %b\n\n" % orjson.dumps(value) for value in values)


def chat_parts(number: int) -> bytes:
    part = {"type": "text", "text": "x" * 400}
    return events(*({"id": n, "choices": [{"delta": {"content": [part]}}]} for n in range(number)))


def lists_in_parts(number: int) -> bytes:
    parts = ([{"type": "thinking", "thinking": [{"type": f"t{n}"}]}] for n in range(number))
    return events(*({"id": n, "choices": [{"delta": {"content": part}}]} for n, part in enumerate(parts)))


def chat_usage(number: int) -> bytes:
    return events(*({"usage": {f"k{n}": 1}} for n in range(number)))


def messages_usage(number: int) -> bytes:
    return events(*({"type": "message_delta", "usage": {f"k{n}": 1}} for n in range(number)))


def annotations(number: int) -> bytes:
    kind = "response.output_text.annotation.added"
    return events(*({"type": kind, "output_index": 0, "annotation": {"n": n}} for n in range(number)))


def cohere(kind: str, piece: Callable[[int], object]) -> Callable[[int], bytes]:
    return lambda number: events(*({"type": kind, "index": 0, "delta": {"message": piece(n)}} for n in range(number)))


def ollama(number: int) -> bytes:
    return b"".join(b'{"message":{"k%d":1}}\n' % n for n in range(number))


def realtime(number: int) -> bytes:
    """Each response has a key of its own in the details of its usage."""
    details = ({"input_token_details": {f"k{n}": 1}} for n in range(number))
    return b"".join(
        b"%b\n" % orjson.dumps({"type": "response.done", "response": {"usage": usage}}) for usage in details
    )


QUADRATIC = {
    "chat, parts of one type": ("chat", chat_parts, 4_000),
    "chat, lists in parts": ("chat", lists_in_parts, 2_000),
    "chat, keys of usage": ("chat", chat_usage, 4_000),
    "messages, keys of usage": ("messages", messages_usage, 4_000),
    "responses, annotations": ("responses", annotations, 10_000),
    "cohere, plan": ("cohere", cohere("tool-plan-delta", lambda _: {"tool_plan": "x" * 400}), 4_000),
    "cohere, text": ("cohere", cohere("content-delta", lambda _: {"content": {"text": "x" * 400}}), 4_000),
    "cohere, arguments": (
        "cohere",
        cohere("tool-call-delta", lambda _: {"tool_calls": {"function": {"arguments": "x" * 400}}}),
        4_000,
    ),
    "cohere, keys of a function": (
        "cohere",
        cohere("tool-call-delta", lambda n: {"tool_calls": {"function": {f"k{n}": 1}}}),
        4_000,
    ),
    "ollama, keys": ("ollama", ollama, 4_000),
    "realtime, keys of usage": ("realtime", realtime, 4_000),
}
LINEAR = {
    "line feeds": ("chat", lambda number: b'data: {"a":1}\n\n' + b"\n" * number, 200_000),
    "comments": ("chat", lambda number: b": \n" * number, 20_000),
    "data lines": ("chat", lambda number: b"data: 1\n" * number, 20_000),
    "carriage returns": ("chat", lambda number: b"data: {}\r" * number, 20_000),
    "empty events": ("chat", lambda number: b"event: x\n\n" * number, 20_000),
    "choices": ("chat", choices, 2_000),
    "tool calls": ("chat", tool_calls, 2_000),
    "one long text": (
        "chat",
        lambda number: events(*[{"choices": [{"delta": {"content": "x" * number}}]}] * 2),
        500_000,
    ),
    "members of a cut object": (
        "chat",
        lambda number: b'{"a":["b",' + b'"a":1,' * 300 + b'"%b"]}' % (b"x" * number),
        500_000,
    ),
}


@pytest.fixture
def _uncollected() -> Iterator[None]:
    """As in the process that reads large bodies: looking for cycles takes longer the more there is in memory."""
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("_uncollected")
@pytest.mark.parametrize("name", [*QUADRATIC, *LINEAR])
def test_time_is_linear(name: str) -> None:
    """The processor's time, the best of three: four times as many elements take about four times as long."""
    dialect, make, number = {**QUADRATIC, **LINEAR}[name]
    facts = call(PATHS[dialect], STREAM)
    if name.startswith("members"):
        facts = call(response_truncated=True, response_gap_offset=10)
    elif dialect == "realtime":
        facts = call(PATHS[dialect], status=101)

    def took_s(body: bytes) -> float:
        started = time.thread_time()
        assert extract(facts, Bodies(None, body), PRICES).extract_error is None
        return time.thread_time() - started

    few, many = make(number), make(4 * number)
    assert min(took_s(many) for _ in range(3)) < GROWTH * max(min(took_s(few) for _ in range(3)), 0.002)


def refused(body: bytes, budget: BodyBudget = FULL, **headers: str) -> str | None:
    """As an answer and as a request."""
    encoding = {name.replace("_", "-"): value for name, value in headers.items()}
    facts = exchange("e1", request_headers=JSON | encoding, response_headers=JSON | encoding)
    as_answer = extract(facts, Bodies(None, body), PRICES, budget)
    as_request = extract(facts, Bodies(body, None), PRICES, budget)
    assert as_answer.extract_error == as_request.extract_error
    return as_answer.extract_error


@pytest.mark.parametrize(
    ("body", "encoding", "error"),
    [
        (gzip.compress(b"\n" * 63_000_000), "gzip", "too_large"),
        (brotli.compress(b"[" + b"{}," * 20_000_000 + b"{}]", quality=5), "br", "too_large"),
        (b"[" + b"{}," * 1_200_000 + b"{}]", "", "too_large"),
        (b"[" + b"1," * 9_000_000 + b"1]", "", "too_large"),
        (b'{"a":' + b"[" * 100_000, "", "too_deep"),
        (b'{"a":' + b"[" * 1_500 + b"]" * 1_500 + b"}", "", "too_deep"),
        (b'{"a":' + b"[" * 900 + b"]" * 900 + b"}", "", None),
        (b'["' + b"{}," * 1_200_000 + b'"]', "", None),  # text
        (b'["' + b"x" * 15_000_000 + b'"]', "", None),
        (gzip.compress(b'["' + b"A" * 15_000_000 + b'"]'), "gzip", None),  # silence, in base64
    ],
)
def test_what_is_too_much(body: bytes, encoding: str, error: str | None) -> None:
    assert refused(body, **({"content_encoding": encoding} if encoding else {})) == error


def test_each_budget_is_met_exactly() -> None:
    for budget in (LOOP, SMALL):
        fits = b"[" + b"{}," * (budget.containers - 2) + b"{}]"
        assert refused(fits, budget) is None
        assert refused(fits[:-1] + b",{}]", budget) == "too_large"
        lines = b"data: 1\n" * budget.lines
        assert extract(call(headers=STREAM), Bodies(None, lines), PRICES, budget).extract_error is None
        assert extract(call(headers=STREAM), Bodies(None, lines + b"\n"), PRICES, budget).extract_error == "too_large"


def frames(number: int) -> bytes:
    return (b"\0\0\0\x10" + b"\0" * 12) * number


def test_frames() -> None:
    facts = call(PATHS["bedrock"], {"content-type": "application/vnd.amazon.eventstream"})
    assert extract(facts, Bodies(None, frames(SMALL.frames)), PRICES, SMALL).extract_error is None
    assert extract(facts, Bodies(None, frames(SMALL.frames + 1)), PRICES, SMALL).extract_error == "too_large"


@pytest.mark.parametrize("make", [choices, tool_calls])
def test_parts_of_an_answer(make: Callable[[int], bytes]) -> None:
    facts = call(headers=STREAM)
    assert extract(facts, Bodies(None, make(MAX_PARTS)), PRICES).extract_error is None
    assert extract(facts, Bodies(None, make(MAX_PARTS + 1)), PRICES).extract_error == "too_large"


def test_the_other_body_is_read() -> None:
    facts = call(helicone_headers=[("Helicone-Property-App", "test")])
    row = extract(facts, Bodies(b"[" * 100_000, answer()), PRICES)
    assert (row.extract_error, row.model_answered, row.usage.prompt_tokens) == ("too_deep", "gpt-4o-mini-2024-07-18", 9)
    assert row.properties == {"App": "test"}
    assert row.cost_usd


def test_of_omitted_bodies_the_reason_is_kept() -> None:
    said = extracted(call(response_omitted=True), Bodies(None, b"[" * 100_000))
    assert said["row"]["extract_error"] == "too_deep"


def test_many_encodings_are_not_undone() -> None:
    """Each may take as long as the first."""
    body = answer()
    for _ in range(5):
        body = gzip.compress(body, 0)
    encoding = {"content-encoding": ", ".join(["gzip"] * 5)}
    assert extract(call(headers=JSON | encoding), Bodies(None, body), PRICES).model_answered is None


def test_usage_that_is_nested_deeply() -> None:
    """As deep as JSON is read, merged with itself."""
    usage = b'{"a":' * 1_000 + b"1" + b"}" * 1_000
    body = b'data: {"choices":[],"usage":' + usage + b"}\n\n"
    assert extract(call(headers=STREAM), Bodies(None, body * 2), PRICES).extract_error == "too_deep"


def test_what_is_beyond_its_budget_is_shown_as_text() -> None:
    shown = assemble(call(), Bodies(b"[" * 2_000, b"[" + b"{}," * 400_000 + b"{}]"))
    assert shown.request == "[" * 2_000
    assert shown.response.startswith("[{},{}")


def test_a_form_with_one_name_twice() -> None:
    field = b'--x\r\nContent-Disposition: form-data; name="%b"\r\n\r\n1\r\n'
    body = field % b"a" + field % b"a[]" + b"--x--\r\n"
    facts = exchange("e1", request_headers={"content-type": "multipart/form-data; boundary=x"})
    assert assemble(facts, Bodies(body, None)).request == {"a": "1"}
