"""A thousand streams at once, some of them with clients that do not read."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path
from urllib.parse import urlsplit

import psutil

from tests.support import scripts
from tests.support.gate import Gate
from tests.support.server import Gnomon
from tests.support.upstream import Upstream

READERS = 900
SLOW = 100
BIG = 2 << 20  # bytes that each slow client leaves unread
BUDGET = 32 << 20  # per worker
# Per slow stream: the write buffer, one read beyond its limit, and the overhead of the interpreter.
PER_SLOW = 1 << 20
BASE = 80 << 20


async def test_a_thousand_open_streams(tmp_path: Path, upstream: Upstream) -> None:
    """Every stream gets its bytes at once and ends completely; both workers have their share; all streams are logged.

    Clients that do not read cost a bounded amount of memory, whatever their upstream sends.
    """
    gate = Gate()
    events = [scripts.event('{"n":1}'), scripts.event('{"n":2}')]
    upstream.route("GET", "/v1/stream", scripts.stream(events, gate=gate))
    upstream.route("GET", "/v1/big", scripts.generated(BIG, framing="chunked"))
    settings = {"proxy": {"capture_budget_bytes": BUDGET}}
    with Gnomon(tmp_path, upstream.base_url, workers=2, settings=settings) as gnomon:
        address = urlsplit(gnomon.url)
        port = address.port or 0
        slow = [await _slow(port) for _ in range(SLOW)]
        readers = [await _open(port, "/v1/stream") for _ in range(READERS)]
        await asyncio.to_thread(gate.wait_arrived, READERS, 60)
        gate.release(READERS)
        for reader, _ in readers:
            await asyncio.wait_for(reader.readuntil(b'{"n":1}\n\n\r\n'), 60)
        await asyncio.to_thread(gate.wait_arrived, 2 * READERS, 60)
        workers = [psutil.Process(pid) for pid in gnomon.pids().workers]
        for worker in workers:
            assert worker.memory_info().rss < BASE + BUDGET + SLOW * PER_SLOW
            assert len(worker.net_connections("tcp")) > (READERS + SLOW) / 4
        gate.open()
        for reader, writer in readers:
            rest = await asyncio.wait_for(reader.readuntil(b"0\r\n\r\n"), 60)
            assert b'{"n":2}' in rest
            writer.close()
        for client in slow:
            await _read_whole(client)
        assert (await asyncio.to_thread(gnomon.health))["spool"]["dropped"] == 0
        gnomon.stop()
        gnomon.start()
        stored = (await asyncio.to_thread(gnomon.health))["store"]
        assert (stored["exchanges"], stored["in_flight"]) == (READERS + SLOW, 0)


async def _open(port: int, path: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
    return reader, writer


async def _slow(port: int) -> socket.socket:
    """A client that sends a request and does not read the response."""
    client = socket.socket()
    client.setblocking(False)
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    loop = asyncio.get_running_loop()
    await loop.sock_connect(client, ("127.0.0.1", port))
    await loop.sock_sendall(client, b"GET /v1/big HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
    return client


async def _read_whole(client: socket.socket) -> None:
    loop = asyncio.get_running_loop()
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
    count = 0
    last = b""
    while data := await asyncio.wait_for(loop.sock_recv(client, 1 << 18), 60):
        count += len(data)
        last = (last + data)[-5:]
    client.close()
    assert count > BIG
    assert last == b"0\r\n\r\n"
