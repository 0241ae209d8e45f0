"""Calls that callers report by themselves are answered, and scored by evaluators, like those that were proxied."""

from __future__ import annotations

import json
from pathlib import Path

from store.intake import span_id_of
from tests.support.otlp import TRACE, logs, message, span, traces
from tests.support.server import Gnomon
from tests.support.upstream import Upstream

EVALUATOR = {"name": "river", "checks": [{"score": "names_it", "type": "contains", "texts": ["Danube"]}]}
LOG = {
    "providerRequest": {
        "url": "custom-model-nopath",
        "json": {"model": "my-model", "messages": [{"role": "user", "content": "Name a river"}]},
    },
    "providerResponse": {
        "json": {"choices": [{"message": {"role": "assistant", "content": "The Danube"}}]},
        "status": 200,
    },
}
SPAN = {
    "gen_ai.operation.name": "chat",
    "gen_ai.provider.name": "openai",
    "gen_ai.request.model": "gpt-4o",
    "gen_ai.input.messages": json.dumps([{"role": "user", "parts": [{"type": "text", "content": "Name a river"}]}]),
    "gen_ai.output.messages": json.dumps(
        [{"role": "assistant", "parts": [{"type": "text", "content": "The Danube"}], "finish_reason": "stop"}]
    ),
}


def test_reported_calls_are_scored(tmp_path: Path, provider: Upstream) -> None:
    with Gnomon(tmp_path, provider.base_url) as gnomon:
        assert gnomon.post("/v1/evaluators", EVALUATOR).status == 201
        logged = gnomon.post("/custom/v1/log", LOG)
        assert (logged.status, logged.body) == (200, b"ok")
        assert gnomon.post("/v1/traces", traces([span(1, SPAN)])).status == 200
        for request_id in (logged.headers["Helicone-Id"], span_id_of(1, TRACE, f"{1:016x}")):
            scored = gnomon.request(request_id, lambda shown: bool(shown["scores"]))
            assert scored["scores"] == {"names_it-hcone-bool": 1}
        check_messages_that_come_later(gnomon)


def check_messages_that_come_later(gnomon: Gnomon) -> None:
    """A call that was scored without some of its messages is scored again with them."""
    silent = {name: value for name, value in SPAN.items() if not name.endswith(".messages")}
    other = {"index": 1, "finish_reason": "stop", "message": {"content": "The Rhine"}}
    assert gnomon.post("/v1/logs", logs([message(2, "gen_ai.choice", other)])).status == 200
    assert gnomon.post("/v1/traces", traces([span(2, silent)])).status == 200
    request_id = span_id_of(1, TRACE, f"{2:016x}")
    gnomon.request(request_id, lambda shown: shown["scores"] == {"names_it-hcone-bool": 0})
    said = {"index": 0, "finish_reason": "stop", "message": {"content": "The Danube"}}
    assert gnomon.post("/v1/logs", logs([message(2, "gen_ai.choice", said)])).status == 200
    gnomon.request(request_id, lambda shown: shown["scores"] == {"names_it-hcone-bool": 1})
