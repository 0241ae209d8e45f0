"""What the store answers to queries on scores → the models of the API. Pure."""

from __future__ import annotations

from api.comparisons.pairs_models import (
    ComparedShape,
    EffectShape,
    JudgedComparisonShape,
    OtherPairingShape,
    PairedShape,
    SideShape,
    UnpairedShape,
)
from api.http.base_models import rounded_near
from api.scores.queries_models import (
    CompareQuery,
    CorrectedShape,
    GroupFilter,
    GroupShape,
    HistogramShape,
    IntervalShape,
    JudgedShape,
    LabelShape,
    ScoreShape,
    ScoresQuery,
)
from store.analytics.comparisons.differences import ScoreDifference
from store.analytics.judging import JudgedComparison
from store.analytics.scores.answers import CorrectedGroup, Group, ScoreAnswer, ScoreQuery
from store.analytics.scores.rows import METRICS
from store.statistics import Interval, PairedComparison, Summary
from store.statistics.sequential import always_valid


def scores_shape(query: ScoresQuery, score_query: ScoreQuery, results: list[ScoreAnswer]) -> list[ScoreShape]:
    """In the order of the names; a name without any score has no type and no groups."""
    shapes = []
    for name in score_query.names:
        answers = [result for result in results if result.name == name]
        if not answers:
            shapes.append(ScoreShape(name=name, type=None, histogram_edges=None, groups=[], total=None))
        for score in answers:
            groups = [
                _group(query, score_query, score, group, _keys(query, score_query, group)) for group in score.groups
            ]
            total = _group(query, score_query, score, score.total, {}) if score.total else None
            shapes.append(
                ScoreShape(name=name, type=score.type, histogram_edges=score.edges, groups=groups, total=total)
            )
    return shapes


def _keys(query: ScoresQuery, score_query: ScoreQuery, group: Group) -> dict[str, str | None]:
    keys: dict[str, str | None] = dict(zip(score_query.keys, group.keys, strict=True))
    if score_query.bucket:
        keys[score_query.bucket] = group.bucket.isoformat() if group.bucket else None
    return {key: keys[key] for key in query.group_by}


def _group(
    query: ScoresQuery, score_query: ScoreQuery, score: ScoreAnswer, group: Group, keys: dict[str, str | None]
) -> GroupShape:
    quantiles = {
        f"{quantile:g}": rounded_near(value, group.sd)
        for quantile, value in zip(score_query.quantiles, group.quantiles or (), strict=False)
    }
    histogram = group.histogram
    mean, low, high = _values(group.mean, group.min, group.max, group.sd)
    return GroupShape(
        group=keys,
        other=group.others,
        n_units=group.n,
        n_requests=group.n if query.unit == "request" else None,
        n_ratings=group.ratings,
        mean=mean,
        share_true=mean if score.type == "boolean" else None,
        sd=group.sd,
        min=low,
        max=high,
        sum=group.sum,
        interval=interval_shape(group.interval) if group.interval else None,
        clusters=group.clusters,
        effective_n=group.effective_n,
        quantiles=quantiles if group.quantiles else None,
        histogram=HistogramShape(counts=histogram[1:-1], below=histogram[0], above=histogram[-1])
        if histogram
        else None,
        labels=None
        if group.labels is None
        else [
            LabelShape(
                label=label.label, n_ratings=label.ratings, share=label.share, interval=interval_shape(label.interval)
            )
            for label in group.labels
        ],
        requests=_requests(query, group),
        judged=_judged(group.judged, group.sd) if group.judged else None,
    )


def _judged(judged: CorrectedGroup, sd: float | None) -> JudgedShape:
    corrected = judged.corrected
    return JudgedShape(
        n_units=judged.n,
        mean=rounded_near(judged.mean, sd),
        interval=interval_shape(judged.interval),
        corrected=CorrectedShape(
            mean=rounded_near(corrected.mean, width_of(corrected.interval)),
            interval=interval_shape(corrected.interval),
            calibration=judged.calibration,
            n_labels=corrected.labels,
            n_ties=judged.ties,
            sensitivity=corrected.sensitivity,
            specificity=corrected.specificity,
            tuning=corrected.tuning,
            labels_to_halve=corrected.labels_to_halve,
        ),
    )


