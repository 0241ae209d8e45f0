"""What the store answers on metrics of two groups → the models of the API. Pure."""

from __future__ import annotations

from api.comparisons.pairs_models import EffectShape, MetricShape, MetricSideShape
from api.http.base_models import rounded_near
from api.scores.answers import interval_shape, width_of
from api.scores.queries_models import CompareQuery, GroupFilter
from store.analytics.comparisons.metrics import QUANTILES, MetricDifference, MetricSide
from store.statistics.sequential import always_valid


def metric_shape(query: CompareQuery, metric: MetricDifference) -> MetricShape:
    comparison, before = metric.comparison, metric.first.summary.mean
    relative = comparison.difference / before if comparison.difference is not None and before else None
    return MetricShape(
        name=metric.name,
        first=_side(query.first, metric.first),
        second=_side(query.second, metric.second),
        difference=rounded_near(comparison.difference, width_of(comparison.interval)),
        relative_difference=relative,
        interval=interval_shape(comparison.interval),
        always_valid_interval=interval_shape(always_valid(comparison, query.tuned_at)),
        p_value=comparison.p_value,
        p_value_holm=metric.holm_p,
        test=comparison.test,
        effect_size=EffectShape(value=comparison.effect_size, method=comparison.effect),
    )


def _side(group: GroupFilter, side: MetricSide) -> MetricSideShape:
    summary = side.summary
    names = [f"{at:g}" for at, value in zip(QUANTILES, side.quantiles, strict=False) if value is not None]
    known = zip(names, (value for value in side.quantiles if value is not None), strict=False)
    intervals = {name: interval_shape(each) for name, each in zip(names, side.quantile_intervals, strict=False)}
    return MetricSideShape(
        name=group.name,
        n_requests=summary.n,
        mean=rounded_near(summary.mean, summary.sd),
        sd=summary.sd,
        min=summary.min,
        max=summary.max,
        interval=interval_shape(side.interval),
        quantiles=dict(known) or None,
        quantile_intervals=intervals or None,
    )
