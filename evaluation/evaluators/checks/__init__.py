"""Checks: what can be said of a call without a model and without code. Pure.

check_model.py   a check and its parameters, as settings and API give them
plain_json.py    JSON values in it
checking.py      a check → a function that takes a call and says whether it holds
texts.py         … the conditions on its text
"""
