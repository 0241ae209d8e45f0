"""Run an Inspect evaluation through Gnomon, and attach its scores to the logged calls.

pip install inspect-ai==0.3.265 openai requests
export OPENAI_BASE_URL=http://127.0.0.1:8787/v1   # Gnomon
export OPENAI_API_KEY=…                           # of your provider
export GNOMON_KEY=…                               # only if Gnomon asks for keys
python inspect_scores.py
"""

import os
import tempfile
import uuid

import requests
from inspect_ai import Task, eval
from inspect_ai.dataset import Sample
from inspect_ai.log import EvalLog
from inspect_ai.model import GenerateConfig, get_model
from inspect_ai.scorer import includes, model_graded_fact
from inspect_ai.solver import Generate, Solver, TaskState, solver

BASE_URL = os.environ["OPENAI_BASE_URL"].rstrip("/")
KEY = os.environ.get("GNOMON_KEY", "")
AUTH = {"Helicone-Auth": f"Bearer {KEY}"} if KEY else {}
MODEL = os.environ.get("MODEL", "gpt-4o-mini")
JUDGE = os.environ.get("JUDGE", "gpt-4o")
DATASET = [
    Sample(id="france", input="What is the capital of France?", target="Paris"),
    Sample(id="japan", input="What is the capital of Japan?", target="Tokyo"),
]
VALUES = {"C": True, "I": False}  # Inspect's letters for correct and incorrect; "P" and "N" stay labels


@solver
def ask() -> Solver:
    """Asks the model, and keeps the id of the request with the sample."""

    async def solve(state: TaskState, generate: Generate) -> TaskState:
        request_id = str(uuid.uuid4())
        state.metadata["request_id"] = request_id
        return await generate(state, extra_headers={"Helicone-Request-Id": request_id, **AUTH})

    return solve


def scores_of(log: EvalLog) -> list[dict[str, object]]:
    return [
        {
            "request_id": sample.metadata["request_id"],
            "name": name,
            "value": VALUES.get(score.value, score.value),
            "comment": score.explanation,
            "evaluator": f"inspect:{name}",
            "experiment_id": log.eval.run_id,
            "item_id": str(sample.id),
        }
        for sample in log.samples or []
        for name, score in (sample.scores or {}).items()
    ]


def main() -> None:
    # The judge's calls are logged too; this property tells them from those of the application.
    judge = get_model(
        f"openai/{JUDGE}", config=GenerateConfig(extra_headers={"Helicone-Property-Evaluator": "inspect", **AUTH})
    )
    task = Task(dataset=DATASET, solver=ask(), scorer=[includes(), model_graded_fact(model=judge)])
    with tempfile.TemporaryDirectory() as logs:
        (log,) = eval(task, model=f"openai/{MODEL}", log_dir=logs, display="none")
        if log.status != "success":
            raise SystemExit(f"the evaluation ended with {log.status}: {log.error}")
        scores = scores_of(log)  # Inspect reads samples from its log file when they are asked for
    reply = requests.post(
        f"{BASE_URL}/scores",
        headers={"Authorization": f"Bearer {KEY}"} if KEY else {},
        json={"scores": scores},
        timeout=30,
    )
    if not reply.ok:
        raise SystemExit(f"the scores were refused: {reply.text}")
    for score in scores:
        print(score["request_id"], score["name"], score["value"])


if __name__ == "__main__":
    main()
