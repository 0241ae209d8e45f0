"""Checks that the log agrees with what the clients saw."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable
from typing import Any, Literal, NamedTuple

from tests.support.client import Client, JsonObject, has_ended
from tests.support.load import Ledger, Sent

# Possible outcomes of a call whose client saw a broken response: a crash can fall between the log and the last bytes.
CUT_OUTCOMES = {"worker_died", "client_closed", "upstream_cut", "ok"}


class Mismatch(NamedTuple):
    """How the log disagrees with what a client saw; `lost`: it has less, `doubled`: it has it more than once."""

    kind: Literal["lost", "doubled", "wrong"]
    text: str


def audit(gnomon: Client, ledger: Ledger, went_upstream: Container[str] = ()) -> None:
    """Check that every complete answer and every acknowledged score is in the log, exactly once.

    Broken answers must be logged as broken, and every id in `went_upstream` must be logged, answered or not.
    Raises AssertionError with all mismatches, not only the first.
    """
    wrong = mismatches(gnomon, ledger, ledger.calls, went_upstream)
    fates = Counter(sent.fate for sent in ledger.calls)
    texts = "\n".join(mismatch.text for mismatch in wrong[:20])
    assert not wrong, f"{len(wrong)} wrong of {dict(fates)}:\n{texts}"


def mismatches(
    gnomon: Client, ledger: Ledger, calls: Iterable[Sent], went_upstream: Container[str] = ()
) -> list[Mismatch]:
    """What `audit` checks, for these calls of the ledger."""
    wrong: list[Mismatch] = []
    exchange_ids: Counter[str] = Counter()
    for sent in calls:
        shown = look_up(gnomon, sent)
        wrong += _mismatches(sent, shown, ledger.scores.get(sent.request_id))
        if shown is None and sent.request_id in went_upstream:
            wrong.append(Mismatch("lost", f"{sent} went upstream and is not in the log"))
        exchange_ids.update(_attempts(shown))
    wrong += [
        Mismatch("doubled", f"{exchange_id} is listed {count} times")
        for exchange_id, count in exchange_ids.items()
        if count > 1
    ]
    return wrong


def look_up(gnomon: Client, sent: Sent) -> JsonObject | None:
    """The request as logged; None when there is none. Waits for the end of a call that was broken off."""
    if sent.fate in ("complete", "cut"):
        try:
            return gnomon.request(sent.request_id, bodies=True)
        except TimeoutError:
            pass
    reply = gnomon.get(f"/v1/request/{sent.request_id}?includeBody=true")
    data: JsonObject | None = reply.json()["data"]
    return data


def count_in_log(gnomon: Client, calls: Iterable[Sent]) -> int:
    """The number of these calls that are in the log, have ended and have their answer."""
    shown = [gnomon.get(f"/v1/request/{sent.request_id}?includeBody=true").json()["data"] for sent in calls]
    return sum(1 for request in shown if request and has_ended(request) and _text(request))


def _mismatches(sent: Sent, shown: JsonObject | None, score: int | None) -> list[Mismatch]:
    if shown is None:
        return [Mismatch("lost", f"{sent} is not in the log")] if sent.fate in ("complete", "cut") else []
    wrong = []
    if (attempts := len(_attempts(shown))) != 1:
        wrong.append(Mismatch("doubled" if attempts else "lost", f"{sent} has {attempts} attempts"))
    if sent.fate == "complete":
        if shown["outcome"] != "ok":
            wrong.append(Mismatch("lost", f"{sent} ended as {shown['outcome']}: {shown['attempts']}"))
        if _text(shown) != f"You said: {sent.request_id}":
            wrong.append(Mismatch("lost", f"{sent} is logged with the answer {shown['response_body']!r}"))
    if sent.fate == "cut" and shown["outcome"] not in CUT_OUTCOMES:
        wrong.append(Mismatch("wrong", f"{sent} ended as {shown['outcome']}"))
    if score is not None and shown["scores"] != {"quality": score}:
        kind: Literal["wrong", "lost"] = "wrong" if shown["scores"] else "lost"
        wrong.append(Mismatch(kind, f"{sent} has the scores {shown['scores']}, not {score}"))
    return wrong


def _attempts(shown: JsonObject | None) -> list[str]:
    if shown is None:
        return []
    return [attempt["exchange_id"] for attempt in (*shown["attempts"], *shown["conflicts"])]


def _text(shown: JsonObject) -> Any:
    try:
        return shown["response_body"]["choices"][0]["message"]["content"]
    except (KeyError, IndexError, TypeError):
        return None
