"""The examples of Helicone's documentation page on scores, with another host and key."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.support.node import run_script
from tests.support.server import Gnomon

QUICK_START = """
import OpenAI from "openai";
import { randomUUID } from "crypto";

const openai = new OpenAI({
  apiKey: process.env.OPENAI_API_KEY,
  baseURL: `${process.env.HOST}/v1`,
  defaultHeaders: { "Helicone-Auth": `Bearer ${process.env.HELICONE_API_KEY}` },
});
const requestId = randomUUID();
const response = await openai.chat.completions.create(
  { model: "gpt-4o-mini", messages: [{ role: "user", content: "Explain quantum computing" }] },
  { headers: { "Helicone-Request-Id": requestId } },
);
"""
POST = """
const answer = await fetch(`${process.env.HOST}/v1/request/${requestId}/score`, {
  method: "POST",
  headers: { "Authorization": `Bearer ${process.env.HELICONE_API_KEY}`, "Content-Type": "application/json" },
  body: JSON.stringify({ scores }),
});
console.log(JSON.stringify({ requestId, status: answer.status, body: await answer.json() }));
"""
FEW = "const scores = { accuracy: 92, hallucination: 5, helpfulness: 88, is_safe: true };"
MANY = """
const scores = {
  faithfulness: 95, answer_relevancy: 88, context_precision: 92,
  accuracy: 90, completeness: 85, clarity: 93,
  is_safe: true, is_appropriate: true, contains_pii: false,
  response_time_ms: 1250, token_efficiency: 87,
};
"""
TEXT = "const scores = { accuracy: 90, model_used: response.model };"
QUERIES = """
const scoresResponse = await fetch(`${process.env.HOST}/v1/evals/scores`, {
  headers: { "Authorization": `Bearer ${process.env.HELICONE_API_KEY}` },
});
const names = await scoresResponse.json();
const distributionResponse = await fetch(`${process.env.HOST}/v1/evals/score-distributions/query`, {
  method: "POST",
  headers: { "Authorization": `Bearer ${process.env.HELICONE_API_KEY}`, "Content-Type": "application/json" },
  body: JSON.stringify({
    filter: "all",
    timeFilter: { start: "2024-01-01T00:00:00Z", end: "2024-12-31T23:59:59Z" },
  }),
});
const distributions = await distributionResponse.json();
console.log(JSON.stringify({ names, distributions, status: distributionResponse.status }));
"""
RAGAS = """
import os, requests

result = {"faithfulness": 0.95, "answer_relevancy": 0.875}
response = requests.post(
    f"{os.environ['HOST']}/v1/request/{os.environ['REQUEST_ID']}/score",
    headers={"Authorization": f"Bearer {os.environ['HELICONE_API_KEY']}", "Content-Type": "application/json"},
    json={
        "scores": {
            "faithfulness": int(result.get("faithfulness", 0) * 100),
            "answer_relevancy": int(result.get("answer_relevancy", 0) * 100),
            "context_precision": int(result.get("context_precision", 0) * 100),
        }
    },
)
print(response.status_code)
"""


def environment(gnomon: Gnomon) -> dict[str, str]:
    return {"HOST": gnomon.url, "OPENAI_API_KEY": "sk-test", "HELICONE_API_KEY": "sk-any"}


def output_of(script: str, gnomon: Gnomon, folder: Path) -> Any:
    ran = run_script(script, folder, environment(gnomon))
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


def scored(script: str, gnomon: Gnomon, folder: Path) -> dict[str, Any]:
    """The scores shown for the call that the script made and scored."""
    output = output_of(QUICK_START + script + POST, gnomon, folder)
    assert (output["status"], output["body"]) == (201, {"data": None, "error": None})
    shown = gnomon.request(output["requestId"])
    return {
        score["name"]: score["label"] if score["kind"] == "label" else score["value"]
        for score in shown["score_details"]
    }


def test_quick_start(gnomon: Gnomon, tmp_path: Path) -> None:
    """A call with an id chosen by the caller, and its scores."""
    expected = {"accuracy": 92, "hallucination": 5, "helpfulness": 88, "is_safe": True}
    assert scored(FEW, gnomon, tmp_path) == expected


def test_many_metrics(gnomon: Gnomon, tmp_path: Path) -> None:
    """Eleven scores in one call, numbers and booleans."""
    scores = scored(MANY, gnomon, tmp_path)
    assert len(scores) == 11
    assert (scores["response_time_ms"], scores["contains_pii"]) == (1250, False)


def test_texts_are_labels(gnomon: Gnomon, tmp_path: Path) -> None:
    """The page sends the name of the model as a score, which Helicone itself rejects."""
    assert scored(TEXT, gnomon, tmp_path)["model_used"] == "gpt-4o-mini-2024-07-18"


def test_queries(gnomon: Gnomon, tmp_path: Path) -> None:
    """Names and distributions. The page queries the year 2024, which has no scores here."""
    scored(FEW, gnomon, tmp_path)
    output = output_of(QUERIES, gnomon, tmp_path)
    assert {"accuracy", "is_safe-hcone-bool"} <= set(output["names"]["data"])
    assert (output["status"], output["distributions"]["error"]) == (200, None)
    assert output["distributions"]["data"] == []
    body = {"filter": "all", "timeFilter": {"start": "2024-01-01T00:00:00Z", "end": "2099-12-31T23:59:59Z"}}
    now = gnomon.post("/v1/evals/score-distributions/query", body).json()
    assert "accuracy" in {row["name"] for row in now["data"]}


def test_ragas(gnomon: Gnomon, tmp_path: Path) -> None:
    """Python's requests library, with decimals converted to integers."""
    output = output_of(QUICK_START + FEW + POST, gnomon, tmp_path)
    env = {**environment(gnomon), "REQUEST_ID": output["requestId"], "PATH": os.environ["PATH"]}
    ran = subprocess.run(
        [sys.executable, "-c", RAGAS], env=env, capture_output=True, text=True, timeout=30, check=False
    )
    assert (ran.returncode, ran.stdout.strip()) == (0, "201"), ran.stderr
    scores = gnomon.request(output["requestId"])["scores"]
    assert (scores["faithfulness"], scores["answer_relevancy"], scores["context_precision"]) == (95, 87, 0)
