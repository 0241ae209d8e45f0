"""The SQL of typical queries, statement by statement, beside files that a reviewer can read.

Each query runs on a small replica, so the SQL is valid; its statements and their parameters are those in
`golden_sql/<query>.sql`. After a change on purpose rewrite the files and read the diff:

    UPDATE_GOLDEN=1 .venv/bin/python -m pytest tests/store/analytics/test_golden_sql.py
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import pytest

from store.analytics.comparisons.comparison import compare
from store.analytics.comparisons.differences import ScoreComparison
from store.analytics.comparisons.pairs import PairQuery, pairs
from store.analytics.fairness.fairness import FairnessQuery, compare_fairly
from store.analytics.query import Snapshot
from store.analytics.replica.duckdb_engine import DuckDBEngine
from store.analytics.replica.replica import ANSWER_S, Replica
from store.analytics.replica.schema import SLOTS
from store.analytics.requests import metrics
from store.analytics.requests.groups import RequestGrouping, groups
from store.analytics.requests.lists import ListSelection, RequestLists
from store.analytics.requests.selected import FixedBuckets
from store.analytics.requests.sessions import SessionSelection, sessions
from store.analytics.requests.sorting import Sort
from store.analytics.scores.answers import ScoreQuery
from store.analytics.scores.evals import evals, score_names
from store.analytics.scores.filters import on_scores
from store.analytics.scores.queries import answer
from store.analytics.selection import PropertyKeys, Selection
from store.filter import Scope, compile_filter, parse
from store.models import NewScore
from store.settings import DataDir
from store.sql import Sql
from store.sqlite import SqliteStore
from tests.store.analytics.replicas import SETTINGS, RecordingSnapshot, nothing_to_ingest, record
from tests.store.calls import exchange

T = TypeVar("T")

FOLDER = Path(__file__).parent / "golden_sql"
UPDATE = "UPDATE_GOLDEN" in os.environ
START = datetime(2026, 3, 28, 20)
LATE = f"Late{SLOTS}"  # the first property without a column of its own
R = "request_response_rmt"


class RecordingReplica(Replica):
    def record_statements(self) -> None:
        self.statements: list[Sql] = []

    async def read(self, work: Callable[[Snapshot], T], timeout_s: float = ANSWER_S) -> T:
        return await super().read(lambda snapshot: work(RecordingSnapshot(snapshot, self.statements)), timeout_s)

    @property
    def property_keys(self) -> PropertyKeys:
        return PropertyKeys(lambda name: self.property_key(1, name), lambda name: self.property_column(1, name))

    def selection(self, tree: Any = "all", **changes: Any) -> Selection:
        scope = Scope(1, self.property_keys.number, alias="r", column_of=self.property_keys.column)
        return Selection(1, compile_filter(parse(tree), scope), on_scores(parse(tree), scope), **changes)


@pytest.fixture
async def replica(sqlite: SqliteStore, data_dir: DataDir) -> AsyncIterator[RecordingReplica]:
    early = {f"Early{number}": "." for number in range(SLOTS - 1)}
    record(sqlite, exchange("first", started_at_us=_us(0), properties={"Env": "none", **early, LATE: "none"}))
    for number in range(1, 9):
        properties = {"Env": ("prod", "dev")[number % 2], LATE: ("x", "y", "z")[number % 3]}
        call = {"user_id": f"user-{number % 3}", "session_id": f"session-{number % 4}", "input_hash": f"h{number % 3}"}
        record(sqlite, exchange(f"r{number}", started_at_us=_us(number), properties=properties, **call))
        scores = [
            NewScore(f"r{number}", "accuracy", "integer", 50.0 + number),
            NewScore(f"r{number}", "quality", "float", number / 8, author="ann"),
            NewScore(f"r{number}", "quality", "float", number / 9, author="bob"),
            NewScore(f"r{number}", "sampled", "float", number / 7, probability=0.5),
            NewScore(f"r{number}", "tone", "label", label=("warm", "cold")[number % 2]),
        ]
        await sqlite.keep_scores(1, scores)
    replica = await RecordingReplica.open(DuckDBEngine(data_dir, SETTINGS), nothing_to_ingest)
    assert isinstance(replica, RecordingReplica)
    try:
        await replica.fresh(60)
        replica.record_statements()
        yield replica
    finally:
        await replica.close()


def _us(hour: int) -> int:
    return int((START + timedelta(hours=hour)).replace(tzinfo=UTC).timestamp() * 1e6)


def _property(name: str, value: str) -> Any:
    return {R: {"properties": {name: {"equals": value}}}}


def _and(left: Any, right: Any) -> Any:
    return {"left": left, "operator": "and", "right": right}


def _score(name: str, operator: str, value: float) -> Any:
    return {R: {"scores": {name: {operator: value}}}}


Query = Callable[[RecordingReplica], Awaitable[Any]]


def _scores(name: str, *keys: str, tree: Any = "all", **changes: Any) -> Query:
    def query(replica: RecordingReplica) -> Awaitable[Any]:
        score_query = ScoreQuery((name,), replica.selection(tree), keys, **changes)
        return replica.read(lambda snapshot: answer(snapshot, score_query, replica.property_keys))

    return query


def _compare(name: str, cluster: str | None = None, pair_by: str | None = None) -> Query:
    def query(replica: RecordingReplica) -> Awaitable[Any]:
        first, second = (replica.selection(_property("Env", value)) for value in ("prod", "dev"))
        comparison = ScoreComparison((name,), first, second, cluster, pair_by)
        return replica.read(lambda snapshot: compare(snapshot, comparison, replica.property_keys))

    return query


def _scores_of_sessions(replica: RecordingReplica) -> Awaitable[Any]:
    selection = replica.selection(_property("Env", "prod"), start=START, unit="session")
    keys = ("model", f"property.{LATE}", "rater")
    query = ScoreQuery(("quality",), selection, keys, "day", cluster="user", metrics=("cost",))
    return replica.read(lambda snapshot: answer(snapshot, query, replica.property_keys))


def _compare_fairly(*names: str) -> Query:
    async def query(replica: RecordingReplica) -> None:
        first, second = (replica.selection(_property("Env", value)) for value in ("prod", "dev"))
        comparison = ScoreComparison(names, first, second)
        fairness = FairnessQuery(("property.Env",), None, None, within_overlap=False)

        def work(snapshot: Snapshot) -> None:
            compare_fairly(snapshot, comparison, fairness, replica.property_keys)

        await replica.read(work)
        # The comparison itself is above.
        replica.statements = [each for each in replica.statements if "AS variance" not in each.text]

    return query


async def _score_pairs(replica: RecordingReplica) -> None:
    first, second = (replica.selection(_property("Env", value)) for value in ("prod", "dev"))
    query = PairQuery("accuracy", first, second, f"property.{LATE}", 10)
    await replica.read(lambda snapshot: pairs(snapshot, query, replica.property_keys))


async def _evals(replica: RecordingReplica) -> None:
    selection = replica.selection(start=START, end=START + timedelta(days=1))
    await replica.read(lambda snapshot: evals(snapshot, selection, score_names(snapshot, 1), "hour", UTC))


async def _request_page(replica: RecordingReplica) -> None:
    tree = _and(_property(LATE, "x"), _score("accuracy", "gt", 52))
    await RequestLists(replica).page(ListSelection(1, parse(tree)), Sort(), 50)


async def _request_page_to_label(replica: RecordingReplica) -> None:
    """Not labelled by ann, or cut off; scored by one version of a judge; without a comment."""
    unlabelled = {R: {"score_authors": {"quality": {"not-equals": "ann"}}}}
    cut_off = {R: {"finish_reason": {"equals": "length"}}}
    judged = {R: {"evaluator_versions": {"judge": {"equals": "3"}}, "score_comment": {"equals": "null"}}}
    tree = _and({"left": unlabelled, "operator": "or", "right": cut_off}, judged)
    await RequestLists(replica).page(ListSelection(1, parse(tree)), Sort(), 50)


async def _request_groups(replica: RecordingReplica) -> None:
    selection, key = replica.selection(), replica.property_key(1, LATE)
    grouping = RequestGrouping(key, contains="x", sort="cost", quantiles=(0.5, 0.9))
    await replica.read(lambda snapshot: groups(snapshot, selection, grouping))


async def _session_list(replica: RecordingReplica) -> None:
    selection = SessionSelection(replica.selection(_property("Env", "prod"), start=START), search="session")
    await replica.read(lambda snapshot: sessions(snapshot, selection, 50, 0))


async def _time_series(replica: RecordingReplica) -> None:
    selection = replica.selection(start=START, end=START + timedelta(hours=3))
    timing = FixedBuckets("hour", UTC)
    series = metrics.SERIES["costOverTime"]
    await replica.read(lambda snapshot: metrics.over_time(snapshot, selection, series, timing))


BERLIN = ZoneInfo("Europe/Berlin")
QUERIES: dict[str, Query] = {
    "scores_by_model": _scores("accuracy", "model"),
    "scores_by_two_properties_and_hour": _scores(
        "accuracy", "property.Env", f"property.{LATE}", bucket="hour", zone=BERLIN, metrics=("cost", "tokens")
    ),
    "scores_of_several_raters": _scores("quality", "rater", limit=1, bins=4),
    "scores_with_quantiles_and_histogram": _scores("accuracy", "user", quantiles=(0.1, 0.5), bins=10, limit=2),
    "scores_clustered": _scores("accuracy", "model", cluster="session"),
    "scores_of_sessions": _scores_of_sessions,
    "scores_weighted": _scores("sampled", "model"),
    "scores_filtered": _scores("accuracy", tree=_and(_score("accuracy", "gte", 52), _property(LATE, "x"))),
    "labels": _scores("tone", "property.Env"),
    "compare": _compare("accuracy"),
    "compare_clustered": _compare("accuracy", cluster="user"),
    "compare_paired": _compare("accuracy", pair_by="input_hash"),
    "compare_unpaired": _compare("accuracy", pair_by="property.Never"),
    "compare_fairly": _compare_fairly("accuracy"),
    "compare_fairly_by_several_scores": _compare_fairly("accuracy", "quality"),
    "score_pairs": _score_pairs,
    "evals": _evals,
    "request_page": _request_page,
    "request_page_to_label": _request_page_to_label,
    "request_groups": _request_groups,
    "session_list": _session_list,
    "time_series": _time_series,
}


@pytest.mark.parametrize("name", QUERIES)
async def test_the_statements_of_a_query(replica: RecordingReplica, name: str) -> None:
    await QUERIES[name](replica)
    text = "\n\n".join(map(_shown, replica.statements)) + "\n"
    file = FOLDER / f"{name}.sql"
    if UPDATE:
        file.write_text(text)
    assert text == file.read_text()


def test_every_file_belongs_to_a_query() -> None:
    assert {file.stem for file in FOLDER.glob("*.sql")} == QUERIES.keys()


def _shown(statement: Sql) -> str:
    values = ", ".join(str(value) if isinstance(value, datetime) else repr(value) for value in statement.parameters)
    return f"{statement.text};" + (f"\n-- {values}" if values else "")
