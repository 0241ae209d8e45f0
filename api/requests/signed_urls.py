"""URLs that give access to the bodies of one request for a day, as Helicone's `signed_body_url`.

They are signed with a secret in the data directory: they survive a restart, and end when that file is deleted.
"""

from __future__ import annotations

import hmac
import os
import secrets
import time
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote, urlencode

import structlog
from aiohttp import web

log = structlog.get_logger()

VALID_S = 86_400
_SECRET_BYTES = 32
_FILE = "url-secret"


class SignedUrls:
    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def url(self, request: web.Request, project: int, request_id: str) -> str:
        """For the bodies of that request, on the host that the caller used."""
        return self.url_at(base_url_of(request), project, request_id)

    def url_at(self, base_url: str, project: int, request_id: str) -> str:
        expires = int(time.time()) + VALID_S
        query = {"project": project, "expires": expires, "signature": self._signature(project, request_id, expires)}
        return f"{base_url}/v1/request/{quote(request_id, safe='')}/bodies?{urlencode(query)}"

    def project_of(self, request_id: str, query: dict[str, str]) -> int | None:
        """The project of the request; None if the URL was not signed here, was changed, or has expired."""
        try:
            project, expires = int(query["project"]), int(query["expires"])
        except (KeyError, ValueError):  # ValueError also for thousands of digits
            return None
        signature = self._signature(project, request_id, expires)
        # In constant time, so that no signature can be guessed byte by byte.
        valid = hmac.compare_digest(signature.encode(), query.get("signature", "").encode("utf-8", "replace"))
        return project if valid and time.time() < expires else None

    def _signature(self, project: int, request_id: str, expires: int) -> str:
        return hmac.new(self._secret, f"{project}\n{expires}\n{request_id}".encode(), sha256).hexdigest()


def base_url_of(request: web.Request) -> str:
    """The URL of this server, as the caller has called it."""
    scheme = "https" if request.headers.get("X-Forwarded-Proto", "").lower() == "https" else request.scheme
    return f"{scheme}://{request.host}"


def read_secret(root: Path) -> bytes:
    """The secret in that directory, which is created if there is none. A damaged one is set aside: URLs that it has
    signed, and cookies, become invalid."""
    path = root / _FILE
    try:
        secret = path.read_bytes()
    except FileNotFoundError:
        return _new_secret(path)
    except OSError as error:
        return _replaced(path, str(error))
    if len(secret) != _SECRET_BYTES:
        return _replaced(path, f"it has {len(secret)} bytes instead of {_SECRET_BYTES}")
    return secret


def adopt_secret(root: Path, secret: bytes) -> None:
    """Use that secret from now on: URLs and cookies that were signed with the one before become invalid."""
    _write(root / _FILE, secret)


def _replaced(path: Path, reason: str) -> bytes:
    aside = path.with_name(f"{_FILE}.damaged-{time.time_ns()}")
    log.warning("url_secret_replaced", reason=reason, set_aside=aside.name)
    path.replace(aside)
    return _new_secret(path)


def _new_secret(path: Path) -> bytes:
    secret = secrets.token_bytes(_SECRET_BYTES)
    _write(path, secret)
    return secret


def _write(path: Path, secret: bytes) -> None:
    temporary = path.with_name(f"{_FILE}.new")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(secret)
        file.flush()
        os.fsync(descriptor)
    temporary.replace(path)
