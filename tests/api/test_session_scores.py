"""Scores of sessions, grouped and compared: every number against plain Python over the same sessions."""

from __future__ import annotations

import statistics
from collections.abc import AsyncIterator, Callable, Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import chain
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from scipy import stats

from api.settings import ApiConfig
from store.settings import KeySettings
from tests.api.conftest import OWN, SHARED, Api, MakeConfig, running, shared
from tests.api.scored import START
from tests.api.scored_sessions import LATE, Call, Rating, ScoredSessions, Session
from tests.support.intervals import weighted_mean

pytestmark = SHARED

BERLIN = ZoneInfo("Europe/Berlin")
PROPERTIES = ["property.Plan", "property.Env", f"property.{LATE}", "property.Never"]
KEYS = ["model", "provider", "user", "session", "prompt", "path", "status", *PROPERTIES]


class Asked(NamedTuple):
    api: Api
    sent: ScoredSessions

    async def groups(self, name: str, **body: Any) -> list[Any]:
        sent = {"scores": [name], "unit": "session", **body}
        answer = await self.api.call("POST", "/v1/scores/query", json=sent)
        assert (answer.status, answer.body.get("error"), answer.body.get("unit")) == (200, None, "session"), answer
        return list(answer.body["data"][0]["groups"])

    async def compared(self, name: str, **body: Any) -> Any:
        sent = {"scores": [name], "unit": "session", **SIDES, **body}
        answer = await self.api.call("POST", "/v1/scores/compare", json=sent)
        assert (answer.status, answer.body.get("unit")) == (200, "session"), answer
        return answer.body["data"]

    def rated(self, name: str, as_of: datetime | None = None) -> list[Rated]:
        found = [
            Rated(session, [each for each in session.ratings if each.name == name and each.counts(as_of)])
            for session in self.sent.sessions
        ]
        return [each for each in found if each.ratings]


class Rated(NamedTuple):
    """A session with the ratings that count."""

    session: Session
    ratings: list[Rating]

    @property
    def value(self) -> float:
        return statistics.fmean(float(rating.value) for rating in self.ratings)


MODELS = ("gpt-4o", "gpt-4o-mini")
SIDES = {
    side: {"name": model, "filter": {"request_response_rmt": {"model": {"equals": model}}}}
    for side, model in zip(("first", "second"), MODELS, strict=True)
}


@shared
async def asked(shared_config: ApiConfig) -> AsyncIterator[Asked]:
    """The API with all sessions logged and scored."""
    async with running(shared_config) as api:
        sent = ScoredSessions()
        await sent.send(api)
        yield Asked(api, sent)


def grouped(key: Callable[[Session], Any], rated: Iterable[Rated]) -> dict[Any, list[Rated]]:
    found: dict[Any, list[Rated]] = {}
    for each in rated:
        found.setdefault(key(each.session), []).append(each)
    return found


def check(group: Any, expected: list[Rated]) -> None:
    values = [each.value for each in expected]
    assert (group["n_units"], group["n_requests"]) == (len(values), None)
    assert group["n_ratings"] == sum(len(each.ratings) for each in expected)
    assert group["mean"] == pytest.approx(statistics.fmean(values), rel=1e-9)
    assert (group["min"], group["max"]) == pytest.approx((min(values), max(values)))
    if len(values) > 1:
        assert group["sd"] == pytest.approx(statistics.stdev(values), rel=1e-9, abs=1e-12)


def check_all(groups: list[Any], expected: dict[Any, list[Rated]]) -> None:
    found = {tuple(group["group"].values()): group for group in groups}
    assert found.keys() == expected.keys()
    for key, of in expected.items():
        check(found[key], of)


@pytest.mark.timeout(240)
async def test_groups_by_what_the_requests_of_a_session_share(asked: Asked) -> None:
    """A key is the value that all requests with one share, (mixed) if they differ, null if none has one."""
    for name in ("csat", "steps"):
        for key in KEYS:
            expected = grouped(lambda session, key=key: (session.key(key),), asked.rated(name))  # type: ignore[misc]
            check_all(await asked.groups(name, group_by=[key]), expected)
    both = await asked.groups("csat", group_by=["property.Env", "model", f"property.{LATE}"])
    keys = [f"property.{LATE}", "property.Env", "model"]
    assert {None, "(mixed)", "prod", "dev"} <= {group["group"]["property.Env"] for group in both}
    check_all(
        await asked.groups("csat", group_by=keys),
        grouped(lambda session: tuple(session.key(key) for key in keys), asked.rated("csat")),
    )


