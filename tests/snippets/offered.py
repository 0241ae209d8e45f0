"""The snippets of the dashboard, for a host; the key and what is asked are filled in, nothing else is changed."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.support.node import NODE

PRINT = Path(__file__).with_name("print.mjs")
SECRET = "gn-snippets"
PLACE_FOR_KEY = "<your Gnomon key>"


@dataclass(frozen=True, slots=True)
class Offered:
    id: str
    place: str
    code: str
    also: str | None  # what goes into a second place


def offered(origin: str, *, needs_key: bool = True) -> dict[str, Offered]:
    """By their ids. Calls ask "Hello from <id>!", so that the log says whose they were."""
    command = [str(NODE), str(PRINT), origin, "true" if needs_key else "false"]
    printed = subprocess.run(command, capture_output=True, text=True, timeout=30, check=True).stdout
    return {snippet["id"]: _filled(snippet) for snippet in json.loads(printed)}


def question(name: str) -> str:
    return f"Hello from {name}!"


def _filled(snippet: dict[str, str | None]) -> Offered:
    def fill(text: str | None) -> str | None:
        return text and text.replace(PLACE_FOR_KEY, SECRET).replace("Hello!", question(str(snippet["id"])))

    return Offered(str(snippet["id"]), str(snippet["place"]), fill(snippet["code"]) or "", fill(snippet["also"]))
