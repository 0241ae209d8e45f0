"""What bodies cost on the disk and in CPU time: whole, and with what they have in common stored once.

    python -m bench.bodies [--rounds N]

Three corpora, made from the text and the code of this repository:

    agent      the calls of one session, each with the whole conversation so far and 40 tools: 100 calls, 50 MB
    rag        one system prompt and four passages that differ: 1,000 calls
    unrelated  conversations that have nothing in common: 1,000 calls

Both ways take turns in one run, on the real database files. Storing is hashing, compressing and the transaction.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from rich.console import Console
from rich.table import Table

from bench.ingest import prose
from store.base import Batch
from store.ids import uuid7
from store.models import Bodies, ExchangeRow
from store.settings import DataDir, ScoreSettings
from store.sqlite import SqliteStore
from store.sqlite.bodies.preparing import Preparer
from store.sqlite.requests import storing
from store.sqlite.session import Session

_BATCH = 20  # calls of one transaction
_READ_AT_ONCE = 100  # as the search in bodies does
_LIMIT_BYTES = 32 << 20
_RESULTS_BYTES = (400, 2_000, 6_000, 12_000, 16_000)  # of tools


class Cost(NamedTuple):
    stored_bytes: int
    store_us: float  # of CPU time per call
    read_us: float


class Texts:
    """Pieces of text and code, the same in every run."""

    def __init__(self, seed: int) -> None:
        root = Path(__file__).parent.parent
        self._random = random.Random(seed)
        self._prose = prose() + "\n".join(path.read_text() for path in sorted((root / "docs/decisions").glob("*.md")))
        self._code = "\n".join(path.read_text() for path in sorted((root / "store").rglob("*.py")))

    def prose(self, size: int) -> str:
        return self._of(self._prose, size)

    def code(self, size: int) -> str:
        return self._of(self._code, size)

    def one_of(self, values: Any) -> Any:
        return self._random.choice(values)

    def _of(self, text: str, size: int) -> str:
        start = self._random.randrange(len(text) - size)
        return text[start : start + size]


def agent(calls: int = 100) -> Iterator[bytes]:
    texts = Texts(1)
    parameters = {f"p{n}": {"type": "string", "description": texts.prose(60)} for n in range(6)}
    tools = [
        {
            "type": "function",
            "function": {
                "name": f"tool_{number}",
                "description": texts.prose(700),
                "parameters": {"type": "object", "properties": parameters, "required": ["p0"]},
            },
        }
        for number in range(40)
    ]
    messages: list[dict[str, Any]] = [
        {"role": "system", "content": texts.prose(20_000)},
        {"role": "user", "content": texts.prose(800)},
    ]
    for number in range(calls):
        yield _json({"model": "gpt-5", "messages": messages, "tools": tools, "stream": True})
        call = {"id": f"call_{number}", "type": "function", "function": {"name": "tool_1", "arguments": "{}"}}
        messages.append({"role": "assistant", "content": texts.prose(300), "tool_calls": [call]})
        result = texts.code(texts.one_of(_RESULTS_BYTES))
        messages.append({"role": "tool", "tool_call_id": f"call_{number}", "content": result})


def rag(calls: int = 1_000) -> Iterator[bytes]:
    texts = Texts(2)
    system = {"role": "system", "content": texts.prose(6_000)}
    for _ in range(calls):
        passages = "\n\n".join(texts.prose(1_500) for _ in range(4))
        user = {"role": "user", "content": f"Context:\n{passages}\n\nQuestion: {texts.prose(100)}"}
        yield _json({"model": "gpt-4o-mini", "messages": [system, user], "temperature": 0.2})


def unrelated(calls: int = 1_000) -> Iterator[bytes]:
    texts = Texts(3)
    for _ in range(calls):
        turns = texts.one_of((1, 2, 4, 22, 22))
        messages = [
            {"role": ("user", "assistant")[turn % 2] if turn else "system", "content": texts.prose(4_000)}
            for turn in range(turns)
        ]
        yield _json({"model": "gpt-4o-mini", "messages": messages, "temperature": 0.2})


CORPORA: dict[str, Callable[[], Iterator[bytes]]] = {"agent": agent, "rag": rag, "unrelated": unrelated}


def cost(root: Path, bodies: list[bytes], *, once: bool) -> Cost:
    data_dir = DataDir(root)
    session = Session(data_dir)
    preparer = Preparer(session.digests, session.pieces)
    ids = [uuid7() for _ in bodies]
    started = time.process_time()
    for first in range(0, len(bodies), _BATCH):
        batch = dict(zip(ids[first : first + _BATCH], map(Bodies, bodies[first : first + _BATCH]), strict=True))
        prepared = preparer.prepare(batch, dict.fromkeys(batch, 1) if once else {})
        session.begin()
        storing.store_batch(session, Batch([_exchange(exchange_id) for exchange_id in batch]), prepared)
        session.commit()
    store_s = time.process_time() - started
    session.close()
    read_s = asyncio.run(_read_s(data_dir, ids))
    with closing(sqlite3.connect(data_dir.bodies)) as db:
        (pages,), (page_bytes,) = (db.execute(f"PRAGMA {name}").fetchone() for name in ("page_count", "page_size"))
    return Cost(pages * page_bytes, store_s / len(bodies) * 1e6, read_s / len(bodies) * 1e6)


async def _read_s(data_dir: DataDir, ids: list[str]) -> float:
    store = await SqliteStore.open(data_dir, ScoreSettings())
    try:
        started = time.process_time()
        left = ids
        while left:
            found = await store.many_bodies(left[:_READ_AT_ONCE], _LIMIT_BYTES)
            read = sum(both is not None for both in found.values())
            left = left[read:]
        return time.process_time() - started
    finally:
        await store.close()


def _exchange(exchange_id: str) -> ExchangeRow:
    return ExchangeRow(
        exchange_id=exchange_id,
        request_id=exchange_id,
        project=1,
        writer="bench",
        node="bench",
        key_name=None,
        started_at_us=time.time_ns() // 1000,
        method="POST",
        path="/v1/chat/completions",
        upstream="openai",
        target_url="https://api.openai.com",
        request_size_bytes=1,
        outcome="ok",
    )


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3, help="of which the fastest counts")
    options = parser.parse_args()
    table = Table(box=None, pad_edge=False)
    for column in ("corpus", "raw MB", "stored", "MB", "store µs/call", "read µs/call"):
        table.add_column(column, justify="left" if column in ("corpus", "stored") else "right")
    for name, make in CORPORA.items():
        bodies = list(make())
        costs: dict[bool, list[Cost]] = {False: [], True: []}
        for _ in range(options.rounds):
            for once, measured in costs.items():
                with tempfile.TemporaryDirectory() as root:
                    measured.append(cost(Path(root), bodies, once=once))
        for once, measured in costs.items():
            best = [min(values) for values in zip(*measured, strict=True)]
            table.add_row(
                *(name, f"{sum(map(len, bodies)) / 1e6:.1f}", "once" if once else "whole"),
                *(f"{best[0] / 1e6:.2f}", f"{best[1]:,.0f}", f"{best[2]:,.0f}"),
            )
    Console(width=100).print(table)


if __name__ == "__main__":
    main()
