"""`gnomon sql`: asks the running server, prints what it says."""

from __future__ import annotations

import json
import sys
import urllib.error
import urllib.request
from typing import Literal, NamedTuple

from rich.console import Console
from rich.table import Table

Output = Literal["table", "json", "csv", "arrow"]
_ACCEPT = {
    "table": "application/json",
    "json": "application/json",
    "csv": "text/csv",
    "arrow": "application/vnd.apache.arrow.stream",
}
_PATIENCE_S = 60.0


class SqlResponse(NamedTuple):
    body: bytes
    truncated: bool  # there are more rows


class SqlFailed(Exception):
    """The server said no, or nothing. The message is its own."""


def ask(url: str, key: str | None, sql: str, limit: int, output: Output) -> SqlResponse:
    """Raises NotAnswered."""
    if not url.startswith(("http://", "https://")):
        raise SqlFailed(f"{url} is no URL of a server: it begins with http:// or https://")
    headers = {"Content-Type": "application/json", "Accept": _ACCEPT[output]}
    if key:
        headers["Authorization"] = f"Bearer {key}"
    body = json.dumps({"sql": sql, "limit": limit}).encode()
    request = urllib.request.Request(f"{url.rstrip('/')}/v1/sql", body, headers)  # noqa: S310  checked above
    try:
        with urllib.request.urlopen(request, timeout=_PATIENCE_S) as answer:  # noqa: S310
            return SqlResponse(answer.read(), answer.headers.get("Gnomon-Truncated") == "true")
    except urllib.error.HTTPError as error:
        raise SqlFailed(_told(error.read(), error.code)) from None
    except OSError as error:
        raise SqlFailed(f"no answer from {url}: {error}") from None


def show(answer: SqlResponse, output: Output) -> None:
    """On standard output; that there are more rows goes to the other one, so that files hold rows alone."""
    if output in ("csv", "arrow"):
        sys.stdout.buffer.write(answer.body)
        sys.stdout.buffer.flush()
        _say_more(truncated=answer.truncated)
        return
    data = json.loads(answer.body)["data"]
    names = [column["name"] for column in data["columns"]]
    if output == "json":
        print(json.dumps([dict(zip(names, row, strict=True)) for row in data["rows"]], indent=2, ensure_ascii=False))
    else:
        table = Table(*map(_plain, names))
        for row in data["rows"]:
            table.add_row(*(_plain(value) for value in row))
        Console().print(table)
    _say_more(truncated=data["truncated"])


def _say_more(*, truncated: bool) -> None:
    if truncated:
        print("There are more rows (--limit).", file=sys.stderr)


def _plain(value: object) -> str:
    from rich.markup import escape  # noqa: PLC0415

    text = "" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return escape("".join(letter if letter.isprintable() or letter == "\n" else "�" for letter in text))


def _told(body: bytes, status: int) -> str:
    try:
        told = json.loads(body)
        details = told.get("details") or {}
        said = told.get("error") or "; ".join(f"{name}: {one['message']}" for name, one in details.items())
        return str(said or f"the server answered {status}")
    except (ValueError, AttributeError):
        return f"the server answered {status}"
