"""/v1/evaluators: what scores calls by itself.

evaluators.py         evaluators, their versions, templates to begin with
evaluators_models.py  … their models
previews.py           a draft, run on logged calls without storing anything
previews_models.py    … its models
backfills.py          runs over logged calls
backfills_models.py   … their models
"""
