"""Messages reach their receiver, whatever the receiver does."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult

from evaluation.feed import Feed
from evaluation.webhooks.addresses import AllowedHosts
from evaluation.webhooks.receiver import DeliveryAttempt, Receiver
from store.base import Batch
from store.evaluation.evaluators import EvaluatorId
from store.evaluation.pipeline import Consumer
from store.models import Bodies, NewScore
from store.sqlite import SqliteStore
from tests.evaluation.listening import Ear
from tests.evaluation.sending import counts, delivering, failed, give, until, webhook
from tests.store.analytics.replicas import record
from tests.store.calls import REQUEST, answer, exchange
from tests.support.gate import WAIT_S
from tests.support.receiver import receiving
from tests.support.tls import make_authority

MakeFeed = Callable[..., Feed]
FOREVER_S = (3_600.0,)  # a schedule whose second attempt does not come in a test


async def test_messages_are_sent_in_the_order_of_their_events(store: SqliteStore) -> None:
    """Each once, with its id; afterwards none of them is left."""
    names = [f"e{number}" for number in range(300)]
    record(store, *(exchange(name) for name in names))
    await give(store, *names)
    async with receiving() as receiver, delivering(store, webhook(receiver.url)):
        messages = await receiver.first(300)
        assert (await until(store, delivered=300)) == {"delivered": 300}
    order = [int(message.json["request_id"][1:]) for message in messages]
    assert sorted(order) == [*range(300)]
    assert all(abs(place - number) < 16 for place, number in enumerate(order))  # eight are on their way at once
    assert {message.id for message in messages} == {f"msg_{name}" for name in names}


async def test_a_blocked_evaluator_is_an_alert(store: SqliteStore, make_feed: MakeFeed) -> None:
    """Until it is resumed, changed or deleted; whatever calls the webhook is about, and however few of them."""
    tone = EvaluatorId(1, "tone")
    await store.evaluators.put(tone, "api", {"name": "tone"}, "v1", b"{}")
    listened = {"filter": {"properties": {"App": {"equals": "chat"}}}, "sample_rate": 0.0}
    feed, ear = make_feed(), Ear(kinds=frozenset({"alert.fired", "alert.resolved"}), **listened)
    await feed.listen("webhook", [ear.listener])
    async with feed.following(), receiving() as receiver:
        await store.evaluators.block(tone, None)  # was not blocked
        await store.evaluators.block(tone, "status_401: wrong key")
        await store.evaluators.block(tone, "status_401: still wrong")
        await store.evaluators.block(tone, None)
        await store.evaluators.block(tone, "again")
        await store.evaluators.put(tone, "api", {"name": "tone", "enabled": False}, "v1", b"{}")
        await store.evaluators.put(tone, "api", {"name": "tone"}, "v2", b"{}")
        await store.evaluators.block(tone, "and again")
        await store.evaluators.delete(tone)
        await ear.tasks(store, 6)
        async with delivering(store, webhook(receiver.url)):
            await until(store, delivered=6)
    bodies = [message.json for message in sorted(receiver.delivered, key=lambda message: message.json["timestamp"])]
    assert bodies[0] == {
        "type": "alert.fired",
        "timestamp": bodies[0]["timestamp"],
        "alert": "evaluator_blocked",
        "evaluator": "tone",
        "reason": "status_401: wrong key",
    }
    assert bodies[1] == {
        "type": "alert.resolved",
        "timestamp": bodies[1]["timestamp"],
        "alert": "evaluator_blocked",
        "evaluator": "tone",
    }
    assert Counter((body["type"], body.get("reason")) for body in bodies[2:]) == {
        ("alert.fired", "again"): 1,
        ("alert.fired", "and again"): 1,
        ("alert.resolved", None): 2,
    }


async def test_a_failure_is_tried_again_with_the_same_id(store: SqliteStore) -> None:
    """And signed anew; other messages go on meanwhile. After the last attempt it is kept, with the reason."""
    record(store, *(exchange(name) for name in ("e1", "e2", "e3")))
    async with receiving() as receiver, delivering(store, webhook(receiver.url)):
        receiver.statuses = [500, 404]
        await give(store, "e1")
        assert [message.id for message in await receiver.first(3)] == ["msg_e1"] * 3
        assert await until(store, delivered=1) == {"attempts_failed": 2, "delivered": 1}
        receiver.statuses = [500, 500, 503]
        await give(store, "e2")
        await until(store, failed=1)
        (task,) = await failed(store)
        assert (task.subject, task.attempts, task.error) == ("e2", 3, "HTTP 503")
        await give(store, "e3")
        await until(store, delivered=2)


async def test_a_receiver_that_has_gone_is_left_alone(store: SqliteStore) -> None:
    """410 fails the message at once, and the webhook is told."""
    record(store, exchange("e1"))
    gone: list[str] = []
    async with receiving() as receiver:
        receiver.statuses = [410]
        async with delivering(store, webhook(receiver.url), schedule_s=FOREVER_S, on_gone=gone.append):
            await give(store, "e1")
            await until(store, failed=1)
    assert gone == ["w1"]
    assert (await failed(store))[0].error == "HTTP 410"


async def test_a_redirect_is_a_failure_and_not_followed(store: SqliteStore) -> None:
    record(store, exchange("e1"))
    async with receiving() as receiver, receiving() as elsewhere:
        receiver.statuses = [307]
        receiver.headers = {"Location": elsewhere.url}
        async with delivering(store, webhook(receiver.url), schedule_s=()):
            await give(store, "e1")
            await until(store, failed=1)
    assert (await failed(store))[0].error == "HTTP 307; redirects are not followed"
    assert elsewhere.delivered == []


async def test_retry_after_is_honoured(store: SqliteStore) -> None:
    """By the message and by those that follow: nothing more is sent to that receiver."""
    record(store, exchange("e1"), exchange("e2"))
    async with receiving() as receiver, delivering(store, webhook(receiver.url)):
        receiver.statuses, receiver.headers = [429], {"Retry-After": "3600"}
        await give(store, "e1")
        await until(store, attempts_failed=1)
        await give(store, "e2")
        consumer = Consumer("webhook", "w1")
        (task,) = [task for task in await store.pipeline.tasks(consumer) if task.subject == "e1"]
        assert (task.error, task.attempts) == ("HTTP 429", 1)
        assert task.due_at_us > 3_000_000_000
    assert len(receiver.delivered) == 1


async def test_a_hanging_receiver_costs_its_timeout(store: SqliteStore) -> None:
    """Its messages wait for their next attempt; another receiver's are delivered meanwhile."""
    names = [f"e{number}" for number in range(20)]
    record(store, *(exchange(name) for name in names))
    hanging = asyncio.Event()

    async def hang(_request: web.Request) -> web.Response:
        await hanging.wait()
        return web.Response()

    async with receiving() as dead, receiving() as alive:
        dead.answer = hang
        async with (
            delivering(store, webhook(dead.url, id="dead"), timeout_s=0.3, schedule_s=FOREVER_S),
            delivering(store, webhook(alive.url, id="alive")),
        ):
            await give(store, *names, consumer="dead")
            await give(store, *names, consumer="alive")
            await until(store, "alive", delivered=20)
            await until(store, "dead", attempts_failed=8)
            tasks = await store.pipeline.tasks(Consumer("webhook", "dead"))
            assert {task.error for task in tasks if task.error} == {"no answer within 0.3 s"}
            hanging.set()


