"""Evaluators in SQLite.

evaluators.py  `SqliteEvaluators`: implements the protocol in store/evaluation/evaluators.py
defining.py    evaluators and their versions, created and deleted
settling.py    scores of evaluators, and all that follows from them, in one transaction
spending.py    budgets: reserved before, settled after
ledger.py      … in an installation with several nodes
backfills.py   runs over logged calls
"""
