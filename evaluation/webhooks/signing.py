"""Two signatures of each delivery, with the same secret. Pure.

Helicone's: `Helicone-Signature` is the HMAC-SHA256 of the raw body in hex, with the secret in hex as the key's text.
Standard Webhooks 1.0.0: `webhook-signature` is "v1," and the base64 HMAC-SHA256 of "<id>.<timestamp>.<body>"; while a
secret is being rotated, there is a second one, separated by a space
(https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md).
"""

from __future__ import annotations

import hmac
import secrets
from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256

from store.evaluation.webhooks import Webhook

ROTATION_US = 24 * 3_600_000_000  # the previous secret signs for so long
_SECRET_BYTES = 32


def new_secret() -> bytes:
    return secrets.token_bytes(_SECRET_BYTES)


def hmac_key(secret: bytes) -> str:
    """As Helicone shows it."""
    return secret.hex()


def whsec(secret: bytes) -> str:
    """As Standard Webhooks shows it."""
    return f"whsec_{b64encode(secret).decode()}"


def secrets_in_force(webhook: Webhook, at_us: int) -> list[bytes]:
    """The newest first."""
    if webhook.previous_secret is None or at_us >= (webhook.rotated_at_us or 0) + ROTATION_US:
        return [webhook.secret]
    return [webhook.secret, webhook.previous_secret]


def signed_headers(in_force: Sequence[bytes], message_id: str, at_us: int, body: bytes) -> dict[str, str]:
    """Helicone's signature has room for one secret: it is by the newest."""
    timestamp = str(at_us // 1_000_000)
    signed = f"{message_id}.{timestamp}.".encode() + body
    signatures = [b64encode(hmac.digest(secret, signed, "sha256")).decode() for secret in in_force]
    return {
        "Helicone-Signature": hmac.new(hmac_key(in_force[0]).encode(), body, sha256).hexdigest(),
        "webhook-id": message_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": " ".join(f"v1,{signature}" for signature in signatures),
    }
