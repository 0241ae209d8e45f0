"""The definition of an experiment → its arms, and what the store is asked."""

from __future__ import annotations

from typing import Any

from api.experiments.experiments_models import ExperimentBody, names_of_arms
from api.http.auth import Caller
from api.queries.filters import filter_of
from api.queries.selection import selection_of
from api.queries.time_models import TimeRange
from store.analytics import Replica
from store.analytics.experiments.judging import Arm, ExperimentQuery, Guardrail, ScoreGoal
from store.analytics.fairness.keys import defining_keys
from store.evaluation.experiments import Experiment
from store.filter import Node
from store.timestamps import from_us


def parts(body: ExperimentBody) -> list[float]:
    """Of the planned split, for each arm."""
    return body.expected_split or [1.0] * len(names_of_arms(body))


def own_filters(body: ExperimentBody) -> list[Any]:
    """The filter tree that makes a request one of the arm, for each arm."""
    if body.property is None:
        return [group.filter for group in body.groups]
    return [{"properties": {body.property: {"equals": value}}} for value in body.values]


def arm_nodes(body: ExperimentBody) -> list[Node]:
    """The condition on the requests of each arm. Raises ValidationFailed."""
    filter_of(body.filter)
    trees = own_filters(body)
    if body.property is None:
        for place, tree in enumerate(trees):
            filter_of(tree, f"groups[{place}].filter")
    if body.filter != "all":
        trees = [{"left": body.filter, "operator": "and", "right": tree} for tree in trees]
    return [filter_of(tree) for tree in trees]


def _not_compared(body: ExperimentBody, control: Node, node: Node) -> tuple[str, ...]:
    """Keys in which an arm may differ from the control: what defines it, and what is assigned to one arm for good."""
    assigned = ["user", *([body.cluster_by] if body.cluster_by else [])]
    return tuple(dict.fromkeys([*defining_keys(control, node), *assigned]))


def query_of(replica: Replica, caller: Caller, experiment: Experiment) -> ExperimentQuery:
    body = ExperimentBody.model_validate(experiment.definition)
    nodes = arm_nodes(body)
    time_range = TimeRange(
        start=from_us(experiment.start_us), end=None if experiment.end_us is None else from_us(experiment.end_us)
    )
    control, *others = [
        Arm(
            name,
            selection_of(replica, caller, node, time_range, unit=body.unit),
            part,
            _not_compared(body, nodes[0], node),
        )
        for name, node, part in zip(names_of_arms(body), nodes, parts(body), strict=True)
    ]
    return ExperimentQuery(
        control,
        tuple(others),
        tuple(
            ScoreGoal(each.name, each.label, each.direction or "higher", each.smallest_effect) for each in body.scores
        ),
        tuple(Guardrail(each.metric, each.margin) for each in body.guardrails),
        body.cluster_by,
        body.tuned_at,
    )
