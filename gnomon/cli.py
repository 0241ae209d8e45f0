"""The commands. Each imports what it needs when it runs, so that all of them start quickly."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NoReturn

import typer

from gnomon.replay.cli import ErrorsAre3, replay

if TYPE_CHECKING:
    from gnomon.settings.loading import Loaded
    from store.settings import DataDir

ConfigFile = Annotated[
    Path | None,
    typer.Option("--config", metavar="FILE", help="Settings file. Default: ./gnomon.toml, if it exists."),
]

app = typer.Typer(
    help="A logging proxy with scoring for OpenAI-compatible APIs.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
keys_app = typer.Typer(help="Create the API keys that callers present to Gnomon.", no_args_is_help=True)
config_app = typer.Typer(help="Check and print the settings.", no_args_is_help=True)
spool_app = typer.Typer(help="Inspect the spool: logged calls that wait to be stored.", no_args_is_help=True)
replica_app = typer.Typer(help="Maintain the replica: the DuckDB copy that queries read.", no_args_is_help=True)
store_app = typer.Typer(help="Maintain the tables of a ClickHouse server or cluster.", no_args_is_help=True)
app.add_typer(keys_app, name="keys")
app.add_typer(config_app, name="config")
app.add_typer(spool_app, name="spool")
app.add_typer(replica_app, name="replica")
app.add_typer(store_app, name="store")
app.add_typer(replica_app, name="analytics", hidden=True)  # its former name


@app.command()
def serve(config: ConfigFile = None) -> None:
    """Run the proxy, the API and the dashboard until SIGTERM or Ctrl-C."""
    # structlog, which is imported below, would load it to show errors on terminals: 5 MB for as long as the server runs
    sys.modules["rich"] = None  # type: ignore[assignment]  # what marks a module that cannot be imported
    gc.disable()  # imports leave no garbage behind
    loaded = _load(config)
    from gnomon import log
    from gnomon.processes import supervisor
    from gnomon.processes.lock import AlreadyServing, UnusableDataDir
    from gnomon.processes.sockets import CannotListen
    from gnomon.settings.loading import load

    gc.freeze()  # what was imported stays: no collection, nor the end of the process, needs to walk it
    gc.enable()
    log.configure("supervisor")
    try:
        status = supervisor.serve(loaded, lambda: load(config))
    except (CannotListen, AlreadyServing) as error:
        _fail(str(error))
    except UnusableDataDir as error:
        _fail(f"{error}.")
    except OSError as error:
        _fail(f"Cannot start: {error}.")
    raise typer.Exit(status)


@app.command()
def reprocess(
    config: ConfigFile = None,
    everything: Annotated[
        bool,
        typer.Option("--all", help="Include calls that the current version of the extractor has already processed."),
    ] = False,
    prices: Annotated[
        bool, typer.Option("--prices", help="Only price all stored calls again, by the settings' and built-in prices.")
    ] = False,
) -> None:
    """Extract model, text, tokens and cost of stored calls again, from their stored bodies."""
    settings = _load(config).settings
    from gnomon.reprocess_bar import with_progress
    from store.base import CannotOpen, StoreUnavailable
    from store.extract.pricing.cost import Prices
    from store.reprocess import reprice
    from store.reprocess import reprocess as extract_again
    from store.settings import DataDir

    data_dir = DataDir(settings.server.data_dir)
    _require_database(data_dir)
    try:
        with _exclusive(data_dir):
            if prices:
                count = with_progress(partial(reprice, data_dir, Prices(settings.price)))
            else:
                count = with_progress(partial(extract_again, data_dir, Prices(settings.price), everything=everything))
    except (CannotOpen, StoreUnavailable) as error:
        _fail(str(error))
    print(f"{count} calls {'priced again' if prices else 'reprocessed'}.")


@app.command()
def doctor(
    config: ConfigFile = None,
    last: Annotated[int, typer.Option(min=1, max=10_000_000, help="How many of the newest calls to look through.")] = (
        10_000
    ),
) -> None:
    """List what could not be understood of the newest calls: unknown APIs, models without a price, cut streams."""
    settings = _load(config).settings
    from gnomon import doctor as report
    from store.base import CannotOpen
    from store.settings import DataDir
    from store.sqlite.bodies.checking import check_newest
    from store.sqlite.findings import read_findings
    from store.sqlite.membership import read_node

    data_dir = DataDir(settings.server.data_dir)
    _require_database(data_dir)
    try:
        report.show_node(read_node(data_dir.database))
        report.show(read_findings(data_dir.database, last), last)
        report.show_bodies(check_newest(data_dir.bodies, min(2 * last, report.BODIES_MOST)))
    except CannotOpen as error:
        _fail(str(error))


@app.command()
def sql(
    statement: Annotated[str, typer.Argument(help="A SELECT over requests, scores, score_history and properties.")],
    url: Annotated[str, typer.Option(help="URL of the running server.")] = "http://127.0.0.1:8787",
    key: Annotated[
        str | None, typer.Option(envvar="GNOMON_KEY", help="API key with the scope read, if the server requires one.")
    ] = None,
    output: Annotated[
        Literal["table", "json", "csv", "arrow"], typer.Option(help="Format of the rows on standard output.")
    ] = "table",
    limit: Annotated[int, typer.Option(min=1, max=100_000, help="Largest number of rows to return.")] = 10_000,
) -> None:
    """Run a read-only SQL query on the running server and print its rows."""
    from gnomon import sql_command

    try:
        sql_command.show(sql_command.query(url, key, statement, limit, output), output)
    except sql_command.SqlFailed as error:
        _fail(str(error))


@app.command()
def evaluate(
    name: Annotated[str, typer.Argument(help="Name of the evaluator.")],
    filter: Annotated[str, typer.Option(help="Filter tree as JSON, as in the API.")] = '"all"',
    since: Annotated[str | None, typer.Option(help="Only calls from this time on, in ISO 8601.")] = None,
    until: Annotated[str | None, typer.Option(help="Only calls before this time, in ISO 8601.")] = None,
    sample_rate: Annotated[
        float | None, typer.Option(help="Share of the calls that is scored. Default: the evaluator's.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show how many calls, tokens and dollars.")] = False,
    url: Annotated[str, typer.Option(help="URL of the running server.")] = "http://127.0.0.1:8787",
    key: Annotated[
        str | None,
        typer.Option(envvar="GNOMON_KEY", help="API key with the scopes read and score, if one is required."),
    ] = None,
) -> None:
    """Score logged calls with an evaluator of the running server. Ctrl-C leaves the run to the server."""
    import json

    from gnomon import evaluate_command

    try:
        tree = json.loads(filter)
    except ValueError:
        raise typer.BadParameter(f"must be JSON, got {filter}", param_hint="--filter") from None
    query = {"filter": tree, "since": since, "until": until, "sample_rate": sample_rate}
    try:
        evaluations = evaluate_command.Evaluations(url, key, name)
        if dry_run:
            evaluate_command.show_estimate(evaluations.estimate(query))
            return
        run = evaluations.open_run()
        if run is not None:
            print(f"Run {run['id']} has not ended yet; this is its progress.", file=sys.stderr)
        evaluate_command.show_end(evaluate_command.follow(evaluations, run or evaluations.begin(query)))
    except evaluate_command.EvaluateFailed as error:
        _fail(str(error))


app.command(cls=ErrorsAre3)(replay)


@app.command()
def demo(
    config: ConfigFile = None,
    remove: Annotated[bool, typer.Option("--remove", help="Delete the demo project's calls and scores.")] = False,
    url: Annotated[
        str | None, typer.Option(help="URL of the running server. Default: by the settings server.host and port.")
    ] = None,
    key: Annotated[
        str | None, typer.Option(envvar="GNOMON_KEY", help="API key with the scope score, if the server requires one.")
    ] = None,
) -> None:
    """Fill a project of its own with thirty days of made-up calls and scores, to try the dashboard with."""
    settings = _load(config).settings
    from api.http.errors import ServiceUnavailable
    from gnomon import demo_command
    from gnomon.banner import reachable
    from gnomon.processes.lock import AlreadyServing, ServeLock, UnusableDataDir, using
    from store.base import CannotOpen, StoreUnavailable
    from store.settings import DataDir

    data_dir = DataDir(settings.server.data_dir)
    address = url or f"http://{reachable(settings.server.host)}:{settings.server.port}"
    try:
        if url is not None:  # perhaps of a server with other settings, or on another machine
            count = demo_command.by_server(url, key, remove=remove)
        else:
            with using(data_dir.root):
                data_dir.quarantine.mkdir(mode=0o700, parents=True, exist_ok=True)
            try:
                with closing(ServeLock(data_dir.root, timeout_s=0)):
                    count = demo_command.in_files(settings, data_dir, remove=remove)
            except AlreadyServing:
                count = demo_command.by_server(address, key, remove=remove)
    except (demo_command.DemoFailed, UnusableDataDir, CannotOpen, StoreUnavailable, ServiceUnavailable) as error:
        _fail(f"{str(error).removesuffix('.')}.")
    if remove:
        print(f"{count} calls of the demo project deleted.")
    else:
        print(f"{count} calls made. Open {address}/ui/?project=demo; gnomon demo --remove deletes them.")


@app.command()
def version() -> None:
    """Print the version of Gnomon, and whether its hot path is compiled."""
    from gnomon import __version__, compiled

    print(__version__)
    print(compiled.state())


@keys_app.command("new")
def keys_new(
    name: Annotated[str, typer.Option(help="Name of the key, shown with every call made with it.")] = "default",
    scopes: Annotated[
        str, typer.Option(help="What the key permits, separated by commas: proxy, read, score.")
    ] = "proxy,read,score",
    project: Annotated[
        int, typer.Option(min=1, help="Project number. A key sees only the calls and scores of its own project.")
    ] = 1,
) -> None:
    """Create an API key; print it once, with the lines for the settings file."""
    from pydantic import ValidationError

    from gnomon import new_key

    try:
        key, settings = new_key.make(name, [scope.strip() for scope in scopes.split(",")], project)
    except ValidationError as error:
        first = error.errors()[0]
        raise typer.BadParameter(first["msg"], param_hint=f"--{first['loc'][0]}") from None
    print(new_key.text(key, settings))


@config_app.command("check")
def config_check(config: ConfigFile = None) -> None:
    """Check the settings; print the place and the remedy of every mistake."""
    loaded = _load(config)
    print(f"{loaded.origins.file or 'Defaults (no settings file)'}: no mistakes found.")


@config_app.command("show")
def config_show(config: ConfigFile = None) -> None:
    """Print the settings in force and where each comes from. Secrets are masked."""
    loaded = _load(config)
    from gnomon.settings import config_text

    print(config_text.in_force(loaded), end="")


@config_app.command("example")
def config_example() -> None:
    """Print a settings file with every key, its default and its description."""
    from gnomon.settings import config_text

    print(config_text.example(), end="")


@spool_app.command("verify")
def spool_verify(config: ConfigFile = None) -> None:
    """Check every spool segment for damage and count the calls not stored yet. Exit status 1 means damage."""
    settings = _load(config).settings
    from gnomon import spool_table
    from store.settings import DataDir
    from store.sqlite.spool_check import verify_spool

    data_dir = DataDir(settings.server.data_dir)
    if not data_dir.spool.is_dir():
        _fail(f"{data_dir.spool} does not exist: no call has been logged there. Check server.data_dir.")
    report = verify_spool(data_dir)
    spool_table.show(report)
    if report.unreadable:
        _fail(report.unreadable)
    raise typer.Exit(1 if report.damaged else 0)


@replica_app.command("rebuild")
def replica_rebuild(config: ConfigFile = None) -> None:
    """Rebuild the replica from the stored calls. A server does this by itself when the replica is damaged."""
    settings = _load(config).settings
    from gnomon.replica_rebuild import rebuild_with_progress
    from store.base import CannotOpen
    from store.settings import DataDir

    data_dir = DataDir(settings.server.data_dir)
    _require_database(data_dir)
    try:
        with _exclusive(data_dir, "A running server rebuilds a damaged replica by itself."):
            copied = rebuild_with_progress(data_dir, settings.analytics)
    except CannotOpen as error:
        _fail(str(error))
    print(f"{copied} changes copied to {data_dir.analytics}.")


@store_app.command("migrate")
def store_migrate(
    config: ConfigFile = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only print the statements, for somebody else to run them.")
    ] = False,
) -> None:
    """Create or upgrade the tables on every ClickHouse server of store.url. Each node also does so when it starts."""
    settings = _load(config).settings
    from gnomon import store_command
    from store.base import CannotOpen

    if not settings.store.is_clickhouse:
        _fail("store.url is sqlite: the databases in server.data_dir are upgraded when the server starts.")
    if dry_run:
        store_command.print_statements(settings.store)
        return
    try:
        is_complete = store_command.migrate(settings.store)
    except CannotOpen as error:
        _fail(str(error))
    raise typer.Exit(0 if is_complete else 1)


@store_app.command("copy")
def store_copy(
    source: Annotated[str, typer.Option("--from", metavar="URL", help="sqlite:FOLDER or clickhouse://host/database.")],
    target: Annotated[str, typer.Option("--to", metavar="URL", help="The other one; a folder must be empty.")],
    node: Annotated[
        str | None, typer.Option(help="Number or name of the node whose record is copied from ClickHouse.")
    ] = None,
    config: ConfigFile = None,
) -> None:
    """Copy a record to ClickHouse, or a lost node's record back. Run it again to go on after an interruption.

    Both sides are compared at the end. Exit status: 0 both are equal, 1 the copy is not complete, 3 they differ.
    """
    from gnomon import store_copy as command
    from gnomon.processes.lock import UnusableDataDir, using
    from store.analytics.query import QueryTooLarge, QueryTooSlow
    from store.base import CannotOpen, StoreUnavailable
    from store.settings import DataDir

    folders = [url.removeprefix("sqlite:") for url in (source, target) if url.startswith("sqlite:")]
    servers = [url for url in (source, target) if url.startswith(("clickhouse://", "clickhouses://"))]
    if (len(folders), len(servers)) != (1, 1) or not folders[0]:
        raise typer.BadParameter("must be sqlite:FOLDER on one side, and clickhouse://… on the other")
    back = target.startswith("sqlite:")
    if back != (node is not None):
        raise typer.BadParameter("belongs to --from clickhouse://…, and must be given there", param_hint="--node")
    data_dir = DataDir(Path(folders[0]))
    settings = _load(config, GNOMON_STORE__URL=servers[0]).settings.store
    if not back:
        _require_database(data_dir)
    try:
        with using(data_dir.root):
            data_dir.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _exclusive(data_dir, "Stop it before the record is copied."):
            differing = (
                command.to_sqlite(settings, node, data_dir) if node else command.to_clickhouse(settings, data_dir)
            )
    except (CannotOpen, StoreUnavailable, UnusableDataDir, QueryTooSlow, QueryTooLarge) as error:
        _fail(f"{str(error).removesuffix('.')}.")
    for difference in differing:
        print(difference, file=sys.stderr)
    if differing:
        raise typer.Exit(3)
    print(f"The record in {data_dir.root} and its copy are equal.")


def _require_database(data_dir: DataDir) -> None:
    if not data_dir.database.exists():
        _fail(f"{data_dir.database} does not exist: no call has been stored there. Check server.data_dir.")


@contextmanager
def _exclusive(data_dir: DataDir, alternative: str = "") -> Iterator[None]:
    """Hold the locks of the data directory, as a server would; fail if another process does.

    `alternative` ends the message: a sentence about what the user can do instead.
    """
    from gnomon.processes.lock import AlreadyServing, ServeLock, UnusableDataDir
    from store.base import DataDirInUse

    try:
        with closing(ServeLock(data_dir.root, timeout_s=0)):
            yield
    except UnusableDataDir as error:
        _fail(f"{error}.")
    except (AlreadyServing, DataDirInUse) as error:
        _fail(f"{str(error).removesuffix('.')}. {alternative}".rstrip())


def _load(file: Path | None, **environ: str) -> Loaded:
    """`environ`: variables that a command sets."""
    from gnomon.settings.errors import BadSettings
    from gnomon.settings.loading import load

    try:
        return load(file, {**os.environ, **environ})
    except BadSettings as error:
        _fail(str(error))


def _fail(message: str) -> NoReturn:
    print(message, file=sys.stderr)
    raise typer.Exit(1)
