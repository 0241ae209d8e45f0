"""One process: its own paths, the API's, its end, and what it holds in memory."""

from __future__ import annotations

import asyncio
import base64
import gzip
import random
import select
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from store.spool.frames import Frame
from store.spool.segment_files import segments, writer_is_alive
from store.spool.segment_reader import SegmentReader
from tests.proxy.conftest import Start
from tests.proxy.raw import Broken, get, post
from tests.proxy.running import Running, refuses, wait_until
from tests.support import scripts
from tests.support.gate import WAIT_S, Gate
from tests.support.tls import Authority
from tests.support.upstream import Call, Upstream

# Paths of its own and of the API


def test_liveness(worker: Running) -> None:
    """Answered by the worker itself, without upstream or api process, unlogged."""
    client = worker.client()
    for method in (b"GET", b"HEAD", b"GET"):
        client.send(get("/healthz/live", method=method.decode()))
        answer = client.answer(method)
        assert answer.status == 200
        assert answer.body == (b"" if method == b"HEAD" else b'{"status":"ok"}')
    assert worker.log.all() == []


class Api(Upstream):
    """An api process, as far as a worker sees it: HTTP on a Unix socket."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self._path = path

    def __enter__(self) -> Api:
        super().__enter__()
        listening = self._loop.create_unix_server(self._accept, self._path)
        self._unix = asyncio.run_coroutine_threadsafe(listening, self._loop).result(WAIT_S)
        return self

    def __exit__(self, *args: object) -> None:
        self._loop.call_soon_threadsafe(self._unix.close)
        super().__exit__(None, None, None)


def test_the_apis_paths_are_relayed_on_the_same_connection(worker: Running, upstream: Upstream) -> None:
    """Host, Origin, our key and our headers reach the API as they came; the call is not logged."""
    with Api(worker.api_socket) as api:
        api.default(scripts.json_answer(b'{"data":null,"error":null}', 201))
        upstream.default(scripts.answer(body=b"ok"))
        client = worker.client()
        client.send(get())
        assert client.answer().body == b"ok"
        lines = ["Origin: http://evil.example", "Authorization: Bearer gn", "Helicone-Auth: Bearer gn", "X-Hop: 1"]
        lines += ["Cookie: gnomon_session=1", "X-Forwarded-Proto: https"]
        client.send(post("/v1/request/a/score?x=1", b'{"scores":{}}', *lines, "Connection: X-Hop"))
        answer = client.answer()
        assert (answer.status, answer.body) == (201, b'{"data":null,"error":null}')
        assert answer.header("helicone-id") is None
        client.send(get())
        assert client.answer().body == b"ok"
        (received,) = api.requests
        assert (received.target, received.body) == ("/v1/request/a/score?x=1", b'{"scores":{}}')
        assert received.header("host") == "here"
        assert received.header("origin") == "http://evil.example"
        assert received.header("authorization") == received.header("helicone-auth") == "Bearer gn"
        assert received.header("cookie") == "gnomon_session=1"
        assert received.header("x-forwarded-proto") == "https"
        assert received.header("x-hop") is None
    assert len(worker.log.closed(2)) == 2


SCORE = b'{"scores":[]}'
NOT_REPEATED = [post("/v1/sql", b"{}"), post("/v1/sql", b"{}", "Idempotency-Key: k"), post("/v1/scores", SCORE)]
NOT_REPEATED += [post("/v1/request/a/score", SCORE, "Idempotency-Key: k"), post("/v1/request/query", b"{}")]
REPEATED = [get("/v1/request/a"), post("/v1/scores", SCORE, "Idempotency-Key: k")]


@pytest.mark.parametrize(("call", "times"), [*((one, 1) for one in NOT_REPEATED), *((one, 2) for one in REPEATED)])
def test_an_api_process_that_dies_after_it_has_read_a_call(worker: Running, call: bytes, times: int) -> None:
    """The call is made again only if that has no second effect: by its method, or by its key where a key counts."""
    with Api(worker.api_socket) as api:
        api.next(scripts.answer(body=b"ok"), scripts.dropped(), scripts.answer(body=b"again"))
        client = worker.client()
        client.send(get("/v1/request/first"))
        client.answer()
        client.send(call)
        answer = client.answer()
        assert (answer.status, len(api.requests)) == ((200, 3) if times == 2 else (502, 2))
        assert api.requests[1].nth == 1, "on the connection that was kept"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what was read")
def test_an_api_process_that_dies_before_it_has_read_a_call(worker: Running) -> None:
    """The call is made again, on a fresh connection: as during a reload, no call is lost."""
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(worker.api_socket)
        listener.listen()
        listener.settimeout(WAIT_S)
        client = worker.client()
        client.send(get("/v1/request/first"))
        kept, _ = listener.accept()
        kept.settimeout(WAIT_S)
        kept.recv(65536)
        kept.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
        client.answer()
        client.send(post("/v1/sql", b"{}"))
        select.select([kept], [], [], WAIT_S)
        kept.close()  # with the call unread
        fresh, _ = listener.accept()
        with fresh:
            fresh.settimeout(WAIT_S)
            assert fresh.recv(65536).startswith(b"POST /v1/sql ")
            fresh.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nagain")
            assert client.answer().body == b"again"


def test_no_api_process(worker: Running) -> None:
    """502, and the connection goes on: the supervisor is about to start it again."""
    client = worker.client()
    for _ in range(2):
        client.send(get("/v1/request/a"))
        answer = client.answer()
        assert answer.status == 502
        assert worker.api_socket not in answer.error["message"]


# Bounded copies


def test_the_logged_copy_is_bounded(start: Start, upstream: Upstream) -> None:
    """Beyond capture_limit_bytes the log has the head and the tail of a body; sizes are the true ones."""
    worker = start(proxy={"capture_limit_bytes": 1600})
    asked = b"".join(b"%04d" % number for number in range(750))
    answered = b"".join(b"%05d" % number for number in range(1000))
    upstream.next(scripts.answer(body=answered, framing="chunked", chunks=[700, 700]))
    assert worker.call(post("/v1/x", asked)).body == answered
    assert upstream.requests[0].body == asked
    logged = worker.log.one()
    assert logged.request_body == asked[:1500] + asked[-100:]
    assert logged.body == answered[:1500] + answered[-100:]
    opening, closing = logged.opening, logged.closing
    assert (opening["request_truncated"], closing["response_truncated"]) == (True, True)
    assert (opening["request_gap_offset"], closing["response_gap_offset"]) == (1500, 1500)
    assert (opening["request_size_bytes"], closing["response_size_bytes"]) == (3000, 5000)
    assert worker.counted("truncated") == 2


def test_a_request_that_came_in_pieces_is_bounded_too(start: Start, upstream: Upstream) -> None:
    """Its gap is in the REQUEST frame."""
    worker = start(proxy={"capture_limit_bytes": 1600})
    upstream.next(scripts.answer(body=b"ok"))
    client = worker.client()
    client.send(get("/v1/x", "Content-Length: 3000", method="POST") + b"a" * 1000)
    worker.log.opened()
    client.send(b"b" * 1900 + b"c" * 100)
    assert client.answer().body == b"ok"
    logged = worker.log.one()
    assert (logged.opening["request_truncated"], logged.opening["request_gap_offset"]) == (False, None)
    assert (logged.request["request_truncated"], logged.request["request_gap_offset"]) == (True, 1500)
    assert logged.request_body == b"a" * 1000 + b"b" * 500 + b"c" * 100


def test_a_compressed_answer_keeps_its_head_alone(start: Start, upstream: Upstream) -> None:
    worker = start(proxy={"capture_limit_bytes": 1600})
    body = gzip.compress(random.Random(1).randbytes(5000))
    upstream.next(scripts.answer(body=body, headers=[("Content-Encoding", "gzip")]))
    assert worker.call(get()).body == body
    logged = worker.log.one()
    assert logged.body == body[:1600]
    assert (logged.closing["response_truncated"], logged.closing["response_gap_offset"]) == (True, None)


def test_a_body_of_exactly_the_limit_is_whole(start: Start, upstream: Upstream) -> None:
    """The limit is what may be kept."""
    worker = start(proxy={"capture_limit_bytes": 1000})
    upstream.next(scripts.answer(body=b"a" * 1000))
    worker.call(get())
    assert worker.log.one().closing["response_truncated"] is False


def test_the_budget_of_all_calls(start: Start, upstream: Upstream) -> None:
    """What others hold is not there for a new call; when they end it is again. Nobody's answer suffers."""
    worker = start(proxy={"capture_budget_bytes": 100_000})
    gate = Gate()
    upstream.next(scripts.stalled_body(gate, b"a" * 90_000, b"a"))
    first = worker.client()
    first.send(get())
    first.head()
    first.exactly(90_000)
    upstream.next(scripts.answer(body=b"b" * 50_000))
    assert worker.call(get()).body == b"b" * 50_000
    gate.open()
    first.exactly(1)
    upstream.next(scripts.answer(body=b"c" * 50_000))
    assert worker.call(get()).body == b"c" * 50_000
    one, two, three = worker.log.closed(3)
    assert (one.body, one.closing["response_truncated"]) == (b"a" * 90_001, False)
    assert two.closing["response_truncated"]
    assert len(two.body) <= 10_000
    assert (three.body, three.closing["response_truncated"]) == (b"c" * 50_000, False)


