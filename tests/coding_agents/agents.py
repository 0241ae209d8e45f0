"""The programs: their settings, how they are run, and what the log must say of them.

Each gets a home and an environment of its own, without telemetry or updates; Gnomon is its only server.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.support.node import NODE

PACKAGES = Path(__file__).parent / "node_modules"
PROMPT = "When is noon?"
_TIMEOUT_S = 60


@dataclass(frozen=True, slots=True)
class Agent:
    """`settings` and `environment` get the base URL and the headers that the agent is to send."""

    name: str
    program: str  # in PACKAGES
    arguments: tuple[str, ...]
    base_path: str  # of the base URL: what stands behind Gnomon's address
    settings_file: str  # in the home
    settings: Callable[[str, Mapping[str, str]], str]
    environment: Callable[[str, Mapping[str, str]], Mapping[str, str]]
    # What the log says
    dialect: str
    model: str
    session_source: str
    tool_call: str  # the preview of the first answer
    cost_usd: float  # of a call, by the price table

    def __str__(self) -> str:
        return self.name

    def run(self, home: Path, url: str, headers: Mapping[str, str]) -> str:
        """Do one turn, and return what the program printed."""
        program = PACKAGES / self.program
        assert program.exists(), "packages are missing: run `make test` once, or `npm ci` in tests/coding_agents"
        base_url = url + self.base_path
        settings = home / self.settings_file
        settings.parent.mkdir(parents=True)
        settings.write_text(self.settings(base_url, headers))
        work = home / "work"
        work.mkdir()
        ran = subprocess.run(
            [str(program), *self.arguments],
            cwd=work,
            env={"HOME": str(home), "PATH": f"{NODE.parent}:/usr/bin:/bin", **self.environment(base_url, headers)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=_TIMEOUT_S,
            check=False,
        )
        assert ran.returncode == 0, f"{self.name} ended with status {ran.returncode}\n{ran.stdout}\n{ran.stderr}"
        return ran.stdout


def _codex_settings(base_url: str, headers: Mapping[str, str]) -> str:
    lines = [
        'model = "gpt-5"',
        'model_provider = "gnomon"',
        "check_for_update_on_startup = false",
        "[analytics]",
        "enabled = false",
        "[model_providers.gnomon]",
        'name = "Gnomon"',
        f"base_url = {json.dumps(base_url)}",
        'env_key = "OPENAI_API_KEY"',
        'wire_api = "responses"',
        "[model_providers.gnomon.http_headers]",
        *(f"{name} = {json.dumps(value)}" for name, value in headers.items()),
    ]
    return "\n".join(lines)


def _gemini_settings(_base_url: str, _headers: Mapping[str, str]) -> str:
    return json.dumps(
        {
            "security": {"auth": {"selectedType": "gemini-api-key"}},
            "privacy": {"usageStatisticsEnabled": False},
            "telemetry": {"enabled": False},
            "general": {"enableAutoUpdate": False, "enableAutoUpdateNotification": False},
        }
    )


def _gemini_environment(base_url: str, headers: Mapping[str, str]) -> Mapping[str, str]:
    return {
        "GEMINI_API_KEY": "sk-test",
        "GOOGLE_GEMINI_BASE_URL": base_url,
        "GEMINI_CLI_CUSTOM_HEADERS": ",".join(f"{name}: {value}" for name, value in headers.items()),
        "GEMINI_CLI_TRUST_WORKSPACE": "true",
    }


CODEX = Agent(
    name="codex",
    program="codex-linux-x64/vendor/x86_64-unknown-linux-musl/codex/codex",
    arguments=("exec", "--skip-git-repo-check", "--dangerously-bypass-approvals-and-sandbox", PROMPT),
    base_path="/v1",
    settings_file=".codex/config.toml",
    settings=_codex_settings,
    environment=lambda _base_url, _headers: {"OPENAI_API_KEY": "sk-test"},
    dialect="openai_responses",
    model="gpt-5",
    session_source="agent_header",
    tool_call='exec_command({"cmd": "echo noon"})',
    cost_usd=(200 * 1.25 + 800 * 0.125 + 20 * 10) / 1e6,
)
GEMINI = Agent(
    name="gemini",
    program=".bin/gemini",
    arguments=("--yolo", "--model", "gemini-2.5-flash", "--prompt", PROMPT),
    base_path="/fake",
    settings_file=".gemini/settings.json",
    settings=_gemini_settings,
    environment=_gemini_environment,
    dialect="gemini",
    model="gemini-2.5-flash",
    session_source="first_messages",
    tool_call='run_shell_command({"command":"echo noon"})',
    cost_usd=(200 * 0.3 + 800 * 0.03 + 20 * 2.5) / 1e6,
)
