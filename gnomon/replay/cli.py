"""The command line of `gnomon replay`. Like the other commands, it imports what it needs when it runs."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path
from typing import Annotated, Any, Literal, NoReturn

import typer
from typer.core import TyperCommand

ERROR, _INTERRUPTED, _USAGE = 3, 130, 2


class ErrorsAre3(TyperCommand):
    """Unknown options have status 3, too: 2 is a verdict."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except Exception as error:
            if getattr(error, "exit_code", None) == _USAGE:
                error.exit_code = ERROR  # type: ignore[attr-defined]  # an error of click, which typer does not export
            raise


def replay(
    to: Annotated[str, typer.Option(metavar="UPSTREAM/MODEL", help="The candidate: which model at which upstream.")],
    filter: Annotated[str, typer.Option(help="Filter tree as JSON, as in the API: which calls.")] = '"all"',
    since: Annotated[str | None, typer.Option(help="Only calls from this time on, in ISO 8601.")] = None,
    until: Annotated[str | None, typer.Option(help="Only calls before this time. Default: now.")] = None,
    calls: Annotated[int, typer.Option(min=1, max=100_000, help="The newest so many of these calls.")] = 200,
    prompt_from: Annotated[
        Path | None, typer.Option(metavar="FILE", help="System prompt that takes the place of the calls' own.")
    ] = None,
    judge: Annotated[
        str | None,
        typer.Option(metavar="UPSTREAM/MODEL", help="Model, or evaluator whose model, compares each pair of answers."),
    ] = None,
    criteria_from: Annotated[
        Path | None, typer.Option(metavar="FILE", help="What the judge is to look at. Default: correct and complete.")
    ] = None,
    evaluator: Annotated[
        str | None, typer.Option(metavar="NAME", help="Evaluator that scores both sides, in place of a judge.")
    ] = None,
    score: Annotated[
        str | None, typer.Option(metavar="NAME", help="Score by which both sides are compared, in place of a judge.")
    ] = None,
    direction: Annotated[
        Literal["higher", "lower"], typer.Option(help="Which values of the score are better.")
    ] = "higher",
    margin: Annotated[
        float | None, typer.Option(help="The loss that is acceptable. Default with a judge: 0.1 of the preferences.")
    ] = None,
    budget: Annotated[float | None, typer.Option(metavar="USD", help="What the run may spend.")] = None,
    budget_calls: Annotated[int | None, typer.Option(min=1, help="How many calls the run may make.")] = None,
    name: Annotated[
        str | None, typer.Option(help="Name of the run; the same name goes on with it. Default: the time.")
    ] = None,
    concurrency: Annotated[int, typer.Option(min=1, max=64, help="Calls at the same time.")] = 4,
    candidate_key_env: Annotated[
        str | None, typer.Option(metavar="VARIABLE", help="Environment variable with the candidate's API key.")
    ] = None,
    judge_key_env: Annotated[
        str | None, typer.Option(metavar="VARIABLE", help="Environment variable with the judge's API key.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the end as JSON.")] = False,
    url: Annotated[str, typer.Option(help="URL of the running server.")] = "http://127.0.0.1:8787",
    key: Annotated[
        str | None,
        typer.Option(envvar="GNOMON_KEY", help="API key with the scopes proxy, read and score, if one is required."),
    ] = None,
) -> None:
    """Send logged calls again to another model or prompt, and decide whether its answers are worse.

    Exit status: 0 not worse, 1 worse, 2 not enough to decide, 3 error.
    """
    from gnomon.replay import command, options

    name = name or options.name_of_now()
    try:
        given = options.ReplayOptions(
            name=name,
            to=to,
            filter=filter,
            since=since,
            until=until,
            calls=calls,
            prompt=options.read_text("--prompt-from", prompt_from),
            judge=judge,
            criteria=options.read_text("--criteria-from", criteria_from),
            evaluator=evaluator,
            score=score,
            direction=direction,
            margin=margin,
            budget_usd=budget,
            budget_calls=budget_calls,
            concurrency=concurrency,
            candidate_key_env=candidate_key_env,
            judge_key_env=judge_key_env,
        )
        status = command.replay(url, key, given, as_json=as_json)
    except options.ReplayFailed as error:
        _fail(str(error), ERROR)
    except KeyboardInterrupt:
        _fail(f"Interrupted. The same command with --name {name!r} goes on.", _INTERRUPTED)
    except Exception as error:  # Python's own exit status would be 1, which is a verdict
        traceback.print_exc()
        _fail(f"The replay failed for a fault of Gnomon: {error!r}", ERROR)
    raise typer.Exit(status)


def _fail(message: str, status: int) -> NoReturn:
    print(message, file=sys.stderr)
    raise typer.Exit(status)
