"""The errors that a client can see, each a class with its status, and the one place where they become answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import structlog
from aiohttp import http_exceptions, web
from aiohttp.typedefs import Handler

from api.http.replies import json_reply
from store.analytics import QueryTooLarge, QueryTooSlow, Rebuilding
from store.base import AmbiguousTarget, Rejected, StoreUnavailable

log = structlog.get_logger()

CHANGES_NOTHING = web.RequestKey("changes_nothing", bool)  # true for queries


def shown(text: str) -> str:
    """What a caller sent, made fit for an answer: short, and valid UTF-8."""
    return text[:200].encode("utf-8", "backslashreplace").decode()


def shown_path(path: str) -> str:
    """The path of a field, made fit for an answer: filters can be deep, and names long."""
    return shown(path) if len(path) <= 200 else shown(path[:90]) + "…" + shown(path[-90:])


class ApiError(Exception):
    """An error answer.

    The message says what is wrong and what would be right. It begins with a capital letter, or with the name of a
    field as it is; a single clause has no full stop.
    """

    status = 500

    def body(self) -> dict[str, Any]:
        return {"data": None, "error": str(self)}

    def headers(self) -> dict[str, str]:
        return {}


class BadRequest(ApiError):
    """The body can't be parsed: it is not JSON, not UTF-8, or does not match its Content-Encoding."""

    status = 400


class Unauthorized(ApiError):
    """Keys are configured, and the request has none of them."""

    status = 401

    def body(self) -> dict[str, Any]:
        return {"error": str(self), "trace": "isAuthenticated.error"}

    def headers(self) -> dict[str, str]:
        return {"WWW-Authenticate": "Bearer"}


class Forbidden(ApiError):
    """The key lacks the scope, or a web page of another origin sent the request."""

    status = 403


class NotFound(ApiError):
    """There is no such path, or nothing of that name or id."""

    status = 404


class MethodNotAllowed(ApiError):
    """The path exists, with other methods."""

    status = 405

    def __init__(self, message: str, allowed: str) -> None:
        super().__init__(message)
        self._allowed = allowed

    def headers(self) -> dict[str, str]:
        return {"Allow": self._allowed}


class Conflict(ApiError):
    """The confirmed count is not the current one."""

    status = 409


class BodyTooLarge(ApiError):
    """The body is larger than the API accepts."""

    status = 413


class UnsupportedMediaType(ApiError):
    """The body is not declared as JSON."""

    status = 415


class Misdirected(ApiError):
    """The Host header names a host that this server does not answer to."""

    status = 421


class ValidationFailed(ApiError):
    """Fields are missing or invalid: `details` maps a field's path to its message and the value that was sent."""

    status = 422

    def __init__(self, details: dict[str, dict[str, Any]]) -> None:
        super().__init__("; ".join(f"{field}: {detail['message']}" for field, detail in details.items()))
        self.details = details

    def body(self) -> dict[str, Any]:
        return {"message": "Validation Failed", "details": self.details}


class TooManyWaiting(ApiError):
    """As many scores wait for requests that were never logged as the settings allow."""

    status = 429


class TooManyRequests(ApiError):
    """More requests of this kind at one time than there is memory for."""

    status = 429

    def headers(self) -> dict[str, str]:
        return {"Retry-After": "1"}


class ServiceUnavailable(ApiError):
    """The database could not be written or read, for instance because the disk is full: nothing was stored, try again.
    Or logged calls have not reached it yet, and the one that was asked for may be among them."""

    status = 503

    def headers(self) -> dict[str, str]:
        return {"Retry-After": "5"}


BEHIND = (
    "Logged calls are not reaching the store, and this may be one of them. Nothing is lost: try again. GET /healthz "
    "shows the reason."
)


class QueryTimedOut(ApiError):
    """A query took too long or needed too much memory, or the replica that answers queries is being rebuilt."""

    status = 503

    def headers(self) -> dict[str, str]:
        return {"Retry-After": "5"}


class HeaderFieldsTooLarge(ApiError):
    """The request line, a header line, or all of them together are larger than the setting allows."""

    status = 431


class InternalError(ApiError):
    """A bug of this server. The log has the traceback."""

    status = 500

    def body(self) -> dict[str, Any]:
        return {"message": "Internal Server Error"}


ErrorReply = Callable[[web.Request, ApiError], web.Response]
_ERROR_REPLY = web.RequestKey[ErrorReply]("error_reply")


def answering(reply: ErrorReply, handler: Handler) -> Handler:
    """`handler`, whose errors are answered by `reply`: for endpoints that have a protocol of their own."""

    async def handle(request: web.Request) -> web.StreamResponse:
        request[_ERROR_REPLY] = reply
        return await handler(request)

    return handle


def _json_error(_request: web.Request, error: ApiError) -> web.Response:
    return json_reply(error.body(), status=error.status, headers=error.headers())


@web.middleware
async def translate(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turns whatever a handler raises into an answer; the only place where that happens."""
    answer: ApiError
    try:
        return await handler(request)
    except ApiError as error:
        answer = error
    except Rejected as error:
        answer = TooManyWaiting(str(error))
    except AmbiguousTarget as error:
        answer = Conflict(str(error))
    except StoreUnavailable as error:
        log.error("store_unavailable", error=str(error))
        changes_nothing = request.get(CHANGES_NOTHING) or request.method in ("GET", "HEAD")
        stored = "" if changes_nothing else ". Nothing of this request was stored"
        answer = ServiceUnavailable(f"The store is unavailable: {error}{stored}")
    except (Rebuilding, QueryTooLarge, QueryTooSlow) as error:
        answer = QueryTimedOut(f"The query was not answered: {error}")
    except web.HTTPException as error:
        answer = _from_aiohttp(request, error)
    except (http_exceptions.BadHttpMessage, web.RequestPayloadError):
        answer = BadRequest("The body does not match the headers of the request")
    except Exception:
        # The pattern of the route, not the path: an id or a query may be a secret.
        resource = request.match_info.route.resource
        log.exception("api_call_failed", method=request.method, route=resource.canonical if resource else None)
        answer = InternalError()
    reply: ErrorReply = request.get(_ERROR_REPLY) or _json_error
    return reply(request, answer)


def _from_aiohttp(request: web.Request, error: web.HTTPException) -> ApiError:
    if isinstance(error, web.HTTPMethodNotAllowed):
        allowed = ", ".join(sorted(error.allowed_methods))
        return MethodNotAllowed(f"{request.method} is not allowed here; use {allowed}", allowed)
    if isinstance(error, web.HTTPRequestEntityTooLarge):
        return BodyTooLarge(f"The body is larger than {request.client_max_size} bytes")
    if error.status == web.HTTPNotFound.status_code:
        return NotFound("There is nothing at this path; /docs lists all endpoints")
    answer = ApiError(error.reason)
    answer.status = error.status
    return answer
