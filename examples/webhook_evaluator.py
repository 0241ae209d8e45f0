"""Receives each logged call, verifies it, and scores it.

    pip install aiohttp standardwebhooks
    export WEBHOOK_SECRET=whsec_… GNOMON_URL=http://localhost:8787 GNOMON_KEY=…
    python webhook_evaluator.py

The secret is in the answer of POST /v1/webhooks. GNOMON_KEY is needed only where the server has keys; its scope is
`score`. The receiver answers 200 after the scores are stored, so a message that it could not handle is sent again.
"""

import hmac
import os
from base64 import b64decode

import aiohttp
from aiohttp import web
from standardwebhooks import Webhook, WebhookVerificationError

SECRET = os.environ["WEBHOOK_SECRET"]
GNOMON_URL = os.environ.get("GNOMON_URL", "http://localhost:8787")
GNOMON_KEY = os.environ.get("GNOMON_KEY", "")
PORT = int(os.environ.get("PORT", "8790"))

REFUSALS = ("I'm sorry, but", "I cannot", "I can't", "As an AI")


async def receive(request: web.Request) -> web.Response:
    body = await request.read()
    try:
        message = Webhook(SECRET).verify(body, dict(request.headers))
        verify_helicone(body, request.headers.get("Helicone-Signature", ""))
    except WebhookVerificationError as error:
        return web.Response(status=401, text=str(error))
    # A message may come twice, with the same webhook-id. Storing the same scores twice does no harm.
    if message["type"] == "request.logged":
        await report(message["requestId"], evaluate(message.get("response"), message.get("model")))
    return web.Response(text="OK")


def verify_helicone(body: bytes, signature: str) -> None:
    """What receivers written for Helicone check. The signature of Standard Webhooks, which covers the time too, is
    enough by itself."""
    hmac_key = b64decode(SECRET.removeprefix("whsec_")).hex()
    if not hmac.compare_digest(hmac.new(hmac_key.encode(), body, "sha256").hexdigest(), signature):
        raise WebhookVerificationError("Helicone-Signature does not match")


def evaluate(response: object, model: object) -> dict[str, int | bool | str]:
    """Your checks: numbers, booleans and labels by name. No scores for an answer without text."""
    text = text_of(response)
    if text is None:
        return {}
    scores: dict[str, int | bool | str] = {
        "words": len(text.split()),
        "is_refusal": text.startswith(REFUSALS),
        "has_code": "```" in text,
    }
    if isinstance(model, str):
        scores["model_used"] = model
    return scores


def text_of(response: object) -> str | None:
    """The text of a chat completion; None for anything else, for instance an error."""
    try:
        text = response["choices"][0]["message"]["content"]  # type: ignore[index]
    except (KeyError, IndexError, TypeError):
        return None
    return text if isinstance(text, str) and text else None


async def report(request_id: str, scores: dict[str, int | bool | str]) -> None:
    if not scores:
        return
    headers = {"Authorization": f"Bearer {GNOMON_KEY}"} if GNOMON_KEY else {}
    url = f"{GNOMON_URL}/v1/request/{request_id}/score"
    async with aiohttp.ClientSession(headers=headers, raise_for_status=True) as session:
        await session.post(url, json={"scores": scores})
    print(f"{request_id}: {scores}", flush=True)


def main() -> None:
    app = web.Application(client_max_size=16 << 20)  # 1 MB is aiohttp's default
    app.router.add_post("/hook", receive)
    web.run_app(app, host="127.0.0.1", port=PORT)


if __name__ == "__main__":
    main()
