"""Results of queries survive kills and restarts of the processes, and a rebuild of the replica."""

from __future__ import annotations

import threading
from http.client import HTTPException
from pathlib import Path
from typing import Any

from tests.support.server import Gnomon
from tests.support.upstream import Upstream

CALLS = 24
KILLS = 2
SCORES = 4_000  # per round: enough for the replica to need some time to catch up
R = "request_response_rmt"
BY_ENV = {"scores": ["quality"], "group_by": ["property.Env", "hour"], "quantiles": [0.5], "histogram": {"bins": 5}}
QUERIES: list[tuple[str, dict[str, Any]]] = [
    ("/v1/scores/query", BY_ENV),
    ("/v1/scores/query", {"scores": ["quality"], "group_by": ["evaluator"], "filter": {R: {"latency": {"gte": 0}}}}),
    (
        "/v1/scores/compare",
        {
            "scores": ["quality"],
            "first": {"filter": {R: {"properties": {"env": {"equals": "prod"}}}}},
            "second": {"filter": {R: {"properties": {"env": {"equals": "dev"}}}}},
        },
    ),
    ("/v1/request/count/query", {"filter": {R: {"scores": {"quality": {"gt": 0.5}}}}}),
    ("/v1/property/query", {}),
]


def _results(gnomon: Gnomon) -> list[Any]:
    """The results of all queries; waits until the replica is complete."""
    results: list[Any] = []
    for path, body in QUERIES:

        def answered(path: str = path, body: dict[str, Any] = body) -> bool:
            reply = gnomon.post(path, body)
            if reply.status not in (200, 201):
                return False
            results.append(reply.json()["data"])
            return True

        gnomon.wait_until(answered, f"{path} to be answered")
    return results


def _call_all(gnomon: Gnomon) -> None:
    chat = {"model": "gpt-4o-mini", "messages": [{"role": "user", "content": "hi"}]}
    for number in range(CALLS):
        headers = {"Helicone-Request-Id": f"call-{number}", "Helicone-Property-Env": ("prod", "dev")[number % 2]}
        assert gnomon.post("/v1/chat/completions", chat, headers).status == 200


def _score_all(gnomon: Gnomon, round_: int) -> None:
    """Post scores and have them acknowledged; later ones supersede earlier ones of the same evaluator."""
    scores = [
        {
            "request_id": f"call-{number % CALLS}",
            "name": "quality",
            "value": (number * 7 + round_) % 101 / 100,
            "evaluator": {"name": f"judge-{number % 97}", "version": "1"},
        }
        for number in range(SCORES)
    ]
    reply = gnomon.post("/v1/scores", scores)
    assert reply.status == 201, reply.body


def _query_and_be_cut_off(gnomon: Gnomon) -> None:
    """A query makes the replica catch up; the client may never get the result."""
    try:
        gnomon.post(*QUERIES[0])
    except (OSError, HTTPException):
        pass


def test_results_are_the_same_after_kill_restart_and_rebuild(tmp_path: Path, provider: Upstream) -> None:
    """The api process is killed several times while its replica catches up with acknowledged scores.

    Queries then have the same results as after an orderly restart, and as on a rebuilt replica.
    """
    with Gnomon(tmp_path, provider.base_url) as gnomon:
        _call_all(gnomon)
        for round_ in range(KILLS):
            _score_all(gnomon, round_)
            querying = threading.Thread(target=_query_and_be_cut_off, args=(gnomon,))
            querying.start()
            gnomon.kill("api")
            querying.join()
        survived = _results(gnomon)
        gnomon.stop()
        gnomon.start()
        assert _results(gnomon) == survived
        gnomon.stop()
        for path in gnomon.data_dir.glob("analytics.duckdb*"):
            path.unlink()
        gnomon.start()
        assert _results(gnomon) == survived
    groups = survived[0][0]["groups"]
    assert sum(group["n_requests"] for group in groups) == CALLS
    assert sum(group["n_ratings"] for group in groups) == _current()


def _current() -> int:
    """The number of current scores after the last round: one per evaluator and request."""
    return len({(number % CALLS, number % 97) for number in range(SCORES)})
