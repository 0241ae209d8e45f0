"""Logged calls of many kinds to ask about, and the plain values to answer from: what the record shows of each, which is
another path than the questions take."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import pytest

from tests.api import calls
from tests.api.conftest import Api
from tests.api.scored import us

START = datetime(2026, 10, 24, 20, 17, tzinfo=UTC)
STEP = timedelta(minutes=23)
COUNT = 70
END = START + COUNT * STEP
WHOLE = {"start": START.isoformat(), "end": END.isoformat()}
WHOLE_MS = {"startTimeUnixMs": us(START) // 1000, "endTimeUnixMs": us(END) // 1000}
MODELS = ("gpt-4o", "gpt-4o-mini", "nobody-knows-its-price")
ZONES = [("min", 0), ("hour", 0), ("hour", -345), ("day", -120), ("week", 300), ("month", 0), ("year", 60)]
OLDEST_FIRST = {"created_at": "asc"}
GPT_4O = {"request_response_rmt": {"model": {"equals": "gpt-4o"}}}

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


async def send(api: Api) -> list[dict[str, Any]]:
    """Log them. Returns them as the record shows them, oldest first, with `at`."""
    chance = random.Random(5)
    for number in range(COUNT):
        await _send(api, chance, number)
    await _retried(api)
    answer = await api.call(
        "POST", "/v1/request/query", json={"filter": "all", "limit": 1000, "includeBodies": False, "sort": OLDEST_FIRST}
    )
    rows: list[dict[str, Any]] = answer.body["data"]
    assert len(rows) == COUNT
    for row in rows:
        row["at"] = moment(row["request_created_at"])
    return rows


async def _send(api: Api, chance: random.Random, number: int) -> None:
    model = chance.choice(MODELS) if number else MODELS[0]
    headers = [("Helicone-Property-Input", f"input-{number // 2}")]
    if number % 5:
        headers.append(("Helicone-Property-Env", chance.choice(["prod", "dev", ""])))
    if number % 9:
        headers.append(("Helicone-User-Id", f"user-{chance.randrange(7)}"))
    if number % 10 != 7:
        headers.append(("Helicone-Session-Id", f"session-{number // 4}"))
        if number // 4 % 3:
            headers.append(("Helicone-Session-Name", f"Chat {number // 4 % 5}"))
    body = json.dumps({"model": model, "messages": []}).encode()
    exchange_id = await api.open_call(
        f"request-{number}", body, helicone_headers=headers, started_at_us=us(START + number * STEP)
    )
    if number == 11:
        return  # in flight
    duration_us = 2_000 * chance.randrange(1, 4_500)
    timing = {"duration_us": duration_us, "first_byte_us": duration_us // 2}
    match number % 8:
        case 3:
            await api.close_call(exchange_id, b'{"error": {}}', status=chance.choice([400, 429, 500]), **timing)
        case 5:
            cut = {"outcome": "upstream_timeout", "status": None, "error": "sent nothing for 60 s"}
            await api.close_call(exchange_id, b"", **cut, **timing)
        case 6:
            stream = {"response_headers": {"content-type": "text/event-stream"}}
            chunks = [(len(calls.STREAM), duration_us // 2)]
            await api.close_call(exchange_id, calls.STREAM, chunks=chunks, **stream, **timing)
        case _:
            await api.close_call(exchange_id, _answer(chance, model), **timing)


async def _retried(api: Api) -> None:
    """The first call comes again under its id: one request of two tries, with the cost of both."""
    body = json.dumps({"model": MODELS[0], "messages": []}).encode()
    await api.log_call("request-0", body=body, started_at_us=us(START + timedelta(seconds=1)))


def _answer(chance: random.Random, model: str) -> bytes:
    read, written = chance.randrange(1, 900), chance.randrange(1, 300)
    usage = {"prompt_tokens": read, "completion_tokens": written, "total_tokens": read + written}
    return json.dumps(json.loads(calls.ANSWER) | {"model": model, "usage": usage}).encode()


async def post(api: Api, path: str, **body: Any) -> Any:
    answer = await api.call("POST", path, json=body)
    assert (answer.status, answer.body["error"]) == (200, None), answer
    assert "fresh_to" in answer.body
    return answer.body["data"]


def grouped(rows: Iterable[T], key: Callable[[T], K]) -> dict[K, list[T]]:
    found: dict[K, list[T]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return dict(found)


def known(rows: Iterable[dict[str, Any]], field: str) -> list[Any]:
    return [row[field] for row in rows if row[field] is not None]


def total(rows: Iterable[dict[str, Any]], field: str) -> Any:
    return pytest.approx(sum(known(rows, field)), rel=1e-9)


def total_cost(rows: Iterable[dict[str, Any]]) -> Any:
    """None where there are calls, and no cost of any is known."""
    rows = list(rows)
    return None if rows and not known(rows, "cost") else total(rows, "cost")


def mean(values: list[Any]) -> Any:
    return pytest.approx(sum(values) / len(values), rel=1e-9) if values else None


def begin(at: datetime, increment: str, minutes: int) -> datetime:
    """Of the bucket, so many minutes west of UTC."""
    local = (at - timedelta(minutes=minutes)).replace(second=0, microsecond=0)
    if increment != "min":
        local = local.replace(minute=0)
    if increment not in ("min", "hour"):
        local = local.replace(hour=0)
    if increment == "week":
        local -= timedelta(days=local.weekday())
    if increment in ("month", "year"):
        local = local.replace(day=1)
    if increment == "year":
        local = local.replace(month=1)
    return local + timedelta(minutes=minutes)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
