"""/v1/views: pages of the dashboard with filter, columns and order, saved under a name.

views.py         the handlers
views_models.py  their bodies and answers
"""
