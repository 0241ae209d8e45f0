"""SQL that callers write.

sql.py         POST /v1/sql
sql_models.py  body and answer
"""
