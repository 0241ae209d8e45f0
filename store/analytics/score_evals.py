"""Scores as Helicone's endpoints ask for them: every name there is, over time, and how they are distributed.

Booleans count as 1 and 0; labels are left out. The unit is the request, as everywhere. Sampling probabilities do not
weight anything here, so that all and hourly means agree.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, tzinfo
from typing import NamedTuple

from store.analytics.buckets import BucketUnit
from store.analytics.score_answers import Group, ScoreQuestion
from store.analytics.score_groups import Basics
from store.analytics.score_questions import answer, basics_by_bucket
from store.analytics.score_rows import Ask, ScoreType, Selection
from store.filter import Condition

_BINS = 10


class ScoreName(NamedTuple):
    name: str
    type: ScoreType  # "number" or "boolean"


def score_names(ask: Ask, project: int) -> list[ScoreName]:
    """Of all scores that requests have now."""
    found = ask(
        Condition(
            "SELECT DISTINCT name, kind = 'boolean' FROM score WHERE project = ? AND superseded_at IS NULL"
            " AND request IS NOT NULL AND kind <> 'label'",
            (project,),
        )
    )
    return sorted(ScoreName(name, "boolean" if boolean else "number") for name, boolean in found)


class Eval(NamedTuple):
    """`buckets`: start → what is in it; those without a score are left out."""

    of: ScoreName
    overall: Group
    buckets: dict[datetime, Basics]


def evals(ask: Ask, selection: Selection, names: Sequence[ScoreName], unit: BucketUnit, zone: tzinfo) -> list[Eval]:
    """Each name's numbers, altogether and by buckets of time."""
    question = ScoreQuestion(tuple(dict.fromkeys(one.name for one in names)), selection, bucket=unit, zone=zone)
    overall = {
        ScoreName(one.name, one.type): one.groups[0]
        for one in answer(ask, replace(question, bucket=None, weighted=False), lambda _: None)
    }
    buckets = {ScoreName(*of): found for of, found in basics_by_bucket(ask, question).items()}
    return [Eval(one, overall[one], buckets[one]) for one in names if one in overall]


def over_time(
    ask: Ask, selection: Selection, names: Sequence[ScoreName], unit: BucketUnit, zone: tzinfo
) -> dict[ScoreName, dict[datetime, Basics]]:
    question = ScoreQuestion(tuple(dict.fromkeys(one.name for one in names)), selection, bucket=unit, zone=zone)
    found = {ScoreName(*of): buckets for of, buckets in basics_by_bucket(ask, question).items()}
    return {one: found[one] for one in names if found.get(one)}


class Bin(NamedTuple):
    lower: float
    upper: float
    requests: int


def distributions(ask: Ask, selection: Selection, names: Sequence[ScoreName]) -> dict[ScoreName, list[Bin]]:
    """Nice bins of one width, at most ten, of each name that has a value."""
    question = ScoreQuestion(tuple(dict.fromkeys(one.name for one in names)), selection, bins=_BINS)
    found: dict[ScoreName, list[Bin]] = {}
    for one in answer(ask, question, lambda _: None):
        (group,) = one.groups
        if one.edges and group.histogram:
            counts = group.histogram[1:-1]
            bins = [Bin(*bin) for bin in zip(one.edges[:-1], one.edges[1:], counts, strict=True)]
            found[ScoreName(one.name, one.type)] = bins
    return {one: found[one] for one in names if one in found}
