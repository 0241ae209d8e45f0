"""The steps of a session as a tree: spans below the span that they name, the others by their path. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from store.analytics.requests.session_calls import SessionCall
from store.base import LinkedStep

_DEPTH_MOST = 20  # of a path: the rest of a longer one becomes its last part


@dataclass(frozen=True, slots=True, eq=False)
class StepNode:
    """A span, a call, or a part of a path that other steps have in common."""

    step_id: str
    kind: str
    name: str
    started_at_us: int
    duration_us: float | None = None
    error: str | None = None
    request_id: str | None = None
    trace_id: str | None = None
    span_id: str | None = None
    parent_span_id: str | None = None
    path: str | None = None
    call: SessionCall | None = None

    @property
    def parts(self) -> tuple[str, ...]:
        return _parts(self.path)


def nodes(steps: Sequence[LinkedStep], calls: Sequence[SessionCall]) -> list[StepNode]:
    """Each step and each call once, in the order in which they began: a call that is also a span is the span."""
    by_request = {call.request_id: call for call in calls}
    spans = [_span(linked, by_request) for linked in steps]
    known = {linked.request_id for linked in steps}
    own = [_call(call) for call in calls if call.request_id not in known]
    return sorted(spans + own, key=lambda node: node.started_at_us)


def tree(all_nodes: Sequence[StepNode]) -> list[tuple[StepNode, int]]:
    """The nodes depth first, with their depths. A node whose parent is not among them is a root, and so is the first of
    a circle."""
    by_path = _by_path(all_nodes)
    shared = _shared_paths(all_nodes, by_path)
    everything = sorted([*all_nodes, *shared], key=lambda node: node.started_at_us)
    spans = {(node.trace_id, node.span_id or node.step_id): node for node in all_nodes}
    shared_by_path = {node.parts: node for node in shared}
    children: dict[StepNode, list[StepNode]] = {}
    roots = []
    for node in everything:
        parent = spans.get((node.trace_id, node.parent_span_id)) if node.parent_span_id is not None else None
        parent = parent or _above(node, by_path, shared_by_path)
        if parent is None or parent is node:
            roots.append(node)
        else:
            children.setdefault(parent, []).append(node)
    seen: set[StepNode] = set()
    # those that are left after the roots are in circles
    return [line for root in (*roots, *everything) for line in _below(root, children, seen)]


def _below(
    root: StepNode, children: dict[StepNode, list[StepNode]], seen: set[StepNode]
) -> Iterator[tuple[StepNode, int]]:
    """Without recursion: a chain may be long."""
    waiting = [(root, 0)]
    while waiting:
        node, depth = waiting.pop()
        if node in seen:
            continue
        seen.add(node)
        yield node, depth
        waiting += [(child, depth + 1) for child in reversed(children.get(node, []))]


def _above(
    node: StepNode, by_path: dict[tuple[str, ...], list[StepNode]], shared: dict[tuple[str, ...], StepNode]
) -> StepNode | None:
    """The step at the path above: the last one that had begun, as a loop may have several; else what stands for it."""
    above = node.parts[:-1]
    if not above:
        return None
    candidates = by_path.get(above)
    if not candidates:
        return shared.get(above)
    begun = [each for each in candidates if each.started_at_us <= node.started_at_us]
    return begun[-1] if begun else candidates[0]


def _by_path(all_nodes: Sequence[StepNode]) -> dict[tuple[str, ...], list[StepNode]]:
    by_path: dict[tuple[str, ...], list[StepNode]] = {}
    for node in all_nodes:
        if node.parts:
            by_path.setdefault(node.parts, []).append(node)
    return by_path


def _shared_paths(all_nodes: Sequence[StepNode], by_path: dict[tuple[str, ...], list[StepNode]]) -> list[StepNode]:
    """A node for each beginning of a path that has no step of its own; it spans the steps below."""
    spans: dict[tuple[str, ...], tuple[int, float]] = {}
    for node in all_nodes:
        end_us = node.started_at_us + (node.duration_us or 0)
        for length in range(1, len(node.parts)):
            above = node.parts[:length]
            if above not in by_path:
                first, last = spans.get(above, (node.started_at_us, end_us))
                spans[above] = (min(first, node.started_at_us), max(last, end_us))
    return [
        StepNode(f"path:/{'/'.join(parts)}", "path", parts[-1], first, last - first, path="/" + "/".join(parts))
        for parts, (first, last) in spans.items()
    ]


def _parts(path: str | None) -> tuple[str, ...]:
    parts = [part for part in (path or "").split("/") if part]
    if len(parts) > _DEPTH_MOST:
        parts = [*parts[: _DEPTH_MOST - 1], "/".join(parts[_DEPTH_MOST - 1 :])]
    return tuple(parts)


def _span(linked: LinkedStep, calls: dict[str, SessionCall]) -> StepNode:
    step = linked.step
    return StepNode(
        step_id=step.step_id,
        kind=step.kind,
        name=step.name,
        started_at_us=step.started_at_us,
        duration_us=step.duration_us,
        error=step.error,
        request_id=linked.request_id,
        trace_id=step.trace_id,
        span_id=step.span_id,
        parent_span_id=step.parent_span_id,
        path=step.path,
        call=calls.get(linked.request_id) if linked.request_id else None,
    )


def _call(call: SessionCall) -> StepNode:
    parts = _parts(call.session_path)
    return StepNode(
        step_id=call.exchange_id,
        kind="call",
        name=parts[-1] if parts else call.model or "call",
        started_at_us=call.started_at_us,
        duration_us=None if call.latency_ms is None else call.latency_ms * 1000,
        error=call.error,
        request_id=call.request_id,
        trace_id=call.trace_id,
        parent_span_id=call.parent_span_id,
        path=call.session_path,
        call=call,
    )
