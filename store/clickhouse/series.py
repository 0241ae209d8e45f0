"""Which kinds and authors the scores of some names have: most questions begin with it, so no score is read for it.

The projection by_series of 0008_series_of_scores.sql counts all versions of a row, which have the same name, kind,
author and month, and tombstones, which have the name and the month. A kind and an author are there if they have rows in
a month without tombstones of the name, as nearly all have: retention deletes the oldest months only. Otherwise the
scores of the name are read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from store.analytics.query import NamedSeries

_COUNTED = """\
SELECT name, kind, author, toYYYYMM(recorded_at) AS month, countIf(deleted)
FROM {score}
WHERE project = {{project:Int64}} AND name IN {{names:Array(String)}}
GROUP BY project, name, kind, author, month"""
_OF_ALL_VERSIONS = {"final": 0}
# By hashes, which are computed once for each different value
_READ = """\
SELECT any(name), any(kind), any(author)
FROM {score}
WHERE project = {{project:Int64}} AND name IN {{names:Array(String)}}
GROUP BY cityHash64(name) + 31 * cityHash64(kind) + 961 * cityHash64(author)"""

# Runs a statement with its parameters and settings, and returns its rows
Run = Callable[[str, Mapping[str, object], Mapping[str, object]], Iterable[tuple[Any, ...]]]
_Group = tuple[str, str, str]  # name, kind, author


def series_of(run: Run, score: str, project: int, names: Sequence[str]) -> list[NamedSeries]:
    """`score`: the table of scores."""
    parameters = {"project": project, "names": [*dict.fromkeys(names)]}
    counted = [*run(_COUNTED.format(score=score), parameters, _OF_ALL_VERSIONS)]
    with_tombstones = {(name, month) for name, _, _, month, tombstones in counted if tombstones}
    groups: dict[_Group, bool] = defaultdict(bool)  # whether a group is known to be there
    for name, kind, author, month, _ in counted:
        if kind:  # a tombstone has none
            groups[name, kind, author] |= (name, month) not in with_tombstones
    doubtful = {name for (name, _, _), is_there in groups.items() if not is_there}
    found = {group for group in groups if group[0] not in doubtful}
    if doubtful:
        found |= {*run(_READ.format(score=score), parameters | {"names": sorted(doubtful)}, {})}
    authors: dict[tuple[str, str], set[str]] = defaultdict(set)
    for name, kind, author in sorted(found):
        authors[name, kind].add(author)
    return [
        NamedSeries(name, kind, next(iter(of_series)) if len(of_series) == 1 else None)
        for (name, kind), of_series in authors.items()
    ]
