"""POST /v1/scores/compare: against scipy and statsmodels over the same rows."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep

from api.settings import ApiConfig
from store.statistics import paired, per_unit
from tests.api.conftest import SHARED, Api, running, shared
from tests.api.scored import Row, rows, send
from tests.support.intervals import bell_mccaffrey

pytestmark = SHARED

ROWS = rows()
V1 = [row for row in ROWS if row.properties["Version"] == "v1"]
V2 = [row for row in ROWS if row.properties["Version"] == "v2"]


@shared
async def asked(shared_config: ApiConfig) -> AsyncIterator[Api]:
    """The API with all rows logged and scored."""
    async with running(shared_config) as api:
        await send(api, ROWS)
        yield api


def version(value: str) -> Any:
    return {"name": value, "filter": {"properties": {"version": {"equals": value}}}}


async def compared(api: Api, *scores: str, **body: Any) -> list[Any]:
    sent = {"scores": list(scores), "first": version("v1"), "second": version("v2"), **body}
    answer = await api.call("POST", "/v1/scores/compare", json=sent)
    assert (answer.status, answer.body.get("error")) == (200, None), answer
    return answer.body["data"]


def values(of: list[Row], name: str) -> np.ndarray:
    return np.array([row.value(name) for row in of])


def limits(one: Any) -> tuple[float, float]:
    return one["interval"]["low"], one["interval"]["high"]


@pytest.mark.parametrize("name", ["accuracy", "quality"])
async def test_numbers_by_welch(asked: Api, name: str) -> None:
    """n, means, difference, interval and p; several raters of one request are averaged first."""
    (one,) = await compared(asked, name)
    first, second = values(V1, name), values(V2, name)
    expected = stats.ttest_ind(second, first, equal_var=False)
    assert (one["first"]["name"], one["first"]["n_requests"], one["second"]["n_requests"]) == ("v1", len(V1), len(V2))
    assert (one["first"]["mean"], one["second"]["mean"]) == pytest.approx((first.mean(), second.mean()), rel=1e-9)
    assert one["difference"] == pytest.approx(second.mean() - first.mean(), rel=1e-9)
    assert limits(one) == pytest.approx(tuple(expected.confidence_interval()), rel=1e-9)
    assert (one["p_value"], one["p_value_holm"]) == pytest.approx((expected.pvalue, expected.pvalue), rel=1e-9)
    assert (one["test"], one["effect_size"]["method"], one["paired"]) == ("welch_t", "hedges_g", None)


async def test_booleans_by_newcombe(asked: Api) -> None:
    """Two shares: Newcombe's interval, a p-value that fits the table, Cohen's h."""
    (one,) = await compared(asked, "is_safe")
    first, second = values(V1, "is_safe"), values(V2, "is_safe")
    expected = confint_proportions_2indep(second.sum(), len(V2), first.sum(), len(V1), compare="diff", method="newcomb")
    assert limits(one) == pytest.approx(expected, rel=1e-9)
    table = [[first.sum(), len(V1) - first.sum()], [second.sum(), len(V2) - second.sum()]]
    assert one["p_value"] == pytest.approx(stats.chi2_contingency(table, correction=False).pvalue, rel=1e-9)
    assert (one["type"], one["effect_size"]["method"], one["first"]["interval"]["method"]) == (
        "boolean",
        "cohens_h",
        "wilson",
    )


async def test_labels_one_by_one(asked: Api) -> None:
    """Each label's share is compared."""
    found = await compared(asked, "verdict")
    assert [one["label"] for one in found] == ["bad", "good", "unclear"]
    for one in found:
        shares = [np.mean([row.ratings["verdict"][0][0] == one["label"] for row in of]) for of in (V1, V2)]
        assert (one["first"]["mean"], one["second"]["mean"]) == pytest.approx(shares, rel=1e-9)
        assert one["interval"]["method"] == "newcombe"


async def test_clusters(asked: Api) -> None:
    """The regression on the group with Bell's and McCaffrey's errors; sessions reach into both groups."""
    (one,) = await compared(asked, "accuracy", cluster_by="session")
    of = V1 + V2
    numbers = {key: at for at, key in enumerate({row.session or row.request_id for row in of})}
    clusters = np.array([numbers[row.session or row.request_id] for row in of])
    design = np.column_stack((np.ones(len(of)), [row in V2 for row in of]))
    difference, error, freedom = bell_mccaffrey(design, values(of, "accuracy"), clusters)
    assert one["difference"] == pytest.approx(difference, rel=1e-9)
    assert limits(one) == pytest.approx(stats.t.interval(0.95, freedom, difference, error), rel=1e-9)
    assert one["p_value"] == pytest.approx(2 * stats.t.sf(abs(difference) / error, freedom), rel=1e-9)
    assert one["interval"]["effective_df"] == pytest.approx(freedom, rel=1e-9)
    largest = [one[side]["interval"]["largest_cluster_share"] for side in ("first", "second")]
    assert one["interval"]["largest_cluster_share"] == max(largest)
    assert one["test"] == "cluster_robust"


