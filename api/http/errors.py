"""What a client can be told when something is wrong: each case a class with its status, each answer JSON."""

from __future__ import annotations

from typing import Any

import structlog
from aiohttp import http_exceptions, web
from aiohttp.typedefs import Handler

from api.http.replies import json_reply
from store.analytics import QueryTooLarge, QueryTooSlow, Rebuilding
from store.base import Rejected, StoreUnavailable

log = structlog.get_logger()


def shown(text: str) -> str:
    """What a caller sent, fit for an answer: short, and in valid UTF-8."""
    return text[:200].encode("utf-8", "backslashreplace").decode()


def shown_path(path: str) -> str:
    """Where something is wrong, fit for an answer: filters can be deep, and names long."""
    return shown(path) if len(path) <= 200 else shown(path[:90]) + "…" + shown(path[-90:])


class ApiError(Exception):
    """An answer that is not what was asked for. The message says what is wrong and what would be right."""

    status = 500

    def body(self) -> dict[str, Any]:
        return {"data": None, "error": str(self)}

    def headers(self) -> dict[str, str]:
        return {}


class BadRequest(ApiError):
    """The bytes could not be read: not JSON, not UTF-8, not what Content-Encoding says."""

    status = 400


class Unauthorized(ApiError):
    """Keys are configured, and the call shows none of them."""

    status = 401

    def body(self) -> dict[str, Any]:
        return {"error": str(self), "trace": "isAuthenticated.error"}

    def headers(self) -> dict[str, str]:
        return {"WWW-Authenticate": "Bearer"}


class Forbidden(ApiError):
    """The key lacks the scope, or a page of another origin is asking."""

    status = 403


class NotFound(ApiError):
    """No such path, or nothing of that name."""

    status = 404


class MethodNotAllowed(ApiError):
    """The path is there, for other methods."""

    status = 405

    def __init__(self, message: str, allowed: str) -> None:
        super().__init__(message)
        self._allowed = allowed

    def headers(self) -> dict[str, str]:
        return {"Allow": self._allowed}


class Conflict(ApiError):
    """What was confirmed is not what there is now."""

    status = 409


class BodyTooLarge(ApiError):
    """More bytes than the API reads."""

    status = 413


class UnsupportedMediaType(ApiError):
    """The body is not declared as JSON."""

    status = 415


class Misdirected(ApiError):
    """The Host header names a host that we do not answer to."""

    status = 421


class ValidationFailed(ApiError):
    """Fields that can't be taken: `details` maps a field's path to its message and the value that was sent."""

    status = 422

    def __init__(self, details: dict[str, dict[str, Any]]) -> None:
        super().__init__("; ".join(f"{field}: {detail['message']}" for field, detail in details.items()))
        self.details = details

    def body(self) -> dict[str, Any]:
        return {"message": "Validation Failed", "details": self.details}


class TooManyWaiting(ApiError):
    """The store holds as many scores for calls it has not seen as its settings allow."""

    status = 429


class ServiceUnavailable(ApiError):
    """The database could not be written or read, for instance because the disk is full: nothing was kept, try again. Or
    it does not have all that was logged, and what was asked for may be in the rest."""

    status = 503

    def headers(self) -> dict[str, str]:
        return {"Retry-After": "5"}


BEHIND = (
    "Logged calls do not reach the store now, and this may be one of them: GET /healthz says why. Nothing is lost, ask "
    "again."
)


class QueryTimedOut(ApiError):
    """A question took too long, needed too much memory, or came while the tables for questions are being made."""

    status = 503

    def headers(self) -> dict[str, str]:
        return {"Retry-After": "5"}


class InternalError(ApiError):
    """A fault of ours. The log has the traceback."""

    status = 500

    def body(self) -> dict[str, Any]:
        return {"message": "Internal Server Error"}


@web.middleware
async def translate(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn whatever a handler raises into an answer; the only place where that happens."""
    try:
        return await handler(request)
    except ApiError as error:
        told = error
    except Rejected as error:
        told = TooManyWaiting(str(error))
    except StoreUnavailable as error:
        log.error("store_unavailable", error=str(error))
        told = ServiceUnavailable(f"{error}. Nothing of this call was kept.")
    except (Rebuilding, QueryTooLarge, QueryTooSlow) as error:
        told = QueryTimedOut(f"{str(error)[:1].upper()}{str(error)[1:]}.")
    except web.HTTPException as error:
        told = _of_aiohttp(request, error)
    except (http_exceptions.BadHttpMessage, web.RequestPayloadError):
        told = BadRequest("The request's body could not be read: it is not what its headers say.")
    except Exception:
        # The resource's pattern, not the path: an id or a query may be somebody's secret.
        resource = request.match_info.route.resource
        log.exception("api_call_failed", method=request.method, route=resource.canonical if resource else None)
        told = InternalError()
    return json_reply(told.body(), status=told.status, headers=told.headers())


def _of_aiohttp(request: web.Request, error: web.HTTPException) -> ApiError:
    if isinstance(error, web.HTTPMethodNotAllowed):
        allowed = ", ".join(sorted(error.allowed_methods))
        return MethodNotAllowed(f"{request.method} is not possible here, but {allowed} is.", allowed)
    if isinstance(error, web.HTTPRequestEntityTooLarge):
        return BodyTooLarge(f"The body is larger than {request.client_max_size} bytes.")
    if error.status == web.HTTPNotFound.status_code:
        return NotFound("There is nothing at this path. docs/api.md lists what there is.")
    told = ApiError(error.reason)
    told.status = error.status
    return told
