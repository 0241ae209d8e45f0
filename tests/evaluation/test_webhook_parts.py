"""Signatures, schedule and addresses of webhooks."""

from __future__ import annotations

import hmac
import json
from base64 import b64decode
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import format_datetime, formatdate
from hashlib import sha256

import pytest
import standardwebhooks

from evaluation.settings import WebhookSettings
from evaluation.webhooks.addresses import AllowedHosts
from evaluation.webhooks.schedule import SCHEDULE_S, pause_s, retry_after_s
from evaluation.webhooks.signing import ROTATION_US, hmac_key, new_secret, secrets_in_force, signed_headers, whsec
from tests.evaluation.sending import webhook

BODY = json.dumps({"type": "request.logged", "request_id": "é"}).encode()


def now_us() -> int:
    return int(datetime.now(UTC).timestamp() * 1e6)


def test_both_signatures_verify() -> None:
    """Helicone's as its documentation computes it, the other with the published package of Standard Webhooks."""
    secret = new_secret()
    headers = signed_headers([secret], "msg_1", now_us(), BODY)
    assert standardwebhooks.Webhook(whsec(secret)).verify(BODY, headers) == json.loads(BODY)
    assert headers["Helicone-Signature"] == hmac.new(hmac_key(secret).encode(), BODY, sha256).hexdigest()
    assert len(hmac_key(secret)) == 64
    assert 24 <= len(b64decode(whsec(secret).removeprefix("whsec_"))) <= 64
    with pytest.raises(standardwebhooks.WebhookVerificationError):
        standardwebhooks.Webhook(whsec(secret)).verify(BODY + b" ", headers)


def test_a_rotated_secret_signs_for_a_day() -> None:
    """Receivers with the new or the old secret verify meanwhile; Helicone's signature is by the new one at once."""
    old, new, at_us = new_secret(), new_secret(), now_us()
    rotated = replace(webhook(), secret=new, previous_secret=old, rotated_at_us=at_us)
    headers = signed_headers(secrets_in_force(rotated, at_us + 1), "msg_1", at_us, BODY)
    for secret in (new, old):
        standardwebhooks.Webhook(whsec(secret)).verify(BODY, headers)
    assert headers["Helicone-Signature"] == hmac.new(hmac_key(new).encode(), BODY, sha256).hexdigest()
    assert secrets_in_force(rotated, at_us + ROTATION_US) == [new]
    assert secrets_in_force(webhook(), at_us) == [webhook().secret]


def test_the_schedule_is_that_of_standard_webhooks() -> None:
    """Ten attempts in three days, with jitter; a receiver may ask for more time, never for less."""
    assert sum(SCHEDULE_S) == pytest.approx(3.15 * 86_400, rel=0.01)
    for attempts, planned_s in enumerate(SCHEDULE_S, 1):
        pauses = {pause_s(attempts, None) for _ in range(20)}
        assert len(pauses) > 1
        assert all(pause and 0.8 * planned_s <= pause <= 1.2 * planned_s for pause in pauses)
    assert pause_s(1, 60.0) == 60.0
    assert (pause_s(9, 1.0) or 0) > 60_000
    assert pause_s(10, 60.0) is None


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 7 ", 7),
        ("9" * 40, 86_400),
        (format_datetime(datetime.fromtimestamp(1_030, UTC), usegmt=True), 30),
        (formatdate(0, usegmt=True), 0),
        ("-1", None),
        ("soon", None),
        ("", None),
        (None, None),
        ("1.5", None),
        ("٣", None),
        ("Mon, 99 Foo 2026 25:00:00 GMT", None),
    ],
)
def test_retry_after_is_read(value: str | None, seconds: float | None) -> None:
    """Seconds or a date, a day at most; anything else is ignored."""
    assert retry_after_s(value, 1_000.0) == seconds


PRIVATE = (
    *("127.0.0.1", "127.8.8.8", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.1.1", "100.64.0.1", "0.0.0.0"),
    *("255.255.255.255", "224.0.0.1", "198.18.0.1", "192.0.2.1", "240.0.0.1"),
    *("::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "ff02::1", "2001:db8::1", "::7f00:1"),
    *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1", "64:ff9b::a00:1"),
)
METADATA = (
    *("169.254.169.254", "169.254.170.2", "100.100.100.200", "168.63.129.16", "192.0.0.192", "fd00:ec2::254"),
    *("::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe", "2002:a9fe:a9fe::", "fd20:ce::254"),
)


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_that_is_not_public_has_to_be_allowed(address: str) -> None:
    """By the name of the host, the address or its network; the refusal names the setting."""
    assert "webhooks.allowed_hosts" in (AllowedHosts([]).refusal("hook.example", address) or "")
    assert AllowedHosts(["other.example", "1.2.3.0/24"]).refusal("hook.example", address)
    assert AllowedHosts(["Hook.Example"]).refusal("hook.example.", address) is None


def test_networks_can_be_allowed() -> None:
    allowed = AllowedHosts(["10.1.0.0/16", "192.168.1.7", "fd12::/16"])
    for address in ("10.1.2.3", "192.168.1.7", "fd12::5", "::ffff:10.1.2.3"):
        assert allowed.refusal("any", address) is None
    for address in ("10.2.0.1", "192.168.1.8", "fd13::5", "127.0.0.1"):
        assert allowed.refusal("any", address)


@pytest.mark.parametrize("address", METADATA)
def test_a_metadata_service_is_never_allowed(address: str) -> None:
    allowed = AllowedHosts(["hook.example", "0.0.0.0/0", "::/0"])
    assert "never" in (allowed.refusal("hook.example", address) or "")


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_addresses_are_allowed(address: str) -> None:
    assert AllowedHosts([]).refusal("hook.example", address) is None


@pytest.mark.parametrize("address", ["2130706433", "0x7f000001", "127.1", "localhost", ""])
def test_what_is_no_address_is_refused(address: str) -> None:
    assert AllowedHosts(["any"]).refusal("any", address)


@pytest.mark.parametrize("entry", ["https://x", "a b", "*", "10.0.0.0/99", "127.1", "", "-x", "x:80"])
def test_a_wrong_entry_of_allowed_hosts_is_named(entry: str) -> None:
    with pytest.raises(ValueError, match="must be a host name, an IP address or a network such as"):
        WebhookSettings(allowed_hosts=[entry])
    assert WebhookSettings(allowed_hosts=["localhost", "10.0.0.0/8", "fd00::1", "a_b.internal"])
