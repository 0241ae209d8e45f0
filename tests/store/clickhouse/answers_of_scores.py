"""Questions about scores: by groups, over time, compared, explained, agreed upon."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from store.analytics.agreement.measuring import AgreementQuery, measure
from store.analytics.changes.finding import find_changes
from store.analytics.changes.question import ChangeQuestion
from store.analytics.comparisons.differences import ScoreComparison
from store.analytics.comparisons.pairs import PairQuery, pairs
from store.analytics.experiments.judging import Arm, ExperimentQuery, Guardrail, ScoreGoal, judge
from store.analytics.explain.explain import ChangeToExplain, explain
from store.analytics.fairness.fairness import FairnessQuery, compare_fairly
from store.analytics.fairness.mix import Mix
from store.analytics.fairness.periods import restricted_to_overlap
from store.analytics.fairness.scored import scored_groups
from store.analytics.judging import LabelSource, corrected_answers
from store.analytics.measures import MEASURES
from store.analytics.planning.judged import judged_requests, request_ids
from store.analytics.planning.seen import PlanQuery, seen_score
from store.analytics.replays import orders_disagree, preferences, run_calls, scored_pairs
from store.analytics.scores import evals, names
from store.analytics.scores.answers import ScoreQuery
from store.analytics.scores.labelled import labelled_names
from store.analytics.scores.names import Passing
from store.analytics.scores.queries import answer
from store.evaluation.replays import RUN_PROPERTY
from store.models import ScoreDefinition
from store.sql import Sql
from tests.store.clickhouse.answers import END, MIDDLE, ZONES, Question, at, keys_of, of, selection
from tests.store.clickhouse.answers_filters import FILTERS, prop, score
from tests.store.clickhouse.answers_record import LATE, ODD_NAMES, RUN, START

NAMES = ("accuracy", "quality", "tone", "is_safe", "mixed", "sampled", "solved", "gone", "never")
WITHIN = LabelSource()
NOW = datetime(2026, 4, 20)
RATED = ("accuracy", "quality", "tone")


def scores(
    *keys: str, only: tuple[str, ...] = RATED, tree: Any = "all", unit: str = "request", **changes: Any
) -> Question:
    selected: dict[str, Any] = {"unit": unit}
    selected |= {name: changes.pop(name) for name in ("start", "end", "as_of") if name in changes}

    async def ask(engine: Any) -> Any:
        query = ScoreQuery(only, selection(engine, tree, **selected), keys, **changes)
        return await engine.read(lambda snapshot: answer(snapshot, query, keys_of(engine)))

    return ask


def corrected(*keys: str, unit: str = "request", source: LabelSource = WITHIN, **changes: Any) -> Question:
    async def ask(engine: Any) -> Any:
        query = ScoreQuery(("quality", "is_safe"), selection(engine, "all", unit=unit), keys, **changes)

        def work(snapshot: Any) -> Any:
            answers = answer(snapshot, query, keys_of(engine))
            return corrected_answers(snapshot, query, keys_of(engine), answers, source)

        return await engine.read(work)

    return ask


def _corrected() -> dict[str, Question]:
    earlier = LabelSource("is_safe", has_own_time=True, end=MIDDLE)
    return {
        "corrected by model": corrected("model", limit=2, cluster="session"),
        "corrected by week": corrected("property.Customer", bucket="week", zone=UTC, source=earlier),
        "corrected, of sessions": corrected(unit="session"),
        "corrected difference": compared(("quality", "is_safe"), EARLIER, PROD, labels=WITHIN, cluster="session"),
        "corrected difference, by earlier labels": compared(("is_safe",), PROD, DEV, labels=earlier),
    }


def _by_groups() -> dict[str, Question]:
    asked: dict[str, Question] = {
        "overall": scores(only=NAMES, bins=10, quantiles=(0.1, 0.5), metrics=("cost", "latency", "tokens"), total=True),
        "in time": scores("user", start=START + timedelta(days=3), end=MIDDLE, bins=4, limit=3, quantiles=(0.25,)),
        "own edges": scores("model", only=("sampled", "quality"), edges=(0.0, 1.0, 2.5, 50.0)),
        "not weighted": scores("model", only=("sampled",), weighted=False),
        "weighted": scores("model", only=("sampled",), limit=2, bins=3),
        "as of": scores("model", only=("accuracy", "tone"), as_of=datetime(2200, 1, 1)),
        "as of a time before": scores("model", only=("accuracy",), as_of=datetime(2000, 1, 1)),
        "as of a time between": at_a_time_between(lambda each: scores("model", only=("accuracy", "tone"), as_of=each)),
        "filtered as of a time between": at_a_time_between(
            lambda each: scores("user", only=("accuracy",), tree=FILTERS["score_number"], as_of=each)
        ),
        "passing": scores("model", passing={"accuracy": Passing(50.0, False), "quality": Passing(2.0, True)}),
        "two keys": scores("property.Env", f"property.{LATE}", limit=5, metrics=("cost",), bins=3),
        "minutes": scores("model", bucket="minute", zone=UTC, only=("accuracy",), limit=2),
        "by time and property": scores("property.Customer", bucket="week", zone=UTC, only=("quality", "tone"), limit=2),
    }
    for key in ("status", "rater", "evaluator_version", "property.Ticket", "property.Never"):
        asked[f"by {key}"] = scores(key, limit=4, bins=3, quantiles=(0.5,))
    for name in ODD_NAMES[::3]:
        asked[f"by property {name}"] = scores(f"property.{name}", limit=4, only=("accuracy",))
    for cluster in ("session", f"property.{LATE}"):
        asked[f"clustered by {cluster}"] = scores("model", cluster=cluster, limit=3)
    for unit, (name, zone) in zip(("hour", "day", "month", "year"), ZONES.items(), strict=True):
        asked[f"by {unit} in {name}"] = scores(bucket=unit, zone=zone, only=("accuracy", "tone"))
    for name in ("env", "session_cost"):
        asked[f"of sessions, {name}"] = scores(tree=FILTERS[name], unit="session", bins=3, only=("quality", "tone"))
    for key in (f"property.{LATE}", "rater"):
        asked[f"of sessions by {key}"] = scores(key, unit="session", metrics=("cost",), only=("quality", "tone"))
    asked["of sessions by day"] = scores(unit="session", bucket="day", zone=ZONES["Asia/Kolkata"], cluster="user")
    return asked


def at_a_time_between(question: Callable[[datetime], Question]) -> Question:
    """Of a time when some scores had been replaced, and others had not."""
    replaced = Sql("SELECT superseded_at FROM score WHERE superseded_at IS NOT NULL ORDER BY 1, id LIMIT 1 OFFSET 20")

    async def ask(engine: Any) -> Any:
        ((moment,),) = await engine.read(lambda snapshot: snapshot.rows(replaced))
        return await question(moment)(engine)

    return ask


PROD: tuple[Any, Any] = (prop("Env"), {})
DEV: tuple[Any, Any] = (prop("Env", "dev"), {})
EARLIER: tuple[Any, Any] = ("all", {"end": MIDDLE})
LATER: tuple[Any, Any] = ("all", {"start": MIDDLE})


def compared(
    only: tuple[str, ...],
    first: Any,
    second: Any,
    unit: str = "request",
    within_overlap: bool = False,
    split: tuple[float, float] | None = None,
    fairness: bool = False,
    project: int = 1,
    **changes: Any,
) -> Question:
    async def ask(engine: Any) -> Any:
        sides = [selection(engine, tree, project, unit=unit, **time) for tree, time in (first, second)]
        comparison = ScoreComparison(only, sides[0], sides[1], **changes)
        query = FairnessQuery(("property.Env",), changes.get("cluster"), split, within_overlap, fairness)
        return await engine.read(lambda snapshot: compare_fairly(snapshot, comparison, query, keys_of(engine, project)))

    return ask


def judged(**changes: Any) -> Question:
    """An experiment with three arms, one of them empty."""
    goals = tuple(ScoreGoal(name, label, "higher", 0.5) for name, label in (("quality", None), ("tone", "warm")))

    async def ask(engine: Any) -> Any:
        arms = [
            Arm(name, selection(engine, prop("Env", name), start=START, end=END, **changes), 1.0, ("property.Env",))
            for name in ("prod", "dev", "nowhere")
        ]
        query = ExperimentQuery(arms[0], tuple(arms[1:]), goals, (Guardrail("cost_usd", 0.1),), "session", 500.0)
        found = await engine.read(lambda snapshot: judge(snapshot, query, keys_of(engine)))
        # The mix is compared in the other project: of more than 16 properties, DuckDB tests those that came first.
        fairness = [replace(arm.fairness, mix=Mix([], [])) for arm in found.arms]
        verdicts = [(arm.scores, arm.guardrails, arm.assigned, arm.state) for arm in found.arms]
        return (
            verdicts,
            fairness,
            found.exposures,
            sorted((name, *sorted(types)) for name, types in found.types.items()),
        )

    return ask


def _comparisons() -> dict[str, Question]:
    return {
        "filters": compared(NAMES, PROD, DEV, metrics=tuple(MEASURES)),
        "clusters": compared(RATED, PROD, DEV, cluster="session", metrics=("cost_usd", "error_rate")),
        "clusters by a late property": compared(("accuracy",), PROD, DEV, cluster=f"property.{LATE}"),
        "times": compared(("accuracy",), EARLIER, LATER, split=(0.5, 0.5)),
        "times with clusters": compared(("accuracy", "is_safe"), EARLIER, LATER, cluster="user", split=(0.4, 0.6)),
        "fairness": compared(("accuracy",), EARLIER, LATER, fairness=True, split=(0.5, 0.5), project=2),
        "fairness of sessions": compared(("accuracy",), EARLIER, LATER, "session", fairness=True, project=2),
        "times of labels": compared(("intent",), EARLIER, LATER),
        "times of labels with clusters": compared(("intent",), EARLIER, LATER, cluster="session"),
        "times and filters with clusters": compared(
            ("accuracy", "intent"),
            (prop("Env"), {"end": MIDDLE}),
            (score("accuracy", "gt", 20), {"start": MIDDLE}),
            cluster="session",
        ),
        "sessions": compared(("quality", "solved", "tone"), EARLIER, LATER, "session", cluster="user"),
        "as of a time between": at_a_time_between(
            lambda each: compared(("accuracy",), (PROD[0], {"as_of": each}), (DEV[0], {"as_of": each}))
        ),
        "experiment": judged(),
        "experiment on sessions": judged(unit="session"),
        "one score": compared(("sampled",), PROD, DEV, within_overlap=True),
        "pairs by input": compared(RATED, PROD, DEV, pair_by="input_hash"),
        "pairs by item": compared(("quality",), PROD, DEV, pair_by="item"),
        "pairs by a late property": compared(("quality", "tone"), PROD, DEV, pair_by=f"property.{LATE}"),
        "pairs of sessions": compared(("quality",), PROD, DEV, "session", pair_by="item"),
        "no pairs": compared(RATED, PROD, DEV, pair_by="property.Never"),
        "no pairs of sessions": compared(("quality",), PROD, DEV, "session", pair_by="property.Never"),
    }


def paired(first: Any, second: Any, key: str, order: Any, unit: str = "request") -> Question:
    async def ask(engine: Any) -> Any:
        sides = [selection(engine, tree, unit=unit, **time) for tree, time in (first, second)]
        queries = [PairQuery(name, sides[0], sides[1], key, 12, order) for name in ("accuracy", "quality")]
        return [await engine.read(partial(pairs, query=query, properties=keys_of(engine))) for query in queries]

    return ask


def paired_in_the_time_of_both(score: str) -> Question:
    async def ask(engine: Any) -> Any:
        sides = [selection(engine, tree, **time) for tree, time in (PROD, LATER)]

        def work(snapshot: Any) -> Any:
            groups, periods = restricted_to_overlap(snapshot, scored_groups(snapshot, [score], *sides))
            query = PairQuery(score, *groups.selections, "property.Tier", 12)
            return periods, pairs(snapshot, query, keys_of(engine))

        return await engine.read(work)

    return ask


def explained(unit: str = "request", **changes: Any) -> Question:
    async def ask(engine: Any) -> Any:
        sides = [selection(engine, tree, unit=unit, **time) for tree, time in (EARLIER, LATER)]
        fields: dict[str, Any] = {"score": None, "metric": None, "label": None} | changes
        query = ChangeToExplain(first=sides[0], second=sides[1], **fields)
        return await engine.read(lambda snapshot: explain(snapshot, query, keys_of(engine)))

    return ask


def changed(**what: Any) -> Question:
    """With so many false alarms allowed that something is found."""

    async def ask(engine: Any) -> Any:
        chosen = selection(engine, "all", start=START, end=END)
        fields: dict[str, Any] = {"false_alarms_per_quarter": 1000.0, "explained": 0} | what
        question = ChangeQuestion(chosen, END + timedelta(days=1), **fields)
        return await engine.read(lambda snapshot: find_changes(snapshot, question, keys_of(engine)))

    return ask


def _changes() -> dict[str, Question]:
    return {
        "a score": changed(score="accuracy", explained=1),
        "several ratings by a key": changed(score="quality", group_by="upstream"),
        "sampled": changed(score="sampled", group_by=f"property.{LATE}"),
        "a share": changed(score="is_safe", group_by="evaluator"),
        "a label": changed(score="tone", label="warm", group_by="user"),
        "latency": changed(metric="latency_ms", group_by="model"),
        "errors": changed(metric="error_rate", group_by="property.Env"),
        "volume": changed(metric="volume", explained=1),
    }


def _agreement(name: str, unit: str = "request", raters: Any = None, versions_of: str | None = None) -> Question:
    async def ask(engine: Any) -> Any:
        definition = ScoreDefinition(name, "float", pass_threshold=2.0) if name == "quality" else None
        query = AgreementQuery(name, selection(engine, unit=unit), raters, None, definition, 9, versions_of)
        return await engine.read(lambda snapshot: measure(snapshot, query))

    return ask


def _plan(name: str, unit: str = "request", cluster_by: str | None = None, pair_by: str | None = None) -> Question:
    async def ask(engine: Any) -> Any:
        query = PlanQuery(name, selection(engine, unit=unit), cluster_by, pair_by)
        return await engine.read(lambda snapshot: seen_score(snapshot, query, keys_of(engine), NOW))

    return ask


def _judged(name: str, label_name: str) -> Question:
    """The requests that a label plan chooses among, with what is known of each."""

    async def ask(engine: Any) -> Any:
        def work(snapshot: Any) -> Any:
            found = judged_requests(snapshot, selection(engine), name, label_name)
            if found is None:
                return None
            units = found.units
            known = zip(
                units.judge.tolist(), map(str, units.people.tolist()), units.label_weights.tolist(), strict=True
            )
            return sorted(zip(request_ids(snapshot, found.rows), known, strict=True)), found.matching

        return await engine.read(work)

    return ask


def _evals(zone: Any) -> Question:
    async def ask(engine: Any) -> Any:
        def work(snapshot: Any) -> Any:
            chosen, found = selection(engine, start=START, end=END), evals.score_names(snapshot, 1)
            by_day, by_hour = (evals.over_time(snapshot, chosen, found, unit, zone) for unit in ("day", "hour"))
            return evals.evals(snapshot, chosen, found, "day", zone), by_day, by_hour

        return await engine.read(work)

    return ask


async def _eval_distributions(engine: Any) -> Any:
    return await engine.read(
        lambda snapshot: evals.distributions(snapshot, selection(engine), evals.score_names(snapshot, 1))
    )


def _pairs_and_changes() -> dict[str, Question]:
    asked = {f"pairs, {order}": paired(PROD, DEV, "input_hash", order) for order in ("largest", "falls")}
    asked["pairs by a late property"] = paired(PROD, DEV, f"property.{LATE}", "rises")
    asked["pairs in the time of both"] = paired_in_the_time_of_both("accuracy")
    asked["pairs of sessions"] = paired(PROD, DEV, "item", "largest", "session")
    asked["a score"] = explained(score="accuracy", cluster="session")
    asked["several ratings"] = explained(score="quality")
    asked["a label"] = explained(score="tone", label="warm")
    asked["scores of sessions"] = explained("session", score="quality")
    asked["costs"] = explained(metric="cost_usd", cluster="user")
    return asked


def _names_and_agreement() -> dict[str, Question]:
    asked = {f"agreement on {name}": _agreement(name) for name in ("quality", "tone", "mixed", "never")}
    asked["agreement of two"] = _agreement("is_safe", raters=["ann", "bob"])
    asked["agreement on sessions"] = _agreement("quality", "session")
    asked["judged requests"] = _judged("accuracy", "quality")
    asked["judged and labelled requests"] = _judged("quality", "quality")
    asked["requests that no judge scored"] = _judged("never", "quality")
    asked["plan of a score"] = _plan("accuracy", cluster_by="session", pair_by="last_user_message")
    asked["plan of booleans"] = _plan("is_safe", cluster_by=f"property.{LATE}", pair_by="item")
    asked["plan of sessions"] = _plan("quality", "session", "user")
    asked["agreement of versions"] = _agreement("quality", versions_of="judge")
    asked["agreement of versions on sessions"] = _agreement("quality", "session", versions_of="judge")
    asked["names"] = at(names.series_of_names, 1, NAMES)
    asked["names of requests"] = at(names.series_of_requests, 1)
    asked["names, listed"] = at(names.listed, 1)
    asked["names with labels"] = at(labelled_names, 1)
    asked["names of another project"] = at(names.listed, 2)
    asked["evals"] = _evals(ZONES["Pacific/Chatham"])
    asked["distributions of evals"] = _eval_distributions
    return asked


def _replays() -> dict[str, Question]:
    of_run = {"properties": {RUN_PROPERTY: {"equals": RUN}}}
    sides = {
        side: {
            "left": of_run,
            "operator": "and",
            "right": {"request_response_rmt": {"property_key": {way: "evaluator"}}},
        }
        for side, way in (("candidate", "not-equals"), ("judge", "equals"))
    }
    asked: dict[str, Question] = {f"calls of the {side}": of(run_calls, tree=tree) for side, tree in sides.items()}

    async def preferred(engine: Any) -> Any:
        candidates = selection(engine, sides["candidate"])
        return await engine.read(lambda snapshot: preferences(snapshot, candidates, keys_of(engine)))

    async def disagreed(engine: Any) -> Any:
        candidates = selection(engine, sides["candidate"])
        return await engine.read(lambda snapshot: orders_disagree(snapshot, candidates, keys_of(engine)))

    async def scored(name: str, engine: Any) -> Any:
        candidates, originals = selection(engine, sides["candidate"]), selection(engine, "all", start=START, end=END)
        return await engine.read(lambda snapshot: scored_pairs(snapshot, candidates, originals, name, keys_of(engine)))

    return asked | {
        "preferences": preferred,
        "orders that disagree": disagreed,
        "scored pairs": partial(scored, "accuracy"),
        "pairs without scores": partial(scored, "never"),
    }


QUESTIONS = {
    "replays": _replays(),
    "scores": _by_groups(),
    "corrected": _corrected(),
    "found changes": _changes(),
    "comparisons": _comparisons(),
    "pairs and changes": _pairs_and_changes(),
    "names and agreement": _names_and_agreement(),
}
