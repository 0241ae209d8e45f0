"""`gnomon sql`: sends the statement to the running server and prints the rows."""

from __future__ import annotations

import json
import sys
import urllib.error
import urllib.request
from typing import Literal, NamedTuple

from rich.console import Console
from rich.markup import escape
from rich.table import Table

Output = Literal["table", "json", "csv", "arrow"]
_ACCEPT = {
    "table": "application/json",
    "json": "application/json",
    "csv": "text/csv",
    "arrow": "application/vnd.apache.arrow.stream",
}
_TIMEOUT_S = 60.0


class SqlResponse(NamedTuple):
    body: bytes
    truncated: bool  # there are more rows than the limit


class SqlFailed(Exception):
    """The server refused the statement or did not answer; the message says why."""


def query(url: str, key: str | None, sql: str, limit: int, output: Output) -> SqlResponse:
    """Run the statement on the server at `url`. Raises SqlFailed."""
    if not url.startswith(("http://", "https://")):
        raise SqlFailed(f"--url must start with http:// or https://, got {url}")
    headers = {"Content-Type": "application/json", "Accept": _ACCEPT[output]}
    if key:
        headers["Authorization"] = f"Bearer {key}"
    body = json.dumps({"sql": sql, "limit": limit}).encode()
    request = urllib.request.Request(f"{url.rstrip('/')}/v1/sql", body, headers)
    try:
        with urllib.request.urlopen(request, timeout=_TIMEOUT_S) as response:
            return SqlResponse(response.read(), response.headers.get("Gnomon-Truncated") == "true")
    except urllib.error.HTTPError as error:
        raise SqlFailed(error_message(error.read(), error.code)) from None
    except OSError as error:
        raise SqlFailed(f"No answer from {url}: {error}. Is gnomon serve running there?") from None


def show(response: SqlResponse, output: Output) -> None:
    """Print the rows to standard output, and a note about further rows to standard error."""
    if output in ("csv", "arrow"):
        sys.stdout.buffer.write(response.body)
        sys.stdout.buffer.flush()
        _note_truncation(truncated=response.truncated)
        return
    data = json.loads(response.body)["data"]
    names = [column["name"] for column in data["columns"]]
    if output == "json":
        print(json.dumps([dict(zip(names, row, strict=True)) for row in data["rows"]], indent=2, ensure_ascii=False))
    else:
        table = Table(*map(_cell, names))
        for row in data["rows"]:
            table.add_row(*map(_cell, row))
        Console().print(table)
    _note_truncation(truncated=data["truncated"])


def _note_truncation(*, truncated: bool) -> None:
    if truncated:
        print("There are more rows; raise --limit to see them.", file=sys.stderr)


def _cell(value: object) -> str:
    """A value as text for a table, without control characters and markup."""
    text = "" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return escape("".join(letter if letter.isprintable() or letter == "\n" else "�" for letter in text))


def error_message(body: bytes, status: int) -> str:
    """The message in an error answer of the API, whichever of its shapes the answer has."""
    try:
        answer = json.loads(body)
        details = answer.get("details") or {}
        fields = "; ".join(f"{name}: {detail['message']}" for name, detail in details.items())
        return str(answer.get("error") or fields or f"The server answered with status {status}.")
    except (ValueError, AttributeError):
        return f"The server answered with status {status}."
