"""Runs a client's program in the environment that has it, and reads what it logged."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any, Literal

from tests.support.server import Gnomon
from tests.support.upstream import Upstream

ROOT = Path(__file__).parents[2]
QUIET = {"TRACELOOP_TELEMETRY": "false", "OPENAI_AGENTS_DISABLE_TRACING": "0", "LITELLM_LOCAL_MODEL_COST_MAP": "True"}


def run(
    environment: Literal["helicone", "otel"],
    program: str,
    folder: Path,
    gnomon: Gnomon,
    upstream: Upstream,
    **variables: str,
) -> str:
    """Run the program to its end, with the addresses of both servers in GNOMON and OPENAI_BASE_URL."""
    python = ROOT / ".venv" / f"tracing-{environment}" / "bin/python"
    assert python.exists(), "the tracing clients are missing: run `make test` once"
    ran = subprocess.run(
        [str(python), "-c", program],
        cwd=folder,
        env={
            "HOME": str(folder),
            "PATH": "/usr/bin:/bin",
            "GNOMON": gnomon.url,
            "OPENAI_BASE_URL": f"{upstream.base_url}/v1",
            "OPENAI_API_KEY": "sk-tests",
            **QUIET,
            **variables,
        },
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert ran.returncode == 0, f"{ran.stdout}\n{ran.stderr}"
    return ran.stdout


def logged(gnomon: Gnomon, prompt: str) -> list[Any]:
    """The requests whose prompt is that, oldest first."""
    body = {
        "filter": {"request_response_rmt": {"request_body": {"contains": prompt}}},
        "includeInputs": True,
        "limit": 50,
    }
    answer = gnomon.post("/v1/request/query", body).json()
    assert answer["error"] is None, answer
    found = [request for request in answer["data"] if request["prompt_preview"] == prompt]
    return sorted(found, key=lambda request: str(request["request_created_at"]))


def only(gnomon: Gnomon, prompt: str) -> Any:
    (request,) = logged(gnomon, prompt)
    return request


def steps(gnomon: Gnomon, session_id: str) -> list[tuple[int, str, str]]:
    answer = gnomon.get(f"/v1/session/{session_id}/steps").json()
    return [(step["depth"], step["kind"], step["name"]) for step in answer["data"]]
