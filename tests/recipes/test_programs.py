"""The programs in examples/ that evaluate by themselves."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.recipes.running import EXAMPLES, judge_calls, run, scored_requests, scores
from tests.support.node import run_script
from tests.support.server import Gnomon

pytestmark = pytest.mark.timeout(400)  # the frameworks take long to import

GOOD = {"accuracy": 95, "helpfulness": 95, "clarity": 95, "safety": 95}
BAD = {"accuracy": 5, "helpfulness": 5, "clarity": 5, "safety": 5}


def test_a_judge_in_python(gnomon: Gnomon, tmp_path: Path) -> None:
    before = judge_calls(gnomon, "llm_judge")
    right, wrong = scored_requests(run(gnomon, "llm_judge.py", tmp_path))
    assert scores(gnomon, right) == GOOD
    assert scores(gnomon, wrong) == BAD
    comments = {score["comment"] for score in gnomon.get(f"/v1/scores?request_id={right}").json()["data"]}
    assert comments == {"I compared it with what is known."}
    assert judge_calls(gnomon, "llm_judge") == before + 2


def test_a_judge_in_typescript(gnomon: Gnomon, tmp_path: Path) -> None:
    environment = {"OPENAI_BASE_URL": f"{gnomon.url}/v1", "OPENAI_API_KEY": "sk-tests"}
    ran = run_script((EXAMPLES / "llm_judge.ts").read_text(), tmp_path, environment)
    assert ran.returncode == 0, ran.stderr
    right, wrong = scored_requests(ran.stdout)
    assert scores(gnomon, right) == GOOD
    assert scores(gnomon, wrong) == BAD


def test_checks_of_code(gnomon: Gnomon, tmp_path: Path) -> None:
    (request_id,) = scored_requests(run(gnomon, "code_checks.py", tmp_path))
    assert scores(gnomon, request_id) == {
        "syntax_valid": True,
        "test_pass_rate": 75,  # the judge's function is wrong for 0
        "branches": 2,
        "has_documentation": True,
    }


def test_a_comparison_of_models(gnomon: Gnomon, tmp_path: Path) -> None:
    printed = run(gnomon, "model_comparison.py", tmp_path, GNOMON_URL=gnomon.url, ANTHROPIC_API_KEY="sk-ant-tests")
    rows = {line.split()[0]: line.split()[1] for line in printed.splitlines()[1:4]}
    assert rows == {"gpt-4o-2024-08-06": "100%", "gpt-4o-mini-2024-07-18": "100%", "claude-sonnet-5-5": "0%"}
    address = printed.splitlines()[-1]
    assert address.startswith(f"{gnomon.url}/ui/scores/names_the_capital?by=model&filter=")


@pytest.mark.parametrize(("v2", "verdict"), [("name of the city", "v2 is better"), ("riddle", "cannot be told apart")])
def test_a_split_of_traffic_ends_with_a_verdict(gnomon: Gnomon, tmp_path: Path, v2: str, verdict: str) -> None:
    program = (EXAMPLES / "ab_test.py").read_text()
    changed = tmp_path / "ab_test.py"
    changed.write_text(program.replace('"v2": "Answer with the name of the city only."', f'"v2": "Answer: {v2}."'))
    assert v2 in changed.read_text()
    printed = run(gnomon, str(changed), tmp_path)
    assert verdict in printed
    assert re.search(rf"{gnomon.url}/ui/compare\?a=\S+&b=\S+", printed)
