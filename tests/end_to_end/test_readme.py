"""The examples of the README's quick start work: they are run unchanged, in their order."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.support.node import run_script
from tests.support.server import Gnomon
from tests.support.upstream import Upstream

README = Path(__file__).parent.parent.parent / "README.md"
_FENCED = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_QUICK_START = re.compile(r"^## [^\n]*quick start[^\n]*\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL | re.IGNORECASE)
_WHERE_IT_RUNS = re.compile(r"http://(?:localhost|127\.0\.0\.1):8787")
_SET_UP = re.compile(r"^\s*(git clone|cd|make)\b")  # set-up that is done already
LANGUAGES = {"sh", "bash", "python", "ts", "typescript"}


class Block(NamedTuple):
    language: str
    text: str


def blocks(markdown: str) -> list[Block]:
    """The runnable examples of the quick start, without the lines for set-up."""
    section = _QUICK_START.search(markdown)
    fenced = [Block(*match) for match in _FENCED.findall(section[1] if section else "")]
    runnable = []
    for block in fenced:
        lines = [line for line in block.text.splitlines() if not _SET_UP.match(line)]
        if block.language in LANGUAGES and any(line.strip() for line in lines):
            runnable.append(Block(block.language, "\n".join(lines) + "\n"))
    return runnable


def test_examples(gnomon: Gnomon, provider: Upstream, tmp_path: Path) -> None:
    """Calls with curl, Python and TypeScript, then a score: each example succeeds, and its calls are logged."""
    examples = blocks(README.read_text())
    languages = {block.language for block in examples}
    assert languages & {"sh", "bash"}, "no shell example in the README's quick start"
    assert "python" in languages, "no Python example in the README's quick start"
    assert languages & {"ts", "typescript"}, "no TypeScript example in the README's quick start"

    env = {"OPENAI_API_KEY": "sk-test", "ANTHROPIC_API_KEY": "sk-ant-test"}
    printed = []
    for number, block in enumerate(examples):
        folder = tmp_path / str(number)
        folder.mkdir()
        ran = _run(block, gnomon.url, folder, env)
        assert ran.returncode == 0, f"{block.text}\nprinted {ran.stdout}{ran.stderr}"
        assert '"error":{' not in ran.stdout.replace(" ", ""), f"{block.text}\nprinted {ran.stdout}"
        printed.append(ran.stdout)
    assert len(provider.requests) >= 3
    assert gnomon.health()["store"]["scores"] >= 1
    gnomon.wait_until(
        lambda: gnomon.health()["store"]["waiting_scores"] == 0,
        f"each score to find its call; the examples printed {printed}",
    )


@pytest.mark.parametrize("wrong", ["", "## Other\n```sh\ncurl x\n```\n", "## Quick start\n```sh\nmake serve\n```\n"])
def test_missing_examples_are_detected(wrong: str) -> None:
    """A README without runnable examples does not pass."""
    assert blocks(wrong) == []


def _run(block: Block, url: str, folder: Path, env: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    text = _WHERE_IT_RUNS.sub(url, block.text)
    if block.language in ("ts", "typescript"):
        return run_script(text, folder, env)
    command = [sys.executable, "-c", text] if block.language == "python" else ["sh", "-euc", text]
    return subprocess.run(
        command,
        cwd=folder,
        env={"PATH": os.environ["PATH"], "HOME": str(folder), **env},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
