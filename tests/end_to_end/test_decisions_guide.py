"""docs/decisions-guide.md is true: its commands, run one after the other, find the planted fault and what it says."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.server import Gnomon
from tests.support.upstream import Upstream

GUIDE = Path(__file__).parents[2] / "docs" / "decisions-guide.md"
_COMMANDS = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> list[list[Any]]:
    """What each block of commands printed, as JSON; the first one fills the demo."""
    folder = tmp_path_factory.mktemp("guide")
    fill, *blocks = _COMMANDS.findall(GUIDE.read_text())
    with Upstream() as upstream, Gnomon(folder, upstream.base_url) as gnomon:
        made = _run(fill.replace(".venv/bin/gnomon", f"{sys.executable} -m gnomon"), gnomon, folder)
        assert "calls made" in made
        return [[json.loads(line) for line in _run(block, gnomon, folder).splitlines()] for block in blocks]


def _run(commands: str, gnomon: Gnomon, folder: Path) -> str:
    script = "set -euo pipefail\n" + commands.replace("http://localhost:8787", gnomon.url)
    # Each answer on a line of its own, and nothing about progress
    script = re.sub(r"^curl ", r"curl --silent --write-out '\\n' ", script, flags=re.MULTILINE)
    ran = subprocess.run(["bash", "-c", script], cwd=folder, capture_output=True, text=True, timeout=100, check=False)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_it_leads_from_the_drop_to_the_proof(answers: list[list[Any]]) -> None:
    for block in answers:
        assert [answer["error"] for answer in block] == [None] * len(block), block
    (everything,), (changes,), (explained,), (compared,), (_, verdict), (power,), (alert,) = answers

    fell = [each["text"] for each in everything["data"]["events"] if each["text"].startswith("The score")]
    (worse,) = [text for text in fell if " fell by " in text]
    assert worse.startswith("The score groundedness fell by 0.0")

    (series,) = changes["data"]
    (change,) = series["changes"]
    assert change["sentence"].startswith("The score groundedness fell by 0.0")
    assert -0.09 < change["difference"] < -0.03
    assert {(cause["key"], cause["value"]) for cause in change["causes"]} == {
        ("property.Language", "de"),
        ("property.Retriever", "bm25"),
    }

    (explanation,) = explained["data"]
    certain = [value for value in explanation["values"] if (value["excess"]["p_value_holm"] or 1) < 0.05]
    worse = {(value["key"], value["value"]) for value in certain if value["excess"]["amount"] < 0}
    assert worse == {("property.Language", "de"), ("property.Retriever", "bm25")}
    assert not {value["key"] for value in certain} - {"property.Language", "property.Retriever"}
    assert all(abs(value["rate"]["amount"]) > abs(value["mix"]["amount"]) for value in certain)

    (groundedness,) = compared["data"]
    assert 0.45 < groundedness["difference"] < 0.6
    assert groundedness["interval"]["low"] > 0.4

    assert power["data"]["size"]["second"] == power["data"]["size"]["first"]
    assert 65 < power["data"]["size"]["first"] < 95  # "about 80 each"
    assert 1.5 < power["data"]["size_with_looks"]["first"] / power["data"]["size"]["first"] < 2

    (hybrid,) = verdict["data"]["arms"]
    assert hybrid["state"] == "better"
    assert hybrid["sentence"].startswith("hybrid is better than bm25: groundedness is higher by 0.1")
    failed = [each["check"] for each in verdict["data"]["health"] if not each["passed"]]
    assert failed == ["in_both"]

    assert alert["data"]["alert"] == 0.75
