"""Runs a snippet with the language and the packages it is for."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.snippets.offered import Offered
from tests.support.node import run_script

ROOT = Path(__file__).parents[2]
KEYS = ("OPENAI_API_KEY", "ANTHROPIC_API_KEY", "GEMINI_API_KEY", "GROQ_API_KEY", "AWS_BEARER_TOKEN_BEDROCK")
PROVIDER_KEY = "sk-of-the-provider"
ENVIRONMENTS = {  # below .venv, by the packages that the snippets name
    "langchain-openai": "recipes",
    "llama-index-llms-openai": "tracing-helicone",
    "google-genai": "recipes",
    "litellm": "tracing-helicone",
    "pydantic-ai": "tracing-otel",
    "opentelemetry-exporter-otlp-proto-http": "tracing-otel",
}
GO = shutil.which("go") or shutil.which("go", path="/usr/local/go/bin")


def run(snippet: Offered, folder: Path, then: str = "") -> str:
    """Run it, and `then` behind it; returns what it printed."""
    language, _, package = snippet.place.partition(", package")
    code = f"{snippet.code}\n{then}"
    if language == "TypeScript":
        ran = run_script(code, folder, environment(folder))
    else:
        ran = _run(_command(language, package.removeprefix("s").strip(), code, folder), folder)
    assert ran.returncode == 0, f"{snippet.id} ended with status {ran.returncode}\n{ran.stdout}\n{ran.stderr}"
    return ran.stdout


def _command(language: str, package: str, code: str, folder: Path) -> list[str]:
    if language == "Python":
        return [str(python(package)), "-c", code]
    if language == "Go, standard library":
        assert GO, "go is missing"
        (folder / "main.go").write_text(code)
        return [GO, "run", "main.go"]
    return ["sh", "-euc", code]  # all others are lines of a shell


def python(package: str) -> Path:
    """The interpreter that has it."""
    if package not in ENVIRONMENTS:
        return Path(sys.executable)
    found = ROOT / ".venv" / ENVIRONMENTS[package] / "bin/python"
    assert found.exists(), f"{package} is missing: run `make test` once"
    return found


def variables(shell: str, folder: Path) -> dict[str, str]:
    """The environment after these lines."""
    ran = _run(["sh", "-euc", f"{shell}\nenv -0"], folder)
    assert ran.returncode == 0, ran.stderr
    return dict(line.split("=", 1) for line in ran.stdout.split("\0") if line)


def environment(folder: Path) -> dict[str, str]:
    quiet = {"LITELLM_LOCAL_MODEL_COST_MAP": "True", "LANGSMITH_TRACING": "false", "GOFLAGS": "-mod=mod"}
    cache = os.environ.get("GOCACHE") or str(Path.home() / ".cache/go-build")
    path = f"{os.environ['PATH']}:/usr/local/go/bin"
    return {"HOME": str(folder), "PATH": path, "GOCACHE": cache, **quiet, **dict.fromkeys(KEYS, PROVIDER_KEY)}


def _run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=folder,
        env=environment(folder),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
