"""Questions about requests: lists, counts, groups, sessions, users, properties, samples."""

from __future__ import annotations

from datetime import timedelta, timezone
from functools import partial
from typing import Any

from evaluation.feed.matching import match
from store.analytics.buckets import Buckets, BucketUnit
from store.analytics.requests import firsts, metrics, periods, properties, sampling, session_calls, sessions, users
from store.analytics.requests import groups as grouped
from store.analytics.requests.distribution import distributions
from store.analytics.requests.lists import ListSelection, RequestLists
from store.analytics.requests.selected import FixedBuckets, buckets_within
from store.analytics.requests.sessions import SessionSelection
from store.analytics.requests.sorting import Sort
from store.analytics.scores.answers import ScoreQuery
from store.analytics.scores.queries import answer
from store.evaluation.pipeline import FeedEvent
from store.filter import parse
from tests.store.clickhouse.answers import END, MIDDLE, ZONES, Question, at, keys_of, of, selection
from tests.store.clickhouse.answers_filters import FILTERS, prop
from tests.store.clickhouse.answers_record import LATE, ODD_NAMES, START

SORTS = {
    "start": Sort(),
    "oldest": Sort(descending=False),
    **{key: Sort(key) for key in ("total_tokens", "is_cached")},
    "text": Sort("request_prompt", descending=False),
    "property": Sort("properties", name="Env"),
    "late property": Sort("properties", descending=False, name=LATE),
    "unknown property": Sort("properties", name="Never"),
    "score": Sort("scores", name="accuracy"),
    "several scores": Sort("scores", descending=False, name="quality"),
}


def counted(tree: Any, **changes: Any) -> Question:
    return lambda engine: RequestLists(engine).count(ListSelection(1, parse(tree), **changes))


def filtered(tree: Any) -> Question:
    """The same filter as a condition on requests, and on scores."""

    async def ask(engine: Any) -> Any:
        chosen = selection(engine, tree)
        query = ScoreQuery(("accuracy", "tone"), chosen)
        return (
            await engine.read(lambda snapshot: metrics.numbers(snapshot, chosen, metrics.SCALARS)),
            await engine.read(lambda snapshot: answer(snapshot, query, keys_of(engine))),
        )

    return ask


async def paged(engine: Any, tree: Any, sort: Sort) -> Any:
    """Two pages forwards, and one back."""
    lists, chosen = RequestLists(engine), ListSelection(1, parse(tree))
    first = await lists.page(chosen, sort, 40)
    second = await lists.page(chosen, sort, 20, 3, first[-1].position)
    back = Sort(sort.key, sort.descending, sort.name, backwards=True)
    before = await lists.page(chosen, back, 10, 0, second[-1].position)
    return first, second, before, await lists.position(1, sort, "request-40")


async def _among(engine: Any) -> Any:
    lists, chosen = RequestLists(engine), ListSelection(1, parse(FILTERS["nested"]))
    found = await lists.page(ListSelection(1, parse("all")), Sort(), 300)
    return sorted(await lists.among(chosen, [each.id for each in found])), await lists.sessions(chosen, 7)


async def _matched(engine: Any) -> Any:
    """As evaluators and webhooks ask for each event."""
    found = await RequestLists(engine).page(ListSelection(1, parse("all")), Sort(), 30)
    events = [FeedEvent(number, 1, "request.logged", "", each.id, None, None, 0) for number, each in enumerate(found)]
    events += [FeedEvent(100 + each, 1, "score.added", "", None, None, f"session-{each}", 0) for each in range(9)]
    matching = await match(engine, events, [(1, parse(FILTERS[name])) for name in ("env", "late", "score_number")])
    return [sorted(ids or ()) for ids in matching.values()]


