"""Events, tasks and webhooks in SQLite.

pipeline.py   `SqlitePipeline`: implements the protocol in store/pipeline.py
events.py     writes events beside calls and scores
tasks.py      events become tasks; tasks are taken and settled
"""
