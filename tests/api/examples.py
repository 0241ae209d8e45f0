"""The examples of /openapi.json, run. `python -m tests.api.examples` writes what comes back into api/examples.json."""

from __future__ import annotations

import asyncio
import json
import re
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qs, quote, urlencode, urlsplit

import aiohttp
import orjson
from yarl import URL

from tests.api import example_data
from tests.api.conftest import Api, plain_config, running
from tests.api.contract import Contract, promised

FILE = Path(__file__).parents[2] / "api" / "examples.json"
# Long, or nothing that a reader would want to see
UNSHOWN = {
    *("getMetrics", "listJudgeTemplates", "getOpenapi", "getDocs", "getDocsScript", "getDocsStyle"),
    *("logCustom", "logOpenai", "logAnthropic", "logGoogle", "logTraceCustom", "logTraceCustomShort"),
    "getRequestBody",
    *("addSpans", "addSpansJson", "addSpansPython", "addEvaluations"),
}

_RANDOM = {"signed_body_url", "hmac_key", "secret"}
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Ran(NamedTuple):
    status: int
    content_type: str
    body: bytes

    @property
    def json(self) -> Any:
        return orjson.loads(self.body)


async def run(api: Api, contract: Contract) -> dict[str, Ran]:
    """Every example, in the order of the file, on the calls of example_data."""
    await example_data.send(api)
    known = await _known(api)
    found = {}
    async with aiohttp.ClientSession() as session:
        for name, example in orjson.loads(FILE.read_bytes()).items():
            method, path, _ = contract.operations[name]
            for parameter, value in example.get("path", {}).items():
                path = path.replace(f"{{{parameter}}}", quote(known.get(value, value), safe=""))
            query = {field: known.get(value, value) for field, value in example.get("query", {}).items()}
            url = URL(f"{api.url}{path}?{urlencode(query)}", encoded=True)
            async with session.request(method, url, json=example.get("body")) as answer:
                found[name] = Ran(answer.status, answer.content_type, await answer.read())
    return found


async def _known(api: Api) -> dict[str, str]:
    """What the examples can only say once the data are there."""
    scores = (await api.get("/v1/scores?request_id=my-request&name=relevance")).body["data"]
    signed = parse_qs(urlsplit((await api.request("my-request"))["signed_body_url"]).query)
    attempts = (await api.request("my-request"))["attempts"]
    (webhook,) = (await api.get("/v1/webhooks")).body["data"]
    (queue,) = (await api.get("/v1/queues")).body["data"]
    (alert,) = (await api.get("/v1/alerts")).body["data"]
    (view,) = (await api.get("/v1/views")).body["data"]
    return {
        "ALERT_ID": alert["id"],
        "QUEUE_ID": queue["id"],
        "VIEW_ID": view["view_id"],
        "WEBHOOK_ID": webhook["id"],
        "ATTEMPT_ID": attempts[-1]["exchange_id"],
        "SCORE_ID": scores[0]["score_id"],
        "EXPIRES": signed["expires"][0],
        "SIGNATURE": signed["signature"][0],
    }


def settled(value: Any) -> Any:
    """Without what differs from run to run: ids, the moments of recording, the last digits of doubles."""
    if isinstance(value, dict):
        return {key: key if key in _RANDOM and one else settled(one) for key, one in value.items()}
    if isinstance(value, list):
        return [settled(one) for one in value]
    if isinstance(value, float):
        return float(f"{value:.9g}")
    if isinstance(value, str):
        return "id" if _ID.fullmatch(value) else "moment" if _MOMENT.fullmatch(value) else value
    return value


def _shown(answer: bytes) -> bytes:
    """With the address that the documentation uses, and without secrets."""
    answer = re.sub(rb"127\.0\.0\.1:\d+", b"localhost:8787", answer)
    answer = re.sub(rb'"hmac_key":"\w+"', b'"hmac_key":"' + b"0123456789abcdef" * 4 + b'"', answer)
    return re.sub(rb'"whsec_[^"]+"', b'"whsec_\xe2\x80\xa6"', answer)


async def _write() -> None:
    with tempfile.TemporaryDirectory() as root:
        async with running(replace(plain_config(Path(root) / "data"), shown=example_data.SETTINGS)) as api:
            ran = await run(api, promised())
    examples = json.loads(FILE.read_bytes())
    for name, example in examples.items():
        if name not in UNSHOWN:
            answer = json.loads(_shown(ran[name].body))
            if settled(answer) != settled(example.get("answer")):  # ids and moments alone are no change
                example["answer"] = answer
    FILE.write_text(json.dumps(examples, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    asyncio.run(_write())
