"""Calls that did not pass the proxy: what their callers reported of them. Pure; never raises.

steps.py      the row of a span or of a logged tool → the step that is stored beside it, or instead of it
shapes.py     bodies → dialect, where no address tells it
providers.py  a provider's name in others' words → our name for it
spans/        spans of OpenTelemetry
"""
