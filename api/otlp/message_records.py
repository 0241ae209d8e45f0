"""Log records with messages of calls to models → what is reported of their spans. Pure.

Instrumentations that follow OpenTelemetry's conventions up to 1.36 send messages as events of the Logs API; later ones
may send all that was said as one event.
"""

from __future__ import annotations

from collections import Counter
from hashlib import blake2b

import orjson

from api.intake.calls import ReportedLogRecords
from api.otlp import evaluations
from api.otlp.batch import Malformed, Record, RecordBatch
from api.otlp.spans import is_storable
from store.extract.reported.spans.genai import MESSAGES
from store.extract.reported.spans.log_records import with_records
from store.intake import span_id_of

_ID_BYTES = 12


class MessageRecords:
    """Those of one request, by span."""

    def __init__(self, project: int) -> None:
        self._project = project
        self._records: dict[str, list[Record]] = {}  # by exchange id of the span
        self._seen: Counter[tuple[str, bytes]] = Counter()

    def add(self, log: Record) -> None:
        """Raises Malformed, with the reason, unless it is a message of a span."""
        name = log.get("event_name") or log["attributes"].get("event.name")
        if name not in MESSAGES:
            raise Malformed(f"log records other than {evaluations.EVENT} and messages (gen_ai.*) are not stored")
        if "trace_id" not in log or "span_id" not in log:
            raise Malformed(f"{name}: must have the trace_id and span_id of the call's span")
        exchange_id = span_id_of(self._project, log["trace_id"], log["span_id"])
        record: Record = {
            "name": name,
            "time_unix_nano": log.get("time_unix_nano") or log.get("observed_time_unix_nano") or 0,
            "attributes": {key: value for key, value in log["attributes"].items() if is_storable(key)},
            "body": log.get("body"),
        }
        try:
            said = orjson.dumps(record)
        except TypeError:
            raise Malformed(f"{name}: holds a value that JSON cannot express") from None
        # Two equal messages of one time are two; the same request sent again has both again.
        self._seen[exchange_id, said] += 1
        digest = blake2b(said + b"%d" % self._seen[exchange_id, said], digest_size=_ID_BYTES)
        self._records.setdefault(exchange_id, []).append({"id": digest.hexdigest(), **record})

    def reported(self, limit_bytes: int, batch: RecordBatch) -> list[ReportedLogRecords]:
        """What is to be logged; `batch` counts what has no room."""
        calls = []
        for exchange_id, records in self._records.items():
            grown = with_records({}, records, limit_bytes)
            if grown.left_out:
                reason = f"the messages of the span are larger than proxy.capture_limit_bytes ({limit_bytes})"
                batch.refuse(reason, grown.left_out)
            if grown.added:
                calls.append(ReportedLogRecords(exchange_id, grown.body))
        return calls