async def test_clusters_of_two_times(asked: Api) -> None:
    """Summed up by the database where no request can be in both groups: the same answer as from the values."""
    middle = ROWS[len(ROWS) // 2].at.isoformat()
    names = ["accuracy", "is_safe", "verdict", "rare"]
    times: dict[str, Any] = {
        "first": {"filter": "all", "time_range": {"start": ROWS[0].at.isoformat(), "end": middle}},
        "second": {"filter": "all", "time_range": {"start": middle, "end": "2026-12-01T00:00:00Z"}},
    }
    filters = {
        side: {"filter": {"request_response_rmt": {"request_created_at": {operator: middle}}}}
        for side, operator in (("first", "lt"), ("second", "gte"))
    }
    for cluster in ("session", "user", "property.Env"):
        summed = await compared(asked, *names, cluster_by=cluster, **times)
        read = await compared(asked, *names, cluster_by=cluster, **filters)
        assert [one["test"] for one in summed] == [one["test"] for one in read]
        assert len(summed) == 6
        for one, other in zip(summed, read, strict=True):
            found, expected = flat(one), flat(other)
            assert found.keys() == expected.keys()
            for key, value in expected.items():
                assert found[key] == (pytest.approx(value, rel=1e-9) if isinstance(value, float) else value), key


def flat(value: Any, path: str = "") -> dict[str, Any]:
    """The values of nested objects by their paths."""
    if not isinstance(value, dict):
        return {path: value}
    return {key: found for name, each in value.items() for key, found in flat(each, f"{path}.{name}").items()}


async def test_weights_and_clusters(asked: Api) -> None:
    """The weighted means of both sides, and an interval around their difference."""
    (one,) = await compared(asked, "sampled", cluster_by="session")
    means = [
        np.average(values(of, "sampled"), weights=[1 / (row.ratings["sampled"][0][2] or 1) for row in of])
        for of in (V1, V2)
    ]
    assert one["difference"] == pytest.approx(means[1] - means[0], rel=1e-9)
    assert one["test"] == one["interval"]["method"] == "weighted_cluster_robust"
    low, high = limits(one)
    assert low < one["difference"] < high


@pytest.mark.parametrize("pair_by", ["property.input", "input_hash"])
@pytest.mark.parametrize("name", ["accuracy", "is_safe"])
async def test_pairs(asked: Api, name: str, pair_by: str) -> None:
    """What occurs in both groups is paired, its mean where it occurs more than once, by property or by the messages."""
    (one,) = await compared(asked, name, pair_by=pair_by)
    sides = []
    for of in (V1, V2):
        keys, means = per_unit(np.array([row.properties["Input"] for row in of]), values(of, name))
        sides.append(dict(zip(keys, means, strict=True)))
    both = sides[0].keys() & sides[1].keys()
    assert len(both) >= 10
    pairs = (np.array([side[key] for key in sorted(both)]) for side in sides)
    expected = paired(*pairs, are_shares=name == "is_safe")
    found = one["paired"]
    assert (found["pairs"], found["test"], found["seed"]) == (expected.pairs, expected.test, expected.seed)
    assert found["difference"] == pytest.approx(expected.difference, rel=1e-9)
    assert found["p_value"] == pytest.approx(expected.p_value, rel=0.2)
    assert limits(found) == pytest.approx((expected.interval.low, expected.interval.high), abs=0.3)
    assert found["interval"]["method"] == ("bootstrap_bca" if name == "accuracy" else "bonett_price")


async def test_the_same_question_gets_the_same_answer(asked: Api) -> None:
    """Resampling included."""
    answers = [await compared(asked, "accuracy", "quality", pair_by="property.Input") for _ in range(3)]
    assert answers[0] == answers[1] == answers[2]


async def test_holm_over_everything_asked(asked: Api) -> None:
    """Each label is one of the tests."""
    found = await compared(asked, "accuracy", "quality", "is_safe", "verdict")
    expected = multipletests([one["p_value"] for one in found], method="holm")[1]
    assert [one["p_value_holm"] for one in found] == pytest.approx(list(expected), rel=1e-9)


async def test_holm_over_paired_and_unpaired(asked: Api) -> None:
    """Both p-values of each score are in one answer, and in one correction."""
    found = await compared(asked, "accuracy", "is_safe", pair_by="property.Input")
    p_values = [one["p_value"] for one in found] + [one["paired"]["p_value"] for one in found]
    corrected = [one["p_value_holm"] for one in found] + [one["paired"]["p_value_holm"] for one in found]
    assert corrected == pytest.approx(list(multipletests(p_values, method="holm")[1]), rel=1e-9)


async def test_a_group_of_nobody(asked: Api) -> None:
    """No difference, and why; a name that nobody gave is left out."""
    (one,) = await compared(asked, "accuracy", "nobody", second=version("v3"), pair_by="input_hash")
    assert (one["second"]["n_requests"], one["difference"], one["p_value"]) == (0, None, None)
    assert one["interval"]["reason"] == one["second"]["interval"]["reason"] == "there are no values"
    assert one["paired"]["pairs"] == 0


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"pair_by": "model"}, "pair_by"),
        ({"cluster_by": "rater"}, "cluster_by"),
        ({"first": {}}, "first.filter"),
        ({"second": {"filter": {"x": 1}}}, "second.filter.x"),
        ({"scores": ["x"] * 21}, "scores"),
    ],
)
async def test_what_does_not_fit_is_named(asked: Api, changes: Any, field: str) -> None:
    """422 with the field."""
    body = {"scores": ["a"], "first": {"filter": "all"}, "second": {"filter": "all"}}
    answer = await asked.call("POST", "/v1/scores/compare", json=body | changes)
    assert answer.status == 422, answer
    assert any(name.endswith(field) for name in answer.body["details"]), answer.body


async def test_few_requests_have_no_interval_that_holds_at_every_look(asked: Api) -> None:
    """It is proven for large numbers only."""
    (one,) = await compared(asked, "accuracy", pair_by="last_user_message")
    few = min(len(V1), len(V2))
    assert one["interval"]["low"] is not None
    assert one["always_valid_interval"]["low"] is None
    assert (
        f"fewer than 100 independent requests, sessions or users in one group ({few})"
        == (one["always_valid_interval"]["reason"])
    )
    pairs = one["paired"]
    assert pairs["always_valid_interval"]["reason"] == f"fewer than 100 pairs ({pairs['pairs']})"
