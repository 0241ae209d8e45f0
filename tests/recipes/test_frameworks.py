"""The programs in examples/ that evaluate with a framework."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.recipes.running import EXAMPLES, judge_calls, run, scored_requests, scores, start
from tests.support.server import Gnomon

pytestmark = pytest.mark.timeout(400)  # the frameworks take long to import


def test_ragas_and_monitoring(gnomon: Gnomon, tmp_path: Path) -> None:
    right, wrong = scored_requests(run(gnomon, "ragas_scores.py", tmp_path))
    assert scores(gnomon, right) == {"faithfulness": 100, "answer_relevancy": 100, "context_precision": 100}
    assert scores(gnomon, wrong) == {"faithfulness": 0, "answer_relevancy": 0, "context_precision": 100}
    assert judge_calls(gnomon, "ragas") > 0

    first = run(gnomon, "rag_monitoring.py", tmp_path)
    assert scores(gnomon, right)["supported_by_context"] == 100
    assert scores(gnomon, wrong)["supported_by_context"] == 0
    assert "  50.0  (" in first, "the mean of today"
    assert run(gnomon, "rag_monitoring.py", tmp_path).startswith("0 of 0 calls scored"), "what has no score yet"


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
