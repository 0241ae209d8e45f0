"""GET /metrics: monitoring by Prometheus.

prometheus.py          the handler: what it reads at each scrape
families.py            the readings → metrics with names, help texts and labels (pure)
evaluator_families.py  … those of evaluators
shadow_families.py     … those of shadow traffic
"""
