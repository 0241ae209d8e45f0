"""An HTTP client for a running gnomon, which can repeat a request until the answer is as expected."""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

from tests.support.gate import WAIT_S

JsonObject = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


class Client:
    def __init__(self, url: str = "") -> None:
        self.url = url

    def check(self) -> None:
        """Called while waiting; raises when waiting is pointless."""

    def call(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Reply:
        """Send one request on a new connection. Raises OSError or http.client.HTTPException when it breaks."""
        parts = urlsplit(self.url)
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=WAIT_S)
        try:
            connection.request(method, path, body, dict(headers or {}))
            answer = connection.getresponse()
            return Reply(answer.status, answer.headers, answer.read())
        finally:
            connection.close()

    def get(self, path: str) -> Reply:
        return self.call("GET", path)

    def post(self, path: str, value: object, headers: Mapping[str, str] | None = None) -> Reply:
        sent = {"content-type": "application/json"} | dict(headers or {})
        return self.call("POST", path, json.dumps(value).encode(), sent)

    def score(self, request_id: str, scores: Mapping[str, int | bool | str]) -> None:
        reply = self.post(f"/v1/request/{quote(request_id, safe='')}/score", {"scores": scores})
        assert (reply.status, reply.json()) == (201, {"data": None, "error": None}), reply.body

    def request(
        self,
        request_id: str,
        until: Callable[[JsonObject], bool] | None = None,
        *,
        bodies: bool = False,
    ) -> JsonObject:
        """The answer of GET /v1/request/{id}, once `until` is true of it; by default, once all attempts have ended."""
        path = f"/v1/request/{quote(request_id, safe='')}{'?includeBody=true' if bodies else ''}"
        last: list[Any] = [None]

        def holds() -> bool:
            reply = self.get(path)
            last[0] = reply
            shown = reply.json().get("data") if reply.status == 200 else None
            last[0] = shown or reply
            return shown is not None and (until or has_ended)(shown)

        self.wait_until(holds, lambda: f"request {request_id} to be as expected; it is {last[0]}")
        data: JsonObject = last[0]
        return data

    def health(self) -> JsonObject:
        value: JsonObject = self.get("/healthz").json()
        return value

    def wait_until(
        self,
        holds: Callable[[], bool],
        what: str | Callable[[], str],
        *,
        timeout_s: float = WAIT_S,
    ) -> None:
        """Repeat until it holds, with a deadline. A refused or broken connection counts as "not yet"."""
        deadline = time.monotonic() + timeout_s
        while True:
            try:
                if holds():
                    return
            except (OSError, http.client.HTTPException, json.JSONDecodeError):
                pass
            self.check()
            if time.monotonic() > deadline:
                raise TimeoutError(f"waited {timeout_s} s for {what if isinstance(what, str) else what()}")
            time.sleep(0.01)  # there is no event across processes to wait on


def has_ended(request: JsonObject) -> bool:
    """Whether all attempts of this request have ended."""
    return all(attempt["outcome"] for attempt in request["attempts"])
