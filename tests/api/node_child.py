"""A node's API in a process of its own, which can be killed. `NodeProcess` starts it from a test."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from api.server import serve
from api.settings import ApiConfig
from evaluation.evaluators.settings import EvaluationConfig, JudgeKeySettings
from evaluation.settings import WebhookSettings
from store.settings import KeySettings, StoreSettings
from tests.api.conftest import plain_config
from tests.evaluation.judging import PRICES

_STARTS = 5
KEY = "a key of all nodes"


def node_config(folder: Path, store_url: str, address: str, proxy_url: str) -> ApiConfig:
    """`proxy_url`: of the server that stands for the proxy and the upstream of judges."""
    evaluation = EvaluationConfig(
        judge_keys=[JudgeKeySettings(upstream="openai", env="E19_JUDGE_KEY")], base_urls={"openai": proxy_url}
    )
    return replace(
        plain_config(folder),
        port=int(proxy_url.rpartition(":")[2]),
        store=StoreSettings(url=store_url),
        address=address,
        keys=[KeySettings(name="ci", sha256=sha256(KEY.encode()).hexdigest())],
        webhooks=WebhookSettings(allowed_hosts=["127.0.0.1"]),
        prices=PRICES,
        evaluation=evaluation,
    )


class NodeProcess:
    def __init__(self, folder: Path, store_url: str, proxy_url: str) -> None:
        self.folder = folder
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self.config = node_config(folder, store_url, self.url, proxy_url)
        self._arguments = [str(folder), store_url, self.url, proxy_url]
        self._process: subprocess.Popen[str] | None = None

    async def start(self) -> None:
        """Returns when it is ready. It ends when a busy server does not register it in time, and is started again."""
        for _ in range(_STARTS):
            self._process = self._started()
            assert self._process.stdout
            lines = iter(self._process.stdout.readline, "")
            if await asyncio.to_thread(lambda lines=lines: "ready\n" in lines):  # type: ignore[misc]
                return
            self.kill()
        raise RuntimeError("the node could not be started")

    def _started(self) -> subprocess.Popen[str]:
        fd = self._listener.fileno()
        return subprocess.Popen(
            [sys.executable, "-m", "tests.api.node_child", json.dumps([fd, *self._arguments])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            pass_fds=[fd],
            text=True,
            env=os.environ | {"E19_JUDGE_KEY": "sk-judge"},
        )

    def kill(self) -> None:
        if self._process:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def close(self) -> None:
        self.kill()
        self._listener.close()


async def _serve(fd: int, *arguments: Any) -> None:
    stop = asyncio.Event()
    folder, *rest = arguments
    await serve(node_config(Path(folder), *rest), socket.socket(fileno=fd), lambda: print("ready", flush=True), stop)


if __name__ == "__main__":
    asyncio.run(_serve(*json.loads(sys.argv[1])))