def test_the_budget_comes_back_however_calls_end(start: Start, upstream: Upstream) -> None:
    """Cut, left, refused or logged: a hundred of each do not use it up."""
    worker = start(proxy={"capture_budget_bytes": 300_000, "max_body_bytes": 60_000}, timeouts={"first_byte_s": 5})
    for _ in range(10):
        upstream.next(scripts.wrong_length(b"a" * 50_000, 60_000), scripts.garbage(), scripts.silent())
        with pytest.raises(Broken):
            worker.call(post("/v1/x", b"q" * 50_000))
        assert worker.call(post("/v1/x", b"q" * 50_000)).status == 502
        client = worker.client()
        client.send(get("/v1/x", "Content-Length: 60000", method="POST") + b"q" * 50_000)
        upstream.wait_requests(3)
        client.close()
        assert worker.call(post("/v1/x", b"q" * 60_001)).status == 413
        upstream.forget()
    worker.log.closed(30)
    upstream.next(scripts.answer(body=b"a" * 200_000))
    worker.call(post("/v1/x", b"q" * 50_000, "Helicone-Request-Id: last"))
    (last,) = [logged for logged in worker.log.closed(31) if logged.opening["request_id"] == "last"]
    assert not last.opening["request_truncated"]
    assert not last.closing["response_truncated"]


