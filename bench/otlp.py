"""How many spans per second are accepted, through a worker and the api process, each durable when acknowledged.

    python -m bench.otlp [--spans N] [--connections N]

Batches of 512 spans in protobuf, as OpenTelemetry's SDK sends them. Of eight spans four are calls of a model with some
1,200 characters of messages, and four are an agent's, two tools' and an HTTP client's. Accepted: until the last
acknowledgement. Stored: until the last span is in the database.
"""

from __future__ import annotations

import argparse
import json
import socket
import struct
import tempfile
import threading
import time
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from bench.cpu import cpu_s
from bench.results import keep
from bench.scores import serving

BATCH = 512
TARGET = 3_000
_WORDS = "the quick brown fox jumps over the lazy dog and tells of it "


class Intake(NamedTuple):
    accepted_per_s: float
    stored_per_s: float
    p50_ms: float  # of a batch
    max_ms: float
    api_us: float  # CPU per span, storing included
    worker_us: float
    batch_kb: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--spans", type=int, default=61_440)
    parser.add_argument("--connections", type=int, default=4)
    options = parser.parse_args()
    bodies = [batch(number) for number in range(options.spans // BATCH)]
    with tempfile.TemporaryDirectory(prefix="gnomon-bench-") as name:
        folder = Path(name)
        with serving(folder, folder / "data") as server:
            send(server.port, [batch(1_000_000)], 1)  # warm up
            before = cpu_s(server.api), cpu_s(server.worker)
            started = time.monotonic()
            latencies = send(server.port, bodies, options.connections)
            accepted_s = time.monotonic() - started
            wait_until_stored(server.port)
            stored_s = time.monotonic() - started
            after = cpu_s(server.api), cpu_s(server.worker)
    spans = len(bodies) * BATCH
    ordered = sorted(latencies)
    result = Intake(
        spans / accepted_s,
        spans / stored_s,
        ordered[len(ordered) // 2] * 1e3,
        ordered[-1] * 1e3,
        (after[0] - before[0]) / spans * 1e6,
        (after[1] - before[1]) / spans * 1e6,
        sum(map(len, bodies)) / len(bodies) / 1e3,
    )
    table = Table("", "spans/s", "target", "p50 ms", "max ms", "api µs", "worker µs", "kB a batch")
    more = (f"{result.p50_ms:.0f}", f"{result.max_ms:.0f}", f"{result.api_us:.0f}", f"{result.worker_us:.0f}")
    table.add_row("accepted", f"{result.accepted_per_s:,.0f}", f"{TARGET:,}", *more, f"{result.batch_kb:.0f}")
    table.add_row("stored", f"{result.stored_per_s:,.0f}", f"{TARGET:,}", *[""] * 5)
    Console(width=110).print(table)
    keep("otlp", result._asdict())


def send(port: int, bodies: list[bytes], connections: int) -> list[float]:
    """Seconds of each batch; every one is acknowledged."""
    waiting = list(bodies)
    latencies: list[float] = []

    def work() -> None:
        with socket.create_connection(("127.0.0.1", port)) as client:
            while waiting:
                body = waiting.pop()
                started = time.monotonic()
                client.sendall(_head("/v1/traces", len(body)) + body)
                answer = client.recv(1 << 16)
                assert answer.startswith(b"HTTP/1.1 200"), answer[:500]
                latencies.append(time.monotonic() - started)

    threads = [threading.Thread(target=work) for _ in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(latencies) == len(bodies)
    return latencies


def wait_until_stored(port: int) -> None:
    while True:
        with socket.create_connection(("127.0.0.1", port)) as client:
            client.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            answer = b"".join(iter(lambda: client.recv(1 << 16), b""))
        if json.loads(answer.partition(b"\r\n\r\n")[2])["spool"]["lag_bytes"] == 0:
            return
        time.sleep(0.02)


def batch(number: int) -> bytes:
    """ExportTraceServiceRequest with BATCH spans whose ids no other batch has."""
    resource = _message(1, _message(1, _pair("service.name", "shop")))
    spans = b"".join(_message(2, _span(number * BATCH + index)) for index in range(BATCH))
    scope = _message(2, _message(1, _message(1, b"bench")) + spans)
    return _message(1, resource + scope)


def _span(number: int) -> bytes:
    trace, place = divmod(number, 8)
    start = 1_780_000_000_000_000_000 + number * 1_000_000
    head = _message(1, struct.pack(">QQ", 1, trace + 1)) + _message(2, struct.pack(">Q", number + 1))
    if place < 7:  # the agent ends last
        head += _message(4, struct.pack(">Q", trace * 8 + 8))
    times = b"\x39" + struct.pack("<Q", start) + b"\x41" + struct.pack("<Q", start + 500_000_000)
    return head + _message(5, b"span") + times + b"".join(_message(9, pair) for pair in _attributes(place, number))


def _attributes(place: int, number: int) -> list[bytes]:
    if place == 7:
        return [
            _pair("gen_ai.operation.name", "invoke_agent"),
            _pair("gen_ai.conversation.id", f"session-{number // 64}"),
        ]
    if place in (0, 2):
        return [_pair("gen_ai.operation.name", "execute_tool"), _pair("gen_ai.tool.name", "map")]
    if place == 4:
        return [_pair("http.request.method", "GET"), _pair("server.address", "example.com")]
    asked = json.dumps([{"role": "user", "parts": [{"type": "text", "content": f"{number} " + _WORDS * 12}]}])
    said = json.dumps(
        [{"role": "assistant", "parts": [{"type": "text", "content": _WORDS * 6}], "finish_reason": "stop"}]
    )
    return [
        _pair("gen_ai.operation.name", "chat"),
        _pair("gen_ai.provider.name", "openai"),
        _pair("gen_ai.request.model", "gpt-4o"),
        _pair("gen_ai.response.model", "gpt-4o-2024-08-06"),
        _pair("gen_ai.response.id", f"chatcmpl-{number:x}"),
        _pair("gen_ai.usage.input_tokens", 300),
        _pair("gen_ai.usage.output_tokens", 60),
        _pair("gen_ai.input.messages", asked),
        _pair("gen_ai.output.messages", said),
        _pair("server.address", "api.openai.com"),
    ]


def _pair(key: str, value: str | int) -> bytes:
    encoded = _message(1, value.encode()) if isinstance(value, str) else b"\x18" + _varint(value)
    return _message(1, key.encode()) + _message(2, encoded)


def _message(number: int, body: bytes) -> bytes:
    return _varint(number << 3 | 2) + _varint(len(body)) + body


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def _head(path: str, size_bytes: int) -> bytes:
    return (
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-protobuf\r\n"
        f"Content-Length: {size_bytes}\r\n\r\n"
    ).encode()


if __name__ == "__main__":
    main()
