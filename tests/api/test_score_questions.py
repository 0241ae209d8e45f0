"""POST /v1/scores/query: every number against plain Python over the same rows."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import AsyncIterator, Callable, Hashable, Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from scipy import stats

from api.settings import ApiConfig
from tests.api.conftest import OWN, SHARED, Api, MakeConfig, running, shared
from tests.api.scored import Row, rows, send
from tests.support.intervals import bell_mccaffrey, mean_interval, weighted_mean

pytestmark = SHARED

ROWS = rows()
BERLIN = ZoneInfo("Europe/Berlin")


@shared
async def asked(shared_config: ApiConfig) -> AsyncIterator[Api]:
    """The API with all rows logged and scored."""
    async with running(shared_config) as api:
        await send(api, ROWS)
        yield api


@pytest.fixture
async def own(make_config: MakeConfig) -> AsyncIterator[Api]:
    """For what changes something."""
    async with running(make_config()) as api:
        await send(api, ROWS)
        yield api


async def ask(api: Api, *scores: str, **body: Any) -> list[Any]:
    answer = await api.call("POST", "/v1/scores/query", json={"scores": list(scores), **body})
    assert (answer.status, answer.body.get("error")) == (200, None), answer
    assert answer.body["fresh_to"]
    return answer.body["data"]


async def groups(api: Api, score: str, **body: Any) -> list[Any]:
    (one,) = await ask(api, score, **body)
    return one["groups"]


def grouped(key: Callable[[Row], Hashable], of: Iterable[Row] = ROWS, having: str = "accuracy") -> dict[Any, list[Row]]:
    found: dict[Any, list[Row]] = {}
    for row in of:
        if having in row.ratings:
            found.setdefault(key(row), []).append(row)
    return found


def check(group: Any, expected: list[Row], name: str) -> None:
    """n, mean, spread and Student's t interval."""
    values = [row.value(name) for row in expected]
    assert group["n_requests"] == len(values)
    assert group["n_ratings"] == sum(len(row.ratings[name]) for row in expected)
    assert group["mean"] == pytest.approx(statistics.mean(values), rel=1e-9)
    assert group["sum"] == pytest.approx(sum(values), rel=1e-9)
    assert (group["min"], group["max"]) == (pytest.approx(min(values)), pytest.approx(max(values)))
    sd = statistics.stdev(values) if len(values) > 1 else 0
    if sd:
        assert group["sd"] == pytest.approx(sd, rel=1e-9)
        method, *limits = mean_interval(values)
        assert group["interval"]["method"] == method
        assert (group["interval"]["low"], group["interval"]["high"]) == pytest.approx(limits, rel=1e-9)


async def test_one_number(asked: Api) -> None:
    """Without groups there is one, of everything."""
    (one,) = await ask(asked, "accuracy")
    assert (one["name"], one["type"], one["histogram_edges"]) == ("accuracy", "number", None)
    (group,) = one["groups"]
    check(group, ROWS, "accuracy")
    assert (group["group"], group["other"], group["labels"], group["share_true"]) == ({}, False, None, None)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("property.Version", lambda row: row.properties["Version"]),
        ("property.env", lambda row: row.properties.get("Env")),
        ("property.Never", lambda row: None),
        ("model", lambda row: row.model),
        ("provider", lambda row: "openai"),
        ("user", lambda row: row.user),
        ("session", lambda row: row.session),
        ("prompt", lambda row: None),
        ("path", lambda row: "/v1/chat/completions"),
        ("status", lambda row: "200"),
    ],
)
async def test_groups(asked: Api, name: str, key: Callable[[Row], Hashable]) -> None:
    """Whatever is grouped by; what a request does not have is null, in any case of the property's name."""
    found = {group["group"][name]: group for group in await groups(asked, "accuracy", group_by=[name])}
    expected = grouped(key)
    assert found.keys() == expected.keys()
    for value, of in expected.items():
        check(found[value], of, "accuracy")


