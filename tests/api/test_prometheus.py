"""GET /metrics: what monitoring reads is what happened, and every scraper can parse it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families

from api.health.health_models import ArchiveHealth
from api.metrics.families import archive_families
from api.metrics.shadow_families import shadow_families
from store.ingest.tallies import CALL_SERIES_MOST, LABEL_SETS_MOST, Tallies
from store.models import ExchangeRow, Usage
from store.settings import KeySettings, MetricsSettings
from store.spool.counters import Counters
from tests.api import calls
from tests.api.conftest import Api, MakeConfig, running

DASHBOARD = Path(__file__).parents[2] / "docs" / "grafana-dashboard.json"
DOCS = Path(__file__).parents[2] / "docs" / "api.md"
KEY = KeySettings(name="monitoring", sha256=sha256(b"secret").hexdigest(), scopes=frozenset({"read"}))
STREAM = {"response_headers": {"content-type": "text/event-stream"}}


class Scrape:
    """The samples of one scrape, parsed."""

    def __init__(self, text: str) -> None:
        self.families = {family.name: family for family in text_string_to_metric_families(text)}
        self.samples = [sample for family in self.families.values() for sample in family.samples]

    def value(self, name: str, **labels: str) -> float | None:
        values = [sample.value for sample in self.samples if (sample.name, sample.labels) == (name, labels)]
        assert len(values) <= 1
        return values[0] if values else None

    def names(self) -> set[str]:
        return {sample.name for sample in self.samples}


async def scrape(api: Api, **headers: str) -> Scrape:
    async with aiohttp.ClientSession() as session, session.get(f"{api.url}/metrics", headers=headers) as answer:
        assert answer.status == 200
        assert answer.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
        return Scrape(await answer.text())


async def ingested(api: Api) -> None:
    """A list of requests includes everything logged before."""
    answer = await api.call("POST", "/v1/request/query", json={"filter": "all", "limit": 0})
    assert answer.status == 201


async def mixed_calls(api: Api) -> None:
    """Three good ones, one of them streamed, a rejected one, one without a response, and one in flight."""
    for duration_us in (40_000, 700_000):
        await api.close_call(await api.open_call(), duration_us=duration_us)
    streamed = await api.open_call()
    chunks = [(len(calls.STREAM), 450_000)]
    await api.close_call(streamed, calls.STREAM, duration_us=900_000, chunks=chunks, **STREAM)
    await api.close_call(await api.open_call(upstream="groq"), b'{"error": {}}', status=429)
    lost = {"outcome": "upstream_timeout", "status": None, "error": "no response within 60 s"}
    await api.close_call(await api.open_call(), b"", **lost)
    await api.open_call()
    await ingested(api)


async def test_calls_are_counted_by_upstream_outcome_and_status(api: Api) -> None:
    """Each ended call once; one in flight is not counted."""
    await mixed_calls(api)
    found = await scrape(api)
    counts = {
        tuple(sample.labels[label] for label in ("upstream", "outcome", "status")): sample.value
        for sample in found.samples
        if sample.name == "gnomon_calls_total"
    }
    assert counts == {
        ("openai", "ok", "200"): 3,
        ("groq", "ok", "429"): 1,
        ("openai", "upstream_timeout", ""): 1,
    }


async def test_durations_and_first_tokens_are_histograms(api: Api) -> None:
    """Cumulative buckets in seconds, with a sum and a count."""
    await mixed_calls(api)
    found = await scrape(api)
    name = "gnomon_call_duration_seconds"
    assert found.families[name].type == "histogram"
    assert found.value(f"{name}_bucket", upstream="openai", le="0.05") == 1
    assert found.value(f"{name}_bucket", upstream="openai", le="1.0") == 4
    assert found.value(f"{name}_bucket", upstream="openai", le="+Inf") == 4
    assert found.value(f"{name}_count", upstream="openai") == 4
    total = found.value(f"{name}_sum", upstream="openai")
    assert total == pytest.approx(0.04 + 0.7 + 0.9 + 0.25)
    name = "gnomon_time_to_first_token_seconds"
    assert found.value(f"{name}_count", upstream="openai") == 1
    assert found.value(f"{name}_bucket", upstream="openai", le="0.3") == 0
    assert found.value(f"{name}_bucket", upstream="openai", le="0.5") == 1


async def test_tokens_and_cost_are_summed_by_model(api: Api) -> None:
    """Of all calls of the model, as lists show them."""
    for _ in range(2):
        await api.log_call()
    rows = (await api.call("POST", "/v1/request/query", json={"filter": "all"})).body["data"]
    found = await scrape(api)
    labels = {"upstream": "openai", "model": rows[0]["model"]}
    prompt, completion = sum(row["prompt_tokens"] for row in rows), sum(row["completion_tokens"] for row in rows)
    assert found.value("gnomon_tokens_total", type="prompt", **labels) == prompt > 0
    assert found.value("gnomon_tokens_total", type="completion", **labels) == completion > 0
    assert found.value("gnomon_cost_usd_total", **labels) == pytest.approx(sum(row["cost"] for row in rows))


async def test_scores_store_and_replica(api: Api) -> None:
    """What the store holds, and how far behind everything is."""
    await mixed_calls(api)
    await api.score("not-logged-yet", {"accuracy": 1})
    await api.log_call("logged")
    await api.score("logged", {"accuracy": 1})
    await ingested(api)
    found = await scrape(api)
    assert found.value("gnomon_stored_calls") == 7
    assert found.value("gnomon_stored_scores") == 2
    assert found.value("gnomon_waiting_scores") == 1
    assert found.value("gnomon_store_available") == 1
    assert found.value("gnomon_spool_lag_bytes") == 0
    assert found.value("gnomon_spool_lag_seconds") == 0
    assert found.value("gnomon_replica_lag_changes") == 0
    assert (found.value("gnomon_store_size_bytes") or 0) > 0
    (build,) = [sample for sample in found.samples if sample.name == "gnomon_build_info"]
    assert set(build.labels) == {"version"}


async def test_workers_are_counted(api: Api) -> None:
    """What all running workers have in their counter files, together."""
    before = await scrape(api)
    counters = [Counters(api.config.data_dir / "spool" / f"worker-{number}.counters") for number in range(2)]
    for each in counters:
        each["connections"], each["in_flight"], each["dropped"], each["spool_full"] = 3, 2, 1, 1
    found = await scrape(api)
    assert (found.value("gnomon_workers") or 0) - (before.value("gnomon_workers") or 0) == 2
    assert found.value("gnomon_connections") == 6
    assert found.value("gnomon_calls_in_flight") == 4
    assert found.value("gnomon_calls_dropped_total") == 2
    assert (before.value("gnomon_spool_full"), found.value("gnomon_spool_full")) == (0, 1)


async def test_label_values_are_escaped(api: Api) -> None:
    """A model may be called anything, and the text stays parseable."""
    model = 'quote" back\\slash\nnew line {le="1"} é'
    body = json.dumps({"model": model, "messages": []}).encode()
    answer = json.dumps(json.loads(calls.ANSWER) | {"model": model}).encode()
    await api.close_call(await api.open_call(body=body), answer)
    await ingested(api)
    found = await scrape(api)
    assert found.value("gnomon_tokens_total", upstream="openai", model=model, type="prompt") is not None


async def test_a_key_is_needed_unless_the_settings_open_it(make_config: MakeConfig) -> None:
    """With keys, scrapers send one with the scope read; `metrics.public` opens this endpoint and no other."""
    async with running(make_config(keys=[KEY])) as api:
        assert (await api.get("/metrics")).status == 401
        await scrape(api, Authorization="Bearer secret")
    async with running(make_config(keys=[KEY], metrics=MetricsSettings(public=True))) as api:
        await scrape(api)
        assert (await api.get("/healthz/settings")).status == 401


async def test_every_metric_of_the_dashboard_exists(api: Api) -> None:
    """Each name in the queries of docs/grafana-dashboard.json is in the output, and has help and a type."""
    await mixed_calls(api)
    found = await scrape(api)
    queries = list(_queries(json.loads(DASHBOARD.read_text())))
    assert len(queries) >= 10
    named = {name for query in queries for name in re.findall(r"\bgnomon_\w+", query)}
    assert named - found.names() == set()
    assert all(family.documentation and family.type != "unknown" for family in found.families.values())


async def test_every_metric_is_documented(api: Api) -> None:
    """The table in docs/api.md lists each, and no other."""
    await mixed_calls(api)
    found = await scrape(api)
    documented = set(re.findall(r"^\| `(gnomon_\w+)", DOCS.read_text(), re.MULTILINE))
    served = {name + "_total" if family.type == "counter" else name for name, family in found.families.items()}
    with_clickhouse = {
        family.name for family in archive_families(ArchiveHealth(behind=0, bodies_behind=0, lag_s=0.0), None)
    }
    with_shadows = {
        family.name + "_total" if family.type == "counter" else family.name
        for family in shadow_families({"default candidate": {"seen": 1}})
    }
    assert documented == served | with_clickhouse | with_shadows


def _queries(part: Any) -> Iterator[str]:
    """Every PromQL expression in a dashboard."""
    if isinstance(part, dict):
        for key, value in part.items():
            if key in ("expr", "query") and isinstance(value, str):
                yield value
            else:
                yield from _queries(value)
    elif isinstance(part, list):
        for item in part:
            yield from _queries(item)


def row(**changes: Any) -> ExchangeRow:
    fields: dict[str, Any] = {
        **dict.fromkeys(("exchange_id", "request_id", "writer", "node", "method", "path", "target_url"), "x"),
        "project": 1,
        "key_name": None,
        "started_at_us": 0,
        "upstream": "openai",
        "outcome": "ok",
        "status": 200,
    }
    return ExchangeRow(**fields | changes)


def test_the_number_of_series_is_bounded() -> None:
    """Callers choose models and upstreams choose statuses: beyond the bound, calls are counted as other."""
    tallies = Tallies()
    tallies.add(row(model_asked=f"model-{number}", usage=Usage(prompt_tokens=1)) for number in range(1_000))
    tallies.add(row(upstream=f"host-{number}", status=number % 900) for number in range(5_000))
    found = tallies.snapshot()
    assert len(found.models) == LABEL_SETS_MOST + 1
    assert sum(model.prompt_tokens for model in found.models.values()) == 1_000
    assert found.models["other", "other"].prompt_tokens == 1_000 - LABEL_SETS_MOST
    assert len(found.durations_s) == LABEL_SETS_MOST + 1
    assert len(found.calls) <= CALL_SERIES_MOST + 1
    assert sum(found.calls.values()) == 6_000


def test_a_snapshot_does_not_change() -> None:
    """What is counted later is in the next one."""
    tallies = Tallies()
    first = row(latency_ms=100.0, usage=Usage(prompt_tokens=1))
    tallies.add([first])
    before = tallies.snapshot()
    tallies.add([first, replace(first, outcome=None)])
    assert (before.calls["openai", "ok", "200"], sum(before.durations_s["openai",].counts)) == (1, 1)
    assert before.models["openai", ""].prompt_tokens == 1
    assert tallies.snapshot().calls["openai", "ok", "200"] == 2


def test_an_unread_body_is_counted_once_with_its_last_reason() -> None:
    tallies = Tallies()
    slow, read, broken = (row(exchange_id=name, extract_error="too_slow") for name in ("slow", "read", "broken"))
    tallies.add([slow, read, broken, row(exchange_id="large", extract_error="too_large")], {"slow", "read", "broken"})
    assert tallies.snapshot().unread == {("too_large",): 1}
    for late in (slow, replace(read, extract_error=None), replace(broken, extract_error="failed")):
        tallies.add_late(late)
    assert tallies.snapshot().unread == {("too_large",): 1, ("too_slow",): 1, ("failed",): 1}
