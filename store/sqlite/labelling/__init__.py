"""Queues in SQLite, in which people score requests, and answers that they corrected.

labelling.py    implements the `Labelling` protocol
defining.py     creates, changes and fills queues
handing_out.py  which item a rater gets next
progress.py     who has rated how many items
corrections.py  what answers should have been
"""