async def test_three_keys_at_once(asked: Api) -> None:
    """Each combination that occurs is a group."""
    keys = ["property.Env", "model", "property.Version"]
    found = {tuple(group["group"].values()): group for group in await groups(asked, "accuracy", group_by=keys)}
    expected = grouped(lambda row: (row.properties.get("Env"), row.model, row.properties["Version"]))
    assert found.keys() == expected.keys()
    for value, of in expected.items():
        check(found[value], of, "accuracy")


async def test_the_unit_is_the_request(asked: Api) -> None:
    """Several raters of one request are averaged first; n of requests and of ratings are both told."""
    (group,) = await groups(asked, "quality")
    check(group, ROWS, "quality")
    assert group["n_ratings"] > group["n_requests"]


async def test_raters_told_apart(asked: Api) -> None:
    """Grouped by rater every rating counts in its own group."""
    found = {group["group"]["rater"]: group for group in await groups(asked, "quality", group_by=["rater"])}
    assert found.keys() == {"ann", "bob", "cleo"}
    for rater, group in found.items():
        values = [value for row in ROWS for value, by, _ in row.ratings["quality"] if by == rater]
        assert (group["n_requests"], group["n_ratings"]) == (len(values), len(values))
        assert group["mean"] == pytest.approx(statistics.mean(values), rel=1e-9)
    assert [group["group"] for group in await groups(asked, "accuracy", group_by=["rater"])] == [{"rater": None}]