@pytest.mark.timeout(240)
async def test_as_of_an_earlier_time(asked: Asked) -> None:
    """Ratings that were replaced since count, those that came later do not, deleted ones never."""
    for name in ("csat", "resolved"):
        assert asked.rated(name, asked.sent.before) != asked.rated(name)
        (group,) = await asked.groups(name, as_of=asked.sent.before.isoformat())
        check(group, asked.rated(name, asked.sent.before))
        (now,) = await asked.groups(name)
        check(now, asked.rated(name))


@pytest.mark.timeout(240)
async def test_raters_and_evaluators_apart(asked: Asked) -> None:
    """Grouped by rater every rating counts in its own group; the groups beyond the limit count each session once."""
    by_rater = {
        (rater,): [
            Rated(session, own)
            for session, ratings in asked.rated("csat")
            if (own := [rating for rating in ratings if rating.author == rater])
        ]
        for rater in ("ann", "bob", "cleo")
    }
    check_all(await asked.groups("csat", group_by=["rater"]), by_rater)
    largest, others = await asked.groups("csat", group_by=["rater"], limit=1)
    (first,) = largest["group"].values()
    check(
        others,
        [
            Rated(session, own)
            for session, ratings in asked.rated("csat")
            if (own := [rating for rating in ratings if rating.author != first])
        ],
    )
    assert others["other"]
    check_all(
        await asked.groups("quality", group_by=["evaluator"]), grouped(lambda _: ("judge",), asked.rated("quality"))
    )


@pytest.mark.timeout(240)
async def test_time_is_the_start_of_the_session(asked: Asked) -> None:
    """That of its first request; as long as none is known, the time at which its first score was recorded."""

    def day(session: Session) -> tuple[str]:
        return (session.start.astimezone(BERLIN).replace(hour=0, minute=0, second=0, microsecond=0).isoformat(),)

    by_day = await asked.groups("csat", group_by=["day"], time_zone="Europe/Berlin")
    check_all(by_day, grouped(day, asked.rated("csat")))
    start, end = START + timedelta(days=2), START + timedelta(days=5, hours=3)
    (group,) = await asked.groups("csat", time_range={"start": start.isoformat(), "end": end.isoformat()})
    within = [each for each in asked.rated("csat") if start <= each.session.start < end]
    assert 3 < len(within) < len(asked.rated("csat"))
    check(group, within)


@pytest.mark.timeout(240)
async def test_a_filter_needs_one_request_that_matches_it_all(asked: Asked) -> None:
    def of(**columns: Any) -> Any:
        return {"request_response_rmt": columns}

    mini = of(model={"equals": "gpt-4o-mini"})
    late = of(properties={LATE: {"equals": "y"}})
    scored = of(scores={"quality": {"gt": 0.5}})
    both = {"left": mini, "operator": "and", "right": late}
    cases: list[tuple[Any, Callable[[Call], bool]]] = [
        (mini, lambda call: call.model == "gpt-4o-mini"),
        (of(model={"not-equals": "gpt-4o-mini"}), lambda call: call.model != "gpt-4o-mini"),
        (late, lambda call: call.properties.get(LATE) == "y"),
        (both, lambda call: call.model == "gpt-4o-mini" and call.properties.get(LATE) == "y"),
        (scored, lambda call: (call.quality or 0) > 0.5),
    ]
    for sent, matches in cases:
        expected = [each for each in asked.rated("csat") if each.session.has(matches)]
        assert 0 < len(expected) < len(asked.rated("csat"))
        (group,) = await asked.groups("csat", filter=sent)
        check(group, expected)
    sizes = {each.session.session_id: len(each.session.calls) for each in asked.rated("csat")}
    (group,) = await asked.groups(
        "csat", filter={"sessions_request_response_rmt": {"session_total_requests": {"gt": 2}}}
    )
    assert group["n_units"] == sum(size > 2 for size in sizes.values())


