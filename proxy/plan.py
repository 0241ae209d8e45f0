"""What `Admission.plan` decides about all calls with the same request head."""

from __future__ import annotations

from typing import NamedTuple

from proxy.http1.heads import RequestHead
from proxy.upload import Outgoing
from proxy.upstream.targets import Target
from store.spool.frames import OpeningHeader


class ForwardPlan(NamedTuple):
    """Forward the call. Calls with the same head differ only in their bodies, ids and timestamps."""

    request: RequestHead
    target: Target
    outgoing: Outgoing
    opening: OpeningHeader | None  # None: a call of Gnomon's own API, which is not logged
    wanted_id: bytes | None  # Helicone-Request-Id
    usage_wanted: bool  # whether to request the token usage of a stream (stream_usage.py)
    answer_headers: bytes = b""  # lines to add to the answer: for the web page that calls (cors.py), warnings
    repeatable: bool = True  # whether the call may be sent again when a connection that was idle before breaks


class OwnAnswer(NamedTuple):
    """Answer the call here, without an exchange."""

    data: bytes  # the complete HTTP answer
