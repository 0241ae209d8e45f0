"""A server with logged calls, an upstream whose candidates answer by their names, and `gnomon replay` on it."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from typer.testing import CliRunner

from gnomon.cli import app
from tests.evaluation.judging import completion
from tests.support.gate import Gate
from tests.support.openai_like import send_json
from tests.support.scripts import send_answer
from tests.support.server import Gnomon
from tests.support.upstream import Call, Upstream

KEY = "gn-key-of-the-test"
SETTINGS = f"""
[[auth.key]]
name = "test"
sha256 = "{sha256(KEY.encode()).hexdigest()}"

[[price]]
model = "judge-1"
input_usd = 100
output_usd = 100

[[price]]
model = "better"
input_usd = 100
output_usd = 100

[[evaluator]]
name = "polite"
sample_rate = 0
checks = [{{ score = "polite", type = "contains", texts = ["please"] }}]

[[evaluator]]
name = "sparing"
sample_rate = 0
checks = [{{ score = "sparing", type = "contains", texts = ["please"] }}]
"""
ANSWERS = {
    "app-1": "fair",
    "app-2": "fair",
    "better": "good, please",
    "worse": "bad",
    "alike": "fair",
    "mute": "good, please",
}
RANKS = {"bad": 0, "fair": 1, "good, please": 2}
TIES = {"judge-1": "neither", "judge-of-the-first": "answer_1"}
PATHS = ("/v1/chat/completions", "/fake/v1/chat/completions?api-version=1&key=sk-in-the-query")
ITEMS = 30


def sent(number: int, model: str) -> bytes:
    messages = f'[{{"role":"user","content":"Ask \\u00e9 {number}"}}]'
    return f'{{ "messages":{messages},  "model" :"{model}","seed":1.0}}'.encode()


KEYS = {"CANDIDATE_KEY": "sk-candidate\n", "BAD_KEY": "sk-\nx"}  # secrets in files often end with a line feed


class Replayed(NamedTuple):
    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Asked:
    """What the upstream was asked, and the answers of its models."""

    def __init__(self) -> None:
        self.bodies: dict[str, list[bytes]] = {}
        self.headers: dict[str, dict[str, str]] = {}
        self.targets: dict[str, set[str]] = {}
        self.gate = Gate()  # for candidates
        self.gate.open()

    def count(self, model: str) -> int:
        return len(self.bodies.get(model, []))

    async def script(self, call: Call) -> None:
        await call.body()
        asked = call.request.json()
        model = asked["model"]
        self.bodies.setdefault(model, []).append(call.request.body)
        self.targets.setdefault(model, set()).add(call.request.target)
        self.headers[model] = {name.lower(): value for name, value in call.request.headers}
        if model.startswith("judge"):
            judged = _judged(asked["messages"][-1]["content"], otherwise=TIES[model])
            await send_json(call, completion(json.dumps(judged)))
        elif model == "failing":
            await send_json(call, {"error": {"message": "no", "type": "invalid_request_error"}}, 400)
        elif model == "busy":
            await send_answer(call, 429, [("retry-after", "3600")], b"{}")
        elif model == "mute" and asked["messages"][-1]["content"].endswith("0"):
            await send_json(call, completion(""))
        else:
            if not model.startswith("app"):
                await self.gate.passed()
            await send_json(call, completion(ANSWERS[model]) | {"model": model})


def _judged(prompt: str, otherwise: str) -> dict[str, Any]:
    """It prefers the better answer; `otherwise`: what it says of two that are alike."""
    first, second = (
        prompt.partition(f"<answer_{number}>\n")[2].partition(f"\n</answer_{number}>")[0] for number in (1, 2)
    )
    assert not any(word in prompt for word in ("candidate", "original", "app-1", "worse"))
    better = otherwise
    if RANKS[first] != RANKS[second]:
        better = "answer_1" if RANKS[first] > RANKS[second] else "answer_2"
    return {"better": {"reasoning": "because", "score": better}}


@contextmanager
def logged_calls(folder: Path) -> Iterator[tuple[Gnomon, Asked]]:
    """With ITEMS calls of the model app-1."""
    asked = Asked()
    with Upstream(asked.script) as upstream:
        gnomon = Gnomon(folder, upstream.base_url, env={})
        with gnomon.config.open("a") as config:
            config.write(SETTINGS)
        with gnomon:
            for number in range(ITEMS):
                body = sent(number, "app-1")
                headers = {
                    "Helicone-Auth": f"Bearer {KEY}",
                    "Helicone-Request-Id": f"item-{number}",
                    "Authorization": "Bearer sk-app",
                    "Content-Type": "application/json",
                    "OpenAI-Beta": "x=1",
                }
                answer = gnomon.call("POST", PATHS[number % 2], body, headers)
                assert answer.status == 200, answer
            yield gnomon, asked


def arguments(gnomon: Gnomon, *options: str) -> list[str]:
    return ["replay", "--url", gnomon.url, "--key", KEY, *options]


def replay(gnomon: Gnomon, *options: str) -> Replayed:
    """In this process: another one would need a second to import what it needs."""
    done = CliRunner().invoke(app, arguments(gnomon, *options), env=KEYS)
    return Replayed(done.exit_code, done.stdout, done.stderr)


def replay_process(gnomon: Gnomon, *options: str) -> subprocess.Popen[str]:
    """Ctrl-C stops it also where the tests run in the background of a shell, which then ignores SIGINT."""
    command = [sys.executable, "-m", "gnomon", *arguments(gnomon, *options)]
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    finally:
        signal.signal(signal.SIGINT, before)


def data(gnomon: Gnomon, method: str, path: str, body: Any = None) -> Any:
    headers = {"Authorization": f"Bearer {KEY}", "Content-Type": "application/json"}
    answer = gnomon.call(method, path, None if body is None else json.dumps(body).encode(), headers)
    assert answer.status in (200, 201), answer
    return answer.json()["data"]
