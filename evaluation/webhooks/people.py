"""The bodies of alerts that people read: Slack's, and that of an e-mail. Pure.

Slack, Mattermost, Rocket.Chat and others take `{"text", "blocks"}` at the URL of an incoming webhook
(https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks): `text` is shown in notifications, and where
`blocks` are not understood.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from unicodedata import category

import orjson

from store.evaluation.webhooks import WebhookFormat

_BLOCK_MOST = 2_900  # characters; Slack refuses sections of more than 3,000
_TITLE_MOST = 200
_NOTHING = "\u200b"  # a space without width


def body_for_people(data: str, form: WebhookFormat) -> bytes:
    """`data`: of an alert, as JSON."""
    message = orjson.loads(data)
    return slack_body(message) if form == "slack" else mail_body(message)


def slack_body(message: Mapping[str, Any]) -> bytes:
    """Blocks have plain text, in which a name with an asterisk or a colon is only a name."""
    text = f"{title_of(message)}\n{text_of(message)}"
    plain = {"type": "plain_text", "text": _escaped(text, _BLOCK_MOST), "emoji": False}
    blocks: list[dict[str, Any]] = [{"type": "section", "text": plain}]
    if url := message.get("url"):
        link = f"<{_escaped(str(url), _BLOCK_MOST)}|Open in Gnomon>"
        blocks.append({"type": "context", "elements": [{"type": "mrkdwn", "text": link}]})
    elif place := place_of(message):
        blocks.append({"type": "context", "elements": [plain | {"text": _escaped(place, _BLOCK_MOST)}]})
    return orjson.dumps({"text": _without_mentions(_escaped(text, _BLOCK_MOST)), "blocks": blocks})


def mail_body(message: Mapping[str, Any]) -> bytes:
    """The subject in the first line, then an empty line and the text."""
    lines = [title_of(message), "", text_of(message)]
    if place := message.get("url") or place_of(message):
        lines += ["", str(place)]
    return "\n".join(lines).encode()


def title_of(message: Mapping[str, Any]) -> str:
    """One line."""
    if message.get("alert") == "evaluator_blocked":
        return _line(f"Evaluator {message.get('evaluator', '')} {'is blocked' if message.get('reason') else 'goes on'}")
    state = {"alert": "Alert", "warning": "Warning"}.get(str(message.get("state")), "Resolved")
    test = "Test of " if message.get("test") else ""
    return _line(f"{test}{state}: {message.get('name', '')}")


def text_of(message: Mapping[str, Any]) -> str:
    """Sentences."""
    if message.get("alert") == "evaluator_blocked":
        reason = message.get("reason")
        state = f"is blocked and does not go on by itself: {reason}" if reason else "is no longer blocked"
        return _without_controls(f"The evaluator {message.get('evaluator', '')} {state}.")
    return _without_controls(str(message.get("text", "")))


def place_of(message: Mapping[str, Any]) -> str | None:
    """Where it is found without a link: of an alert, of which the server does not know by which URL it is called."""
    if "rule_id" not in message:
        return None
    name = _line(str(message.get("name", "")))
    return f"See the alert “{name}” on the page Alerts of Gnomon. For a link here, set server.public_url."


def _line(text: str) -> str:
    """Without line breaks, which would end the subject of an e-mail."""
    return " ".join(_without_controls(text).split())[:_TITLE_MOST]


def _without_controls(text: str) -> str:
    """Without control characters but line breaks: SMTP servers refuse mails with some of them."""
    return "".join(" " if category(each) == "Cc" and each != "\n" else each for each in text)


def _escaped(text: str, most: int) -> str:
    """Slack's three characters; everything else is text, so that a name can neither ping anybody nor hide a link."""
    cut = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")[:most]
    start = cut.rfind("&")
    return cut if start < 0 or ";" in cut[start:] else cut[:start]


def _without_mentions(text: str) -> str:
    """Where Markdown is shown in place of blocks: @all would ping everybody, and a link could have any name."""
    return text.replace("@", f"@{_NOTHING}").replace("](", f"]{_NOTHING}(")
