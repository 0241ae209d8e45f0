"""Whatever the bytes, extraction returns a row that can be stored."""

from __future__ import annotations

import re
from typing import Any

import orjson
from hypothesis import example, given, settings
from hypothesis import strategies as st

from store.extract.bodies.readable import assemble
from store.extract.extraction import extract
from store.extract.pricing.cost import Prices
from store.models import Bodies, ExchangeRow
from tests.store.extract.calls import DATA, GOLDEN, PATHS, SSE, dumps, facts, golden_sse

PRICES = Prices()
KEYS = st.sampled_from(
    re.findall(
        r"\w+",
        """model messages content role user stream input prompt choices delta index tool_calls function name arguments
        audio usage prompt_tokens completion_tokens prompt_tokens_details input_tokens output_tokens cached_tokens
        error message type id object text logprobs finish_reason response output item output_index content_index part
        summary content_block stop_reason metadata user_id data service_tier refusal function_call custom citations""",
    )
)
KINDS = st.sampled_from(
    re.findall(
        r"[\w.]+",
        """message_start content_block_start content_block_delta message_delta message_stop error text_delta
        input_json_delta citations_delta response.created response.output_item.added response.output_item.done
        response.output_text.delta response.content_part.added response.output_text.annotation.added
        response.completed text image_url tool_result function user assistant""",
    )
)
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | KINDS
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5), max_leaves=25
)
OBJECTS = st.dictionaries(KEYS, VALUES, max_size=8)
STREAMS = st.lists(OBJECTS, max_size=6).map(
    lambda events: b"".join(b"data: " + dumps(event) + b"\n\n" for event in events)
)
BODIES = st.none() | st.binary(max_size=200) | OBJECTS.map(dumps) | VALUES.map(dumps) | STREAMS
CALLS = st.sampled_from([*PATHS.values(), "/v1/embeddings", "/v1/audio/speech", "/v1beta/models/gemini-pro:generate"])
ENCODINGS = st.sampled_from(["", "", "", "gzip", "br", "zstd", "deflate, br", "nonsense"])


def _check(call: ExchangeRow, bodies: Bodies) -> None:
    row = extract(call, bodies, PRICES)
    orjson.dumps(row)  # refuses lone surrogates, for one
    shown = assemble(call, bodies)
    orjson.dumps((shown.request, shown.response))
    for preview in (row.prompt_preview, row.answer_preview):
        assert preview is None or (0 < len(preview) <= 500 and "\0" not in preview)
    assert row.cost_usd is None or row.cost_usd >= 0


@settings(max_examples=400)
@example("/v1/responses", None, b'data:{"type":[]}', True, "", "ok")
@given(CALLS, BODIES, BODIES, st.booleans(), ENCODINGS, st.sampled_from([None, "ok", "client_closed", "worker_died"]))
def test_any_bodies(
    path: str, request: bytes | None, response: bytes | None, streamed: bool, encoding: str, outcome: str | None
) -> None:
    content = SSE if streamed else {"content-type": "application/json"}
    headers = content | {"content-encoding": encoding}
    call = facts(
        path,
        outcome=outcome,
        request_headers=headers,
        response_headers=headers,
        request_size_bytes=len(request or b""),
        chunks=[(10, 5), (100, 7)],
    )
    _check(call, Bodies(request, response))


@given(st.data(), st.sampled_from(GOLDEN))
def test_damaged_golden_streams(data: st.DataObject, name: str) -> None:
    body = bytearray(golden_sse(name))
    for _ in range(data.draw(st.integers(1, 4))):
        body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))
    path = PATHS[name.partition("_")[0]]
    _check(facts(path, response_headers=SSE), Bodies(None, bytes(body)))


ODD: list[bytes] = [
    b'{"model":"m","messages":[{"role":"user","content":"hi"}],"temperature":NaN,"user":Infinity}',
    b'{"model":"m","seed":123456789012345678901234567890,"n":-99999999999999999999,"x":1e999}',
    b'{"model":"a","model":"m","messages":[]}',
    b'{"model":"m","messages":[{"role":"user","content":"\\ud83c half \\ud83c\\udf0d"}]}',
    b'\xef\xbb\xbf{"model":"m"}',
    b'{"model":"m","messages":[{"role":"user","content":"\xff\xfe latin"}]}',
    b'{"model":"m","n":' + b"9" * 5_000 + b"}",
]


def test_odd_but_known_json_is_read() -> None:
    """NaN, huge integers, repeated keys, half an emoji, stray bytes: the rest of the body is read."""
    for body in ODD:
        call = facts(request_size_bytes=len(body))
        assert extract(call, Bodies(body, None), PRICES).model_asked == "m"
        _check(call, Bodies(body, body))


def test_deep_nesting() -> None:
    for depth in (250, 300, 1_000, 5_000, 200_000):
        for body in (b"[" * depth + b"]" * depth, b'{"messages":' * depth + b"1" + b"}" * depth):
            _check(facts(request_size_bytes=len(body)), Bodies(body, body))
            _check(facts(response_headers=SSE), Bodies(None, b"data: " + body + b"\n\n"))


def test_golden_folder_has_pairs() -> None:
    """A stream without its expected object would test nothing."""
    assert {path.stem for path in DATA.glob("*.json")} >= set(GOLDEN)


def test_headers_of_any_kind() -> None:
    odd: list[Any] = [
        ("Helicone-Property-\udc80", "\udcff\0x"),
        ("Helicone-User-Id", " \0 "),
        ("helicone-property-", "x"),
    ]
    row = extract(facts(helicone_headers=odd, path="/v1/\udc80"), Bodies(), PRICES)
    assert row.properties == {"�": "�x"}
    assert row.user_id is None
