"""kill -9 of the api process while callers report calls: what was acknowledged is in the log, once."""

from __future__ import annotations

import os
import random
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

import orjson
import pytest

from store.intake import span_id_of
from tests.support import otlp
from tests.support.otlp import TRACE, logs, message, span, traces
from tests.support.server import Gnomon
from tests.support.upstream import Upstream

KILLS = int(os.environ.get("CRASH_KILLS", "2"))
CHAT = {"gen_ai.operation.name": "chat", "gen_ai.request.model": "gpt-4o", "gen_ai.system": "openai"}


class Reporter(threading.Thread):
    """Sends batches of spans and logs, one after the other, and remembers what was acknowledged."""

    def __init__(self, gnomon: Gnomon, first: int) -> None:
        super().__init__()
        self._gnomon = gnomon
        self._numbers = range(first, first + 1_000_000, 10)
        self.stopping = threading.Event()
        self.acknowledged: list[str] = []
        self.with_messages: set[str] = set()  # request ids of spans

    def run(self) -> None:
        for number in self._numbers:
            if self.stopping.is_set():
                return
            batch = traces(span(number + offset, CHAT if offset % 2 else {}) for offset in range(10))
            protobuf = otlp.traces_protobuf(batch)
            if self._post("/v1/traces", protobuf, "application/x-protobuf"):
                self.acknowledged += [span_id_of(1, TRACE, f"{number + offset:016x}") for offset in (1, 3, 5, 7, 9)]
            self._post_messages(number)
            log = {
                "providerRequest": {"url": "x", "json": {"n": number}},
                "providerResponse": {"status": 200, "json": 1},
            }
            if self._post("/custom/v1/log", orjson.dumps(log), "application/json", f"log-{number}"):
                self.acknowledged.append(f"log-{number}")

    def _post_messages(self, number: int) -> None:
        """Of a span that was sent before, and of one that will be sent next."""
        spans = [number + 1, number + 11]
        records = [message(span, "gen_ai.user.message", {"content": f"Message {span}"}) for span in spans]
        if self._post("/v1/logs", otlp.logs_protobuf(logs(records)), "application/x-protobuf"):
            self.with_messages |= {span_id_of(1, TRACE, f"{span:016x}") for span in spans}

    def _post(self, path: str, body: bytes, content_type: str, request_id: str = "") -> bool:
        headers = {"Content-Type": content_type} | ({"Helicone-Request-Id": request_id} if request_id else {})
        request = urllib.request.Request(self._gnomon.url + path, body, headers)
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return int(answer.status) == 200
        except (urllib.error.URLError, OSError):
            return False  # not acknowledged: its client would send it again


@pytest.mark.timeout(120 + 15 * KILLS)
def test_no_acknowledged_report_is_lost(tmp_path: Path, provider: Upstream) -> None:
    with Gnomon(tmp_path, provider.base_url) as gnomon:
        reporters = [Reporter(gnomon, 1), Reporter(gnomon, 50_000_001)]
        for reporter in reporters:
            reporter.start()
        for _ in range(KILLS):
            before = sum(len(reporter.acknowledged) for reporter in reporters)
            enough = before + random.randrange(30, 90)
            until = time.monotonic() + 30
            while sum(len(reporter.acknowledged) for reporter in reporters) < enough and time.monotonic() < until:
                gnomon.health()
            gnomon.kill("api")
        for reporter in reporters:
            reporter.stopping.set()
            reporter.join()
        acknowledged = {request_id for reporter in reporters for request_id in reporter.acknowledged}
        assert len(acknowledged) > 30 * KILLS
        for request_id in acknowledged:
            assert gnomon.request(request_id)["attempt_count"] == 1
        gnomon.wait_until(lambda: gnomon.health()["spool"]["lag_bytes"] == 0, "everything to be stored")
        spoken = acknowledged & {request_id for reporter in reporters for request_id in reporter.with_messages}
        assert len(spoken) > 2 * KILLS
        for request_id in spoken:
            assert gnomon.request(request_id)["prompt_preview"].startswith("Message ")
        gnomon.wait_until(lambda: gnomon.health()["spool"]["lag_bytes"] == 0, "everything to be stored")
        # A kill in the middle of a write leaves an end that was not acknowledged; nothing else may be set aside.
        torn_ends = (tmp_path / "stderr.log").read_text().count("event=torn_end_set_aside")
        assert gnomon.health()["spool"]["quarantined_files"] == torn_ends <= KILLS
