"""The calls of Helicone's page on scores, made as it makes them: only host and key are others."""

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
console.log(JSON.stringify({ requestId, status: answer.status, told: await answer.json() }));
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
QUESTIONS = """
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


def told(script: str, gnomon: Gnomon, folder: Path) -> Any:
    ran = run_script(script, folder, environment(gnomon))
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


def scored(script: str, gnomon: Gnomon, folder: Path) -> dict[str, Any]:
    """The scores of the call that the script made and scored, as they are shown."""
    said = told(QUICK_START + script + POST, gnomon, folder)
    assert (said["status"], said["told"]) == (201, {"data": None, "error": None})
    shown = gnomon.request(said["requestId"])
    return {one["name"]: one["label"] if one["kind"] == "label" else one["value"] for one in shown["score_details"]}


def test_quick_start(gnomon: Gnomon, tmp_path: Path) -> None:
    """Make a call under an id of one's own, and score it."""
    expected = {"accuracy": 92, "hallucination": 5, "helpfulness": 88, "is_safe": True}
    assert scored(FEW, gnomon, tmp_path) == expected


def test_many_metrics(gnomon: Gnomon, tmp_path: Path) -> None:
    """Eleven in one call, numbers and booleans."""
    found = scored(MANY, gnomon, tmp_path)
    assert len(found) == 11
    assert (found["response_time_ms"], found["contains_pii"]) == (1250, False)


def test_texts_are_labels(gnomon: Gnomon, tmp_path: Path) -> None:
    """The page sends the model's name as a score, which Helicone refuses."""
    assert scored(TEXT, gnomon, tmp_path)["model_used"] == "gpt-4o-mini-2024-07-18"


def test_questions(gnomon: Gnomon, tmp_path: Path) -> None:
    """Names and distributions; the page's year is 2024, in which there is nothing here."""
    scored(FEW, gnomon, tmp_path)
    said = told(QUESTIONS, gnomon, tmp_path)
    assert {"accuracy", "is_safe-hcone-bool"} <= set(said["names"]["data"])
    assert (said["status"], said["distributions"]["error"]) == (200, None)
    assert said["distributions"]["data"] == []
    body = {"filter": "all", "timeFilter": {"start": "2024-01-01T00:00:00Z", "end": "2099-12-31T23:59:59Z"}}
    now = gnomon.post("/v1/evals/score-distributions/query", body).json()
    assert "accuracy" in {one["name"] for one in now["data"]}


def test_ragas(gnomon: Gnomon, tmp_path: Path) -> None:
    """Python's requests, decimals made whole."""
    said = told(QUICK_START + FEW + POST, gnomon, tmp_path)
    env = {**environment(gnomon), "REQUEST_ID": said["requestId"], "PATH": os.environ["PATH"]}
    ran = subprocess.run(
        [sys.executable, "-c", RAGAS], env=env, capture_output=True, text=True, timeout=30, check=False
    )
    assert (ran.returncode, ran.stdout.strip()) == (0, "201"), ran.stderr
    scores = gnomon.request(said["requestId"])["scores"]
    assert (scores["faithfulness"], scores["answer_relevancy"], scores["context_precision"]) == (95, 87, 0)
