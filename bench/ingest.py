"""The cost of storing a logged call: from the spool to rows on the disk, in CPU per call.

    python -m bench.ingest [--calls N] [--json FILE]

Four shapes: a small call (0.2 kB request, 0.7 kB response), a large one (88 and 8 kB), one of an agent's session (the
same on average, with the conversation so far), a stream of 200 events. The
total is measured as the api process runs it, with all its threads. The stages are measured one by one on a single
thread, and therefore add up to a little less.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from rich.console import Console
from rich.table import Table

from bench import traffic
from store.base import Batch
from store.extract.budgets import SMALL
from store.extract.extraction import extract
from store.extract.pricing.cost import Prices
from store.ids import uuid7
from store.ingest import Ingest, share_interpreter
from store.ingest.pairing import Pairing
from store.ingest.tail import Tail, TailRead
from store.settings import DataDir, ScoreSettings
from store.spool.frames import Kind, encode
from store.spool.segment_files import seed_of, segment_name, sizes_bytes
from store.sqlite import SqliteStore
from store.sqlite.bodies.preparing import Preparer
from store.sqlite.requests import storing
from store.sqlite.session import Session

TARGET_US = {"small": 100, "large": 250, "repeated": 250, "session": 250, "stream": 300}
STREAM_EVENTS = 200
_SEGMENT_BYTES = 64 << 20
_LARGE_REQUEST_BYTES = 88_000
_LARGE_RESPONSE_BYTES = 8_000
_MESSAGE_CHARACTERS = 4_000
_SESSION_CALLS = 40


class Call(NamedTuple):
    request: bytes
    response: bytes
    content_type: str
    chunks: list[tuple[int, int]]


class Cost(NamedTuple):
    """CPU time per call, in µs."""

    total: float
    stages: dict[str, float]


def prose() -> str:
    """English text about code: the documents of this repository."""
    root = Path(__file__).parent.parent
    return "\n".join(path.read_text("utf-8") for path in (root / "README.md", *sorted((root / "docs").glob("*.md"))))


def small(number: int) -> Call:
    request = traffic.REQUEST_BODY.replace(b"shadow", b"shadow %d" % number)
    return Call(request, _numbered(traffic.ANSWER_BODY, number), "application/json", [])


def large(number: int, text: str) -> Call:
    """A long conversation and a long response."""
    start = number * 7_919
    turns = [
        _piece(text, start + turn * _MESSAGE_CHARACTERS, _MESSAGE_CHARACTERS)
        for turn in range(_LARGE_REQUEST_BYTES // _MESSAGE_CHARACTERS)
    ]
    messages = [
        {"role": ("user", "assistant")[turn % 2] if turn else "system", "content": content}
        for turn, content in enumerate(turns)
    ]
    request = _json({"model": "gpt-4o-mini", "messages": messages, "temperature": 0.2})
    answer = json.loads(traffic.ANSWER_BODY)
    answer["choices"][0]["message"]["content"] = _piece(text, start + 31, _LARGE_RESPONSE_BYTES)
    return Call(request, _numbered(_json(answer), number), "application/json", [])


@lru_cache(1)
def _repeated() -> tuple[bytes, bytes]:
    return traffic.body("large"), traffic.large_answer()


def repeated(number: int) -> Call:
    """The large call of `make bench`: the same long conversation each time."""
    request, answer = _repeated()
    return Call(request, _numbered(answer, number), "application/json", [])


def session(number: int, text: str) -> Call:
    """The calls of an agent, each with all before it: up to twice as large as a large one, on average the same."""
    turns = number % _SESSION_CALLS
    start = number // _SESSION_CALLS * 104_729
    size = 2 * _LARGE_REQUEST_BYTES // _SESSION_CALLS
    messages = [
        {
            "role": ("user", "assistant")[turn % 2] if turn else "system",
            "content": _piece(text, start + turn * size, size),
        }
        for turn in range(turns + 1)
    ]
    request = _json({"model": "gpt-4o-mini", "messages": messages, "temperature": 0.2})
    return Call(request, large(number, text).response, "application/json", [])


def stream(number: int, text: str) -> Call:
    """One word per event and one event per chunk, as OpenAI sends them."""
    request = traffic.REQUEST_BODY.replace(b'"temperature"', b'"stream":true,"temperature"')
    words = _piece(text, number * 7_919, 20 * STREAM_EVENTS).split()[: STREAM_EVENTS - 3]
    events = [
        _event('"role":"assistant","content":""'),
        *(_event(f'"content":{json.dumps(" " + word)}') for word in words),
    ]
    events.append(_event("").replace(b'"finish_reason":null', b'"finish_reason":"stop"'))
    body = b""
    chunks = []
    for index, event in enumerate([*events, b"data: [DONE]\n\n"]):
        body += _numbered(event, number)
        chunks.append((len(body), 300_000 + index * 20_000))
    return Call(request, body, "text/event-stream; charset=utf-8", chunks)


def _json(value: Any) -> bytes:
    """Compact JSON, as the SDKs write it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _event(delta: str) -> bytes:
    start = traffic.EVENT_BEGIN.removesuffix(b'"content":"')
    return start + delta.encode() + traffic.EVENT_END.removeprefix(b'"')


def _numbered(body: bytes, number: int) -> bytes:
    return body.replace(b"BenchBench", b"Bench%05d" % number, 1)


def _piece(text: str, start: int, size: int) -> str:
    start %= len(text) - size
    return text[start : start + size]


