"""Exchanges as the proxy logs them, and the golden bodies."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from store.extract.bodies.readable import assemble
from store.extract.extraction import extract
from store.extract.pricing.cost import Prices
from store.models import Bodies, ExchangeRow

DATA = Path(__file__).parents[2] / "data"
PATHS = {
    "chat": "/v1/chat/completions",
    "completions": "/v1/completions",
    "responses": "/v1/responses",
    "anthropic": "/v1/messages",
}
GOLDEN = sorted(path.stem for path in DATA.glob("*.sse"))


def path_of(golden: str) -> str:
    return PATHS[golden.partition("_")[0]]


def golden_sse(name: str) -> bytes:
    return (DATA / f"{name}.sse").read_bytes()


def golden_json(name: str) -> Any:
    return json.loads((DATA / f"{name}.json").read_bytes())


def facts(path: str = "/v1/chat/completions", **fields: Any) -> ExchangeRow:
    """An ended call to OpenAI unless `fields` say otherwise."""
    ended: dict[str, Any] = {
        "exchange_id": "019b0000-0000-7000-8000-000000000001",
        "request_id": "noon",
        "project": 1,
        "writer": "worker-1",
        "node": "here",
        "key_name": None,
        "started_at_us": 1_790_000_000_000_000,
        "method": "POST",
        "path": path,
        "upstream": "openai",
        "target_url": f"https://api.openai.com{path}",
        "request_headers": {"content-type": "application/json"},
        "outcome": "ok",
        "status": 200,
        "response_headers": {"content-type": "application/json"},
    }
    return ExchangeRow(**(ended | fields))


SSE = {"content-type": "text/event-stream; charset=utf-8"}


def dumps(value: Any) -> bytes:
    return json.dumps(value).encode()


def extracted(
    request: Any = None,
    response: Any = None,
    path: str = "/v1/chat/completions",
    *,
    prices: Prices | None = None,
    **fields: Any,
) -> ExchangeRow:
    """The row after extraction. Bodies that are not bytes are sent as JSON; bytes as an answer are a stream."""
    asked = request if isinstance(request, bytes | None) else dumps(request)
    answered = response if isinstance(response, bytes | None) else dumps(response)
    if isinstance(response, bytes):
        fields.setdefault("response_headers", SSE)
    fields.setdefault("request_size_bytes", len(asked or b""))
    return extract(facts(path, **fields), Bodies(asked, answered), prices or Prices())


def shown(response: bytes, path: str = "/v1/chat/completions", **fields: Any) -> Any:
    """A streamed answer as a person reads it."""
    fields.setdefault("response_headers", SSE)
    return assemble(facts(path, **fields), Bodies(None, response)).response