def test_many_chunks_are_thinned_not_dropped(worker: Running, upstream: Upstream) -> None:
    """The moments of a long stream are capped; first and later ones stay, in order, and the body is whole."""
    upstream.next(scripts.answer(body=b"x" * 20_000, framing="chunked", chunks=[1] * 20_000))
    upstream.next(scripts.dribbled(scripts.head(200, [("Content-Length", "6000")]) + b"y" * 6000))
    worker.call(get())
    worker.call(get())
    for logged in worker.log.closed(2):
        assert len(logged.closing["chunks"]) <= 2048
        assert len(logged.body) == logged.closing["response_size_bytes"]


def test_counters(worker: Running, upstream: Upstream) -> None:
    """What is under way and what has ended can be read from outside."""
    gate = Gate()
    upstream.next(scripts.stalled(gate, scripts.answer(body=b"ok")))
    client = worker.client()
    client.send(get())
    wait_until(lambda: worker.counted("in_flight") == 1, "the call to be counted")
    assert worker.counted("connections") == 1
    gate.open()
    client.answer()
    wait_until(lambda: worker.counted("in_flight") == 0, "its end to be counted")
    assert worker.counted("exchanges") == 1
    assert worker.counted("dropped") == 0


# Its end


def test_sigterm_lets_a_stream_end_whole(worker: Running, upstream: Upstream) -> None:
    """No new connections, no new calls on old ones, but what runs runs to its end and is logged."""
    gate = Gate()
    upstream.next(scripts.stream([b"one", b"two"], gate=gate))
    idle = worker.client()
    client = worker.client()
    client.send(get())
    client.head()
    gate.release()
    assert client.chunk() == b"one"
    worker.terminate()
    assert idle.ended()
    gate.open()
    assert client.chunk() == b"two"
    assert client.chunk() == b""
    assert client.ended()
    worker.wait_stopped()
    assert worker.log.one().outcome == "ok"


def test_a_retiring_worker_answers_the_clients_that_it_has(start: Start, upstream: Upstream) -> None:
    """A kept connection gets one more answer, which says that it closes; then the worker has no client and ends."""
    worker = start(drain_s=WAIT_S)
    upstream.default(scripts.answer(body=b"ok"))
    requests = {
        "relayed": get(),
        "refused": get("/nobody/v1/x"),
        "malformed": get("/v1/x#y"),
        "answered here": get("/healthz/live"),
        "unreachable": get("/healthz"),  # no api process listens
    }
    clients = {name: worker.client() for name in requests}
    for client in clients.values():
        client.send(get())
        assert client.answer().header("connection") is None
    fresh = worker.client()  # it has sent nothing yet
    wait_until(lambda: worker.counted("connections") == 6, "the connections to be counted")
    worker.retire()
    wait_until(lambda: refuses(worker.port), "the listener to be closed")
    for name, client in [*clients.items(), ("relayed", fresh)]:
        client.send(requests[name])
        assert (name, client.answer().header("connection")) == (name, "close")
        assert client.ended()
    worker.wait_stopped()


