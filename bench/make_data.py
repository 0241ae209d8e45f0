"""Write synthetic calls, scores and properties into a data directory: `python -m bench.make_data DIR [--requests N]`.

N requests (1 M by default) over the last 30 days, each with three scores (accuracy 40 to 100, is_safe, tone as a label)
and four properties: Environment (three values), PromptVersion (12), Customer (1,000), Ticket (unique). Half of the
requests belong to sessions of ten calls; only the newest --bodies requests have bodies.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import orjson

from store.settings import DataDir
from store.sqlite.files import open_for_writing

DAYS = 30
STRIDE = 4  # versions per request: the request itself and its three scores
_PROPERTIES = ("Environment", "PromptVersion", "Customer", "Ticket")
_STEP = 250_000

# A cheap pseudo-random generator: squares modulo a prime, which fit 64 bits. The same number i gives the same call.
_PRIME = 2_147_483_647
_COUNT = "WITH RECURSIVE n(i) AS (SELECT :first UNION ALL SELECT i + 1 FROM n WHERE i + 1 < :end)"


def _r(number: int) -> str:
    """SQL of the number-th pseudo-random integer of call i, below 2^31."""
    linear = f"((i * {48_271 + 2 * number} + {number * 7_919_001}) % {_PRIME})"
    return f"(({linear} * {linear}) % {_PRIME})"


_EXCHANGE = {
    "id": f"i * {STRIDE} + 1",
    "version": f"i * {STRIDE} + 1",
    "is_last": "1",
    "conflict": "0",
    "exchange_id": "printf('01900000-0000-7000-8000-%012x', i)",
    "request_id": "printf('01900000-0000-7000-8000-%012x', i)",
    "project": "1",
    "writer": "'bench'",
    "node": "'bench'",
    "started_at_us": ":start_us + i * :gap_us",
    "method": "'POST'",
    "path": "'/v1/chat/completions'",
    "upstream": "'openai'",
    "target_url": "'https://api.openai.com/v1/chat/completions'",
    "request_headers": '\'{"content-type":"application/json"}\'',
    "helicone_headers": "'[]'",
    "request_size_bytes": "400",
    "request_truncated": "0",
    "request_omitted": "0",
    "response_omitted": "0",
    "outcome": "'ok'",
    "status": f"iif({_r(1)} % 50 = 0, 500, 200)",
    "response_headers": '\'{"content-type":"application/json"}\'',
    "response_size_bytes": "900",
    "response_truncated": "0",
    "latency_ms": f"200.0 + {_r(2)} % 5000",
    "time_to_first_byte_ms": f"100.0 + {_r(2)} % 100",
    "chunks": "'[]'",
    "connect_attempts": "1",
    "extractor_version": "1",
    "dialect": "'openai_chat'",
    "provider": "'OPENAI'",
    "is_stream": f"{_r(3)} % 2",
    "model_asked": f"'gpt-' || ({_r(4)} % 5)",
    "model_answered": f"'gpt-' || ({_r(4)} % 5) || '-2026-01-01'",
    "upstream_id": "printf('chatcmpl-%x', i)",
    "finish_reason": "'stop'",
    "user_id": f"'user-' || ({_r(5)} % 5000)",
    "session_id": "iif(i % 20 < 10, 'session-' || (i / 20), NULL)",
    "session_name": "iif(i % 20 < 10, 'support', NULL)",
    "prompt_tokens": f"50 + {_r(6)} % 2000",
    "completion_tokens": f"10 + {_r(7)} % 500",
    "cost_usd": f"({_r(6)} % 2000 + 50) * 1e-6",
    "prompt_preview": f"'How do I reset item ' || ({_r(8)} % 100000) || ' in my account, please?'",
    "answer_preview": f"'Open the settings, choose ' || ({_r(9)} % 100000) || ', and confirm twice.'",
    "input_hash": f"printf('%08x', {_r(8)} % 100000)",
}
_VALUES = (
    f"CASE {_r(10)} % 10 WHEN 0 THEN 'staging' WHEN 1 THEN 'development' ELSE 'production' END",
    f"'v' || ({_r(11)} % 12)",
    f"'customer-' || ({_r(12)} % 1000)",
    "printf('T-%09d', i)",
)
_SCORES = (
    ("accuracy", "integer", f"40.0 + ({_r(13)} % 31) + ({_r(14)} % 31)", "NULL"),
    ("is_safe", "boolean", f"1.0 * ({_r(15)} % 20 > 0)", "NULL"),
    ("tone", "label", "NULL", f"CASE {_r(16)} % 3 WHEN 0 THEN 'friendly' WHEN 1 THEN 'neutral' ELSE 'rude' END"),
)


def make(root: Path, requests: int, bodies: int) -> None:
    data_dir = DataDir(root)
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    record = open_for_writing(data_dir.database, "records")
    if record.execute("SELECT 1 FROM exchange LIMIT 1").fetchone():
        raise SystemExit(f"{data_dir.database} has calls in it already")
    record.execute("PRAGMA synchronous = OFF")
    record.execute("PRAGMA cache_size = -400000")
    indexes = record.execute(
        "SELECT name, sql FROM sqlite_master"
        " WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ('exchange', 'score')"
    ).fetchall()
    for name, _ in indexes:
        record.execute(f"DROP INDEX {name}")
    record.executemany(
        "INSERT INTO property_key (id, project, name_folded, name) VALUES (?, 1, ?, ?)",
        [(key, name.casefold(), name) for key, name in enumerate(_PROPERTIES, 1)],
    )
    span_us = DAYS * 86_400_000_000
    for first in range(0, requests, _STEP):
        parameters = {
            "first": first,
            "end": min(first + _STEP, requests),
            "start_us": time.time_ns() // 1000 - span_us,
            "gap_us": max(1, span_us // requests),
        }
        record.execute("BEGIN")
        record.execute(
            f"INSERT INTO exchange ({', '.join(_EXCHANGE)}) {_COUNT} SELECT {', '.join(_EXCHANGE.values())} FROM n",
            parameters,
        )
        record.execute(f"INSERT INTO property {_COUNT} {' UNION ALL '.join(map(_property, range(4)))}", parameters)
        for number, score in enumerate(_SCORES, 1):
            record.execute(_score(number, *score), parameters)
        record.execute("COMMIT")
        print(f"{parameters['end']:,} requests", flush=True)
    for _, statement in indexes:
        record.execute(statement)
    counts = {"version": requests * STRIDE, "exchanges": requests, "scores": 3 * requests}
    record.executemany("INSERT OR REPLACE INTO counter VALUES (?, ?)", counts.items())
    record.close()
    _make_bodies(data_dir, requests, bodies)


def _property(number: int) -> str:
    return f"SELECT i * {STRIDE} + 1, {number + 1}, {_VALUES[number]} FROM n"


def _score(number: int, name: str, kind: str, value: str, label: str) -> str:
    row = f"i * {STRIDE} + 1 + {number}"
    target = _EXCHANGE["request_id"]
    return (
        "INSERT INTO score (id, version, score_id, project, target_kind, target_id, request_id, name, kind, value,"
        f" label, author, scored_at_us, recorded_at_us) {_COUNT} SELECT {row}, {row},"
        f" printf('01900000-0000-7000-9000-%012x', {row}), 1, 'request', {target}, {target}, '{name}', '{kind}',"
        f" {value}, {label}, '', :start_us + i * :gap_us + 1000000, :start_us + i * :gap_us + 1000000 FROM n"
    )


def _make_bodies(data_dir: DataDir, requests: int, bodies: int) -> None:
    database = open_for_writing(data_dir.bodies, "bodies")
    request = orjson.dumps({"model": "gpt-1", "messages": [{"role": "user", "content": "How do I reset it? " * 10}]})
    response = orjson.dumps(
        {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "model": "gpt-1-2026-01-01",
            "choices": [
                {
                    "index": 0,
                    "message": {"role": "assistant", "content": "Open the settings. " * 30},
                    "finish_reason": "stop",
                }
            ],
        }
    )
    database.execute("BEGIN")
    database.executemany(
        "INSERT INTO body (exchange_id, side, started_at_us, codec, data) VALUES (?, ?, 0, 0, ?)",
        (
            (f"01900000-0000-7000-8000-{i:012x}", side, body)
            for i in range(max(0, requests - bodies), requests)
            for side, body in enumerate((request, response))
        ),
    )
    database.execute("COMMIT")
    database.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory", type=Path, help="data directory to create")
    parser.add_argument("--requests", type=int, default=1_000_000)
    parser.add_argument("--bodies", type=int, default=20_000)
    options = parser.parse_args()
    make(options.directory, options.requests, options.bodies)
