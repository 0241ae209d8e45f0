"""The dashboard's types of the API."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.support.node import NODE

WEB = Path(__file__).parents[2] / "web"


def test_the_types_are_those_of_the_present_api(tmp_path: Path) -> None:
    """What /openapi.json says now; `make web-types` writes them anew."""
    made = tmp_path / "schema.ts"
    environment = os.environ | {"PYTHON": sys.executable}
    subprocess.run([NODE, "scripts/types.mjs", made], cwd=WEB, env=environment, check=True)
    same = made.read_text() == (WEB / "src/api/schema.ts").read_text()
    assert same, "the API has changed: make web-types"  # without the two texts, which are long
