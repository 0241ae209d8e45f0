"""Score answers with DeepEval's metrics, and attach the scores to the logged calls.

pip install deepeval==4.3.1 openai requests
export OPENAI_BASE_URL=http://127.0.0.1:8787/v1   # Gnomon
export OPENAI_API_KEY=…                           # of your provider
export GNOMON_KEY=…                               # only if Gnomon asks for keys
python deepeval_scores.py
"""

import os
import uuid

import openai
import requests
from deepeval.metrics import AnswerRelevancyMetric, BaseMetric, GEval
from deepeval.models import OpenAIModel
from deepeval.test_case import LLMTestCase, SingleTurnParams

BASE_URL = os.environ["OPENAI_BASE_URL"].rstrip("/")
KEY = os.environ.get("GNOMON_KEY", "")
AUTH = {"Helicone-Auth": f"Bearer {KEY}"} if KEY else {}
MODEL = os.environ.get("MODEL", "gpt-4o-mini")
JUDGE = os.environ.get("JUDGE", "gpt-4o")
QUESTIONS = ["What is the capital of France?", "How long may I return a parcel?"]


def answer(question: str) -> tuple[str, str]:
    """The application: returns the id of its request, and the answer."""
    request_id = str(uuid.uuid4())
    completion = openai.OpenAI(default_headers=AUTH).chat.completions.create(
        model=MODEL,
        messages=[{"role": "user", "content": question}],
        extra_headers={"Helicone-Request-Id": request_id, "Helicone-Property-App": "support"},
    )
    return request_id, completion.choices[0].message.content or ""


def metrics() -> dict[str, BaseMetric]:
    """By the name under which the score is shown."""
    # The judge's calls are logged too; this property tells them from those of the application.
    headers = {"Helicone-Property-Evaluator": "deepeval", **AUTH}
    judge = OpenAIModel(model=JUDGE, base_url=BASE_URL, generation_kwargs={"extra_headers": headers})
    politeness = GEval(
        name="politeness",
        criteria="Is the actual output polite?",
        evaluation_params=[SingleTurnParams.ACTUAL_OUTPUT],
        model=judge,
        async_mode=False,
    )
    return {"answer_relevancy": AnswerRelevancyMetric(model=judge, async_mode=False), "politeness": politeness}


def score_of(request_id: str, name: str, metric: BaseMetric) -> dict[str, object]:
    """DeepEval's scores are shares from 0 to 1; its reason becomes the comment."""
    return {
        "request_id": request_id,
        "name": name,
        "value": round(metric.score * 100),
        "comment": metric.reason,
        "evaluator": {"name": f"deepeval:{name}", "version": JUDGE},
    }


def main() -> None:
    scores = []
    for question in QUESTIONS:
        request_id, answered = answer(question)
        for name, metric in metrics().items():
            metric.measure(LLMTestCase(input=question, actual_output=answered), _show_indicator=False)
            scores.append(score_of(request_id, name, metric))
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