async def test_versions_of_an_evaluator_told_apart(asked: Api) -> None:
    """Of labels, each version has its own shares, by day too; a rating counts in the group of its own version."""
    judges: list[dict[str, str]] = [{"name": "judge"}, {"name": "judge", "version": "1"}]
    judges += [{"name": "judge", "version": "2"}, {"name": "other", "version": "2"}]
    judged = [
        {"request_id": row.request_id, "name": "graded", "value": "good" if number % 5 else "bad"}
        | {"evaluator": judges[which], "source": "model"}
        for number, row in enumerate(ROWS)
        for which in (number // 2 % 3, 3)
    ]
    assert (await asked.call("POST", "/v1/scores", json=judged)).status == 201
    keys = ["evaluator", "evaluator_version"]
    by_version = {tuple(each["group"].values()): each for each in await groups(asked, "graded", group_by=keys)}
    assert by_version.keys() == {(judge["name"], judge.get("version")) for judge in judges}
    for judge in judges:
        given = [item["value"] for item in judged if item["evaluator"] == judge]
        group = by_version[judge["name"], judge.get("version")]
        assert (group["n_requests"], group["n_ratings"]) == (len(given), len(given))
        shares = {each["label"]: each["share"] for each in group["labels"]}
        assert shares == pytest.approx({label: n / len(given) for label, n in Counter(given).items()})
    by_day = await groups(asked, "graded", group_by=[*keys, "day"])
    days = {row.at.date() for row in ROWS}
    assert len(by_day) == 4 * len(days)
    assert sum(group["n_ratings"] for group in by_day) == len(judged)


def rated(rows: Iterable[Row], name: str, taken: Callable[[Row, str], bool]) -> list[Row]:
    """The rows with only those ratings, by their rater; without those that have none left."""
    found = []
    for row in rows:
        ratings = [one for one in row.ratings[name] if taken(row, one[1])]
        if ratings:
            found.append(replace(row, ratings={name: ratings}))
    return found


@pytest.mark.parametrize("keys", [["rater"], ["day", "rater"], ["rater", "property.Version"]])
async def test_the_other_raters_and_all_of_them(asked: Api, keys: list[str]) -> None:
    """A request counts once in the groups beyond the limit, and once in the total, with the mean of its ratings."""
    (one,) = await ask(asked, "quality", group_by=keys, limit=1, total=True, quantiles=[0.5], histogram={"bins": 4})
    check(one["total"], ROWS, "quality")
    top, *_ = (group["group"] for group in one["groups"] if not group["other"])

    def beyond(row: Row, rater: str) -> bool:
        version = row.properties.get("Version")
        return rater != top["rater"] or top.get("property.Version", version) != version

    others = [group for group in one["groups"] if group["other"]]
    days = {row.at.date() for row in ROWS} if "day" in keys else {None}
    assert len(others) == len(days)
    for group in others:
        day = group["group"].get("day")
        there = [row for row in ROWS if day is None or row.at.date() == datetime.fromisoformat(day).date()]
        expected = rated(there, "quality", beyond)
        check(group, expected, "quality")
        values = [row.value("quality") for row in expected]
        assert group["quantiles"]["0.5"] == pytest.approx(statistics.median(values))
        assert sum(group["histogram"]["counts"]) == len(values)
        assert (group["histogram"]["below"], group["histogram"]["above"]) == (0, 0)
        assert {key for key in group["group"] if group["group"][key] is not None} <= {"day"}


async def test_the_other_raters_of_booleans_and_clusters(asked: Api) -> None:
    """Shares, and the cluster-robust interval, are of the same requests."""
    (one,) = await ask(asked, "agreed", group_by=["rater"], limit=1, total=True)
    *_, other = one["groups"]
    (top, *_) = (group["group"]["rater"] for group in one["groups"])
    expected = rated((row for row in ROWS if "agreed" in row.ratings), "agreed", lambda _, rater: rater != top)
    assert other["n_requests"] == len(expected)
    assert other["share_true"] == pytest.approx(statistics.mean(row.value("agreed") for row in expected))
    (plain,) = await groups(asked, "agreed")
    assert one["total"] == plain
    (one,) = await ask(asked, "quality", group_by=["rater"], limit=1, total=True, cluster_by="user")
    (plain,) = await groups(asked, "quality", cluster_by="user")
    assert one["total"] == plain
    expected = rated(ROWS, "quality", lambda _, rater: rater != one["groups"][0]["group"]["rater"])
    assert one["groups"][-1]["n_requests"] == len(expected)
    assert one["groups"][-1]["interval"]["method"] == "cluster_robust"
    assert one["groups"][-1]["clusters"] == len({row.user for row in expected})


@pytest.mark.parametrize("limit", [1, 3])
async def test_the_most_frequent_groups_and_the_others(asked: Api, limit: int) -> None:
    """Groups beyond the limit are put together as one, with all its numbers exact."""
    found = await groups(
        asked, "quality", group_by=["user"], limit=limit, quantiles=[0.25], histogram={"edges": [0, 0.5, 1]}
    )
    assert [group["other"] for group in found] == [False] * limit + [True]
    expected = grouped(lambda row: row.user)
    kept = [group["group"]["user"] for group in found[:-1]]
    assert [len(expected[user]) for user in kept] == sorted((len(of) for of in expected.values()), reverse=True)[:limit]
    rest = [row for user, of in expected.items() if user not in kept for row in of]
    check(found[-1], rest, "quality")
    assert found[-1]["group"] == {"user": None}
    values = sorted(row.value("quality") for row in rest)
    assert found[-1]["quantiles"]["0.25"] == pytest.approx(statistics.quantiles(values, n=4, method="inclusive")[0])
    assert found[-1]["histogram"]["counts"] == [sum(v < 0.5 for v in values), sum(v >= 0.5 for v in values)]


async def test_the_others_in_each_bucket(asked: Api) -> None:
    """With time beside another key, the limit is of the other key."""
    found = await groups(asked, "accuracy", group_by=["day", "user"], limit=2)
    expected = grouped(lambda row: (row.at.date(), row.user))
    sizes = Counter(row.user for row in ROWS)
    kept = {group["group"]["user"] for group in found if not group["other"]}
    assert sorted(sizes[user] for user in kept) == sorted(sizes.values())[-2:]
    for group in found:
        day = datetime.fromisoformat(group["group"]["day"]).date()
        users = set(sizes) - kept if group["other"] else {group["group"]["user"]}
        check(group, [row for user in users for row in expected.get((day, user), [])], "accuracy")


@pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin", "Asia/Kolkata", "America/St_Johns"])
@pytest.mark.parametrize("unit", ["hour", "day", "week", "month"])
async def test_time_in_anybodys_zone(asked: Api, unit: str, zone: str) -> None:
    """Buckets begin where they do in the zone, also in the night when clocks go back and an hour comes twice."""
    found = {
        datetime.fromisoformat(group["group"][unit]).astimezone(UTC): group
        for group in await groups(asked, "accuracy", group_by=[unit], time_zone=zone, limit=1)
    }
    expected = grouped(lambda row: _begin(row.at, unit, ZoneInfo(zone)).astimezone(UTC))
    assert found.keys() == expected.keys()
    for at, group in found.items():
        check(group, expected[at], "accuracy")
    assert list(found) == sorted(found)


def _begin(at: datetime, unit: str, zone: ZoneInfo) -> datetime:
    local = at.astimezone(zone)
    if unit == "hour":
        return (at - timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)).astimezone(
            zone
        )
    day = local.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    if unit == "week":
        back = (day - timedelta(days=day.weekday())).date()
        return datetime(back.year, back.month, back.day, tzinfo=zone)
    return day.replace(day=1, fold=0) if unit == "month" else day


