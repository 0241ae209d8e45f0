"""Alerts as sentences: for Slack and in e-mails, over a real SMTP server."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest

from api.webhooks.destination import check_addresses
from evaluation.settings import SmtpSettings
from evaluation.webhooks.mail import MailReceiver
from evaluation.webhooks.people import mail_body, slack_body
from tests.support.smtp import SmtpServer, smtp_server
from tests.support.tls import make_authority

FIRED = {
    "alert": "threshold",
    "name": "Accuracy <low> & worse",
    "state": "alert",
    "text": "The mean of accuracy was 0.5. Since 2026-11-29 10:00 UTC.",
    "url": "https://gnomon.example.com/ui/alerts?id=a1",
}
TO = "mailto:ops@example.com,anna@example.com"
HEADERS = {"webhook-id": "msg_a1-1"}


@pytest.fixture
def server() -> Iterator[SmtpServer]:
    with smtp_server() as server:
        yield server


def receiver(server: SmtpServer, tls: ssl.SSLContext | None = None, **changes: Any) -> MailReceiver:
    fields = {"host": "127.0.0.1", "port": server.port, "security": "none", "sender": "gnomon@example.com"}
    settings = SmtpSettings.model_validate(fields | changes)
    return MailReceiver(settings, tls or ssl.create_default_context(), 5.0)


def test_slack_gets_text_and_blocks_in_which_a_name_is_only_a_name() -> None:
    body = orjson.loads(slack_body(FIRED))
    words = f"Alert: Accuracy &lt;low&gt; &amp; worse\n{FIRED['text']}"
    assert body["text"] == words
    section, context = body["blocks"]
    assert section["text"] == {"type": "plain_text", "text": words, "emoji": False}
    assert context["elements"][0]["text"] == f"<{FIRED['url']}|Open in Gnomon>"


def test_a_name_pings_nobody_and_hides_no_link() -> None:
    """Also where Markdown is shown in place of blocks, as by Mattermost."""
    name = "@all *now* [money](https://evil.example) <!here>"
    body = orjson.loads(slack_body(FIRED | {"name": name, "url": None, "rule_id": "a1"}))
    shown = "@all *now* [money](https://evil.example) &lt;!here&gt;"
    for block in (body["blocks"][0]["text"], body["blocks"][1]["elements"][0]):
        assert block["type"] == "plain_text"
        assert shown in block["text"]
    assert "@\u200ball *now* [money]\u200b(https://evil.example) &lt;!here&gt;" in body["text"]


def test_without_a_link_it_says_where_the_alert_is_found() -> None:
    unlinked = FIRED | {"url": None, "rule_id": "built-in-1"}
    where = (
        "See the alert “Accuracy <low> & worse” on the page Alerts of Gnomon. For a link here, set server.public_url."
    )
    assert mail_body(unlinked).decode().endswith(f"{FIRED['text']}\n\n{where}")
    _, context = orjson.loads(slack_body(unlinked))["blocks"]
    assert context["elements"][0]["text"].startswith("See the alert “Accuracy &lt;low&gt; &amp; worse” on ")


def test_long_texts_fit_into_a_block() -> None:
    """Without a part of an escaped character at the end."""
    for size in range(6):
        body = orjson.loads(slack_body(FIRED | {"text": "x" * size + "&" * 10_000}))
        assert len(body["blocks"][0]["text"]["text"]) < 3_000
        assert body["blocks"][0]["text"]["text"].endswith("&amp;")


@pytest.mark.parametrize(
    ("data", "first", "then"),
    [
        (FIRED | {"state": "warning"}, "Warning: Accuracy <low> & worse", FIRED["text"]),
        (FIRED | {"state": "ok", "text": "It is back."}, "Resolved: Accuracy <low> & worse", "It is back."),
        (FIRED | {"test": True, "name": "a\nb"}, "Test of Alert: a b", FIRED["text"]),
        (FIRED | {"name": "a\x00b\x1b", "text": "of a\x00b\rc"}, "Alert: a b", "of a b c"),
        (
            {"alert": "evaluator_blocked", "evaluator": "tone", "reason": "no key"},
            "Evaluator tone is blocked",
            "The evaluator tone is blocked and does not go on by itself: no key.",
        ),
        (
            {"alert": "evaluator_blocked", "evaluator": "tone"},
            "Evaluator tone goes on",
            "The evaluator tone is no longer blocked.",
        ),
    ],
)
def test_a_mail_has_its_subject_in_the_first_line(data: dict[str, Any], first: str, then: str) -> None:
    lines = mail_body(data).decode().split("\n")
    assert (lines[0], lines[1], lines[2]) == (first, "", then)


async def test_a_mail_reaches_its_recipients(server: SmtpServer) -> None:
    """With an id that stays the same when it is sent again."""
    to = receiver(server)
    for _ in range(2):
        assert (await to.post(TO, HEADERS, mail_body(FIRED))).error is None
    mail, again = server.mails
    assert server.recipients[:2] == ["ops@example.com", "anna@example.com"]
    assert mail["Subject"] == "Alert: Accuracy <low> & worse"
    assert mail["From"] == "gnomon@example.com"
    assert mail["To"] == "ops@example.com, anna@example.com"
    assert mail["Message-ID"] == again["Message-ID"] == "<msg_a1-1@example.com>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content().split() == f"{FIRED['text']} {FIRED['url']}".split()


async def test_a_login_is_sent_over_tls_only_to_the_right_server(server: SmtpServer, tmp_path: Path) -> None:
    authority = make_authority(tmp_path)
    server.tls, server.login = authority.server, ("gnomon", "hush")
    password = tmp_path / "password"
    password.write_text("hush\n")
    trusting = ssl.create_default_context(cafile=str(authority.ca_file))
    settings = {"security": "starttls", "user": "gnomon", "password_file": password}
    assert (await receiver(server, trusting, **settings).post(TO, HEADERS, mail_body(FIRED))).error is None
    assert server.were_encrypted == [True]
    stranger = ssl.create_default_context()
    stranger.load_verify_locations(make_authority(tmp_path).ca_file)
    error = (await receiver(server, stranger, **settings).post(TO, HEADERS, mail_body(FIRED))).error
    assert error is not None
    assert "certificate" in error
    assert len(server.mails) == 1


async def test_failures_say_what_to_do_and_tell_no_secret(server: SmtpServer, tmp_path: Path) -> None:
    server.login = ("gnomon", "hush")
    where = f"the SMTP server 127.0.0.1:{server.port}"

    async def error(**changes: Any) -> str | None:
        return (await receiver(server, **changes).post(TO, HEADERS, mail_body(FIRED))).error

    assert await error(host="") == "no SMTP server is set: smtp.host names one"
    assert await error(user="gnomon", password="wrong") == f"{where} refused the user or password"
    assert await error(security="starttls") == f"{where} has no STARTTLS or login; see smtp.security"
    missing = "smtp.password_file cannot be read: No such file or directory"
    assert await error(user="gnomon", password_file=tmp_path / "missing") == missing
    assert await error(user="gnomon", password="hüsh") == (
        f"the user or password of {where} has characters beyond ASCII, which a login cannot have"
    )
    tls = await error(security="tls")
    assert tls is not None
    assert tls.startswith(f"no TLS connection to {where}: ")
    assert tls.endswith("; see smtp.security")
    server.refuses = {"RCPT": "550 no such mailbox"}
    assert await error() == f"{where} refused all of the addresses: 550 no such mailbox"
    server.refuses = {"MAIL": "451 later"}
    assert await error() == f"{where} answered 451 later"
    server.refuses = {}
    assert await error(port=1) == "no connection to the SMTP server 127.0.0.1:1: Connection refused"
    assert server.mails == []


async def test_who_has_a_mail_does_not_get_it_again(server: SmtpServer) -> None:
    """Neither because another address was refused, nor because the server was busy after it had taken the mail."""
    server.no_mailboxes = {"anna@example.com"}
    to = receiver(server)
    for _ in range(2):
        attempt = await to.post(TO, HEADERS, mail_body(FIRED))
        assert attempt.error in (
            "the SMTP server refused 1 of the addresses: 550 no such mailbox",
            f"the SMTP server 127.0.0.1:{server.port} refused all of the addresses: 550 no such mailbox",
        )
    assert server.recipients == ["ops@example.com", "anna@example.com", "anna@example.com"]
    server.no_mailboxes = set()
    server.refuses = {"QUIT": "421 busy"}
    assert (await to.post(TO, HEADERS, mail_body(FIRED))).error is None
    assert server.recipients[3:] == ["anna@example.com"]
    assert len(server.mails) == 2


@pytest.mark.parametrize(
    ("destination", "reason"),
    [
        ("ops@example.com", "must be mailto:"),
        ("mailto:", "must be mailto:"),
        ("mailto:ops@example.com?bcc=x@evil.example", "must be mailto:"),
        ("mailto:ops", "must have addresses such as"),
        ("mailto:a@example.com%0d%0aBcc:x@evil.example", "must have addresses such as"),
        ("mailto:a%00@example.com", "must have addresses such as"),
        ("mailto:" + ",".join(f"a{number}@example.com" for number in range(21)), "up to 20 addresses"),
        ("mailto:ops@evil.example", "not one of the domains"),
    ],
)
def test_addresses_are_checked(destination: str, reason: str) -> None:
    """A line break would begin another header."""
    with pytest.raises(ValueError, match=reason):
        check_addresses(destination, SmtpSettings(allowed_domains=["example.com"]))
    assert check_addresses(TO, SmtpSettings(allowed_domains=["Example.com"])) == TO
