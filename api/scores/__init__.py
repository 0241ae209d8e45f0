"""Scores: adding, listing, deleting them, and queries on them.

scores.py              /v1/scores: add, list, history, delete
scores_models.py       bodies and answers
items.py               the body of POST /v1/scores → scores, or which field is wrong (pure)
values.py              what a score name and a value may be (pure)
lines.py               POST /v1/scores with any number of scores, one per line
  line_splitter.py       a body in pieces → its lines (pure)
  backlog.py             answers that wait for a client that does not read yet
definitions.py         /v1/score-definitions: what the scores of a name must be
definitions_models.py  bodies and answers
names.py               GET /v1/scores/names
names_models.py        answer
queries.py             POST /v1/scores/query and /v1/scores/compare
queries_models.py      bodies, and the answer of the former
  answers.py             what the store answers → the models (pure)
  metric_answers.py      … on metrics (pure)
"""
