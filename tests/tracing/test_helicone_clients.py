"""Helicone's own clients, as published, log calls that did not pass the proxy."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.node import run_script
from tests.support.server import Gnomon
from tests.support.upstream import Upstream
from tests.tracing.running import only, run, steps

HELPERS = """
import os
from helicone_helpers import HeliconeManualLogger
from openai import OpenAI

logger = HeliconeManualLogger("sk-helicone", {"Helicone-User-Id": "ada"}, os.environ["GNOMON"])
request = {"model": "gpt-4o-mini", "messages": [{"role": "user", "content": "By helicone-helpers"}]}


def call(recorder):
    answer = OpenAI().chat.completions.create(**request)
    recorder.append_results(answer.to_dict())


headers = {"Helicone-Property-Team": "blue", "Helicone-Session-Id": "helpers"}
logger.log_request(request, call, headers, provider="openai")

tool = {"_type": "tool", "toolName": "map", "input": {"of": "Ulm"}}
logger.log_request(tool, lambda recorder: recorder.append_results({"km": 3}), headers)

streamed = {**request, "stream": True, "messages": [{"role": "user", "content": "Streamed by helicone-helpers"}]}
text = "".join(chunk.model_dump_json() + "\\n" for chunk in OpenAI().chat.completions.create(**streamed))
logger.send_log("openai", streamed, text, {"start_time": 1780000000.25, "end_time": 1780000001.5,
                "additional_headers": headers, "time_to_first_token_ms": 120})
"""


def test_helicone_helpers(gnomon: Gnomon, openai_server: Upstream, tmp_path: Path) -> None:
    run("helicone", HELPERS, tmp_path, gnomon, openai_server)
    request = only(gnomon, "By helicone-helpers")
    assert (request["request_user_id"], request["properties"]["Team"]) == ("ada", "blue")
    assert (request["provider"], request["dialect"], request["prompt_tokens"]) == ("openai", "openai_chat", 10)
    assert request["answer_preview"] == "You said: By helicone-helpers"
    streamed = only(gnomon, "Streamed by helicone-helpers")
    assert streamed["answer_preview"] == "You said: Streamed by helicone-helpers"
    assert (streamed["is_stream"], streamed["delay_ms"], streamed["time_to_first_token"]) == (True, 1_250, 120)
    assert (0, "tool", "map") in steps(gnomon, "helpers")


ASYNC = """
import os
from helicone_async import HeliconeAsyncLogger
from openai import OpenAI

logger = HeliconeAsyncLogger(api_key="sk-helicone", base_url=os.environ["GNOMON"] + "/v1/trace/log-python")
logger.init()
logger.set_properties({"Helicone-Property-Team": "red", "Helicone-User-Id": "bob", "Helicone-Session-Id": "async"})
OpenAI().chat.completions.create(
    model="gpt-4o-mini", messages=[{"role": "user", "content": "By helicone-async"}])
"""


def test_helicone_async(gnomon: Gnomon, openai_server: Upstream, tmp_path: Path) -> None:
    """It is OpenLLMetry with an exporter of its own."""
    run("helicone", ASYNC, tmp_path, gnomon, openai_server)
    request = only(gnomon, "By helicone-async")
    assert (request["request_user_id"], request["session_id"]) == ("bob", "async")
    assert request["properties"]["Team"] == "red"
    assert (request["provider"], request["dialect"], request["prompt_tokens"]) == ("openai", "otel_span", 10)
    assert request["answer_preview"] == "You said: By helicone-async"


LITELLM = """
import time
import litellm

litellm.success_callback = ["helicone"]
litellm.completion(model="gpt-4o-mini", messages=[{"role": "user", "content": "By LiteLLM"}],
                   metadata={"Helicone-Property-Team": "green"})
for _ in range(100):
    time.sleep(0.05)  # its callbacks run in a thread of their own, which it does not wait for
"""


def test_litellms_callback(gnomon: Gnomon, openai_server: Upstream, tmp_path: Path) -> None:
    run("helicone", LITELLM, tmp_path, gnomon, openai_server, HELICONE_API_KEY="x", HELICONE_API_BASE=gnomon.url)
    request = only(gnomon, "By LiteLLM")
    assert (request["provider"], request["dialect"], request["prompt_tokens"]) == ("openai", "openai_chat", 10)
    assert request["answer_preview"] == "You said: By LiteLLM"
    assert request["properties"]["Team"] == "green"


NODE = """
import { HeliconeManualLogger } from "@helicone/helpers";
import OpenAI from "openai";

const logger = new HeliconeManualLogger({
  apiKey: "sk-helicone", loggingEndpoint: `${process.env.GNOMON}/custom/v1/log`, headers: {},
});
const openai = new OpenAI();
const request = { model: "gpt-4o-mini", messages: [{ role: "user" as const, content: "By @helicone/helpers" }] };
await logger.logRequest(request, async (recorder) => {
  const answer = await openai.chat.completions.create(request);
  recorder.appendResults(answer as any);
  return answer;
}, { "Helicone-User-Id": "eve", "Helicone-Session-Id": "node" });
const streamed = {
  model: "gpt-4o-mini", stream: true as const,
  messages: [{ role: "user" as const, content: "Streamed by @helicone/helpers" }],
};
await logger.logStream(streamed, async (recorder) => {
  const stream = await openai.chat.completions.create(streamed);
  const [mine, logged] = stream.tee();
  recorder.attachStream(logged.toReadableStream());
  for await (const _ of mine);
}, { "Helicone-Session-Id": "node" });
await logger.logRequest({ _type: "vector_db", operation: "search", text: "rivers" }, async (recorder) => {
  recorder.appendResults({ found: 3 });
}, { "Helicone-Session-Id": "node" });
"""


@pytest.mark.timeout(120)
def test_helicone_helpers_of_node(gnomon: Gnomon, openai_server: Upstream, tmp_path: Path) -> None:
    env = {
        "GNOMON": gnomon.url,
        "OPENAI_BASE_URL": f"{openai_server.base_url}/v1",
        "OPENAI_API_KEY": "sk-tests",
    }
    ran = run_script(NODE, tmp_path, env)
    assert ran.returncode == 0, ran.stderr
    request = only(gnomon, "By @helicone/helpers")
    assert (request["request_user_id"], request["session_id"], request["prompt_tokens"]) == ("eve", "node", 10)
    streamed = only(gnomon, "Streamed by @helicone/helpers")
    assert streamed["answer_preview"] == "You said: Streamed by @helicone/helpers"
    assert (0, "retrieval", "search") in steps(gnomon, "node")