def groups(by: Any, **changes: Any) -> Question:
    async def ask(engine: Any) -> Any:
        key, named = by, tuple[properties.NamedProperty, ...]()
        if isinstance(by, str) and by.startswith("property."):
            name = by.removeprefix("property.")
            key = engine.property_column(1, name) or engine.property_key(1, name)
        if by == grouped.NAMES:
            known = await engine.read(lambda snapshot: properties.names(snapshot, 1))
            named = tuple(
                properties.NamedProperty(engine.property_key(1, name), name, engine.property_column(1, name))
                for name in known.values()
            )
        fields: dict[str, Any] = {"limit": 7, "quantiles": (0.5, 0.95)} | changes
        grouping = grouped.RequestGrouping(key, properties=named, **fields)
        chosen = selection(engine, start=START, end=END)
        return await engine.read(lambda snapshot: grouped.groups(snapshot, chosen, grouping))

    return ask


def in_time(unit: BucketUnit, zone: str, **changes: Any) -> Question:
    """Groups by time, as far as there are calls."""

    async def ask(engine: Any) -> Any:
        chosen = selection(engine, **changes)
        buckets = await engine.read(lambda snapshot: buckets_within(snapshot, chosen, unit, ZONES[zone]))
        return await groups(buckets, limit=500)(engine)

    return ask


def of_sessions(work: Any, *arguments: Any, **changes: Any) -> Question:
    return lambda engine: engine.read(
        lambda snapshot: work(snapshot, SessionSelection(selection(engine, FILTERS["env"]), **changes), *arguments)
    )


def of_property(work: Any, name: str, *arguments: Any, of_project: bool = False) -> Question:
    async def ask(engine: Any) -> Any:
        number = engine.property_key(1, name)
        if number is None:
            return None
        key = properties.Key(number, engine.property_column(1, name))
        about = 1 if of_project else selection(engine, start=START)
        return await engine.read(lambda snapshot: work(snapshot, about, key, *arguments))

    return ask


def distributed(amounts: Any, names: Any, *, both_ends: bool) -> Question:
    return lambda engine: engine.read(
        lambda snapshot: distributions(snapshot, amounts(engine), list(names), 0.9, both_ends=both_ends)
    )


async def _names_by_key(engine: Any) -> Any:
    return sorted((await engine.read(lambda snapshot: properties.names_by_key(snapshot, 1))).values())


def fixed(unit: BucketUnit, minutes: int = 0) -> FixedBuckets:
    return FixedBuckets(unit, timezone(timedelta(minutes=minutes)))


def _numbers() -> dict[str, Question]:
    columns = {"model": "model", "prompt": "prompt_id", "user": "user_id"}
    asked: dict[str, Question] = {
        "models": of(metrics.models, 5, 1),
        "total cost": of(metrics.scalar, metrics.SCALARS["totalCost"]),
        "tokens": of(metrics.numbers, metrics.TOKENS_PER_REQUEST, tree=FILTERS["env"]),
        "numbers of nothing": of(metrics.numbers, metrics.SCALARS, start=END + timedelta(days=9)),
        "periods": of(periods.periods, START, MIDDLE, (0.5, 0.9), start=MIDDLE),
        "firsts": of(firsts.firsts, columns, 9, start=START + timedelta(days=1)),
        "token quantiles": of(metrics.quantiles, metrics.MEASURED["total_tokens"], fixed("day"), start=START),
    }
    for name, series in metrics.SERIES.items():
        asked[f"{name}"] = of(metrics.over_time, series, fixed("day", -345), start=START, end=END)
    for unit in ("hour", "month", "year", "week"):
        asked[f"latency by {unit}"] = of(metrics.quantiles, "r.latency_ms", fixed(unit, 765), start=START)
    return asked


def _groups() -> dict[str, Question]:
    asked = {
        f"groups by {by}": groups(by)
        for by in ("model", "user", "status", "error", grouped.NAMES, None, "property.Env", f"property.{LATE}")
    }
    for sort in ("value", "errors", "cost", "latency", "last_at"):
        asked[f"groups sorted by {sort}"] = groups("model", sort=sort, descending=False, offset=1)
    asked["groups by time of nothing"] = in_time("week", "Asia/Kolkata", project=9)
    asked["groups containing"] = groups("property.Customer", contains="Ö", sort="cost", quantiles=())
    asked["groups by names containing"] = groups(grouped.NAMES, contains="L")
    for name, zone in ZONES.items():
        asked[f"groups by day in {name}, where calls are"] = in_time("day", name)
        asked[f"groups by hour in {name}"] = groups(Buckets("hour", zone, START, END), sort="value", limit=500)
    return asked