def write_spool(directory: Path, calls: Iterator[Call]) -> None:
    """Write segments as a worker that has exited leaves them: openings and closings in turn."""
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    writer, segment, data = uuid7(), 1, bytearray()
    for call in calls:
        seed = seed_of(segment_name(writer, segment))
        exchange_id = uuid7()
        data += b"".join(encode(Kind.OPENING, _opening(exchange_id, call), call.request, seed))
        data += b"".join(encode(Kind.CLOSING, _closing(exchange_id, call), call.response, seed))
        if len(data) > _SEGMENT_BYTES:
            (directory / segment_name(writer, segment)).write_bytes(data)
            segment, data = segment + 1, bytearray()
    (directory / segment_name(writer, segment)).write_bytes(data)


def _opening(exchange_id: str, call: Call) -> Any:
    logged = ("accept", "content-type", "user-agent")
    return {
        "exchange_id": exchange_id,
        "request_id": exchange_id,
        "project": 1,
        "key_name": None,
        "node": "bench",
        "started_at_us": time.time_ns() // 1000,
        "method": "POST",
        "path": traffic.PATH,
        "upstream": "openai",
        "target_url": "https://api.openai.com/v1/chat/completions",
        "request_headers": {name: traffic.REQUEST_HEADERS[name] for name in logged},
        "helicone_headers": [("Helicone-Property-App", "bench"), ("Helicone-User-Id", "somebody")],
        "request_omitted": False,
        "response_omitted": False,
        "request_size_bytes": len(call.request),
        "request_truncated": False,
    }


def _closing(exchange_id: str, call: Call) -> Any:
    return {
        "exchange_id": exchange_id,
        "request_id": exchange_id,
        "outcome": "ok",
        "error": None,
        "status": 200,
        "response_headers": {"content-type": call.content_type, "openai-processing-ms": "312"},
        "response_size_bytes": len(call.response),
        "response_truncated": False,
        "duration_us": 4_500_000,
        "first_byte_us": 300_000,
        "chunks": call.chunks,
        "connect_attempts": 1,
        "served_by": "openai",
    }


async def total_us(root: Path, count: int) -> float:
    """CPU time per call of `Ingest` as the api process runs it."""
    store = await SqliteStore.open(DataDir(root), ScoreSettings())
    ingest = Ingest(store, DataDir(root), Prices(), await store.positions())
    started = time.process_time()
    ingest.start()
    try:
        assert await ingest.has_all(60)
        took_s = time.process_time() - started
        assert (await store.stats()).exchanges == count
    finally:
        await ingest.stop()
        await store.close()
    return took_s / count * 1e6


def stages_us(root: Path, count: int) -> dict[str, float]:
    """CPU time per call of each stage, run one after the other on this thread."""
    spent: defaultdict[str, float] = defaultdict(float)

    @contextmanager
    def timed(name: str) -> Iterator[None]:
        started = time.thread_time()
        yield
        spent[name] += time.thread_time() - started

    data_dir = DataDir(root)
    tail = Tail(data_dir.spool, data_dir.quarantine, {})
    pairing, prices, session = Pairing(64 << 20), Prices(), Session(data_dir)
    preparer = Preparer(session.digests, session.pieces)
    try:
        while read := _timed_read(tail, data_dir, timed):
            with timed("pair"):
                exchanges = pairing.pair(read.frames, {}).exchanges
            with timed("extract"):
                rows = [extract(paired.exchange, paired.bodies, prices, SMALL) for paired in exchanges]
            batch = Batch(rows, {}, read.positions, read.finished)
            with timed("compress"):
                bodies = preparer.prepare(
                    {paired.exchange.exchange_id: paired.new_bodies for paired in exchanges},
                    {row.exchange_id: row.project for row in rows},
                )
            with timed("write rows"):
                session.begin()
                assert not storing.store_batch(session, batch, bodies).failed
            with timed("commit"):
                session.commit()
            pairing.committed(exchanges, read.dead_writers)
    finally:
        tail.close()
        session.close()
    return {name: s / count * 1e6 for name, s in spent.items()}


def _timed_read(tail: Tail, data_dir: DataDir, timed: Callable[[str], Any]) -> TailRead:
    with timed("read frames"):
        return tail.read(sizes_bytes(data_dir.spool))


def shapes() -> dict[str, Callable[[int], Call]]:
    text = prose()
    return {
        "small": small,
        "large": lambda number: large(number, text),
        "repeated": repeated,
        "session": lambda number: session(number, text),
        "stream": lambda number: stream(number, text),
    }


def measured(shape: str, count: int) -> Cost:
    make = shapes()[shape]
    with tempfile.TemporaryDirectory(prefix="gnomon-bench-") as name:
        roots = Path(name) / "total", Path(name) / "stages"
        for root in roots:
            write_spool(DataDir(root).spool, map(make, range(count)))
        return Cost(asyncio.run(total_us(roots[0], count)), stages_us(roots[1], count))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--calls", type=int, default=5_000, help="number of small calls; a fourth as many of the other shapes"
    )
    parser.add_argument("--only", action="append", choices=TARGET_US, help="measure this shape only; repeatable")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the numbers to this file as well")
    options = parser.parse_args()
    costs = {}
    with share_interpreter():
        measured("small", 200)  # warm up: imports and caches are not the cost of a call
        for shape in options.only or TARGET_US:
            gc.collect()
            costs[shape] = measured(shape, options.calls if shape == "small" else options.calls // 4)
    Console(width=110).print(_table(costs))
    if options.json:
        options.json.write_text(json.dumps({shape: cost._asdict() for shape, cost in costs.items()}, indent=1))


def _table(costs: dict[str, Cost]) -> Table:
    stages = next(iter(costs.values())).stages
    table = Table("µs of CPU per call", "target", "total", *stages)
    for shape, cost in costs.items():
        row = (f"{us:.0f}" for us in cost.stages.values())
        table.add_row(shape, f"{TARGET_US[shape]}", f"{cost.total:.0f}", *row)
    return table


if __name__ == "__main__":
    main()
