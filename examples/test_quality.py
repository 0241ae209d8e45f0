"""A test of quality for pull requests: it fails if this branch answers worse than the base branch.

Both branches run it. Each run asks every question through Gnomon and scores the answers; the comparison pairs the
answers to the same question, and fails only if the difference is certain.

    pip install openai pytest requests
    export OPENAI_BASE_URL=http://127.0.0.1:8787/v1   # Gnomon
    export OPENAI_API_KEY=…                           # of your provider
    export GNOMON_KEY=…                               # only if Gnomon asks for keys
    BRANCH=main pytest test_quality.py                # once, whenever main changes
    BRANCH=my-change BASE_BRANCH=main pytest test_quality.py
"""

import os
import uuid

import openai
import pytest
import requests

BASE_URL = os.environ["OPENAI_BASE_URL"].rstrip("/")
KEY = os.environ.get("GNOMON_KEY", "")
AUTH = {"Helicone-Auth": f"Bearer {KEY}"} if KEY else {}
BRANCH = os.environ["BRANCH"]
BASE_BRANCH = os.environ.get("BASE_BRANCH")
MODEL = os.environ.get("MODEL", "gpt-4o-mini")
PROMPT = os.environ.get("PROMPT", "Answer with the name of the city only.")
SCORE = "names_the_capital"
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


def gnomon(path: str, body: dict) -> dict:
    headers = {"Authorization": f"Bearer {KEY}"} if KEY else {}
    reply = requests.post(f"{BASE_URL}/{path}", json=body, headers=headers, timeout=60)
    assert reply.ok, reply.text
    return reply.json()


@pytest.fixture(scope="module")
def scored() -> int:
    """Ask every question and score its answer; returns how many answers were right."""
    client = openai.OpenAI(default_headers={"Helicone-Property-Branch": BRANCH, **AUTH})
    scores = []
    for country, capital in CAPITALS.items():
        request_id = str(uuid.uuid4())
        completion = client.chat.completions.create(
            model=MODEL,
            messages=[
                {"role": "system", "content": PROMPT},
                {"role": "user", "content": f"What is the capital of {country}?"},
            ],
            extra_headers={"Helicone-Request-Id": request_id},
        )
        is_right = capital in (completion.choices[0].message.content or "")
        scores.append({"request_id": request_id, "name": SCORE, "value": is_right, "item_id": country})
    gnomon("scores", {"scores": scores})
    return sum(score["value"] for score in scores)


def test_most_answers_are_right(scored: int) -> None:
    assert scored >= len(CAPITALS) * 0.5


@pytest.mark.skipif(not BASE_BRANCH, reason="BASE_BRANCH names the branch to compare with")
def test_it_is_not_worse_than_the_base_branch(scored: int) -> None:
    answer = gnomon(
        "scores/compare",
        {
            "scores": [SCORE],
            "first": {"name": BASE_BRANCH, "filter": {"properties": {"Branch": {"equals": BASE_BRANCH}}}},
            "second": {"name": BRANCH, "filter": {"properties": {"Branch": {"equals": BRANCH}}}},
            "pair_by": "item",
        },
    )
    assert answer["data"], f"neither {BASE_BRANCH} nor {BRANCH} has scores named {SCORE}"
    paired = answer["data"][0]["paired"]
    assert paired["pairs"], f"{BASE_BRANCH} has not been scored yet: run this test there first"
    low, high = paired["interval"]["low"], paired["interval"]["high"]
    assert high is None or high >= 0, (
        f"{BRANCH} is worse than {BASE_BRANCH}: {SCORE} differs by {paired['difference']:+.0%} "
        f"(95 % interval {low:+.0%} to {high:+.0%}, p = {paired['p_value']:.3f}, {paired['pairs']} questions)"
    )
