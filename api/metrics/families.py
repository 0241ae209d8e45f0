"""Readings → metrics with names, help texts and labels. Pure.

Names follow Prometheus' conventions: the prefix gnomon_, base units (seconds, bytes), _total for counters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector
from prometheus_client.utils import floatToGoString

from api.health.health_models import ArchiveHealth, WorkerHealth
from api.metrics.evaluator_families import EvaluatorReadings, evaluator_families
from api.metrics.shadow_families import shadow_families
from store.base import Stats
from store.ingest import Lag
from store.ingest.tallies import HistogramTally, Labels, TallySnapshot

_OUTCOMES = ("delivered", "failed", "dropped", "deleted", "filter_failed")  # of a webhook's messages


@dataclass(frozen=True, eq=False, slots=True)  # eq=False: the registry needs a hash
class Readings(Collector):
    """All that one scrape shows."""

    version: str
    tallies: TallySnapshot
    workers: Sequence[WorkerHealth]  # running ones, and dead ones not added to the store yet
    lag: Lag
    lagging: bool  # whether the lag is a fault
    damaged: int  # frames, since the process started
    quarantined: tuple[int, int]  # files and their bytes
    stats: Stats | None  # None: the store is unavailable
    evaluators: EvaluatorReadings | None  # None: likewise
    replica_version: int
    archive: ArchiveHealth | None  # None: there is no ClickHouse
    archive_error: str | None
    feed_error: str | None  # why events are not acted on
    webhooks: Mapping[str, Mapping[str, int]]  # webhook id → its counts: see Webhooks.counts
    shadows: Mapping[str, Mapping[str, int]]  # project and name of a shadow → its counts

    def collect(self) -> Iterator[Metric]:
        build = GaugeMetricFamily("gnomon_build_info", "1, with the version as a label.", labels=["version"])
        build.add_metric([self.version], 1)
        yield build
        yield from _call_families(self.tallies)
        yield from self._worker_families()
        yield from self._spool_families()
        yield _gauge("gnomon_store_available", "1 if the store can be used, else 0.", self.stats is not None)
        if self.stats is not None:
            yield from self._store_families(self.stats)
            yield from _webhook_families(self.webhooks)
            yield from shadow_families(self.shadows)
        if self.archive is not None:
            yield from archive_families(self.archive, self.archive_error)
        if self.evaluators is not None:
            yield from evaluator_families(self.evaluators)
        yield _gauge(
            "gnomon_feed_failing",
            "1 while webhooks and evaluators do not hear of calls and scores, else 0.",
            self.feed_error is not None,
        )

    def _worker_families(self) -> Iterator[Metric]:
        workers = [worker for worker in self.workers if worker.alive]
        yield _gauge("gnomon_workers", "Running proxy workers.", len(workers))
        yield _gauge("gnomon_connections", "Open client connections.", sum(each.connections for each in workers))
        yield _gauge(
            "gnomon_upstream_connections",
            "Open connections to upstreams.",
            sum(each.upstream_connections for each in workers),
        )
        yield _gauge("gnomon_calls_in_flight", "Calls being forwarded now.", sum(each.in_flight for each in workers))
        yield _gauge(
            "gnomon_captured_bytes",
            "Bodies held in the memory of workers for the log.",
            sum(each.captured_bytes for each in workers),
        )

    def _spool_families(self) -> Iterator[Metric]:
        files, size_bytes = self.quarantined
        yield _gauge("gnomon_spool_lag_bytes", "Logged bytes that are not in the store yet.", self.lag.size_bytes)
        yield _gauge(
            "gnomon_spool_lag_seconds", "Age of the oldest logged call that is not in the store yet.", self.lag.seconds
        )
        yield _gauge(
            "gnomon_spool_lagging",
            "1 while the lag is a fault: over 10 s, or growing for a minute, else 0.",
            self.lagging,
        )
        yield _gauge(
            "gnomon_spool_full",
            "1 while a worker can't log because spool.max_bytes is reached or the disk is full, else 0.",
            any(worker.spool_full for worker in self.workers if worker.alive),
        )
        yield _gauge("gnomon_spool_quarantined_files", "Files with damaged parts of the spool.", files)
        yield _gauge("gnomon_spool_quarantined_bytes", "Bytes of damaged parts of the spool.", size_bytes)
        yield CounterMetricFamily(
            "gnomon_spool_damaged_frames", "Frames of logged calls that could not be read or stored.", self.damaged
        )

    def _store_families(self, stats: Stats) -> Iterator[Metric]:
        # The store has what former workers counted.
        dropped = stats.dropped + sum(worker.dropped for worker in self.workers)
        truncated = stats.truncated + sum(worker.truncated for worker in self.workers)
        yield CounterMetricFamily("gnomon_calls_dropped", "Calls forwarded without being logged.", dropped)
        yield CounterMetricFamily("gnomon_bodies_truncated", "Bodies logged in part only.", truncated)
        yield _gauge("gnomon_stored_calls", "Calls in the store, those in flight included.", stats.exchanges)
        yield _gauge("gnomon_stored_scores", "Scores in the store.", stats.scores)
        yield _gauge(
            "gnomon_waiting_scores",
            "Scores that wait for a request that this node has not logged.",
            stats.waiting_scores,
        )
        yield CounterMetricFamily(
            "gnomon_expired_scores", "Scores dropped because their request was never logged.", stats.expired_scores
        )
        yield _gauge(
            "gnomon_waiting_log_records",
            "Log records with messages whose span has not come.",
            stats.waiting_log_records,
        )
        yield CounterMetricFamily(
            "gnomon_expired_log_records",
            "Log records with messages that were dropped: no span came, or it had no room for them.",
            stats.expired_log_records,
        )
        yield _gauge("gnomon_store_size_bytes", "Size of the store on disk.", stats.size_bytes)
        yield _gauge(
            "gnomon_replica_lag_changes",
            "Changes of the store that queries do not see yet.",
            max(0, stats.version - self.replica_version),
        )


def archive_families(archive: ArchiveHealth, error: str | None) -> Iterator[Metric]:
    yield _gauge(
        "gnomon_archive_failing", "1 while the archive in ClickHouse takes no copies, else 0.", error is not None
    )
    yield _gauge("gnomon_archive_lag_seconds", "Time since the archive last had every change.", archive.lag_s)
    if archive.behind is not None and archive.bodies_behind is not None:
        yield _gauge("gnomon_archive_lag_changes", "Changes of the store that the archive lacks.", archive.behind)
        yield _gauge("gnomon_archive_lag_bodies", "Bodies that the archive lacks.", archive.bodies_behind)


def _call_families(tallies: TallySnapshot) -> Iterator[Metric]:
    calls = CounterMetricFamily(
        "gnomon_calls",
        "Ended calls by upstream, outcome and HTTP status; status is empty if there was no response.",
        labels=["upstream", "outcome", "status"],
    )
    for labels, count in tallies.calls.items():
        calls.add_metric(labels, count)
    yield calls
    unread = CounterMetricFamily(
        "gnomon_calls_unread",
        "Calls with a body that could not be read within its budget.",
        labels=["reason"],
    )
    for labels, count in tallies.unread.items():
        unread.add_metric(labels, count)
    yield unread
    yield _histogram("gnomon_call_duration_seconds", "Duration of calls.", tallies.durations_s)
    yield _histogram("gnomon_time_to_first_token_seconds", "Time to first token of streams.", tallies.first_tokens_s)
    tokens = CounterMetricFamily(
        "gnomon_tokens",
        "Tokens by model; prompt includes cached tokens, completion includes reasoning.",
        labels=["upstream", "model", "type"],
    )
    cost = CounterMetricFamily("gnomon_cost_usd", "Cost of calls by model, in USD.", labels=["upstream", "model"])
    for labels, model in tallies.models.items():
        tokens.add_metric((*labels, "prompt"), model.prompt_tokens)
        tokens.add_metric((*labels, "completion"), model.completion_tokens)
        cost.add_metric(labels, model.cost_usd)
    yield tokens
    yield cost


def _webhook_families(webhooks: Mapping[str, Mapping[str, int]]) -> Iterator[Metric]:
    messages = CounterMetricFamily(
        "gnomon_webhook_messages",
        "Messages of webhooks that are settled, by what became of them.",
        labels=["webhook", "outcome"],
    )
    attempts = CounterMetricFamily(
        "gnomon_webhook_attempts_failed", "Attempts that receivers of webhooks did not accept.", labels=["webhook"]
    )
    waiting = GaugeMetricFamily(
        "gnomon_webhook_messages_waiting", "Messages of webhooks that wait for an attempt.", labels=["webhook"]
    )
    for webhook, counts in webhooks.items():
        for outcome in _OUTCOMES:
            messages.add_metric([webhook, outcome], counts.get(outcome, 0))
        attempts.add_metric([webhook], counts.get("attempts_failed", 0))
        waiting.add_metric([webhook], counts.get("waiting", 0))
    yield from (messages, attempts, waiting)


def _histogram(name: str, text: str, tallies: Mapping[Labels, HistogramTally]) -> Metric:
    family = HistogramMetricFamily(name, text, labels=["upstream"])
    for labels, tally in tallies.items():
        bounds = [*map(floatToGoString, tally.bounds), "+Inf"]
        family.add_metric(labels, list(zip(bounds, accumulate(tally.counts), strict=True)), tally.sum)
    return family


def _gauge(name: str, text: str, value: float) -> Metric:
    return GaugeMetricFamily(name, text, float(value))
