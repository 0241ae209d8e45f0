"""Score a retrieval-augmented application with RAGAS, and attach the scores to the logged calls.

pip install ragas==0.4.3 langchain-community==0.4.1 requests
export OPENAI_BASE_URL=http://127.0.0.1:8787/v1   # Gnomon
export OPENAI_API_KEY=…                           # of your provider
export GNOMON_KEY=…                               # only if Gnomon asks for keys
python ragas_scores.py
"""

import asyncio
import math
import os
import uuid

import openai
import requests
from ragas.embeddings.base import embedding_factory
from ragas.llms import llm_factory
from ragas.metrics.collections import AnswerRelevancy, ContextPrecision, Faithfulness

BASE_URL = os.environ["OPENAI_BASE_URL"].rstrip("/")
KEY = os.environ.get("GNOMON_KEY", "")
AUTH = {"Helicone-Auth": f"Bearer {KEY}"} if KEY else {}
MODEL = os.environ.get("MODEL", "gpt-4o-mini")
JUDGE = os.environ.get("JUDGE", "gpt-4o")

# In your application, the contexts come from the retriever.
EXAMPLES = [
    {
        "question": "What is the capital of France?",
        "contexts": ["France is a country in Europe. Paris is its capital."],
        "reference": "Paris is the capital of France.",
    },
    {
        "question": "How long may I return a parcel?",
        "contexts": ["Parcels can be returned within 30 days.", "Gift cards cannot be returned."],
        "reference": "Parcels can be returned within 30 days.",
    },
]


async def answer(question: str, contexts: list[str]) -> tuple[str, str]:
    """The application: returns the id of its request, and the answer."""
    request_id = str(uuid.uuid4())
    completion = await openai.AsyncOpenAI(default_headers=AUTH).chat.completions.create(
        model=MODEL,
        messages=[
            {"role": "system", "content": "Answer from the context only.\n\n" + "\n".join(contexts)},
            {"role": "user", "content": question},
        ],
        extra_headers={"Helicone-Request-Id": request_id, "Helicone-Property-App": "rag"},
    )
    return request_id, completion.choices[0].message.content or ""


async def evaluate(question: str, answered: str, contexts: list[str], reference: str) -> dict[str, float]:
    """Shares from 0 to 1 by name; nan where the judge's answer could not be used."""
    # The judge's calls are logged too; this property tells them from those of the application.
    judge = openai.AsyncOpenAI(default_headers={"Helicone-Property-Evaluator": "ragas", **AUTH})
    llm = llm_factory(JUDGE, client=judge, temperature=0)
    embeddings = embedding_factory("openai", model="text-embedding-3-small", client=judge)
    asked = {
        "faithfulness": Faithfulness(llm=llm).ascore(question, answered, contexts),
        "answer_relevancy": AnswerRelevancy(llm=llm, embeddings=embeddings).ascore(question, answered),
        "context_precision": ContextPrecision(llm=llm).ascore(question, reference, contexts),
    }
    results = await asyncio.gather(*asked.values(), return_exceptions=True)
    return {
        name: math.nan if isinstance(result, BaseException) else float(result.value)
        for name, result in zip(asked, results, strict=True)
    }


def report(request_id: str, shares: dict[str, float]) -> None:
    """Report shares as 0 to 100. Where there is none, no score is reported: 0 would be a bad mark."""
    scores = {name: round(share * 100) for name, share in shares.items() if math.isfinite(share)}
    if scores:
        reply = requests.post(
            f"{BASE_URL}/request/{request_id}/score",
            headers={"Authorization": f"Bearer {KEY}"} if KEY else {},
            json={"scores": scores},
            timeout=30,
        )
        if not reply.ok:
            raise SystemExit(f"the scores were refused: {reply.text}")
    print(request_id, scores or "no scores: the judge's answers could not be used")


async def main() -> None:
    for example in EXAMPLES:
        request_id, answered = await answer(example["question"], example["contexts"])
        report(request_id, await evaluate(answered=answered, **example))


if __name__ == "__main__":
    asyncio.run(main())
