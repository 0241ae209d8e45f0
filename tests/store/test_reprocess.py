from __future__ import annotations

import asyncio

import pytest

from store.base import Batch, DataDirInUse
from store.extract.extraction import EXTRACTOR_VERSION
from store.extract.pricing.cost import Prices
from store.models import Bodies, NewScore, Usage
from store.reprocess import reprocess
from store.settings import DataDir, PriceSettings, ScoreSettings
from store.sqlite import SqliteStore
from tests.store.calls import REQUEST, answer, exchange


def _raw(exchange_id: str, **changes: object) -> object:
    return exchange(
        exchange_id,
        request_headers={"content-type": "application/json"},
        response_headers={"content-type": "application/json"},
        helicone_headers=[("Helicone-Property-Env", "prod")],
        request_size_bytes=len(REQUEST),
        **changes,
    )


@pytest.fixture
async def rows(data_dir: DataDir) -> None:
    """120 calls without extracted fields, one in flight, one whose bodies have expired, and a score that waits."""
    store = await SqliteStore.open(data_dir, ScoreSettings())
    calls = [_raw(f"e{number}") for number in range(120)]
    calls += [_raw("running", outcome=None), _raw("expired", answer_preview="as it was")]
    bodies = {f"e{number}": Bodies(REQUEST, answer("Good day", f"chatcmpl-{number}")) for number in range(120)}
    bodies["running"] = Bodies(REQUEST)
    await store.keep_scores(1, [NewScore("chatcmpl-7", "quality", "integer", 1.0)])
    await asyncio.wrap_future(store.store_batch(Batch(calls, bodies)))  # type: ignore[arg-type]
    await store.close()


@pytest.mark.usefixtures("rows")
async def test_stored_calls_are_extracted_again(data_dir: DataDir) -> None:
    progress: list[tuple[int, int]] = []
    assert (
        await asyncio.to_thread(
            reprocess, data_dir, Prices(), progress=lambda done, total: progress.append((done, total))
        )
        == 120
    )
    assert progress[-1] == (121, 121)  # the one whose bodies have expired stays as it is
    assert reprocess(data_dir, Prices()) == 0
    store = await SqliteStore.open(data_dir, ScoreSettings())
    try:
        found = await store.request(1, "e7")
        assert found
        assert (found.last.extractor_version, found.last.answer_preview) == (EXTRACTOR_VERSION, "Good day")
        assert found.last.properties == {"Env": "prod"}
        assert [score.sent.name for score in found.scores] == ["quality"], "it waited for the upstream's id"
        expired = await store.request(1, "expired")
        assert expired
        assert expired.last.answer_preview == "as it was"
        assert (await store.stats()).in_flight == 1
    finally:
        await store.close()


async def test_calls_with_an_omitted_body_stay_as_they_are(data_dir: DataDir) -> None:
    """The worker read both bodies; the one that is left would say less."""
    store = await SqliteStore.open(data_dir, ScoreSettings())
    call = _raw("e1", response_omitted=True, finish_reason="stop", usage=Usage(9, 3))
    await asyncio.wrap_future(store.store_batch(Batch([call], {"e1": Bodies(REQUEST)})))  # type: ignore[list-item]
    await store.close()
    assert reprocess(data_dir, Prices(), everything=True) == 0
    store = await SqliteStore.open(data_dir, ScoreSettings())
    try:
        found = await store.request(1, "e1")
        assert found
        assert (found.last.finish_reason, found.last.usage) == ("stop", Usage(9, 3))
    finally:
        await store.close()


async def test_calls_that_were_not_read_in_time_are_read(data_dir: DataDir) -> None:
    """Whatever takes too much work is marked."""
    store = await SqliteStore.open(data_dir, ScoreSettings())
    calls = [_raw(name, extract_error="too_slow") for name in ("slow", "deep", "large")]
    large = b'{"a":[' + b"{}," * 1_100_000 + b"{}]}"
    bodies = {
        "slow": Bodies(REQUEST, answer("x" * 300_000)),
        "deep": Bodies(REQUEST, b"[" * 100_000),
        "large": Bodies(large, answer()),
    }
    await asyncio.wrap_future(store.store_batch(Batch(calls, bodies)))  # type: ignore[arg-type]
    await store.close()
    assert await asyncio.to_thread(reprocess, data_dir, Prices()) == 3
    store = await SqliteStore.open(data_dir, ScoreSettings())
    try:
        found = [(await store.request(1, name)) for name in ("slow", "deep", "large")]
    finally:
        await store.close()
    errors = [request.last.extract_error for request in found if request]
    assert errors == [None, "too_deep", "too_large"]
    assert [request.last.model_answered is not None for request in found if request] == [True, False, True]


@pytest.mark.usefixtures("rows")
async def test_all_calls_are_extracted_again_on_demand(data_dir: DataDir) -> None:
    reprocess(data_dir, Prices())
    prices = Prices([PriceSettings(model="gpt-4o-mini*", input_usd=1_000_000, output_usd=0)])
    assert reprocess(data_dir, prices, everything=True) == 120
    store = await SqliteStore.open(data_dir, ScoreSettings())
    try:
        found = await store.request(1, "e1")
        assert found
        assert found.last.cost_usd == 9.0
    finally:
        await store.close()


async def test_a_running_server_is_not_disturbed(sqlite: SqliteStore, data_dir: DataDir) -> None:
    with pytest.raises(DataDirInUse):
        reprocess(data_dir, Prices())
