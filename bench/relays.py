"""The shortest relays in Go and Rust: the least that any gateway written in these languages costs.

Their sources are in bench/peers/go (the standard library's ReverseProxy) and bench/peers/rust (hyper before reqwest).
They are compiled into bench/.peers when a run needs them, if their compilers are there.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_SOURCES = Path(__file__).parent / "peers"
_BUILT = Path(__file__).parent / ".peers"


@dataclass(frozen=True, slots=True)
class NativeRelay:
    """`language`: the contestant's key and its folder's name. The command `build` runs there, and makes `program`."""

    language: str
    compiler: str
    where: str  # to get the compiler
    build: Sequence[str]
    program: Path

    def absent(self) -> str:
        return "" if self.program.exists() else f"{self.compiler} ({self.where}), with which make bench compiles it"

    def is_stale(self) -> bool:
        """Whether there is no program, or one that is older than its sources."""
        sources = [path for path in (_SOURCES / self.language).rglob("*") if path.is_file()]
        newest = max(path.stat().st_mtime for path in sources)
        return not self.program.exists() or self.program.stat().st_mtime < newest

    def compile(self) -> None:
        """Build the program. A failure leaves none, and the compiler's messages on the terminal."""
        self.program.unlink(missing_ok=True)
        self.program.parent.mkdir(parents=True, exist_ok=True)
        # GOFLAGS of the caller could name a module cache or a build tag that this build does not want
        environment = {**os.environ, "GOFLAGS": "", "GOTOOLCHAIN": "local"}
        done = subprocess.run(self.build, cwd=_SOURCES / self.language, env=environment, check=False)
        if done.returncode == 0 and self.program.exists():
            self.program.touch()  # cargo leaves a program that is up to date as it is


_GO = _BUILT / "go" / "relay"
_RUST = _BUILT / "rust"
GO = NativeRelay("go", "go", "https://go.dev/dl, 1.22 or newer", ("go", "build", "-o", str(_GO), "."), _GO)
RUST = NativeRelay(
    "rust",
    "cargo",
    "https://rustup.rs",
    ("cargo", "build", "--release", "--locked", "--quiet", "--target-dir", str(_RUST)),
    _RUST / "release" / "relay",
)


def build(keys: Sequence[str]) -> None:
    """Compile those of `keys` that are missing or older than their sources. Says so, and what cannot be compiled."""
    for relay in (GO, RUST):
        if relay.language not in keys or not relay.is_stale():
            continue
        name = f"the relay in {relay.language.capitalize()}"
        if shutil.which(relay.compiler) is None:
            print(f"*** {name} cannot be compiled and is not measured. Install {relay.absent()} ***", flush=True)
            continue
        print(f"Compiling {name}, once; this can take minutes …", flush=True)
        relay.compile()
        if relay.absent():
            print(f"*** {name} did not compile and is not measured: see above ***", flush=True)
