"""Copies a node's record to ClickHouse.

rows.py     changes of the record → inserts (pure)
states.py   how far a node has copied, as the servers know it
shipper.py  `Shipper`: step by step, and again after a failure
engine.py   `ClickHouseEngine`: what `Replica` needs to copy, and to ask what all nodes have copied
"""
