"""How fast scores are taken, each on the disk when it is answered, through a worker and the api process.

    python -m bench.scores [--data DIR | --requests N] [--seconds S] [--bulk N]

Single POSTs at 32 connections (wrk), bulk as NDJSON and as calls of 10,000, and single POSTs again while bulk comes in.
With --data, a directory of bench.make_data and its --requests; else one of its own.
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
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import psutil  # type: ignore[import-untyped]  # its stubs are a package of their own
from rich.console import Console
from rich.table import Table

from bench.cpu import cpu_s
from bench.make_data import make
from bench.results import keep

CALL_SCORES = 10_000
_URL = re.compile(r"http://127\.0\.0\.1:(\d+)")
_OWN = '{"request_id":"01900000-0000-7000-8000-%012x","name":"accuracy","value":0.92,"source":"model"}'


class Singles(NamedTuple):
    per_s: float
    p50_ms: float
    p99_ms: float
    max_ms: float
    worker_us: float  # CPU, for each
    api_us: float


class Bulk(NamedTuple):
    per_s: float


REACH = {  # what is measured, and what it has to reach: scores/s, or p99 beside others
    "single, 32 connections": "3,000",
    "… as Helicone's": "3,000",
    "NDJSON": "50,000",
    "calls of 10,000": "50,000",
    "single, 4 connections, beside NDJSON": "≤ 100 ms",
}


class Server:
    """`gnomon serve` on that data, with one worker."""

    def __init__(self, folder: Path, data: Path) -> None:
        config = folder / "gnomon.toml"
        config.write_text(f"[server]\nport = 0\nworkers = 1\ndata_dir = {json.dumps(str(data.resolve()))}\n")
        command = [sys.executable, "-m", "gnomon", "serve", "--config", str(config)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        assert self.process.stdout is not None
        ports = (int(found[1]) for line in self.process.stdout if (found := _URL.search(line)))
        self.port = next(ports, 0)
        if not self.port:
            sys.exit(f"No Gnomon could be started on {data}; by hand: gnomon serve --config … says why.")
        children = psutil.Process(self.process.pid).children()
        database = str(data.resolve() / "gnomon.db")
        self.api = next(one.pid for one in children if any(file.path == database for file in one.open_files()))
        self.worker = next(one.pid for one in children if one.pid != self.api)

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait()
        assert self.process.stdout is not None
        self.process.stdout.close()


@contextmanager
def serving(folder: Path, data: Path) -> Iterator[Server]:
    server = Server(folder, data)
    try:
        yield server
    finally:
        server.stop()


def singles(server: Server, folder: Path, requests: int, connections: int, seconds: int, *, helicone: bool) -> Singles:
    """One score a call, each for another request."""
    script = folder / "scores.lua"
    script.write_text(_script(requests, helicone=helicone))
    url = f"http://127.0.0.1:{server.port}"
    before = cpu_s(server.worker), cpu_s(server.api)
    told = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "-s", str(script), url],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    ).stdout
    after = cpu_s(server.worker), cpu_s(server.api)
    answer = json.loads(told.rsplit("\n", 2)[-2])
    assert not answer["errors"], told
    calls = answer["calls"]
    return Singles(
        calls / answer["wall_s"],
        answer["p50_us"] / 1e3,
        answer["p99_us"] / 1e3,
        answer["max_us"] / 1e3,
        (after[0] - before[0]) / calls * 1e6,
        (after[1] - before[1]) / calls * 1e6,
    )


def lines(port: int, requests: int, count: int) -> float:
    """NDJSON, read only after all was sent. Scores per second, from the first byte to the last answer."""
    body = b"".join(_one(number, requests).encode() + b"\n" for number in range(count))
    with socket.create_connection(("127.0.0.1", port)) as client:
        began = time.monotonic()
        client.sendall(_head("application/x-ndjson", len(body)) + body)
        end = b""
        while piece := client.recv(1 << 20):
            end = (end + piece)[-1_000:]
        took_s = time.monotonic() - began
    summary = re.search(rb'"lines":(\d+),"stored":(\d+),"waiting":(\d+)', end)
    assert summary is not None, end
    assert int(summary[1]) == int(summary[2]) + int(summary[3]) == count, end
    return count / took_s


def calls_of_many(port: int, requests: int, count: int) -> float:
    """JSON calls of 10,000 scores, one after the other."""
    bodies = [
        b"[" + ",".join(_one(number, requests) for number in range(at, at + CALL_SCORES)).encode() + b"]"
        for at in range(0, count, CALL_SCORES)
    ]
    began = time.monotonic()
    for body in bodies:
        with socket.create_connection(("127.0.0.1", port)) as client:
            client.sendall(_head("application/json", len(body)) + body)
            answer = b""
            while piece := client.recv(1 << 20):
                answer += piece
            assert answer.startswith(b"HTTP/1.1 201"), answer[:500]
    return len(bodies) * CALL_SCORES / (time.monotonic() - began)


def _one(number: int, requests: int) -> str:
    return _OWN.replace("accuracy", f"bulk-{number // requests}") % (number % requests)


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
    parser.add_argument("--data", type=Path)
    parser.add_argument("--requests", type=int, default=50_000)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--bulk", type=int, default=100_000)
    asked = parser.parse_args()
    assert shutil.which("wrk"), "wrk is not installed"
    with tempfile.TemporaryDirectory(prefix="gnomon-bench-") as name:
        folder = Path(name)
        data = asked.data or folder / "data"
        if not asked.data:
            make(data, asked.requests, 0)
        with serving(folder, data) as server:
            found = _measured(server, folder, asked.requests, asked.seconds, asked.bulk)
    Console(width=110).print(_shown(found))
    keep("scores", {"measures": {title: one._asdict() for title, one in found.items()}})


def _shown(found: dict[str, Singles | Bulk]) -> Table:
    table = Table("", "scores/s", "reach", "p50 ms", "p99 ms", "max ms", "worker µs", "api µs")
    for title, (per_s, *more) in found.items():
        table.add_row(title, f"{per_s:,.0f}", REACH[title], *(f"{one:.1f}" for one in more))
    return table


def _measured(server: Server, folder: Path, requests: int, seconds: int, bulk: int) -> dict[str, Singles | Bulk]:
    single, helicone, streamed, many, beside = REACH
    _wait_for_replica(server.port, requests)
    singles(server, folder, requests, 32, 1, helicone=False)  # warm
    found: dict[str, Singles | Bulk] = {
        single: singles(server, folder, requests, 32, seconds, helicone=False),
        helicone: singles(server, folder, requests, 32, seconds, helicone=True),
        streamed: Bulk(lines(server.port, requests, bulk)),
        many: Bulk(calls_of_many(server.port, requests, bulk)),
    }
    loading = threading.Event()
    loader = threading.Thread(target=lambda: _load(server.port, requests, bulk, loading))
    loader.start()
    found[beside] = singles(server, folder, requests, 4, seconds, helicone=False)
    loading.set()
    loader.join()
    return found


def _wait_for_replica(port: int, requests: int) -> None:
    """What it copies at the first start would be counted as the scores'."""
    body = b'{"filter": "all"}'
    found = b""
    while b'"data":%d' % requests not in found:
        with socket.create_connection(("127.0.0.1", port)) as client:
            client.sendall(_head("application/json", len(body), "/v1/request/count/query") + body)
            found = b"".join(iter(lambda: client.recv(1 << 16), b""))


def _load(port: int, requests: int, bulk: int, done: threading.Event) -> None:
    while not done.is_set():
        lines(port, requests, min(bulk, 20_000))


if __name__ == "__main__":
    main()
