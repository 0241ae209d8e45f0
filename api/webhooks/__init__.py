"""Webhooks.

webhooks.py          handlers
webhooks_models.py   bodies and answers
destination.py       URL of a receiver → what is wrong with it (pure)
"""
