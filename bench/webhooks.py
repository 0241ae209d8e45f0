"""How soon a call reaches a webhook, and how many messages a second one receiver gets.

    python -m bench.webhooks [--calls N] [--backlog N] [--json FILE]

Soon: calls through the proxy, one after the other, each timed from the last byte of its answer to the arrival of its
message, for a webhook without a filter and one with a filter. Many: a backlog of logged calls in the spool, which is
ingested and sent at the same time; counted from the first message to the last.
The receiver is another process, which does as little as it can.
"""

from __future__ import annotations

import argparse
import asyncio
import http.client
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.request import Request, urlopen

import httptools
import psutil  # type: ignore[import-untyped]  # its stubs are a package of their own
from rich.console import Console
from rich.table import Table

from bench import traffic
from bench.cpu import cpu_s
from bench.ingest import small, write_spool
from bench.results import keep

TARGET_P99_MS, TARGET_PER_S = 500, 500
_FILTER = {"request_response_rmt": {"model": {"contains": "gpt"}}}
_WAIT_S = 120.0


class Soon(NamedTuple):
    p50_ms: float
    p99_ms: float
    max_ms: float


class Many(NamedTuple):
    per_s: float
    api_us: float  # CPU time of the api process per message, that of ingest included


class Receiver(asyncio.Protocol):
    """Answers messages at once and notes when they came; answers calls as an upstream; GET shows what came."""

    arrivals: dict[str, float]

    def __init__(self, arrivals: dict[str, float]) -> None:
        self.arrivals = arrivals

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._parser = httptools.HttpRequestParser(self)
        self._body = b""

    def data_received(self, data: bytes) -> None:
        self._parser.feed_data(data)

    def on_url(self, url: bytes) -> None:
        self._url = url

    def on_body(self, body: bytes) -> None:
        self._body += body

    def on_message_complete(self) -> None:
        answer = b""
        if self._url.startswith(b"/hook"):
            start = self._body.index(b'"request_id":"') + 14
            self.arrivals[self._url.decode() + self._body[start : self._body.index(b'"', start)].decode()] = time.time()
        elif self._url == b"/arrivals":
            answer = json.dumps(self.arrivals).encode()
        else:
            answer = traffic.ANSWER_BODY
        self._body = b""
        head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(answer)
        self._transport.write(head + answer)


async def _receive() -> None:
    arrivals: dict[str, float] = {}
    server = await asyncio.get_running_loop().create_server(lambda: Receiver(arrivals), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


@contextmanager
def _receiver() -> Iterator[int]:
    """Its port."""
    command = [sys.executable, "-m", "bench.webhooks", "--receive"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            yield int(process.stdout.readline())
        finally:
            process.kill()


@contextmanager
def _gnomon(folder: Path, port: int) -> Iterator[tuple[str, int]]:
    """Its URL, and the pid of its api process."""
    data = folder / "data"
    config = folder / "gnomon.toml"
    config.write_text(
        f'[server]\nport = 0\ndata_dir = "{data}"\n[webhooks]\nallowed_hosts = ["127.0.0.1"]\n'
        f'[[upstream]]\nname = "bench"\nbase_url = "http://127.0.0.1:{port}"\n'
    )
    command = [sys.executable, "-m", "gnomon", "serve", "--config", str(config)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            url = next(word for line in process.stdout for word in line.split() if word.startswith("http://127."))
            children = psutil.Process(process.pid).children()
            database = str(data / "gnomon.db")
            api = next(child.pid for child in children if any(file.path == database for file in child.open_files()))
            yield url.rstrip("/"), api
        finally:
            process.terminate()
            process.wait(30)


def _ask(method: str, url: str, body: Any = None) -> Any:
    data = None if body is None else json.dumps(body).encode()
    request = Request(url, data, {"Content-Type": "application/json"}, method=method)
    with urlopen(request, timeout=60) as answer:
        return json.loads(answer.read())


def _create(url: str, port: int, name: str, **fields: Any) -> None:
    _ask("POST", f"{url}/v1/webhooks", {"destination": f"http://127.0.0.1:{port}/hook/{name}/", **fields})


def _arrivals(port: int, count: int) -> dict[str, float]:
    until_s = time.monotonic() + _WAIT_S
    while len(arrivals := _ask("GET", f"http://127.0.0.1:{port}/arrivals")) < count:
        if time.monotonic() > until_s:
            sys.exit(f"only {len(arrivals)} of {count} messages have come in {_WAIT_S:g} s")
        time.sleep(0.2)
    return dict(arrivals)


def soon(folder: Path, calls: int) -> dict[str, Soon]:
    with _receiver() as port, _gnomon(folder, port) as (url, _):
        _create(url, port, "plain")
        _create(url, port, "filtered", filter=_FILTER)
        client = http.client.HTTPConnection(url.removeprefix("http://"))
        ended = {}
        for number in range(calls + 10):  # the first ones warm up
            headers = {"Content-Type": "application/json", "Helicone-Request-Id": f"call-{number}"}
            client.request("POST", "/v1/chat/completions", traffic.REQUEST_BODY, headers)
            client.getresponse().read()
            ended[f"call-{number}"] = time.time()
            time.sleep(0.05)
        arrivals = _arrivals(port, 2 * len(ended))
    measured = {}
    for name in ("plain", "filtered"):
        took = sorted(
            1_000 * (arrivals[f"/hook/{name}/call-{number}"] - ended[f"call-{number}"])
            for number in range(10, calls + 10)
        )
        measured[name] = Soon(took[len(took) // 2], took[int(len(took) * 0.99)], took[-1])
    return measured


def many(folder: Path, backlog: int) -> Many:
    with _receiver() as port:
        with _gnomon(folder, port) as (url, _):
            _create(url, port, "plain")
        write_spool(folder / "data" / "spool", map(small, range(backlog)))
        with _gnomon(folder, port) as (_, api):
            arrivals = sorted(_arrivals(port, backlog).values())
            used_s = cpu_s(api)
    return Many((backlog - 1) / (arrivals[-1] - arrivals[0]), used_s / backlog * 1e6)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--calls", type=int, default=300)
    parser.add_argument("--backlog", type=int, default=5_000)
    parser.add_argument("--json", type=Path, help="folder for the numbers")
    parser.add_argument("--receive", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.receive:
        asyncio.run(_receive())
        return
    table = Table("", "", "target")
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        delays = soon(Path(first), options.calls)
        for name, delay in delays.items():
            shown = f"p50 {delay.p50_ms:.0f} ms, p99 {delay.p99_ms:.0f} ms, max {delay.max_ms:.0f} ms"
            table.add_row(f"answer → message, {name}", shown, f"p99 ≤ {TARGET_P99_MS} ms")
        rate = many(Path(second), options.backlog)
    table.add_row("messages to one receiver", f"{rate.per_s:.0f}/s", f"≥ {TARGET_PER_S}/s")
    table.add_row("CPU of the api process, with ingest", f"{rate.api_us:.0f} µs per message", "")
    Console().print(table)
    if options.json:
        keep(
            "webhooks",
            {"soon": {name: d._asdict() for name, d in delays.items()}, "many": rate._asdict()},
            options.json,
        )


if __name__ == "__main__":
    main()
