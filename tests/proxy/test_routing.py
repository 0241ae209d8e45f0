"""Which paths are ours: the whole table is walked."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.http.operation import Operation
from api.http.operations import OPERATIONS
from api.http.own_paths import own_paths
from proxy.routing import OwnPaths, Router, reserved_names
from proxy.settings import PRESETS

ROUTER = Router(OwnPaths(**own_paths()))
RESERVED = reserved_names(OwnPaths(**own_paths()))
ANY = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")

OURS = [
    *[
        ("GET", path)
        for path in ("/", "/docs", "/openapi.json", "/healthz", "/metrics", "/ui", "/ui/a/b.js", "/docs/x")
    ],
    *[
        ("GET", "/v1/request/1"),
        ("POST", "/v1/request/1/score"),
        ("POST", "/v1/request/query"),
        ("PUT", "/v1/request/1"),
    ],
    *[
        ("POST", "/v1/property/query"),
        ("GET", "/v1/session/1"),
        ("POST", "/v1/user/metrics/query"),
        ("GET", "/v1/metrics/x"),
    ],
    *[("POST", "/v1/dashboard/scores/query"), ("GET", "/v1/evals/scores"), ("POST", "/v1/evals/query")],
    *[("POST", "/v1/evals/score-distributions/query"), ("POST", "/v1/evals/0197-uuid")],
    *[
        ("GET", "/v1/scores"),
        ("POST", "/v1/scores/batch"),
        ("GET", "/v1/score-definitions"),
        ("PUT", "/v1/score-definitions/a"),
    ],
    *[("POST", "/v1/sql"), ("GET", "/v1/webhooks"), ("DELETE", "/v1/webhooks/1"), ("GET", "/v1/evaluators/1")],
    *[("POST", "/v1/traces"), ("GET", "/v1/trace/1"), ("POST", "/v1/trace/custom/v1/log")],
    *[("POST", f"/{name}/v1/log") for name in ("custom", "oai", "anthropic", "googleapis")],
    *[("POST", "/v1/logs"), ("GET", "/v1/alerts"), ("POST", "/v1/experiments/1"), ("POST", "/v1/feedback")],
]
THEIRS = [
    *[
        ("POST", f"/v1/{name}")
        for name in ("chat/completions", "responses", "completions", "embeddings", "messages", "files")
    ],
    *[("GET", "/v1/models"), ("GET", "/v1"), ("GET", "/v1/"), ("POST", "/v1/audio/speech"), ("GET", "/v1/users")],
    *[("GET", "/v1/evals"), ("POST", "/v1/evals"), ("GET", "/v1/evals/eval_1"), ("POST", "/v1/evals/eval_1")],
    *[("DELETE", "/v1/evals/eval_1"), ("GET", "/v1/evals/eval_1/runs"), ("POST", "/v1/evals/eval_1/runs")],
    *[
        ("GET", "/v1/evals/0197-uuid"),
        ("POST", "/v1/evals/"),
        ("POST", "/v1/evals/scores/x"),
        ("GET", "/v1/evals/query"),
    ],
    *[
        ("GET", "/v1/requests"),
        ("GET", "/v1/request%2F1"),
        ("GET", "/v1/Request/1"),
        ("POST", "/v1/sqlx"),
        ("GET", "/v1/scoresheet"),
    ],
    *[("GET", "/v1//request/1"), ("GET", "/v1/dashboard"), ("GET", "/v1/sessions"), ("POST", "/v1/webhooks2")],
    *[("GET", "/v1/logs"), ("GET", "/v1/traces"), ("POST", "/v1/logs/x"), ("GET", "/v1/alertsx")],
]
NAMED = [
    *[("POST", "/openai/v1/chat/completions"), ("GET", "/anthropic/v1/log"), ("GET", "/openai/v1/request/1")],
    *[("GET", "/healthzz"), ("GET", "/uix"), ("POST", "/metrics/x"), ("GET", "/openapi.json/x"), ("POST", "/")],
    *[("GET", "//v1/request/1"), ("GET", "/V1/request/1"), ("GET", "/v1x/request"), ("POST", "/custom/v1/log/x")],
    *[("POST", "/gemini/v1/log"), ("GET", "/googleapis/v1/log")],
]


@pytest.mark.parametrize(("method", "path"), OURS)
@pytest.mark.parametrize("query", ["", "?a=b", "?/v1/chat"])
def test_ours(method: str, path: str, query: str) -> None:
    """Relayed to the api process, as sent."""
    assert ROUTER.find_route(method, path + query) == ("api", "", path + query, path + query)


@pytest.mark.parametrize(("method", "path"), THEIRS)
@pytest.mark.parametrize("query", ["", "?a=/v1/request/1"])
def test_the_default_upstreams(method: str, path: str, query: str) -> None:
    """Everything else under /v1/, OpenAI's own evals with it."""
    assert ROUTER.find_route(method, path + query) == ("default", "", path + query, path + query)


