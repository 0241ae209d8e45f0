"""Scores through the complete program: worker, api process, disk."""

from __future__ import annotations

import http.client
import json
import socket
import threading
from pathlib import Path
from urllib.parse import urlsplit

from tests.support.server import Gnomon
from tests.support.upstream import Upstream

KILLS = 4


class Sender(threading.Thread):
    """Sends scores one after the other, and repeats each until acknowledged, with its own Idempotency-Key."""

    def __init__(self, gnomon: Gnomon, name: str, count: int) -> None:
        super().__init__()
        self._gnomon = gnomon
        self._prefix = name
        self._count = count
        self.acknowledged: dict[str, str] = {}  # request id → score id
        self.progress = threading.Semaphore(0)

    def run(self) -> None:
        for number in range(self._count):
            request_id = f"{self._prefix}-{number}"
            self._gnomon.wait_until(
                lambda request_id=request_id: self._send(request_id), f"{request_id} to be acknowledged"
            )
            self.progress.release()

    def _send(self, request_id: str) -> bool:
        score = {"request_id": request_id, "name": "quality", "value": 0.5}
        reply = self._gnomon.post("/v1/scores", score, {"Idempotency-Key": request_id})
        if reply.status != 201:
            return False
        self.acknowledged[request_id] = reply.json()["data"]["scores"][0]["score_id"]
        return True


def test_scores_survive_the_death_of_the_api_process(tmp_path: Path, upstream: Upstream) -> None:
    """Two clients send while the api process is killed several times.

    Each acknowledged score exists under the acknowledged id, and repetitions under its key were not stored twice.
    """
    with Gnomon(tmp_path, upstream.base_url) as gnomon:
        senders = [Sender(gnomon, name, 60) for name in ("a", "b")]
        for sender in senders:
            sender.start()
        for _ in range(KILLS):
            for sender in senders:
                for _ in range(10):
                    assert sender.progress.acquire(timeout=30)
            gnomon.kill("api")
        for sender in senders:
            sender.join(60)
            assert len(sender.acknowledged) == 60
        for sender in senders:
            for request_id, score_id in sender.acknowledged.items():
                listed = gnomon.get(f"/v1/scores?request_id={request_id}&include_superseded=true").json()["data"]
                assert [score["score_id"] for score in listed] == [score_id]


def test_a_bulk_load_is_relayed_in_both_directions_at_once(tmp_path: Path, upstream: Upstream) -> None:
    """The first thousand lines are answered before the last ones are sent.

    40,000 answers wait for a client that reads only after it has sent all lines.
    """
    with Gnomon(tmp_path, upstream.base_url) as gnomon:
        address = urlsplit(gnomon.url)
        connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=60)
        lines = [json.dumps({"request_id": f"r{n}", "name": "a", "value": n}).encode() + b"\n" for n in range(40_000)]
        body = b"".join(lines)
        connection.request("POST", "/v1/scores", body, {"Content-Type": "application/x-ndjson"})
        answers = connection.getresponse().read().splitlines()
        connection.close()
        assert len(answers) == 40_001
        assert json.loads(answers[-1])["waiting"] == 40_000

        with socket.create_connection((address.hostname, address.port), 60) as client:
            client.sendall(
                b"POST /v1/scores HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n"
                b"Connection: close\r\nContent-Length: %d\r\n\r\n" % len(body)
            )
            thousand = b"".join(lines[:1_000])
            client.sendall(thousand)
            received = b""
            while b'"line":1000,' not in received:
                received += client.recv(1 << 16)
            client.sendall(body[len(thousand) :])
            client.shutdown(socket.SHUT_RD)  # the upload continues although the client reads no more answers
        gnomon.wait_until(lambda: gnomon.health()["store"]["scores"] >= 41_000, "the acknowledged scores to be stored")


def test_a_property_added_later_is_shown_with_those_of_the_call(tmp_path: Path, provider: Upstream) -> None:
    """PUT /v1/request/{id}/property adds to the properties from the headers of the call."""
    with Gnomon(tmp_path, provider.base_url) as gnomon:
        chat = {"model": "gpt-4o-mini", "messages": [{"role": "user", "content": "hi"}]}
        headers = {"Helicone-Request-Id": "mine", "Helicone-Property-App": "demo"}
        assert gnomon.post("/v1/chat/completions", chat, headers).status == 200
        put = gnomon.call(
            "PUT",
            "/v1/request/mine/property",
            json.dumps({"key": "Team", "value": "blue"}).encode(),
            {"Content-Type": "application/json"},
        )
        assert put.status == 201
        assert gnomon.request("mine")["properties"] == {"App": "demo", "Team": "blue"}
