"""How many scores per second are accepted, through a worker and the api process, each durable when acknowledged.

    python -m bench.scores [--data DIR --requests N] [--seconds S] [--bulk N]

Single POSTs on 32 connections (wrk), bulk as NDJSON and in calls of 10,000, and single POSTs during a bulk load.
Bulk scores are new, except in calls "again", which replace the scores of the calls before.
--data names a directory made by bench.make_data with --requests; otherwise a temporary one is made.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import psutil  # type: ignore[import-untyped]  # its stubs are a package of their own
from rich.console import Console
from rich.table import Table

from bench.cpu import cpu_s, wait_until_quiet
from bench.make_data import make
from bench.results import keep

CALL_SCORES = 10_000
SQLITE: Mapping[str, str] = {"url": "sqlite"}
_QUIET_S = 10.0
_URL = re.compile(r"http://127\.0\.0\.1:(\d+)")
_SCORE = '{"request_id":"01900000-0000-7000-8000-%012x","name":"accuracy","value":0.92,"source":"model"}'


class Singles(NamedTuple):
    per_s: float
    p50_ms: float
    p99_ms: float
    max_ms: float
    worker_us: float  # CPU per score
    api_us: float


class Bulk(NamedTuple):
    per_s: float
    worker_us: float
    api_us: float


TARGETS = {  # what is measured, and its target: scores per second, or the p99 during a bulk load
    "single, 32 connections": "5,000",
    "single, Helicone's endpoint": "5,000",
    "NDJSON": "60,000",
    "calls of 10,000": "60,000",
    "calls of 10,000, again": "60,000",
    "single, 4 connections, during NDJSON": "≤ 100 ms",
}


class Server:
    """`gnomon serve` on that data directory, with one worker."""

    def __init__(self, folder: Path, data: Path, store: Mapping[str, str]) -> None:
        """`store`: the settings of that section."""
        config = folder / "gnomon.toml"
        config.write_text(
            f"[server]\nport = 0\nworkers = 1\ndata_dir = {json.dumps(str(data.resolve()))}\n[store]\n"
            + "".join(f"{name} = {json.dumps(value)}\n" for name, value in store.items())
        )
        command = [sys.executable, "-m", "gnomon", "serve", "--config", str(config)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        assert self.process.stdout is not None
        ports = (int(match[1]) for line in self.process.stdout if (match := _URL.search(line)))
        self.port = next(ports, 0)
        if not self.port:
            sys.exit(f"gnomon serve did not start on {data}. Run it by hand to see why.")
        children = psutil.Process(self.process.pid).children()
        database = str(data.resolve() / "gnomon.db")
        self.api = next(child.pid for child in children if any(file.path == database for file in child.open_files()))
        self.worker = next(child.pid for child in children if child.pid != self.api)

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait()
        assert self.process.stdout is not None
        self.process.stdout.close()


@contextmanager
def serving(folder: Path, data: Path, store: Mapping[str, str] = SQLITE) -> Iterator[Server]:
    server = Server(folder, data, store)
    try:
        yield server
    finally:
        server.stop()


def singles(server: Server, folder: Path, requests: int, connections: int, seconds: int, *, helicone: bool) -> Singles:
    """One score per call, each for a random request."""
    script = folder / "scores.lua"
    script.write_text(_script(requests, helicone=helicone))
    url = f"http://127.0.0.1:{server.port}"
    before = cpu_s(server.worker), cpu_s(server.api)
    output = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "-s", str(script), url],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    ).stdout
    after = cpu_s(server.worker), cpu_s(server.api)
    answer = json.loads(output.rsplit("\n", 2)[-2])
    assert not answer["errors"], output
    calls = answer["calls"]
    return Singles(
        calls / answer["wall_s"],
        answer["p50_us"] / 1e3,
        answer["p99_us"] / 1e3,
        answer["max_us"] / 1e3,
        (after[0] - before[0]) / calls * 1e6,
        (after[1] - before[1]) / calls * 1e6,
    )


def bulk(server: Server, send: Callable[[int, str, int, int], float], name: str, requests: int, count: int) -> Bulk:
    """`send`: `lines` or `calls_of_many`; `name` begins the names of the scores."""
    wait_until_quiet(server.api, _QUIET_S)  # else it still copies the scores of the measurement before to the replica
    before = cpu_s(server.worker), cpu_s(server.api)
    per_s = send(server.port, name, requests, count)
    after = cpu_s(server.worker), cpu_s(server.api)
    return Bulk(per_s, (after[0] - before[0]) / count * 1e6, (after[1] - before[1]) / count * 1e6)


def lines(port: int, name: str, requests: int, count: int) -> float:
    """NDJSON whose answers are read after all lines were sent. Scores per second, from first byte to last answer."""
    body = b"".join(_score(name, number, requests).encode() + b"\n" for number in range(count))
    with socket.create_connection(("127.0.0.1", port)) as client:
        started = time.monotonic()
        client.sendall(_head("application/x-ndjson", len(body)) + body)
        end = b""
        while piece := client.recv(1 << 20):
            end = (end + piece)[-1_000:]
        took_s = time.monotonic() - started
    summary = re.search(rb'"lines":(\d+),"stored":(\d+),"waiting":(\d+)', end)
    assert summary is not None, end
    assert int(summary[1]) == int(summary[2]) + int(summary[3]) == count, end
    return count / took_s


def calls_of_many(port: int, name: str, requests: int, count: int) -> float:
    """JSON calls of 10,000 scores each, one after the other. Scores per second."""
    bodies = [
        f"[{','.join(_score(name, number, requests) for number in range(start, start + CALL_SCORES))}]".encode()
        for start in range(0, count, CALL_SCORES)
    ]
    started = time.monotonic()
    for body in bodies:
        with socket.create_connection(("127.0.0.1", port)) as client:
            client.sendall(_head("application/json", len(body)) + body)
            answer = b""
            while piece := client.recv(1 << 20):
                answer += piece
            assert answer.startswith(b"HTTP/1.1 201"), answer[:500]
    return len(bodies) * CALL_SCORES / (time.monotonic() - started)


def _score(name: str, number: int, requests: int) -> str:
    return _SCORE.replace("accuracy", f"{name}-{number // requests}") % (number % requests)


def _head(content_type: str, size_bytes: int, path: str = "/v1/scores") -> bytes:
    return (
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        f"Content-Type: {content_type}\r\nContent-Length: {size_bytes}\r\n\r\n"
    ).encode()


def _script(requests: int, *, helicone: bool) -> str:
    path = '"/v1/request/" .. id .. "/score"' if helicone else '"/v1/scores"'
    body = (
        '\'{"scores":{"accuracy":92}}\''
        if helicone
        else '\'{"request_id":"\' .. id .. \'","name":"accuracy","value":0.92,"source":"model"}\''
    )
    return f"""