@pytest.mark.timeout(240)
async def test_amounts_are_those_of_the_whole_session(asked: Asked) -> None:
    """Sums over the sessions' requests, means per session; unknown where no request is."""
    (group,) = await asked.groups("steps", include=["cost", "latency", "tokens"])
    known = [each.session for each in asked.rated("steps") if each.session.calls]
    tokens = sum(12 * call.attempts for session in known for call in session.calls)
    latency_ms = sum(call.latency_us for session in known for call in session.calls) / 1000
    assert len(known) < group["n_units"]
    assert group["requests"]["prompt_tokens_sum"] == tokens
    assert group["requests"]["prompt_tokens_mean"] == pytest.approx(tokens / len(known))
    assert group["requests"]["latency_ms_mean"] == pytest.approx(latency_ms / len(known))
    costs = [(await asked.api.request(call.request_id))["cost"] for session in known for call in session.calls]
    assert group["requests"]["cost_usd_sum"] == pytest.approx(sum(costs))


@pytest.mark.timeout(240)
async def test_clusters_probabilities_and_shares(asked: Asked) -> None:
    """A session whose requests have several users, or none, is a cluster of its own."""
    rated = asked.rated("steps")
    values = np.array([each.value for each in rated])
    clusters = np.array([each.session.key("user", None) or each.session.session_id for each in rated])
    (group,) = await asked.groups("steps", cluster_by="user")
    mean, error, freedom = weighted_mean(values, np.ones(len(values)), clusters)
    quantile = stats.t.ppf(0.975, freedom)
    assert (group["clusters"], group["interval"]["method"]) == (len(set(clusters)), "cluster_robust")
    assert (group["interval"]["low"], group["interval"]["high"]) == pytest.approx(
        (mean - quantile * error, mean + quantile * error), rel=1e-6
    )
    sampled = asked.rated("sampled")
    weights = [1 / (each.ratings[0].probability or 1) for each in sampled]
    (group,) = await asked.groups("sampled")
    assert group["mean"] == pytest.approx(np.average([each.value for each in sampled], weights=weights))
    assert group["effective_n"] == pytest.approx(sum(weights) ** 2 / sum(weight**2 for weight in weights))
    labels = asked.rated("tone")
    shares = [statistics.fmean(rating.value == "warm" for rating in each.ratings) for each in labels]
    (group,) = await asked.groups("tone")
    found = {label["label"]: label for label in group["labels"]}
    assert (group["n_units"], found["warm"]["share"]) == (len(labels), pytest.approx(statistics.fmean(shares)))
    assert found["warm"]["n_ratings"] == sum(rating.value == "warm" for each in labels for rating in each.ratings)


@pytest.mark.timeout(240)
async def test_limits_totals_quantiles_and_histograms(asked: Asked) -> None:
    expected = grouped(lambda session: session.key("property.Topic"), asked.rated("steps"))
    body = {"group_by": ["property.Topic"], "limit": 2, "quantiles": [0.5], "histogram": {"edges": [1, 5, 9]}}
    answer = await asked.api.call(
        "POST", "/v1/scores/query", json={"scores": ["steps"], "unit": "session", "total": True, **body}
    )
    (score,) = answer.body["data"]
    *largest, others = score["groups"]
    left = [each for key, of in expected.items() if key not in [_key(group) for group in largest] for each in of]
    check(others, left)
    check(score["total"], asked.rated("steps"))
    for group, of in [*((group, expected[_key(group)]) for group in largest), (others, left)]:
        check(group, of)
        values = [each.value for each in of]
        assert group["quantiles"] == {"0.5": pytest.approx(np.median(values))}
        assert group["histogram"]["counts"] == [sum(value < 5 for value in values), sum(value >= 5 for value in values)]


def _key(group: Any) -> Any:
    return group["group"]["property.Topic"]