def test_a_retiring_worker_takes_the_next_call_after_an_answer_that_kept_the_connection(
    start: Start, upstream: Upstream
) -> None:
    """The answer's head was sent before the worker knew: its client counts on the connection."""
    worker = start(drain_s=WAIT_S)
    gate = Gate()
    upstream.next(scripts.stream([b"one", b"two"], gate=gate))
    upstream.next(scripts.answer(body=b"ok"))
    client = worker.client()
    client.send(get())
    assert client.head().header("connection") is None
    worker.retire()
    wait_until(lambda: refuses(worker.port), "the listener to be closed")
    gate.open()
    assert [client.chunk(), client.chunk(), client.chunk()] == [b"one", b"two", b""]
    client.send(get())
    assert client.answer().header("connection") == "close"
    assert client.ended()
    worker.wait_stopped()


@pytest.mark.parametrize("end", ["drain_s", "sigterm"])
def test_a_retiring_worker_closes_idle_connections_in_the_end(start: Start, upstream: Upstream, end: str) -> None:
    """After drain_s, or as soon as the program stops."""
    worker = start(drain_s=0.2 if end == "drain_s" else 600)
    upstream.next(scripts.answer(body=b"ok"))
    client = worker.client()
    client.send(get())
    client.answer()
    worker.retire()
    wait_until(lambda: refuses(worker.port), "the listener to be closed")
    if end == "sigterm":
        worker.terminate()
    assert client.ended()
    worker.wait_stopped()


def test_a_call_begun_on_a_retiring_worker_has_drain_s_of_its_own(start: Start, upstream: Upstream) -> None:
    """One that began before is cut after drain_s, when idle connections are closed; one that began meanwhile is not."""
    worker = start(drain_s=1.0)
    gate = Gate()
    upstream.next(scripts.answer(body=b"ok"))
    upstream.next(scripts.answer(body=b"ok"))
    upstream.next(scripts.silent())
    upstream.next(scripts.stream([b"one", b"two"], gate=gate))
    earlier, idle, later = worker.client(), worker.client(), worker.client()
    for client in (idle, later):
        client.send(get())
        client.answer()
    earlier.send(get())
    upstream.wait_requests(3)
    worker.retire()
    wait_until(lambda: refuses(worker.port), "the listener to be closed")
    later.send(get())
    gate.release()
    later.head()
    assert later.chunk() == b"one"
    assert idle.ended()
    assert earlier.answer().status == 503
    gate.open()
    assert [later.chunk(), later.chunk()] == [b"two", b""]
    worker.wait_stopped()
    assert sorted(logged.outcome for logged in worker.log.closed(4)) == ["ok", "ok", "ok", "worker_stopped"]


def test_a_call_begun_on_a_retiring_worker_does_not_hold_it_for_ever(start: Start, upstream: Upstream) -> None:
    worker = start(drain_s=0.2)
    upstream.next(scripts.answer(body=b"ok"))
    upstream.next(scripts.silent())
    client = worker.client()
    client.send(get())
    client.answer()
    worker.retire()
    client.send(get())
    assert client.answer().status == 503
    worker.wait_stopped()


def test_sigterm_does_not_wait_for_ever(start: Start, upstream: Upstream) -> None:
    """After drain_s a stream is cut, which its client can see, and logged as that."""
    worker = start(drain_s=0.2)
    gate = Gate()
    upstream.next(scripts.stream([b"one", b"two"], gate=gate))
    upstream.next(scripts.silent())
    streaming, waiting = worker.client(), worker.client()
    streaming.send(get())
    gate.release()
    streaming.head()
    assert streaming.chunk() == b"one"
    waiting.send(get())
    upstream.wait_requests(2)
    worker.terminate()
    with pytest.raises(Broken):
        streaming.answer()
    assert waiting.answer().status == 503
    worker.wait_stopped()
    assert [logged.outcome for logged in worker.log.closed(2)] == ["worker_stopped", "worker_stopped"]


def test_sigterm_and_a_client_that_does_not_read(start: Start, upstream: Upstream) -> None:
    """It does not hold the process up beyond the drain."""
    worker = start(drain_s=0.2)
    upstream.next(scripts.generated(20 << 20))
    client = worker.client(receive_buffer_bytes=4096)
    client.send(get())
    client.head()
    worker.stop()
    assert worker.log.one().outcome == "worker_stopped"


