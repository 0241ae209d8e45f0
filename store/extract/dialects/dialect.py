"""What the extractor asks of an API dialect: one `Dialect` for each way to speak to a model over HTTP.

To add a dialect, write a module beside this one with the functions that differ from the defaults, end it with
`DIALECT = Dialect(name=…, …)`, add its paths to `store.extract.paths`, and put golden bytes beside the fields they
should give into `tests/data`. All functions are pure and never raise, whatever JSON they are given.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence, Sized
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar

from store.extract import tokens
from store.extract.bodies import event_stream
from store.extract.bodies.parsing import Json, text
from store.extract.budgets import OverBudget
from store.extract.messages import Split

_NEVER = re.compile(rb"(?!)()")
MAX_PARTS = 10_000  # choices, blocks, items or tool calls of one streamed answer; OpenAI gives at most 128 choices

T = TypeVar("T")


class JoinedStream(NamedTuple):
    """The events of a stream, put together."""

    answer: Json | None  # the object that the same call would have given without streaming; None: nothing to show
    complete: bool  # the stream said itself that it had come to its end


class Parts(dict[int, T], Generic[T]):
    """The parts of a streamed answer (choices, blocks, tool calls) by their index, each made when it is first used.

    Raises OverBudget beyond `MAX_PARTS`: a part takes far more time and memory than the event that names it.
    """

    def __init__(self, make: Callable[[int], T]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, index: int) -> T:
        check_parts(self)
        part = self[index] = self._make(index)
        return part


def check_parts(parts: Sized) -> None:
    """Raises OverBudget when there are as many as there may be."""
    if len(parts) >= MAX_PARTS:
        raise OverBudget("too_large")


def _all_said(inputs: Any) -> Split:
    return inputs, None


def _no_text(_value: Json) -> str:
    return ""


def _nothing(_value: Json) -> Any:
    return None


def _last_event(events: Sequence[Json]) -> JoinedStream:
    return JoinedStream(events[-1] if events else None, bool(events))


def _any_event(event: Json) -> bool:
    return bool(event)


def _tools(request: Json) -> Any:
    return request.get("tools") or request.get("functions")


def _user(request: Json) -> Any:
    return request.get("user")


def _model(value: Json) -> str:
    return text(value, "model")


@dataclass(frozen=True, slots=True)
class Dialect:
    """`request` and `response` are the JSON objects of the bodies, a stream's response put together by `join`."""

    name: str
    prompt: Callable[[Json], str] = _no_text  # request → what was asked last, as text
    inputs: Callable[[Json], Any] = _nothing  # request → what the answer depends on beside model and parameters
    split: Callable[[Any], Split] = _all_said  # inputs → without what the system says, and that
    tools: Callable[[Json], Any] = _tools  # request → the tools that the model may call, in any form
    last_user_message: Callable[[Json], Any] | None = None  # request → it alone; None: not an API of messages
    user: Callable[[Json], Any] = _user  # request → the end user that the caller names
    answer: Callable[[Json], str] = _no_text  # response → the answer as text: else tool calls, else a refusal
    finish_reason: Callable[[Json], str] = _no_text  # response → why it ended, in the provider's word
    model: Callable[[Json], str] = _model  # response → the model that answered
    upstream_id: Callable[[Json], str] = lambda response: text(response, "id")
    usage: Callable[[Json], Json] = tokens.usage_object  # response → the provider's usage object, as it is
    join: Callable[[Sequence[Json]], JoinedStream] = _last_event  # the objects of a stream's events → the whole answer
    has_output: Callable[[Json], bool] = _any_event  # event → whether it brings text, reasoning or a tool call
    events: Callable[[bytes], Iterator[event_stream.StreamEvent]] = (
        event_stream.server_sent
    )  # bytes of a stream → events
    delta: re.Pattern[bytes] = _NEVER  # a piece of text in an event: see `bodies.deltas`
    final: frozenset[str] = frozenset()  # types of a last event that carries the whole answer
    writes_tokens: bool = True  # False: a lone total of tokens is the prompt's (embeddings, rerank)
    must_end: bool = True  # a stream without a finish reason, usage or end event was cut
