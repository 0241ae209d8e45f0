"""Which kinds of scores each name has had. A job of the writing thread."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from store.models import NewScore
from store.sqlite.session import Session

_CACHED = 10_000


def note_names(session: Session, project: int, scores: Iterable[NewScore]) -> dict[str, int]:
    """Store the names and kinds of these scores. Returns, for names that have had numbers or booleans, how many of
    these scores are labels."""
    counted: defaultdict[tuple[str, str], int] = defaultdict(int)  # a Counter takes 3 µs before it counts at all
    for score in scores:
        counted[score.name, score.kind] += 1
    for name, kind in counted:
        if kind not in _kinds(session, project, name):
            session.main_db.execute("INSERT OR IGNORE INTO score_name VALUES (?, ?, ?)", (project, name, kind))
            session.score_names[project, name] |= {kind}
    return {
        name: count
        for (name, kind), count in counted.items()
        if kind == "label" and _kinds(session, project, name) != {"label"}
    }


def _kinds(session: Session, project: int, name: str) -> frozenset[str]:
    kinds = session.score_names.get((project, name))
    if kinds is None:
        if len(session.score_names) >= _CACHED:
            session.score_names.clear()
        rows = session.main_db.execute("SELECT kind FROM score_name WHERE project = ? AND name = ?", (project, name))
        kinds = session.score_names[project, name] = frozenset(kind for (kind,) in rows)
    return kinds