def test_a_stopped_worker_has_let_go_of_its_spool(worker: Running, upstream: Upstream) -> None:
    """While it runs its segments are held; afterwards they are free and can be finished."""
    upstream.next(scripts.answer(body=b"ok"))
    worker.call(get())
    (segment,) = segments(worker.log.directory)
    name = segment.name.split(".")[0]
    assert writer_is_alive(worker.log.directory, name)
    worker.stop()
    assert not writer_is_alive(worker.log.directory, name)
    reader = SegmentReader(segment, worker.folder / "quarantine")
    assert len(list(reader.frames())) == 2
    assert reader.finished
    reader.close()


def test_killed_under_load_every_whole_answer_is_logged(start: Start, upstream: Upstream) -> None:
    """kill -9 at any moment: an answer that was complete on the wire is in the log, whole; others at least as begun."""
    worker = start()
    upstream.default(scripts.answer(body=b"a" * 3000, framing="chunked", chunks=[1000]))
    answered: set[str] = set()
    enough = threading.Event()

    def calling(number: int) -> None:
        try:
            client = worker.client()
            for count in range(10_000):
                client.send(post("/v1/x", b"q", f"Helicone-Request-Id: {number}-{count}"))
                assert client.answer().body == b"a" * 3000
                answered.add(f"{number}-{count}")
                if len(answered) > 400:
                    enough.set()
        except (Broken, OSError):
            pass

    threads = [threading.Thread(target=calling, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    assert enough.wait(WAIT_S)
    worker.kill()
    for thread in threads:
        thread.join(WAIT_S)
    found: dict[str, list[Frame]] = {}
    for path in segments(worker.log.directory):
        reader = SegmentReader(path, worker.folder / "quarantine")
        for _, frame in reader.frames(1 << 40):
            found.setdefault(frame.header["request_id"], []).append(frame)
        assert not reader.damaged
        reader.close()
    for name in answered:
        _, closing = found[name]
        assert (closing.header["outcome"], closing.body) == ("ok", b"a" * 3000)


def test_two_connections_at_once(worker: Running, upstream: Upstream) -> None:
    """A slow call holds nobody up."""
    gate = Gate()
    upstream.route("GET", "/v1/slow", scripts.stalled(gate, scripts.answer(body=b"slow")))
    upstream.route("GET", "/v1/fast", scripts.answer(body=b"fast"))
    slow, fast = worker.client(), worker.client()
    slow.send(get("/v1/slow"))
    gate.wait_arrived()
    for _ in range(3):
        fast.send(get("/v1/fast"))
        assert fast.answer().body == b"fast"
    gate.open()
    assert slow.answer().body == b"slow"


def test_a_full_spool_stops_no_call(start: Start, upstream: Upstream) -> None:
    """Beyond spool.max_bytes calls go on unlogged and are counted."""
    worker = start(spool={"max_bytes": 20_000})
    upstream.default(scripts.answer(body=b"a" * 3000))
    client = worker.client()
    for _ in range(20):
        client.send(get())
        assert client.answer().body == b"a" * 3000
    assert worker.counted("dropped") > 5
    assert worker.counted("spool_full") == 1
    assert sum(path.stat().st_size for path in worker.log.directory.iterdir()) <= 20_000
    assert len(worker.log.all()) + worker.counted("dropped") >= 20


def test_with_fsync_before_every_end(start: Start, upstream: Upstream) -> None:
    """spool.fsync_ms = 0 changes when the last bytes come, not what they are."""
    worker = start(spool={"fsync_ms": 0})
    upstream.default(scripts.answer(body=b"ok"))
    client = worker.client()
    client.send(get() * 20)
    assert [client.answer().body for _ in range(20)] == [b"ok"] * 20
    assert len(worker.log.closed(20)) == 20


def test_segments_rotate(start: Start, upstream: Upstream) -> None:
    """Frames of one call may lie in different segments; none is lost."""
    worker = start(spool={"segment_bytes": 5000})
    upstream.default(scripts.answer(body=b"a" * 2000))
    client = worker.client()
    for _ in range(20):
        client.send(get())
        client.answer()
    assert len(worker.log.closed(20)) == 20
    assert len(segments(worker.log.directory)) > 5


# The environment's proxy


class Tunnels(Upstream):
    """A forward proxy that knows CONNECT, and leads every host to one port of this machine."""

    def __init__(self, port: int, status: bytes = b"200 Connection established") -> None:
        async def connect(call: Call) -> None:
            if not status.startswith(b"200"):
                await call.send(b"HTTP/1.1 " + status + b"\r\nContent-Length: 0\r\n\r\n")
                call.cut()
                return
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            await call.send(b"HTTP/1.1 " + status + b"\r\nX: 1\r\n\r\n")

            async def upwards() -> None:
                while data := await call.reader.read(1 << 16):
                    writer.write(data)
                writer.close()

            up = asyncio.ensure_future(upwards())
            try:
                while data := await reader.read(1 << 16):
                    await call.send(data)
            finally:
                up.cancel()
                writer.transport.abort()
            call.cut()

        super().__init__(connect)


@contextmanager
def elsewhere(authority: Authority) -> Iterator[Upstream]:
    with Upstream(scripts.answer(body=b"through"), authority.other_host) as upstream:
        yield upstream


def test_https_proxy(start: Start, authority: Authority) -> None:
    """TLS upstreams are reached through it, with its user and password, names resolved by it."""
    with elsewhere(authority) as there, Tunnels(there.port) as tunnels:
        proxy = f"http://us%40er:p%3Aw@127.0.0.1:{tunnels.port}"
        worker = start(
            "https://elsewhere.example:4433", proxy={"ca_file": authority.ca_file}, env={"HTTPS_PROXY": proxy}
        )
        client = worker.client()
        for _ in range(2):
            client.send(post("/v1/x", b"body"))
            assert client.answer().body == b"through"
        (connect,) = tunnels.requests
        assert (connect.method, connect.target) == ("CONNECT", "elsewhere.example:4433")
        assert connect.header("host") == "elsewhere.example:4433"
        assert connect.header("proxy-authorization") == "Basic " + base64.b64encode(b"us@er:p:w").decode()
        assert there.requests[0].header("host") == "elsewhere.example:4433"
    assert b"p:w" not in worker.log.raw()


def test_no_proxy(start: Start, authority: Authority) -> None:
    """Hosts that NO_PROXY names are reached directly; plain HTTP and loopback always."""
    with Tunnels(1) as tunnels, Upstream(scripts.answer(body=b"direct"), authority.server) as direct:
        environment = {"HTTPS_PROXY": f"http://127.0.0.1:{tunnels.port}", "NO_PROXY": ".invalid"}
        worker = start(
            "https://no-such-host.invalid",
            upstreams={"local": direct.base_url},
            proxy={"ca_file": authority.ca_file},
            env=environment,
        )
        assert "DNS" in worker.call(get()).error["message"]
        assert worker.call(get("/local/v1/x")).body == b"direct"
        assert tunnels.requests == []


@pytest.mark.parametrize("status", [b"407 Proxy Authentication Required", b"502 Bad Gateway"])
def test_a_proxy_that_refuses(start: Start, status: bytes) -> None:
    """502 that says what it said."""
    with Tunnels(1, status) as tunnels:
        worker = start("https://elsewhere.example", env={"HTTPS_PROXY": f"http://u:secret@127.0.0.1:{tunnels.port}"})
        answer = worker.call(get())
        assert answer.status == 502
        assert status.decode() in answer.error["message"]
        assert "secret" not in answer.error["message"]


@pytest.mark.parametrize(
    "proxy", ["socks5://127.0.0.1:1", "http://127.0.0.1:notaport", "http://", "http://127.0.0.1:1"]
)
def test_a_proxy_that_is_none(start: Start, proxy: str) -> None:
    """502 at once, not a call that hangs."""
    worker = start("https://elsewhere.example", env={"HTTPS_PROXY": proxy})
    assert worker.call(get()).status == 502


def test_nothing_is_left_of_a_hundred_calls(worker: Running, upstream: Upstream) -> None:
    """No descriptor stays open behind calls that ended in all kinds of ways."""
    upstream.default(scripts.answer(body=b"ok"))
    worker.call(get())
    before = worker.descriptors
    for _ in range(15):
        upstream.next(scripts.garbage(), scripts.wrong_length(b"a", 2), scripts.dropped())
        assert worker.call(get("/nobody")).status == 404
        assert worker.call(get()).status == 502
        with pytest.raises(Broken):
            worker.call(get())
        assert worker.call(get()).status == 502
        assert worker.call(get()).status == 200
    worker.close_clients()
    wait_until(lambda: worker.descriptors <= before + 3, "descriptors to be closed")
