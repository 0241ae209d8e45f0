"""A server that judges as models do, and an API whose evaluators call it as if it were this server's own proxy."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from evaluation.evaluators.definition import SettingsEvaluator
from evaluation.evaluators.settings import EvaluationConfig, EvaluationSettings, JudgeKeySettings
from store.settings import PriceSettings
from tests.api.conftest import Api, plain_config, running
from tests.support.openai_like import send_json
from tests.support.upstream import Call, Script, Upstream

PATH = "/openai/v1/chat/completions"
JUDGE = {
    "upstream": "openai",
    "model": "judge-1",
    "template": "Question: {{question}}\nAnswer: {{answer}}",
    "scores": [{"name": "helpfulness", "kind": "integer", "minimum": 1, "maximum": 5}],
}
# 1 USD for 100 tokens of either kind
PRICES = [PriceSettings(model="judge-1", input_usd=10_000, output_usd=10_000)]


def completion(content: str | None, *, reason: str = "stop", tokens: int = 50, **message: Any) -> dict[str, Any]:
    said = {"role": "assistant", "content": content} | message
    return {
        "id": "chatcmpl-judge",
        "object": "chat.completion",
        "model": "judge-1",
        "choices": [{"index": 0, "message": said, "finish_reason": reason}],
        "usage": {"prompt_tokens": tokens, "completion_tokens": tokens, "total_tokens": 2 * tokens},
    }


def says(answer: dict[str, Any], status: int = 200) -> Script:
    async def script(call: Call) -> None:
        await call.body()
        await send_json(call, answer, status)

    return script


def gives(**scores: Any) -> Script:
    """Scores by name, with the reasoning "because"."""
    return says(
        completion(json.dumps({name: {"reasoning": "because", "score": value} for name, value in scores.items()}))
    )


@asynccontextmanager
async def judged(folder: Path, proxy: Upstream, *evaluators: dict[str, Any], **settings: Any) -> AsyncIterator[Api]:
    """`settings`: of EvaluationSettings."""
    evaluation = EvaluationConfig(
        EvaluationSettings(**settings),
        [SettingsEvaluator(**each) for each in evaluators],
        [JudgeKeySettings(upstream="openai", env="E16_JUDGE_KEY")],
        {"openai": proxy.base_url},
    )
    config = replace(plain_config(folder / "data"), port=proxy.port, prices=PRICES, evaluation=evaluation)
    async with running(config) as api:
        yield api
