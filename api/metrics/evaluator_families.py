"""Evaluators → metrics. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from evaluation.evaluators.service import EvaluatorState
from store.evaluation.evaluators import Spending

_STAGES = ("seen", "matched", "sampled", "dropped")
_OUTCOMES = ("scored", "skipped", "failed")
_LABELS = ["project", "evaluator"]


@dataclass(frozen=True, slots=True)
class EvaluatorReadings:
    states: Sequence[EvaluatorState]
    counts: Mapping[str, Mapping[str, int]]  # consumer → name → number
    spent: Mapping[str, tuple[Spending, Spending]]  # consumer → in this hour, on this day


def evaluator_families(readings: EvaluatorReadings) -> Iterator[Metric]:
    calls = CounterMetricFamily(
        "gnomon_evaluator_calls",
        "Calls that an evaluator was asked about: seen, matching its filter, in its sample, dropped.",
        labels=[*_LABELS, "stage"],
    )
    done = CounterMetricFamily(
        "gnomon_evaluations", "Evaluations by outcome and reason.", labels=[*_LABELS, "outcome", "reason"]
    )
    waiting = GaugeMetricFamily("gnomon_evaluator_waiting", "Calls that wait for their evaluation.", labels=_LABELS)
    state = GaugeMetricFamily(
        "gnomon_evaluator_state", "1 for the state that an evaluator is in.", labels=[*_LABELS, "state"]
    )
    spent = GaugeMetricFamily(
        "gnomon_evaluator_spent_usd", "USD spent by an evaluator since midnight UTC.", labels=_LABELS
    )
    for each in readings.states:
        labels = [str(each.stored.id.project), each.stored.id.name]
        counts = readings.counts.get(each.stored.id.consumer.id, {})
        for stage in _STAGES:
            calls.add_metric([*labels, stage], counts.get(stage, 0))
        for name, count in counts.items():
            outcome, _, reason = name.partition(":")
            if outcome in _OUTCOMES and (reason or outcome == "scored"):
                done.add_metric([*labels, outcome, reason], count)
        waiting.add_metric(labels, counts.get("waiting", 0))
        state.add_metric([*labels, each.state], 1)
        if spending := readings.spent.get(each.stored.id.consumer.id):
            spent.add_metric(labels, spending[1].usd)
    yield from (calls, done, waiting, state, spent)