def _requests(query: ScoresQuery, group: Group) -> dict[str, float | None]:
    """Sums and means over those scored requests or sessions whose value is known."""
    requests: dict[str, float | None] = {}
    for column in (column for name in METRICS if name in query.include for column in METRICS[name]):
        total, known = group.metrics[column]
        if column != "latency_ms":
            requests[f"{column}_sum"] = total
        requests[f"{column}_mean"] = total / known if total is not None and known else None
    return requests


def compared_shape(query: CompareQuery, difference: ScoreDifference) -> ComparedShape:
    comparison = difference.comparison
    return ComparedShape(
        name=difference.name,
        type=difference.type,
        label=difference.label,
        first=_side(query, query.first, difference.first, difference.first_interval),
        second=_side(query, query.second, difference.second, difference.second_interval),
        difference=rounded_near(comparison.difference, width_of(comparison.interval)),
        interval=interval_shape(comparison.interval),
        always_valid_interval=interval_shape(always_valid(comparison, query.tuned_at)),
        p_value=comparison.p_value,
        p_value_holm=difference.holm_p,
        test=comparison.test,
        effect_size=EffectShape(value=comparison.effect_size, method=comparison.effect),
        paired=_paired(query, difference.paired, difference) if difference.paired else None,
        judged=_judged_comparison(difference.judged, difference) if difference.judged else None,
    )


def _judged_comparison(judged: JudgedComparison, difference: ScoreDifference) -> JudgedComparisonShape:
    interval = judged.corrected.interval
    return JudgedComparisonShape(
        first=_judged(judged.first, difference.first.sd),
        second=_judged(judged.second, difference.second.sd),
        difference=rounded_near(judged.corrected.difference, width_of(interval)),
        interval=interval_shape(interval),
    )


def _side(query: CompareQuery, side: GroupFilter, summary: Summary, interval: Interval) -> SideShape:
    mean, low, high = _values(summary.mean, summary.min, summary.max, summary.sd)
    return SideShape(
        name=side.name,
        n_units=summary.n,
        n_requests=summary.n if query.unit == "request" else None,
        mean=mean,
        sd=summary.sd,
        min=low,
        max=high,
        interval=interval_shape(interval),
    )


def _paired(query: CompareQuery, paired: PairedComparison, difference: ScoreDifference) -> PairedShape:
    unpaired = difference.unpaired
    return PairedShape(
        pairs=paired.pairs,
        unpaired=unpaired
        and UnpairedShape(
            first_inputs=unpaired.first,
            second_inputs=unpaired.second,
            other_choices=[OtherPairingShape(pair_by=key, pairs=pairs) for key, pairs in unpaired.other_choices],
        ),
        difference=rounded_near(paired.difference, width_of(paired.interval)),
        interval=interval_shape(paired.interval),
        always_valid_interval=interval_shape(always_valid(paired, query.tuned_at)),
        p_value=paired.p_value,
        p_value_holm=difference.paired_holm_p,
        test=paired.test,
        effect_size=EffectShape(value=paired.effect_size, method="cohens_d_of_differences"),
        resamples=paired.resamples,
        seed=paired.seed,
    )


def interval_shape(interval: Interval) -> IntervalShape:
    # Field by field: an answer may have a thousand of them, and asdict copies everything.
    width = width_of(interval)
    return IntervalShape(
        low=rounded_near(interval.low, width),
        high=rounded_near(interval.high, width),
        method=interval.method,
        reason=interval.reason,
        caution=interval.caution,
        effective_df=interval.effective_df,
        largest_cluster_share=interval.largest_cluster_share,
    )


def width_of(interval: Interval) -> float | None:
    return None if interval.low is None or interval.high is None else interval.high - interval.low


def _values(
    mean: float | None, low: float | None, high: float | None, sd: float | None
) -> tuple[float | None, float | None, float | None]:
    """Mean, minimum and maximum with the digits that they have. The mean of equal values is their value: a sum of many
    would add a rounding error."""
    if low is not None and low == high:
        mean = low
    return rounded_near(mean, sd), rounded_near(low, sd), rounded_near(high, sd)
