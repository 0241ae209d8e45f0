"""The body of POST /v1/scores, parsed by hand and described by models: both accept the same and make the same of it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import Phase, example, find, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from api.http.errors import ValidationFailed
from api.http.json_values import parse
from api.scores.items import MAX_ITEMS, items_from, value_of
from api.scores.scores_models import AnyScoresBody, EvaluatorBody, NewScoreBody, NewScoresBody
from store.models import NewScore

EDGE = 2**53 - 1
texts = st.one_of(
    st.text(max_size=5),
    st.sampled_from(["", " ", "a", "a\0", "\ud800", "x" * 200, "x" * 201, "x" * 1_000, "x" * 1_001, "x" * 10_001]),
)
numbers = st.one_of(
    st.integers(-3, 3),
    st.sampled_from([EDGE, EDGE + 1, -EDGE, -EDGE - 1, 10**17, 10**18, 10**20, -0.0, 1e308, 0.5, 1.0, 1.5, -1.0]),
    st.floats(),  # NaN and infinities are written as such, which JSON does not have
)
plain = st.one_of(st.none(), st.booleans(), numbers, texts)
values = st.recursive(plain, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(texts, inner, max_size=2))
labels = st.sampled_from(["good", "NaN", "-inf", " +infinity ", "  ", "5", "true", "x" * 1_000])
ids = st.sampled_from(["my-request", "chatcmpl-1", ".", "..", "a%b", "a b", "é", "x" * 256, "x" * 257, ""])
times = st.sampled_from(
    [
        "2026-01-31T12:00:00Z",
        "2026-01-31",
        "2026-01-31T12:00+02:00",
        "1969-12-31",
        "yesterday",
        0,
        -1,
        1.5,
        10**15,
        True,
    ]
)
evaluators = st.one_of(texts, st.dictionaries(st.sampled_from(["name", "version", "other"]), plain, max_size=3))
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "request_id": ids,
    "session_id": texts,
    "name": texts,
    "value": numbers | labels,
    "source": st.sampled_from(["human", "model", "code", "user", "robot", ""]),
    "rater": texts,
    "comment": texts,
    "evaluator": evaluators,
    "probability": numbers | st.floats(0, 1.1),
    "experiment_id": texts,
    "item_id": texts,
    "metadata": st.dictionaries(texts, values, max_size=3),
    "scored_at": times,
}
GOOD: dict[str, Any] = {"request_id": "my-request", "name": "accuracy", "value": 0.5}


@st.composite
def items(draw: st.DrawFn) -> Any:
    """Mostly a good score with one to three fields that may be wrong; sometimes anything."""
    if draw(st.integers(0, 9)) == 0:
        return draw(values)
    item = dict(GOOD)
    for field in draw(st.lists(st.sampled_from([*FIELDS, "unknown"]), max_size=3)):
        item[field] = draw(FIELDS.get(field, plain) | values)
    for field in draw(st.lists(st.sampled_from(sorted(item)), max_size=1)):
        del item[field]
    return item


bodies = st.one_of(
    items(),
    st.lists(items(), max_size=3),
    st.fixed_dictionaries({"scores": st.lists(items(), max_size=3) | values}, optional={"other": plain}),
)


def by_hand(body: bytes) -> list[NewScore] | None:
    """None: refused."""
    try:
        return items_from(body).scores
    except ValidationFailed:
        return None


def by_models(body: bytes) -> list[NewScore] | None:
    try:
        root = AnyScoresBody.model_validate(parse(body)).root
    except ValidationError:
        return None
    many = root.scores if isinstance(root, NewScoresBody) else root if isinstance(root, list) else [root]
    return [score_of(each) for each in many]


def score_of(body: NewScoreBody) -> NewScore:
    """What docs/api.md says of the fields."""
    evaluator = body.evaluator
    name = evaluator.name if isinstance(evaluator, EvaluatorBody) else evaluator
    kind, value, label = value_of(body.value)
    return NewScore(
        target_id=body.request_id or body.session_id or "",
        target_kind="request" if body.request_id else "session",
        name=body.name,
        kind=kind,
        value=value,
        label=label,
        author=body.rater or name or "",
        source=body.source,
        comment=body.comment or None,
        evaluator=name,
        evaluator_version=evaluator.version if isinstance(evaluator, EvaluatorBody) else None,
        probability=body.probability,
        experiment_id=body.experiment_id,
        item_id=body.item_id,
        metadata=body.metadata,
        scored_at_us=body.scored_at,
    )


@settings(max_examples=300, deadline=None)
@given(bodies)
@example([{**GOOD, "session_id": "both"}])
@example([{**GOOD, "request_id": None, "session_id": None}])
@example([{**GOOD, "value": None}])
@example([{**GOOD, "evaluator": {"name": "judge", "version": None}}])
@example([{**GOOD, "evaluator": {"version": "3"}}])
@example([{**GOOD, "comment": ""}])
@example([{**GOOD, "metadata": {"large": "x" * 10_000}}])
@example([{**GOOD, "probability": True}])
@example({**GOOD, "name": 10**18})  # does not fit any integer of ours; not text either
@example([])
@example(None)
def test_both_accept_the_same_and_make_the_same_of_it(body: Any) -> None:
    written = json.dumps(body).encode()
    assert by_models(written) == by_hand(written)


@pytest.mark.parametrize("field", FIELDS)
def test_what_is_generated_is_sometimes_accepted(field: str) -> None:
    """Of each field another value than the usual one: the test above does not compare refusals only."""

    def is_accepted(item: Any) -> bool:
        usual = (None, GOOD.get(field))
        return (
            isinstance(item, dict) and item.get(field) not in usual and by_hand(json.dumps(item).encode()) is not None
        )

    any_will_do = settings(max_examples=20_000, deadline=None, phases=[Phase.generate])
    assert find(items(), is_accepted, settings=any_will_do)


def test_both_refuse_more_scores_than_allowed() -> None:
    """Up to the limit both accept them."""
    for wrap in (lambda scores: scores, lambda scores: {"scores": scores}):
        for count, is_accepted in ((MAX_ITEMS, True), (MAX_ITEMS + 1, False)):
            written = json.dumps(wrap([GOOD] * count)).encode()
            assert (by_hand(written) is not None, by_models(written) is not None) == (is_accepted, is_accepted)
