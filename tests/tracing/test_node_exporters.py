"""OpenTelemetry's exporters for Node as published: they send JSON."""

from __future__ import annotations

from pathlib import Path

from tests.support.node import run_script
from tests.support.server import Gnomon
from tests.tracing.running import only, steps

SCRIPT = """
import { context, SpanStatusCode, trace } from "@opentelemetry/api";
import { OTLPLogExporter } from "@opentelemetry/exporter-logs-otlp-http";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { LoggerProvider, SimpleLogRecordProcessor } from "@opentelemetry/sdk-logs";
import { BatchSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";

const spans = new OTLPTraceExporter({ url: `${process.env.GNOMON}/v1/traces` });
const records = new OTLPLogExporter({ url: `${process.env.GNOMON}/v1/logs` });
const tracers = new TracerProvider({ spanProcessors: [new BatchSpanProcessor({ exporter: spans })] });
const loggers = new LoggerProvider({ processors: [new SimpleLogRecordProcessor({ exporter: records })] });
const tracer = tracers.getTracer("tests", "1.0");
const logger = loggers.getLogger("tests");

const agent = { "gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": "guide", "session.id": "by-node" };
const chat = {
  "gen_ai.operation.name": "chat",
  "gen_ai.system": "openai",
  "gen_ai.request.model": "gpt-4o-mini",
  "gen_ai.request.temperature": 0.5,
  "gen_ai.request.stop_sequences": ["END", "STOP"],
  "gen_ai.response.finish_reasons": ["tool_calls"],
  "gen_ai.usage.input_tokens": 12,
  "gen_ai.usage.output_tokens": 5,
};
const map = { id: "call_1", type: "function", function: { name: "map", arguments: '{"river": "Danube"}' } };

const root = tracer.startSpan("invoke_agent guide", { attributes: agent });
const call = tracer.startSpan("chat gpt-4o-mini", { attributes: chat }, trace.setSpan(context.active(), root));
const inCall = trace.setSpan(context.active(), call);
const say = (eventName: string, body: any) =>
  logger.emit({ eventName, body, context: inCall, attributes: { "gen_ai.system": "openai" } });
say("gen_ai.system.message", { content: "Be brief" });
say("gen_ai.user.message", { content: "By Node" });
say("gen_ai.choice", { index: 0, finish_reason: "tool_calls", message: { role: "assistant", tool_calls: [map] } });
logger.emit({ body: "a line of a log", context: inCall });
call.end();
const tool = tracer.startSpan("execute_tool map", { attributes: { "gen_ai.operation.name": "execute_tool" } },
  trace.setSpan(context.active(), root));
tool.recordException(new Error("no such map"));
tool.setStatus({ code: SpanStatusCode.ERROR, message: "no such map" });
tool.end();
root.end();
await loggers.shutdown();
await tracers.shutdown();
"""


def test_the_exporters_for_node(gnomon: Gnomon, tmp_path: Path) -> None:
    """Ids in hexadecimal, times as texts, nested values; messages as log records. What they sent is on the call."""
    ran = run_script(SCRIPT, tmp_path, {"GNOMON": gnomon.url})
    assert ran.returncode == 0, ran.stderr
    assert steps(gnomon, "by-node") == [
        (0, "agent", "guide"),
        (1, "call", "chat gpt-4o-mini"),
        (1, "tool", "execute_tool map"),
    ]
    request = gnomon.request(only(gnomon, "By Node")["request_id"], bodies=True)
    assert (request["provider"], request["prompt_tokens"], request["session_id"]) == ("openai", 12, "by-node")
    assert 0 <= request["delay_ms"] < 10_000
    sent = request["request_body"]
    assert (sent["temperature"], sent["stop"]) == (0.5, ["END", "STOP"])
    assert sent["messages"] == [
        {"role": "system", "content": "Be brief"},
        {"role": "user", "content": "By Node"},
    ]
    (choice,) = request["response_body"]["choices"]
    assert choice["finish_reason"] == "tool_calls"
    assert choice["message"]["tool_calls"][0]["function"] == {"name": "map", "arguments": '{"river": "Danube"}'}
    failed = gnomon.get("/v1/session/by-node/steps").json()["data"][2]
    assert failed["error"] == "Error: no such map"
