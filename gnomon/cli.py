"""The commands. What a command needs is imported when it runs, so that each starts as fast as it can."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NoReturn

import typer

if TYPE_CHECKING:
    from gnomon.settings.settings import Loaded
    from store.settings import DataDir

ConfigFile = Annotated[
    Path | None,
    typer.Option("--config", metavar="FILE", help="Settings file; else ./gnomon.toml, if there is one."),
]

app = typer.Typer(
    help="A logging proxy with scoring for OpenAI-compatible APIs.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
keys_app = typer.Typer(help="Keys that callers show.", no_args_is_help=True)
config_app = typer.Typer(help="Settings.", no_args_is_help=True)
spool_app = typer.Typer(help="Logged calls on their way to the store.", no_args_is_help=True)
analytics_app = typer.Typer(help="The tables that answer questions.", no_args_is_help=True)
app.add_typer(keys_app, name="keys")
app.add_typer(config_app, name="config")
app.add_typer(spool_app, name="spool")
app.add_typer(analytics_app, name="analytics")


@app.command()
def serve(config: ConfigFile = None) -> None:
    """Run the proxy and the API."""
    loaded = _load(config)
    from gnomon import log  # noqa: PLC0415
    from gnomon.processes import supervisor  # noqa: PLC0415
    from gnomon.processes.lock import AlreadyServing  # noqa: PLC0415
    from gnomon.processes.sockets import CannotListen  # noqa: PLC0415
    from gnomon.settings.settings import load  # noqa: PLC0415

    log.configure("supervisor")
    try:
        status = supervisor.serve(loaded, lambda: load(config))
    except (CannotListen, AlreadyServing, OSError) as error:
        _fail(str(error))
    raise typer.Exit(status)


@app.command()
def reprocess(
    config: ConfigFile = None,
    everything: Annotated[bool, typer.Option("--all", help="Not only what an older version derived.")] = False,
) -> None:
    """Derive models, texts, tokens and costs of stored calls anew, from their stored bodies."""
    settings = _load(config).settings
    from store.base import CannotOpen, StoreUnavailable  # noqa: PLC0415
    from store.extract import Prices  # noqa: PLC0415
    from store.reprocess import reprocess as derive_anew  # noqa: PLC0415
    from store.settings import DataDir  # noqa: PLC0415

    data_dir = DataDir(settings.server.data_dir)
    if not data_dir.database.exists():
        _fail(f"{data_dir.database} does not exist: nothing is stored there yet")
    try:
        with _not_served(data_dir):
            done = derive_anew(data_dir, Prices(settings.price), everything=everything, progress=_show_progress)
    except (CannotOpen, StoreUnavailable) as error:
        _fail(str(error))
    print(f"{done} calls derived anew")


@app.command()
def sql(
    statement: Annotated[str, typer.Argument(help="A SELECT on requests, scores, score_history, properties.")],
    url: Annotated[str, typer.Option(help="Of the running server.")] = "http://127.0.0.1:8787",
    key: Annotated[str | None, typer.Option(envvar="GNOMON_KEY", help="With the scope read.")] = None,
    output: Annotated[Literal["table", "json", "csv", "arrow"], typer.Option(help="What it looks like.")] = "table",
    limit: Annotated[int, typer.Option(min=1, max=100_000, help="Rows.")] = 10_000,
) -> None:
    """Ask the running server with SQL."""
    from gnomon import sql_command  # noqa: PLC0415

    try:
        sql_command.show(sql_command.ask(url, key, statement, limit, output), output)
    except sql_command.SqlFailed as error:
        _fail(str(error))


@app.command()
def version() -> None:
    """Print the version."""
    from gnomon import __version__  # noqa: PLC0415

    print(__version__)


@keys_app.command("new")
def keys_new(
    name: Annotated[str, typer.Option(help="Shown with the calls that came with this key.")] = "default",
    scopes: Annotated[str, typer.Option(help="What it may do, separated by commas.")] = "proxy,read,score",
    project: Annotated[int, typer.Option(min=1, help="Projects never see each other's calls.")] = 1,
) -> None:
    """Make a key: print it, this once, and the lines for the settings file."""
    from pydantic import ValidationError  # noqa: PLC0415

    from gnomon import new_key  # noqa: PLC0415

    try:
        key, settings = new_key.make(name, [scope.strip() for scope in scopes.split(",")], project)
    except ValidationError as error:
        first = error.errors()[0]
        raise typer.BadParameter(first["msg"], param_hint=f"--{first['loc'][0]}") from None
    print(new_key.text(key, settings))


@config_app.command("check")
def config_check(config: ConfigFile = None) -> None:
    """Say what is wrong with the settings, where, and what would be right."""
    loaded = _load(config)
    print(f"{loaded.origins.file or 'no settings file: defaults'}: all right")


@config_app.command("show")
def config_show(config: ConfigFile = None) -> None:
    """Print the settings in force, each with where it comes from. Secrets are masked."""
    loaded = _load(config)
    from gnomon.settings import config_text  # noqa: PLC0415

    print(config_text.in_force(loaded), end="")


@config_app.command("example")
def config_example() -> None:
    """Print a settings file with every key, its default and a line of help."""
    from gnomon.settings import config_text  # noqa: PLC0415

    print(config_text.example(), end="")


@spool_app.command("verify")
def spool_verify(config: ConfigFile = None) -> None:
    """Read every segment; say what is whole, torn, damaged, and not yet in the store. Exit status 1: damage."""
    settings = _load(config).settings
    from gnomon import spool_table  # noqa: PLC0415
    from store.settings import DataDir  # noqa: PLC0415
    from store.spool.verify import verify  # noqa: PLC0415

    data_dir = DataDir(settings.server.data_dir)
    if not data_dir.spool.is_dir():
        _fail(f"{data_dir.spool} does not exist: nothing was logged there yet")
    report = verify(data_dir)
    spool_table.show(report)
    if report.unreadable:
        _fail(report.unreadable)
    raise typer.Exit(1 if report.damaged else 0)


@analytics_app.command("rebuild")
def analytics_rebuild(config: ConfigFile = None) -> None:
    """Make the tables for questions anew from the stored calls. Not needed as a rule: a server does it by itself."""
    settings = _load(config).settings
    from gnomon import progress_bar  # noqa: PLC0415
    from store.base import CannotOpen  # noqa: PLC0415
    from store.settings import DataDir  # noqa: PLC0415

    data_dir = DataDir(settings.server.data_dir)
    if not data_dir.database.exists():
        _fail(f"{data_dir.database} does not exist: nothing is stored there yet")
    try:
        with _not_served(data_dir, "A server makes these tables anew by itself when it finds them damaged"):
            copied = progress_bar.run(data_dir, settings.analytics)
    except CannotOpen as error:
        _fail(str(error))
    print(f"{copied} changes copied to {data_dir.analytics}")


@contextmanager
def _not_served(data_dir: DataDir, instead: str = "") -> Iterator[None]:
    """For work on files that no server may have open meanwhile. `instead`: what else helps."""
    from gnomon.processes.lock import AlreadyServing, ServeLock  # noqa: PLC0415
    from store.base import DataDirInUse  # noqa: PLC0415

    try:
        with closing(ServeLock(data_dir.root, timeout_s=0)):
            yield
    except (AlreadyServing, DataDirInUse) as error:
        _fail(f"{error}. {instead}" if instead else str(error))


def _show_progress(done: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{done} calls", end="", file=sys.stderr, flush=True)


def _load(file: Path | None) -> Loaded:
    from gnomon.settings.settings import BadSettings, load  # noqa: PLC0415

    try:
        return load(file)
    except BadSettings as error:
        _fail(str(error))


def _fail(message: str) -> NoReturn:
    print(message, file=sys.stderr)
    raise typer.Exit(1)
