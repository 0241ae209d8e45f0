"""Alerts: rules that watch a metric and say when it is beyond a level.

alerts.py       `Alerts`: all of them: created, changed, silenced, deleted
watching.py     `Watch`: evaluates each rule when it is due
evaluating.py   `AlertEvaluations`: one of a rule; what is kept from one to the next
open_alerts.py  those that fire now or have found a change lately, with these events (pure)
measuring.py    a rule and a time → the value of its metric
judging.py      a value, and the state before → the state, its event, and whether a message is due (pure)
messages.py     the message of an event for webhooks (pure)
changes.py      a rule that watches for changes: what has changed since it was made
everything.py   … if it watches every score and metric: only new hours are read and judged
built_in.py     the alert that every project has from the start (pure)
preview.py      what a rule would have done in the past
words.py        what happened, in sentences (pure)
"""

from evaluation.alerts.alerts import Alerts

__all__ = ["Alerts"]
