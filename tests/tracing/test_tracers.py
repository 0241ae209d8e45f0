"""OpenTelemetry's SDK, and libraries that trace with it, as published."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.server import Gnomon
from tests.support.upstream import Upstream
from tests.tracing.running import logged, only, run, steps

EXPORTER = """
import json
import os
from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http import Compression
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

provider = TracerProvider()
exporter = OTLPSpanExporter(os.environ["GNOMON"] + "/v1/traces", compression=Compression.Gzip)
provider.add_span_processor(BatchSpanProcessor(exporter))
trace.set_tracer_provider(provider)
tracer = trace.get_tracer("tests")
"""
SDK = (
    EXPORTER
    + """
from opentelemetry._logs import LogRecord
from opentelemetry.exporter.otlp.proto.http._log_exporter import OTLPLogExporter
from opentelemetry.sdk._logs import LoggerProvider
from opentelemetry.sdk._logs.export import SimpleLogRecordProcessor

logs = LoggerProvider()
logs.add_log_record_processor(SimpleLogRecordProcessor(OTLPLogExporter(os.environ["GNOMON"] + "/v1/logs")))
agent = {"gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": "guide", "gen_ai.conversation.id": "by-the-sdk"}
chat = {
    "gen_ai.operation.name": "chat",
    "gen_ai.provider.name": "anthropic",
    "gen_ai.request.model": "claude-sonnet-4-5",
    "gen_ai.response.id": "msg_by_the_sdk",
    "gen_ai.usage.input_tokens": 7,
    "gen_ai.input.messages": json.dumps([{"role": "user", "parts": [{"type": "text", "content": "By the SDK"}]}]),
}
with tracer.start_as_current_span("invoke_agent guide", attributes=agent):
    with tracer.start_as_current_span("chat claude", attributes=chat):
        evaluated = {"gen_ai.evaluation.name": "relevance", "gen_ai.evaluation.score.value": 0.75}
        logs.get_logger("tests").emit(LogRecord(event_name="gen_ai.evaluation.result", attributes=evaluated))
    try:
        with tracer.start_as_current_span("execute_tool map", attributes={"gen_ai.operation.name": "execute_tool"}):
            raise ValueError("no such map")
    except ValueError:
        pass
provider.shutdown()
logs.shutdown()
"""
)


def test_the_sdk_and_its_exporters(gnomon: Gnomon, openai_server: Upstream, tmp_path: Path) -> None:
    """Spans and an evaluation as a log record, which finds its span."""
    run("otel", SDK, tmp_path, gnomon, openai_server)
    assert steps(gnomon, "by-the-sdk") == [
        (0, "agent", "guide"),
        (1, "call", "chat claude"),
        (1, "tool", "execute_tool map"),
    ]
    request = only(gnomon, "By the SDK")
    assert (request["provider"], request["model"], request["prompt_tokens"]) == ("anthropic", "claude-sonnet-4-5", 7)
    assert request["scores"] == {"relevance": 0.75}
    failed = gnomon.get("/v1/session/by-the-sdk/steps").json()["data"][2]
    assert failed["error"] == "ValueError: no such map"


# What opentelemetry-instrumentation-openai-v2 does, with OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT
MESSAGES = (
    EXPORTER
    + """
from opentelemetry._logs import LogRecord
from opentelemetry.exporter.otlp.proto.http._log_exporter import OTLPLogExporter
from opentelemetry.sdk._logs import LoggerProvider
from opentelemetry.sdk._logs.export import BatchLogRecordProcessor
from opentelemetry.trace import SpanKind, set_span_in_context

logs = LoggerProvider()
logs.add_log_record_processor(BatchLogRecordProcessor(OTLPLogExporter(os.environ["GNOMON"] + "/v1/logs")))
logger = logs.get_logger("opentelemetry.instrumentation.openai_v2")
called = {"id": "call_1", "type": "function", "function": {"name": "map", "arguments": "{}"}}
chat = {"gen_ai.operation.name": "chat", "gen_ai.system": "openai", "gen_ai.request.model": "gpt-4o-mini"}


def emit(name, body, span):
    logger.emit(LogRecord(event_name=name, attributes={"gen_ai.system": "openai"}, body=body,
                          context=set_span_in_context(span)))


with tracer.start_as_current_span("chat gpt-4o-mini", kind=SpanKind.CLIENT, attributes=chat) as span:
    emit("gen_ai.system.message", {"content": "Be brief"}, span)
    emit("gen_ai.user.message", {"content": "By log records"}, span)
    emit("gen_ai.assistant.message", {"tool_calls": [called]}, span)
    emit("gen_ai.tool.message", {"id": "call_1", "content": "2850 km"}, span)
    span.set_attributes({"gen_ai.response.model": "gpt-4o-mini-2024-07-18", "gen_ai.response.id": "chatcmpl-logs",
                         "gen_ai.response.finish_reasons": ("stop",),
                         "gen_ai.usage.input_tokens": 21, "gen_ai.usage.output_tokens": 4})
    message = {"role": "assistant", "content": "The Danube"}
    emit("gen_ai.choice", {"index": 0, "finish_reason": "stop", "message": message}, span)
if os.environ["FIRST"] == "span":
    provider.shutdown()
