"""What the store promises to those who evaluate calls.

evaluators.py  definitions, budgets, results, back-fills
"""
