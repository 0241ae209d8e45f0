"""Which requests the ids in scores name. A job of the writing thread."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from store.sqlite.session import Session, as_json, read_array

_BY_REQUEST_ID = """
    SELECT json_group_array(value) FROM json_each(?)
    WHERE EXISTS (SELECT 1 FROM exchange WHERE project = ? AND request_id = value)"""
_SHARING_MOST = 100  # exchanges with one upstream's id that are looked at: a faulty upstream gives one id to all
# CROSS JOIN: look the ids up in the index, one by one, instead of reading the table.
_BY_OTHER_ID = """
    SELECT json_group_array(json_array(started_at_us, wanted.value, request_id, exchange_id))
    FROM json_each(?1) AS wanted CROSS JOIN exchange ON exchange.id IN ({exchanges})"""
_BY_EXCHANGE_ID = "SELECT id FROM exchange WHERE project = ?2 AND exchange_id = wanted.value"
_BY_UPSTREAM_ID = f"""
    SELECT id FROM exchange WHERE project = ?2 AND upstream_id = wanted.value
    ORDER BY started_at_us DESC LIMIT {_SHARING_MOST}"""
_BY_SPAN = """
    SELECT exchange.id FROM step JOIN exchange USING (exchange_id)
    WHERE step_id = wanted.value AND exchange.project = ?2"""
_SESSIONS = """
    SELECT json_group_array(json_array(step_id, session_id))
    FROM json_each(?) AS wanted CROSS JOIN step ON step_id = wanted.value
    WHERE project = ? AND exchange_id IS NULL"""
_BY_OTHER_IDS = tuple(
    _BY_OTHER_ID.format(exchanges=exchanges) for exchanges in (_BY_EXCHANGE_ID, _BY_UPSTREAM_ID, _BY_SPAN)
)


class ScoreTargets(NamedTuple):
    """What ids name, by the ids as sent. An id that is in neither: its request is not logged yet."""

    request_ids: dict[str, str]
    exchange_ids: dict[str, str]  # where the id names one attempt
    sessions: dict[str, str]  # of steps that are no calls: their scores are the session's
    ambiguous: dict[str, list[str]]  # the upstream's id of several requests → their ids, the oldest first


def resolve(session: Session, project: int, ids: Iterable[str]) -> ScoreTargets:
    """Look up each id as a request id, else an exchange id, else the upstream's own id, else a span's. Of an upstream's
    id that came twice within one request, the newest exchange; of more than _SHARING_MOST exchanges, the newest are
    looked at."""
    missing = set(ids)
    targets = ScoreTargets({}, {}, {}, {})
    if missing:
        request_ids = read_array(session, _BY_REQUEST_ID, (as_json(missing), project))
        targets.request_ids.update(zip(request_ids, request_ids, strict=True))
        missing.difference_update(request_ids)
    for statement in _BY_OTHER_IDS:
        if missing:
            for _, sent, request_id, exchange_id in sorted(read_array(session, statement, (as_json(missing), project))):
                known = targets.request_ids.setdefault(sent, request_id)
                if known != request_id and request_id not in targets.ambiguous.setdefault(sent, [known]):
                    targets.ambiguous[sent].append(request_id)
                targets.exchange_ids[sent] = exchange_id
            missing -= targets.request_ids.keys()
    if missing:
        targets.sessions.update(read_array(session, _SESSIONS, (as_json(missing), project)))
    return targets
