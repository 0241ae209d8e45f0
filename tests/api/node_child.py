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
        judge_keys=[JudgeKeySettings(upstream="openai", env="AWAY_JUDGE_KEY")], base_urls={"openai": proxy_url}
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
            ready, says_ready = os.pipe()
            self._process = self._started(says_ready)
            os.close(says_ready)
            is_ready = await asyncio.to_thread(os.read, ready, 1)
            os.close(ready)
            if is_ready:
                return
            self.kill()
        raise RuntimeError("the node could not be started")

    def _started(self, says_ready: int) -> subprocess.Popen[str]:
        fd = self._listener.fileno()
        with (self.folder.parent / f"{self.folder.name}.log").open("a") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "tests.api.node_child", json.dumps([fd, says_ready, *self._arguments])],
                stdout=log,
                pass_fds=[fd, says_ready],
                text=True,
                env=os.environ | {"AWAY_JUDGE_KEY": "sk-judge"},
            )

    def kill(self) -> None:
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None

    def close(self) -> None:
        self.kill()
        self._listener.close()


def _say(says_ready: int) -> None:
    os.write(says_ready, b".")
    os.close(says_ready)


async def _serve(fd: int, says_ready: int, *arguments: Any) -> None:
    folder, *rest = arguments
    config = node_config(Path(folder), *rest)
    await serve(config, socket.socket(fileno=fd), lambda: _say(says_ready), asyncio.Event())


if __name__ == "__main__":
    asyncio.run(_serve(*json.loads(sys.argv[1])))
