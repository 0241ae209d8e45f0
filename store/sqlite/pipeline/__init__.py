"""Events, tasks, webhooks and alerts in SQLite.

pipeline.py   `SqlitePipeline`: implements the protocol in store/evaluation/pipeline.py
events.py     writes events beside calls and scores
webhooks.py   `SqliteWebhooks`: implements the protocol in store/evaluation/webhooks.py
alerts.py     `SqliteAlerts`: implements the protocol in store/evaluation/alerts.py
tasks.py      events become tasks; tasks are taken and settled
results.py    … by another node, while this one was away
"""
