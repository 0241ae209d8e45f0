"""The statements with which source.py reads the record."""

from __future__ import annotations

from collections.abc import Sequence

from store.analytics.replica.schema import OF_EXCHANGE, PROPERTY_KEY_COLUMNS, REQUEST_COLUMNS, SCORE_COLUMNS

_SUMMED = (
    "prompt_tokens",
    "completion_tokens",
    "prompt_cache_read_tokens",
    "prompt_cache_write_tokens",
    "reasoning_tokens",
    "prompt_audio_tokens",
    "completion_audio_tokens",
    "prompt_image_tokens",
    "completion_image_tokens",
    "web_searches",
    "cost_usd",
    "tool_cost_usd",
)
_EXPRESSIONS = {  # of columns that the record has under another name, or not at all
    "started_at": "exchange.started_at_us",
    "model": "coalesce(nullif(model_override, ''), nullif(model_answered, ''), nullif(model_asked, ''))",
    # Most requests have one exchange, which the index alone shows. Of the others, no more than two are counted.
    "request": """\
(
    SELECT iif(
        count(*) < 2,
        min(id),
        (
            SELECT id
            FROM exchange AS last
            WHERE last.project = score.project AND last.request_id = score.request_id AND last.conflict = 0
            ORDER BY last.started_at_us DESC, last.exchange_id DESC
            LIMIT 1
        )
    )
    FROM (
        SELECT id
        FROM exchange AS attempt
        WHERE attempt.project = score.project AND attempt.request_id = score.request_id
        LIMIT 2
    )
)""",
    "scored_at": "score.scored_at_us",
    "recorded_at": "score.recorded_at_us",
    "superseded_at": "score.superseded_at_us",
    "key": "property_key.id",
}


def _columns(table: str, columns: Sequence[str]) -> str:
    return ", ".join(_EXPRESSIONS.get(name, f"{table}.{name}") for name in columns)


# A row's version is its id until it changes for the first time; the index has only rows where it is not.
_NEW = "{table}.id > ?1 AND {table}.id <= ?2 AND {table}.version = {table}.id"
_CHANGED = "{table}.version > ?1 AND {table}.version <= ?2 AND {table}.version <> {table}.id"


def _new_and_changed(select: str, table: str) -> str:
    """The statement for the new rows of a range of versions, then for the changed ones."""
    return "\nUNION ALL\n".join(f"{select}\nWHERE {which.format(table=table)}" for which in (_NEW, _CHANGED))


REQUESTS = _new_and_changed(
    f"""\
SELECT
    (
        SELECT count(*)
        FROM (
            SELECT 1
            FROM exchange AS attempt
            WHERE attempt.project = exchange.project AND attempt.request_id = exchange.request_id
            LIMIT 2
        )
    ) AS attempts,
    {_columns("exchange", tuple(REQUEST_COLUMNS))}
FROM exchange""",
    "exchange",
)
PROPERTIES = _new_and_changed(
    """\
SELECT property.exchange, exchange.project, property.key, property.value
FROM exchange
JOIN property ON property.exchange = exchange.id""",
    "exchange",
)
KEYS = f"""\
SELECT {_columns("property_key", tuple(PROPERTY_KEY_COLUMNS))}
FROM property_key
WHERE id > ?1 OR id IN (SELECT value FROM json_each(?2))
ORDER BY id"""
# NULL: that of a deleted row
UUID_OF = """\
SELECT exchange_id FROM exchange WHERE id = ?1
UNION ALL
SELECT score_id FROM score WHERE id = ?1
UNION ALL
SELECT NULL FROM tombstone WHERE id = ?1 AND what <> 'property_key'"""
GONE = """\
SELECT what, id, sort_key ->> 0, sort_key ->> 1, sort_key ->> 2
FROM tombstone
WHERE version > ? AND version <= ?"""
SCORES = _new_and_changed(f"SELECT {_columns('score', tuple(SCORE_COLUMNS))}\nFROM score", "score")

# Parameter: the row ids of requests, as JSON [id, …]
FEATURES = f"""\
SELECT exchange.id, {_columns("exchange", tuple(OF_EXCHANGE))}
FROM json_each(?) AS wanted
CROSS JOIN exchange ON exchange.id = wanted.value"""
FEATURE_PROPERTIES = """\
SELECT property.exchange, property.key, property.value
FROM json_each(?) AS wanted
CROSS JOIN property ON property.exchange = wanted.value"""

# Parameters: requests, as JSON [[project, request_id], …], and a row id or version
# The scores that are in the replica already, whose request may have another last attempt now
SCORES_OF_REQUESTS = f"""\
SELECT {_columns("score", tuple(SCORE_COLUMNS))}
FROM json_each(?1) AS wanted
CROSS JOIN score
    ON score.project = wanted.value ->> 0 AND score.target_kind = 'request' AND score.target = wanted.value ->> 1
WHERE score.request_id IS NOT NULL AND score.version <= ?2"""
# The last attempt of each request, with the sums over all attempts
_SUMS = ", ".join(f"sum(iif(attempt.conflict, NULL, attempt.{name})) AS {name}" for name in _SUMMED)
_COLUMNS_WITH_SUMS = ", ".join(
    f"sums.{name}" if name in _SUMMED else _columns("exchange", [name]) for name in REQUEST_COLUMNS
)
SUMMED_UP = f"""\
SELECT {_COLUMNS_WITH_SUMS}
FROM (
    SELECT attempt.project, attempt.request_id, {_SUMS}
    FROM json_each(?1) AS wanted
    CROSS JOIN exchange AS attempt
        ON attempt.project = wanted.value ->> 0 AND attempt.request_id = wanted.value ->> 1
    GROUP BY attempt.project, attempt.request_id
) AS sums
JOIN exchange ON exchange.project = sums.project AND exchange.request_id = sums.request_id
WHERE exchange.is_last = 1 AND exchange.id <= ?2"""
