"""Whether two groups of requests can be compared fairly, as POST /v1/scores/compare says it.

fairness_models.py  the object `fairness` of the answer
answers.py          what the store answers → the models (pure)
warnings.py         … and in sentences (pure)
"""