async def test_the_hour_that_comes_twice(asked: Api) -> None:
    """02:00 at +02:00 and 02:00 at +01:00 are two hours."""
    found = await groups(asked, "accuracy", group_by=["hour"], time_zone="Europe/Berlin")
    hours = [group["group"]["hour"] for group in found]
    assert "2026-10-25T02:00:00+02:00" in hours
    assert "2026-10-25T02:00:00+01:00" in hours


async def test_quantiles_are_exact(asked: Api) -> None:
    """Interpolated between neighbours, for each group."""
    for group in await groups(asked, "accuracy", group_by=["model"], quantiles=[0, 0.1, 0.5, 0.9, 1]):
        values = sorted(row.value("accuracy") for row in grouped(lambda row: row.model)[group["group"]["model"]])
        tenths = statistics.quantiles(values, n=10, method="inclusive")
        expected = [values[0], tenths[0], statistics.median(values), tenths[8], values[-1]]
        assert list(group["quantiles"]) == ["0", "0.1", "0.5", "0.9", "1"]
        assert list(group["quantiles"].values()) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("name", ["accuracy", "quality", "verdict"])
async def test_all_as_one_beside_the_groups(asked: Api, name: str) -> None:
    """What the same question says without group_by, with all that it asks for."""
    more: dict[str, Any] = {"quantiles": [0.5], "histogram": {"bins": 5}, "include": ["cost"], "cluster_by": "user"}
    for alone in await ask(asked, name, **more):
        found = await ask(asked, name, group_by=["model", "day"], limit=1, total=True, **more)
        (beside,) = [one for one in found if one["type"] == alone["type"]]
        assert [beside["total"]] == alone["groups"]
        assert alone["total"] is None
    (itself,) = [one["total"] == one["groups"][0] for one in await ask(asked, name, total=True)]
    assert itself


async def test_histograms_share_their_edges(asked: Api) -> None:
    """Nice edges around all values, the same for every group; nothing is lost."""
    (one,) = await ask(asked, "accuracy", group_by=["property.Version"], histogram={"bins": 8})
    edges = one["histogram_edges"]
    assert len(edges) <= 9
    assert len({high - low for low, high in pairwise(edges)}) == 1
    for group in one["groups"]:
        values = [
            row.value("accuracy")
            for row in grouped(lambda row: row.properties["Version"])[group["group"]["property.Version"]]
        ]
        last = len(edges) - 2
        expected = [
            sum(low <= value < high or (at == last and value == high) for value in values)
            for at, (low, high) in enumerate(pairwise(edges))
        ]
        assert group["histogram"] == {"counts": expected, "below": 0, "above": 0}


