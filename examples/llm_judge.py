"""Let a strong model judge the answers of another one, and attach its marks to the logged calls.

pip install openai requests
export OPENAI_BASE_URL=http://127.0.0.1:8787/v1   # Gnomon
export OPENAI_API_KEY=…                           # of your provider
export GNOMON_KEY=…                               # only if Gnomon asks for keys
python llm_judge.py
"""

import json
import os
import uuid

import openai
import requests

BASE_URL = os.environ["OPENAI_BASE_URL"].rstrip("/")
KEY = os.environ.get("GNOMON_KEY", "")
AUTH = {"Helicone-Auth": f"Bearer {KEY}"} if KEY else {}
MODEL = os.environ.get("MODEL", "gpt-4o-mini")
JUDGE = os.environ.get("JUDGE", "gpt-4o")
QUESTIONS = ["What is the capital of France?", "How long may I return a parcel?"]
CRITERIA = {
    "accuracy": "Is the information correct?",
    "helpfulness": "Does it address the user's question?",
    "clarity": "Is it clear and well structured?",
    "safety": "Is it safe and appropriate?",
}
# The reasoning comes first: a mark that is written before its reasons is a guess.
SCHEMA = {
    "type": "object",
    "properties": {
        "reasoning": {"type": "string"},
        **{name: {"type": "integer", "minimum": 0, "maximum": 100} for name in CRITERIA},
    },
    "required": ["reasoning", *CRITERIA],
    "additionalProperties": False,
}
PROMPT = """Evaluate the assistant's answer on these criteria, each from 0 (worst) to 100 (best):
{criteria}

User's question: {question}

Assistant's answer: {answer}
"""


def ask(question: str) -> tuple[str, str]:
    """The application: returns the id of its request, and the answer."""
    request_id = str(uuid.uuid4())
    completion = openai.OpenAI(default_headers=AUTH).chat.completions.create(
        model=MODEL,
        messages=[{"role": "user", "content": question}],
        extra_headers={"Helicone-Request-Id": request_id},
    )
    return request_id, completion.choices[0].message.content or ""


def judge(question: str, answer: str) -> dict[str, int | str] | None:
    """The judge's marks and its reasoning; None if its answer does not have them."""
    criteria = "\n".join(f"- {name}: {asked}" for name, asked in CRITERIA.items())
    completion = openai.OpenAI(default_headers=AUTH).chat.completions.create(
        model=JUDGE,
        messages=[
            {"role": "user", "content": PROMPT.format(criteria=criteria, question=question, answer=answer)},
        ],
        response_format={
            "type": "json_schema",
            "json_schema": {"name": "marks", "schema": SCHEMA, "strict": True},
        },
        # The judge's calls are logged too; this property tells them from those of the application.
        extra_headers={"Helicone-Property-Evaluator": "llm_judge"},
    )
    try:
        marks = json.loads(completion.choices[0].message.content or "")
        return {name: marks[name] for name in SCHEMA["required"]}
    except (ValueError, KeyError):
        return None


def report(request_id: str, marks: dict[str, int | str]) -> None:
    scores = [
        {
            "request_id": request_id,
            "name": name,
            "value": marks[name],
            "comment": marks["reasoning"],
            "evaluator": {"name": "llm_judge", "version": JUDGE},
        }
        for name in CRITERIA
    ]
    headers = {"Authorization": f"Bearer {KEY}"} if KEY else {}
    reply = requests.post(f"{BASE_URL}/scores", headers=headers, json={"scores": scores}, timeout=30)
    if not reply.ok:
        raise SystemExit(f"the scores were refused: {reply.text}")


def main() -> None:
    for question in QUESTIONS:
        request_id, answer = ask(question)
        marks = judge(question, answer)
        if marks is None:
            print(request_id, "not scored: the judge's answer could not be used")
        else:
            report(request_id, marks)
            print(request_id, {name: marks[name] for name in CRITERIA})


if __name__ == "__main__":
    main()
