"""The examples of the README and of the pages on webhooks and OpenTelemetry work: they are run unchanged."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest
import standardwebhooks

from tests.support.node import run_script
from tests.support.server import Gnomon
from tests.support.upstream import Upstream

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
_FENCED = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_QUICK_START = re.compile(r"^## [^\n]*quick start[^\n]*\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL | re.IGNORECASE)
_WHERE_IT_RUNS = re.compile(r"http://(?:localhost|127\.0\.0\.1):8787")
_SET_UP = re.compile(r"^\s*(git clone|cd|make)\b")  # set-up that is done already
SPAN = """
attributes = {{"gen_ai.operation.name": "chat", "gen_ai.request.model": "gpt-4o-mini", "session.id": "{session}"}}
with trace.get_tracer("app").start_as_current_span("chat gpt-4o-mini", attributes=attributes):
    pass
provider.shutdown()
"""
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


def fenced(page: str, language: str) -> list[Block]:
    """The examples of a page of the documentation in that language."""
    found = [Block(*match) for match in _FENCED.findall((ROOT / "docs" / page).read_text())]
    return [block for block in found if block.language == language]


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


def test_the_page_on_webhooks(gnomon: Gnomon, tmp_path: Path) -> None:
    """Its command makes a webhook, and its lines of Python verify a message that is signed with that secret."""
    create, verify = fenced("webhooks.md", "sh")[0], fenced("webhooks.md", "python")[0]
    ran = _run(create, gnomon.url, tmp_path, {})
    webhook = json.loads(ran.stdout)["data"]
    assert (webhook["destination"], webhook["config"]["sampleRate"]) == ("https://evaluator.example.com/hook", 10)
    body, now = json.dumps({"type": "request.logged"}), datetime.now(UTC)
    signature = standardwebhooks.Webhook(webhook["secret"]).sign("msg_1", now, body)
    signed = {"id": "msg_1", "timestamp": str(int(now.timestamp())), "signature": signature}
    headers = {f"webhook-{name}": value for name, value in signed.items()}
    given = {"body": body, "headers": headers}
    exec(verify.text.replace("whsec_…", webhook["secret"]), given)
    assert given["message"] == {"type": "request.logged"}
    gnomon.call("DELETE", f"/v1/webhooks/{webhook['id']}")


def test_the_page_on_opentelemetry(gnomon: Gnomon, tmp_path: Path) -> None:
    """Spans come by its lines of Python, and by its environment alone."""
    environment, program = fenced("otlp.md", "sh")[0], fenced("otlp.md", "python")[0]
    address = "OTLPSpanExporter("
    start = program.text.index(address) + len(address)
    by_environment = program.text[:start] + program.text[program.text.index(")", start) :]
    assert "localhost" not in by_environment
    python = ROOT / ".venv/tracing-otel/bin/python"
    assert python.exists(), "the tracing clients are missing: run `make test` once"
    for name, lines, set_up in (("lines", "", program.text), ("environment", environment.text, by_environment)):
        file = tmp_path / f"{name}.py"
        file.write_text(_WHERE_IT_RUNS.sub(gnomon.url, set_up) + SPAN.format(session=name))
        ran = _run(Block("sh", f"{lines}\n{python} {file}"), gnomon.url, tmp_path, {})
        assert ran.returncode == 0, ran.stderr
        (step,) = gnomon.get(f"/v1/session/{name}/steps").json()["data"]
        assert (step["kind"], step["name"]) == ("call", "chat gpt-4o-mini")


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
