"""What two groups of requests or sessions differ in, beside POST /v1/scores/compare itself (scores/queries.py).

pairs.py           POST /v1/scores/compare/pairs
pairs_models.py    body and answer, and the answer of /v1/scores/compare
explain.py         POST /v1/scores/explain
explain_models.py  body and answer
"""
