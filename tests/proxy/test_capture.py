"""The bounded copy of a body: head and tail, whatever the pieces, and what it takes from the budget."""

from __future__ import annotations

import asyncio
import random
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from proxy.call_log import CallLog
from proxy.capture.bounded import Budget, Capture
from store.settings import SpoolSettings
from store.spool.counters import Counters
from store.spool.writer import SpoolWriter

BODY = random.Random(7).randbytes(100_000)


@pytest.fixture
def counters(tmp_path: Path) -> Counters:
    return Counters(tmp_path / "worker.counters")


def captured(budget: Budget, body: bytes, piece_bytes: int, headers: dict[str, str] | None = None) -> Capture:
    capture = Capture(budget, headers or {})
    for start in range(0, len(body), piece_bytes):
        capture.add(body[start : start + piece_bytes])
    return capture


@pytest.mark.parametrize("piece_bytes", [1, 7, 999, 16_000, 16_001, 50_000, 100_000])
def test_a_long_body_keeps_its_head_and_its_tail(counters: Counters, piece_bytes: int) -> None:
    budget = Budget(1 << 20, 16_000, counters)
    capture = captured(budget, BODY, piece_bytes)
    assert (capture.size_bytes, capture.truncated, capture.gap_offset) == (100_000, True, 15_000)
    assert budget.held_bytes == 16_000, "the tail counts"
    assert capture.release() == BODY[:15_000] + BODY[-1_000:]
    assert budget.held_bytes == 0
    assert counters["truncated"] == 1


def test_the_tail_of_a_high_limit_is_64_kib(counters: Counters) -> None:
    assert Budget(1 << 30, 10 << 20, counters).tail_bytes == 64 << 10


@pytest.mark.parametrize("piece_bytes", [1, 999, 16_000])
def test_a_body_of_exactly_the_limit_has_no_gap(counters: Counters, piece_bytes: int) -> None:
    capture = captured(Budget(1 << 20, 16_000, counters), BODY[:16_000], piece_bytes)
    assert (capture.truncated, capture.gap_offset) == (False, None)
    assert capture.release() == BODY[:16_000]


@pytest.mark.parametrize("piece_bytes", [1, 999, 50_000])
def test_a_body_one_byte_beyond_the_limit(counters: Counters, piece_bytes: int) -> None:
    capture = captured(Budget(1 << 20, 16_000, counters), BODY[:16_001], piece_bytes)
    assert capture.truncated
    assert capture.release() == BODY[:15_000] + BODY[15_001:16_001]


@pytest.mark.parametrize("piece_bytes", [7, 999, 50_000])
def test_a_compressed_body_keeps_its_head_alone(counters: Counters, piece_bytes: int) -> None:
    """Nothing can be decompressed behind a gap."""
    capture = captured(Budget(1 << 20, 16_000, counters), BODY, piece_bytes, {"content-encoding": "gzip"})
    assert (capture.truncated, capture.gap_offset) == (True, None)
    assert capture.release() == BODY[:16_000]


def test_a_used_up_budget_is_divided_as_well(counters: Counters) -> None:
    """What is left goes to both parts, so that a stream's token counts are in the log."""
    budget = Budget(20_000, 16_000, counters)
    first = captured(budget, BODY[:16_000], 999)
    second = captured(budget, BODY, 999)
    assert budget.left_bytes == 0
    assert second.gap_offset == 3_000
    assert second.release() == BODY[:3_000] + BODY[-1_000:]
    assert first.release() == BODY[:16_000]
    assert budget.held_bytes == 0


def test_nothing_is_held_where_nothing_may_be(counters: Counters) -> None:
    for budget in (Budget(1 << 20, 0, counters), Budget(0, 16_000, counters)):
        capture = captured(budget, BODY, 999)
        assert (capture.truncated, capture.gap_offset, capture.release()) == (True, None, b"")
        assert budget.held_bytes == 0


def test_a_stopped_copy_counts_only(counters: Counters) -> None:
    budget = Budget(1 << 20, 16_000, counters)
    capture = Capture(budget, {})
    capture.stop()
    capture.add(BODY)
    assert (capture.size_bytes, capture.truncated, budget.held_bytes) == (100_000, False, 0)


def test_a_stream_takes_little_more_memory_than_its_bytes_and_timestamps(counters: Counters, tmp_path: Path) -> None:
    """A stream of tokens has thousands of small pieces, and a worker has thousands of streams."""
    opening: Any = {"exchange_id": "e1", "request_headers": {}, "request_omitted": False, "response_omitted": False}

    async def stream() -> int:
        writer = SpoolWriter(tmp_path / "spool", SpoolSettings(), asyncio.get_running_loop())
        call_log = CallLog(opening, writer, Budget(1 << 20, 1 << 20, counters))
        tracemalloc.start()
        for start in range(0, 80_000, 40):
            call_log.saw_answer_body(BODY[start : start + 40])
        held_bytes, _ = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        await writer.close()
        return held_bytes

    assert asyncio.run(stream()) < 1.25 * 2_000 * (40 + 8 + 8)
