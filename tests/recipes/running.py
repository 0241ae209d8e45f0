"""Runs the programs in examples/ as a person would, and reads the scores they gave."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.support.server import Gnomon

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
PYTHON = ROOT / ".venv/recipes/bin/python"
QUIET = {
    "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",  # the frameworks bring plugins that take ten seconds to load
    "RAGAS_DO_NOT_TRACK": "true",
    "DEEPEVAL_TELEMETRY_OPT_OUT": "YES",
    "LANGSMITH_TRACING": "false",
}


def run(gnomon: Gnomon, name: str, folder: Path, **environment: str) -> str:
    """Run the example; returns what it printed."""
    ran = start(gnomon, [str(EXAMPLES / name)], folder, **environment)
    assert ran.returncode == 0, f"{name} ended with status {ran.returncode}\n{ran.stdout}\n{ran.stderr}"
    return ran.stdout


def start(
    gnomon: Gnomon, arguments: Sequence[str], folder: Path, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the frameworks' Python to its end, in a home of its own."""
    assert PYTHON.exists(), "the frameworks are missing: run `make test` once"
    return subprocess.run(
        [str(PYTHON), *arguments],
        cwd=folder,
        env={
            "HOME": str(folder),
            "PATH": "/usr/bin:/bin",
            "OPENAI_BASE_URL": f"{gnomon.url}/v1",
            "OPENAI_API_KEY": "sk-tests",
            **QUIET,
            **environment,
        },
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def scores(gnomon: Gnomon, request_id: str) -> dict[str, Any]:
    found = gnomon.get(f"/v1/scores?request_id={request_id}").json()["data"]
    return {score["name"]: score["value"] for score in found}


def scored_requests(printed: str) -> list[str]:
    """The ids at the beginnings of the lines, in their order."""
    return list(dict.fromkeys(re.findall(r"^[0-9a-f]{8}-[0-9a-f-]{27}(?= )", printed, re.MULTILINE)))


def judge_calls(gnomon: Gnomon, framework: str) -> int:
    body = {"filter": {"request_response_rmt": {"properties": {"Evaluator": {"equals": framework}}}}}
    count: int = gnomon.post("/v1/request/count/query", body).json()["data"]
    return count