async def test_a_histogram_with_edges_of_ones_own(asked: Api) -> None:
    """What lies outside is counted apart; the last bin has both of its edges."""
    (one,) = await ask(asked, "accuracy", histogram={"edges": [75, 80, 85]})
    values = [row.value("accuracy") for row in ROWS]
    assert one["histogram_edges"] == [75, 80, 85]
    assert one["groups"][0]["histogram"] == {
        "counts": [sum(75 <= v < 80 for v in values), sum(80 <= v <= 85 for v in values)],
        "below": sum(v < 75 for v in values),
        "above": sum(v > 85 for v in values),
    }


async def test_booleans_are_shares(asked: Api) -> None:
    """The share of true with Wilson's interval."""
    (group,) = await groups(asked, "is_safe")
    true = sum(bool(row.ratings["is_safe"][0][0]) for row in ROWS)
    wilson = stats.binomtest(true, len(ROWS)).proportion_ci(method="wilson")
    assert (group["share_true"], group["interval"]["method"]) == (pytest.approx(true / len(ROWS)), "wilson")
    assert (group["interval"]["low"], group["interval"]["high"]) == pytest.approx(tuple(wilson), rel=1e-9)


async def test_each_group_of_booleans_has_its_own_method(asked: Api) -> None:
    """Where raters disagree, Wilson's limits at the effective sample size, with t's quantile; where those of one group
    agree, Wilson's limits of its requests, whatever the other groups are."""
    key = "property.Input"
    found = {group["group"][key]: group for group in await groups(asked, "agreed", group_by=[key], limit=1000)}
    expected = grouped(lambda row: row.properties["Input"], having="agreed")
    everything = grouped(lambda row: True, having="agreed")
    (together,) = await groups(asked, "agreed")
    methods = set()
    for group, of in [*((found[name], of) for name, of in expected.items()), (together, everything[True])]:
        values = np.array([row.value("agreed") for row in of])
        interval, n = group["interval"], len(values)
        assert group["mean"] == pytest.approx(values.mean(), rel=1e-9)
        methods.add(interval["method"])
        if set(values) <= {0.0, 1.0}:
            wilson = stats.binomtest(int(values.sum()), n).proportion_ci(method="wilson")
            assert (interval["method"], interval["low"], interval["high"]) == ("wilson", *map(pytest.approx, wilson))
            (alone,) = await groups(asked, "agreed", filter={"properties": {"input": {"equals": group["group"][key]}}})
            assert alone["interval"] == interval
        else:
            assert interval["method"] == "wilson_effective_n"
            assert 0 <= interval["low"] < values.mean() < interval["high"] <= 1
    assert methods == {"wilson", "wilson_effective_n"}
    values = np.array([row.value("agreed") for row in ROWS])
    effective = min(values.mean() * (1 - values.mean()) / stats.sem(values) ** 2, together["n_ratings"])
    z, mean = stats.t.ppf(0.975, len(ROWS) - 1), values.mean()
    centre, margin = mean + z**2 / 2 / effective, z * (mean * (1 - mean) / effective + z**2 / 4 / effective**2) ** 0.5
    expected_limits = (centre - margin) / (1 + z**2 / effective), (centre + margin) / (1 + z**2 / effective)
    assert (together["interval"]["low"], together["interval"]["high"]) == pytest.approx(expected_limits, rel=1e-9)


