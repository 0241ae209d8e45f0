"""/v1/replays: runs in which logged calls were sent again to a candidate, and what their pairs decide.

replays.py         the handlers
replays_models.py  their bodies and answers
verdicts.py        the pairs of a run → its verdict
sentences.py       … in words (pure)
prices.py          what tokens of a model cost, for the budget of a run
"""
