"""Score the logged answers of a retrieval-augmented application that have no scores yet, and show the trend.

Run it by a timer. It reads the calls with the property App = rag (ragas_scores.py makes some), asks a judge whether
each answer is supported by the context it was given, and prints the mean of each day with its interval.

    pip install ragas==0.4.3 langchain-community==0.4.1 requests
    export OPENAI_BASE_URL=http://127.0.0.1:8787/v1   # Gnomon
    export OPENAI_API_KEY=…                           # of your provider
    export GNOMON_KEY=…                               # only if Gnomon asks for keys
    python rag_monitoring.py
"""

import asyncio
import os

import openai
import requests
from ragas.llms import llm_factory
from ragas.metrics.collections import Faithfulness

BASE_URL = os.environ["OPENAI_BASE_URL"].rstrip("/")
KEY = os.environ.get("GNOMON_KEY", "")
AUTH = {"Helicone-Auth": f"Bearer {KEY}"} if KEY else {}
JUDGE = os.environ.get("JUDGE", "gpt-4o")
SCORE = "supported_by_context"
RAG = {"request_response_rmt": {"properties": {"App": {"equals": "rag"}}}}
UNSCORED = {"request_response_rmt": {"scores": {SCORE: {"equals": "null"}}}}
AT_ONCE = 50


def gnomon(path: str, body: dict) -> dict:
    headers = {"Authorization": f"Bearer {KEY}"} if KEY else {}
    reply = requests.post(f"{BASE_URL}/{path}", json=body, headers=headers, timeout=60)
    if not reply.ok:
        raise SystemExit(f"{path} was refused: {reply.text}")
    return reply.json()


def unscored() -> list[dict]:
    """The newest calls without a score, with their bodies."""
    query = {
        "filter": {"left": RAG, "operator": "and", "right": UNSCORED},
        "limit": AT_ONCE,
        "sort": {"created_at": "desc"},
        "includeBodies": True,
    }
    return gnomon("request/query", query)["data"]


def parts(call: dict) -> tuple[str, str, list[str]]:
    """The question, the answer, and the contexts, which this application puts into its system message, one a line."""
    messages = call["request_body"]["messages"]
    contexts = [line for line in messages[0]["content"].splitlines()[1:] if line]
    return messages[-1]["content"], call["response_body"]["choices"][0]["message"]["content"], contexts


async def is_supported(metric: Faithfulness, question: str, answer: str, contexts: list[str]) -> float | None:
    """The share of the answer's statements that follow from the contexts; None if the judge's answer was no use."""
    try:
        return float((await metric.ascore(question, answer, contexts)).value)
    except Exception as error:
        print("not scored:", str(error).strip().splitlines()[0])
        return None


async def main() -> None:
    # The judge's calls are logged too; this property tells them from those of the application.
    judge = openai.AsyncOpenAI(default_headers={"Helicone-Property-Evaluator": "rag_monitoring", **AUTH})
    metric = Faithfulness(llm=llm_factory(JUDGE, client=judge, temperature=0))
    calls = unscored()
    shares = await asyncio.gather(*(is_supported(metric, *parts(call)) for call in calls))
    scores = [
        {
            "request_id": call["request_id"],
            "name": SCORE,
            "value": round(share * 100),
            "evaluator": {"name": "rag_monitoring", "version": JUDGE},
        }
        for call, share in zip(calls, shares, strict=True)
        if share is not None
    ]
    if scores:
        gnomon("scores", {"scores": scores})
    print(f"{len(scores)} of {len(calls)} calls scored")
    for series in gnomon("scores/query", {"scores": [SCORE], "filter": RAG, "group_by": ["day"]})["data"]:
        for group in series["groups"]:
            low, high = group["interval"]["low"], group["interval"]["high"]
            interval = "too few for an interval" if low is None else f"{low:.1f} to {high:.1f}"
            print(f"{group['group']['day'][:10]}  {group['mean']:.1f}  ({interval}; {group['n_units']} calls)")


if __name__ == "__main__":
    asyncio.run(main())
