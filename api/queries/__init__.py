"""What all queries have in common.

filter_models.py         the base class of all bodies; the filter tree as a field
filters.py               a filter tree or sort order as sent → what the store takes, or which field is wrong (pure)
filter_schemas.py        the filter tree as /openapi.json describes it (pure)
selection.py             filter and time range → the requests that are selected
time_models.py           time ranges and time zones of our own queries
time_filters_models.py   those of Helicone's queries
  javascript_dates.py      timestamps as JavaScript's Date reads them (pure)
time_filters.py          … and what they mean: buckets, zones, Unix times (pure)
distributions_models.py  histograms of sessions and users, as Helicone has them
distributions.py         … in its shape (pure)
replies.py               what the replica answers → an HTTP response
"""
