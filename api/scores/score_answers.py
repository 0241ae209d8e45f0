"""Answers to questions on scores → what is sent. Pure."""

from __future__ import annotations

from api.scores.score_queries_models import (
    ComparedShape,
    CompareQuery,
    EffectShape,
    GroupFilter,
    GroupShape,
    HistogramShape,
    IntervalShape,
    LabelShape,
    PairedShape,
    ScoreShape,
    ScoresQuery,
    SideShape,
)
from store.analytics.scores.answers import Group, ScoreAnswer, ScoreQuery
from store.analytics.scores.comparison import ScoreDifference
from store.analytics.scores.rows import METRICS
from store.statistics import Interval, PairedComparison, Summary


def scores_shape(query: ScoresQuery, question: ScoreQuery, found: list[ScoreAnswer]) -> list[ScoreShape]:
    """In the order of the names; one that was never scored has no type and no groups."""
    shapes = []
    for name in question.names:
        answers = [one for one in found if one.name == name]
        if not answers:
            shapes.append(ScoreShape(name=name, type=None, histogram_edges=None, groups=[], total=None))
        for one in answers:
            groups = [_group(query, question, one, group, _keys(query, question, group)) for group in one.groups]
            total = _group(query, question, one, one.total, {}) if one.total else None
            shapes.append(ScoreShape(name=name, type=one.type, histogram_edges=one.edges, groups=groups, total=total))
    return shapes


def _keys(query: ScoresQuery, question: ScoreQuery, one: Group) -> dict[str, str | None]:
    keys: dict[str, str | None] = dict(zip(question.keys, one.keys, strict=True))
    if question.bucket:
        keys[question.bucket] = one.bucket.isoformat() if one.bucket else None
    return {key: keys[key] for key in query.group_by}


def _group(
    query: ScoresQuery, question: ScoreQuery, of: ScoreAnswer, one: Group, keys: dict[str, str | None]
) -> GroupShape:
    quantiles = {f"{at:g}": value for at, value in zip(question.quantiles, one.quantiles or (), strict=False)}
    histogram = one.histogram
    return GroupShape(
        group=keys,
        other=one.others,
        n_requests=one.n,
        n_ratings=one.ratings,
        mean=one.mean,
        share_true=one.mean if of.type == "boolean" else None,
        sd=one.sd,
        min=one.min,
        max=one.max,
        sum=one.sum,
        interval=interval_shape(one.interval) if one.interval else None,
        clusters=one.clusters,
        effective_n=one.effective_n,
        quantiles=quantiles if one.quantiles else None,
        histogram=HistogramShape(counts=histogram[1:-1], below=histogram[0], above=histogram[-1])
        if histogram
        else None,
        labels=None
        if one.labels is None
        else [
            LabelShape(label=it.label, n_ratings=it.ratings, share=it.share, interval=interval_shape(it.interval))
            for it in one.labels
        ],
        requests=_requests(query, one),
    )


def _requests(query: ScoresQuery, one: Group) -> dict[str, float | None]:
    """Sums and means over those of the scored requests where it is known."""
    found: dict[str, float | None] = {}
    for column in (column for name in METRICS if name in query.include for column in METRICS[name]):
        total, known = one.metrics[column]
        if column != "latency_ms":
            found[f"{column}_sum"] = total
        found[f"{column}_mean"] = total / known if total is not None and known else None
    return found


def compared_shape(query: CompareQuery, one: ScoreDifference) -> ComparedShape:
    comparison = one.comparison
    return ComparedShape(
        name=one.name,
        type=one.type,
        label=one.label,
        first=_side(query.first, one.first, one.first_interval),
        second=_side(query.second, one.second, one.second_interval),
        difference=comparison.difference,
        interval=interval_shape(comparison.interval),
        p_value=comparison.p_value,
        p_value_holm=one.holm_p,
        test=comparison.test,
        effect_size=EffectShape(value=comparison.effect_size, method=comparison.effect),
        paired=_paired(one.paired, one.paired_holm_p) if one.paired else None,
    )


def _side(asked: GroupFilter, one: Summary, interval: Interval) -> SideShape:
    return SideShape(
        name=asked.name,
        n_requests=one.n,
        mean=one.mean,
        sd=one.sd,
        min=one.min,
        max=one.max,
        interval=interval_shape(interval),
    )


def _paired(one: PairedComparison, holm_p: float | None) -> PairedShape:
    return PairedShape(
        pairs=one.pairs,
        difference=one.difference,
        interval=interval_shape(one.interval),
        p_value=one.p_value,
        p_value_holm=holm_p,
        test=one.test,
        effect_size=EffectShape(value=one.effect_size, method="cohens_d_of_differences"),
        resamples=one.resamples,
        seed=one.seed,
    )


def interval_shape(one: Interval) -> IntervalShape:
    # Field by field: there may be one for each of a thousand groups, and asdict copies everything.
    return IntervalShape(low=one.low, high=one.high, method=one.method, reason=one.reason)
