"""Every snippet of the page Connect and of empty lists does what it promises, with a key."""

from __future__ import annotations

import ast
import json
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from anthropic import Anthropic
from openai import OpenAI

from tests.snippets.agents import IN_TESTS_CODING_AGENTS, NOT_INSTALLED
from tests.snippets.offered import PLACE_FOR_KEY, SECRET, Offered, offered, question
from tests.snippets.running import GO, PROVIDER_KEY, run, variables
from tests.support.server import Gnomon
from tests.support.upstream import Received, Upstream

Snippets = dict[str, Offered]

CALLS = {  # ids of snippets that make a call, and the upstream that it reaches
    "curl": "openai",
    "python": "openai",
    "typescript": "openai",
    "anthropic": "anthropic",
    "gemini": "gemini",
    "bedrock": "bedrock",
    "other-providers": "groq",
    "langchain": "openai",
    "llamaindex": "openai",
    "litellm": "openai",
    "vercel-ai": "openai",
    "pydantic-ai": "openai",
    "empty-requests": "openai",
}
SPOKEN_OF = ("request-id", "property", "session", "empty-properties", "empty-users", "empty-sessions")
SCORES = ("score", "session-score", "feedback", "empty-scores")
CREATED = ("empty-evaluators", "empty-webhooks", "empty-queues", "empty-experiments", "empty-alerts")
TRACES = ("otlp", "otlp-python")
SPAN = """
from opentelemetry import trace
with trace.get_tracer("app").start_as_current_span("chat gpt-4o-mini", attributes={
    "gen_ai.operation.name": "chat", "gen_ai.provider.name": "openai", "gen_ai.request.model": "gpt-4o-mini",
    "gen_ai.usage.input_tokens": 10, "gen_ai.input.messages":
    '[{"role": "user", "parts": [{"type": "text", "content": "Hello from PLACE!"}]}]'}):
    pass
"""


def ask(gnomon: Gnomon, path: str, body: object = None) -> Any:
    headers = {"Authorization": f"Bearer {SECRET}", "Content-Type": "application/json"}
    data = None if body is None else json.dumps(body).encode()
    reply = gnomon.call("GET" if body is None else "POST", path, data, headers)
    assert reply.status < 300, reply.body
    return reply.json()["data"]


def logged(gnomon: Gnomon, name: str) -> Any:
    """The call that asked that snippet's question."""
    body = {"filter": {"request_response_rmt": {"request_body": {"contains": question(name)}}}}
    (row,) = ask(gnomon, "/v1/request/query", body)
    return row


def forwarded(providers: Upstream, name: str) -> Received:
    (call,) = (each for each in providers.requests if question(name).encode() in each.body)
    assert call.header("helicone-auth") is None
    assert SECRET.encode() not in call.raw_head
    return call


def check_logged(gnomon: Gnomon, providers: Upstream, name: str, upstream: str = "openai") -> Any:
    call = forwarded(providers, name)
    assert PROVIDER_KEY.encode() in call.raw_head
    row = logged(gnomon, name)
    said = (row["outcome"], row["attempts"][0]["upstream"], row["prompt_tokens"] > 0, row["prompt_preview"])
    assert said == ("ok", upstream, True, question(name))
    return row


def test_none_is_left_out(snippets: Snippets) -> None:
    """Each is run by a test below, the two agents by tests/coding_agents. Without keys nothing asks for one."""
    tested = {*CALLS, "go", *SPOKEN_OF, *SCORES, *CREATED, *TRACES, *NOT_INSTALLED, *IN_TESTS_CODING_AGENTS}
    assert snippets.keys() == tested
    for name, snippet in snippets.items():
        assert SECRET in snippet.code + (snippet.also or ""), f"{name} has no place for the key"
    for name, snippet in offered("http://localhost:8787", needs_key=False).items():
        text = snippet.code + (snippet.also or "")
        assert (PLACE_FOR_KEY in text, SECRET in text) == (False, False), name
        if snippet.place.startswith("Python"):
            ast.parse(snippet.code)
        elif snippet.place == "Shell":
            subprocess.run(["sh", "-n", "-c", snippet.code], check=True)


@pytest.mark.parametrize("name", CALLS)
def test_a_call_arrives(gnomon: Gnomon, providers: Upstream, snippets: Snippets, tmp_path: Path, name: str) -> None:
    assert f"You said: {question(name)}" in run(snippets[name], tmp_path)
    check_logged(gnomon, providers, name, CALLS[name])


