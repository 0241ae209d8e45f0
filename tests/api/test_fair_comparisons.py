"""`fairness` of POST /v1/scores/compare: what differs between two groups beside their scores, against the rows as they
were sent and scipy."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

import numpy as np
import pytest
from scipy import stats
from scipy.stats.contingency import association
from statsmodels.stats.multitest import multipletests

from api.settings import ApiConfig
from tests.api.conftest import SHARED, Api, running, shared
from tests.api.contract import promised
from tests.api.scored import START, Row, send
from tests.api.test_score_comparisons import version

pytestmark = SHARED

COUNT = 120
OVERLAP = range(51, 90)  # rows that started when both versions ran


def _row(number: int) -> Row:
    """v1 first, then both in turn, then v2. The release changes with the version, and most requests of v1 have another
    model than most of v2; nothing else depends on it. Each has an identifier of its own."""
    is_v2 = number >= 90 or (number >= 50 and number % 2 == 1)
    model = "gpt-4o" if number * 7 % 10 < (2 if is_v2 else 8) else "gpt-4o-mini"
    properties = {
        "Version": "v2" if is_v2 else "v1",
        "Input": f"input-{number}",
        "Release": "r2" if is_v2 else "r1",
        **({"Env": ("prod", "dev", "test")[number // 2 % 3]} if number % 11 else {}),
    }
    session = None if number % 8 == 3 else f"session-{number // 4}"
    row = Row(
        f"request-{number}", START + timedelta(minutes=23 * number), model, session, f"user-{number // 3}", properties
    )
    row.ratings["accuracy"] = [(70 + number % 13, "", None)]
    row.ratings["quality"] = [(number % 7 / 7, rater, None) for rater in ("ann", "bob")[: 1 + number % 2]]
    if number % 3:
        row.ratings["rare"] = [(number, "", None)]
    return row


ROWS = [_row(number) for number in range(COUNT)]
V1 = [row for row in ROWS if row.properties["Version"] == "v1"]
V2 = [row for row in ROWS if row.properties["Version"] == "v2"]
LATENCY = {"request_response_rmt": {"latency": {"gte": 0}}}  # not a column of `score`


@shared
async def asked(shared_config: ApiConfig) -> AsyncIterator[Api]:
    """The API with all rows logged and scored."""
    async with running(shared_config) as api:
        await send(api, ROWS)
        yield api


async def answered(api: Api, *scores: str, **body: Any) -> Any:
    sent = {"scores": list(scores or ["accuracy"]), "first": version("v1"), "second": version("v2"), **body}
    answer = await api.call("POST", "/v1/scores/compare", json=sent)
    assert answer.status == 200, answer
    promised().check("compareScores", 200, answer.body)
    return answer.body


async def fairness(api: Api, *scores: str, **body: Any) -> Any:
    return (await answered(api, *scores, **body))["fairness"]


def iso(moment: datetime) -> str:
    return moment.replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"


def also(side: Any, filter_: Any) -> Any:
    return side | {"filter": {"left": side["filter"], "operator": "and", "right": filter_}}


@pytest.mark.timeout(240)
async def test_the_groups_as_they_were_sent(asked: Api) -> None:
    """Periods, mix and what is in both are counts of requests: whichever of their scores are compared, however many
    ratings they have, and wherever the filter finds them."""
    found = await fairness(asked)
    first, second = ({"start": iso(of[0].at), "end": iso(of[-1].at), "n_units": len(of)} for of in (V1, V2))
    common = [[row for row in of if V2[0].at <= row.at <= V1[-1].at] for of in (V1, V2)]
    assert found["periods"] == {
        "first": first,
        "second": second,
        "overlap": {
            "start": second["start"],
            "end": first["end"],
            "first_units": len(common[0]),
            "second_units": len(common[1]),
        },
    }
    _check_mix(found["mix"])
    assert found["in_both"]["units"] == 0
    _check_shared(found["in_both"]["sessions"], *([row.session for row in of if row.session] for of in (V1, V2)))
    _check_shared(found["in_both"]["users"], *([row.user for row in of] for of in (V1, V2)))
    assert found["sample_ratio"] is None
    assert await fairness(asked, "quality") == found
    assert await fairness(asked, "rare", "accuracy", "quality") == found
    joined = {"first": also(version("v1"), LATENCY), "second": also(version("v2"), LATENCY)}
    for scores in (["accuracy"], ["accuracy", "quality"]):
        assert await fairness(asked, *scores, **joined) == found


def _check_mix(mix: Any) -> None:
    assert mix["defined_by"] == ["property.version"]  # as the filter spells it
    assert mix["keys"] == ["model", "user", "property.Input", "property.Release", "property.Env"]
    release, model = mix["differing"]
    assert (release["key"], release["cramers_v"]) == ("property.Release", pytest.approx(1))
    assert release["values"] == [
        {"value": "r1", "other": False, "first_share": 1, "second_share": 0},
        {"value": "r2", "other": False, "first_share": 0, "second_share": 1},
    ]
    names = ["gpt-4o", "gpt-4o-mini"]
    table = np.array([[sum(row.model == name for row in of) for of in (V1, V2)] for name in names])
    assert (model["key"], model["test"]) == ("model", "chi_squared")
    p_value = stats.chi2_contingency(table, correction=False).pvalue
    assert (model["p_value"], model["cramers_v"]) == pytest.approx((p_value, association(table)), rel=1e-9)
    assert model["p_value_holm"] == pytest.approx(multipletests([p_value, 0, 1, 1, 1], method="holm")[1][0], rel=1e-9)
    assert {each["value"]: (each["first_share"], each["second_share"]) for each in model["values"]} == {
        name: pytest.approx(tuple(table[number] / table.sum(axis=0))) for number, name in enumerate(names)
    }


def _check_shared(found: Any, first: list[str], second: list[str]) -> None:
    both = set(first) & set(second)
    assert both
    assert found == {
        "first": len(set(first)),
        "second": len(set(second)),
        "both": len(both),
        "first_units": sum(unit in both for unit in first),
        "second_units": sum(unit in both for unit in second),
    }


async def test_warnings_the_most_important_first(asked: Api) -> None:
    warnings = await answered(asked, expected_split=[90, 10])
    times, ratio, release, model, sessions, users = warnings["fairness"]["warnings"]
    assert times == (
        "The groups ran at different times, v1 (2026-10-24 20:17 to 2026-10-26 06:01 UTC) and v2 ("
        "2026-10-25 15:50 to 2026-10-26 17:54 UTC): 27 % and 38 % of their requests lie in the time they share; "
        '`"within": "overlap"` compares only these.'
    )
    assert ratio.startswith("The groups have 70 and 50 requests where the split should be 90 to 10 (p = ")
    assert release == (
        "The groups have no value of property.Release in common: the comparison cannot tell the effect of "
        "property.Release from that of what defines the groups."
    )
    shares = [round(100 * np.mean([row.model == "gpt-4o" for row in of])) for of in (V1, V2)]
    assert model == (
        f"The groups differ in model (Cramér's V 0.59): {shares[0]} % of the requests of v1 and {shares[1]} % of the "
        "requests of v2 have gpt-4o, which may explain the difference."
    )
    assert '`"cluster_by": "session"` takes this into account.' in sessions
    assert '`"cluster_by": "user"` takes this into account.' in users
    clustered = await fairness(asked, cluster_by="session")
    assert not any('cluster_by": "session' in each for each in clustered["warnings"])


async def test_groups_in_turn_ran_at_the_same_time(asked: Api) -> None:
    """Few requests, of which the first and last are outside of the common time as they must be."""
    sides = {"time_range": {"start": ROWS[52].at.isoformat(), "end": ROWS[60].at.isoformat()}}
    found = await fairness(asked, **sides)
    assert found["periods"]["overlap"]["first_units"] == 3 < found["periods"]["first"]["n_units"] == 4
    assert not any("different times" in each for each in found["warnings"])


@pytest.mark.parametrize("scores", [["accuracy"], ["accuracy", "quality"]])
async def test_within_the_overlap(asked: Api, scores: list[str]) -> None:
    """As with the time range of the overlap, but periods are those of the whole groups."""
    whole = await answered(asked, *scores)
    inside = await answered(asked, *scores, within="overlap")
    end = V1[-1].at + timedelta(microseconds=1)
    asked_for = await answered(asked, *scores, time_range={"start": V2[0].at.isoformat(), "end": end.isoformat()})
    assert inside["data"] == asked_for["data"] != whole["data"]
    assert inside["data"][0]["first"]["n_requests"] == len([row for row in V1 if row.at >= V2[0].at])
    assert inside["fairness"]["periods"] == whole["fairness"]["periods"]
    assert inside["fairness"]["in_both"] == asked_for["fairness"]["in_both"] != whole["fairness"]["in_both"]
    assert inside["fairness"]["mix"] == asked_for["fairness"]["mix"]
    assert not any("different times" in each for each in inside["fairness"]["warnings"])


async def test_pairs_within_the_overlap(asked: Api) -> None:
    """They are those of the comparison. All of its scores tell when the groups ran: v2 has "accuracy" before it has
    "rare"."""
    end = V1[-1].at + timedelta(microseconds=1)
    times = {"time_range": {"start": V2[0].at.isoformat(), "end": end.isoformat()}}
    whole = await paired(asked)
    inside = await paired(asked, within="overlap", overlap_of=["accuracy", "rare"])
    assert inside == await paired(asked, **times) != whole
    assert inside != await paired(asked, within="overlap") == await paired(asked, within="overlap", overlap_of=["rare"])
    compared = await answered(asked, "accuracy", "rare", within="overlap", pair_by="property.Env")
    differences = [each["difference"] for each in inside["pairs"]]
    assert compared["data"][1]["paired"]["pairs"] == len(differences)
    assert compared["data"][1]["paired"]["difference"] == pytest.approx(sum(differences) / len(differences))


async def paired(api: Api, **body: Any) -> Any:
    sent = {"score": "rare", "first": version("v1"), "second": version("v2"), "pair_by": "property.Env", **body}
    answer = await api.call("POST", "/v1/scores/compare/pairs", json=sent)
    assert answer.status == 200, answer
    promised().check("compareScorePairs", 200, answer.body)
    return answer.body["data"][0]


async def test_an_overlap_of_scores_needs_an_overlap(asked: Api) -> None:
    sent = {"score": "rare", "first": version("v1"), "second": version("v2"), "pair_by": "item", "overlap_of": ["rare"]}
    answer = await asked.call("POST", "/v1/scores/compare/pairs", json=sent)
    assert answer.status == 422
    assert 'overlap_of needs "within": "overlap"' in str(answer.body)


async def test_without_fairness(asked: Api) -> None:
    """The comparison alone, also within the overlap."""
    for changes in ({}, {"within": "overlap"}):
        found = await answered(asked, fairness=False, **changes)
        assert found["fairness"] is None
        assert found["data"] == (await answered(asked, **changes))["data"]


async def test_no_time_in_common(asked: Api) -> None:
    """Compared with all requests, and said so; nothing to compare within the overlap."""
    sides = {
        "first": {"name": "before", "filter": "all", "time_range": {"end": ROWS[60].at.isoformat()}},
        "second": {"name": "after", "filter": "all", "time_range": {"start": ROWS[60].at.isoformat()}},
    }
    found = await fairness(asked, **sides)
    assert found["periods"]["overlap"] is None
    assert found["warnings"][0] == (
        "The groups ran one after the other, before (2026-10-24 20:17 to 2026-10-25 18:54 UTC) and after ("
        "2026-10-25 19:17 to 2026-10-26 17:54 UTC): whatever else changed in between is part of the difference."
    )
    answer = await answered(asked, **sides, within="overlap", expected_split=[1, 1])
    (one,) = answer["data"]
    assert (one["first"]["n_requests"], one["second"]["n_requests"], one["difference"]) == (0, 0, None)
    assert one["interval"]["reason"] == "there are no values"
    assert answer["fairness"]["warnings"][0].endswith("there is nothing to compare in the time they share.")
    assert answer["fairness"]["mix"] == {"keys": [], "defined_by": [], "differing": []}
    assert answer["fairness"]["sample_ratio"]["p_value"] is None


async def test_requests_in_both_groups(asked: Api) -> None:
    """Model and properties count for both; what defines one group only is not tested."""
    found = await fairness(asked, "quality", first={"filter": "all"})
    assert found["in_both"]["units"] == len(V2)
    either = {"filter": {"left": version("v1")["filter"], "operator": "or", "right": version("v2")["filter"]}}
    spelled = {"filter": {"properties": {"VERSION": {"equals": "v2"}}}}
    for first in (either, spelled, also(spelled, {"properties": {"env": {"not-equals": "none"}}})):
        assert (await fairness(asked, "quality", first=first))["in_both"]["units"] == len(V2), first
    assert found["warnings"][0] == (
        "50 requests are in both groups, which hides differences: each request should be in one group only."
    )


async def test_what_defines_the_groups_is_not_tested(asked: Api) -> None:
    """Keys by which the filters differ. What both filters ask alike is tested, and has one value only."""
    prod = {"properties": {"Env": {"equals": "prod"}}}
    models = [{"request_response_rmt": {"model": {"equals": name}}} for name in ("gpt-4o", "gpt-4o-mini")]
    first, second = (also(also(version(name), model), prod) for name, model in zip(("v1", "v2"), models, strict=True))
    mix = (await fairness(asked, first=first, second=second))["mix"]
    assert mix["defined_by"] == ["model", "property.version"]
    assert mix["keys"] == ["user", "property.Input", "property.Release"]
    mix = (await fairness(asked, first=version("v1"), second=second))["mix"]
    assert mix["defined_by"] == ["model", "property.Env", "property.version"]
    spelled = {"filter": {"properties": {"VERSION": {"equals": "v1"}, "env": {"not-equals": "dev"}}}}
    mix = (await fairness(asked, first=spelled, second={"filter": {"properties": {"ENV": {"not-equals": "dev"}}}}))[
        "mix"
    ]
    assert mix["defined_by"] == ["property.VERSION"]
    assert "property.Env" in mix["keys"]


async def test_the_sample_ratio(asked: Api) -> None:
    """Of requests, or of the sessions and users that are clusters; one without a session counts for itself."""
    found = (await fairness(asked, expected_split=[50, 50]))["sample_ratio"]
    expected = stats.chisquare([len(V1), len(V2)])
    assert found == {
        "unit": "request",
        "first": len(V1),
        "second": len(V2),
        "first_expected": COUNT / 2,
        "second_expected": COUNT / 2,
        "p_value": pytest.approx(expected.pvalue, rel=1e-9),
        "test": "chi_squared",
        "mismatch": False,
    }
    found = (await fairness(asked, expected_split=[0.1, 0.9]))["sample_ratio"]
    assert (found["first_expected"], found["mismatch"]) == (pytest.approx(12), True)
    found = (await fairness(asked, expected_split=["2", 1], cluster_by="session"))["sample_ratio"]
    sessions = [len({row.session or row.request_id for row in of}) for of in (V1, V2)]
    assert (found["unit"], found["first"], found["second"]) == ("session", *sessions)
    found = (await fairness(asked, expected_split=[1, 1], cluster_by="user"))["sample_ratio"]
    assert (found["unit"], found["first"]) == ("user", len({row.user for row in V1}))
    found = (await fairness(asked, expected_split=[1, 1], cluster_by="property.Env"))["sample_ratio"]
    assert found["unit"] == "request"


async def test_a_group_of_nobody(asked: Api) -> None:
    """Nothing is known of it, and nothing is warned of: the comparison says that it has no values."""
    found = await fairness(asked, second=version("v3"), within="overlap", expected_split=[1, 1])
    assert found["periods"]["second"] == {"start": None, "end": None, "n_units": 0}
    assert (found["periods"]["overlap"], found["warnings"]) == (None, [])
    assert (await fairness(asked, "nobody"))["periods"]["first"]["n_units"] == 0


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"within": "time"}, "within"),
        ({"expected_split": [1, 1], "fairness": False}, "requestBody"),
        ({"expected_split": [1]}, "expected_split"),
        ({"expected_split": [1, 2, 3]}, "expected_split"),
        ({"expected_split": [1, 0]}, "expected_split[1]"),
        ({"expected_split": [-1, 2]}, "expected_split[0]"),
        ({"expected_split": ["inf", 1]}, "expected_split[0]"),
        ({"expected_split": ["nan", 1]}, "expected_split[0]"),
    ],
)
async def test_what_does_not_fit_is_named(asked: Api, changes: Any, field: str) -> None:
    """422 with the field."""
    body = {"scores": ["a"], "first": {"filter": "all"}, "second": {"filter": "all"}}
    answer = await asked.call("POST", "/v1/scores/compare", json=body | changes)
    assert answer.status == 422, answer
    assert any(name.endswith(field) for name in answer.body["details"]), answer.body
