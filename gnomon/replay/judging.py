"""Two answers → the judge's request; what it says in both orders → a preference. Pure.

The judge does not see which answer is the candidate's, and sees both orders, since models prefer an answer for its
place. Only an answer that it prefers in both orders wins; else neither does (Zheng et al., 2023, Judging LLM-as-a-judge
with MT-Bench and Chatbot Arena, NeurIPS 36, §3.4; Wang et al., 2024, Large language models are not fair evaluators,
ACL, 9440-9450).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import orjson

from evaluation.evaluators.call import messages_of
from evaluation.evaluators.definition import Judge, JudgeScore
from evaluation.evaluators.judge.answer import result_of
from evaluation.evaluators.judge.prompt import CannotJudge, body, prompt
from evaluation.evaluators.results import Scored
from store.extract import paths

CRITERIA = "How well the answer does what was asked: whether it is correct, complete, and free of what was not asked."
_BETTER = "better"
_TEMPLATE = """\
Two assistants have answered the same request. Which answer is better?

{criteria}

Neither the order of the two answers nor their length is a reason to prefer one. If both are as good, say "neither".

<request>
{{{{messages}}}}
</request>

<answer_1>
{{{{answer}}}}
</answer_1>

<answer_2>
{{{{reference}}}}
</answer_2>
"""
_LABELS = ("answer_1", "answer_2", "neither")


class Exchanged(NamedTuple):
    """A logged call, as the judge sees it."""

    messages: list[dict[str, str]]
    answer: str


class Preference(NamedTuple):
    value: int  # 1: the candidate's answer was preferred in both orders, -1: the original, 0: neither
    orders_agree: bool  # both orders have the same result, which may be neither
    comment: str


class CannotCompare(Exception):
    """There is no preference; the message is the reason in one word."""


def pairwise_judge(upstream: str, model: str, criteria: str, base: Judge | None = None) -> Judge:
    """`base`: the judge of an evaluator, whose way of asking is kept."""
    score = JudgeScore(name=_BETTER, kind="label", labels=_LABELS, description="The better answer, or neither.")
    values: dict[str, Any] = {} if base is None else base.model_dump(exclude={"template", "scores", "system"})
    criteria = criteria.replace("{", "(").replace("}", ")")  # no field of the template
    values |= {"upstream": upstream, "model": model, "scores": (score,)}
    return Judge.model_validate(values | {"template": _TEMPLATE.format(criteria=criteria)})


def exchanged(request: Mapping[str, Any]) -> Exchanged:
    """`request`: as the API shows it, with its bodies."""
    asked, answered = request["request_body"], request["response_body"]
    dialect = paths.dialect("POST", request["request_path"])
    answer = dialect.answer(answered) if dialect is not None and isinstance(answered, dict) else ""
    return Exchanged(messages_of(asked) if isinstance(asked, dict) else [], answer)


def judge_request(judge: Judge, original: Exchanged, candidate: Exchanged, *, candidate_first: bool) -> bytes:
    """The judge's request. Both see the request as it was logged. Raises CannotCompare."""
    first, second = (candidate, original) if candidate_first else (original, candidate)
    call = {"messages": original.messages, "answer": first.answer, "reference": second.answer, "calls": None}
    try:
        return orjson.dumps(body(judge, prompt(judge, call)))
    except CannotJudge as error:
        raise CannotCompare("no_text" if str(error) == "no_reference" else str(error)) from None


def preference(judge: Judge, original_first: bytes, candidate_first: bytes) -> Preference:
    """From the judge's answers to both orders. Raises CannotCompare."""
    before, why_before = _said(judge, original_first)
    after, why_after = _said(judge, candidate_first)
    values = {"answer_1": -1, "answer_2": 1, "neither": 0}
    first, second = values[before], -values[after]
    comment = f"Original first: {before.replace('_', ' ')}. {why_before}\nCandidate first: {after.replace('_', ' ')}."
    orders_agree = first == second
    return Preference(first if orders_agree else 0, orders_agree, f"{comment} {why_after}".strip())


def _said(judge: Judge, content: bytes) -> tuple[str, str]:
    result = result_of(judge, content, None)
    if not isinstance(result, Scored):
        raise CannotCompare(result.reason)
    (score,) = result.scores
    return str(score.value), score.comment or ""
