"""The image of the Containerfile, run with buildah: `make test-image`, after `make image`. Not part of `make test`,
because a build fetches a base image and takes minutes."""

from __future__ import annotations

import json
import signal
import subprocess
from collections.abc import Iterator

import psutil
import pytest

from tests.support.client import Client
from tests.support.openai_like import openai_like
from tests.support.upstream import Upstream

IMAGE = "localhost/gnomon"
PORT = 18787  # chroot isolation shares the host's network, where 8787 may be taken
UID = 10001


@pytest.fixture
def container() -> Iterator[str]:
    name = subprocess.run(["buildah", "from", IMAGE], capture_output=True, text=True, check=True).stdout.strip()
    yield name
    subprocess.run(["buildah", "rm", name], capture_output=True, check=True)


def _command(container: str, *words: str, **variables: str) -> list[str]:
    env = [f"--env={name}={value}" for name, value in variables.items()]
    return ["buildah", "run", "--isolation=chroot", f"--env=GNOMON_SERVER__PORT={PORT}", *env, container, "--", *words]


def _health_check() -> list[str]:
    inspected = subprocess.run(
        ["buildah", "inspect", "--type=image", IMAGE], capture_output=True, text=True, check=True
    )
    kind, *words = json.loads(inspected.stdout)["Docker"]["config"]["Healthcheck"]["Test"]
    assert kind == "CMD"
    return words


def _supervisor(started: subprocess.Popen[str]) -> psutil.Process:
    (found,) = [
        process
        for process in psutil.Process(started.pid).children(recursive=True)
        if process.cmdline()[:1] != ["buildah-chroot-exec"] and process.cmdline()[-1:] == ["serve"]
    ]
    return found


def test_it_does_not_start_without_keys(container: str) -> None:
    """Without a key and without permission for anonymous calls, it ends with a message."""
    ended = subprocess.run(_command(container, "gnomon", "serve"), capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert "allow_anonymous" in ended.stderr


def test_it_logs_and_scores_a_call_as_a_normal_user(container: str) -> None:
    """The program serves a call without root and without Node, keeps its data in /data, and its health check works."""
    with Upstream() as upstream:
        openai_like(upstream)
        variables = {
            "GNOMON_SERVER__ALLOW_ANONYMOUS": "true",
            "GNOMON_UPSTREAM": json.dumps([{"name": "fake", "base_url": upstream.base_url}]),
        }
        command = _command(container, "gnomon", "serve", **variables)
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as started:
            assert started.stdout is not None
            assert "listens" in started.stdout.readline()
            supervisor = _supervisor(started)
            try:
                assert supervisor.uids().real == UID
                client = Client(f"http://127.0.0.1:{PORT}")
                body = {"model": "gpt-4o-mini", "messages": [{"role": "user", "content": "hello"}]}
                assert client.post("/v1/chat/completions", body, {"helicone-request-id": "image"}).status == 200
                client.score("image", {"accuracy": 92})
                logged = client.request("image", lambda request: bool(request["scores"]))
                assert (logged["outcome"], logged["scores"]) == ("ok", {"accuracy": 92})
                assert subprocess.run(_command(container, *_health_check()), check=False).returncode == 0
                files = subprocess.run(_command(container, "ls", "/data"), capture_output=True, text=True, check=True)
                assert "gnomon.db" in files.stdout
                assert subprocess.run(_command(container, "sh", "-c", "command -v node"), check=False).returncode != 0
            finally:
                supervisor.send_signal(signal.SIGTERM)
            assert started.wait(60) == 0
    assert subprocess.run(_command(container, *_health_check()), capture_output=True, check=False).returncode != 0
