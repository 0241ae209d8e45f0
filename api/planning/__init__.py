"""Planning: how many requests an answer needs.

power.py, power_models.py  POST /v1/power
"""
