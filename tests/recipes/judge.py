"""An OpenAI-compatible server that answers as an application and as a judge.

The application knows the capital of France; asked for names of cities, it knows more. The judge takes whoever does not
know for wrong.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from tests.support import openai_like
from tests.support.upstream import Call, Upstream

PARIS = "The capital of France is Paris."
LOST = "I do not know."
FIBONACCI = '''def fib(n):
    """The n-th Fibonacci number."""
    before, last = 0, 1
    for _ in range(n - 1):
        before, last = last, before + last
    return last if n > -1 else 0
'''
CAPITALS = {
    "Austria": "Vienna",
    "Canada": "Ottawa",
    "Chile": "Santiago",
    "Egypt": "Cairo",
    "Finland": "Helsinki",
    "France": "Paris",
    "Italy": "Rome",
    "Japan": "Tokyo",
    "Kenya": "Nairobi",
    "Norway": "Oslo",
    "Peru": "Lima",
    "Spain": "Madrid",
}


def serve_judge(upstream: Upstream) -> Upstream:
    openai_like.openai_like(upstream)
    upstream.route("POST", "/v1/chat/completions", _chat)
    return upstream


async def _chat(call: Call) -> None:
    await call.body()
    request = call.request.json()
    completion = openai_like.chat_completion(request)
    completion["choices"][0]["message"]["content"] = _answer(request)
    await openai_like.send_json(call, completion)


def _answer(request: Mapping[str, Any]) -> str:
    text = _text(request)
    schema = _schema_name(request, text)
    if schema:
        return json.dumps(ANSWERS[schema](text))
    if "fib(n)" in text:
        return f"Here it is:\n\n```python\n{FIBONACCI}```\nIt is fast."
    if '"score"' in text and '"reason"' in text:  # DeepEval, where it asks for the probabilities of the score's tokens
        return json.dumps({"reason": "It is polite.", "score": 8})
    if "GRADE: $LETTER" in text:  # Inspect's judge
        return f"It names the same city.\n\nGRADE: {'C' if PARIS in text else 'I'}"
    return _known(text, openai_like.last_user_text(dict(request)))


def _known(text: str, question: str) -> str:
    if "name of the city" in text:
        return next((city for country, city in CAPITALS.items() if country in question), LOST)
    return PARIS if "capital of France" in question else LOST


def _text(request: Mapping[str, Any]) -> str:
    return "\n".join(
        part if isinstance(part, str) else part.get("text", "")
        for message in request["messages"]
        for part in ([message["content"]] if isinstance(message["content"], str) else message["content"])
    )


def _schema_name(request: Mapping[str, Any], text: str) -> str | None:
    """DeepEval asks for a JSON schema with a name, RAGAS writes a schema with a title into the prompt."""
    named = (request.get("response_format") or {}).get("json_schema")
    if named:
        return str(named["name"])
    titled = re.search(r'"title": "(\w+Output)"', text)
    return titled[1] if titled else None


def _is_right(text: str) -> bool:
    return LOST not in text


def _verdicts(text: str) -> dict[str, Any]:
    statements = re.findall(r'^\s*"?([^"\n]+)"?,?$', text.rsplit("Statements:", 1)[-1], re.MULTILINE)
    return {"verdicts": [{"verdict": "yes" if _is_right(text) else "no", "reason": "r"} for _ in statements[:1]]}


ANSWERS: dict[str, Callable[[str], dict[str, Any]]] = {
    # examples/llm_judge
    "marks": lambda text: {
        "reasoning": "I compared it with what is known.",
        **dict.fromkeys(("accuracy", "helpfulness", "clarity", "safety"), 95 if _is_right(text) else 5),
    },
    # RAGAS
    "StatementGeneratorOutput": lambda text: {"statements": [PARIS if PARIS in text else LOST]},
    "NLIStatementOutput": lambda text: {
        "statements": [{"statement": "s", "reason": "r", "verdict": int(_is_right(text))}]
    },
    "AnswerRelevanceOutput": lambda text: {
        "question": "What is the capital of France?",
        "noncommittal": int(not _is_right(text)),
    },
    "ContextPrecisionOutput": lambda text: {"reason": "r", "verdict": int("Gift cards" not in text)},
    # DeepEval
    "Statements": lambda text: {"statements": [PARIS if PARIS in text else LOST]},
    "Verdicts": _verdicts,
    "AnswerRelevancyScoreReason": lambda text: {"reason": "It answers what was asked."},
    "Steps": lambda text: {"steps": ["Read the output.", "Judge its politeness."]},
}
