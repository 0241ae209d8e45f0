"""One current score per identity; earlier ones become history. Jobs of the writing thread."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from store.sqlite.session import Session, as_json, read_array

# CROSS JOIN: look the targets up in the index, one by one, instead of reading the table.
_CURRENT = """
    SELECT json_group_array(score.id) FROM json_each(?) AS wanted CROSS JOIN score ON target = wanted.value
    WHERE project = ? AND target_kind = ? AND name = ? AND kind_group = ? AND author = ? AND past = 0"""
_SUPERSEDE = """
    UPDATE score SET version = ? + wanted.key, superseded_at_us = ?
    FROM json_each(?) AS wanted WHERE score.id = wanted.value"""

IdentityValues = tuple[int, str, str, str, str]  # the values of an Identity


class Identity(NamedTuple):
    """What, together with the target, says which score another one supersedes."""

    project: int
    target_kind: str
    name: str
    kind_group: str
    author: str

    def current(self, session: Session, targets: Iterable[str]) -> list[int]:
        """The row ids of the current scores of these targets."""
        return read_array(session, _CURRENT, (as_json(targets), *self))


def supersede_current(session: Session, identities: Iterable[tuple[IdentityValues, str]], at_us: int) -> None:
    """Supersede what is current of these (identity, target); two statements for all targets of an identity."""
    targets: defaultdict[IdentityValues, list[str]] = defaultdict(list)
    for identity, target in identities:
        targets[identity].append(target)
    for identity, wanted in targets.items():
        supersede(session, Identity(*identity).current(session, wanted), at_us)


def supersede(session: Session, row_ids: Sequence[int], at_us: int) -> None:
    if row_ids:
        session.main_db.execute(_SUPERSEDE, (session.take_versions(len(row_ids)), at_us, as_json(row_ids)))


def group_of(kind: str) -> str:
    """Integers and decimals supersede each other, since senders write 1 for 1.0; other kinds only themselves."""
    return "float" if kind == "integer" else kind
