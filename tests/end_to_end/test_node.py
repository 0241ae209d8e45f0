"""The npm `openai` package under Node."""

from __future__ import annotations

import json
from pathlib import Path

from tests.support.node import run_script
from tests.support.server import Gnomon

SCRIPT = """
import OpenAI from "openai";

const client = new OpenAI();
const model = "gpt-4o-mini";
const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: "user", content: "Hi there" }];

const { data, response } = await client.chat.completions
  .create({ model, messages }, { headers: { "Helicone-Property-Runtime": "node" } })
  .withResponse();
const whole = { id: response.headers.get("Helicone-Id"), text: data.choices[0].message.content };

const call = client.chat.completions.create(
  { model, messages, stream: true, stream_options: { include_usage: true } },
  { headers: { "Helicone-Request-Id": "node-stream" } },
);
let text = "";
for await (const chunk of await call) text += chunk.choices[0]?.delta.content ?? "";
console.log(JSON.stringify({ whole, stream: { id: "node-stream", text } }));
"""


def test_chat_and_stream(gnomon: Gnomon, tmp_path: Path) -> None:
    """A chat and a stream; OPENAI_BASE_URL is the only configuration."""
    env = {"OPENAI_BASE_URL": f"{gnomon.url}/v1", "OPENAI_API_KEY": "sk-test"}
    ran = run_script(SCRIPT, tmp_path, env)
    assert ran.returncode == 0, ran.stderr
    calls = json.loads(ran.stdout)
    for call in (calls["whole"], calls["stream"]):
        assert call["text"] == "You said: Hi there"
        shown = gnomon.request(call["id"])
        assert (shown["outcome"], shown["prompt_tokens"]) == ("ok", 10)
    # This client writes all header names in lower case.
    assert gnomon.request(calls["whole"]["id"])["properties"] == {"runtime": "node"}
