"""Sends a judge's request through this server's own proxy, so that it is logged and priced like any other call."""

from __future__ import annotations

import asyncio
import os
import random
from collections.abc import Mapping
from dataclasses import dataclass

import aiohttp
from yarl import URL

from evaluation.evaluators.definition import Judge
from evaluation.evaluators.judge.prompt import PATHS
from store.evaluation.pipeline import EVALUATOR_PROPERTY

MAX_ANSWER_BYTES = 4 << 20
ATTEMPTS = 5
_RETRY_S = (1.0, 4.0, 15.0, 60.0)  # pauses; each by a random factor between one half and one
_LONGEST_RETRY_S = 120.0  # a Retry-After beyond it is not waited for
_ERROR_CHARACTERS = 300
ANTHROPIC_VERSION = "2023-06-01"


class JudgeUnavailable(Exception):
    """The judge did not answer. `reason` in one word; the message has the details."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class ProxyAddress:
    """Where this server's own proxy listens, and what it wants to know of us."""

    url: str  # http://127.0.0.1:8787
    keys: Mapping[int, str]  # project → the Gnomon key for its judges' calls; empty: no keys are needed
    judge_keys: Mapping[str, str]  # upstream → name of the environment variable that has its key


class JudgeUpstream:
    def __init__(self, session: aiohttp.ClientSession, proxy: ProxyAddress) -> None:
        self._session = session
        self._proxy = proxy

    async def answer(self, judge: Judge, project: int, evaluator: str, version: str, body: bytes) -> bytes:
        """The answer's body. Asks again after 429, 5xx and broken connections. Raises JudgeUnavailable."""
        url = URL(f"{self._proxy.url}/{judge.upstream}{judge.path or PATHS[judge.api]}", encoded=True)
        headers = self._headers(judge, project, evaluator, version)
        for attempt in range(ATTEMPTS):
            failure, retry_after_s = JudgeUnavailable("judge_unreachable", ""), None
            try:
                async with asyncio.timeout(judge.time_limit_s):
                    async with self._session.post(url, data=body, headers=headers, allow_redirects=False) as answer:
                        content = await _read(answer)
                        if answer.status == 200:
                            return content
                        failure = _refusal(answer.status, content)
                        if answer.status != 429 and answer.status < 500:
                            raise failure
                        retry_after_s = _retry_after_s(answer.headers)
            except TimeoutError:
                raise JudgeUnavailable("timeout", f"no answer within {judge.time_limit_s:g} s") from None
            except aiohttp.ClientError as error:
                failure = JudgeUnavailable("judge_unreachable", type(error).__name__)
            if attempt + 1 == ATTEMPTS or (retry_after_s or 0) > _LONGEST_RETRY_S:
                raise failure
            pause_s = _RETRY_S[attempt] * random.uniform(0.5, 1) if retry_after_s is None else retry_after_s  # noqa: S311
            await asyncio.sleep(pause_s)
        raise AssertionError("unreachable")

    def _headers(self, judge: Judge, project: int, evaluator: str, version: str) -> dict[str, str]:
        headers = {
            "Content-Type": "application/json",
            "Accept": "application/json",
            f"Helicone-Property-{EVALUATOR_PROPERTY.capitalize()}": evaluator,
            "Helicone-Property-Evaluator-Version": version,
        }
        if project in self._proxy.keys:
            headers["Helicone-Auth"] = f"Bearer {self._proxy.keys[project]}"
        variable = self._proxy.judge_keys.get(judge.upstream)
        key = os.environ.get(variable) if variable else None
        if variable and not key:
            raise JudgeUnavailable("no_key", f"the environment variable {variable} is not set")
        if judge.api == "anthropic":
            return headers | {"anthropic-version": ANTHROPIC_VERSION} | ({"x-api-key": key} if key else {})
        return headers | ({"Authorization": f"Bearer {key}"} if key else {})


async def _read(answer: aiohttp.ClientResponse) -> bytes:
    """Raises JudgeUnavailable for an answer that is too large: it may never end."""
    pieces: list[bytes] = []
    size_bytes = 0
    async for piece in answer.content.iter_any():
        pieces.append(piece)
        size_bytes += len(piece)
        if size_bytes > MAX_ANSWER_BYTES:
            answer.close()
            raise JudgeUnavailable("bad_answer", f"the answer has more than {MAX_ANSWER_BYTES >> 20} MiB")
    return b"".join(pieces)


def _refusal(status: int, content: bytes) -> JudgeUnavailable:
    said = content.decode("utf-8", "replace")
    if status in (400, 413) and any(words in said for words in ("context_length", "too long", "maximum context")):
        return JudgeUnavailable("too_long", said[:_ERROR_CHARACTERS])
    return JudgeUnavailable(f"status_{status}", said[:_ERROR_CHARACTERS])


def _retry_after_s(headers: Mapping[str, str]) -> float | None:
    """What the upstream asks for; OpenAI says it in milliseconds, too. None: nothing."""
    for name, unit_s in (("retry-after-ms", 0.001), ("Retry-After", 1.0)):
        try:
            return max(0.0, float(headers[name]) * unit_s)
        except (KeyError, ValueError):
            continue
    return None
