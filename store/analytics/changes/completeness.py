"""Up to which hour the scores of requests have arrived: later hours are not judged yet.

The scores that come late may not be like the first ones. People, for instance, rate what annoys them first.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from store.analytics.changes.question import ChangeQuestion
from store.analytics.query import Snapshot
from store.analytics.scores.rows import score_rows
from store.sql import Sql, with_tables

_ARRIVED = 0.95  # share of the scores that have usually arrived
_LEARNT_FROM = timedelta(days=28)
_WAIT_MOST = timedelta(days=7)
_OF_CALLS = timedelta(minutes=5)  # most calls have ended, and are in the replica
# By the sender's clock where it says when it scored: scores of past calls that are sent together say nothing of how
# long those of new calls take.
_DELAY = "epoch_us(least(s.recorded_at, s.scored_at)) - epoch_us(s.started_at)"


def complete_to(snapshot: Snapshot, question: ChangeQuestion) -> datetime:
    """The end of the last hour that is complete, at most the end of the selection."""
    wait = _OF_CALLS if question.score is None else max(_OF_CALLS, _usual_delay(snapshot, question, question.score))
    end = question.selection.end
    complete = question.now - wait
    return _hour(complete if end is None else min(end, complete))


def _usual_delay(snapshot: Snapshot, question: ChangeQuestion, score: str) -> timedelta:
    recent = replace(question.selection, start=question.now - _LEARNT_FROM, end=None)
    if question.selection.end is not None and question.selection.end <= recent.start:  # type: ignore[operator]
        return timedelta()
    rows = score_rows([recent], [score], {"delay_us": _DELAY})
    select = Sql("SELECT quantile_cont(delay_us, ?) AS delays\nFROM delays", ([_ARRIVED],))
    ((delays,),) = snapshot.rows(with_tables({"delays": rows}, select))
    if not delays:
        return timedelta()
    return min(_WAIT_MOST, max(timedelta(), timedelta(microseconds=float(delays[0]))))


def _hour(timestamp: datetime) -> datetime:
    return timestamp.replace(minute=0, second=0, microsecond=0)
