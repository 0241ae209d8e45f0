"""/v1/experiments: groups of requests that are compared while they run.

experiments.py         the handlers
experiments_models.py  what an experiment is
arms.py                its definition → what the store is asked
verdicts_models.py     the answer of its verdict
answers.py             what the store answers → the models (pure)
health.py              … whether the verdict can be relied on (pure)
sentences.py           … in words (pure)
"""
