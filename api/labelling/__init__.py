"""Labelling: queues in which people score requests, and answers that they corrected.

queues.py, queues_models.py            defines queues, and gives raters their next item
items.py, items_models.py              lists, adds and removes the requests of a queue
filling.py                             which requests a queue gets
following.py                           adds what has come to match the filter of a queue
raters.py                              who rates
agreement.py, agreement_models.py      POST /v1/scores/agreement: how far raters agree
answers.py                             queues as the API shows them (pure)
plans.py, plans_models.py              POST /v1/label-plans: which requests people should label next
corrections.py, corrections_models.py  what answers should have been
"""
