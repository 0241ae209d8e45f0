"""Compile the hot path with mypyc: `python mypyc_build.py`, which `make setup` runs, and the wheel's build.

The result is in build/, beside a list of the files that it was made from; gnomon/compiled.py has the modules and the
finder. Nothing is done when the list still holds. Without a C compiler, or with GNOMON_PURE=1, nothing is compiled, and
the program runs as pure Python.
"""

from __future__ import annotations

import os
import shlex
import shutil
import sysconfig
import time
from pathlib import Path

from gnomon import compiled

ROOT = Path(__file__).parent
# mypy as the compiler's reader of types: `make lint` checks them. A package that is missing here has no types.
_TYPES = ["--config-file=", "--ignore-missing-imports", "--follow-imports=silent", "--disable-error-code=unused-ignore"]
# no debug information: it is ten times the code, and names folders of the machine
_C_FLAGS = "-g0 -Wno-unused-function -Wno-unused-variable -Wno-unused-label -Wno-unused-but-set-variable"


def compiled_modules() -> Path | None:
    """The folder with the modules, compiled if they are missing or old. None: the hot path stays pure Python."""
    if not compiled.is_wanted():
        print("The hot path stays pure Python: GNOMON_PURE is set", flush=True)
        return None
    if not has_compiler():
        print("*** No C compiler or no Python.h: the hot path stays pure Python, and calls cost more ***", flush=True)
        return None
    if not compiled.is_current(ROOT):
        print("Compiling the hot path with mypyc (about a minute) …", flush=True)
        try:
            _build(compiled.folder(ROOT))
        except (Exception, SystemExit) as error:  # the program must install wherever Python runs; mypyc exits
            print(f"*** Compiling failed, so the hot path stays pure Python, and calls cost more: {error!r} ***")
            return None
    return compiled.folder(ROOT)


def has_compiler() -> bool:
    command = shlex.split(os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc")
    header = Path(sysconfig.get_path("include")) / "Python.h"
    return shutil.which(command[0]) is not None and header.is_file()


def _build(target: Path) -> None:
    """Compile all modules, and put them in their place when all are complete."""
    making = target.with_name(f"{target.name}.making-{os.getpid()}")
    started = time.monotonic()
    try:
        _compile(making)
        shutil.rmtree(target, ignore_errors=True)
        (making / "modules").rename(target)
    finally:
        shutil.rmtree(making, ignore_errors=True)
    print(f"Compiled {len(compiled.MODULES)} modules in {time.monotonic() - started:.0f} s", flush=True)


def _compile(making: Path) -> None:
    from mypyc.build import mypycify  # noqa: PLC0415  # neither is needed when the modules are there
    from setuptools import Distribution  # noqa: PLC0415

    os.chdir(ROOT)  # so that names of files in the code are the same everywhere
    os.environ["CFLAGS"] = f"{os.environ.get('CFLAGS', '')} {_C_FLAGS}"
    files = [f"{name.replace('.', '/')}.py" for name in compiled.MODULES]
    cache = making / "types"
    extensions = mypycify(
        [*_TYPES, "--no-sqlite-cache", f"--cache-dir={cache}", *files],
        group_name=compiled.SHARED.removesuffix("__mypyc"),
        debug_level="0",
        target_dir=str(making / "c"),
    )
    command = Distribution({"name": "gnomon", "ext_modules": extensions}).get_command_obj("build_ext")
    command.build_lib, command.build_temp = str(making / "modules"), str(making / "objects")
    command.ensure_finalized()
    command.run()
    lines = [f"{compiled.hash_of(ROOT / name)}  {name}\n" for name in _read_files(cache)]
    (making / "modules" / compiled.SOURCES).write_text("".join(lines))


def _read_files(cache: Path) -> list[str]:
    """The files of this program that mypy read: the modules, and all whose types they use."""
    names = {path.relative_to(cache).as_posix().partition("/")[2] for path in cache.rglob("*.meta.*")}
    sources = (f"{name.partition('.')[0]}.py" for name in names)
    return sorted(name for name in sources if (ROOT / name).is_file())


if __name__ == "__main__":
    compiled_modules()
