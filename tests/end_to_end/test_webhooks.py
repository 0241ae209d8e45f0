"""Webhooks of a whole server: each call arrives, whatever is killed; the receivers of examples/ verify and score."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.support.node import NODE, PACKAGES
from tests.support.server import Gnomon
from tests.support.upstream import Upstream

EXAMPLES = Path(__file__).parents[2] / "examples"
HERE = {"webhooks": {"allowed_hosts": ["127.0.0.1"]}}


class _Receiver(ThreadingHTTPServer):
    """Remembers the ids and calls that it accepted; while `broken` it answers 503."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.accepted: list[tuple[str, str]] = []  # webhook-id, request id
        self.broken = threading.Event()
        self.url = f"http://127.0.0.1:{self.server_address[1]}/hook"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Receiver

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if not self.server.broken.is_set():
            self.server.accepted.append((self.headers["webhook-id"], body["request_id"]))
        self.send_response(503 if self.server.broken.is_set() else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def receiving() -> Iterator[_Receiver]:
    with _Receiver() as receiver:
        thread = threading.Thread(target=receiver.serve_forever)
        thread.start()
        try:
            yield receiver
        finally:
            receiver.shutdown()
            thread.join()


def call(gnomon: Gnomon, request_id: str, **headers: str) -> None:
    body = {"model": "gpt-4o-mini", "messages": [{"role": "user", "content": "Hello there"}]}
    sent = {"Helicone-Request-Id": request_id, "Authorization": "Bearer sk-test", **headers}
    assert gnomon.post("/v1/chat/completions", body, sent).status == 200


def create(gnomon: Gnomon, destination: str, **fields: Any) -> Any:
    reply = gnomon.post("/v1/webhooks", {"destination": destination, **fields})
    assert reply.status == 200, reply.body
    return reply.json()["data"]


def test_no_message_is_lost_whatever_is_killed(tmp_path: Path, provider: Upstream) -> None:
    """The api process and everything are killed in the middle of calls and deliveries, with and without a filter, and
    while the receiver fails. Every call arrives at every webhook; a message that comes twice has the same id."""
    names = [f"call-{number}" for number in range(120)]
    by_user = {"request_response_rmt": {"user_id": {"equals": "anna"}}}
    with receiving() as plain, receiving() as filtered, Gnomon(tmp_path, provider.base_url, settings=HERE) as gnomon:
        create(gnomon, plain.url)
        create(gnomon, filtered.url, filter=by_user)
        for place, name in enumerate(names):
            if place in (20, 50):
                gnomon.kill("api")
            if place in (35, 80):
                gnomon.kill("all")
                gnomon.start()
            if place == 60:
                plain.broken.set()
            if place == 65:
                plain.broken.clear()
            call(gnomon, name, **{"Helicone-User-Id": "anna"})
        for receiver in (plain, filtered):
            gnomon.wait_until(
                lambda receiver=receiver: {request_id for _, request_id in receiver.accepted} == {*names},
                lambda receiver=receiver: f"all messages; there are {len(receiver.accepted)}",
            )
            ids = {request_id: message_id for message_id, request_id in receiver.accepted}
            assert {*receiver.accepted} == {(message_id, request_id) for request_id, message_id in ids.items()}
            doubled = [request_id for request_id, count in Counter(receiver.accepted).items() if count > 1]
            assert len(doubled) < 60


@contextmanager
def example(command: Sequence[str], folder: Path, env: dict[str, str]) -> Iterator[str]:
    """An example that runs; its URL."""
    with subprocess.Popen(
        command,
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PORT": "0", "PYTHONUNBUFFERED": "1", **env},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout
            for line in process.stdout:
                if match := re.search(r"http://127\.0\.0\.1:\d+", line):
                    yield f"{match[0]}/hook"
                    break
        finally:
            process.kill()


def python_example(_folder: Path) -> list[str]:
    return [sys.executable, str(EXAMPLES / "webhook_evaluator.py")]


def node_example(folder: Path) -> list[str]:
    modules = PACKAGES / "node_modules"
    assert (modules / "standardwebhooks").is_dir(), "packages are missing: run `make test` once"
    (folder / "node_modules").symlink_to(modules, target_is_directory=True)
    (folder / "package.json").write_text('{"type": "module"}')
    (folder / "webhook_evaluator.ts").write_text((EXAMPLES / "webhook_evaluator.ts").read_text())
    return [str(NODE), str(folder / "webhook_evaluator.ts")]


@pytest.mark.parametrize("command", [python_example, node_example])
def test_an_example_verifies_and_scores(tmp_path: Path, provider: Upstream, command: Any) -> None:
    """Started with the webhook's secret, it scores each call; a message that is signed with another one gets 401."""
    folder = tmp_path / "example"
    folder.mkdir()
    with Gnomon(tmp_path, provider.base_url, settings=HERE) as gnomon:
        webhook = create(gnomon, "https://receiver.invalid/", enabled=False)
        env = {"WEBHOOK_SECRET": webhook["secret"], "GNOMON_URL": gnomon.url}
        with example(command(folder), folder, env) as url:
            put(gnomon, webhook, destination=url, enabled=True)
            reply = gnomon.post(f"/v1/webhooks/{webhook['id']}/test", {})
            assert reply.json()["data"]["success"], reply.body
            call(gnomon, "my-request")
            scored = gnomon.request("my-request", lambda request: bool(request["scores"]))
            assert scored["scores"]["words"] == 4  # "You said: Hello there"
            labels = {detail["name"]: detail["label"] for detail in scored["score_details"]}
            assert labels["model_used"].startswith("gpt-4o-mini")
            stranger = create(gnomon, url, enabled=False)
            reply = gnomon.post(f"/v1/webhooks/{stranger['id']}/test", {})
            assert reply.json()["data"] == {"success": False, "message": "The test failed: HTTP 401"}


def put(gnomon: Gnomon, webhook: Any, **fields: Any) -> None:
    headers = {"content-type": "application/json"}
    reply = gnomon.call("PUT", f"/v1/webhooks/{webhook['id']}", json.dumps(fields).encode(), headers)
    assert reply.status == 200, reply.body