@pytest.mark.parametrize(("method", "path"), NAMED)
def test_by_name(method: str, path: str) -> None:
    """No path of a provider is out of reach: behind its name all of them are its own."""
    assert ROUTER.find_route(method, path).kind == "named"


@pytest.mark.parametrize("method", ANY)
def test_whole_trees_are_ours_by_any_method(method: str) -> None:
    """So that a wrong method is answered by the API, not by a provider."""
    for tree in (
        "request",
        "property",
        "session",
        "user",
        "scores",
        "score-definitions",
        "sql",
        "webhooks",
        "evaluators",
        "alerts",
        "experiments",
        "feedback",
    ):
        assert ROUTER.is_api(method, f"/v1/{tree}")
        assert ROUTER.is_api(method, f"/v1/{tree}/x/y")


def test_liveness_is_the_workers() -> None:
    """And only at its exact path."""
    assert ROUTER.find_route("GET", "/healthz/live").kind == "live"
    assert ROUTER.find_route("GET", "/healthz/live?x").kind == "live"
    assert ROUTER.find_route("GET", "/healthz/live/").kind == "api"
    assert ROUTER.find_route("GET", "/healthz").kind == "api"


def test_names_that_would_hide_a_path_of_ours() -> None:
    """Every first segment that is ours is reserved; no preset is."""
    for _, path in OURS:
        first = path.split("/")[1]
        assert first in RESERVED | {"", "anthropic"}, path
    assert {"v1", "docs", "healthz", "ui", "metrics", "openapi.json", "custom", "oai", "googleapis"} == RESERVED
    assert not RESERVED & set(PRESETS)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.id)
def test_every_operation_reaches_the_api(operation: Operation) -> None:
    """The paths that the worker is given are those of the table of operations."""
    path = re.sub(r"{\w+}", "0197-id", operation.path)
    assert ROUTER.find_route(operation.method, path).kind == "api"


def test_a_worker_that_knows_no_path_of_ours_forwards_them() -> None:
    """The list is data: what is reserved stays reserved, everything else goes to the upstream."""
    bare = Router(OwnPaths((), (), ()))
    assert bare.find_route("POST", "/v1/request/query").kind == "default"
    assert bare.find_route("GET", "/docs").kind == "named"
    assert bare.find_route("GET", "/v1/webhooks").kind == "api"


targets = st.text(st.characters(max_codepoint=255), max_size=60).map(lambda text: "/" + text) | st.lists(
    st.sampled_from(["/", "v1", "request", "evals", "eval_", "?", "..", "%2f", "openai", "healthz", "live"]), max_size=8
).map(lambda parts: "/" + "".join(parts))


@given(st.sampled_from(ANY), targets)
def test_every_target_has_one_place(method: str, target: str) -> None:
    """Nothing raises, nothing is lost: place, name and path make up what was sent."""
    found = ROUTER.find_route(method, target)
    assert found.sent == target
    assert found.path.startswith("/")
    if found.kind == "named":
        assert "/" not in found.upstream
        assert target.startswith("/" + found.upstream)
        rest = target[1 + len(found.upstream) :]
        assert found.path in (rest, "/" + rest)  # a name alone stands for the root below it
    else:
        assert found.path == target