math.randomseed({time.time_ns() % 1_000_000})
local headers = {{["Content-Type"] = "application/json"}}
function request()
  local id = string.format("01900000-0000-7000-8000-%012x", math.random(0, {requests - 1}))
  return wrk.format("POST", {path}, headers, {body})
end
function done(summary, latency, requests)
  local e = summary.errors
  print(string.format('\\n{{"calls": %d, "errors": %d, "wall_s": %.6f, "p50_us": %d, "p99_us": %d, "max_us": %d}}',
    summary.requests, e.connect + e.read + e.write + e.status + e.timeout, summary.duration / 1e6,
    latency:percentile(50), latency:percentile(99), latency.max))
end
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="data directory made by bench.make_data")
    parser.add_argument("--requests", type=int, default=50_000)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--bulk", type=int, default=100_000)
    options = parser.parse_args()
    assert shutil.which("wrk"), "wrk is not installed"
    with tempfile.TemporaryDirectory(prefix="gnomon-bench-") as name:
        folder = Path(name)
        data = options.data or folder / "data"
        if not options.data:
            make(data, options.requests, 0)
        with serving(folder, data) as server:
            results = _measured(server, folder, options.requests, options.seconds, options.bulk)
    Console(width=110).print(_table(results))
    keep("scores", {"measures": {title: result._asdict() for title, result in results.items()}})


def _table(results: dict[str, Singles | Bulk]) -> Table:
    table = Table("", "scores/s", "target", "p50 ms", "p99 ms", "max ms", "worker µs", "api µs")
    for title, result in results.items():
        values = result._asdict()
        more = (f"{values[name]:.1f}" if name in values else "" for name in Singles._fields[1:])
        table.add_row(title, f"{result.per_s:,.0f}", TARGETS[title], *more)
    return table


def _measured(server: Server, folder: Path, requests: int, seconds: int, count: int) -> dict[str, Singles | Bulk]:
    single, helicone, streamed, many, again, during = TARGETS
    _wait_for_replica(server.port, requests)
    singles(server, folder, requests, 32, 1, helicone=False)  # warm up
    results: dict[str, Singles | Bulk] = {
        single: singles(server, folder, requests, 32, seconds, helicone=False),
        helicone: singles(server, folder, requests, 32, seconds, helicone=True),
        streamed: bulk(server, lines, "lines", requests, count),
        many: bulk(server, calls_of_many, "calls", requests, count),
        again: bulk(server, calls_of_many, "calls", requests, count),
    }
    loading = threading.Event()
    loader = threading.Thread(target=lambda: _load(server.port, requests, count, loading))
    loader.start()
    results[during] = singles(server, folder, requests, 4, seconds, helicone=False)
    loading.set()
    loader.join()
    return results


def _wait_for_replica(port: int, requests: int) -> None:
    """Wait until the first copy is done: its cost is not the cost of scores."""
    body = b'{"filter": "all"}'
    answer = b""
    while b'"data":%d' % requests not in answer:
        with socket.create_connection(("127.0.0.1", port)) as client:
            client.sendall(_head("application/json", len(body), "/v1/request/count/query") + body)
            answer = b"".join(iter(lambda: client.recv(1 << 16), b""))


def _load(port: int, requests: int, count: int, done: threading.Event) -> None:
    while not done.is_set():
        lines(port, "lines", requests, min(count, 20_000))


if __name__ == "__main__":
    main()
