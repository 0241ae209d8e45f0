"""Counts of ended calls since the process started, for monitoring: by upstream, outcome, status and model.

They count what ingest stores, each call once. They start at 0 with each process, as Prometheus expects of counters.
Calls whose worker died are missing: no closing frame tells how they ended.
"""

from __future__ import annotations

import threading
from bisect import bisect_left
from collections.abc import Container, Iterable, Mapping
from typing import NamedTuple

from store.models import ExchangeRow

OTHER = "other"
LABEL_SETS_MOST = 200  # of one kind: callers choose models, and with proxy.allowed_targets upstreams
CALL_SERIES_MOST = 2_000  # of upstream, outcome and status
DURATION_BUCKETS_S = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 60, 120, 300, 600)
FIRST_TOKEN_BUCKETS_S = (0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10, 20, 60)

Labels = tuple[str, ...]


class HistogramTally:
    """`counts` has an element for each bucket, which includes its upper bound, and one for what is above the last."""

    __slots__ = ("bounds", "counts", "sum")

    def __init__(self, bounds: tuple[float, ...]) -> None:
        self.bounds = bounds
        self.counts = [0] * (len(bounds) + 1)
        self.sum = 0.0

    def observe(self, value: float) -> None:
        self.counts[bisect_left(self.bounds, value)] += 1
        self.sum += value

    def copy(self) -> HistogramTally:
        same = HistogramTally(self.bounds)
        same.counts, same.sum = self.counts.copy(), self.sum
        return same


class ModelTally:
    """Tokens and cost of one model at one upstream. Unknown amounts add nothing."""

    __slots__ = ("completion_tokens", "cost_usd", "prompt_tokens")

    def __init__(self, prompt_tokens: int = 0, completion_tokens: int = 0, cost_usd: float = 0.0) -> None:
        self.prompt_tokens = prompt_tokens
        self.completion_tokens = completion_tokens
        self.cost_usd = cost_usd

    def copy(self) -> ModelTally:
        return ModelTally(self.prompt_tokens, self.completion_tokens, self.cost_usd)


class TallySnapshot(NamedTuple):
    calls: dict[Labels, int]  # upstream, outcome, status ("" if there was no response)
    durations_s: dict[Labels, HistogramTally]  # upstream
    first_tokens_s: dict[Labels, HistogramTally]  # upstream; of streams
    models: dict[Labels, ModelTally]  # upstream, model
    unread: dict[Labels, int]  # extract_error


class Tallies:
    """Written by the ingest thread; `snapshot` can be called from any."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._calls: dict[Labels, int] = {}
        self._durations: dict[Labels, HistogramTally] = {}
        self._first_tokens: dict[Labels, HistogramTally] = {}
        self._models: dict[Labels, ModelTally] = {}
        self._unread: dict[Labels, int] = {}
        self._read_again: set[str] = set()

    def add(self, rows: Iterable[ExchangeRow], late_ids: Container[str] = ()) -> None:
        """Count those that have ended. `late_ids`: exchanges that `add_late` will tell what became of their bodies."""
        with self._lock:
            for row in rows:
                if row.outcome is not None and (row.step is None or row.step.kind == "call"):
                    self._add(row, row.outcome)
                    if row.exchange_id not in late_ids:
                        self._add_unread(row)

    def add_late(self, row: ExchangeRow) -> None:
        """What came of a call's bodies after the call was counted."""
        with self._lock:
            if row.exchange_id in self._read_again:
                self._read_again.remove(row.exchange_id)
                return
            upstream = _bounded(self._durations, (row.upstream,), LABEL_SETS_MOST)
            if upstream in self._first_tokens and row.time_to_first_token_ms is not None:
                self._first_tokens[upstream].observe(row.time_to_first_token_ms / 1000)
            self._add_model(row, upstream[0])
            self._add_unread(row)

    def read_again(self, exchange_id: str) -> None:
        """The next `add_late` is of a call whose bodies have been counted before."""
        with self._lock:
            self._read_again.add(exchange_id)

    def snapshot(self) -> TallySnapshot:
        with self._lock:
            return TallySnapshot(
                self._calls.copy(),
                {labels: histogram.copy() for labels, histogram in self._durations.items()},
                {labels: histogram.copy() for labels, histogram in self._first_tokens.items()},
                {labels: model.copy() for labels, model in self._models.items()},
                self._unread.copy(),
            )

    def _add(self, row: ExchangeRow, outcome: str) -> None:
        upstream = _bounded(self._durations, (row.upstream,), LABEL_SETS_MOST)
        durations = self._durations.get(upstream)
        if durations is None:
            durations = self._durations[upstream] = HistogramTally(DURATION_BUCKETS_S)
            self._first_tokens[upstream] = HistogramTally(FIRST_TOKEN_BUCKETS_S)
        if row.latency_ms is not None:
            durations.observe(row.latency_ms / 1000)
        if row.time_to_first_token_ms is not None:
            self._first_tokens[upstream].observe(row.time_to_first_token_ms / 1000)
        status = "" if row.status is None else str(row.status)
        call = _bounded(self._calls, (upstream[0], outcome, status), CALL_SERIES_MOST)
        self._calls[call] = self._calls.get(call, 0) + 1
        self._add_model(row, upstream[0])

    def _add_unread(self, row: ExchangeRow) -> None:
        if row.extract_error is not None:
            labels = (row.extract_error,)
            self._unread[labels] = self._unread.get(labels, 0) + 1

    def _add_model(self, row: ExchangeRow, upstream: str) -> None:
        usage = row.usage
        if usage.prompt_tokens is None and usage.completion_tokens is None and row.cost_usd is None:
            return
        labels = _bounded(self._models, (upstream, row.model or ""), LABEL_SETS_MOST)
        model = self._models.get(labels)
        if model is None:
            model = self._models[labels] = ModelTally()
        model.prompt_tokens += usage.prompt_tokens or 0
        model.completion_tokens += usage.completion_tokens or 0
        model.cost_usd += row.cost_usd or 0.0


def _bounded(known: Mapping[Labels, object], labels: Labels, most: int) -> Labels:
    """The labels; each of them `other` if they are new and there are as many as allowed."""
    return labels if labels in known or len(known) < most else (OTHER,) * len(labels)