async def test_labels(asked: Api) -> None:
    """Each label's share of the requests with Wilson's interval, the most frequent first; no mean."""
    (one,) = await ask(asked, "verdict", group_by=["property.Version"])
    assert one["type"] == "label"
    for group in one["groups"]:
        of = grouped(lambda row: row.properties["Version"])[group["group"]["property.Version"]]
        counts = Counter(row.ratings["verdict"][0][0] for row in of)
        assert {label["label"]: label["n_ratings"] for label in group["labels"]} == counts
        for label in group["labels"]:
            wilson = stats.binomtest(counts[label["label"]], len(of)).proportion_ci(method="wilson")
            assert label["share"] == pytest.approx(counts[label["label"]] / len(of))
            assert (label["interval"]["low"], label["interval"]["high"]) == pytest.approx(tuple(wilson), rel=1e-9)
        shares = [label["share"] for label in group["labels"]]
        assert shares == sorted(shares, reverse=True)
        assert (group["mean"], group["interval"], group["n_requests"]) == (None, None, len(of))


@pytest.mark.parametrize(
    ("cluster", "key"),
    [
        ("session", lambda row: row.session or row.request_id),
        ("user", lambda row: row.user),
        ("property.Env", lambda row: row.properties.get("Env") or row.request_id),
    ],
)
async def test_clusters(asked: Api, cluster: str, key: Callable[[Row], str]) -> None:
    """Bell's and McCaffrey's interval; a request without a cluster stands for itself."""
    for group in await groups(asked, "accuracy", group_by=["property.Version"], cluster_by=cluster):
        of = grouped(lambda row: row.properties["Version"])[group["group"]["property.Version"]]
        numbers = {name: at for at, name in enumerate(sorted({key(row) for row in of}))}
        clusters = np.array([numbers[key(row)] for row in of])
        values = np.array([row.value("accuracy") for row in of])
        mean, error, freedom = bell_mccaffrey(np.ones((len(of), 1)), values, clusters)
        interval, largest = group["interval"], np.bincount(clusters).max() / len(of)
        assert (interval["method"], group["clusters"]) == ("cluster_robust", len(numbers))
        assert interval["largest_cluster_share"] == pytest.approx(largest)
        assert interval["effective_df"] == pytest.approx(freedom, rel=1e-9)
        if freedom < 2:
            assert interval["reason"].startswith("the effective degrees of freedom are below 2")
        else:
            limits = stats.t.interval(0.95, freedom, mean, error)
            assert (interval["low"], interval["high"]) == pytest.approx(limits, rel=1e-9)
            assert (interval["caution"] is not None) == (largest > 1 / 3)
    (verdict,) = await groups(asked, "verdict", cluster_by="user")
    assert {label["interval"]["method"] for label in verdict["labels"]} == {"wilson_effective_n"}
    assert all(label["interval"]["effective_df"] > 2 for label in verdict["labels"])


async def test_one_cluster_says_nothing(asked: Api) -> None:
    """Fewer than two clusters: no interval, and why."""
    (group,) = await groups(asked, "accuracy", cluster_by="path")
    assert group["interval"] == {
        "low": None,
        "high": None,
        "method": "cluster_robust",
        "reason": "fewer than two clusters are too few to estimate the spread between them",
        "caution": None,
        "effective_df": 0,
        "largest_cluster_share": 1,
    }


async def test_sampling_probabilities_weight_the_mean(asked: Api) -> None:
    """A score sampled with probability 0.2 stands for five; the interval takes the weights into account."""
    (group,) = await groups(asked, "sampled")
    values, probabilities = zip(*((row.value("sampled"), row.ratings["sampled"][0][2]) for row in ROWS), strict=True)
    weights = [1 / (probability or 1) for probability in probabilities]
    mean, error, freedom = weighted_mean(np.array(values), np.array(weights), np.arange(len(values)))
    assert group["mean"] == pytest.approx(mean, rel=1e-9)
    limits = stats.t.interval(0.95, freedom, mean, error)
    assert (group["interval"]["low"], group["interval"]["high"]) == pytest.approx(limits, rel=1e-9)
    assert group["interval"]["method"] == "weighted_linearised"
    assert group["effective_n"] == pytest.approx(sum(weights) ** 2 / sum(w * w for w in weights), rel=1e-9)