def _sessions_and_users() -> dict[str, Question]:
    asked: dict[str, Question] = {
        "users": of(users.totals, None),
        "these users": of(users.totals, ["user-1", "Ünï code", "nobody"]),
        "number of users": of(users.count),
        "whether there are users": at(users.any_at_all, 2),
        "calls of a session": at(session_calls.session_calls, 1, "session-3", ["request-5", "request-9"], 50),
        "their scores": at(session_calls.session_call_scores, 1, "session-3", ["request-5", "request-9"]),
        "sessions with requests": at(sessions.with_requests, 1, ["session-1", "session-99"]),
        "sessions": of_sessions(sessions.sessions, 20, 2),
        "sessions, searched": of_sessions(sessions.sessions, 20, 0, search="Ä", name_contains="SEARCH"),
        "sessions of one name": of_sessions(sessions.count, named="Checkout"),
        "number of sessions": of_sessions(sessions.count),
        "names of sessions": of_sessions(sessions.names),
        "distribution of users": distributed(
            lambda each: users.amounts(selection(each)), users.AMOUNTS, both_ends=False
        ),
        "distribution of sessions": distributed(
            lambda each: sessions.amounts(SessionSelection(selection(each))), sessions.AMOUNTS, both_ends=True
        ),
        "distribution of nothing": distributed(
            lambda each: users.amounts(selection(each, prop("Never", "x"))), users.AMOUNTS, both_ends=True
        ),
    }
    for metric in ("user_id", "active_for", "first_active", "average_tokens_per_request", "cost"):
        asked[f"users by {metric}"] = lambda engine, metric=metric: engine.read(  # type: ignore[misc]
            lambda snapshot: users.metrics(snapshot, selection(engine), metric, 6, 1, descending=True)
        )
    return asked


def _properties_and_samples() -> dict[str, Question]:
    known = [f"request-{each}" for each in range(9_000)]  # more than one parameter takes
    asked: dict[str, Question] = {
        "names of properties": at(properties.names, 1),
        "all names of properties": _names_by_key,
        "sample": of(sampling.sampled_items, "queue-1", "random", 0.5, 40),
        "sample by time": of(sampling.sampled_items, "queue-2", "newest", 0.2, 1_000),
        "items that join": of(sampling.joining_items, "queue-1", "random", 0.5, 40, known[::2]),
    }
    for name in ("Env", LATE, ODD_NAMES[0], "Never"):
        asked[f"values of {name}"] = of_property(properties.values, name, "o", of_project=True)
        asked[f"highest costs by {name}"] = of_property(properties.top, name, "cost")
        asked[f"highest counts by {name}"] = of_property(properties.top, name, "count")
        asked[f"{name} over time"] = of_property(properties.over_time, name, fixed("day"))
    return asked


def _lists() -> dict[str, Question]:
    asked: dict[str, Question] = {f"count of {name}": counted(tree) for name, tree in FILTERS.items()}
    for name in ("not_env", "score_number", "either", "session_name"):
        asked[f"filter {name}"] = filtered(FILTERS[name])
    for flag in (True, False):
        asked[f"scored and cached: {flag}"] = counted(FILTERS["env"], is_scored=flag, is_cached=not flag)
    for name, sort in SORTS.items():
        tree = FILTERS["not_env"] if name in ("start", "late property") else "all"
        asked[f"page by {name}"] = partial(paged, tree=tree, sort=sort)
    return asked | {"those among many": _among, "events that match": _matched}


QUESTIONS = {
    "lists": _lists(),
    "amounts": _numbers() | _groups(),
    "sessions, users and properties": _sessions_and_users() | _properties_and_samples(),
}