async def test_a_dead_receiver_is_tried_one_message_at_a_time(store: SqliteStore) -> None:
    """With pauses: of a thousand messages, a few are tried. Once it accepts one, all go on."""
    names = [f"e{number}" for number in range(60)]
    record(store, *(exchange(name) for name in names))
    async with receiving() as receiver:
        receiver.statuses = [503] * 14
        async with delivering(store, webhook(receiver.url), schedule_s=(0.0,) * 20):
            await give(store, *names)
            found = await until(store, attempts_failed=8)
            assert (found["attempts_failed"] < 14, "delivered" in found) == (True, False)
            receiver.statuses.clear()
            await until(store, delivered=60)


async def test_an_endless_answer_is_not_read(store: SqliteStore) -> None:
    """The status decides; a megabyte of body, or a body without end, is left where it is."""
    record(store, exchange("e1"), exchange("e2"))
    ended = asyncio.Event()

    async def stream(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        try:
            for _ in range(1 << 20):
                await response.write(b"x" * (1 << 16))
        except ConnectionError:
            ended.set()
        return response

    async with receiving() as receiver:
        receiver.answer = stream
        async with delivering(store, webhook(receiver.url)):
            await give(store, "e1", "e2")
            await until(store, delivered=2)
            async with asyncio.timeout(WAIT_S):
                await ended.wait()


@asynccontextmanager
async def answering(reply: bytes) -> AsyncIterator[str]:
    """A server that reads something, says this, and closes."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1_000)
        writer.write(reply)
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (b"", "the connection was closed before the answer"),
        (b"HTTP/1.1 2", "the connection was closed before the answer"),
        (b"SSH-2.0-OpenSSH_9.2\r\n", "the answer is not HTTP (ClientResponseError)"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100_000 + b"\r\n\r\n", "the answer is not HTTP (ClientResponseError)"),
        (b"HTTP/1.1 500 Oops\r\nContent-Length: 10\r\n\r\nabc", "HTTP 500"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", None),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc", None),
    ],
)
async def test_a_broken_answer_is_named(store: SqliteStore, reply: bytes, error: str | None) -> None:
    """A head that came whole decides, whatever follows it."""
    record(store, exchange("e1"))
    async with answering(reply) as url, delivering(store, webhook(url), schedule_s=()):
        await give(store, "e1")
        if error is None:
            await until(store, delivered=1)
        else:
            await until(store, failed=1)
            assert (await failed(store))[0].error == error


async def test_certificates_are_verified(store: SqliteStore, tmp_path: Path) -> None:
    record(store, exchange("e1"), exchange("e2"))
    authority = make_authority(tmp_path)
    trusting = ssl.create_default_context(cafile=str(authority.ca_file))
    async with receiving(authority.server) as receiver:
        async with delivering(store, webhook(receiver.url), tls=trusting):
            await give(store, "e1")
            await until(store, delivered=1)
        async with delivering(store, webhook(receiver.url), schedule_s=()):
            await give(store, "e2")
            await until(store, failed=1)
    error = (await failed(store))[0].error or ""
    assert error.startswith("the TLS certificate is not valid: ")


async def test_nobody_listens(store: SqliteStore) -> None:
    record(store, exchange("e1"))
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    async with delivering(store, webhook(f"http://127.0.0.1:{port}/secret-path"), schedule_s=()):
        await give(store, "e1")
        await until(store, failed=1)
    error = (await failed(store))[0].error or ""
    assert error.startswith("no connection: ")
    assert "secret-path" not in error


class Rebinding(AbstractResolver):
    """A name server of an attacker: each answer is the next of these addresses."""

    def __init__(self, *addresses: str) -> None:
        self.addresses = [*addresses]
        self.asked = 0

    async def resolve(self, host: str, port: int = 0, family: int = socket.AF_INET) -> list[ResolveResult]:
        address = self.addresses[min(self.asked, len(self.addresses) - 1)]
        self.asked += 1
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        return [ResolveResult(hostname=host, host=address, port=port, family=family, proto=0, flags=0)]

    async def close(self) -> None:
        return


async def post(
    host: str, port: int, allowed: AllowedHosts, resolver: AbstractResolver | None = None
) -> DeliveryAttempt:
    receiver = Receiver(host, allowed, 1, ssl.create_default_context(), 2.0, resolver)
    try:
        return await receiver.post(f"http://{host}:{port}/", {}, b"{}")
    finally:
        await receiver.close()


async def test_a_name_that_changes_its_address_reaches_nothing_private() -> None:
    """The address is checked at each attempt, on the socket that is connected: there is no moment in between."""
    async with receiving() as private:
        port = int(private.url.split(":")[2].split("/")[0])
        resolver = Rebinding("127.0.0.1", "::ffff:127.0.0.1", "169.254.169.254")
        for refusal in ("webhooks.allowed_hosts", "webhooks.allowed_hosts", "never"):
            attempt = await post("rebind.example", port, AllowedHosts(["elsewhere.example"]), resolver)
            assert attempt.error
            assert refusal in attempt.error
        assert resolver.asked == 3
        assert private.delivered == []
        allowed = await post("rebind.example", port, AllowedHosts(["rebind.example"]), Rebinding("127.0.0.1"))
        assert allowed == DeliveryAttempt()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f.0.0.1", "[::1]", "0"])
async def test_no_spelling_of_this_host_gets_through(host: str) -> None:
    async with receiving() as private:
        port = int(private.url.split(":")[2].split("/")[0])
        attempt = await post(host, port, AllowedHosts([]))
        assert attempt.error
        assert private.delivered == []


async def test_a_name_server_that_hangs_stops_nobody_else(store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two lookups of one receiver hang at most; another receiver is reached by its name."""
    hanging, lookups, real = threading.Event(), [], socket.getaddrinfo

    def getaddrinfo(host: str, *rest: Any, **more: Any) -> Any:
        if host == "hang.example":
            lookups.append(host)
            hanging.wait(WAIT_S)
        return real("127.0.0.1", *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    async with receiving() as alive:
        port = int(alive.url.split(":")[2].split("/")[0])
        slow = Receiver("hang.example", AllowedHosts(["hang.example"]), 8, ssl.create_default_context(), 0.3)
        attempts = await asyncio.gather(*(slow.post("http://hang.example/", {}, b"{}") for _ in range(8)))
        assert {attempt.error for attempt in attempts} == {"no answer within 0.3 s"}
        assert len(lookups) == 2
        assert await post("alive.example", port, AllowedHosts(["alive.example"])) == DeliveryAttempt()
        await slow.close()
        hanging.set()


async def test_what_has_been_deleted_is_not_sent(store: SqliteStore) -> None:
    """It is counted, and holds nobody up."""
    record(store, exchange("e1"))
    async with receiving() as receiver, delivering(store, webhook(receiver.url)):
        await give(store, "gone", "e1")
        assert await until(store, delivered=1, deleted=1) == {"delivered": 1, "deleted": 1}
        assert [message.json["request_id"] for message in receiver.delivered] == ["e1"]


async def test_a_message_is_about_its_own_attempt(store: SqliteStore) -> None:
    """With its properties, also when it is not the last attempt, and however many followed it."""
    first = exchange("first", request_id="r", properties={"Env": "a"}, status=500)
    record(store, first, *(exchange(f"e{n}", request_id="r", started_at_us=2_000 + n) for n in range(150)))
    async with receiving() as receiver, delivering(store, webhook(receiver.url)):
        await give(store, "first", request_id="r")
        (message,) = await receiver.first(1)
    assert (message.json["exchange_id"], message.json["status"]) == ("first", 500)
    assert message.json["properties"] == {"Env": "a"}


async def test_large_bodies_are_left_out(store: SqliteStore) -> None:
    """Those beyond the budget of a batch wait for the next one; one that is too large for itself is replaced."""
    large, huge = answer("x" * 300_000), answer("y" * 9_000_000)
    bodies = {"small": Bodies(REQUEST, answer()), "large": Bodies(REQUEST, large), "huge": Bodies(REQUEST, huge)}
    rows = [exchange(name, dialect="openai_chat") for name in bodies]
    store.store_batch(Batch(rows, bodies)).result()
    async with receiving() as receiver, delivering(store, webhook(receiver.url)):
        await give(store, "large", "huge", "small")
        messages = {message.json["request_id"]: message.json for message in await receiver.first(3)}
    assert messages["small"]["response_body"]["choices"][0]["message"]["content"] == "Good day"
    for name in ("large", "huge"):
        assert messages[name]["response"] == messages[name]["response_body"]
        assert messages[name]["response"].startswith("Body too large for webhook")
    assert messages["large"]["request_body"]["model"] == "gpt-4o-mini"


async def test_the_message_of_a_score_has_the_score_and_its_call(store: SqliteStore) -> None:
    record(store, exchange("e1", user_id="anna", properties={"Env": "prod"}))
    score = NewScore("e1", "quality", "float", 0.5, author="judge", comment="fair")
    of_session = NewScore("s1", "tone", "label", None, "kind", target_kind="session")
    receipt = await store.keep_scores(1, [score, of_session])
    await store.keep_scores(1, [score._replace(value=0.75)])
    first, second = receipt.score_ids
    assert first
    assert second
    async with receiving() as receiver, delivering(store, webhook(receiver.url)):
        await give(store, first, kind="score.added", request_id="e1")
        await give(store, second, kind="score.added", request_id=None)
        of_call, of_session_too = [message.json for message in await receiver.first(2)]
    assert of_call["type"] == "score.added"
    assert (of_call["request_id"], of_call["userId"], of_call["properties"]) == ("e1", "anna", {"Env": "prod"})
    assert of_call["scores"] == {"quality": 0.75}  # now
    assert {name: of_call["score"][name] for name in ("score_id", "value", "author", "comment")} == {
        "score_id": first,
        "value": 0.5,
        "author": "judge",
        "comment": "fair",
    }
    assert (of_session_too["session_id"], of_session_too["score"]["label"]) == ("s1", "kind")
    assert "request_id" not in of_session_too


async def test_what_is_on_its_way_at_the_end_is_finished_and_the_rest_is_kept(store: SqliteStore) -> None:
    names = [f"e{number}" for number in range(40)]
    record(store, *(exchange(name) for name in names))
    arrived, may_end = asyncio.Event(), asyncio.Event()

    async def slow(_request: web.Request) -> web.Response:
        arrived.set()
        await may_end.wait()
        return web.Response()

    async with receiving() as receiver:
        receiver.answer = slow
        async with delivering(store, webhook(receiver.url)):
            await give(store, *names)
            await receiver.first(8)
            asyncio.get_running_loop().call_later(0.05, may_end.set)
        found = await counts(store)
        assert found["delivered"] + found["waiting"] == 40
        assert found["delivered"] == len(receiver.delivered) >= 8
        async with delivering(store, webhook(receiver.url)):
            await until(store, delivered=40)
    assert len(receiver.delivered) == 40