async def test_filters_and_time(asked: Api) -> None:
    """The filter tree and a range of time, its end not included, choose the requests."""
    start, end = ROWS[20].at, ROWS[70].at
    (group,) = await groups(
        asked,
        "accuracy",
        filter={
            "request_response_rmt": {
                "properties": {"version": {"equals": "v2"}},
                "scores": {"is_safe": {"equals": True}},
            }
        },
        time_range={"start": start.isoformat(), "end": end.isoformat()},
    )
    expected = [row for row in ROWS[20:70] if row.properties["Version"] == "v2" and row.ratings["is_safe"][0][0]]
    check(group, expected, "accuracy")


async def test_what_the_scored_requests_cost(asked: Api) -> None:
    """Cost, latency and tokens of the requests that have the score."""
    (group,) = await groups(asked, "rare", include=["cost", "latency", "tokens"])
    n = sum("rare" in row.ratings for row in ROWS)
    assert group["n_requests"] == n
    assert group["requests"]["prompt_tokens_sum"] == 12 * n
    assert group["requests"]["completion_tokens_mean"] == 5
    assert group["requests"]["latency_ms_mean"] == pytest.approx(250)
    assert group["requests"]["cost_usd_sum"] > 0


@OWN
async def test_as_of(own: Api) -> None:
    """Asked as of a moment, scores recorded or replaced later are as they were."""
    (before,) = await groups(own, "accuracy")
    moment = datetime.now(UTC)
    assert (await own.score("request-0", {"accuracy": 1000})).status == 201
    (now,) = await groups(own, "accuracy")
    assert now["max"] == 1000
    assert await groups(own, "accuracy", as_of=moment.isoformat()) == [before]
    (nothing,) = await groups(own, "accuracy", as_of="2020-01-01")
    assert (nothing["n_requests"], nothing["mean"], nothing["interval"]["reason"]) == (0, None, "there are no values")


async def test_names_never_scored(asked: Api) -> None:
    """Unknown names are in the answer, without a type; no request in a group means no group."""
    first, second = await ask(asked, "accuracy", "nobody")
    assert (first["name"], second) == (
        "accuracy",
        {"name": "nobody", "type": None, "histogram_edges": None, "groups": [], "total": None},
    )
    nobody = {"request_response_rmt": {"model": {"equals": "x"}}}
    for keys in (["model"], ["hour"], ["property.Version", "user"]):
        for more in ({}, {"cluster_by": "user"}):
            found = await ask(asked, "accuracy", "verdict", group_by=keys, filter=nobody, total=True, **more)
            assert [(one["groups"], one["total"]["n_requests"]) for one in found] == [([], 0)] * 2


@OWN
async def test_two_types_under_one_name(own: Api) -> None:
    """A boolean and a number of one name are two scores."""
    await own.score("request-1", {"accuracy": True})
    found = await ask(own, "accuracy")
    assert {one["type"]: one["groups"][0]["n_requests"] for one in found} == {"number": len(ROWS), "boolean": 1}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "scores"),
        ({"scores": []}, "scores"),
        ({"scores": ["a"], "group_by": ["nothing"]}, "group_by[0]"),
        ({"scores": ["a"], "group_by": ["property."]}, "group_by[0]"),
        ({"scores": ["a"], "group_by": ["model", "user", "path", "status"]}, "group_by"),
        ({"scores": ["a"], "group_by": ["model", "model"]}, "group_by"),
        ({"scores": ["a"], "group_by": ["hour", "day"]}, "group_by"),
        ({"scores": ["a"], "time_zone": "Mars/Olympus"}, "time_zone"),
        ({"scores": ["a"], "time_zone": "../../etc/passwd"}, "time_zone"),
        ({"scores": ["a"], "quantiles": [1.5]}, "quantiles[0]"),
        ({"scores": ["a"], "histogram": {"edges": [1, 1]}}, "histogram.edges"),
        ({"scores": ["a"], "limit": 0}, "limit"),
        ({"scores": ["a"], "cluster_by": "hour"}, "cluster_by"),
        ({"scores": ["a"], "as_of": "yesterday"}, "as_of"),
        ({"scores": ["a"], "time_range": {"start": "2026-02-01", "end": "2026-01-01"}}, "time_range"),
        ({"scores": ["a"], "filter": {"nowhere": {}}}, "filter.nowhere"),
        ({"scores": ["a"], "excess": 1}, "excess"),
    ],
)
async def test_what_does_not_fit_is_named(asked: Api, body: Any, field: str) -> None:
    """422 with the field."""
    answer = await asked.call("POST", "/v1/scores/query", json=body)
    assert answer.status == 422, answer
    assert any(name.endswith(field) for name in answer.body["details"]), answer.body