@pytest.mark.timeout(240)
async def test_two_groups_compared(asked: Asked) -> None:
    """Welch's interval over sessions; pairs by what the requests of a session share, or by the item of the score."""
    sides = [
        [each for each in asked.rated("csat") if each.session.has(lambda call, model=model: call.model == model)]  # type: ignore[misc]
        for model in MODELS
    ]
    (found,) = await asked.compared("csat", pair_by="property.Topic")
    first, second = ([each.value for each in side] for side in sides)
    welch = stats.ttest_ind(second, first, equal_var=False)
    assert (found["first"]["n_units"], found["first"]["n_requests"]) == (len(first), None)
    assert found["difference"] == pytest.approx(statistics.fmean(second) - statistics.fmean(first))
    assert (found["interval"]["low"], found["interval"]["high"]) == pytest.approx(tuple(welch.confidence_interval()))
    assert found["p_value"] == pytest.approx(welch.pvalue)
    for pair_by, key in (
        ("property.Topic", lambda each: each.session.key("property.Topic", None)),
        (f"property.{LATE}", lambda each: each.session.key(f"property.{LATE}", None)),
        ("item", lambda each: each.ratings[0].item),
    ):
        name = "steps" if pair_by == "item" else "csat"
        means = [_means(key, name, asked, model) for model in MODELS]
        common = means[0].keys() & means[1].keys()
        (found,) = await asked.compared(name, pair_by=pair_by)
        assert found["paired"]["pairs"] == len(common) > 0
        differences = [means[1][each] - means[0][each] for each in common]
        assert found["paired"]["difference"] == pytest.approx(statistics.fmean(differences))
        await _check_pairs(asked, name, pair_by, means)


def _means(key: Callable[[Rated], Any], name: str, asked: Asked, model: str) -> dict[str, float]:
    found: dict[str, list[float]] = {}
    for each in asked.rated(name):
        if each.session.has(lambda call: call.model == model) and key(each) is not None:
            found.setdefault(key(each), []).append(each.value)
    return {each: statistics.fmean(values) for each, values in found.items()}


async def _check_pairs(asked: Asked, name: str, pair_by: str, means: list[dict[str, float]]) -> None:
    sent = {"score": name, "unit": "session", "pair_by": pair_by, "limit": 1000, **SIDES}
    answer = await asked.api.call("POST", "/v1/scores/compare/pairs", json=sent)
    assert (answer.status, answer.body["unit"]) == (200, "session"), answer
    ((listed),) = answer.body["data"]
    found = {pair["key"]: (pair["first"]["mean"], pair["second"]["mean"]) for pair in listed["pairs"]}
    assert found == {key: pytest.approx((means[0][key], means[1][key])) for key in means[0].keys() & means[1].keys()}
    starts = {session.session_id: session.start for session in asked.sent.sessions}
    for side in chain.from_iterable((pair["first"], pair["second"]) for pair in listed["pairs"]):
        assert (side["n_requests"], side["request_id"]) == (None, None)
        assert side["session_id"] in starts


@pytest.mark.timeout(240)
async def test_where_nothing_pairs(asked: Asked) -> None:
    """The other choices are those that sessions have; what only requests have is refused with what is right."""
    (found,) = await asked.compared("steps", pair_by="property.Never")
    choices = {choice["pair_by"]: choice["pairs"] for choice in found["paired"]["unpaired"]["other_choices"]}
    for choice, pairs in choices.items():
        (by_choice,) = await asked.compared("steps", pair_by=choice)
        assert by_choice["paired"]["pairs"] == pairs > 0
    assert {"item", "property.Topic", "property.Plan", f"property.{LATE}"} <= choices.keys()
    for path in ("/v1/scores/compare", "/v1/scores/compare/pairs"):
        what = {"score": "steps"} if path.endswith("pairs") else {"scores": ["steps"]}
        answer = await asked.api.call("POST", path, json={**what, "unit": "session", "pair_by": "input_hash", **SIDES})
        assert answer.status == 422
        message = "cannot be used as pair_by of sessions; use property.<Name> or one of item"
        assert message in str(answer.body), answer


@pytest.mark.timeout(240)
async def test_requests_and_sessions_of_one_name(asked: Asked) -> None:
    """Each unit has its own scores, and the list of names says how many there are of either."""
    values = [call.quality for session in asked.sent.sessions for call in session.calls if call.quality is not None]
    answer = await asked.api.call("POST", "/v1/scores/query", json={"scores": ["quality"]})
    (group,) = answer.body["data"][0]["groups"]
    assert answer.body["unit"] == "request"
    assert group["n_units"] == group["n_requests"] >= len(values)
    names = {name["name"]: name for name in (await asked.api.get("/v1/scores/names")).body["data"]}
    of_sessions = len(asked.rated("quality"))
    assert names["quality"]["request_ratings"] == group["n_ratings"]
    assert names["quality"]["session_ratings"] == of_sessions
    assert names["quality"]["ratings"] == group["n_ratings"] + of_sessions
    assert (names["steps"]["request_ratings"], names["steps"]["session_ratings"]) == (0, len(asked.rated("steps")))


