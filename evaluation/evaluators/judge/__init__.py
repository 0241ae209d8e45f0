"""Judges: models that score a call. In the order in which a call meets the files:

template.py   the prompt: text with {{fields}} of a call (pure)
prompt.py     a call → the judge's request, with the schema of its answer (pure)
upstream.py   sends it through this server's own proxy; again after 429 and 5xx
answer.py     the judge's answer → scores, or why there are none (pure)
judge.py      `JudgeRunner`: all of it, within the budget
library.py    templates to begin with
templates/    … as plain text
"""
