"""What each process loads and makes before it is of use: a start has to stay short, and workers small."""

from __future__ import annotations

import json
import platform
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

LOADED = {
    "a command": ("gnomon.cli", {"pydantic", "store", "api", "proxy", "evaluation", "rich", "asyncio"}),
    "the supervisor": (
        "gnomon.cli, gnomon.processes.supervisor, gnomon.settings.loading",
        {"aiohttp", "duckdb", "numpy", "scipy", "pyarrow", "uvloop", "genai_prices", "py3langid", "multiprocessing"},
    ),
    "a worker": (
        "gnomon.processes.child, proxy.worker",
        {
            *(
                "aiohttp",
                "duckdb",
                "numpy",
                "genai_prices",
                "py3langid",
                "sqlite3",
                "typer",
                "api",
                "evaluation",
                "rich",
            ),
            *("store.models", "store.extract.extraction"),
        },
    ),
    "the api process": (
        "gnomon.processes.child, api.server",
        {
            "scipy",
            "pyarrow",
            "genai_prices",
            "py3langid",
            "typer",
            "unittest",
            "pandas",
            "rich",
            "sqlglot",
            "clickhouse_connect",
            *("numpy", "store.statistics", "store.clickhouse.servers", "api.several_nodes"),
            *("api.alerts.alerts", "api.helicone.metrics", "api.labelling.queues", "api.scores.queries", "api.sql.sql"),
        },
    ),
}


@pytest.mark.parametrize("process", LOADED)
def test_a_process_loads_what_it_needs_at_once(process: str) -> None:
    """Libraries that take long to load, or much memory, wait until something needs them."""
    modules, later = LOADED[process]
    loaded = "{name for name, module in sys.modules.items() if module}"
    code = f"import json, sys, {modules}; print(json.dumps(sorted({loaded})))"
    assert not later & set(_printed_by(code))


def test_serving_loads_nothing_for_terminals(tmp_path: Path) -> None:
    (settings := tmp_path / "gnomon.toml").write_text('[server]\ndata_dir = "/dev/null/data"\n')
    code = f"""
import json, sys
from pathlib import Path
from gnomon import cli
try:
    cli.serve(Path({str(settings)!r}))  # ends at its data directory, when everything is loaded
except cli.typer.Exit:
    print(json.dumps(sorted(name for name, module in sys.modules.items() if module)))
"""
    loaded = set(_printed_by(code))
    assert "gnomon.processes.supervisor" in loaded
    assert "rich" not in loaded


def test_copying_to_the_replica_loads_no_other_library() -> None:
    """Arrow would take 25 MB of memory, and pandas, where it is installed, 48 MB more."""
    code = """
import json, sys, duckdb
from store.analytics.replica.columns import columns_of, registered
cursor = duckdb.connect()
with registered(cursor, "given", columns_of({"id": "BIGINT", "name": "VARCHAR"}, [(1, "a"), (2, None)])):
    cursor.execute("CREATE TABLE copied AS SELECT * FROM given")
print(json.dumps(sorted(sys.modules)))
"""
    assert not {"pyarrow", "pandas", "scipy"} & set(_printed_by(code))


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc keeps freed memory")
def test_memory_of_a_burst_is_given_back_while_a_part_is_in_use() -> None:
    code = """
import json, os, resource
from pathlib import Path
from gnomon.processes import allocator

def resident_mb():
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() >> 20

burst = [os.urandom(2_000) for _ in range(20_000)]
del burst[:-1]
before_mb = resident_mb()
allocator.release_freed()
print(json.dumps([before_mb, resident_mb()]))
"""
    before_mb, after_mb = _printed_by(code)
    assert after_mb < before_mb - 30


def test_models_are_loaded_and_built_when_they_are_used() -> None:
    """To load those of every operation at the start would take longer than to open the store, and so would building."""
    code = """
import json, sys
from api import server
from api.http.operations import OPERATIONS
named = {model for operation in OPERATIONS for model in (operation.body, operation.answer) if model}
loaded = sorted({model.module for model in named} & sys.modules.keys())
models = {model.load() for model in named}
print(json.dumps([loaded, sorted(model.__name__ for model in models if model.__pydantic_complete__), len(models)]))
"""
    loaded, built, number = _printed_by(code)
    assert set(loaded) <= {"api.health.health_models", "api.http.base_models", "evaluation.evaluators.definition"}
    assert number > 50
    assert len(built) < number / 10, built


def _printed_by(code: str) -> list[Any]:
    """The JSON that a new process prints."""
    done = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, check=True, timeout=60)
    printed: list[Any] = json.loads(done.stdout)
    return printed
