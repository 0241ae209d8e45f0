"""What the log could not understand, and what to do about it: the findings of `gnomon doctor` and the Status page."""

from __future__ import annotations

from typing import Literal, NamedTuple

FindingKind = Literal[
    "unknown_dialect",
    "model_without_price",
    "contradicting_totals",
    "incomplete_stream",
    "unreadable_events",
    "stream_without_usage",
    "truncated_body",
    "unread_body",
    "waiting_scores",
]
LAST = 10_000  # stored calls that are looked through, unless asked otherwise
MOST = 20  # findings of one kind; the rarer ones are left out


class Finding(NamedTuple):
    """`subject`: what it is about, in a few words. `calls`: how many calls, or how many scores."""

    kind: FindingKind
    subject: str
    calls: int
    example_id: str  # a request id; of waiting scores the id they wait for
    advice: str


def advice_on(kind: FindingKind, subject: str, model: str | None) -> str:
    """What to do, in plain words."""
    if kind == "model_without_price":
        return (
            "Add this to the settings, with the prices of a million tokens in USD, then run "
            f'"gnomon reprocess --prices":\n[[price]]\nmodel = "{model}"\ninput_usd = …\noutput_usd = …'
        )
    return _ADVICE[kind]


_ADVICE: dict[FindingKind, str] = {
    "unknown_dialect": (
        "These calls are logged with their bodies, but without text, tokens and cost. If the API is a known one, its "
        "path is unusual: point the base URL at the provider's own paths."
    ),
    "contradicting_totals": (
        "The provider's token counts add up to more than its total, or one is larger than its whole, or than 100 "
        "million. A count that must be wrong is null. Compare the others with the provider's invoice."
    ),
    "incomplete_stream": (
        "The stream ended without a finish reason, token counts or end event. The provider or a proxy before it cut it."
    ),
    "unreadable_events": "Some events of these streams are not JSON; what they said is missing from the text.",
    "stream_without_usage": (
        'Streams without token counts have no cost. Set proxy.stream_usage = "always", or send stream_options '
        "include_usage with each request."
    ),
    "truncated_body": "Bodies beyond proxy.capture_limit_bytes are kept in part. Raise that setting to keep them.",
    "unread_body": (
        "These bodies are kept, but reading them takes more time or memory than any call should (too_large, too_slow, "
        "too_deep), or failed. Their text, tokens and cost are unknown. If they were too_slow on a busy machine, "
        'stop Gnomon and run "gnomon reprocess".'
    ),
    "waiting_scores": (
        "These scores wait for a request with their id, which this node has not logged: check that each score is sent "
        "with the id of its call. With several nodes, they also wait here while the node that logged it, or "
        "ClickHouse, is away."
    ),
}
