"""Byte identity: what the client got is what the upstream sent, and what was logged decodes to the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.proxy.raw import Raw, chunked_post, post
from tests.proxy.running import Running
from tests.support import scripts
from tests.support.upstream import Call, Upstream

BY_US = {"helicone-id", "helicone-status", "connection"}


@dataclass(frozen=True, slots=True)
class Sent:
    """An answer as the upstream is to send it."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes
    framing: scripts.Framing
    chunks: list[int]
    encoding: str
    trailers: list[tuple[str, str]]

    @property
    def encoded(self) -> bytes:
        return scripts.compress(self.body, self.encoding)


names = st.from_regex(r"X-[A-Za-z0-9!#$%&'*+.^_`|~-]{1,20}", fullmatch=True)
values = (
    st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), max_size=30)
    | st.just("a  b\tc")
    | st.just("\xfc\xff")
)
sizes = st.integers(0, 300) | st.sampled_from([16_383, 65_535, 65_536, 65_537, 262_144, 3_500_000])
statuses = st.sampled_from([200, 201, 204, 206, 301, 304, 400, 404, 429, 500, 503, 529, 599, 999])


@st.composite
def answers(draw: st.DrawFn) -> Sent:
    seed = draw(st.binary(min_size=1, max_size=40))
    size = draw(sizes)
    body = (seed * (size // len(seed) + 1))[:size]
    return Sent(
        status=draw(statuses),
        headers=draw(st.lists(st.tuples(names, values), max_size=6)),
        body=body,
        framing=draw(st.sampled_from(["length", "chunked", "chunked", "close"])),
        chunks=draw(st.lists(st.integers(1, 100_000), max_size=10)),
        encoding=draw(st.sampled_from(["identity", "gzip", "br", "zstd", "deflate"])),
        trailers=draw(st.lists(st.tuples(names, values), max_size=2)),
    )


class Stage:
    """One worker and one upstream for all examples; the client's connection is kept while it can be."""

    def __init__(self, worker: Running, upstream: Upstream) -> None:
        self.worker = worker
        self.upstream = upstream
        self.sent: dict[str, tuple[bytes, bytes]] = {}  # request id → request's and answer's body
        self._client: Raw | None = None

    def client(self) -> Raw:
        if self._client is None:
            self._client = self.worker.client()
        return self._client

    def drop_client(self) -> None:
        self._client = None


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    folder = Path(tmp_path_factory.mktemp("identity"))
    with Upstream() as upstream, Running(folder, upstream.base_url) as worker:
        yield Stage(worker, upstream)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(answers(), st.binary(max_size=2000), st.sampled_from(["GET", "POST", "PUT", "HEAD"]), st.booleans())
def test_what_comes_is_what_was_sent(stage: Stage, sent: Sent, question: bytes, method: str, chunked: bool) -> None:
    """Status, headers with their order and spelling, body and trailers, whatever the framing and encoding."""
    name = str(uuid4())
    body = sent.encoded
    headers = [*sent.headers, ("Content-Encoding", sent.encoding)]

    async def script(call: Call) -> None:
        await call.body()
        await scripts.send_answer(
            call, sent.status, headers, body, framing=sent.framing, chunks=sent.chunks, trailers=sent.trailers
        )

    stage.upstream.forget()
    stage.upstream.next(script)
    client = stage.client()
    line = f"Helicone-Request-Id: {name}"
    if chunked and method == "POST" and question:
        client.send(chunked_post([question[:7], question[7:]] if question[7:] else [question], line))
    else:
        client.send(post("/v1/x", question, line, method=method))
    answer = client.answer(method.encode())
    if answer.header("connection") == "close":
        assert client.ended()
        stage.drop_client()
    bodiless = method == "HEAD" or sent.status in (204, 304)
    expected = b"" if bodiless else body
    assert answer.status == sent.status
    assert answer.body == expected
    crossed = [header for header in answer.headers if header[0].lower() not in BY_US]
    headers = [(key, value.encode().decode("latin-1")) for key, value in headers]  # as a client reads them
    framing = {"chunked": [("transfer-encoding", "chunked")], "close": []}.get(
        sent.framing, [] if sent.status == 204 else [("content-length", str(len(body)))]
    )
    assert sorted((key.lower(), value) for key, value in crossed) == sorted(
        (key.lower(), value) for key, value in [*headers, *framing]
    )
    assert [header for header in crossed if header in headers] == headers
    if sent.framing == "chunked" and not bodiless:
        trailer = b"".join(f"{key}: {value}\r\n".encode() for key, value in sent.trailers)
        assert answer.raw.endswith(b"0\r\n" + trailer + b"\r\n")
    (received,) = stage.upstream.requests
    assert (received.method, received.body) == (method, question)
    stage.sent[name] = (question, expected)


def test_what_was_logged_is_what_came(stage: Stage) -> None:
    """All of the above, afterwards: each call once, with the bodies that were on the wire."""
    found = {logged.opening["request_id"]: logged for logged in stage.worker.log.closed(len(stage.sent))}
    assert set(found) == set(stage.sent)
    for name, (question, answer) in stage.sent.items():
        logged = found[name]
        assert (logged.request_body, logged.body, logged.outcome) == (question, answer, "ok")
        assert logged.closing["response_size_bytes"] == len(answer)
