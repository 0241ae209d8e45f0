"""What the store promises to those who act on calls and scores.

pipeline.py    events of calls and scores, and the tasks that follow from them
webhooks.py    webhooks
alerts.py      rules that watch a metric, their states and their history
evaluators.py  definitions, budgets, results and back-fills of evaluators
results.py     what another node made of the tasks of one that is away
experiments.py experiments
replays.py     runs in which logged calls were sent again to a candidate
labelling.py   queues, in which people score requests, and corrected answers
"""
