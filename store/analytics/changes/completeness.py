"""Up to which hour the scores of requests have arrived: later hours are not judged yet.

The scores that come late may not be like the first ones. People, for instance, rate what annoys them first.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from store.analytics.changes.question import ChangeQuestion
from store.analytics.query import Snapshot
from store.analytics.requests.selected import selected
from store.analytics.scores.rows import score_rows
from store.analytics.selection import Selection
from store.sql import Sql, with_tables

ARRIVED = 0.95  # share of the scores that have usually arrived
LEARNT_FROM = timedelta(days=28)
WAIT_MOST = timedelta(days=7)
OF_CALLS = timedelta(minutes=5)  # most calls have ended, and are in the replica
DELAY = "epoch_us(s.recorded_at) - epoch_us(s.started_at)"


def complete_to(snapshot: Snapshot, question: ChangeQuestion) -> datetime:
    """The end of the last hour that is complete, at most the end of the selection."""
    wait = OF_CALLS if question.score is None else max(OF_CALLS, _wait(snapshot, question, question.score))
    end = question.selection.end
    complete = question.now - wait
    return _hour(complete if end is None else min(end, complete))


def _wait(snapshot: Snapshot, question: ChangeQuestion, score: str) -> timedelta:
    start, end = question.now - LEARNT_FROM, question.selection.end
    if end is not None and end <= start:
        return timedelta()
    recent = replace(question.selection, start=start, end=None)
    delay = _usual_delay(snapshot, recent, score)
    return timedelta() if _are_there(snapshot, recent, score, question.now - delay) else delay


def _usual_delay(snapshot: Snapshot, recent: Selection, score: str) -> timedelta:
    rows = score_rows([recent], [score], {"delay_us": DELAY})
    select = Sql("SELECT quantile_cont(delay_us, ?) AS usual\nFROM delays", ([ARRIVED],))
    ((delays,),) = snapshot.rows(with_tables({"delays": rows}, select))
    usual = timedelta(microseconds=float(delays[0])) if delays else timedelta()
    return min(WAIT_MOST, max(timedelta(), usual))


def _are_there(snapshot: Snapshot, recent: Selection, score: str, since: datetime) -> bool:
    """Whether requests from `since` on have the score as often as those before: then nothing is waited for, as after an
    evaluator has caught up with logged calls."""
    rows = score_rows([recent], [score], {"started_at": "s.started_at"})
    scored = Sql("SELECT count(DISTINCT CASE WHEN started_at >= ? THEN request END) AS late", (since,))
    scored += ", count(DISTINCT request) AS total\nFROM scored"
    late, total = snapshot.rows(with_tables({"scored": rows}, scored))[0]
    counted = Sql("SELECT count(CASE WHEN r.started_at >= ? THEN 1 END) AS late", (since,))
    late_requests, requests = snapshot.rows(counted + ", count(*) AS total\n" + selected(recent))[0]
    before, of_before = total - late, requests - late_requests
    return bool(late_requests and of_before and late / late_requests >= ARRIVED * before / of_before)


def _hour(timestamp: datetime) -> datetime:
    return timestamp.replace(minute=0, second=0, microsecond=0)
