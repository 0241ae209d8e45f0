"""Evaluators: what scores requests and sessions by itself. In the order in which a call meets the files:

definition.py  what an evaluator is: the model of the settings and of the API
settings.py    the settings of all of them together
service.py     `EvaluatorService`: all evaluators of this server; drafts and back-fills are begun here
active.py      a definition with the version of its content
runner.py      one evaluator at work on its tasks, which come from evaluation/feed/
other_runners.py   those at work on the tasks of a node that is away
backfills.py   the runs over logged calls that have not ended
backfill.py    … one of them
estimate.py    … what one would do
drafts.py      a draft on logged calls, without storing anything
evaluating.py  a batch: read, judged or run in a sandbox, within the budget
reading.py     logged requests and sessions, read from the store
call.py        … as an evaluator sees them (pure)
budget.py      reserved before, settled after
outcomes.py    what became of an evaluation, as the store takes it (pure)
results.py     what becomes of an evaluation
checks/        conditions on a call, without code
judge/         models that read a call
sandbox/       the processes in which checks and functions run

A function of an evaluator returns `Score`, a dict, or None.
"""

from evaluation.evaluators.sandbox.given import GivenScore as Score

__all__ = ["Score"]