@OWN
async def test_values_near_the_largest_double(api: Api) -> None:
    """They have a smallest and a largest, but no sum and no spread that a double holds; that is said, not a fault."""
    values = [1.7e308, -1.7e308, 1.7e308]
    for at, value in enumerate(values):
        await api.log_call(f"call-{at}")
        await api.call("POST", "/v1/scores", json={"request_id": f"call-{at}", "name": "huge", "value": value})
    (group,) = await groups(api, "huge", quantiles=[0.5], histogram={})
    assert (group["n_requests"], group["min"], group["max"], group["sd"]) == (3, -1.7e308, 1.7e308, None)
    assert group["interval"]["reason"] == "the values are too large: their squares overflow a double"
    assert (await groups(api, "huge", cluster_by="model"))[0]["interval"]["low"] is None
    sides = {"first": {"filter": "all"}, "second": {"filter": "all"}}
    answer = await api.call("POST", "/v1/scores/compare", json={"scores": ["huge"], **sides})
    assert answer.status == 422
    assert "1e+150" in answer.body["details"]["requestBody.scores"]["message"]


@OWN
async def test_several_authors_of_one_label(api: Api) -> None:
    """A request that two of three call good is two thirds good; by rater each counts for itself."""
    said = {
        "one": {"ann": "good", "bob": "good", "cleo": "bad"},
        "two": {"ann": "bad"},
        "three": {"bob": "good", "cleo": "good"},
    }
    for name in said:
        await api.log_call(name)
    scores = [
        {"request_id": name, "name": "verdict", "value": label, "source": "human", "rater": rater}
        for name, by in said.items()
        for rater, label in by.items()
    ]
    assert (await api.call("POST", "/v1/scores", json=scores)).status == 201
    for keys in ([], ["day"], ["property.Never"]):
        (group,) = await groups(api, "verdict", group_by=keys)
        shares = {share["label"]: share["share"] for share in group["labels"]}
        assert shares == {"good": pytest.approx((2 / 3 + 0 + 1) / 3), "bad": pytest.approx((1 / 3 + 1 + 0) / 3)}, keys
        assert (group["n_requests"], group["n_ratings"]) == (3, 6)
    found = {group["group"]["rater"]: group for group in await groups(api, "verdict", group_by=["rater"])}
    assert {share["label"]: share["share"] for share in found["ann"]["labels"]} == {"good": 0.5, "bad": 0.5}
    assert {rater: group["n_requests"] for rater, group in found.items()} == {"ann": 2, "bob": 2, "cleo": 2}
    (one,) = await ask(api, "verdict", group_by=["rater"], limit=1, total=True)
    ann, other = one["groups"]
    assert (ann["group"]["rater"], other["n_requests"], other["n_ratings"]) == ("ann", 2, 4)
    assert {share["label"]: share["share"] for share in other["labels"]} == {"good": 0.75, "bad": 0.25}
    shares = {share["label"]: share["share"] for share in one["total"]["labels"]}
    assert shares == {"good": pytest.approx((2 / 3 + 0 + 1) / 3), "bad": pytest.approx((1 / 3 + 1 + 0) / 3)}
