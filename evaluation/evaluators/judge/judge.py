"""`JudgeRunner`: a prompt → the judge's scores and their cost."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping

import orjson

from evaluation.evaluators.definition import Judge
from evaluation.evaluators.judge.answer import result_of
from evaluation.evaluators.judge.prompt import PATHS, body, tokens_at_most
from evaluation.evaluators.judge.upstream import JudgeUnavailable, JudgeUpstream
from evaluation.evaluators.results import Failed, Result, Skipped
from store.extract import paths
from store.extract.extraction import extract
from store.extract.pricing.cost import Priced, Prices
from store.models import Bodies, ExchangeRow, Usage

_HEADERS = {"content-type": "application/json"}


class JudgeRunner:
    def __init__(self, upstream: JudgeUpstream, prices: Prices, base_urls: Mapping[str, str]) -> None:
        """`base_urls`: of the upstreams, by name."""
        self._upstream = upstream
        self._prices = prices
        self.base_urls = base_urls

    def cost_at_most_usd(self, judge: Judge, text: str) -> float | None:
        """What a call with that prompt costs at most, about; None: the model has no price."""
        prompt_tokens, completion_tokens = tokens_at_most(judge, text)
        usage = Usage(prompt_tokens=prompt_tokens, completion_tokens=completion_tokens)
        provider = paths.provider(self.base_urls.get(judge.upstream, ""), judge.upstream)
        return self._prices.cost(usage, Priced([judge.model], provider, time.time_ns() // 1000)).usd

    async def evaluate(self, judge: Judge, project: int, evaluator: str, version: str, text: str) -> Result:
        """`text`: as prompt.py makes it."""
        asked = orjson.dumps(body(judge, text))
        try:
            answered = await self._upstream.answer(judge, project, evaluator, version, asked)
        except JudgeUnavailable as failure:
            if failure.reason == "too_long":
                return Skipped("too_long", 0.0)
            return Failed(failure.reason, str(failure), 0.0 if failure.reason.startswith("status_") else None)
        return await asyncio.to_thread(self._result, judge, asked, answered)

    def _result(self, judge: Judge, asked: bytes, answered: bytes) -> Result:
        return result_of(judge, answered, self._cost_usd(judge, asked, answered))

    def _cost_usd(self, judge: Judge, asked: bytes, answered: bytes) -> float | None:
        """By the rules by which the logged call is priced."""
        path = judge.path or PATHS[judge.api]
        call = ExchangeRow(
            exchange_id="",
            request_id="",
            project=0,
            writer="",
            node="",
            key_name=None,
            started_at_us=time.time_ns() // 1000,
            method="POST",
            path=path,
            upstream=judge.upstream,
            target_url=self.base_urls.get(judge.upstream, "") + path,
            request_headers=_HEADERS,
            outcome="ok",
            status=200,
            response_headers=_HEADERS,
        )
        return extract(call, Bodies(asked, answered), self._prices).cost_usd
