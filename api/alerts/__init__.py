"""Alerts: rules that watch a metric, and their history.

alerts.py         handlers
answers.py        rules, states and events as answers have them
alerts_models.py  bodies and answers
"""
