"""How far a record was copied. Pure."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field

import orjson


@dataclass(frozen=True, slots=True)
class Positions:
    """All that a record had up to these is in the archive."""

    exchange: int = 0  # version
    score: int = 0  # version
    tombstone: int = 0  # version
    body: int = 0  # id
    piece: int = 0  # id
    log: int = 0  # seq of `change` in gnomon.db …
    bodies_log: int = 0  # … and in bodies.db
    # Of the tables whose changes are logged: key of the last row that was there before the log; None: all are copied
    tables: dict[str, str | None] = field(default_factory=dict)
    sample: tuple[int, str] | None = None  # row id and exchange id of a call, by which its record is recognised

    def as_json(self) -> bytes:
        return orjson.dumps(asdict(self))


def positions_of(text: str | bytes) -> Positions:
    values = orjson.loads(text)
    if values["sample"] is not None:
        values["sample"] = tuple(values["sample"])
    return Positions(**values)
