"""The programs: their settings, how they are run, and what the log must say of them.

They are pointed at Gnomon by what the dashboard offers to copy for them. Each gets a home and an environment of its
own, without telemetry or updates; Gnomon is its only server.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.snippets.running import variables
from tests.support.node import NODE

PACKAGES = Path(__file__).parent / "node_modules"
PROMPT = "When is noon?"
_TIMEOUT_S = 60


@dataclass(frozen=True, slots=True)
class Agent:
    """`settings` and `environment` get the snippet of the dashboard."""

    name: str
    program: str  # in PACKAGES
    arguments: tuple[str, ...]
    snippet: str  # its id
    user: tuple[str, str]  # what in the snippet becomes what, so that the agent also sends who uses it
    settings_file: str  # in the home
    settings: Callable[[str], str]
    environment: Callable[[str, Path], Mapping[str, str]]
    # What the log says
    dialect: str
    model: str
    session_source: str
    tool_call: str  # the preview of the first answer
    cost_usd: float  # of a call, by the price table

    def __str__(self) -> str:
        return self.name

    def run(self, home: Path, snippet: str) -> str:
        """Do one turn, and return what the program printed."""
        program = PACKAGES / self.program
        assert program.exists(), "packages are missing: run `make test` once, or `npm ci` in tests/coding_agents"
        settings = home / self.settings_file
        settings.parent.mkdir(parents=True)
        settings.write_text(self.settings(snippet))
        work = home / "work"
        work.mkdir()
        ran = subprocess.run(
            [str(program), *self.arguments],
            cwd=work,
            env={"HOME": str(home), "PATH": f"{NODE.parent}:/usr/bin:/bin", **self.environment(snippet, work)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=_TIMEOUT_S,
            check=False,
        )
        assert ran.returncode == 0, f"{self.name} ended with status {ran.returncode}\n{ran.stdout}\n{ran.stderr}"
        return ran.stdout


def _codex_settings(snippet: str) -> str:
    lines = ['model = "gpt-5"', "check_for_update_on_startup = false", "analytics.enabled = false", snippet]
    return "\n".join(lines)


def _gemini_settings(_snippet: str) -> str:
    return json.dumps(
        {
            "security": {"auth": {"selectedType": "gemini-api-key"}},
            "privacy": {"usageStatisticsEnabled": False},
            "telemetry": {"enabled": False},
            "general": {"enableAutoUpdate": False, "enableAutoUpdateNotification": False},
        }
    )


def _gemini_environment(snippet: str, folder: Path) -> Mapping[str, str]:
    exported = {name: value for name, value in variables(snippet, folder).items() if name.startswith("G")}
    return {**exported, "GEMINI_API_KEY": "sk-test", "GEMINI_CLI_TRUST_WORKSPACE": "true"}


CODEX = Agent(
    name="codex",
    program="codex-linux-x64/vendor/x86_64-unknown-linux-musl/codex/codex",
    arguments=("exec", "--skip-git-repo-check", "--dangerously-bypass-approvals-and-sandbox", PROMPT),
    snippet="codex",
    user=("http_headers = {", 'http_headers = { "Helicone-User-Id" = "ada",'),
    settings_file=".codex/config.toml",
    settings=_codex_settings,
    environment=lambda _snippet, _folder: {"OPENAI_API_KEY": "sk-test"},
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
    snippet="gemini-cli",
    user=('HEADERS="', 'HEADERS="Helicone-User-Id: ada, '),
    settings_file=".gemini/settings.json",
    settings=_gemini_settings,
    environment=_gemini_environment,
    dialect="gemini",
    model="gemini-2.5-flash",
    session_source="first_messages",
    tool_call='run_shell_command({"command":"echo noon"})',
    cost_usd=(200 * 0.3 + 800 * 0.03 + 20 * 2.5) / 1e6,
)
