"""The programs in examples/ that evaluate with a framework, run as a person would run them."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.recipes.judge import serve_judge
from tests.support.server import Gnomon
from tests.support.upstream import Upstream

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
PYTHON = ROOT / ".venv/recipes/bin/python"
QUIET = {
    "RAGAS_DO_NOT_TRACK": "true",
    "DEEPEVAL_TELEMETRY_OPT_OUT": "YES",
    "LANGSMITH_TRACING": "false",
}


@pytest.fixture(scope="module")
def gnomon(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gnomon]:
    with Upstream() as upstream:
        serve_judge(upstream)
        with Gnomon(tmp_path_factory.mktemp("gnomon"), upstream.base_url) as running:
            yield running


def run(gnomon: Gnomon, name: str, folder: Path) -> str:
    """Run the example; returns what it printed."""
    ran = start(gnomon, [str(EXAMPLES / name)], folder)
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
        timeout=180,
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


def test_ragas(gnomon: Gnomon, tmp_path: Path) -> None:
    right, wrong = scored_requests(run(gnomon, "ragas_scores.py", tmp_path))
    assert scores(gnomon, right) == {"faithfulness": 100, "answer_relevancy": 100, "context_precision": 100}
    assert scores(gnomon, wrong) == {"faithfulness": 0, "answer_relevancy": 0, "context_precision": 100}
    assert judge_calls(gnomon, "ragas") > 0


def test_deepeval(gnomon: Gnomon, tmp_path: Path) -> None:
    right, wrong = scored_requests(run(gnomon, "deepeval_scores.py", tmp_path))
    assert scores(gnomon, right) == {"answer_relevancy": 100, "politeness": 80}
    assert scores(gnomon, wrong) == {"answer_relevancy": 0, "politeness": 80}
    assert judge_calls(gnomon, "deepeval") > 0


def test_langsmith(gnomon: Gnomon, tmp_path: Path) -> None:
    right, wrong = scored_requests(run(gnomon, "langsmith_scores.py", tmp_path))
    assert scores(gnomon, right) == {"names_the_capital": True, "words": 6}
    assert scores(gnomon, wrong) == {"names_the_capital": False, "words": 4}


def test_inspect(gnomon: Gnomon, tmp_path: Path) -> None:
    right, wrong = scored_requests(run(gnomon, "inspect_scores.py", tmp_path))
    assert scores(gnomon, right) == {"includes": True, "model_graded_fact": True}
    assert scores(gnomon, wrong) == {"includes": False, "model_graded_fact": False}
    assert judge_calls(gnomon, "inspect") > 0


def test_monitoring_scores_what_has_no_score_yet(gnomon: Gnomon, tmp_path: Path) -> None:
    right, wrong = scored_requests(run(gnomon, "ragas_scores.py", tmp_path))
    first = run(gnomon, "rag_monitoring.py", tmp_path)
    assert scores(gnomon, right)["supported_by_context"] == 100
    assert scores(gnomon, wrong)["supported_by_context"] == 0
    assert "  50.0  (" in first, "the mean of today"
    assert run(gnomon, "rag_monitoring.py", tmp_path).startswith("0 of 0 calls scored")


def test_quality_fails_for_a_branch_that_is_worse(gnomon: Gnomon, tmp_path: Path) -> None:
    def quality(branch: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return start(gnomon, ["-m", "pytest", "-q", "test_quality.py"], tmp_path, BRANCH=branch, **environment)

    shutil.copy(EXAMPLES / "test_quality.py", tmp_path)

    assert quality("main").returncode == 0
    assert quality("same", BASE_BRANCH="main").returncode == 0
    worse = quality("worse", BASE_BRANCH="main", PROMPT="Guess.")
    assert worse.returncode == 1
    assert "worse is worse than main: names_the_capital differs by -92%" in worse.stdout
    unknown = quality("other", BASE_BRANCH="nobody")
    assert unknown.returncode == 1
    assert "nobody has not been scored yet" in unknown.stdout
