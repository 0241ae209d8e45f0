"""Many calls at once with known ids, and the result of each, to compare with the log."""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

import aiohttp

from tests.support.openai_like import dumps

# never: not one byte of a response arrived; refused: a complete response that was not the provider's
Fate = Literal["complete", "cut", "refused", "never"]
TIMEOUT = aiohttp.ClientTimeout(total=20)
_DOWN_S = 0.1  # before a client calls again a server that is down: an audit looks every call up


@dataclass(slots=True)
class Sent:
    request_id: str
    is_stream: bool
    fate: Fate = "never"
    text: bytes = b""
    error: str = ""


@dataclass(frozen=True, slots=True)
class ServerError:
    """An answer with status 500 or above. Times are of time.monotonic()."""

    what: str
    status: int
    sent_at: float
    ended_at: float
    text: bytes


@dataclass(slots=True)
class Ledger:
    """What the clients know. A score is entered once it has been acknowledged."""

    calls: list[Sent] = field(default_factory=list)
    scores: dict[str, int] = field(default_factory=dict)
    completed_at: list[float] = field(default_factory=list)  # time.monotonic() of each complete answer, in order
    server_errors: list[ServerError] = field(default_factory=list)

    def of(self, fate: Fate) -> list[Sent]:
        return [call for call in self.calls if call.fate == fate]


class Load:
    """Clients that call, stream and score until `stop`. `url` is called for each request: a restart changes it."""

    def __init__(
        self,
        url: Callable[[], str],
        *,
        clients: int = 8,
        prefix: str = "load",
        scores: bool = True,
        padding_bytes: int = 0,
        pause_s: float = 0.0,
    ) -> None:
        self.ledger = Ledger()
        self._url = url
        self._prefix = prefix
        self._numbers = itertools.count()
        self._stopping = asyncio.Event()
        self._clients = clients
        self._scores = scores
        self._pause_s = pause_s  # of each client after each call: leaves the machine time for others
        self._padding = "." * padding_bytes  # makes the request larger, but not its response
        self._tasks: list[asyncio.Task[None]] = []
        self._completed = asyncio.Condition()

    async def __aenter__(self) -> Load:
        self._session = aiohttp.ClientSession(timeout=TIMEOUT, connector=aiohttp.TCPConnector(limit=0))
        self._tasks = [asyncio.create_task(self._client()) for _ in range(self._clients)]
        return self

    async def __aexit__(self, *exception: object) -> None:
        await self.stop()
        await self._session.close()

    async def stop(self) -> None:
        """Let every client finish its current call, then stop."""
        self._stopping.set()
        await asyncio.gather(*self._tasks)

    async def completed(self, more: int, timeout_s: float = 20) -> None:
        """Wait until that many more calls have complete answers."""
        wanted = len(self.ledger.of("complete")) + more
        async with asyncio.timeout(timeout_s), self._completed:
            await self._completed.wait_for(lambda: len(self.ledger.of("complete")) >= wanted)

    async def _client(self) -> None:
        while not self._stopping.is_set():
            number = next(self._numbers)
            sent = Sent(f"{self._prefix}-{number}", is_stream=number % 3 == 0)
            self.ledger.calls.append(sent)
            await self._call(sent)
            if self._scores and sent.fate == "complete" and number % 2:
                await self._score(sent.request_id, number)
            if sent.fate in ("never", "refused"):
                await asyncio.sleep(_DOWN_S)
            async with self._completed:
                self._completed.notify_all()
            await asyncio.sleep(self._pause_s)

    async def _call(self, sent: Sent) -> None:
        messages = [{"role": "user", "content": sent.request_id}]
        body = {
            "model": "gpt-4o-mini",
            "stream": sent.is_stream,
            "messages": messages,
            "metadata": self._padding,
        }
        headers = {"Helicone-Request-Id": sent.request_id, "content-type": "application/json"}
        url = f"{self._url()}/v1/chat/completions"
        sent_at = time.monotonic()
        try:
            async with self._session.post(url, data=dumps(body), headers=headers) as answer:
                sent.fate = "cut"
                sent.text = await answer.read()
                sent.fate = "complete" if answer.status == 200 else "refused"
                if answer.status != 200:
                    sent.error = f"{answer.status} {sent.text[:200]!r}"
                    self._note_error(f"the call {sent.request_id}", answer.status, sent_at, sent.text)
                else:
                    self.ledger.completed_at.append(time.monotonic())
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            sent.error = repr(error)

    async def _score(self, request_id: str, value: int) -> None:
        url = f"{self._url()}/v1/request/{request_id}/score"
        sent_at = time.monotonic()
        try:
            async with self._session.post(url, json={"scores": {"quality": value}}) as answer:
                text = await answer.read()
                if answer.status == 201 and json.loads(text)["error"] is None:
                    self.ledger.scores[request_id] = value
                self._note_error(f"the score of {request_id}", answer.status, sent_at, text)
        except (aiohttp.ClientError, OSError, TimeoutError):
            pass  # not acknowledged: it may be lost

    def _note_error(self, what: str, status: int, sent_at: float, text: bytes) -> None:
        if status >= 500:
            self.ledger.server_errors.append(ServerError(what, status, sent_at, time.monotonic(), text[:200]))