logs.shutdown()
provider.shutdown()
"""
)


@pytest.mark.parametrize("first", ["span", "messages"])
def test_messages_as_log_records(gnomon: Gnomon, openai_server: Upstream, tmp_path: Path, first: str) -> None:
    run("otel", MESSAGES.replace("By log records", f"After the {first}"), tmp_path, gnomon, openai_server, FIRST=first)
    found = gnomon.request(only(gnomon, f"After the {first}")["request_id"], bodies=True)
    assert (found["provider"], found["prompt_tokens"], found["finish_reason"]) == ("openai", 21, "stop")
    assert found["answer_preview"] == "The Danube"
    assert [message["role"] for message in found["request_body"]["messages"]] == ["system", "user", "assistant", "tool"]


OPENINFERENCE = (
    EXPORTER
    + """
from openinference.instrumentation import using_session, using_user
from openinference.instrumentation.openai import OpenAIInstrumentor
from openai import OpenAI

OpenAIInstrumentor().instrument(tracer_provider=provider)
with using_session("by-openinference"), using_user("ada"):
    OpenAI(base_url=os.environ.get("CALLED")).chat.completions.create(
        model="gpt-4o-mini", messages=[{"role": "user", "content": os.environ["PROMPT"]}])
provider.shutdown()
"""
)


@pytest.mark.parametrize("proxied", [False, True])
def test_openinference(gnomon: Gnomon, openai_server: Upstream, tmp_path: Path, *, proxied: bool) -> None:
    """Also through the proxy: then the span and the call are one, which has the bytes of the wire."""
    called = f"{gnomon.url if proxied else openai_server.base_url}/v1"
    prompt = f"By OpenInference {'proxied' if proxied else 'directly'}"
    run("otel", OPENINFERENCE, tmp_path, gnomon, openai_server, CALLED=called, PROMPT=prompt)
    assert ((0, "call", "ChatCompletion")) in steps(gnomon, "by-openinference")
    request = only(gnomon, prompt)
    assert (request["session_id"], request["prompt_tokens"]) == ("by-openinference", 11)
    assert request["answer_preview"] == f"You said: {prompt}"
    assert request["dialect"] == ("openai_chat" if proxied else "otel_span")
    if not proxied:
        assert request["request_user_id"] == "ada"


TRACELOOP = """
import os
from openai import OpenAI
from traceloop.sdk import Traceloop
from traceloop.sdk.decorators import agent, tool, workflow

Traceloop.init(app_name="tests", api_endpoint=os.environ["GNOMON"], api_key="x", disable_batch=True,
               telemetry_enabled=False)
Traceloop.set_association_properties({"session_id": "by-traceloop", "user_id": "ada", "stage": "beta"})


@tool(name="map")
def look_up():
    return "Ulm"


@agent(name="guide")
def ask():
    look_up()
    OpenAI().chat.completions.create(
        model="gpt-4o-mini", messages=[{"role": "user", "content": "By traceloop-sdk"}])


@workflow(name="trip")
def plan():
    ask()


plan()
"""


def test_traceloop_sdk(gnomon: Gnomon, openai_server: Upstream, tmp_path: Path) -> None:
    run("otel", TRACELOOP, tmp_path, gnomon, openai_server)
    request = only(gnomon, "By traceloop-sdk")
    assert (request["request_user_id"], request["properties"]) == ("ada", {"stage": "beta"})
    assert (request["provider"], request["prompt_tokens"], request["answer_preview"]) == (
        "openai",
        10,
        "You said: By traceloop-sdk",
    )
    assert [(depth, kind, name) for depth, kind, name in steps(gnomon, "by-traceloop") if kind != "other"] == [
        (0, "workflow", "trip"),
        (1, "agent", "guide"),
        (2, "tool", "map"),
        (2, "call", "openai.chat"),
    ]


PYDANTIC_AI = (
    EXPORTER
    + """
from pydantic_ai import Agent, InstrumentationSettings
from pydantic_ai.models.openai import OpenAIChatModel

Agent.instrument_all(InstrumentationSettings(tracer_provider=provider))
agent = Agent(OpenAIChatModel("gpt-4o-mini"), name="guide")
print(agent.run_sync("By pydantic-ai").output)
provider.shutdown()
"""
)


def test_pydantic_ai(gnomon: Gnomon, openai_server: Upstream, tmp_path: Path) -> None:
    run("otel", PYDANTIC_AI, tmp_path, gnomon, openai_server)
    request = only(gnomon, "By pydantic-ai")
    assert (request["provider"], request["prompt_tokens"], request["answer_preview"]) == (
        "openai",
        10,
        "You said: By pydantic-ai",
    )
    assert [(depth, kind) for depth, kind, _ in steps(gnomon, request["session_id"])] == [(0, "agent"), (1, "call")]


AGENTS = (
    EXPORTER
    + """
from agents import Agent, Runner
from openinference.instrumentation.openai_agents import OpenAIAgentsInstrumentor

OpenAIAgentsInstrumentor().instrument(tracer_provider=provider)
agent = Agent(name="guide", model="gpt-4o-mini")
print(Runner.run_sync(agent, "By the Agents SDK").final_output)
provider.shutdown()
"""
)


def test_openais_agents_sdk(gnomon: Gnomon, openai_server: Upstream, tmp_path: Path) -> None:
    run("otel", AGENTS, tmp_path, gnomon, openai_server)
    (request, *_) = logged(gnomon, "By the Agents SDK")
    assert request["answer_preview"] == "You said: By the Agents SDK"
    assert {kind for _, kind, _ in steps(gnomon, request["session_id"])} >= {"agent", "call"}
