"""Shadow traffic → metrics. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

_STAGES = ("seen", "matched", "sampled", "sent", "skipped", "failed", "dropped")
_LABELS = ["project", "shadow"]


def shadow_families(shadows: Mapping[str, Mapping[str, int]]) -> Iterator[Metric]:
    """`shadows`: project and name → counts by name, of which skipped and failed have reasons behind a colon."""
    if not shadows:
        return
    calls = CounterMetricFamily(
        "gnomon_shadow_calls",
        "Calls of a shadow: seen, matching its filter, in its sample, sent, skipped, failed, dropped.",
        labels=[*_LABELS, "stage", "reason"],
    )
    waiting = GaugeMetricFamily(
        "gnomon_shadow_waiting", "Calls that wait for the candidate of a shadow.", labels=_LABELS
    )
    for consumer, counts in shadows.items():
        project, _, name = consumer.partition(" ")
        for counted, count in counts.items():
            stage, _, reason = counted.partition(":")
            if stage in _STAGES:
                calls.add_metric([project, name, stage, reason], count)
        waiting.add_metric([project, name], counts.get("waiting", 0))
    yield from (calls, waiting)
