"""What Helicone's clients and dashboard call, as far as it is not a noun of ours.

scores.py          scores and ratings for a request or session
scores_models.py   their bodies
score_body.py      the body of POST /v1/request/{request_id}/score → scores, or which field is wrong (pure)
evals.py           queries on scores: /v1/evals, /v1/dashboard/scores/query
evals_models.py    their bodies and answers
metrics.py         /v1/metrics: amounts of requests, in total and over time
metrics_models.py  their bodies and answers
"""
