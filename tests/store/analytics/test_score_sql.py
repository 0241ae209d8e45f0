"""Queries on scores, on a real replica, against plain Python over the same rows."""

from __future__ import annotations

import random
import statistics
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from store.analytics import Replica
from store.analytics.comparisons.comparison import compare
from store.analytics.comparisons.differences import ScoreComparison, ScoreDifference
from store.analytics.replica.schema import SLOTS
from store.analytics.scores.answers import Group, ScoreAnswer, ScoreQuery
from store.analytics.scores.evals import evals, score_names
from store.analytics.scores.filters import on_scores
from store.analytics.scores.queries import answer
from store.analytics.selection import PropertyKeys, Selection
from store.filter import Scope, compile_filter, parse
from store.settings import DataDir
from store.sqlite import SqliteStore
from tests.store.analytics.replicas import accuracy, open_replica, record
from tests.store.calls import exchange

R = "request_response_rmt"
COUNT = 60
LATE = f"Late{SLOTS}"  # the first property that comes too late for a column of its own
START = datetime(2026, 1, 1, tzinfo=UTC)


class Row:
    """A request with its scores as plain values."""

    def __init__(self, number: int, chance: random.Random) -> None:
        self.id = f"r{number}"
        self.started_at = START + timedelta(minutes=17 * number)
        self.properties = {"Env": chance.choice(["prod", "dev"]), LATE: chance.choice(["x", "y", "z"])}
        self.user = f"user-{number % 7}"
        self.value = float(chance.randrange(50, 100))
        self.ratings = {rater: chance.random() for rater in ("ann", "bob")[: 1 + number % 2]}


@pytest.fixture
def sent() -> list[Row]:
    chance = random.Random(5)
    return [Row(number, chance) for number in range(COUNT)]


@pytest.fixture
async def replica(sqlite: SqliteStore, data_dir: DataDir, sent: list[Row]) -> AsyncIterator[Replica]:
    early = {f"Early{number}": "." for number in range(SLOTS - 1)}
    async with open_replica(data_dir) as replica:
        record(sqlite, exchange("first", properties={"Env": "none", **early, LATE: "none"}))
        for row in sent:
            at_us = int(row.started_at.timestamp() * 1e6)
            record(sqlite, exchange(row.id, started_at_us=at_us, properties=row.properties, user_id=row.user))
        await sqlite.keep_scores(1, [accuracy(row.id, row.value) for row in sent])
        rated = [
            accuracy(row.id, value, name="quality", kind="float", author=rater)
            for row in sent
            for rater, value in row.ratings.items()
        ]
        await sqlite.keep_scores(1, rated)
        await replica.fresh(60)
        yield replica


def _keys(replica: Replica) -> PropertyKeys:
    return PropertyKeys(
        lambda name: replica.property_key(1, name),
        lambda name: replica.property_column(1, name),
    )


def _selection(replica: Replica, tree: Any = "all", *, joined: bool = False) -> Selection:
    """`joined`: by way of the request's row and the tables, as if no column of `score` had anything."""
    keys = _keys(replica)
    scope = Scope(1, keys.number, alias="r")
    if joined:
        return Selection(1, compile_filter(parse(tree), scope))
    scope = scope._replace(column_of=keys.column)
    return Selection(1, compile_filter(parse(tree), scope), on_scores(parse(tree), scope))


async def _answer(replica: Replica, query: ScoreQuery) -> ScoreAnswer:
    (found,) = await replica.read(lambda snapshot: answer(snapshot, query, _keys(replica)))
    assert isinstance(found, ScoreAnswer)
    return found


def _check(group: Group, values: list[float]) -> None:
    assert group.n == len(values)
    assert group.mean == pytest.approx(statistics.fmean(values), rel=1e-12)
    assert group.sd == pytest.approx(statistics.stdev(values), rel=1e-12)
    assert (group.min, group.max) == (min(values), max(values))


