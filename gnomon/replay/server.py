"""The running server, as `gnomon replay` sees it: its API, and its proxy, through which all calls of a run go."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import quote

import aiohttp
import orjson
from yarl import URL

from gnomon.replay.options import ReplayFailed, in_options
from gnomon.sql_command import error_message
from store.evaluation.replays import PREFERENCE, RUN_PROPERTY

_Json = Mapping[str, Any] | Sequence[Mapping[str, Any]] | None

MOST = 10_000_000  # requests: all that there are
_PAGE = 1_000
_TIMEOUT_S = 120.0
_CALL_S = 900.0  # a long answer may take minutes
_RETRY_S = (1.0, 4.0, 15.0)  # pauses before the attempts after the first one
_LONGEST_RETRY_S = 60.0
_FOUND_WITHIN_S = 15.0
_FOUND_EVERY_S = 0.2
_READY_WITHIN_S = 30.0
_READY_EVERY_S = 1.0


class MadeCall(NamedTuple):
    """A call of the run that the server has logged."""

    is_answered: bool
    cost_usd: float | None
    has_preference: bool


@dataclass(frozen=True, slots=True)
class OutgoingCall:
    upstream: str
    path: str
    request_id: str
    headers: Mapping[str, str]
    body: bytes


class ReplayServer:
    """Every method raises ReplayFailed where the server refuses or does not answer."""

    def __init__(self, session: aiohttp.ClientSession, url: str, key: str | None) -> None:
        self._session = session
        self._url = url.rstrip("/")
        self._key = key

    @classmethod
    @asynccontextmanager
    async def connected(cls, url: str, key: str | None, concurrency: int) -> AsyncIterator[ReplayServer]:
        if not url.startswith(("http://", "https://")):
            raise ReplayFailed(f"--url must start with http:// or https://, got {url}")
        try:
            URL(url)
        except ValueError as error:
            raise ReplayFailed(f"--url must be the URL of a server, got {url}: {error}") from None
        connector = aiohttp.TCPConnector(limit=2 * concurrency + 2)
        async with aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar()) as session:
            yield cls(session, url, key)

    async def run(self, name: str) -> dict[str, Any] | None:
        """The stored run; None: there is none of that name."""
        status, answer = await self._ask("GET", f"/v1/replays/{quote(name, safe='')}?pairs=0")
        if status == 404:
            return None
        try:
            run: dict[str, Any] = _data(status, answer)["run"]
        except ReplayFailed as error:
            raise ReplayFailed(in_options(str(error))) from None
        return run

    async def put_run(self, name: str, body: Mapping[str, Any]) -> dict[str, Any]:
        try:
            begun: dict[str, Any] = _data(*await self._ask("PUT", f"/v1/replays/{quote(name, safe='')}", body))
        except ReplayFailed as error:
            raise ReplayFailed(in_options(str(error))) from None
        return begun

    async def result(self, name: str) -> dict[str, Any]:
        detail: dict[str, Any] = _data(*await self._ask("GET", f"/v1/replays/{quote(name, safe='')}"))
        return detail

    async def evaluator(self, name: str) -> dict[str, Any]:
        record: dict[str, Any] = _data(*await self._ask("GET", f"/v1/evaluators/{quote(name, safe='')}"))
        return record

    async def begin_backfill(self, evaluator: str, body: Mapping[str, Any]) -> dict[str, Any]:
        path = f"/v1/evaluators/{quote(evaluator, safe='')}/backfills"
        run: dict[str, Any] = _data(*await self._ask("POST", path, body))["backfill"]
        return run

    async def backfills(self, evaluator: str) -> list[dict[str, Any]]:
        path = f"/v1/evaluators/{quote(evaluator, safe='')}/backfills"
        runs: list[dict[str, Any]] = _data(*await self._ask("GET", path))
        return runs

    async def requests(self, tree: Any, most: int) -> AsyncIterator[dict[str, Any]]:
        """The newest logged requests that match, without bodies."""
        cursor = None
        while most > 0:
            query = {"filter": tree, "limit": min(_PAGE, most), "includeBodies": False, "cursor": cursor}
            status, answer = await self._ask("POST", "/v1/request/query", query)
            rows = _data(status, answer)
            for row in rows:
                yield row
            most -= len(rows)
            cursor = answer["next_cursor"]
            if cursor is None:
                return

    async def calls_of(self, name: str) -> dict[str, MadeCall]:
        """What the run has made before, by request id."""
        tree = {"properties": {RUN_PROPERTY: {"equals": name}}}
        made = {}
        async for row in self.requests(tree, MOST):
            scored = any(score["name"] == PREFERENCE for score in row["score_details"])
            made[row["request_id"]] = MadeCall(is_answered(row), row["cost"], scored)
        return made

    async def request(self, request_id: str) -> dict[str, Any]:
        """A logged request with its bodies. Of several nodes, others than the one that logged it just now find it
        within a second."""
        path = f"/v1/request/{quote(request_id, safe='')}?includeBody=true"
        deadline = time.monotonic() + _FOUND_WITHIN_S
        while True:
            logged: dict[str, Any] | None = _data(*await self._ask("GET", path, about=request_id))
            if logged is not None:
                return logged
            if time.monotonic() > deadline:
                raise ReplayFailed(f"The server has no request {request_id}: it was deleted, or is not stored yet")
            await asyncio.sleep(_FOUND_EVERY_S)

    async def sent_body(self, request_id: str) -> bytes | None:
        """What the caller sent, byte for byte; None: it is not stored whole."""
        url = URL(f"{self._url}/v1/request/{quote(request_id, safe='')}/request-body", encoded=True)
        try:
            async with asyncio.timeout(_TIMEOUT_S):
                async with self._session.get(url, headers=self._own_headers(request_id)) as answer:
                    content = await answer.read()
        except (TimeoutError, aiohttp.ClientError) as error:
            raise self._unreachable(error) from None
        if answer.status in (404, 409):
            return None
        if answer.status != 200:
            raise ReplayFailed(error_message(content, answer.status))
        return content

    async def add_scores(self, scores: Sequence[Mapping[str, Any]]) -> None:
        """Of one request."""
        _data(*await self._ask("POST", "/v1/scores", scores, about=scores[0]["request_id"]))

    async def send(self, call: OutgoingCall) -> None:
        """Sends it through the proxy; again after 429, 5xx and broken connections, under the same request id. What
        became of it is in the log."""
        url = URL(f"{self._url}/{call.upstream}{call.path}", encoded=True)
        headers = {**call.headers, "Helicone-Request-Id": call.request_id}
        if self._key:
            headers["Helicone-Auth"] = f"Bearer {self._key}"
        for longest_pause_s in (*_RETRY_S, None):
            retry_after_s = None
            try:
                async with asyncio.timeout(_CALL_S):
                    async with self._session.post(
                        url, data=call.body, headers=headers, allow_redirects=False
                    ) as answer:
                        async for _ in answer.content.iter_any():
                            pass  # the proxy logs it
                        retry_after_s = _seconds(answer.headers.get("Retry-After"))
                if answer.status != 429 and answer.status < 500:
                    return
            except TimeoutError:
                return
            except aiohttp.ClientError:
                pass
            if longest_pause_s is None or (retry_after_s or 0) > _LONGEST_RETRY_S:
                return
            pause_s = longest_pause_s * random.uniform(0.5, 1)  # noqa: S311
            await asyncio.sleep(pause_s if retry_after_s is None else retry_after_s)

    def _own_headers(self, about: str | None = None) -> dict[str, str]:
        headers = {"Authorization": f"Bearer {self._key}"} if self._key else {}
        return headers if about is None else headers | {"Helicone-Request-Id": about}

    async def _ask(self, method: str, path: str, body: _Json = None, about: str | None = None) -> tuple[int, Any]:
        """Again while the server is not ready: of several nodes, another one may follow the owner just now.

        `about`: a request id. A load balancer takes the call to the node that has it, which answers at once.
        """
        deadline = time.monotonic() + _READY_WITHIN_S
        while True:
            status, answer = await self._ask_once(method, path, body, about)
            if status != 503 or time.monotonic() > deadline:
                return status, answer
            await asyncio.sleep(_READY_EVERY_S)

    async def _ask_once(self, method: str, path: str, body: _Json, about: str | None) -> tuple[int, Any]:
        url = URL(self._url + path, encoded=True)
        headers = self._own_headers(about) | {"Content-Type": "application/json"}
        data = None if body is None else orjson.dumps(body)
        try:
            async with asyncio.timeout(_TIMEOUT_S):
                async with self._session.request(method, url, data=data, headers=headers) as answer:
                    content = await answer.read()
        except (TimeoutError, aiohttp.ClientError) as error:
            raise self._unreachable(error) from None
        try:
            return answer.status, orjson.loads(content)
        except orjson.JSONDecodeError:
            raise ReplayFailed(f"{self._url} does not answer as a Gnomon: status {answer.status}") from None

    def _unreachable(self, error: Exception) -> ReplayFailed:
        return ReplayFailed(f"No answer from {self._url}: {error or 'timeout'}. Is gnomon serve running there?")


def is_answered(row: Mapping[str, Any]) -> bool:
    """Whether a logged request has a whole answer that is no error."""
    return row["outcome"] == "ok" and (row["response_status"] or 0) < 400


def _data(status: int, answer: Any) -> Any:
    if status not in (200, 201):
        raise ReplayFailed(error_message(orjson.dumps(answer), status))
    return answer["data"]


def _seconds(text: str | None) -> float | None:
    try:
        return None if text is None else max(0.0, float(text))
    except ValueError:
        return None
