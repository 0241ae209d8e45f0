"""Properties that callers attach to requests.

properties.py         /v1/property: names, values, and what the requests that have them cost
properties_models.py  bodies and answers
"""
