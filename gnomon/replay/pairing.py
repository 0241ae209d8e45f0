"""One logged call: sent to the candidate, both answers judged in both orders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID, uuid5

import orjson

from evaluation.evaluators.definition import Judge
from evaluation.evaluators.judge.prompt import PATHS
from evaluation.evaluators.judge.upstream import ANTHROPIC_VERSION
from evaluation.shadows.rewriting import (
    CannotRewrite,
    api_of,
    candidate_path,
    most_answer_tokens,
    repeated_headers,
    rewritten,
)
from gnomon.replay.budget import Amount
from gnomon.replay.judging import CannotCompare, Exchanged, Preference, exchanged, judge_request, preference
from gnomon.replay.server import MadeCall, OutgoingCall, ReplayServer, is_answered
from store.evaluation.replays import ITEM_PROPERTY, ORDERS_AGREE, PREFERENCE, RUN_PROPERTY

EVALUATOR = "replay"  # the calls of the judge are those of an evaluator of this name
_IDS = UUID("6d7f4f6e-6b3b-5d0c-9a53-6f1f3c3f8f10")  # of all runs: the same call of the same run has the same id
_CHARACTERS_PER_TOKEN = 3  # of English about 4; of other languages fewer
_ANSWER_TOKENS = 4_096  # where a body sets no limit
_OVERHEAD_TOKENS = 500  # of the judge's instructions
_COMMENT_CHARACTERS = 10_000
_NOT_MADE = MadeCall(is_answered=False, cost_usd=None, has_preference=False)


class Rates(NamedTuple):
    """USD per million tokens."""

    prompt_usd: float
    completion_usd: float

    def cost_usd(self, prompt_tokens: float, completion_tokens: float) -> float:
        return (prompt_tokens * self.prompt_usd + completion_tokens * self.completion_usd) / 1e6


FREE = Rates(0.0, 0.0)  # where no budget in USD has to be kept


@dataclass(frozen=True, slots=True)
class Contestant:
    """The candidate, or the judge, and how it is called."""

    upstream: str
    model: str
    rates: Rates
    key: str | None  # of the provider

    def headers(self, api: str) -> dict[str, str]:
        if self.key is None:
            return {}
        return {"x-api-key": self.key} if api == "messages" else {"Authorization": f"Bearer {self.key}"}


class PlannedPair(NamedTuple):
    item_id: str
    original: Exchanged | None  # None: no judge sees it
    call: OutgoingCall
    makes_call: bool  # False: the candidate's answer is logged already
    cost: Amount  # at most


class MadePair(NamedTuple):
    spent: Amount
    problem: str | None  # in one word, why there is no pair; None: there is one


class PairMaker:
    """Every method raises ReplayFailed."""

    def __init__(
        self,
        server: ReplayServer,
        run: str,
        candidate: Contestant,
        prompt: str | None,
        judging: tuple[Judge, Contestant] | None,
        made: Mapping[str, MadeCall],
    ) -> None:
        """`judging`: None: scores compare. `made`: what the run has made before."""
        self._server = server
        self._run = run
        self._candidate = candidate
        self._prompt = prompt
        self._judging = judging
        self._made = made

    def is_done(self, item_id: str) -> bool:
        made = self._made.get(self._id(item_id, "candidate"), _NOT_MADE)
        return made.is_answered and (self._judging is None or made.has_preference)

    async def plan(self, row: Mapping[str, Any]) -> PlannedPair:
        """`row`: a logged request without bodies. Raises CannotRewrite."""
        item_id, path = row["request_id"], row["request_path"]
        api = api_of(path)
        if api is None:
            raise CannotRewrite("other_api")
        # A list of many calls whose node is away lacks headers.
        logged_headers = row["request_headers"] or (await self._server.request(item_id))["request_headers"]
        if any(name.lower() == "content-encoding" for name in logged_headers):
            raise CannotRewrite("encoded")
        sent = await self._server.sent_body(item_id)
        if sent is None:
            raise CannotRewrite("no_body")
        body = rewritten(sent, path, self._candidate.model, self._prompt)
        original = None if self._judging is None else exchanged(await self._server.request(item_id))
        if original is not None and not original.answer.strip():
            raise CannotRewrite("no_text")
        candidate_id = self._id(item_id, "candidate")
        headers = repeated_headers(logged_headers) | self._candidate.headers(api) | self._properties(item_id)
        path = candidate_path(path, row["attempts"][-1]["upstream"])
        call = OutgoingCall(self._candidate.upstream, path, candidate_id, headers, body)
        makes_call = not self._made.get(candidate_id, _NOT_MADE).is_answered
        return PlannedPair(item_id, original, call, makes_call, self._cost(body, row, makes_call=makes_call))

    async def make(self, planned: PlannedPair) -> MadePair:
        usd = 0.0
        if planned.makes_call:
            await self._server.send(planned.call)
        answered = await self._server.request(planned.call.request_id)
        if planned.makes_call:
            usd += self._usd(answered, planned.cost.usd)
        calls = int(planned.makes_call)
        if not is_answered(answered):
            status = answered["response_status"]
            problem = f"status_{status}" if status and status >= 400 else answered["outcome"] or "in_flight"
            return MadePair(Amount(calls, usd), problem)
        if planned.original is None:
            return MadePair(Amount(calls, usd), None)
        candidate = exchanged(answered)
        if not candidate.answer.strip():
            return MadePair(Amount(calls, usd), "empty_answer")
        judged = await self._judged(planned, planned.original, candidate)
        return MadePair(Amount(calls + judged.spent.calls, usd + judged.spent.usd), judged.problem)

    async def _judged(self, planned: PlannedPair, original: Exchanged, candidate: Exchanged) -> MadePair:
        """Stores the preference; returns what the judge's calls cost."""
        assert self._judging is not None
        judge, _ = self._judging
        answers: list[bytes] = []
        spent = Amount(0, 0.0)
        try:
            for candidate_first in (False, True):
                request_id = self._id(planned.item_id, "candidate first" if candidate_first else "original first")
                is_new = not self._made.get(request_id, _NOT_MADE).is_answered
                if is_new:
                    body = judge_request(judge, original, candidate, candidate_first=candidate_first)
                    await self._server.send(self._judge_call(planned.item_id, request_id, body))
                logged = await self._server.request(request_id)
                if is_new:
                    spent = Amount(spent.calls + 1, spent.usd + self._usd(logged, planned.cost.usd / 2))
                if not is_answered(logged):
                    status = logged["response_status"] or 0
                    return MadePair(spent, f"judge_status_{status}" if status >= 400 else "judge_unreachable")
                answers.append(orjson.dumps(logged["response_body"]))
            await self._add_preference(planned, preference(judge, *answers))
        except CannotCompare as error:
            return MadePair(spent, str(error))
        return MadePair(spent, None)

    async def _add_preference(self, planned: PlannedPair, found: Preference) -> None:
        common = {
            "request_id": planned.call.request_id,
            "source": "model",
            "evaluator": EVALUATOR,
            "experiment_id": self._run,
            "item_id": planned.item_id,
        }
        agree = common | {"name": ORDERS_AGREE, "value": found.orders_agree}
        comment = found.comment[:_COMMENT_CHARACTERS]
        await self._server.add_scores([agree, common | {"name": PREFERENCE, "value": found.value, "comment": comment}])

    def _judge_call(self, item_id: str, request_id: str, body: bytes) -> OutgoingCall:
        assert self._judging is not None
        judge, contestant = self._judging
        is_anthropic = judge.api == "anthropic"
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        headers |= contestant.headers("messages" if is_anthropic else "chat") | self._properties(item_id)
        headers["Helicone-Property-Evaluator"] = EVALUATOR
        if is_anthropic:
            headers["anthropic-version"] = ANTHROPIC_VERSION
        return OutgoingCall(judge.upstream, judge.path or PATHS[judge.api], request_id, headers, body)

    def _properties(self, item_id: str) -> dict[str, str]:
        return {f"Helicone-Property-{RUN_PROPERTY}": self._run, f"Helicone-Property-{ITEM_PROPERTY}": item_id}

    def _cost(self, body: bytes, row: Mapping[str, Any], *, makes_call: bool) -> Amount:
        """At most, about."""
        read_tokens = len(body) / _CHARACTERS_PER_TOKEN + 50
        answer_tokens = most_answer_tokens(body, _ANSWER_TOKENS)
        calls, usd = 0, 0.0
        if makes_call:
            calls, usd = 1, self._candidate.rates.cost_usd(read_tokens, answer_tokens)
        if self._judging is not None:
            judge, contestant = self._judging
            shown_tokens = read_tokens + answer_tokens + (row["completion_tokens"] or _ANSWER_TOKENS) + _OVERHEAD_TOKENS
            calls += 2
            usd += 2 * contestant.rates.cost_usd(shown_tokens, judge.max_answer_tokens)
        return Amount(calls, usd)

    @staticmethod
    def _usd(logged: Mapping[str, Any], otherwise: float) -> float:
        """What is not known may have cost all that was reserved; an error of the provider costs nothing."""
        if logged["cost"] is None:
            return 0.0 if (logged["response_status"] or 0) >= 400 else otherwise
        return float(logged["cost"])

    def _id(self, item_id: str, call: str) -> str:
        return str(uuid5(_IDS, f"{self._run}\n{item_id}\n{call}"))