@pytest.mark.parametrize("name", ["Env", LATE])
async def test_by_a_property_with_and_without_a_column(replica: Replica, sent: list[Row], name: str) -> None:
    """The first properties of a project stand in the rows of scores, later ones are joined; the numbers agree."""
    assert (replica.property_column(1, name) is None) == (name == LATE)
    found = await _answer(replica, ScoreQuery(("accuracy",), _selection(replica), (f"property.{name}",)))
    for group in found.groups:
        _check(group, [row.value for row in sent if row.properties[name] == group.keys[0]])
    assert {group.keys[0] for group in found.groups} == {row.properties[name] for row in sent}


TREES: dict[str, tuple[Any, Callable[[Row], bool]]] = {
    "property": ({R: {"properties": {"env": {"equals": "prod"}}}}, lambda row: row.properties["Env"] == "prod"),
    "late": ({R: {"properties": {LATE: {"not-equals": "x"}}}}, lambda row: row.properties[LATE] != "x"),
    "own": ({R: {"scores": {"accuracy": {"gte": 60, "lt": 90}}}}, lambda row: 60 <= row.value < 90),
    "user": ({R: {"user_id": {"equals": "user-3"}}}, lambda row: row.user == "user-3"),
    "any_rater": ({R: {"scores": {"quality": {"gt": 0.5}}}}, lambda row: max(row.ratings.values()) > 0.5),
    "request": ({R: {"latency": {"gt": 0}}}, lambda row: True),
}


@pytest.mark.parametrize("tree", TREES)
async def test_a_filter_means_the_same_on_rows_of_scores(replica: Replica, sent: list[Row], tree: str) -> None:
    """Whether its columns stand in the score's row or the request has to be joined; also one on the score itself."""
    raw, holds = TREES[tree]
    near = await _answer(replica, ScoreQuery(("accuracy",), _selection(replica, raw)))
    far = await _answer(replica, ScoreQuery(("accuracy",), _selection(replica, raw, joined=True)))
    _check(near.groups[0], [row.value for row in sent if holds(row)])
    _check(far.groups[0], [row.value for row in sent if holds(row)])


async def test_a_range_of_a_score_with_raters_is_that_of_a_rating(replica: Replica, sent: list[Row]) -> None:
    """A request with one rating in the range counts, with the mean of all its ratings."""
    selection = _selection(replica, {R: {"scores": {"quality": {"gt": 0.5}}}})
    found = await _answer(replica, ScoreQuery(("quality",), selection))
    chosen = [row for row in sent if max(row.ratings.values()) > 0.5]
    _check(found.groups[0], [statistics.fmean(row.ratings.values()) for row in chosen])
    assert found.groups[0].ratings == sum(len(row.ratings) for row in chosen)


async def test_raters_apart_and_together(replica: Replica, sent: list[Row]) -> None:
    found = await _answer(replica, ScoreQuery(("quality",), _selection(replica), ("rater", "property.Env")))
    for group in found.groups:
        rater, env = group.keys
        assert rater is not None
        _check(group, [row.ratings[rater] for row in sent if rater in row.ratings and row.properties["Env"] == env])
    assert sum(group.n for group in found.groups) == sum(len(row.ratings) for row in sent)


async def test_what_is_beyond_the_limit_is_put_together(replica: Replica, sent: list[Row]) -> None:
    """With its spread, its quantiles and its part of the histogram."""
    query = ScoreQuery(("accuracy",), _selection(replica), ("user",), limit=2, quantiles=(0.5,), bins=5)
    found = await _answer(replica, query)
    others = next(group for group in found.groups if group.others)
    top = {group.keys[0] for group in found.groups if not group.others}
    values = [row.value for row in sent if row.user not in top]
    _check(others, values)
    assert others.quantiles == [statistics.median(values)]
    assert found.edges is not None
    for group in found.groups:
        within = [row.value for row in sent if (row.user not in top if group.others else row.user == group.keys[0])]
        assert group.histogram is not None
        assert sum(group.histogram) == len(within)
        assert group.histogram[1] == sum(value < found.edges[1] for value in within)


