"""Run a LangSmith evaluation without uploading it anywhere, and attach its results to the logged calls.

pip install langsmith==0.15.0 openai requests
export OPENAI_BASE_URL=http://127.0.0.1:8787/v1   # Gnomon
export OPENAI_API_KEY=…                           # of your provider
export GNOMON_KEY=…                               # only if Gnomon asks for keys
python langsmith_scores.py
"""

import os
import uuid
from datetime import UTC, datetime

import openai
import requests
from langsmith import Client, evaluate
from langsmith.schemas import Example

BASE_URL = os.environ["OPENAI_BASE_URL"].rstrip("/")
KEY = os.environ.get("GNOMON_KEY", "")
AUTH = {"Helicone-Auth": f"Bearer {KEY}"} if KEY else {}
MODEL = os.environ.get("MODEL", "gpt-4o-mini")
EXPERIMENT = f"capitals-{datetime.now(UTC):%Y%m%d-%H%M%S}"
DATASET = {"What is the capital of France?": "Paris", "What is the capital of Japan?": "Tokyo"}


def answer(inputs: dict) -> dict:
    """The application: returns the answer, and the id of its request."""
    request_id = str(uuid.uuid4())
    completion = openai.OpenAI(default_headers=AUTH).chat.completions.create(
        model=MODEL,
        messages=[{"role": "user", "content": inputs["question"]}],
        extra_headers={"Helicone-Request-Id": request_id, "Helicone-Property-Experiment": EXPERIMENT},
    )
    return {"answer": completion.choices[0].message.content or "", "request_id": request_id}


def names_the_capital(outputs: dict, reference_outputs: dict) -> bool:
    return reference_outputs["capital"].lower() in outputs["answer"].lower()


def words(outputs: dict) -> int:
    return len(outputs["answer"].split())


def examples() -> list[Example]:
    return [
        Example(id=uuid.uuid4(), inputs={"question": question}, outputs={"capital": capital})
        for question, capital in DATASET.items()
    ]


def scores_of(row: dict) -> list[dict[str, object]]:
    """A result has a score, or a label in `value`; one that has neither is an evaluator that failed."""
    found = []
    for result in row["evaluation_results"]["results"]:
        value = result.score if result.score is not None else result.value
        if value is not None:
            found.append(
                {
                    "request_id": row["run"].outputs["request_id"],
                    "name": result.key,
                    "value": value,
                    "comment": result.comment,
                    "evaluator": f"langsmith:{result.key}",
                    "experiment_id": EXPERIMENT,
                    "item_id": row["example"].inputs["question"],
                }
            )
    return found


def main() -> None:
    # The key is never used: nothing is uploaded.
    client = Client(api_key="unused", api_url="http://127.0.0.1:9", auto_batch_tracing=False)
    results = evaluate(
        answer, data=examples(), evaluators=[names_the_capital, words], client=client, upload_results=False
    )
    scores = [score for row in results for score in scores_of(row)]
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