@pytest.mark.skipif(GO is None, reason="GO IS MISSING HERE: the Go snippet was not run")
def test_a_call_arrives_from_go(gnomon: Gnomon, providers: Upstream, snippets: Snippets, tmp_path: Path) -> None:
    assert f"You said: {question('go')}" in run(snippets["go"], tmp_path)
    check_logged(gnomon, providers, "go")


def test_what_is_said_about_a_call(gnomon: Gnomon, providers: Upstream, snippets: Snippets, tmp_path: Path) -> None:
    """Its id, properties, user and session are logged; then scores and feedback find it."""
    rows = {}
    for name in SPOKEN_OF:
        assert question(name) in run(snippets[name], tmp_path)
        rows[name] = check_logged(gnomon, providers, name)
    assert rows["request-id"]["request_id"] == "my-request"
    assert rows["property"]["properties"] == {"Environment": "production"}
    assert (rows["property"]["request_user_id"], rows["empty-users"]["request_user_id"]) == ("ada", "ada")
    assert rows["empty-properties"]["properties"] == {"Environment": "production"}
    assert {rows[name]["session_id"] for name in ("session", "empty-sessions")} == {"chat-42"}
    for name in SCORES:
        printed = run(snippets[name], tmp_path)
        assert '"error":null' in printed.replace(" ", ""), printed
    scored = {score["name"]: score["value"] for score in ask(gnomon, "/v1/scores?request_id=my-request")}
    assert scored == {"accuracy": 0.92, "helicone-score-feedback": True}
    (of_session,) = ask(gnomon, "/v1/scores?session_id=chat-42")
    assert (of_session["name"], of_session["value"]) == ("resolved", True)


def test_what_an_empty_list_offers_to_create(gnomon: Gnomon, snippets: Snippets, tmp_path: Path) -> None:
    definition = {"kind": "float", "minimum": 0, "maximum": 1}
    headers = {"Authorization": f"Bearer {SECRET}", "Content-Type": "application/json"}
    put = gnomon.call("PUT", "/v1/score-definitions/accuracy", json.dumps(definition).encode(), headers)
    assert put.status == 200, put.body
    for name in CREATED:
        filled = replace(snippets[name], code=snippets[name].code.replace("<defined score>", "accuracy"))
        printed = run(filled, tmp_path)
        assert '"error":null' in printed.replace(" ", ""), printed


def test_spans_arrive(gnomon: Gnomon, snippets: Snippets, tmp_path: Path) -> None:
    """By the environment, which each exporter reads, and by the lines of Python."""
    span = SPAN.replace("PLACE", "otlp-python") + "provider.shutdown()\n"
    run(snippets["otlp-python"], tmp_path, span)
    set_up = snippets["otlp-python"].code
    start, end = set_up.index("OTLPSpanExporter(\n"), set_up.index("\n)\n") + 2
    by_environment = set_up[:start] + "OTLPSpanExporter()" + set_up[end:]
    program = f"{by_environment}\n{SPAN.replace('PLACE', 'otlp')}provider.shutdown()\n"
    assert gnomon.url not in program
    environment = variables(snippets["otlp"].code, tmp_path)
    assert environment["OTEL_EXPORTER_OTLP_PROTOCOL"] == "http/protobuf"
    lines = "".join(f"os.environ[{key!r}] = {environment[key]!r}\n" for key in environment if key.startswith("OTEL_"))
    as_python = Offered("otlp", snippets["otlp-python"].place, f"import os\n{lines}{program}", None)
    run(as_python, tmp_path)
    for name in TRACES:
        row = logged(gnomon, name)
        assert (row["prompt_tokens"], row["model"]) == (10, "gpt-4o-mini")


@pytest.mark.parametrize("name", NOT_INSTALLED)
def test_agent_too_large_to_run_here_so_an_sdk_calls_with_its_settings(
    gnomon: Gnomon, providers: Upstream, snippets: Snippets, tmp_path: Path, name: str
) -> None:
    """What the agent reads by its documentation: the address and the headers that its call will have."""
    reads = NOT_INSTALLED[name](snippets[name], tmp_path)
    messages: Any = [{"role": "user", "content": question(name)}]
    if name == "claude-code":
        with Anthropic(base_url=reads.base_url, api_key=PROVIDER_KEY, default_headers=reads.headers) as anthropic:
            anthropic.messages.create(model="claude-sonnet-5-5", max_tokens=9, messages=messages)
        check_logged(gnomon, providers, name, "anthropic")
        return
    with OpenAI(base_url=reads.base_url, api_key=PROVIDER_KEY, default_headers=reads.headers) as openai:
        openai.chat.completions.create(model="gpt-5", messages=messages)
    check_logged(gnomon, providers, name)