async def test_others_have_a_spread_where_values_are_large(
    replica: Replica, sqlite: SqliteStore, sent: list[Row]
) -> None:
    """Sums of squares of such values have no digits left for their spread, and the spreads of groups do not add up."""
    values = {row.id: 1.7e9 + row.value for row in sent}
    await sqlite.keep_scores(1, [accuracy(id, value, name="at_s", kind="float") for id, value in values.items()])
    await replica.fresh(60)
    found = await _answer(replica, ScoreQuery(("at_s",), _selection(replica), ("user",), limit=2))
    top = {group.keys[0] for group in found.groups if not group.others}
    assert len(top) == 2
    for group in found.groups:
        among = [row for row in sent if (row.user not in top if group.others else row.user == group.keys[0])]
        assert group.sd == pytest.approx(statistics.stdev(row.value for row in among), rel=1e-6)


async def test_a_property_given_later_moves_its_scores(replica: Replica, sqlite: SqliteStore, sent: list[Row]) -> None:
    """The request's row changes after its scores were copied, and they follow."""
    for row in sent[:5]:
        await sqlite.set_property(1, row.id, "Env", "moved")
    await replica.fresh(60)
    found = await _answer(replica, ScoreQuery(("accuracy",), _selection(replica), ("property.Env",)))
    moved = next(group for group in found.groups if group.keys == ("moved",))
    _check(moved, [row.value for row in sent[:5]])


async def test_many_scores_for_old_requests_find_them(replica: Replica, sqlite: SqliteStore, sent: list[Row]) -> None:
    """More than a handful, which come long after their requests and another way."""
    await sqlite.keep_scores(1, [accuracy(row.id, row.value, name="later") for row in sent])
    await replica.fresh(60)
    found = await _answer(replica, ScoreQuery(("later",), _selection(replica), ("property.Env",)))
    for group in found.groups:
        _check(group, [row.value for row in sent if row.properties["Env"] == group.keys[0]])


async def test_evals_of_all_names_at_once(replica: Replica, sent: list[Row]) -> None:
    """Names with one rating each come from one statement, the others from one of their own: altogether and by hour."""
    found = await replica.read(
        lambda snapshot: evals(snapshot, _selection(replica), score_names(snapshot, 1), "hour", UTC),
    )
    assert [one.of.name for one in found] == ["accuracy", "quality"]
    of = {"accuracy": lambda row: row.value, "quality": lambda row: statistics.fmean(row.ratings.values())}
    for one in found:
        value = of[one.of.name]
        assert one.overall.mean == pytest.approx(statistics.fmean(map(value, sent)), rel=1e-12)
        hours = {row.started_at.replace(minute=0) for row in sent}
        assert one.buckets.keys() == hours
        for hour, basics in one.buckets.items():
            within = [value(row) for row in sent if row.started_at.replace(minute=0) == hour]
            assert (basics.n, basics.mean) == (len(within), pytest.approx(statistics.fmean(within), rel=1e-12))
    looked_up = await replica.read(lambda snapshot: score_names(snapshot, 1, ["quality", "unknown"]))
    assert looked_up == [found[1].of]


async def test_comparing_by_sums_is_comparing_values(replica: Replica, sent: list[Row]) -> None:
    """Without clusters DuckDB counts and sums; with a cluster for each request all values are fetched: everything is
    the same to the last digits, the method too, as no two requests are in one cluster."""
    sides = [_selection(replica, {R: {"properties": {"Env": {"equals": env}}}}) for env in ("prod", "dev")]

    async def compared(cluster: str | None) -> ScoreDifference:
        query = ScoreComparison(("accuracy",), sides[0], sides[1], cluster)
        ((found,), _) = await replica.read(lambda snapshot: compare(snapshot, query, _keys(replica)))
        assert isinstance(found, ScoreDifference)
        return found

    summed, fetched = await compared(None), await compared("session")  # nobody has a session
    assert summed.comparison.interval.method == fetched.comparison.interval.method == "welch_t"
    assert summed.comparison.p_value == pytest.approx(fetched.comparison.p_value, rel=1e-9)
    for one, other in ((summed.first, fetched.first), (summed.second, fetched.second)):
        assert (one.n, one.min, one.max, one.sum) == (other.n, other.min, other.max, other.sum)
        assert (one.mean, one.sd) == (pytest.approx(other.mean, rel=1e-12), pytest.approx(other.sd, rel=1e-12))
    assert summed.comparison.effect_size == pytest.approx(fetched.comparison.effect_size, rel=1e-12)
