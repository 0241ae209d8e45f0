"""Split traffic between two prompts, score the answers, and end with a verdict.

pip install openai requests
export OPENAI_BASE_URL=http://127.0.0.1:8787/v1   # Gnomon
export OPENAI_API_KEY=…                           # of your provider
export GNOMON_KEY=…                               # only if Gnomon asks for keys
python ab_test.py
"""

import json
import os
import random
import uuid
from urllib.parse import quote

import openai
import requests

BASE_URL = os.environ["OPENAI_BASE_URL"].rstrip("/")
KEY = os.environ.get("GNOMON_KEY", "")
AUTH = {"Helicone-Auth": f"Bearer {KEY}"} if KEY else {}
MODEL = os.environ.get("MODEL", "gpt-4o-mini")
CALLS = int(os.environ.get("CALLS", "80"))
TEST = f"capitals-{uuid.uuid4().hex[:8]}"
SCORE = "names_the_capital"
PROMPTS = {"v1": "Answer in a riddle.", "v2": "Answer with the name of the city only."}
CAPITALS = {
    "Austria": "Vienna",
    "Egypt": "Cairo",
    "France": "Paris",
    "Japan": "Tokyo",
    "Norway": "Oslo",
    "Peru": "Lima",
}


def ask(version: str, country: str) -> tuple[str, str]:
    """The application: returns the id of its request, and the answer."""
    request_id = str(uuid.uuid4())
    completion = openai.OpenAI(default_headers=AUTH).chat.completions.create(
        model=MODEL,
        messages=[
            {"role": "system", "content": PROMPTS[version]},
            {"role": "user", "content": f"What is the capital of {country}?"},
        ],
        extra_headers={
            "Helicone-Request-Id": request_id,
            "Helicone-Property-PromptVersion": version,
            "Helicone-Property-Test": TEST,
        },
    )
    return request_id, completion.choices[0].message.content or ""


def gnomon(path: str, body: dict) -> dict:
    headers = {"Authorization": f"Bearer {KEY}"} if KEY else {}
    reply = requests.post(f"{BASE_URL}/{path}", json=body, headers=headers, timeout=60)
    if not reply.ok:
        raise SystemExit(f"{path} was refused: {reply.text}")
    return reply.json()


def group(version: str) -> dict:
    return {
        "name": version,
        "filter": {"properties": {"PromptVersion": {"equals": version}, "Test": {"equals": TEST}}},
    }


def verdict(compared: dict, warnings: list[str]) -> str:
    """In one sentence. The p-value is corrected for all comparisons of the answer."""
    difference, interval, p = compared["difference"], compared["interval"], compared["p_value_holm"]
    if difference is None or interval["low"] is None or p is None:
        return f"There is no verdict: {interval['reason'] or 'a group has no scores'}."
    amount = f"{difference:+.0%} (95 % interval {interval['low']:+.0%} to {interval['high']:+.0%}, p = {p:.3f})"
    if p >= 0.05:
        return f"The prompts cannot be told apart: {amount}. Collect more, or accept that they are alike."
    doubt = f" But: {warnings[0]}" if warnings else ""
    return f"v2 is {'better' if difference > 0 else 'worse'} than v1: {amount}.{doubt}"


def main() -> None:
    scores = []
    for _ in range(CALLS):
        version = random.choice(list(PROMPTS))
        country, capital = random.choice(list(CAPITALS.items()))
        request_id, answer = ask(version, country)
        scores.append({"request_id": request_id, "name": SCORE, "value": capital in answer})
    gnomon("scores", {"scores": scores})
    query = {
        "scores": [SCORE],
        "first": group("v1"),
        "second": group("v2"),
        "pair_by": None,
        "expected_split": [50, 50],
    }
    answer = gnomon("scores/compare", query)
    (compared,) = answer["data"]
    for side in (compared["first"], compared["second"]):
        print(f"{side['name']}: {side['mean']:.0%} of {side['n_units']} calls")
    print(verdict(compared, answer["fairness"]["warnings"]))
    sides = [
        [
            {"field": "property", "name": name, "op": "equals", "value": value}
            for name, value in (("PromptVersion", version), ("Test", TEST))
        ]
        for version in PROMPTS
    ]
    a, b = (quote(json.dumps(conditions)) for conditions in sides)
    print(f"{BASE_URL.removesuffix('/v1')}/ui/compare?a={a}&b={b}")


if __name__ == "__main__":
    main()
