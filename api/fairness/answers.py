"""What the store answers on the fairness of a comparison → the models of the API. Pure."""

from __future__ import annotations

from api.fairness.fairness_models import (
    FairnessShape,
    InBothShape,
    MixDifferenceShape,
    MixShape,
    OverlapShape,
    PeriodShape,
    PeriodsShape,
    SampleRatioShape,
    SharedUnitsShape,
    ValueSharesShape,
)
from api.fairness.warnings import warnings
from api.http.timestamps import iso_8601
from store.analytics.fairness.counts import SharedValues
from store.analytics.fairness.fairness import Fairness, FairnessQuery, SampleRatio
from store.analytics.fairness.mix import MixDifference
from store.analytics.fairness.periods import Overlap, Period


def fairness_shape(query: FairnessQuery, fairness: Fairness, names: tuple[str, str]) -> FairnessShape:
    """`names`: of the groups, for people."""
    periods, ratio = fairness.periods, fairness.sample_ratio
    return FairnessShape(
        periods=PeriodsShape(
            first=_period(periods.first),
            second=_period(periods.second),
            overlap=_overlap(periods.overlap) if periods.overlap else None,
        ),
        mix=MixShape(
            keys=fairness.mix.keys,
            defined_by=list(query.defined_by),
            differing=[_difference(each) for each in fairness.mix.differing],
        ),
        sample_ratio=_sample_ratio(ratio) if ratio else None,
        in_both=InBothShape(
            units=fairness.units_in_both,
            sessions=fairness.sessions and _shared(fairness.sessions),
            users=_shared(fairness.users),
        ),
        warnings=warnings(query, fairness, names),
    )


def _period(period: Period) -> PeriodShape:
    return PeriodShape(
        start=period.start and iso_8601(period.start),
        end=period.end and iso_8601(period.end),
        n_units=period.units,
    )


def _overlap(overlap: Overlap) -> OverlapShape:
    return OverlapShape(
        start=iso_8601(overlap.start),
        end=iso_8601(overlap.end),
        first_units=overlap.first_units,
        second_units=overlap.second_units,
    )


def _difference(difference: MixDifference) -> MixDifferenceShape:
    return MixDifferenceShape(
        key=difference.key,
        p_value=difference.test.p_value,
        p_value_holm=difference.holm_p,
        test=difference.test.test,
        cramers_v=difference.test.cramers_v,
        values=[
            ValueSharesShape(value=each.value, other=each.others, first_share=each.first, second_share=each.second)
            for each in difference.values
        ],
    )


def _sample_ratio(ratio: SampleRatio) -> SampleRatioShape:
    (first, second), (first_expected, second_expected) = ratio.observed, ratio.test.expected
    return SampleRatioShape(
        unit=ratio.unit,
        first=first,
        second=second,
        first_expected=first_expected,
        second_expected=second_expected,
        p_value=ratio.test.p_value,
        test=ratio.test.test,
        mismatch=ratio.mismatch,
    )


def _shared(shared: SharedValues) -> SharedUnitsShape:
    return SharedUnitsShape(**shared._asdict())
