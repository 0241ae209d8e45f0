"""Coding agents that are too large to install: what they read from their snippets, by docs/coding-agents.md.

A call with an SDK, to the same address and with the same headers, stands in for the agent.
"""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tests.snippets.offered import Offered
from tests.snippets.running import variables


@dataclass(frozen=True, slots=True)
class Reads:
    base_url: str
    headers: dict[str, str] = field(default_factory=dict)


def _claude_code(snippet: Offered, folder: Path) -> Reads:
    environment = variables(snippet.code, folder)
    return Reads(environment["ANTHROPIC_BASE_URL"], _header_lines(environment["ANTHROPIC_CUSTOM_HEADERS"]))


def _opencode(snippet: Offered, _folder: Path) -> Reads:
    settings = json.loads(snippet.code)
    name, _, model = settings["model"].partition("/")
    provider = settings["provider"][name]
    assert model in provider["models"]
    assert (provider["npm"], provider["options"]["apiKey"]) == ("@ai-sdk/openai-compatible", "{env:OPENAI_API_KEY}")
    return Reads(provider["options"]["baseURL"], provider["options"]["headers"])


def _qwen_code(snippet: Offered, folder: Path) -> Reads:
    environment = variables(snippet.code, folder)
    assert environment["OPENAI_MODEL"]
    settings = json.loads(snippet.also or "")
    return Reads(environment["OPENAI_BASE_URL"], settings["model"]["generationConfig"]["customHeaders"])


def _cline(snippet: Offered, _folder: Path) -> Reads:
    command, verb, provider, *options = shlex.split(snippet.code)
    assert (command, verb, provider) == ("cline", "auth", "openai")
    given = dict(zip(options[::2], options[1::2], strict=True))
    assert given.keys() == {"--baseurl", "--apikey", "--modelid"}
    return Reads(given["--baseurl"], _header_lines(snippet.also or ""))


def _continue(snippet: Offered, _folder: Path) -> Reads:
    (model,) = yaml.safe_load(snippet.code)["models"]
    assert model["provider"] == "openai"
    return Reads(model["apiBase"], model["requestOptions"]["headers"])


def _aider(snippet: Offered, folder: Path) -> Reads:
    (model,) = yaml.safe_load(snippet.also or "")
    assert model["name"] == "aider/extra_params"
    headers = model["extra_params"]["extra_headers"]
    assert headers["Helicone-Stream-Usage"] == "true"
    return Reads(variables(snippet.code, folder)["OPENAI_API_BASE"], headers)


def _mini_swe_agent(snippet: Offered, folder: Path) -> Reads:
    shell, command = snippet.code.split("\n")
    program, *options = shlex.split(command)
    assert (program, options[:4]) == ("mini", ["-m", "openai/gpt-5", "-c", "mini.yaml"])
    setting, _, value = options[-1].partition("=")
    assert setting == "model.model_kwargs.extra_headers"
    return Reads(variables(shell, folder)["OPENAI_API_BASE"], json.loads(value))


def _cursor(snippet: Offered, _folder: Path) -> Reads:
    directive, name, value = shlex.split((snippet.also or "").rstrip(";"))
    assert directive == "proxy_set_header"
    return Reads(snippet.code, {name: value})


def _header_lines(text: str) -> dict[str, str]:
    return dict(line.split(": ", 1) for line in text.splitlines())


NOT_INSTALLED: dict[str, Callable[[Offered, Path], Reads]] = {
    "claude-code": _claude_code,
    "opencode": _opencode,
    "qwen-code": _qwen_code,
    "cline": _cline,
    "continue": _continue,
    "aider": _aider,
    "mini-swe-agent": _mini_swe_agent,
    "cursor": _cursor,
}
IN_TESTS_CODING_AGENTS: set[Any] = {"codex", "gemini-cli"}