@OWN
async def test_sessions_of_one_id_in_two_projects(make_config: MakeConfig) -> None:
    """Each project has its own, with the requests and the scores of its own."""
    keys = tuple(
        KeySettings.model_validate({"name": name, "sha256": sha256(name.encode()).hexdigest(), "project": project})
        for name, project in (("one", 1), ("two", 2))
    )
    async with running(make_config(keys=keys)) as api:
        for project, (name, user) in enumerate((("one", "ann"), ("two", "bob")), 1):
            headers = [("Helicone-Session-Id", "shared"), ("Helicone-User-Id", user)]
            await api.log_call(f"call-{name}", project=project, helicone_headers=headers)
            await _as(api, name, "/v1/scores", {"session_id": "shared", "name": "csat", "value": project})
        for value, (name, user) in enumerate((("one", "ann"), ("two", "bob")), 1):
            query = {"scores": ["csat"], "unit": "session", "group_by": ["user"], "filter": of_user(user)}
            (group,) = (await _as(api, name, "/v1/scores/query", query)).body["data"][0]["groups"]
            assert (group["group"], group["n_units"], group["mean"]) == ({"user": user}, 1, value)
        others = {"scores": ["csat"], "unit": "session", "filter": of_user("bob")}
        (nothing,) = (await _as(api, "one", "/v1/scores/query", others)).body["data"][0]["groups"]
        assert nothing["n_units"] == 0


def of_user(user: str) -> Any:
    return {"request_response_rmt": {"user_id": {"equals": user}}}


async def _as(api: Api, key: str, path: str, body: Any) -> Any:
    answer = await api.call("POST", path, json=body, headers={"Authorization": f"Bearer {key}"})
    assert answer.status in (200, 201), answer
    return answer


async def test_what_else_differs_between_groups_of_sessions(asked: Asked) -> None:
    """Fairness counts sessions: their starts, the models and properties that their requests share, their users."""
    plans = ("pro", "free")
    sides = {
        side: {"name": plan, "filter": {"request_response_rmt": {"properties": {"Plan": {"equals": plan}}}}}
        for side, plan in zip(("first", "second"), plans, strict=True)
    }
    body = {"scores": ["csat", "steps"], "unit": "session", "expected_split": [1, 1], **sides}
    fairness = (await asked.api.call("POST", "/v1/scores/compare", json=body)).body["fairness"]
    rated = {each.session.session_id: each.session for name in ("csat", "steps") for each in asked.rated(name)}
    groups = [
        [session for session in rated.values() if any(call.properties.get("Plan") == plan for call in session.calls)]
        for plan in plans
    ]
    first, second = groups
    for side, of in zip(("first", "second"), groups, strict=True):
        start = min(session.start for session in of).replace(tzinfo=None)
        period = fairness["periods"][side]
        assert (period["n_units"], period["start"]) == (len(of), start.isoformat(timespec="milliseconds") + "Z")
    ratio = fairness["sample_ratio"]
    assert (ratio["unit"], ratio["first"], ratio["second"]) == ("session", len(first), len(second))
    assert fairness["in_both"]["units"] == len([session for session in first if session in second])
    assert fairness["in_both"]["sessions"] is None
    users = [[session.key("user", mixed=None) for session in of] for of in groups]
    both = {*users[0]} & {*users[1]} - {None}
    assert fairness["in_both"]["users"] == {
        "first": len({*users[0]} - {None}),
        "second": len({*users[1]} - {None}),
        "both": len(both),
        "first_units": sum(user in both for user in users[0]),
        "second_units": sum(user in both for user in users[1]),
    }
    assert fairness["mix"]["defined_by"] == ["property.Plan"]
    assert {"model", "user"} <= {*fairness["mix"]["keys"]}
    assert not any("request" in warning for warning in fairness["warnings"])
