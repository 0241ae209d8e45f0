"""Ask several models the same questions through one Gnomon, and compare how well they answer.

pip install anthropic openai requests
export GNOMON_URL=http://127.0.0.1:8787
export OPENAI_API_KEY=…  ANTHROPIC_API_KEY=…   # of your providers
export GNOMON_KEY=…                            # only if Gnomon asks for keys
python model_comparison.py
"""

import os
import uuid
from urllib.parse import quote

import anthropic
import openai
import requests

GNOMON = os.environ["GNOMON_URL"].rstrip("/")
KEY = os.environ.get("GNOMON_KEY", "")
AUTH = {"Helicone-Auth": f"Bearer {KEY}"} if KEY else {}
MODELS = os.environ.get("MODELS", "gpt-4o gpt-4o-mini claude-sonnet-5-5").split()
SCORE = "names_the_capital"
EXPERIMENT = f"capitals-{uuid.uuid4().hex[:8]}"  # a property, by which the calls of this run are found
CAPITALS = {
    "Austria": "Vienna",
    "Egypt": "Cairo",
    "France": "Paris",
    "Japan": "Tokyo",
    "Norway": "Oslo",
    "Peru": "Lima",
}


def ask(model: str, question: str, request_id: str) -> str:
    headers = {"Helicone-Request-Id": request_id, "Helicone-Property-Experiment": EXPERIMENT, **AUTH}
    if model.startswith("claude"):
        message = anthropic.Anthropic(base_url=f"{GNOMON}/anthropic").messages.create(
            model=model,
            max_tokens=200,
            messages=[{"role": "user", "content": question}],
            extra_headers=headers,
        )
        return "".join(block.text for block in message.content if block.type == "text")
    completion = openai.OpenAI(base_url=f"{GNOMON}/openai/v1").chat.completions.create(
        model=model,
        messages=[{"role": "user", "content": question}],
        extra_headers=headers,
    )
    return completion.choices[0].message.content or ""


def gnomon(path: str, body: dict) -> dict:
    headers = {"Authorization": f"Bearer {KEY}"} if KEY else {}
    reply = requests.post(f"{GNOMON}/v1/{path}", json=body, headers=headers, timeout=60)
    if not reply.ok:
        raise SystemExit(f"{path} was refused: {reply.text}")
    return reply.json()


def main() -> None:
    scores = []
    for model in MODELS:
        for country, capital in CAPITALS.items():
            request_id = str(uuid.uuid4())
            answer = ask(model, f"What is the name of the city that is the capital of {country}?", request_id)
            is_right = capital.lower() in answer.lower()
            scores.append({"request_id": request_id, "name": SCORE, "value": is_right, "item_id": country})
    gnomon("scores", {"scores": scores})

    of_this_run = {"request_response_rmt": {"properties": {"Experiment": {"equals": EXPERIMENT}}}}
    query = {"scores": [SCORE], "filter": of_this_run, "group_by": ["model"], "include": ["cost", "latency"]}
    print(f"{'model':<32}{'right':>7}  {'95 % interval':<18}{'USD':>10}{'ms':>8}")
    for group in gnomon("scores/query", query)["data"][0]["groups"]:
        low, high = group["interval"]["low"], group["interval"]["high"]
        interval = "unknown" if low is None else f"{low:.0%} to {high:.0%}"
        cost = group["requests"]["cost_usd_sum"]
        print(
            f"{group['group']['model']:<32}{group['mean']:>7.0%}  {interval:<18}"
            f"{'unknown' if cost is None else format(cost, '.5f'):>10}{group['requests']['latency_ms_mean']:>8.0f}"
        )
    conditions = f'[{{"field":"property","name":"Experiment","op":"equals","value":"{EXPERIMENT}"}}]'
    print(f"\n{GNOMON}/ui/scores/{SCORE}?by=model&filter={quote(conditions)}")


if __name__ == "__main__":
    main()
